"""The landing page: every report with its question, its answer and a picture, and the corpus."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textstats.reports.render import TEMPLATES, shell
from textstats.reports.sanitise import sanitise, visible

if TYPE_CHECKING:
    from textstats.reports.build import Entry

KNOWN = ("title", "author", "publication", "date")


def landing(entries: Mapping[str, Entry], out: Path, corpus: Path | None) -> str:
    """HTML of `index.html`.

    Parameters
    ----------
    entries : mapping
        File stem to what is known of the report.
    out : Path
        The folder of the reports: an entry without its page is marked as missing.
    corpus : Path or None
        The corpus that the reports were built from.
    """
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(TEMPLATES / "textstats"), autoescape=True, trim_blocks=True)
    page = {
        **shell(),
        "title": "textstats reports",
        "name": "index",
        "siblings": {k: e.title for k, e in entries.items()},
    }
    cards = [
        {
            "name": name,
            "entry": entry,
            "exists": (out / f"{name}.html").exists(),
            "picture": _own_ids(sanitise(entry.picture), n),
        }
        for n, (name, entry) in enumerate(entries.items())
    ]
    return visible(
        environment.get_template("landing.html.j2").render(
            t=page, cards=cards, documents=_documents(corpus), known=KNOWN
        )
        + "\n"
    )


def _own_ids(picture: str, n: int) -> str:
    """The picture with ids of its own: two reports number their figures alike."""
    return re.sub(r'(["#(])f(\d+-)', rf"\1c{n}f\2", picture)


def _documents(corpus: Path | None) -> list[dict[str, Any]]:
    """What is known of each document, and what is not."""
    if corpus is None:
        return []
    from textstats.text.reading import read_corpus

    return [
        {"doc_id": d.doc_id, "label": d.label, "checksum": d.checksum}
        | {name: d.metadata.get(name, "not known") for name in KNOWN}
        for d in read_corpus(corpus)
    ]
