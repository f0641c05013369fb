"""What pages take from elsewhere when they are built: columns of the tables, help of the commands, list of decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in `<!-- columns -->`, `<!-- commands -->` and `<!-- decisions -->`."""
    if "<!-- columns -->" in markdown:
        markdown = markdown.replace("<!-- columns -->", columns())
    if "<!-- commands -->" in markdown:
        markdown = markdown.replace("<!-- commands -->", commands())
    if "<!-- decisions -->" in markdown:
        markdown = markdown.replace("<!-- decisions -->", decisions())
    return markdown


def decisions() -> str:
    """Every page beside decisions/index.md, by its heading."""
    pages = sorted(path for path in Path(__file__).with_name("decisions").glob("*.md") if path.name != "index.md")
    headings = [page.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ") for page in pages]
    return "\n".join(f"- [{heading}]({page.name})" for heading, page in zip(headings, pages, strict=True))


def columns() -> str:
    """Every column of every table, sorted by name."""
    from textstats.glossary import COLUMNS

    rows = [
        f"| `{name}` | {column.meaning} | {column.unit} | {column.range} |".replace("||", "| |")
        for name, column in sorted(COLUMNS.items())
    ]
    return "\n".join(["| column | meaning | unit | range |", "| --- | --- | --- | --- |", *rows])


def commands() -> str:
    """The help of every command."""
    import click

    from textstats.cli import main

    def pages(command: click.Command, path: str) -> list[str]:
        context = click.Context(command, info_name=path, max_content_width=80, terminal_width=80)
        found = [f"## {path}\n\n```text\n{command.get_help(context)}\n```"]
        for name, inner in getattr(command, "commands", {}).items():
            found += pages(inner, f"{path} {name}")
        return found

    return "\n\n".join(pages(main, "textstats"))
