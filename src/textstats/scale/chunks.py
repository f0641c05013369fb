"""From distinct chunks to types: the token rule is asked once for each chunk, however often it occurs.

The token rule is local to a chunk (`textstats.text.token_rule`), and so is cleaning. A corpus is therefore counted
in two steps: how often does each distinct chunk occur, and which types does it hold. Nothing here says what a word
is, except for the plainest shapes of all: letters of three alphabets, also joined by single apostrophes and hyphens, are one
word, and a point behind letters that are no abbreviation is none of it (tests hold the rule to that).
"""

from __future__ import annotations

import re
from threading import Lock

from textstats.text import abbreviations
from textstats.text.cleaning import clean_text
from textstats.text.token_rule import CHUNK, type_of, words

LEADING = '"([“'
"""Marks that never change what follows them in a chunk."""
TRAILING = ',;:!?"”'
"""Marks that never change what stands before them in a chunk."""

ABBREVIATIONS = frozenset(word.lower() for word in abbreviations._ALL)
"""In lower case, every word of more than one letter that may keep a point behind it."""

_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏΑ-ΡΣ-Ωά-ώЀ-ҁҊ-ӿ"
_PLAIN = re.compile(rf"(?![xX]D)[{_LETTERS}]+(?:['’-][{_LETTERS}]+)*")
_BROKEN_LINE = re.compile("[-\u2010\u00ad]\n")


class Vocabulary:
    """The types met so far, numbered in order of appearance, and the types of each chunk met so far."""

    def __init__(self) -> None:
        self.types: dict[str, int] = {}
        self.lock = Lock()
        self._chunks: dict[str, tuple[int, ...]] = {}

    def number(self, type_: str) -> int:
        """The number of a type; a new one gets the next."""
        return self.types.setdefault(type_, len(self.types))

    def of(self, chunk: str) -> tuple[int, ...]:
        """The numbers of the types of the words in a chunk, cleaned or not."""
        try:
            return self._chunks[chunk]
        except KeyError:
            found = self._chunks[chunk] = self.numbers(chunk)
            return found

    def numbers(self, chunk: str) -> tuple[int, ...]:
        """`of` without memory of the chunk."""
        core = chunk.lstrip(LEADING).rstrip(TRAILING)
        if _PLAIN.fullmatch(core):
            return (self.number(core.lower() if core.isascii() else type_of(core)),)
        stem = core[:-1]
        if core[-1:] == "." and len(stem) > 1 and stem.lower() not in ABBREVIATIONS and _PLAIN.fullmatch(stem):
            return (self.number(type_of(stem)),)
        if core.isdecimal() and core.isascii():
            return (self.number(core),)
        text, _ = clean_text(chunk)
        return tuple(self.number(type_of(text[start:stop])) for start, stop in words(text))


def chunks(text: str) -> list[str]:
    """The chunks of a cleaned text: maximal runs of non-white-space, a word divided at a line end in one of them."""
    return CHUNK.findall(text) if _BROKEN_LINE.search(text) else text.split()
