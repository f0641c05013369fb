r"""Sentences: spans inside paragraphs, by rules of ours, in time linear in the text.

A paragraph is read chunk by chunk, a chunk being a run of what is not white space. At each gap between two chunks the
shapes on the left and on the right decide (see `shapes`). Sentences hold all that is not white space, so that every
mark belongs to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from textstats.text import abbreviations as abbr
from textstats.text.paragraphs import paragraphs
from textstats.text.shapes import (
    BARE_STARTERS,
    BULLETS,
    FAREWELLS,
    GREETINGS,
    INTERJECTIONS,
    LETTER_STARTERS,
    MARKED_NAMES,
    NOT_NAMES,
    POSTSCRIPTS,
    SAID,
    STARTERS,
    THANKS,
    Shape,
    pieces,
)
from textstats.text.token_rule import CHUNK

if TYPE_CHECKING:
    from textstats.text.chunks import ChunkTable


def sentences(text: str) -> list[tuple[int, int]]:
    r"""Half-open offsets of the sentences of `text`, in order, without white space around them.

    Paragraphs are found first (see `paragraphs`); no sentence crosses the end of one.

    >>> text = "Dr. Who lives in the U.S. now. “Why?” he asked.\n\nNo title"
    >>> [text[a:b] for a, b in sentences(text)]
    ['Dr. Who lives in the U.S. now.', '“Why?” he asked.', 'No title']
    """
    return [span for start, stop in paragraphs(text) for span in sentence_spans(text, start, stop)]


def sentence_spans(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The sentences of the paragraph `text[start:stop]`, as offsets into `text`."""
    starts: list[int] = []
    shapes: list[Shape] = []
    for match in CHUNK.finditer(text, start, stop):
        here = match.start()
        for a, _, shape in pieces(match.group()):
            starts.append(here + a)
            shapes.append(shape)
    if not starts:
        return []
    gaps = [
        i
        for i in range(1, len(shapes))
        if shapes[i - 1].hot_left or shapes[i].hot_right or "\n" in text[starts[i - 1] : starts[i]]
    ]
    cuts = [0, *_Reader(text, starts, shapes).ends_among(gaps), len(starts)]
    return [(starts[a], starts[b - 1] + len(shapes[b - 1].text)) for a, b in pairwise(cuts)]


def sentence_starts_of(
    text: str, blocks: list[tuple[int, int]], numbers: list[int], chunk_starts: np.ndarray, table: ChunkTable
) -> np.ndarray:
    """Where the sentences of the paragraphs `blocks` start, for a text whose chunks have been looked up in `table`."""
    number = np.asarray(numbers, dtype=np.int64)
    if not len(number):
        return np.zeros(0, dtype=np.int64)
    lines = np.cumsum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) == ord("\n"))[
        chunk_starts
    ]
    hot = (
        np.frombuffer(bytes(table.hot_left), dtype=bool)[number[:-1]]
        | np.frombuffer(bytes(table.hot_right), dtype=bool)[number[1:]]
    )
    gaps = np.flatnonzero(hot | (lines[1:] != lines[:-1])) + 1
    glued = np.frombuffer(bytes(table.glued), dtype=bool)[number]
    firsts = np.searchsorted(chunk_starts, np.array([a for a, _ in blocks], dtype=np.int64))
    limits = [*firsts[1:].tolist(), len(number)]
    lows = np.searchsorted(gaps, firsts, side="right")
    highs = np.searchsorted(gaps, limits, side="left")
    glued_before = np.concatenate(([0], np.cumsum(glued)))
    found: list[int] = []
    for block, first, limit, low, high in zip(blocks, firsts.tolist(), limits, lows, highs, strict=True):
        if glued_before[limit] > glued_before[first]:
            found += [a for a, _ in sentence_spans(text, *block)]
            continue
        found.append(int(chunk_starts[first]))
        inner = (gaps[low:high] - first).tolist()
        if inner:
            starts = chunk_starts[first:limit].tolist()
            shapes = [table.shapes[i] for i in numbers[first:limit]]
            found += [starts[i] for i in _Reader(text, starts, shapes).ends_among(inner)]
    return np.array(found, dtype=np.int64)


class _Reader:
    """One paragraph, and what the gaps read so far leave behind: the last list label."""

    def __init__(self, text: str, starts: Sequence[int], shapes: Sequence[Shape]) -> None:
        self.text, self.starts, self.shapes = text, starts, shapes
        whole = text[starts[0] : starts[-1] + len(shapes[-1].text)]
        self.broken = "\n" in whole
        self.width = max(map(len, whole.split("\n"))) if self.broken else 0
        self.label = 0
        self.open_end = not shapes[-1].mark.strip(",:;")

    def ends_among(self, gaps: list[int]) -> list[int]:
        """Those chunks of `gaps` before which a sentence ends."""
        first = 0
        found = []
        for i in gaps:
            if self.ends(i, first):
                found.append(i)
                first = i
        return found

    def ends(self, i: int, first: int) -> bool:
        """Whether a sentence that starts with chunk `first` ends before chunk `i`."""
        left, right = self.shapes[i - 1], self.shapes[i]
        if self.broken and self._line_ends(i):
            return True
        if (left.kind == "rule" and left.number) or right.kind == "rule":
            return True
        if left.kind in ("label", "bullet") and (
            i - 1 == first or (i - 2 == first and self.shapes[first].kind == "bullet")
        ):
            if left.kind == "label":
                self.label = left.number
            return False
        if right.kind == "bullet" and (right.text in BULLETS or self._same_bullet(i)):
            return True
        if right.kind == "label" and self.label and i + 1 < len(self.shapes) and self._follows(right.number):
            return True
        if right.kind == "ref":
            return False
        if right.kind == "date" and self._letter_head(i, first):
            return True
        if right.kind == "face" or right.kind == "dots":
            return right.kind == "dots" and self._three_dots(i)
        if left.kind == "face":
            return not right.opener.islower() or first < i - 2
        return self._letter_ends(i, first) or self._mark_ends(i, first)

    def _same_bullet(self, i: int) -> bool:
        """Whether chunk `i` is the dash or star that the paragraph starts with, before a capital."""
        same = self.shapes[0].text == self.shapes[i].text and i + 1 < len(self.shapes)
        return same and self.shapes[i + 1].opener.isupper()

    def _follows(self, number: int) -> bool:
        return number == self.label + (1 if self.label > 0 else -1)

    def _line_ends(self, i: int) -> bool:
        """Whether the line break before chunk `i` was meant: the next word would have fitted on the line."""
        behind, here = self.starts[i - 1] + len(self.shapes[i - 1].text), self.starts[i]
        if "\n" not in self.text[behind:here]:
            return False
        left, right = self.shapes[i - 1], self.shapes[i]
        if right.kind in ("label", "bullet", "rule"):
            return True
        length = behind - (self.text.rfind("\n", 0, behind) + 1)
        fits = length + 1 + len(right.text) < self.width
        return fits and not right.opener.islower() and left.mark != ","

    def _letter_head(self, i: int, first: int) -> bool:
        """Whether the paragraph is a name so far, and a date with its time of day follows."""
        short = first == 0 and i <= 3 and all(shape.opener.isupper() and not shape.mark for shape in self.shapes[:i])
        return short and i + 1 < len(self.shapes) and ":" in self.shapes[i + 1].text

    def _three_dots(self, i: int) -> bool:
        """Whether the dots from chunk `i` on are three, after a word that has its own point: ". . . The rest"."""
        if not (self.shapes[i - 1].mark == "." and self.shapes[i - 1].word):
            return False
        run = 0
        while i + run < len(self.shapes) and run < 5 and self.shapes[i + run].text == ".":
            run += 1
        return run == 3 and i + 3 < len(self.shapes)

    def _letter_ends(self, i: int, first: int) -> bool:
        """Greetings and farewells of a letter, and a capital that only a lost line break explains."""
        left, right = self.shapes[i - 1], self.shapes[i]
        after = self.shapes[i + 1].opener if i + 1 < len(self.shapes) else ""
        if not right.opener.isupper():
            return False
        if right.head in FAREWELLS and right.mark == "," and not left.mark.startswith(","):
            return not (left.head in THANKS and i - 1 == first)
        if right.text.lower() in POSTSCRIPTS:
            return True
        if left.mark == ",":
            start = self.shapes[first].head
            if left.head in FAREWELLS and i - first <= 3:
                return True
            if start in THANKS and i - first <= 4:
                return self.open_end
            if start in GREETINGS and i - first <= 4:
                return True
            name = i - 1 == first == 0 and left.text[:1].isupper() and left.head not in NOT_NAMES | STARTERS
            return name and right.head in STARTERS | LETTER_STARTERS and not left.head.endswith("ly")
        if not left.mark and right.head in BARE_STARTERS and left.text[-1].isalnum():
            return after.islower() and i > first + 1
        return False

    def _mark_ends(self, i: int, first: int) -> bool:
        """Whether the marks before chunk `i` end a sentence; a note number behind them does not count."""
        right, last = self.shapes[i], i - 1
        while last > first and self.shapes[last].kind == "ref":
            last -= 1
        left = self.shapes[last]
        mark = left.mark
        if not mark.strip(",:;"):
            return False
        lower = right.opener.islower()
        if not right.opener or right.opener in ",;:?!.…)]}":
            return False
        if left.kind == "dots":
            return self._dots_end(i, first, lower)
        if "?" in mark or "!" in mark or mark[0] in "。！？":
            if left.word.lower() + mark in MARKED_NAMES:
                return right.head in STARTERS and not lower
            if lower:
                return not left.closed and not (i - 1 == first and left.head in INTERJECTIONS)
            return not (left.closed and self._said(i))
        if "…" in mark or len(mark) > 1:
            return not lower and right.head != "i"
        return self._point_ends(last, right, lower)

    def _said(self, i: int) -> bool:
        """Whether a name and a verb of speaking follow a quotation: “Why?” Bob asked."""
        return i + 1 < len(self.shapes) and self.shapes[i + 1].head in SAID and not self.shapes[i].mark

    def _dots_end(self, i: int, first: int, lower: bool) -> bool:
        """After dots that stand alone: four of them, or three before a capital that is not I."""
        run = 0
        while run < 4 and i - 1 - run >= first and self.shapes[i - 1 - run].kind == "dots":
            run += 1
        if run == 3 and i - 3 == first:
            return False
        return not lower and (run != 3 or self.shapes[i].head != "i")

    def _point_ends(self, last: int, right: Shape, lower: bool) -> bool:
        """After a single point: an abbreviation, initials, or the end."""
        left = self.shapes[last]
        word = left.word
        starter = right.head in STARTERS and right.opener.isupper()
        digit = right.opener.isdigit() or right.text[0] in "#$£€"
        before = self.shapes[last - 1] if last else None
        if word.lower() in abbr.NEVER_LAST:
            return False
        if not left.closed:
            if word in abbr.BEFORE_NAME:
                return starter and word in abbr.BEFORE_NAME_OR_END
            if word in abbr.BEFORE_NUMBER:
                return not digit and (word == "No" or starter)
            if digit and word in ("no", "nos", "art", "sec"):
                return False
        if abbr.is_abbreviation(word) and len(word) > 1:
            return starter and not digit
        if len(word) == 1 and word.isalpha():
            named = before is not None and before.opener.isupper() and not before.mark
            return not lower and (starter or word in "Ii") and not (named and not starter)
        if "." in word and all(len(piece) <= 2 for piece in word.split(".")):
            return not lower if word.replace(".", "").isdigit() else starter and not digit
        return not lower or (not left.closed and _whole(word))


_SHORT = frozenset(
    "no so it is me us up on to in go do be we he at ok by my am of or as an if hi ya him tv dvd usa lol".split()
)


def _whole(word: str) -> bool:
    """Whether a point after `word` and before a small letter ends a sentence: it is no unknown abbreviation."""
    if word.isdigit() or word.lower() in _SHORT or (word.isupper() and len(word) > 2):
        return True
    return len(word) > 2 and any(c in "aeiouyAEIOUY" for c in word)
