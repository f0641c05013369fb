"""Quotation marks as evidence: how well each mark opens, closes, or is none.

A mark alone is ambiguous (`'` opens, closes, or stands for a missing letter; `"` does not say which way
it faces). Its neighbours give each reading a cost; `pairing` then takes the cheapest reading of all.
Costs are orders of surprise, not fitted numbers: 0 as printed by rule, about 1 unusual, 3 against the
rule, 8 never seen in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

DOUBLE, SINGLE, ANGLE = "d", "s", "g"

_FAMILY = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "``", "''", "＂", "〝", "〞"], DOUBLE),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'"], SINGLE),
    **dict.fromkeys(["«", "»", "‹", "›"], ANGLE),
}
QUOTES = frozenset("“”„‟\"‘’‚‛'«»‹›`＂〝〞")
_APOSTROPHES = "'’‘‛"
# An apostrophe between two letters is part of the word and never a quotation mark.
_PATTERN = (
    r"[“”„‟\"«»‹›＂〝〞]|‚(?=\w)"
    rf"|(?<![^\W_])[{_APOSTROPHES}]|[{_APOSTROPHES}](?![^\W_])"
)
_MARK = re.compile(_PATTERN)
_MARK_TEX = re.compile(r"``|''|" + _PATTERN)
_WORD = re.compile(r"[^\W_]{1,12}")
_LAST_WORD = re.compile(r"[^\W\d_]{1,12}\Z")

# Words that begin with an apostrophe in print: 'tis, 'em, and the dropped h and th of dialogue.
ELISIONS = frozenset(
    "tis twas twill twould twere twon twont tain tisn twasn tother em im er e ee un til cos coz gainst neath twixt tween "
    "mongst nuff scuse spect n nd d s ud ull ll re ve m t ye ome ouse orse ead ear eard ave aven avin ad adn asn eaven elp "
    "imself erself owever ow igh undred ungry urry usband ang eld eart eavy ot oo ooman ospital stead nother prentice "
    "steria dentical tention fraid lowed larm pon".split()
)
# ... and those of them that are words themselves, so that a quotation may as well begin there.
_DOUBTFUL = frozenset(
    "cause bout round till fore ere mid midst is old our ours art alf am and at ate en ole ope bus phone flu cept long "
    "way less most low all ill ell as are here us under un other board cross board tic how ard fess sides oh eh".split()
)


_WHOLE = frozenset("within begin cabin basin robin virgin origin margin cousin resin satin Latin Berlin".split())
_CLIPPED = frozenset("o th an wi i t d fo mo po yo ol jes mus las".split())
# An opening mark a word or three ago: the mark at hand rather closes than shows who owns.
_JUST_OPENED = re.compile(r"(?<!\w)['‘][^\W_][\w \-]{0,28}\Z")


class Mark(NamedTuple):
    """A quotation mark: where it stands and what each reading of it costs."""

    start: int
    stop: int
    family: str
    paragraph: int
    initial: int  # place in the run of marks that heads its paragraph (where a quotation goes on), else -1
    opens: float
    closes: float
    plain: float
    is_stray: bool  # read as plain it is a fault in the text, not an apostrophe or an inch


def marks(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[Mark]:
    """The marks of `text` in order, each with its costs.

    >>> [(m.start, m.opens < m.closes) for m in marks('He said "no".', [(0, 13)])]
    [(8, True), (11, False)]
    """
    pattern = _MARK_TEX if "``" in text else _MARK
    single_costs = _single_prior(text)
    for number, (begin, end) in enumerate(paragraphs):
        head, n_initial = begin, 0
        for match in pattern.finditer(text, begin, end):
            start, stop = match.span()
            initial = n_initial if start - head <= 4 and not text[head:start].strip(" _*([") else -1
            if initial >= 0:
                head, n_initial = stop, n_initial + 1
            kind = match.group()
            family = _FAMILY[kind]
            left, right = _neighbours(text, start, stop, begin, end)
            if family == SINGLE:
                opens, closes, plain, is_stray = _single(kind, left, right, text, start, stop, begin)
                opens += single_costs
            else:
                opens, closes, plain, is_stray = _double(kind, left, right, text[start - 1] if start > begin else "")
            yield Mark(start, stop, family, number, initial, opens, closes, plain, is_stray)


def _neighbours(text: str, start: int, stop: int, begin: int, end: int) -> tuple[str, str]:
    """Classes of what stands to the left and right, looking through other marks and italics.

    Classes: `s` space or edge, `b` opening bracket, `-` dash, `w` word, `p` other punctuation.
    """
    i = start - 1
    while i >= begin and start - i <= 4 and (text[i] in QUOTES or text[i] in "_*"):
        i -= 1
    j = stop
    while j < end and j - stop <= 3 and (text[j] in QUOTES or text[j] in "_*"):
        j += 1
    left = _class(text[i]) if i >= begin else "s"
    right = _class(text[j]) if j < end else "s"
    return left, right


def _class(character: str) -> str:
    if character.isalnum():
        return "w"
    if character.isspace():
        return "s"
    if character in "([{<":
        return "b"
    if character in "-–—―‒":
        return "-"
    return "p"


def _facing(left: str, right: str, before: str) -> tuple[float, float]:
    """Costs of opening and of closing for a mark that does not say which way it faces."""
    if left in "sb":
        return (1.0, 1.0) if right == "s" and left == "s" else (0.0, 5.0) if right not in "s" else (3.0, 1.0)
    if left == "-":
        return (0.3, 1.5) if right == "w" else (1.0, 1.0) if right in "b-" else (4.0, 0.0)
    if right in "sp-":
        return 5.0, 0.0
    if left == "p":  # a space is missing on one side
        return (0.5, 2.0) if before in ":,;" else (1.2, 0.7)
    return 2.5, 1.5


def _double(kind: str, left: str, right: str, before: str) -> tuple[float, float, float, bool]:
    opens, closes = _facing(left, right, before)
    if kind == '"' or kind == "＂":
        if before.isdigit() and right != "w":
            return opens, closes, 1.0, False  # 6" is six inches
        return opens, closes, (2.0 if left == right == "w" else 4.0), True
    if kind in "“‟„〝" or kind == "``":
        # In German the mark that opens in English closes: „so“.
        return (0.0 if opens <= closes else 2.5), (0.6 if closes < opens and kind != "„" else 8.0), 4.0, True
    if kind in "”〞" or kind == "''":
        return (3.0 if opens < closes else 8.0), 0.0 if closes <= opens else 1.0, 4.0, True
    if kind in "«‹":
        return (0.0 if opens <= closes else 3.0), (0.5 if closes < opens else 8.0), 4.0, True
    return (0.5 if opens < closes else 8.0), (0.0 if closes <= opens else 3.0), 4.0, True


def _single(
    kind: str, left: str, right: str, text: str, start: int, stop: int, begin: int
) -> tuple[float, float, float, bool]:
    if left in "sb-" and right not in "s":
        if left == "-" and right != "w":
            return (6.0, 0.0, 3.0, False) if kind != "‘" else (1.0, 5.0, 4.0, True)
        return _single_opening(kind, left, text, start, stop, begin)
    if kind == "‘":
        return (0.0 if left != "w" else 2.0), 5.0, 4.0, True
    if left == right == "s":
        return 2.0, 2.0, 0.5, False
    if left == "p":
        if right in "wb":
            return (1.0 if kind == "'" else 5.0), 0.7, 2.0, False
        return 6.0, 0.0, 3.0, False
    return _single_closing(right, text, start, stop, begin)


def _single_opening(
    kind: str, left: str, text: str, start: int, stop: int, begin: int
) -> tuple[float, float, float, bool]:
    word = _WORD.match(text, stop)
    following = word.group() if word else ""
    elided = following.lower() in ELISIONS or (following[:2].isdigit() and len(following.rstrip("s")) == 2)
    close = 1.5 if left == "-" else 6.0
    if kind == "'" and following.lower() in _DOUBTFUL:
        previous = text[start - 2] if start - 1 > begin else "."
        inside = previous.isalpha() and following[:1].islower()
        return (1.0, close, 0.5, False) if inside else (0.0, close, 1.5, False)
    if kind == "’":
        elided = elided or following.lower() in _DOUBTFUL
        return (5.0, close, 0.0 if elided else 0.6, False)
    if kind == "‘":
        return (1.0 if elided else 0.0), close + 3, (0.6 if elided else 4.0), not elided
    if elided:
        capital = following[:1].isupper()
        return (0.8 if capital else 2.0), close, (0.3 if capital else 0.0), False
    if following[:1].islower() and start - 1 > begin and text[start - 2].isalpha():
        return 1.0, close, 1.8, False
    return 0.0, close, 3.5, False


def _single_closing(right: str, text: str, start: int, stop: int, begin: int) -> tuple[float, float, float, bool]:
    word = _LAST_WORD.search(text, max(begin, start - 12), start)
    before = word.group() if word else ""
    if right == "w":
        return 6.0, 2.0, 0.3, False
    apostrophe = start - len(before) - 1
    if len(before) <= 2 and apostrophe > begin and text[apostrophe] in _APOSTROPHES:
        # isn't' and Moriarty's' close; the second mark of 'n' does not
        return (6.0, 0.0, 3.0, False) if text[apostrophe - 1].isalpha() else (6.0, 1.5, 0.2, False)
    if before.endswith(("s", "x", "z")):
        if _JUST_OPENED.search(text, max(begin, start - 32), start):
            return 6.0, 0.2, 0.9, False
        if right == "s":
            following = text[stop + 1 : stop + 2]
            return 6.0, (1.4 if following.isalpha() else 0.5), 0.2, False
        return 6.0, 0.4, 0.9, False
    if before in _CLIPPED:
        return 6.0, 1.5, 0.2, False
    clipped = before.endswith("in") and len(before) > 3 and not before.endswith("ain") and before not in _WHOLE
    if clipped and not _JUST_OPENED.search(text, max(begin, start - 32), start):
        return 6.0, 0.9, 0.4, False
    return 6.0, (0.2 if right in "p-" else 0.6), 2.0, False


def _single_prior(text: str) -> float:
    """What opening a single quotation costs where double marks are the rule of the text."""
    sample = text[:400_000]
    doubles = len(re.findall(r"(?<!\w)[“\"„«](?=\S)", sample))
    singles = len(re.findall(r"(?<![\w“\"„«])[‘'](?=[^\W\d_])", sample))
    if singles > 2 * doubles:
        return 0.0
    return 1.0 if doubles > 2 * singles else 0.5
