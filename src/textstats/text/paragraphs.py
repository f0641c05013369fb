"""Paragraphs: found first, for sentences and quotations end where they end."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE = re.compile(r"\n")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the paragraphs of `text`, without the white space around them.

    Where blank lines separate paragraphs, a single newline is a line break inside one; in a text without
    blank lines every line is a paragraph.

    >>> paragraphs("One.\\n\\nTwo\\nlines.")
    [(0, 4), (6, 16)]
    >>> paragraphs("One.\\nTwo.")
    [(0, 4), (5, 9)]
    """
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    found = []
    start = 0
    for match in [*separator.finditer(text), None]:
        stop = match.start() if match else len(text)
        piece = text[start:stop]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            found.append((left, right))
        start = match.end() if match else stop
    return found
