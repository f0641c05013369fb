"""Paragraphs: found first, for sentences and quotations end where they end."""

from __future__ import annotations

import regex

WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space by Unicode's property, as the token rule sees it (Python's `str.isspace` knows four more)."""

_BLANK_LINE = regex.compile(r"\n[^\S\n]*+(?:\n[^\S\n]*+)++")
_LINE = regex.compile(r"(?<!\p{L}[-\u2010\u00ad])\n|\n(?![^\S\n]*+\p{Ll})")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the paragraphs of `text`, without the white space around them.

    Where blank lines separate paragraphs, a single newline is a line break inside one; in a text without
    blank lines every line is a paragraph, save that a word divided at a line end holds its two lines together.

    >>> paragraphs("One.\\n\\nTwo\\nlines.")
    [(0, 4), (6, 16)]
    >>> paragraphs("One.\\nTwo.")
    [(0, 4), (5, 9)]
    """
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip(WHITE)) else _LINE
    found = []
    start = 0
    for match in [*separator.finditer(text), None]:
        stop = match.start() if match else len(text)
        piece = text[start:stop]
        left = start + len(piece) - len(piece.lstrip(WHITE))
        right = start + len(piece.rstrip(WHITE))
        if left < right:
            found.append((left, right))
        start = match.end() if match else stop
    return found
