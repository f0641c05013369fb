"""Segments: a text cut into stretches of one kind and one voice, without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
COLUMNS = ("doc_id", "segment_id", "paragraph", "start", "stop", "kind", "voice", "speaker", "basis")

_Row = tuple[int, int, int, str, str, str | None, str | None]  # paragraph, start, stop, kind, voice, speaker, basis


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

    columns = list(zip(*rows, strict=True)) if rows else [[]] * 7
    people = sorted({name for name in columns[5] if name})
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(np.asarray(ids, dtype="int64"), categories=names),
            "segment_id": np.asarray(numbers, dtype="int32"),
            "paragraph": np.asarray(columns[0], dtype="int32"),
            "start": np.asarray(columns[1], dtype="int32"),
            "stop": np.asarray(columns[2], dtype="int32"),
            "kind": pd.Categorical(columns[3], categories=KINDS),
            "voice": pd.Categorical(columns[4], categories=VOICES),
            "speaker": pd.Categorical(columns[5], categories=people),
            "basis": pd.Categorical(columns[6], categories=BASES),
        },
        columns=list(COLUMNS),
    )


def _intervals(voices: Voices) -> list[tuple[int, int, int, str, str, str | None, str | None]]:
    """(start, stop, depth, kind, voice, speaker, basis), outer before inner."""
    found: list[tuple[int, int, int, str, str, str | None, str | None]] = []
    for number, (start, stop) in enumerate(voices.paragraphs):
        kind = voices.whole.get(number, "text")
        found.append((start, stop, 0, kind, "apparatus" if kind in APPARATUS else "author", None, None))
    depths: list[int] = []
    inherited: list[str] = []
    for span in voices.spans:
        depths.append(depths[span.parent] + 1 if 0 <= span.parent < len(depths) else 1)
        number = voices.paragraph_of(span.start)
        outer = inherited[span.parent] if 0 <= span.parent < len(inherited) else found[number][4]
        voice = "quoted" if span.kind in QUOTED else "unknown" if span.kind == "stray" else outer
        voice = "apparatus" if outer == "apparatus" and voice != "unknown" else voice
        inherited.append(voice)
        if span.start < span.stop:
            found.append((span.start, span.stop, depths[-1], span.kind, voice, span.speaker, span.basis))
    found += [(piece.start, piece.stop, 99, piece.kind, "apparatus", None, None) for piece in voices.pieces]
    found.sort(key=lambda item: (item[0], item[2]))
    return found


def _tile(voices: Voices) -> Iterator[_Row]:
    """Flatten the nested intervals: each stretch belongs to the innermost one over it."""
    length = len(voices.text)
    flat: list[tuple[int, int, tuple[str, str, str | None, str | None]]] = []
    base = ("text", "author", None, None)
    stack: list[tuple[int, tuple[str, str, str | None, str | None]]] = [(length, base)]
    at = 0

    def advance(to: int) -> None:
        nonlocal at
        while stack and at < to:
            stop, payload = stack[-1]
            end = min(stop, to)
            if end > at:
                flat.append((at, end, payload))
                at = end
            if stop <= at and len(stack) > 1:
                stack.pop()
            elif end == to:
                break

    for start, stop, _, *payload in _intervals(voices):
        advance(start)
        while len(stack) > 1 and stack[-1][0] <= start:
            stack.pop()
        stop = min(stop, stack[-1][0])
        if stop > at:
            stack.append((stop, tuple(payload)))  # type: ignore[arg-type]
    advance(length)
    yield from _cut(voices, _merge(voices.text, flat))


def _merge(
    text: str, flat: list[tuple[int, int, tuple[str, str, str | None, str | None]]]
) -> Iterator[tuple[int, int, tuple[str, str, str | None, str | None]]]:
    """White space between paragraphs goes to what stands before it, unless that is quoted; like joins like."""
    held: tuple[int, int, tuple[str, str, str | None, str | None]] | None = None
    for start, stop, payload in flat:
        if held is not None and held[2] == payload and payload[0] == "text":
            held = (held[0], stop, payload)
            continue
        blank = payload[0] == "text" and text[start:stop].isspace()
        if blank and held is not None and held[2][1] == "apparatus" or blank and held and held[2][0] == "heading":
            held = (held[0], stop, held[2])
            continue
        if held is not None:
            yield held
        held = (start, stop, payload)
    if held is not None:
        yield held


def _cut(voices: Voices, flat: Iterator[tuple[int, int, tuple[str, str, str | None, str | None]]]) -> Iterator[_Row]:
    """Cut where a paragraph begins, so that no segment lies in two."""
    number = 0
    begins = [start for start, _ in voices.paragraphs][1:] + [len(voices.text)]
    for start, stop, payload in flat:
        while start < stop:
            end = min(stop, begins[number]) if number < len(begins) else stop
            if end > start:
                yield (number, start, end, *payload)
                start = end
            if number < len(begins) and start >= begins[number]:
                number += 1
