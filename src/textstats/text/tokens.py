"""Tokens: one row per word, in text order, with its place and with who is speaking.

The token rule is applied once to each distinct chunk of the corpus (see `token_rule`); everything else is array work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from textstats.errors import InputError
from textstats.text.chunks import ChunkTable
from textstats.text.paragraphs import paragraphs
from textstats.text.sentences import sentence_starts_of
from textstats.text.token_rule import type_of

if TYPE_CHECKING:
    from textstats.text.documents import Corpus, Document

VOICES = ("author", "quoted", "unknown", "apparatus")
COLUMNS = (
    "doc_id",
    "paragraph",
    "sentence",
    "position",
    "start",
    "stop",
    "token",
    "type",
    "voice",
    "speaker",
    "kind",
)
_NUMBERS = ("paragraph", "sentence", "position", "start", "stop")
_NEEDED = ("doc_id", "start", "stop", "kind", "voice", "speaker")


class CorpusKey(str):
    """The checksum of a corpus that still leads back to it.

    Equal to the plain checksum and stored as one; copies of a frame share it, so `concordance(tokens, …)` finds the
    text. What was written to disk and read again holds the plain checksum, and then the corpus has to be given.
    """

    corpus: Corpus

    def __new__(cls, corpus: Corpus) -> CorpusKey:
        """Make the key of `corpus`."""
        key = super().__new__(cls, corpus.checksum)
        key.corpus = corpus
        return key

    def __deepcopy__(self, memo: dict[int, Any]) -> CorpusKey:
        return self

    def __copy__(self) -> CorpusKey:
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def tokenize(corpus: Corpus, segments: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per word token, with who is speaking.

    A word is what the token rule says (`textstats.text.token_rule.RULES`); what has neither a letter nor a digit is
    none. Paragraphs bound sentences; a quotation does not: a sentence may change its voice midway.

    Parameters
    ----------
    corpus : Corpus
        The texts.
    segments : DataFrame, optional
        Who speaks where, from `segment(corpus)`. Without it, `segment(corpus)` is called with its defaults, so that
        quoted words are never counted as the author's.

    Returns
    -------
    DataFrame
        A row per token, in text order; text columns are categorical, numbers int32.

        - `doc_id`; `paragraph`, `sentence`, `position`: ordinals that start at 0 in each document.
        - `start`, `stop`: half-open code-point offsets; `text[start:stop] == token`, always.
        - `token`: as written. `type`: as counted (see `type_of`).
        - `voice`: author, quoted, unknown or apparatus; `speaker`: missing where nobody is named; `kind`: of segment.

        A token belongs to the segment in which it starts; one that runs into a note number or a page reference is cut
        there ("power12" with the note 12). `attrs["corpus"]` is the checksum of the corpus.

    Raises
    ------
    InputError
        If a column of `segments` is missing, or the segments of a document do not tile its text.

    Examples
    --------
    >>> from textstats.text.documents import Corpus, Document
    >>> corpus = Corpus([Document("a", "The U.S. economy didn’t grow.")])
    >>> segments = pd.DataFrame({"doc_id": ["a"], "start": [0], "stop": [29], "kind": ["text"], "voice": ["author"],
    ...                          "speaker": [None]})
    >>> tokenize(corpus, segments)[["start", "stop", "token", "type"]]
       start  stop    token     type
    0      0     3      The      the
    1      4     8     U.S.     u.s.
    2      9    16  economy  economy
    3     17    23   didn’t   didn't
    4     24    28     grow     grow
    """
    if segments is None:
        from textstats.text.segments import segment

        segments = segment(corpus)
    missing = [name for name in _NEEDED if name not in segments.columns]
    if missing:
        raise InputError(f"segments must have the columns of segment(corpus); missing {missing}.")
    numbered = segments[["doc_id", "start", "stop", "voice"]].assign(row=np.arange(len(segments)))
    by_document = {str(name): rows for name, rows in numbered.groupby("doc_id", sort=False, observed=True)}
    table = ChunkTable()
    voices, kinds, speakers = _labels(segments)
    parts: dict[str, list[np.ndarray]] = {name: [] for name in (*_NUMBERS, "doc_id", "token", "segment")}
    for number, document in enumerate(corpus):
        rows = by_document.get(document.doc_id)
        if rows is None and document.text:
            raise InputError(
                f"segments must cover every document; {document.doc_id!r} has none. Hint: use segment(corpus)."
            )
        part = _document(document, table, rows)
        parts["doc_id"].append(np.full(len(part["start"]), number, dtype=np.int32))
        for name, values in part.items():
            parts[name].append(values)
    columns = {name: np.concatenate(values) if values else np.empty(0, np.int32) for name, values in parts.items()}
    return _frame(columns, corpus, table, voices, kinds, speakers)


def _labels(segments: pd.DataFrame) -> tuple[pd.Categorical, pd.Categorical, pd.Categorical]:
    voices = pd.Categorical(segments["voice"].astype(object), categories=list(VOICES))
    return voices, pd.Categorical(segments["kind"].astype(object)), pd.Categorical(segments["speaker"].astype(object))


def _frame(
    columns: dict[str, np.ndarray],
    corpus: Corpus,
    table: ChunkTable,
    voices: pd.Categorical,
    kinds: pd.Categorical,
    speakers: pd.Categorical,
) -> pd.DataFrame:
    """The frame, its text columns categorical and their categories sorted."""
    where = columns["segment"]
    tokens, token_codes = _sorted_categories(table.tokens, columns["token"])
    types = [type_of(token) for token in tokens]
    type_of_token, distinct = pd.factorize(np.array(types, dtype=object), sort=True)
    data: dict[str, Any] = {
        "doc_id": pd.Categorical.from_codes(columns["doc_id"], categories=pd.Index(corpus.ids, dtype=object)),
        **{name: columns[name].astype(np.int32, copy=False) for name in _NUMBERS},
        "token": pd.Categorical.from_codes(token_codes, categories=pd.Index(tokens, dtype=object)),
        "type": pd.Categorical.from_codes(
            type_of_token[token_codes].astype(np.int32), categories=pd.Index(distinct, dtype=object)
        ),
    }
    for name, labels in (("voice", voices), ("speaker", speakers), ("kind", kinds)):
        data[name] = pd.Categorical.from_codes(labels.codes[where], dtype=labels.dtype)
    frame = pd.DataFrame(data, columns=list(COLUMNS))
    frame.attrs["corpus"] = CorpusKey(corpus)
    return frame


def _sorted_categories(names: list[str], codes: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The names that occur, sorted by code point, and the codes that point to them."""
    used = np.unique(codes)
    order = sorted(used.tolist(), key=names.__getitem__)
    rank = np.zeros(len(names), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return [names[i] for i in order], rank[codes]


def _document(document: Document, table: ChunkTable, rows: pd.DataFrame | None) -> dict[str, np.ndarray]:
    text = document.text
    numbers, chunk_starts = table.read(text)
    starts, stops, ids = table.words(numbers, chunk_starts)
    blocks = paragraphs(text)
    paragraph_starts = np.array([a for a, _ in blocks], dtype=np.int64)
    sentence_starts = sentence_starts_of(text, blocks, numbers, chunk_starts, table)
    segment = np.zeros(0, dtype=np.int64)
    if rows is not None:
        starts, stops, ids, segment = _in_segments(text, starts, stops, ids, rows, table)
    return {
        "paragraph": _ordinal(starts, paragraph_starts),
        "sentence": _ordinal(starts, sentence_starts),
        "position": np.arange(len(starts), dtype=np.int32),
        "start": starts.astype(np.int32),
        "stop": stops.astype(np.int32),
        "token": ids.astype(np.int32),
        "segment": segment,
    }


def _ordinal(starts: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    return (np.searchsorted(bounds, starts, side="right") - 1).astype(np.int32)


def _in_segments(
    text: str,
    starts: np.ndarray,
    stops: np.ndarray,
    ids: np.ndarray,
    rows: pd.DataFrame,
    table: ChunkTable,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The row of `segments` in which each token starts; tokens that run into apparatus are cut there."""
    bounds = rows["start"].to_numpy(dtype=np.int64)
    order = np.argsort(bounds, kind="stable")
    bounds = bounds[order]
    limits = rows["stop"].to_numpy(dtype=np.int64)[order]
    if bounds[0] != 0 or limits[-1] != len(text) or not np.array_equal(bounds[1:], limits[:-1]):
        raise InputError(
            f"segments of {rows['doc_id'].iloc[0]!r} must tile its text, from 0 to {len(text)}; they leave a gap or "
            "overlap. Hint: use segment(corpus), or add rows for the rest."
        )
    apparatus = (rows["voice"].astype(object).to_numpy() == "apparatus")[order]
    here = np.maximum(np.searchsorted(bounds, starts, side="right") - 1, 0)
    there = np.maximum(np.searchsorted(bounds, stops - 1, side="right") - 1, 0)
    crossing = np.flatnonzero((here != there) & (apparatus[here] | apparatus[there]))
    if len(crossing):
        starts, stops, ids = _cut(text, starts, stops, ids, crossing, bounds, table)
        here = np.maximum(np.searchsorted(bounds, starts, side="right") - 1, 0)
    return starts, stops, ids, rows["row"].to_numpy(dtype=np.int64)[order][here]


def _cut(
    text: str,
    starts: np.ndarray,
    stops: np.ndarray,
    ids: np.ndarray,
    crossing: np.ndarray,
    bounds: np.ndarray,
    table: ChunkTable,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tokens cut at the segment bounds inside them; a piece without a letter or digit is left out."""
    pieces = []
    for i in crossing.tolist():
        a, b = int(starts[i]), int(stops[i])
        inner = bounds[(bounds > a) & (bounds < b)].tolist()
        for left, right in zip([a, *inner], [*inner, b], strict=True):
            if any(c.isalnum() for c in text[left:right]):
                pieces.append((left, right, table.token(text[left:right])))
    keep = np.ones(len(starts), dtype=bool)
    keep[crossing] = False
    extra = np.array(pieces, dtype=np.int64).reshape(-1, 3)
    joined = np.column_stack([starts, stops, ids])[keep]
    joined = np.concatenate([joined, extra])
    joined = joined[np.argsort(joined[:, 0], kind="stable")]
    return joined[:, 0], joined[:, 1], joined[:, 2]
