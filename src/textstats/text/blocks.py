"""Block quotations without marks: paragraphs that are somebody else's words.

No single sign decides: a colon introduces lists too, and the author's own paragraphs end in a note number.
So the way in (how the paragraph before ends), the shape, and the way out (a page reference behind the full
stop, a note number, a look back) are weighed, and a paragraph is quoted from three points on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from textstats.text.cues import LOOKS_BACK, SAYS, SOURCES, WEAK_SOURCES, is_story
from textstats.text.names import NOT_NAMES

THRESHOLD = 3.0
_NAME = re.compile(r"(?<![.!?:“\"] )(?<!^)\b[A-Z][a-z]{2,}")
_LIST_ITEM = re.compile(r"(?:[-*•–—·]|\(?\d{1,2}[.)]|\(?[a-z]\)|First(?:ly)?\b|One[,:])\s*")
_QUOTE_SIGN = re.compile(r">+\s*")  # as in letters on a screen
_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])")
_MARKS = "“\"‘'„«"
_SAID_THAT = 1.0  # points for a full sentence in which somebody says something
_NAME_OR_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[A-Z][a-z]{2,}\s+(?:\w+ly\s+|later\s+|once\s+)?[a-z]{3,})\b")
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_SELF = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")
# "As I argued", "this can be put thus": the author leads himself in.
_OWN_WORDS = re.compile(
    r"\b(?:I|[Ww]e)\b|\b(?:can|could|may|might|must|should|need) (?:now )?be (?:\w+ly )?\w+(?:ed|id|ut|ten|old)\b"
)
_SIGNED = re.compile(
    r"(?:[-–—]{1,3}|―)\s?[A-Z][\w.’'-]*,?\s+(?:[a-z]+\s+){0,2}[A-Z][^.!?\n]{1,80}\.?\Z"
)  # "— Rosa Luxemburg, 1916"


class Evidence(NamedTuple):
    """What speaks for a paragraph being quoted, in points; `closing` is where its words end."""

    points: float
    closing: int


def find_blocks(
    text: str, paragraphs: Sequence[tuple[int, int]], *, skip: set[int], trailing: dict[int, tuple[int, str]]
) -> dict[int, tuple[int, int]]:
    """Spans of the unmarked block quotations, by paragraph number.

    Parameters
    ----------
    text : str
    paragraphs : sequence of (start, stop)
    skip : set of int
        Paragraphs that cannot be one: headings, notes, running heads, paragraphs wholly in marks.
    trailing : dict
        Paragraph number -> (offset, kind) of the reference that ends it, kind "page_ref" or "note_ref".

    Examples
    --------
    >>> text = "As Marx wrote:\\n\\nWant is made general. (56)"
    >>> find_blocks(text, [(0, 14), (16, 42)], skip=set(), trailing={1: (38, "page_ref")})
    {1: (16, 37)}
    """
    prose = [n for n in range(len(paragraphs)) if n not in skip]
    story = is_story(text, paragraphs)
    unfinished = sum(text[paragraphs[n][1] - 1].isalpha() or text[paragraphs[n][1] - 1] == "," for n in prose)
    wrapped = unfinished > max(2, 0.2 * len(prose))  # lines, not paragraphs: where one ends says nothing
    indents = _indents(text, paragraphs)
    firm = 0.5 * any(kind == "note_ref" and _led_by_colon(text, paragraphs, n) for n, (_, kind) in trailing.items())
    selves = sum(_SELF.search(text, *paragraphs[n]) is not None for n in prose)
    plain_author = selves * 4 <= len(prose)  # an author who says "I" everywhere gives nothing away
    usual = sorted(indents)[len(indents) // 2] if indents else 0
    found: dict[int, tuple[int, int]] = {}
    for place, number in enumerate(prose):
        start, stop = paragraphs[number]
        before = prose[place - 1] if place and prose[place - 1] == number - 1 else None
        closing, kind = trailing.get(number, (stop, ""))
        closing = _rstrip(text, closing, start)
        if text[start] in _MARKS and kind != "page_ref":
            continue  # what the marks enclose is known
        if closing - start < 20 or text[start] in ".,;:!?" or (_LIST_ITEM.match(text, start) and kind != "page_ref"):
            continue
        out = _way_out(text, start, closing, kind)
        into = 0.0 if before is None or before in found else _way_in(text, *paragraphs[before], start)
        if wrapped and before is not None and text[paragraphs[before][1] - 1] not in ".!?:…":
            into = 0.0
        after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        named = before is not None and _names_speaker(text, paragraphs[before], (start, closing))
        if into == _SAID_THAT and not named:
            out += 0.5 + firm * (kind == "note_ref")
        points = out + into + _shape(text, start, indents[number] - usual, after)
        if named and out < 3:
            points -= 2.0
        if plain_author and _SELF.search(text, start, closing):
            points += 1.0
        if not kind and text[closing - 1] in ";,:":
            points -= 2.0  # an item of a list
        if story and not kind:
            points -= 4.0
        if points >= THRESHOLD:
            inner = _QUOTE_SIGN.match(text, start, closing)
            found[number] = (inner.end() if inner else start, closing)
            _extend(text, paragraphs, number, skip, trailing, found, into)
    if not story:
        _by_custom(text, paragraphs, prose, trailing, found)
    return found


def _by_custom(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    prose: list[int],
    trailing: dict[int, tuple[int, str]],
    found: dict[int, tuple[int, int]],
) -> None:
    """Where nearly every paragraph that ends in a note number is a block (three, and 70%), the others are too."""
    ended = [n for n in prose if trailing.get(n, (0, ""))[1] == "note_ref" and text[paragraphs[n][0]] not in _MARKS]
    blocks = sum(n in found for n in ended)
    if blocks < 3 or blocks < 0.7 * len(ended):
        return
    for number in ended:
        start = paragraphs[number][0]
        closing = _rstrip(text, trailing[number][0], start)
        if number not in found and _way_out(text, start, closing, "note_ref"):
            found[number] = (start, closing)


def _led_by_colon(text: str, paragraphs: Sequence[tuple[int, int]], number: int) -> bool:
    return number > 0 and text[paragraphs[number - 1][1] - 1] == ":"


def _way_out(text: str, start: int, closing: int, kind: str) -> float:
    """A page behind the full stop closes a block; before it, or behind a closing mark, it only cites."""
    if not kind or closing <= start:
        return 0.0
    ended = text[closing - 1] in ".!?…" or (text[closing - 1] in ")]" and text[closing - 2] in ".!?…")
    return (3.0 if kind == "page_ref" else 1.0) if ended else 0.0


def _way_in(text: str, start: int, stop: int, next_start: int) -> float:
    """How the paragraph before leads in: a colon, an unfinished sentence, a sentence that reports."""
    tail = text[max(start, stop - 600) : stop]
    pieces = _SENTENCE.split(tail)
    last = pieces[-1]
    bare = last.rstrip("”\"’')]_*").rstrip("0123456789").rstrip("”\"’')]_* ")
    cue = bool(SAYS.search(last) or SOURCES.search(last)) and not _OWN_WORDS.search(last)
    weak = cue or bool(WEAK_SOURCES.search(last) or _NAME.search(last) or _PERSON.search(last))
    if last.rstrip().endswith((":", ":—", ":-", ":–")):
        return 3.0 if cue else 2.0 if weak else 1.5
    if bare.endswith((".", "!", "?", "…")) or last.rstrip()[-1:] in ")”\"’'":
        return _SAID_THAT if cue and _NAME_OR_PRONOUN.search(last) else 0.5 if cue else 0.0
    if last.rstrip().endswith(";") or _SIGNED.match(text, start, stop):
        return 0.0
    lower = text[next_start : next_start + 1].islower() or text[next_start] in "[…."
    if last.rstrip()[-1:] in "-–—":
        return 0.0
    cue = cue or (last.rstrip().endswith(",") and WEAK_SOURCES.search(last) is not None)
    return (3.0 if cue else 2.0) + (1.0 if lower else 0.0) if len(last.split()) > 1 else 0.0


def _shape(text: str, start: int, indent: int, after: tuple[int, int] | None) -> float:
    points = 3.0 if indent >= 2 or text[start] == ">" else 0.0
    if after and LOOKS_BACK.match(text, *after):
        points += 1.5
    if after and _SIGNED.match(text, *after):
        points += 3.0
    return points


def _names_speaker(text: str, before: tuple[int, int], span: tuple[int, int]) -> bool:
    """Whether the first name of the leading sentence comes again: who is quoted seldom names himself."""
    last = _SENTENCE.split(text[max(before[0], before[1] - 600) : before[1]])[-1]
    names = [name for name in _NAME.findall("x " + last) if name not in NOT_NAMES]
    return bool(names) and names[0] in _NAME.findall("x " + text[span[0] : span[1]])


def _extend(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    number: int,
    skip: set[int],
    trailing: dict[int, tuple[int, str]],
    found: dict[int, tuple[int, int]],
    into: float,
) -> None:
    """A block that a colon opened and nothing closed goes on to the page reference of the next paragraph or two."""
    if number in trailing or into < 3.0:
        return
    block = paragraphs[number]
    for last in (number + 1, number + 2):
        if last >= len(paragraphs) or last in skip or text[paragraphs[last - 1][1] - 1] not in '.!?…”"':
            return
        if _way_in(text, *paragraphs[last - 1], paragraphs[last][0]) >= 0.5:
            return
        closing, kind = trailing.get(last, (0, ""))
        if kind == "page_ref" and _way_out(text, paragraphs[last][0], _rstrip(text, closing, block[0]), kind):
            for place in range(number + 1, last + 1):
                start, stop = paragraphs[place]
                found[place] = (start, _rstrip(text, closing, start) if place == last else stop)
            return
        if kind:
            return


def _indents(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[int]:
    """Blanks before the second line of each paragraph, or the first where it has one line."""
    found = []
    for start, stop in paragraphs:
        newline = text.find("\n", start, stop)
        if newline >= 0:
            line = text[newline + 1 : newline + 40]
            found.append(len(line) - len(line.lstrip(" \t")))
        else:
            blanks = text[max(0, start - 40) : start]
            found.append(len(blanks) - len(blanks.rstrip(" \t")))
    return found


def _rstrip(text: str, stop: int, start: int) -> int:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop
