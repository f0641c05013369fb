"""Segments: a text cut into stretches of one kind and one voice, without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textstats.text.documents import Corpus
from textstats.text.quotations import read_corpus_voices
from textstats.text.voices import QUOTED, Voices

if TYPE_CHECKING:
    import pandas as pd

KINDS = (
    "text",
    "inline",
    "block",
    "scare",
    "title",
    "heading",
    "page_ref",
    "note_ref",
    "note",
    "running_head",
    "stray",
)
VOICES = ("author", "quoted", "unknown", "apparatus")
BASES = ("cue", "pronoun", "context", "override")
APPARATUS = frozenset({"page_ref", "note_ref", "note", "running_head"})
_HOLDS_BLANKS = APPARATUS | {"heading"}
_INNERMOST = 99
COLUMNS = ("doc_id", "segment_id", "paragraph", "start", "stop", "kind", "voice", "speaker", "basis")


class _Look(NamedTuple):
    """What a stretch is, beside where it is."""

    kind: str
    voice: str
    speaker: str | None = None
    basis: str | None = None


_Stretch = tuple[int, int, _Look]
_Row = tuple[int, int, int, _Look]  # paragraph, start, stop, look


def segment(corpus: Corpus, *, overrides: str | Path | Mapping[str, Any] | None = None) -> pd.DataFrame:
    """Cut each text into segments of one kind and one voice.

    A quoted word is not the author's. Quotations are found by their marks (curly, straight, single, nested,
    continued over paragraphs) and, for blocks without marks, by how a paragraph is led in and closed. A
    term held at a distance (kind `scare`) and a title stay the author's words. Marks without a partner
    give the voice `unknown`, never a guess: see `review`.

    Parameters
    ----------
    corpus : Corpus
    overrides : path or mapping, optional
        What a person has decided: a TOML file as described in `overrides`, or its content. It wins.

    Returns
    -------
    DataFrame
        One row per segment, in text order: `doc_id`, `segment_id`, `paragraph` (both from 0 in each
        document), `start`, `stop` (half-open offsets; the segments of a document tile its text), `kind`,
        `voice` (author, quoted, unknown, apparatus), `speaker` and `basis` (missing where nobody is named).
        The marks around a quotation belong to what surrounds it; a nested quotation divides the outer one.
        A mark without a partner is a segment of kind `stray`. `attrs`: `corpus` (checksum).

    Raises
    ------
    CodebookError
        If an override is malformed or no longer matches the text: all faults at once.

    Examples
    --------
    >>> from textstats.text.documents import Corpus, Document
    >>> frame = segment(Corpus([Document("d", 'Serge said: "We knew." So it was.')]))
    >>> frame[["start", "stop", "voice"]].values.tolist()
    [[0, 13, 'author'], [13, 21, 'quoted'], [21, 33, 'author']]
    """
    rows: list[_Row] = []
    ids: list[int] = []
    numbers: list[int] = []
    for place, (_, voices) in enumerate(read_corpus_voices(corpus, overrides=overrides)):
        fresh = list(_tile(voices))
        rows += fresh
        ids += [place] * len(fresh)
        numbers += range(len(fresh))
    frame = _frame(corpus.ids, ids, numbers, rows)
    frame.attrs = {"corpus": corpus.checksum}
    return frame


def _frame(names: list[str], ids: list[int], numbers: list[int], rows: list[_Row]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    people = sorted({look.speaker for *_, look in rows if look.speaker})
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(ids, categories=pd.Index(names, dtype=object)),
            "segment_id": np.asarray(numbers, dtype="int32"),
            "paragraph": np.asarray([row[0] for row in rows], dtype="int32"),
            "start": np.asarray([row[1] for row in rows], dtype="int32"),
            "stop": np.asarray([row[2] for row in rows], dtype="int32"),
            "kind": pd.Categorical([row[3].kind for row in rows], categories=list(KINDS)),
            "voice": pd.Categorical([row[3].voice for row in rows], categories=list(VOICES)),
            "speaker": pd.Categorical([row[3].speaker for row in rows], categories=people),
            "basis": pd.Categorical([row[3].basis for row in rows], categories=list(BASES)),
        },
        columns=list(COLUMNS),
    )


def _intervals(voices: Voices) -> list[tuple[int, int, int, _Look]]:
    """(start, stop, depth, look) of paragraphs, spans and references, outer before inner."""
    found: list[tuple[int, int, int, _Look]] = []
    for number, (start, stop) in enumerate(voices.paragraphs):
        kind = voices.whole.get(number, "text")
        found.append((start, stop, 0, _Look(kind, "apparatus" if kind in APPARATUS else "author")))
    depths: list[int] = []
    inherited: list[str] = []
    for span in voices.spans:
        outer = inherited[span.parent] if span.parent >= 0 else found[voices.paragraph_of(span.start)][3].voice
        voice = "quoted" if span.kind in QUOTED else "unknown" if span.kind == "stray" else outer
        voice = "apparatus" if outer == "apparatus" and voice != "unknown" else voice
        depths.append(depths[span.parent] + 1 if span.parent >= 0 else 1)
        inherited.append(voice)
        if span.start < span.stop:
            found.append((span.start, span.stop, depths[-1], _Look(span.kind, voice, span.speaker, span.basis)))
    found += [(piece.start, piece.stop, _INNERMOST, _Look(piece.kind, "apparatus")) for piece in voices.pieces]
    found.sort(key=lambda item: (item[0], item[2]))
    return found


def _tile(voices: Voices) -> Iterator[_Row]:
    """Flatten the nested intervals: each stretch belongs to the innermost one over it."""
    length = len(voices.text)
    flat: list[_Stretch] = []
    stack: list[tuple[int, _Look]] = [(length, _Look("text", "author"))]
    at = 0

    def advance(to: int) -> None:
        nonlocal at
        while at < to:
            stop, look = stack[-1]
            end = min(stop, to)
            if end > at:
                flat.append((at, end, look))
                at = end
            if stop <= at and len(stack) > 1:
                stack.pop()
            elif end == to:
                break

    for start, stop, _, look in _intervals(voices):
        advance(start)
        while len(stack) > 1 and stack[-1][0] <= start:
            stack.pop()
        stop = min(stop, stack[-1][0])
        if stop > at:
            stack.append((stop, look))
    advance(length)
    return _cut(voices, _merge(voices.text, flat))


def _merge(text: str, flat: list[_Stretch]) -> Iterator[_Stretch]:
    """White space behind a heading or reference goes to it; author's text joins author's text."""
    held: _Stretch | None = None
    for start, stop, look in flat:
        if held is not None:
            before = held[2]
            blank = look.kind == "text" and text[start:stop].isspace()
            if (before == look and look.kind == "text") or (blank and before.kind in _HOLDS_BLANKS):
                held = (held[0], stop, before)
                continue
            yield held
        held = (start, stop, look)
    if held is not None:
        yield held


def _cut(voices: Voices, flat: Iterator[_Stretch]) -> Iterator[_Row]:
    """Cut where a paragraph begins, so that no segment lies in two."""
    number = 0
    begins = [*[start for start, _ in voices.paragraphs][1:], len(voices.text)]
    for start, stop, look in flat:
        while start < stop:
            end = min(stop, begins[number]) if number < len(begins) else stop
            if end > start:
                yield number, start, end, look
                start = end
            if number < len(begins) and start >= begins[number]:
                number += 1
