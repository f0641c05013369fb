"""What is on the page but nobody's prose: page references, note numbers, notes, running heads; and headings.

Headings are the author's words and keep the author's voice. The rest gets the voice `apparatus`, so that
"(52—53)" is counted for neither the author nor the person quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_PAGES = r"\d{1,4}(?:\s?[-–—,]\s?\d{1,4})*(?:ff?\.?)?"
_PAGE_REF = re.compile(
    r"\([^()]{0,60}\bpp?\.\s?\d[^()]{0,20}\)|"
    rf"\((?:(?:ibid|op\. cit|loc\. cit)\.?,?\s*)?(?:(?P<marked>pp?\.|pages?|vol\.|chap\.|ch\.)\s*)?{_PAGES}\)"
    rf"|\((?:[Ii]bid|[Oo]p\. cit)\.?(?:,?\s*(?:pp?\.\s*)?{_PAGES})?\)"
    r"|\((?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )(?:see |cf\. |quoted in |in )?(?:[A-Z][\w’'.-]+(?:,? (?:and |& )?[A-Z][\w’'.-]+| et al\.){0,3},? )"
    rf"(?:\(?\d{{4}}[a-z]?\)?)?(?:[,:]?\s?(?:pp?\.\s?)?{_PAGES})?\)"
)
_PLAINLY = re.compile(r"\bpp?\.|\bpages?\b|[Ii]bid|cit\b|\b\d{4}[a-z]?[,:]\s?\d")
_NOTE_REF = re.compile(
    r"(?<=[^\W\d_][.!?,;:”\"’')\]])\d{1,3}(?=\s|$)|(?<=[^\W\d_][.!?,][”\"’'])\d{1,3}(?=\s|$)|(?<=[)\]”\"’'][.!?,])\d{1,3}(?=\s|$)|[¹²³⁰⁴-⁹]+|\[\d{1,3}\]"
)
_SHORT_FORM = re.compile(r"(?:\b(?:No|Nos|Vol|vol|p|pp|Fig|fig|Ch|ch|Art|art|Sec|sec|v|cf|ca|c)|\b[A-Z])\.\Z")
_NOTE = re.compile(r"(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)]?|(?P<c>[¹²³⁰⁴-⁹]+))\s+\S")
_CITES = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b[Ii]bid\b|\bpp?\.\s?\d|https?://|www\.|\b[Oo]p\. cit")
_NOTES_HEAD = re.compile(r"(?:end|foot)?notes|references|sources", re.IGNORECASE)
_TERMINAL = tuple(".!?:;,…")
_CLOSERS = "”\"’'»)]*_"
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SENTENCE_ENDED = re.compile(r"[.!?…][”\"’'»)\]*_]*\s?(?:\([^()]{1,20}\)|\[?\d{1,3}\]?)?\Z")
_SAYS = re.compile(
    r"[^\W\d_]{3,}[.!?]\d{0,3}\s+[“\"‘'A-Z]|,\s+[“\"]|[,!?][”\"]\s"
)  # two sentences, or speech led in or out
_LEFT_OPEN = re.compile(r"\b(?:that|of|the|to|by|is|are|was|were|on|as|and|or|with|from|in|for|a|an|his|her|its)\Z")
_LONGEST_HEADING = 14  # words
_HEAD_WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """A stretch of apparatus or a heading."""

    start: int
    stop: int
    kind: str


def headings(text: str, paragraphs: list[tuple[int, int]]) -> set[int]:
    """Numbers of the paragraphs that are headings: short, without a full stop, with prose below.

    A run of short lines is verse or a list unless prose follows within three of them.

    >>> text = "The debate\\n\\nIt began late.\\n\\nIt never ended."
    >>> headings(text, [(0, 10), (12, 26), (28, 43)])
    {0}
    """
    short = [_is_heading(text, start, stop) for start, stop in paragraphs]
    found = set()
    prose_below = len(paragraphs)
    for number in range(len(paragraphs) - 1, -1, -1):
        if not short[number]:
            prose_below = number
        elif prose_below < len(paragraphs) and prose_below - number <= 3:
            ended = number == 0 or short[number - 1] or _SENTENCE_ENDED.search(text, *_tail(paragraphs[number - 1]))
            if ended:
                found.add(number)
    return found


def _tail(paragraph: tuple[int, int]) -> tuple[int, int]:
    return max(paragraph[0], paragraph[1] - 40), paragraph[1]


def _is_heading(text: str, start: int, stop: int) -> bool:
    if stop - start > 160:
        return False
    line = text[start:stop]
    if len(_HEAD_WORD.findall(line)) > _LONGEST_HEADING or line.count("\n") > 1:
        return False
    bare = re.sub(r"(?<=[.!?])\d{1,3}\Z", "", line).rstrip(_CLOSERS)
    if _SENTENCE_ENDED.search(line) and not line.endswith(("?", "!")):
        return False
    if _LEFT_OPEN.search(line) or line[0] in "-–—―":
        return False
    if (bare != line and bare.endswith(("!", "?"))) or _SAYS.search(line):
        return False
    opening = line.lstrip("_*[(")[:1]
    if not opening or bare.endswith((".", ":", ";", ",", "…", "-", "—", "–")):
        return bool(re.fullmatch(r"(?:CHAPTER|BOOK|PART|Chapter|Book|Part)\s+[\w.]+\.?", line))
    return opening.isupper() or opening.isdigit()


def running_heads(text: str, paragraphs: list[tuple[int, int]]) -> list[Piece]:
    """Lines that stand alone and come again (a page's head), and lone page numbers."""
    lines = [text[start:stop] if stop - start <= 80 else "" for start, stop in paragraphs]
    names = [re.sub(r"\d+", "#", line).strip() for line in lines]
    often = Counter(name for name in names if name and any(c.isalpha() for c in name))
    found = []
    for (start, stop), line, name in zip(paragraphs, lines, names, strict=True):
        lone = re.fullmatch(r"[-–—\[(]?\s*(?:[Pp]age\s+)?\d{1,4}\s*[-–—\])]?", line) is not None
        repeats = (
            often[name] >= 3 and not line.rstrip(_CLOSERS).endswith(_TERMINAL) and name[:1].isupper() and "#" in name
        )
        if (
            line
            and (lone or repeats)
            and not re.match(r"(?:CHAPTER|BOOK|PART|Chapter|Book|Part|Section|SECTION)\b", line)
        ):
            found.append(Piece(start, stop, "running_head"))
    return found


def notes(text: str, paragraphs: list[tuple[int, int]]) -> list[int]:
    """Numbers of the paragraphs at the end of the text that are its notes, "1 Author, Title, page".

    >>> text = "Prose.1\\n\\n1 A. Author, A Book (London, 1937), 51."
    >>> notes(text, [(0, 7), (9, 45)])
    [1]
    """
    found: list[int] = []
    numbers: list[int] = []
    continued: list[int] = []
    for place in range(len(paragraphs) - 1, 0, -1):
        start, stop = paragraphs[place]
        match = _NOTE.match(text, start, stop)
        if match and (
            not numbers or int((match["a"] or match["b"] or match["c"]).translate(_SUPERSCRIPT)) < numbers[-1]
        ):
            found += [*continued, place]
            continued = []
            numbers.append(int((match["a"] or match["b"] or match["c"]).translate(_SUPERSCRIPT)))
        elif not match and found and len(continued) < 2 and numbers[-1] != 1 and stop - start < 600:
            continued.append(place)
        else:
            break
        if numbers[-1] == 1:
            break
    if not numbers or numbers[-1] != 1:
        return []
    found.sort()
    head = text[slice(*paragraphs[found[0] - 1])].strip(" :.*_#")
    cited = sum(bool(_CITES.search(text, *paragraphs[place])) for place in found)
    if _NOTES_HEAD.fullmatch(head) or cited * 2 >= len(found):
        return found
    return []


def references(
    text: str, paragraphs: list[tuple[int, int]], *, skip: set[int], n_notes: int, quote_ends: set[int]
) -> list[Piece]:
    """Page references and note numbers, in order.

    A bare number in brackets is a page only where a quotation or a sentence has just ended: "(1) first,
    (2) second" is a list. A digit after a full stop is a note number; beside notes it must be one of theirs.
    """
    found: list[Piece] = []
    for number, (begin, end) in enumerate(paragraphs):
        if number in skip:
            continue
        for match in _PAGE_REF.finditer(text, begin, end):
            start, stop = match.span()
            if _PLAINLY.search(match.group()) or _cites_page(text, start, stop, begin, end, quote_ends):
                found.append(Piece(start, stop, "page_ref"))
        for match in _NOTE_REF.finditer(text, begin, end):
            start, stop = match.span()
            if start == begin or _SHORT_FORM.search(text, max(begin, start - 6), start):
                continue
            value = int(match.group().strip("[]").translate(_SUPERSCRIPT))
            if 0 < value <= n_notes or (0 < value < 300 and (stop == end or not n_notes)):
                found.append(Piece(start, stop, "note_ref"))
    return sorted(found)


def _cites_page(text: str, start: int, stop: int, begin: int, end: int, quote_ends: set[int]) -> bool:
    before = start
    while before > begin and text[before - 1] in " _\t\n":
        before -= 1
    if before == begin:
        return False
    if before - 1 in quote_ends:
        return True
    sentence_ends = text[before - 1] in ".!?…" or text[before - 2 : before] in (".”", '."', "?”", "!”", ".’", ".'")
    after = text[stop : stop + 2].strip()
    if not sentence_ends or (stop < end and after and not after[0].isupper()):
        return False
    value = int(re.findall(r"\d+", text[start:stop])[0])
    around = text[max(begin, start - 400) : start], text[stop : min(end, stop + 400)]
    return f"({value - 1})" not in around[0] and f"({value + 1})" not in around[1]  # else it is a list
