r"""Paragraphs: found first, for sentences and quotations end where they end.

Three ways of writing paragraphs are told apart by the text itself: with blank lines between them; a paragraph a line;
and lines wrapped at some width with nothing between paragraphs but a short last line or an indented first.
"""

from __future__ import annotations

from itertools import pairwise

import regex

WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space by Unicode's property, as the token rule sees it (Python's `str.isspace` knows four more)."""

_BLANK_LINE = regex.compile(r"\n[^\S\n]*+(?:\n[^\S\n]*+)++")
_LINE = regex.compile(r"[^\n]++")
_DIVIDED = regex.compile(r"\p{L}[-\u2010\u00ad]\n[^\S\n]*+\p{Ll}")
_LEAST_BREAKS = 4
_FULL = 0.7


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Half-open offsets of the paragraphs of `text`, without the white space around them.

    Where blank lines separate paragraphs, a single newline is a line break inside one. In a text without blank lines
    every line is a paragraph, unless at least four line breaks and 70 per cent of all come only where the next word
    would not have fitted on the line: then the lines are wrapped, and a paragraph ends with a line that had room left or
    before an indented one. A word divided at a line end always holds its two lines together.

    >>> paragraphs("One.\n\nTwo\nlines.")
    [(0, 4), (6, 16)]
    >>> paragraphs("One.\nTwo.")
    [(0, 4), (5, 9)]
    """
    if _BLANK_LINE.search(text.strip(WHITE)):
        edges = [0, *(place for match in _BLANK_LINE.finditer(text) for place in match.span()), len(text)]
        pieces = list(zip(edges[0::2], edges[1::2], strict=True))
    else:
        pieces = _joined(text, [match.span() for match in _LINE.finditer(text)])
    return [span for piece in pieces if (span := _trimmed(text, *piece))]


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The span without white space at its ends; nothing if it holds nothing else."""
    piece = text[start:stop]
    left = start + len(piece) - len(piece.lstrip(WHITE))
    right = start + len(piece.rstrip(WHITE))
    return (left, right) if left < right else None


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines put together where a paragraph goes on in the next."""
    width = max((b - a for a, b in lines), default=0)
    full = [_is_full(text, *upper, *lower, width) for upper, lower in pairwise(lines)]
    wrapped = len(full) >= _LEAST_BREAKS and sum(full) >= _FULL * len(full)
    found: list[tuple[int, int]] = []
    for i, (start, stop) in enumerate(lines):
        goes_on = i > 0 and (
            (wrapped and full[i - 1] and text[start] not in " \t")
            or _DIVIDED.match(text, max(0, lines[i - 1][1] - 2)) is not None
        )
        if goes_on:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return found


def _is_full(text: str, start: int, stop: int, following: int, end: int, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on the line `text[start:stop]`."""
    word = text[following : min(end, following + width)].split(maxsplit=1)
    return stop - start + 1 + (len(word[0]) if word else 0) > width
