"""What a notebook is called, what it asks, and how it is divided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textstats.errors import ReportError
from textstats.reports.parameters import source


def heading(notebook: Mapping[str, Any], name: str) -> tuple[str, str]:
    """Title and question of a notebook: the first heading, and the first paragraph under it."""
    first = notebook["cells"][0] if notebook["cells"] else {"cell_type": "", "source": ""}
    lines = [line.strip() for line in source(first).splitlines() if line.strip()]
    if first["cell_type"] != "markdown" or not lines or not lines[0].startswith("# "):
        raise ReportError(f"{name}: the first cell must be a heading `# Title` with the question under it.")
    return lines[0][2:].strip(), " ".join(lines[1:2])


def sections(notebook: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Slug and text of the second-level headings, in order."""
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            heads = [line[3:].strip() for line in source(cell).splitlines() if line.startswith("## ")]
            found += [(slug(head), head) for head in heads]
    return found


def slug(text: str) -> str:
    """A heading as an id: lower case, letters and digits, hyphens between.

    >>> slug("What sets them apart?")
    'what-sets-them-apart'
    """
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
