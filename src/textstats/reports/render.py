"""An executed notebook to one HTML page: nbconvert, a template of our own, and nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from textstats.reports.headings import heading, sections, slug
from textstats.reports.parameters import tagged
from textstats.reports.sanitise import sanitise, visible

TEMPLATES = Path(__file__).parent / "templates"
ANSWER_TYPE = "application/vnd.textstats.answer+json"


@dataclass(frozen=True)
class Page:
    """A rendered report: its HTML, and what the landing page says of it."""

    html: str
    title: str
    question: str
    answer: tuple[str, ...]
    picture: str


@cache
def asset(name: str) -> str:
    """A file that stands beside the templates, without the blank lines that a page leaves out as well."""
    return _dense((TEMPLATES / "textstats" / name).read_text(encoding="utf-8"))


def _dense(text: str) -> str:
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def content_policy(script: str, style: str) -> str:
    """The Content-Security-Policy of a page: its own script and style by their hashes, nothing else at all."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return f"default-src 'none'; script-src {digest(script)}; style-src {digest(style)}; img-src data:; base-uri 'none'; form-action 'none'"


def shell() -> dict[str, str]:
    """Style, script and policy that every page carries."""
    style, script = asset("style.css"), asset("script.js")
    return {"style": style, "script": script, "policy": content_policy(script, style)}


def render(notebook: Mapping[str, Any], *, name: str, siblings: Mapping[str, str]) -> Page:
    """Render an executed notebook.

    Parameters
    ----------
    notebook : nbformat notebook
    name : str
        File stem of the report, for links between the reports.
    siblings : mapping
        Stem to title of all reports of the folder, for the navigation.

    Raises
    ------
    ReportError
        If its first cell bears no title (`# …`).
    """
    from nbconvert.exporters import HTMLExporter
    from nbformat import NotebookNode
    from traitlets.config import Config

    title, question = heading(notebook, name)
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        config=Config(),
        template_name="textstats",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    exporter.environment.filters |= {"sanitise": sanitise, "prose": prose}
    resources = {
        "textstats": {
            **shell(),
            "title": title,
            "name": name,
            "siblings": dict(siblings),
            "sections": sections(notebook),
        }
    }
    html, _ = exporter.from_notebook_node(NotebookNode(notebook), resources=resources)  # type: ignore[no-untyped-call]
    return Page(visible(_dense(html)) + "\n", title, question, answer(notebook), picture(notebook))


def prose(markdown: str) -> str:
    """Markdown to HTML; raw HTML in it is shown, not obeyed; headings get their slug as id."""
    import mistune

    class Renderer(mistune.HTMLRenderer):
        def heading(self, text: str, level: int, **attrs: Any) -> str:
            return f'<h{level} id="{slug(Markup(text).striptags())}">{text}</h{level}>\n'

    return str(mistune.create_markdown(renderer=Renderer(escape=True))(markdown))


def answer(notebook: Mapping[str, Any]) -> tuple[str, ...]:
    """The sentences of the report's answer, in words."""
    for output in _outputs(notebook):
        if ANSWER_TYPE in output.get("data", {}):
            return tuple(map(str, output["data"][ANSWER_TYPE]["answer"]))
    return ()


def picture(notebook: Mapping[str, Any]) -> str:
    """The first drawing of a report, for the landing page; empty if it has none."""
    chosen = tagged(dict(notebook), "picture") or list(notebook["cells"])
    for cell in chosen:
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            html = html if isinstance(html, str) else "".join(html)
            if '<figure class="plot"' in html and "<svg" in html:
                start = html.index("<svg")
                return sanitise(html[start : html.index("</svg>") + 6])
    return ""


def _outputs(notebook: Mapping[str, Any]) -> list[Any]:
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
