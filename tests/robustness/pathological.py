"""Families of pathological input: `FAMILIES[name](n)` gives a text of about n characters.

Used by every test of linear time: `exponent(function, family)` is the exponent with which the time of a function grows
from 20,000 to 200,000 characters, 1 for a linear one.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda n: (unit * (n // len(unit) + 1))[:n]


FAMILIES: dict[str, Callable[[int], str]] = {
    "one word": _repeated("a"),
    "one word in capitals": _repeated("A"),
    "one number": _repeated("7"),
    "one word with an accent at the end": lambda n: "a" * (n - 1) + "é",
    "apostrophes": _repeated("'"),
    "curly apostrophes": _repeated("’"),
    "letters and apostrophes": _repeated("a'"),
    "letters and curly apostrophes": _repeated("a’"),
    "hyphens": _repeated("-"),
    "letters and hyphens": _repeated("a-"),
    "hyphens at line ends": _repeated("-\n"),
    "letters and hyphens at line ends": _repeated("a-\n"),
    "hyphens, spaces, line ends": _repeated("a-  \n  "),
    "long words with a hyphen at the line end": _repeated("a" * 500 + "-\n"),
    "points": _repeated("."),
    "letters and points": _repeated("a."),
    "initials": _repeated("A. B. "),
    "numbers with points": _repeated("1.1"),
    "ellipses": _repeated("… "),
    "question and exclamation marks": _repeated("?!"),
    "opening quotation marks": _repeated("“"),
    "closing quotation marks": _repeated("”"),
    "straight quotation marks": _repeated('"'),
    "opened and never closed": _repeated("“a "),
    "nested quotations": lambda n: "“‘" * (n // 6) + "a " * (n // 6) + "’”" * (n // 6),
    "quotations": _repeated("“a” "),
    "opening brackets": _repeated("("),
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "square brackets": _repeated("[1"),
    "angle brackets": _repeated("<a "),
    "spaces": lambda n: " " * (n - 1) + "a",
    "tabs": lambda n: "\t" * (n - 1) + "a",
    "newlines": lambda n: "\n" * (n - 1) + "a",
    "carriage returns": lambda n: "\r" * (n - 1) + "a",
    "spaces and newlines": _repeated(" \n"),
    "one letter a line": _repeated("a\n"),
    "one letter a paragraph": _repeated("a\n\n"),
    "no-break spaces": lambda n: "\u00a0" * (n - 1) + "a",
    "page breaks": _repeated("a\f"),
    "marks on one letter": lambda n: "a" + "\u0301" * (n - 1),
    "marks out of order on one letter": lambda n: "a" + "\u0301\u0316" * (n // 2),
    "decomposed letters": _repeated("e\u0301"),
    "soft hyphens": _repeated("a\u00ad"),
    "zero-width spaces": _repeated("\u200b"),
    "joiners": _repeated("\u200d"),
    "joined emoji": _repeated("👩\u200d"),
    "bidi controls": _repeated("\u202ea"),
    "lone surrogates": _repeated("\ud800"),
    "Hangul letters": _repeated("\u1112\u1161\u11ab"),
    "ideographs": _repeated("革命"),
    "Thai": _repeated("คนงาน"),
    "web addresses": _repeated("http://a.b/c?d=e&f "),
    "one web address": lambda n: "http://" + "a." * (n // 2),
    "mail addresses": _repeated("a@b.c"),
    "he said": _repeated('he said, "she said, '),
    "page references": _repeated("(p. 12) "),
    "notes": _repeated("word1 "),
    "long sentences": lambda n: "word " * (n // 5),
    "all distinct words": lambda n: " ".join(f"w{i}" for i in range(n // 7)),
    "asterisks": _repeated("*a"),
    "backticks": _repeated("`"),
    "links": _repeated("[a](b) "),
    "open links": _repeated("[a]("),
    "comments": _repeated("<!--"),
    "pipes": _repeated("|-"),
}
SMALL, LARGE = 20_000, 200_000


def exponent(
    function: Callable[[str], object],
    make: Callable[[int], str],
    *,
    small: int = SMALL,
    large: int = LARGE,
    enough: float = 0.1,
) -> float:
    """Give the growth of the time of a function on a family; 0 where even the large text takes less than `enough` s."""
    function(make(100))  # what is loaded once is no part of it
    for attempt in range(3):
        longer = _seconds(function, make(large))
        if longer < enough:
            return 0.0
        shorter = min(_seconds(function, make(small)) for _ in range(3))
        found = math.log(longer / shorter) / math.log(large / small)
        if found <= 1.2 or attempt == 2:
            return found
    return found


def _seconds(function: Callable[[str], object], text: str) -> float:
    gc.collect()
    gc.disable()  # a collection in one of the two runs is not growth
    try:
        start = time.process_time()
        function(text)
        return time.process_time() - start
    finally:
        gc.enable()
