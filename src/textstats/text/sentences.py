r"""Sentences: spans inside paragraphs, by rules of ours, in time linear in the text.

A paragraph is read chunk by chunk, a chunk being a run of what is not white space. What a chunk may mean for a
boundary on its two sides (`Shape`) is found once for each distinct chunk; at each gap between two chunks the shapes
on the left and on the right decide. Sentences hold all that is not white space, so that every mark belongs to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from textstats.text import abbreviations as abbr
from textstats.text.paragraphs import paragraphs

CLOSERS = "\"'”’»)]}*_›"
OPENERS = "\"'“‘«([{*_‹¿¡"

_PRONOUNS = "it we they she this there it's that's there's we're they're"
_STARTERS = frozenset(
    f"{_PRONOUNS} the a an that these those he you i his her their our my your its here in on at for from with by as if "
    "when while after before since because although though but and so or yet however what who how why where which "
    "whose is are was were do does did can could will would should may might must have has had no not all some many "
    "most each every both please thanks thank let i'm he's she's you're i've don't another other such then now also "
    "our to didn't isn't can't never nobody nothing someone everyone today yesterday tomorrow perhaps maybe meanwhile "
    "instead thus hence therefore moreover furthermore nevertheless indeed even only just until during about "
    "according despite under over between among through within without".split()
)
"""Words that start many sentences and, in capitals, few names."""

_BARE_STARTERS = frozenset("it it's we they this what why how please thanks".split())
"""In capitals after a word without any mark, and before a small letter, these still start a sentence."""

_MARKED_NAMES = frozenset("yahoo! jeopardy! e! oklahoma! yum! wham! mamma! oops! hey!".split())
_GREETINGS = frozenset("hi hello hey dear greetings hiya howdy".split())
_FAREWELLS = frozenset("regards sincerely cordially".split())
_THANKS = frozenset("thanks thank cheers best love thx yours kind warm many".split())
_NOT_NAMES = frozenset(
    "yes no well oh yeah okay ok sure right sorry sir look listen see man first second third finally lastly again "
    "still here there god ah um uh hmm wow mom dad mum together alone once twice later soon tonight always".split()
)

_LABEL = regex.compile(r"[•⁃▪◦●‣]?[(\[]?(?:(?P<number>\p{N}{1,3})|(?P<letter>\p{L}))(?P<mark>[.)\]]|\.\))")
_BULLETS = "•‣⁃▪◦●○■□➢►✓✔"
_DASHES = frozenset("– — - * · --".split())
_RULE = regex.compile(r"[*=_~#]{3,}+|-{4,}+")
_FACE = regex.compile(r"[:;=8xX][-'^o]?[()\[\]DPpOo|/\\3]++|<3++|\^[_.]?\^|[()][:;]|[xX]D++|[:;]'\(")
_END = regex.compile(r"(?P<mark>[.?!…‥。！？．]++|:|;|,|)(?P<close>[\"'”’»)\]}*_›]*+)$")
_GLUE = regex.compile(
    r"(?<=[\p{Ll}\p{N}\])][.?!][\"”’)]?)(?=[\"“‘(]?\p{Lu}[\p{Ll}’']|\p{Lu}[\s,]|I\b)|(?<=[\p{L}][?!])(?=[\"“‘(]?\p{L})"
)
_CHUNK = regex.compile(r"\S++")
_ADDRESS = regex.compile(r"(?i)(?:https?:|ftp:|www\.)|@")
_LAST = regex.compile(r"[^-/–—(]*+$")


class Shape(NamedTuple):
    """What a chunk may mean for a sentence boundary behind it and before it."""

    text: str
    mark: str  # the marks at its end, without closing quotes and brackets
    closed: bool  # whether quotes or brackets close behind the marks
    word: str  # the last word before the marks
    opener: str  # the first character behind opening quotes and brackets
    head: str  # the word itself in small letters
    kind: str  # label, bullet, rule, face, dots, or nothing
    number: int  # of a label: the number, or the code point of its letter
    hot_left: bool  # a boundary may follow
    hot_right: bool  # a boundary may stand before, whatever ends the left one


@lru_cache(maxsize=1 << 16)
def shape(chunk: str) -> Shape:
    """The shape of one chunk."""
    tail = chunk if len(chunk) < 80 else chunk[-80:]
    end = _END.search(tail)
    assert end is not None  # noqa: S101 - the pattern matches the empty string
    mark, close = end["mark"], end["close"]
    body = tail[: len(tail) - len(mark) - len(close)].lstrip(OPENERS)
    if not body and chunk[0] in "([":  # "[...]", "(?)"
        mark = ""
    bare = chunk[:80].lstrip(OPENERS)
    head = bare.rstrip(CLOSERS + ",;:.?!…").lower().replace("’", "'")
    kind, number = _kind(chunk)
    last = _LAST.search(body)
    capital = bare[:1].isupper()
    hot_left = bool(mark.strip(":;")) or kind in ("bullet", "rule", "face", "label", "dots")
    hot_right = kind in ("bullet", "rule", "label") or (
        capital and (head in _BARE_STARTERS or head in _FAREWELLS or head in _THANKS)
    )
    return Shape(chunk, mark, bool(close), last[0] if last else body, bare[:1], head, kind, number, hot_left, hot_right)


def _kind(chunk: str) -> tuple[str, int]:
    if len(chunk) <= 6 and (match := _LABEL.fullmatch(chunk)):
        return "label", int(match["number"]) if match["number"] else -ord(match["letter"])
    if chunk in _BULLETS or chunk in _DASHES:
        return "bullet", 0
    if chunk[0] in _BULLETS:
        return "rule", 0
    if chunk[0] in "*=_~#-" and _RULE.fullmatch(chunk):
        return "rule", 1
    if len(chunk) <= 12 and _FACE.fullmatch(chunk):
        return "face", 0
    if not chunk.strip(".…" + CLOSERS) and chunk[0] in ".…":
        return "dots", 0
    return "", 0


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
    places = _chunks(text, start, stop)
    if not places:
        return []
    shapes = [shape(text[a:b]) for a, b in places]
    reader = _Reader(text, places, shapes)
    spans = []
    first = 0
    for i in range(1, len(places)):
        left, right = shapes[i - 1], shapes[i]
        if (left.hot_left or right.hot_right or reader.broken) and reader.ends(i, first):
            spans.append((places[first][0], places[i - 1][1]))
            first = i
    spans.append((places[first][0], places[-1][1]))
    return spans


def _chunks(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The chunks of a paragraph; one in which a space was left out ("end.Then") is two."""
    found = []
    for match in _CHUNK.finditer(text, start, stop):
        a, b = match.span()
        cuts = _glued(match.group())
        for cut in cuts:
            found.append((a, match.start() + cut))
            a = match.start() + cut
        found.append((a, b))
    return found


@lru_cache(maxsize=1 << 16)
def _glued(chunk: str) -> tuple[int, ...]:
    """Where a space is missing between two sentences."""
    if len(chunk) < 4 or not any(c in ".?!" for c in chunk[1:-1]) or _ADDRESS.search(chunk):
        return ()
    cuts = []
    for match in _GLUE.finditer(chunk):
        cut = match.start()
        left = chunk[:cut]
        if left.endswith("."):
            word = _LAST.search(left.rstrip(".")[-40:].lstrip(OPENERS))
            if word is None or "." in word[0] or len(word[0]) < 2 or abbr.is_abbreviation(word[0]):
                continue
        cuts.append(cut)
    return tuple(cuts)


class _Reader:
    """One paragraph, and what the gaps read so far leave behind: the last list label."""

    def __init__(self, text: str, places: Sequence[tuple[int, int]], shapes: Sequence[Shape]) -> None:
        self.text, self.places, self.shapes = text, places, shapes
        lines = text[places[0][0] : places[-1][1]].split("\n")
        self.broken = len(lines) > 1
        self.width = max(map(len, lines))
        self.label = 0
        self.open_end = not shapes[-1].mark.strip(",:;")

    def ends(self, i: int, first: int) -> bool:
        """Whether a sentence that starts with chunk `first` ends before chunk `i`."""
        left, right = self.shapes[i - 1], self.shapes[i]
        if self.broken and self._line_ends(i):
            return True
        if left.kind == "rule" and left.number or right.kind == "rule":
            return True
        if left.kind in ("label", "bullet") and (
            i - 1 == first or (i - 2 == first and self.shapes[first].kind == "bullet")
        ):
            if left.kind == "label":
                self.label = left.number
            return False
        if right.kind == "bullet" and right.text in _BULLETS:
            return True
        if right.kind == "label" and self.label and i + 1 < len(self.shapes) and self._follows(right.number):
            return True
        if right.kind == "face" or right.kind == "dots":
            return right.kind == "dots" and self._three_dots(i)
        if left.kind == "face":
            return not right.opener.islower() or first < i - 2
        return self._letter_ends(i, first) or self._mark_ends(i, first)

    def _follows(self, number: int) -> bool:
        return number == self.label + (1 if self.label > 0 else -1)

    def _line_ends(self, i: int) -> bool:
        """Whether the line break before chunk `i` was meant: the next word would have fitted on the line."""
        behind, here = self.places[i - 1][1], self.places[i][0]
        if "\n" not in self.text[behind:here]:
            return False
        left, right = self.shapes[i - 1], self.shapes[i]
        if right.kind in ("label", "bullet", "rule"):
            return True
        length = behind - (self.text.rfind("\n", 0, behind) + 1)
        fits = length + 1 + len(right.text) < self.width
        return fits and not right.opener.islower() and left.mark != ","

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
        if right.head in _FAREWELLS and right.mark == "," and not left.mark.startswith(","):
            return not (left.head in _THANKS and i - 1 == first)
        if left.mark == ",":
            start = self.shapes[first].head
            if left.head in _FAREWELLS and i - first <= 3:
                return True
            if start in _THANKS and i - first <= 2:
                return self.open_end
            if start in _GREETINGS and i - first <= 4:
                return True
            name = i - 1 == first == 0 and left.text[:1].isupper() and left.head not in _NOT_NAMES | _STARTERS
            return name and right.head in _STARTERS and not left.head.endswith("ly")
        if not left.mark and right.head in _BARE_STARTERS and left.text[-1].isalnum():
            return after.islower() and i > first + 1
        return False

    def _mark_ends(self, i: int, first: int) -> bool:
        left, right = self.shapes[i - 1], self.shapes[i]
        mark = left.mark
        if not mark.strip(",:;"):
            return False
        lower = right.opener.islower()
        if not right.opener or right.opener in ",;:?!.…)]}":
            return False
        if left.kind == "dots":
            return self._dots_end(i, first, lower)
        if "?" in mark or "!" in mark or mark[0] in "。！？":
            if left.word.lower() + mark in _MARKED_NAMES:
                return right.head in _STARTERS and not lower
            return not (lower and left.closed)
        if "…" in mark or len(mark) > 1:
            return not lower and right.head != "i"
        return self._point_ends(i, lower)

    def _dots_end(self, i: int, first: int, lower: bool) -> bool:
        """After dots that stand alone: four of them, or three before a capital that is not I."""
        run = 0
        while run < 4 and i - 1 - run >= first and self.shapes[i - 1 - run].kind == "dots":
            run += 1
        if run == 3 and i - 3 == first:
            return False
        return not lower and (run != 3 or self.shapes[i].head != "i")

    def _point_ends(self, i: int, lower: bool) -> bool:
        """After a single point: an abbreviation, initials, or the end."""
        left, right = self.shapes[i - 1], self.shapes[i]
        word = left.word
        starter = right.head in _STARTERS and right.opener.isupper()
        digit = right.opener.isdigit() or right.text[0] in "#$£€"
        before = self.shapes[i - 2] if i > 1 else None
        if not left.closed:
            if word in abbr.BEFORE_NAME:
                return starter and word in abbr.BEFORE_NAME_OR_END
            if word in abbr.BEFORE_NUMBER:
                return word == "No" and not digit or (starter and not digit)
        if abbr.is_abbreviation(word) and len(word) > 1:
            return starter and not digit
        if len(word) == 1 and word.isalpha():
            named = before is not None and before.opener.isupper() and not before.mark
            return not lower and (starter or word in "Ii") and not (named and not starter)
        if word.upper() in ("P.S", "P.P.S", "N.B"):
            return False
        if "." in word and all(len(piece) <= 2 for piece in word.split(".")):
            return not lower if word.replace(".", "").isdigit() else starter and not digit
        return not lower or (not left.closed and _whole(word))


def _whole(word: str) -> bool:
    """Whether a point after `word` and before a small letter ends a sentence: it is no unknown abbreviation."""
    return (
        len(word) > 2 and any(c in "aeiouyAEIOUY" for c in word) or word.isdigit() or (word.isupper() and len(word) > 2)
    )
