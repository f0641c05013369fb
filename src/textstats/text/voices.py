"""Who speaks where in one text: quotations, blocks, terms in marks, references and what cannot be paired.

`read_voices` is the one place where the findings of `pairing` (marks), `blocks` (paragraphs), `apparatus`
(references) and `quote_kinds` meet. It knows nothing about speakers (see `speakers`) or tables (`segments`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from textstats.text.apparatus import Piece, headings, notes, references, running_heads
from textstats.text.blocks import find_blocks
from textstats.text.cues import FINITE
from textstats.text.pairing import Pair, pair
from textstats.text.paragraphs import paragraphs as find_paragraphs
from textstats.text.quote_kinds import kind_of, looks_like_title

QUOTED = frozenset({"inline", "block"})


@dataclass(slots=True)
class Span:
    """A stretch in marks, or a block: `text[start:stop]`, without the marks around it.

    `kind` is inline, block, scare, title or stray; `parent` the place of the enclosing span, or -1;
    `continues` says that it goes on where the span before left off; `page` that a page reference belongs to it.
    """

    start: int
    stop: int
    kind: str
    parent: int = -1
    continues: bool = False
    page: bool = False
    repaired: bool = False
    speaker: str | None = None
    basis: str | None = None


@dataclass(slots=True)
class Voices:
    """The findings in one text: its paragraphs, spans in order, apparatus, and kinds of whole paragraphs."""

    text: str
    paragraphs: list[tuple[int, int]]
    spans: list[Span]
    pieces: list[Piece]
    whole: dict[int, str]  # paragraph -> heading, note or running_head

    def paragraph_of(self, offset: int) -> int:
        """Number of the paragraph that `offset` lies in or follows."""
        return max(0, bisect_right(self.paragraphs, (offset, len(self.text) + 1)) - 1)


def read_voices(text: str) -> Voices:
    """All spans and references of `text`.

    >>> [(s.kind, s.start, s.stop) for s in read_voices('He said, "No, not yet." And left.').spans]
    [('inline', 10, 22)]
    """
    paras = find_paragraphs(text)
    heads = running_heads(text, paras)
    starts = {start: number for number, (start, _) in enumerate(paras)}
    whole = {starts[head.start]: head.kind for head in heads}
    whole |= dict.fromkeys(notes(text, paras), "note")
    pairs, strays = pair(text, paras)
    whole = {number: "heading" for number in headings(text, paras) if not _in_marks(text, paras[number])} | whole
    note_numbers = sum(kind == "note" for kind in whole.values())
    pieces = references(text, paras, skip=set(whole), n_notes=note_numbers, quote_ends={p.stop for p in pairs})
    voices = Voices(text, paras, [], pieces, whole)
    alone = _mark_spans(voices, pairs)
    _unmarked_blocks(voices)
    _strays(voices, sorted(strays + alone))
    _settle_kinds(voices)
    return voices


def _in_marks(text: str, paragraph: tuple[int, int]) -> bool:
    line = text[slice(*paragraph)].strip("_* ")
    return line[:1] in "“\"‘'„«" and line[-1:] in "”\"’'“»"


def _trailing(voices: Voices) -> dict[int, tuple[int, str]]:
    """Paragraph -> start and kind of the reference that ends it."""
    found: dict[int, tuple[int, str]] = {}
    ends = {stop: number for number, (_, stop) in enumerate(voices.paragraphs)}
    for piece in voices.pieces:
        after = piece.stop
        if voices.text[after : after + 1] in (".", "]"):
            after += 1
        if piece.stop in ends:
            found[ends[piece.stop]] = (piece.start, piece.kind)
    return found


def _mark_spans(voices: Voices, pairs: list[Pair]) -> list[tuple[int, int]]:
    """Add spans from paired marks (one that fills its paragraph is a block); return marks left alone."""
    text = voices.text
    trailing = _trailing(voices)
    alone = []
    for found in pairs:
        while found.parent >= 0 and found.start >= voices.spans[found.parent].stop:
            found.parent = voices.spans[found.parent].parent  # the quotation around it was ended before
        if found.parent >= 0:
            found.stop = min(found.stop, voices.spans[found.parent].stop)
        span = Span(found.start, found.stop, "inline", found.parent, found.continues)
        if not found.closed:
            end = _resumption(text, found.start, found.stop)
            if end is None:
                begin = max(found.mark, voices.spans[found.parent].start) if found.parent >= 0 else found.mark
                span = Span(begin, found.stop, "stray", found.parent)
            else:
                span.stop, span.repaired = end, True
                alone.append((found.mark, found.start))
        elif found.parent < 0:
            number = voices.paragraph_of(found.start)
            begin, end = voices.paragraphs[number]
            end = trailing.get(number, (end, ""))[0]
            if only_marks(text, begin, found.start) and only_marks(text, found.stop, max(end, found.stop)):
                span.kind = "block"
        voices.spans.append(span)
    return alone


_SERIES = re.compile(r"[”\"’'_,\s]{1,4}(?:(?:and|or|then)\s)?\s?[“\"‘']")
_MARKS_ALONE = re.compile(r"[“”\"‘’'„«»_*`\s]{0,12}")


def only_marks(text: str, start: int, stop: int) -> bool:
    """Whether nothing but marks and blanks (a dozen at most) lies between two offsets."""
    found = _MARKS_ALONE.match(text, start, stop)
    return found is not None and found.end() == stop


_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[A-Z])")
_VERBS = "|".join(sorted(FINITE, key=len, reverse=True))
_AUTHOR_AGAIN = re.compile(rf"(?:[A-Z][\w’'.-]*\s+){{1,4}}(?:\w+ly\s+|later\s+|then\s+)?(?:{_VERBS})\b[^\"“”]*[:,]\Z")
_SAID_AFTER = re.compile(r"[,.!?]\s+(?:said|asked|replied|cried|answered|wrote)\s+(?:he|she|they|[A-Z]\w+)\b")


def _resumption(text: str, start: int, stop: int) -> int | None:
    """Where a quotation without a closing mark ends, if a reporting clause shows it; else None.

    Either the paragraph's last sentence is the author's, leading in what follows ("Trotsky explains:"), or
    the quotation runs into ", said he".
    """
    after = _SAID_AFTER.search(text, start, stop)
    if after:
        return after.start() + 1
    last = None
    for boundary in _SENTENCE_END.finditer(text, start, stop):
        last = boundary
    if last and _AUTHOR_AGAIN.match(text[last.end() : stop].rstrip()):
        return last.start() + 1
    return None


def _unmarked_blocks(voices: Voices) -> None:
    """Blocks without marks become spans; what is in marks inside them becomes their part."""
    tops = [s for s in voices.spans if s.parent < 0]
    filled = {voices.paragraph_of(s.start) for s in tops if s.kind == "block" or s.continues}
    for span in tops:
        first, last = voices.paragraph_of(span.start), voices.paragraph_of(span.stop)
        filled.update(range(first + 1, last + 1))
    skip = set(voices.whole) | filled
    trailing = _trailing(voices)
    blocks = find_blocks(voices.text, voices.paragraphs, skip=skip, trailing=trailing)
    if not blocks:
        return
    old = voices.spans
    merged = [(s.start, -s.stop, 1, place) for place, s in enumerate(old)]
    merged += [(start, -stop, 0, number) for number, (start, stop) in blocks.items()]
    merged.sort()
    places: dict[int, int] = {}
    homes: dict[int, int] = {}  # paragraph -> place of its block
    spans: list[Span] = []
    for _, _, marked, place in merged:
        if not marked:
            goes_on = place - 1 in blocks and place - 1 not in trailing
            homes[place] = len(spans)
            spans.append(Span(*blocks[place], "block", continues=goes_on))
            continue
        span = old[place]
        if span.parent >= 0:
            span.parent = places[span.parent]
        else:
            number = voices.paragraph_of(span.start)
            if number in blocks and blocks[number][0] <= span.start and span.stop <= blocks[number][1]:
                span.parent = homes[number]
        places[place] = len(spans)
        spans.append(span)
    voices.spans = spans


def _strays(voices: Voices, strays: list[tuple[int, int]]) -> None:
    """A mark without a partner: what it seems to close, back to the last thing certain, is nobody's for sure."""
    text = voices.text
    tops = [(span.start, span.stop, place) for place, span in enumerate(voices.spans) if span.parent < 0]
    pieces = [piece.stop for piece in voices.pieces]
    last = 0
    for start, stop in strays:
        number = voices.paragraph_of(start)
        begin, end = voices.paragraphs[number]
        at = bisect_right(tops, (start, len(text) + 1, 0)) - 1
        inside = at >= 0 and stop <= tops[at][1]
        closing = start > begin and not text[start - 1].isspace() and (stop >= end or not text[stop].isalnum())
        region = start
        if closing and not inside and number not in voices.whole:
            piece = bisect_right(pieces, start) - 1
            certain = [begin, last, tops[at][1] + 1 if at >= 0 else 0, pieces[piece] if piece >= 0 else 0]
            region = min(start, max(certain))
            while region < start and text[region].isspace():
                region += 1
        voices.spans.append(Span(region, stop, "stray", tops[at][2] if inside else -1))
        last = stop


def _settle_kinds(voices: Voices) -> None:
    """Inline, scare or title for each span in marks; a page reference in its sentence makes it a citation."""
    pages = [piece.start for piece in voices.pieces if piece.kind == "page_ref"]
    before: Span | None = None
    for span in voices.spans:
        number = voices.paragraph_of(span.start)
        paragraph = voices.paragraphs[number]
        at = bisect_left(pages, span.stop)
        if at < len(pages) and pages[at] < min(paragraph[1], span.stop + 2000):
            between = voices.text[max(span.start, span.stop - 1) : pages[at]]
            span.page = not re.search(r"[.!?…][”\"’')]*\s+(?=[“\"‘']?[A-Z])", between)
        if span.kind == "block" and span.stop - span.start < 60 and not span.continues:
            line = voices.text[span.start : span.stop]
            if line[-1:].isalnum() and looks_like_title(line.split(), line):
                span.kind = "title"  # a heading in marks
        if span.kind != "inline" or span.repaired or span.continues:
            continue
        within = voices.spans[span.parent] if span.parent >= 0 else None
        around = (within.start, within.stop) if within else paragraph
        cited = span.page and within is None
        span.kind = kind_of(voices.text, (span.start, span.stop), around, cited=cited, nested=within is not None)
        if span.kind == "scare" and before is not None and before.kind == "inline" and before.parent == span.parent:
            in_a_row = _SERIES.fullmatch(voices.text, before.stop, max(before.stop, span.start))
            span.kind = "inline" if in_a_row else "scare"
        before = span
        if span.kind == "inline" and voices.whole.get(number) == "note":
            span.kind = "title"
