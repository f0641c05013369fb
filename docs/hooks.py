"""What the pages take from the code when they are built: the columns of the tables, the help of the commands."""

from __future__ import annotations

from typing import Any


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in `<!-- columns -->` and `<!-- commands -->`."""
    if "<!-- columns -->" in markdown:
        markdown = markdown.replace("<!-- columns -->", columns())
    if "<!-- commands -->" in markdown:
        markdown = markdown.replace("<!-- commands -->", commands())
    return markdown


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
