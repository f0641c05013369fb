"""Sentences: spans inside paragraphs, by rules of ours, in time linear in the text.

A paragraph is read chunk by chunk (see `token_rule.CHUNK`). At each gap the end of the chunk on the left and the
start of the chunk on the right decide; nothing is learned and nothing is looked at twice. Sentences hold all that is
not white space, so that marks and symbols belong to one too.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from textstats.text.abbreviations import ANYWHERE, BEFORE_NAME, BEFORE_NUMBER, MONTHS_DAYS, PLACES
from textstats.text.paragraphs import paragraphs

_CLOSERS = "\"'”’»)]}*_›"
_OPENERS = "\"'“‘«([{*_‹¿¡"
_STARTERS = frozenset(
    "the a an this that these those it he she they we you i his her their our my your its there here in on at for from "
    "with by as if when while after before since because although though but and so or yet however what who how why "
    "where which whose is are was were do does did can could will would should may might must have has had no not "
    "all some many most each every both one two please thanks thank let it's i'm he's she's that's there's we're "
    "they're you're i've don't another other such then now also our to".split()
)
"""Words that start many sentences and, in capitals, few names."""

_NAMES_WITH_MARK = frozenset("yahoo! jeopardy! e! oklahoma! yum! mamma-mia! wham! panic! oops!".split())
_SAID = frozenset("said says asked asks cried replied shouted thought wrote added".split())
_LABEL = regex.compile(r"[(\[]?(?:(?P<number>\p{N}{1,3})|(?P<letter>\p{L}))(?P<mark>[.)\]]|\.\))")
_BULLET = regex.compile(r"[•‣⁃▪◦●○■□➢–—*·-]+")
_RULE = regex.compile(r"[*=_~#-]{3,}|[*~=#]+")
_FACE = regex.compile(r"[:;=8xX][-'^o]?[()\[\]DPpOo|/\\3]+|<3+|\^[_.]?\^|[()][:;]|[xX]D+|[:;]'\(")
_GLUED = regex.compile(
    r"(?<=[\p{Ll}\p{N})\]’'\"”][.?!]|[\p{Ll}][.?!][\"”’)])(?=[\"“‘(]?\p{Lu}\p{Ll}+(?:[\s,.;:!?'’]|$))|(?<=[\p{L}][?!]{1,9})(?=\p{Lu})"
)
_END = regex.compile(r"(?P<mark>[.?!…‥。！？．]+|:|;|)(?P<close>[\"'”’»)\]}*_›]*)$")
_ADDRESS = regex.compile(r"(?i)\S*(?:@|://|www\.)\S*")


class _Chunk(NamedTuple):
    start: int
    stop: int
    text: str


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of `text`, in order, without white space around them.

    Paragraphs are found first (see `paragraphs`); no sentence crosses the end of one.

    >>> text = "Dr. Who lives in the U.S. now. “Why?” he asked.\\n\\nNo title"
    >>> [text[a:b] for a, b in sentences(text)]
    ['Dr. Who lives in the U.S. now.', '“Why?” he asked.', 'No title']
    """
    return [span for start, stop in paragraphs(text) for span in sentence_spans(text, start, stop)]


def sentence_spans(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The sentences of the paragraph `text[start:stop]`, as offsets into `text`."""
    chunks = _chunks(text, start, stop)
    if not chunks:
        return []
    width = _width(text, start, stop)
    spans = []
    state = _State()
    first = 0
    for i in range(1, len(chunks)):
        if _ends_between(text, chunks, i, state, width, first):
            spans.append((chunks[first].start, chunks[i - 1].stop))
            first = i
    spans.append((chunks[first].start, chunks[-1].stop))
    return spans


class _State:
    """What the gaps so far leave behind: the last list label."""

    def __init__(self) -> None:
        self.number = 0
        self.letter = ""


_CHUNK = regex.compile(r"\S++")


def _chunks(text: str, start: int, stop: int) -> list[_Chunk]:
    found = []
    for match in _CHUNK.finditer(text, start, stop):
        a, b = match.span()
        piece = match.group()
        if b - a > 3 and not _ADDRESS.match(piece):
            for glue in _GLUED.finditer(piece):
                cut = match.start() + glue.start()
                if a < cut < b and not _short_before(text[a:cut]):
                    found.append(_Chunk(a, cut, text[a:cut]))
                    a = cut
        found.append(_Chunk(a, b, text[a:b]))
    return found


def _short_before(left: str) -> bool:
    """Whether the point at the end of `left` belongs to initials or an abbreviation."""
    return left.endswith(".") and (left[-3:-2] in ("", ".") or _core(left).rstrip(".") in BEFORE_NAME)


def _width(text: str, start: int, stop: int) -> int:
    """Length of the longest line of a paragraph of several lines, else 0."""
    if "\n" not in text[start:stop]:
        return 0
    return max(len(line) for line in text[start:stop].split("\n"))


def _core(chunk: str) -> str:
    return chunk.strip(_OPENERS + _CLOSERS + ",;:")


def _ends_between(text: str, chunks: list[_Chunk], i: int, state: _State, width: int, first: int) -> bool:
    """Whether a sentence ends between chunk `i - 1` and chunk `i`; `first` is where the present one starts."""
    left, right = chunks[i - 1].text, chunks[i].text
    after = chunks[i + 1].text if i + 1 < len(chunks) else ""
    if width and "\n" in text[chunks[i - 1].stop : chunks[i].start] and _line_ends(text, chunks, i, width):
        return True
    if i - 1 == first and (_LABEL.fullmatch(left) or _BULLET.fullmatch(left)):
        _remember(left, state)
        return False
    if i - 2 == first and _BULLET.fullmatch(chunks[first].text) and _LABEL.fullmatch(left):
        return False
    if _next_label(right, after, state):
        return True
    if right in "•‣⁃▪◦●■➢" or (right[0] in "•‣⁃▪◦●■➢" and len(right) > 1):
        return True
    if _RULE.fullmatch(right) and len(right) > 2:
        return True
    if _RULE.fullmatch(left) and len(left) > 2:
        return True
    if _FACE.fullmatch(right):
        return False
    if _FACE.fullmatch(left):
        return _opens(right)
    return _ends_by_mark(chunks, i, first)


def _remember(label: str, state: _State) -> None:
    match = _LABEL.fullmatch(label)
    if match and match["number"]:
        state.number, state.letter = int(match["number"]), ""
    elif match:
        state.letter, state.number = match["letter"], 0


def _next_label(right: str, after: str, state: _State) -> bool:
    """Whether `right` is the label that follows the last one: "2." after "1.", "b)" after "a)"."""
    match = _LABEL.fullmatch(right)
    if not match or not after:
        return False
    if match["number"] and state.number and int(match["number"]) == state.number + 1:
        return True
    return bool(match["letter"] and state.letter and ord(match["letter"]) == ord(state.letter) + 1)


def _line_ends(text: str, chunks: list[_Chunk], i: int, width: int) -> bool:
    """Whether the line break before chunk `i` was meant: the next word would have fitted on the line."""
    line_start = text.rfind("\n", 0, chunks[i - 1].stop) + 1
    length = chunks[i - 1].stop - line_start
    fits = length + 1 + len(chunks[i].text) < width
    right = chunks[i].text
    if _BULLET.match(right) or _LABEL.fullmatch(right):
        return True
    return fits and not right[0].islower() and not chunks[i - 1].text.endswith(",")


def _opens(right: str) -> bool:
    """Whether `right` may start a sentence: a capital, a digit or a symbol, behind opening marks."""
    bare = right.lstrip(_OPENERS)
    return not bare or not bare[0].islower()


def _ends_by_mark(chunks: list[_Chunk], i: int, first: int) -> bool:
    left, right = chunks[i - 1].text, chunks[i].text
    match = _END.search(left[-40:])
    mark, close = match["mark"], match["close"]
    if not mark or mark in ":;":
        return False
    body = left[: len(left) - len(mark) - len(close)]
    word = body.lstrip(_OPENERS)
    bare = right.lstrip(_OPENERS + "-–—")
    head = _core(right)
    starter = head.lower().replace("’", "'") in _STARTERS and right.lstrip(_OPENERS)[:1].isupper()
    lower = bool(bare) and bare[0].islower()
    if not word and not any(c.isalnum() for c in left):
        if set(mark) <= set(".…"):
            return _after_dots(chunks, i, lower)
        return _opens(right)
    if "?" in mark or "!" in mark or mark[0] in "。！？":
        if word.lower() + mark in _NAMES_WITH_MARK and not starter:
            return False
        if lower:
            return not close and len(mark) > 1
        return bool(bare) or right[:1] not in ")]}”’"
    if "…" in mark or len(mark) > 1:
        return not lower and bool(bare)
    return _ends_by_point(word, close, right, starter, lower, chunks, i)


def _after_dots(chunks: list[_Chunk], i: int, lower: bool) -> bool:
    """After spaced dots (". . ."): a sentence ends with the fourth, or with dots before a capital."""
    right = chunks[i].text
    if set(right) <= set(".…"):
        return False
    return not lower


def _ends_by_point(word: str, close: str, right: str, starter: bool, lower: bool, chunks: list[_Chunk], i: int) -> bool:
    """The single point: an abbreviation, initials, or the end."""
    after = chunks[i + 1].text if i + 1 < len(chunks) else ""
    if right[0] in ",;:?!" or set(right) <= set(")]}”’.…"):
        return False
    last = regex.split(r"[-/—–(]", word)[-1] if word else word
    digit = right.lstrip(_OPENERS + "#$£€")[:1].isdigit()
    if last in BEFORE_NAME and not close:
        return last in ("St", "Pt", "Ft", "Sr", "Dept", "Univ") and starter
    if last in BEFORE_NUMBER and not close:
        return not (digit or lower or (len(right) <= 4 and last not in ("No",))) and (starter or last == "No")
    if last in MONTHS_DAYS | PLACES | ANYWHERE or last.lower() in ANYWHERE:
        return starter and not digit
    if len(last) == 1 and last.isalpha():
        if lower:
            return False
        return starter if last != "I" else (starter or not _capital(after))
    if "." in last and all(len(piece) <= 2 for piece in last.split(".")):
        if last.replace(".", "").isdigit():
            return not lower
        return starter and not digit
    if lower:
        return not close and _plain(last)
    return True


def _capital(chunk: str) -> bool:
    return chunk[:1].isupper()


def _plain(word: str) -> bool:
    """Whether `word` looks like a whole word, so that a point before a small letter still ends a sentence."""
    return len(word) > 3 and word.isalpha() and word.islower() and any(c in "aeiouy" for c in word)
