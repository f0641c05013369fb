"""What a chunk of text may mean for a sentence boundary behind it and before it, found once for each distinct chunk."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from textstats.text import abbreviations as abbr
from textstats.text.token_rule import split_chunk

CLOSERS = "\"'”’»)]}*_›"
OPENERS = "\"'“‘«([{*_‹¿¡"

_PRONOUNS = "it we they she this there it's that's there's we're they're"
STARTERS = frozenset(
    f"{_PRONOUNS} the a an that these those he you i his her their our my your its here in on at for from with by as if "
    "when while after before since because although though but and so or yet however what who how why where which "
    "whose is are was were do does did can could will would should may might must have has had no not all some many "
    "most each every both please thanks thank let i'm he's she's you're i've don't another other such then now also "
    "our to didn't isn't can't never nobody nothing someone everyone today yesterday tomorrow perhaps maybe meanwhile "
    "instead thus hence therefore moreover furthermore nevertheless indeed even only just until during about "
    "according despite under over between among through within without".split()
)
"""Words that start many sentences and, in capitals, few names."""

BARE_STARTERS = frozenset("it it's we they this what why how please thanks".split())
"""In capitals after a word without any mark, and before a small letter, these still start a sentence."""

MARKED_NAMES = frozenset("yahoo! jeopardy! e! oklahoma! yum! wham! mamma! oops! hey!".split())
SAID = frozenset("said says asked asks cried replied answered shouted whispered added called".split())
"""Verbs behind a quotation: “Why?” Bob asked."""

INTERJECTIONS = frozenset("oh ah o alas hey ha eh hurrah bah lo nay why um uh".split())
"""Before a small letter their exclamation mark ends nothing."""

LETTER_STARTERS = frozenset(
    "take let call send see give find attached hope sounds did any got sorry per below have could just great "
    "good looks glad hi hello enclosed following".split()
)
"""Words that start the first sentence of a letter, behind the name of its reader."""

GREETINGS = frozenset("hi hello hey dear greetings hiya howdy".split())
FAREWELLS = frozenset("regards sincerely cordially".split())
POSTSCRIPTS = frozenset("p.s. p.s p.s: ps: ps- ps, p.p.s.".split())
THANKS = frozenset("thanks thank cheers best love thx yours kind warm many keep talk speak hugs".split())
NOT_NAMES = frozenset(
    "yes no well oh yeah okay ok sure right sorry sir look listen see man first second third finally lastly again "
    "still here there god ah um uh hmm wow mom dad mum together alone once twice later soon tonight always".split()
)

_LABEL = regex.compile(r"[•⁃▪◦●‣]?[(\[]?(?:(?P<number>\p{N}{1,3})|(?P<letter>\p{L}))(?P<mark>[.)\]]|\.\))")
BULLETS = "•‣⁃▪◦●○■□➢►✓✔"
_DASHES = frozenset("– — - * · --".split())
_RULE = regex.compile(r"[*=_~#]{3,}+|-{4,}+|[*=_~#-]{5,}+\p{L}++[*=_~#-]{5,}+")
_FACE = regex.compile(r"[:;=8xX][-'^o]?[()\[\]DPpOo|/\\3]++|<3++|\^[_.]?\^|[()][:;]|[xX]D++|[:;]'\(")
_END = regex.compile(r"(?P<mark>[.?!…‥。！？．]++|:|;|,|)(?P<close>[\"'”’»)\]}*_›]*+)$")
_REF = regex.compile(r"(?:\[(?:\p{N}{1,3}|[a-z])\])++$|(?<=\p{Ll}{2}[.?!][\"”’»)]{0,2})\p{N}{1,3}$")
_DATE = regex.compile(r"\p{N}{1,2}/\p{N}{1,2}/\p{N}{2,4}")
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
    kind: str  # label, bullet, rule, face, dots, date, ref (a note number in brackets), or nothing
    number: int  # of a label: the number, or the code point of its letter
    hot_left: bool  # a boundary may follow
    hot_right: bool  # a boundary may stand before, whatever ends the left one


def shape(chunk: str) -> Shape:
    """The shape of one chunk."""
    tail = _REF.sub("", chunk if len(chunk) < 80 else chunk[-80:])
    end = _END.search(tail)
    mark, close = (end["mark"], end["close"]) if end else ("", "")
    body = tail[: len(tail) - len(mark) - len(close)].lstrip(OPENERS)
    if (not body and chunk[0] in "([") or (mark == "?" and body.endswith(":")):  # "[...]", "(?)", "Fax:?"
        mark = ""
    bare = chunk[:80].lstrip(OPENERS)
    head = bare.rstrip(CLOSERS + ",;:.?!…").lower().replace("’", "'")
    kind, number = _kind(chunk)
    last = _LAST.search(body)
    capital = bare[:1].isupper()
    hot_left = bool(mark.strip(":;")) or kind in ("bullet", "rule", "face", "label", "dots", "ref")
    hot_right = kind in ("bullet", "rule", "label", "date") or (
        capital and (head in BARE_STARTERS or head in FAREWELLS or head in THANKS or chunk.lower() in POSTSCRIPTS)
    )
    return Shape(chunk, mark, bool(close), last[0] if last else body, bare[:1], head, kind, number, hot_left, hot_right)


def _kind(chunk: str) -> tuple[str, int]:
    if chunk[0] == "[" and _REF.fullmatch(chunk):
        return "ref", 0
    if len(chunk) <= 6 and (match := _LABEL.fullmatch(chunk)):
        return "label", int(match["number"]) if match["number"] else -ord(match["letter"])
    if chunk in BULLETS or chunk in _DASHES:
        return "bullet", 0
    if chunk[0] in BULLETS:
        return "rule", 0
    if len(chunk) <= 10 and _DATE.fullmatch(chunk):
        return "date", 0
    if chunk[0] in "*=_~#-" and _RULE.fullmatch(chunk):
        return "rule", 1
    if len(chunk) <= 12 and _FACE.fullmatch(chunk):
        return "face", 0
    if not chunk.strip(".…" + CLOSERS) and chunk[0] in ".…":
        return "dots", 0
    return "", 0


def _glued(chunk: str) -> tuple[int, ...]:
    """Where a space is missing between two sentences."""
    if len(chunk) < 4 or not any(c in ".?!" for c in chunk[1:-1]) or _ADDRESS.search(chunk):
        return ()
    spans = split_chunk(chunk)
    begins = [a for a, _ in spans]
    cuts = []
    for match in _GLUE.finditer(chunk):
        cut = match.start()
        left = chunk[max(0, cut - 42) : cut]
        inside = bisect_left(begins, cut) - 1
        if inside >= 0 and cut < spans[inside][1]:
            continue
        if left.endswith("."):
            word = _LAST.search(left[-42:].rstrip(".").lstrip(OPENERS))
            if word is None or "." in word[0] or len(word[0]) < 2 or abbr.is_abbreviation(word[0]):
                continue
        cuts.append(cut)
    return tuple(cuts)


def pieces(chunk: str) -> tuple[tuple[int, int, Shape], ...]:
    """A chunk as offsets and shapes: one, or several where a space is missing between sentences ("end.Then")."""
    return _short_pieces(chunk) if len(chunk) <= 64 else _pieces(chunk)


def _pieces(chunk: str) -> tuple[tuple[int, int, Shape], ...]:
    edges = [0, *_glued(chunk), len(chunk)]
    return tuple((a, b, shape(chunk[a:b])) for a, b in pairwise(edges))


_short_pieces = lru_cache(maxsize=1 << 16)(_pieces)
