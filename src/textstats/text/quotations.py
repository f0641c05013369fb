"""Quotations of a corpus as a table, what a person should look at, and how much of each text is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textstats.text.documents import Corpus, Document
from textstats.text.names import people_of
from textstats.text.overrides import Override, apply_overrides, complain, read_overrides
from textstats.text.speakers import name_speakers
from textstats.text.token_rule import words
from textstats.text.voices import Voices, read_voices

if TYPE_CHECKING:
    import pandas as pd

Overrides = str | Path | Mapping[str, Any] | None


def read_corpus_voices(corpus: Corpus, *, overrides: Overrides = None) -> Iterator[tuple[Document, Voices]]:
    """Each document with its spans, speakers named from the whole corpus, overrides applied.

    Raises
    ------
    CodebookError
        If overrides are malformed or no longer match, with all faults of all documents.
    """
    decisions: dict[str, list[Override]] = {}
    if overrides is not None:
        for override in read_overrides(overrides, corpus):
            decisions.setdefault(override.doc_id, []).append(override)
    people = people_of(document.text for document in corpus)

    def read(document: Document) -> Voices:
        voices = read_voices(document.text)
        name_speakers(voices, people)
        return voices

    # Documents with decisions come first, so that all faults are known before the first answer.
    settled = {}
    faults = []
    for doc_id, chosen in decisions.items():
        if doc_id in corpus:
            settled[doc_id] = read(corpus[doc_id])
            faults += apply_overrides(settled[doc_id], chosen)
    complain(str(overrides) if isinstance(overrides, str | Path) else "overrides", faults)
    for document in corpus:
        known = document.doc_id in settled
        yield document, settled.pop(document.doc_id) if known else read(document)


def quotations(corpus: Corpus, *, overrides: Overrides = None) -> pd.DataFrame:
    """Every span in marks and every block, one row each, nested ones too.

    Segments tile a text, so that a nested quotation divides the outer one; here each span is whole.

    Parameters
    ----------
    corpus : Corpus
    overrides : path or mapping, optional
        As in `segment`.

    Returns
    -------
    DataFrame
        `doc_id`, `span_id` (from 0 in each document), `start`, `stop` (without the marks), `kind` (inline,
        block, scare, title, stray), `speaker`, `basis` (missing where nobody is named), `parent` (`span_id`
        of the enclosing span, -1 where there is none), in text order, an outer span before what it holds.

    Examples
    --------
    >>> from textstats.text.documents import Corpus, Document
    >>> frame = quotations(Corpus([Document("d", 'He said, "She cried \\'No!\\' and fled."')]))
    >>> frame[["start", "stop", "kind", "parent"]].values.tolist()
    [[10, 35, 'inline', -1], [21, 24, 'inline', 0]]
    """
    import numpy as np
    import pandas as pd

    rows: list[tuple[int, int, int, int, str, str | None, str | None, int]] = []
    for number, (_, voices) in enumerate(read_corpus_voices(corpus, overrides=overrides)):
        order = sorted(range(len(voices.spans)), key=lambda i: (voices.spans[i].start, -voices.spans[i].stop, i))
        new = {old: place for place, old in enumerate(order)}
        for place, old in enumerate(order):
            span = voices.spans[old]
            parent = new[span.parent] if span.parent >= 0 else -1
            rows.append((number, place, span.start, span.stop, span.kind, span.speaker, span.basis, parent))
    columns: list[Any] = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(8)]
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(columns[0], categories=pd.Index(corpus.ids, dtype=object)),
            "span_id": np.asarray(columns[1], dtype="int32"),
            "start": np.asarray(columns[2], dtype="int32"),
            "stop": np.asarray(columns[3], dtype="int32"),
            "kind": pd.Categorical(columns[4]),
            "speaker": pd.Categorical(columns[5]),
            "basis": pd.Categorical(columns[6]),
            "parent": np.asarray(columns[7], dtype="int32"),
        }
    )


def review(segments: pd.DataFrame) -> pd.DataFrame:
    """What a person should look at: marks without a partner, and what hangs on them.

    Parameters
    ----------
    segments : DataFrame
        As from `segment`.

    Returns
    -------
    DataFrame
        The rows of kind `stray`, and each quotation that begins right behind one (its closing mark is missing
        and a rule has ended it), with the columns of `segments` and a `reason`.
    """
    stray = (segments["kind"] == "stray").to_numpy()
    held = segments["voice"].isin(["quoted"]).to_numpy()
    behind = stray.copy()
    behind[1:] = stray[:-1] & held[1:] & (segments["stop"].to_numpy()[:-1] == segments["start"].to_numpy()[1:])
    behind[:1] = False
    found = segments[stray | behind].copy()
    ended = behind[stray | behind]
    found["reason"] = ["closing mark missing; ended by rule" if b else "mark without a partner" for b in ended]
    return found.reset_index(drop=True)


def quoted_share(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """How much of each document is somebody else's words.

    Parameters
    ----------
    corpus : Corpus
    segments : DataFrame
        As from `segment` of the same corpus.

    Returns
    -------
    DataFrame
        One row per document: `doc_id`, `n_tokens`, `n_quoted`, `n_unknown`, `n_apparatus` (tokens, as `tokenize`
        counts them), `quoted_share` (quoted over all, 0 to 1; NaN for a text without words).

    Examples
    --------
    >>> from textstats.text.documents import Corpus, Document
    >>> from textstats.text.segments import segment
    >>> corpus = Corpus([Document("d", 'He said: "We knew it."')])
    >>> quoted_share(corpus, segment(corpus))["quoted_share"].tolist()
    [0.6]
    """
    import numpy as np
    import pandas as pd

    rows = []
    for document in corpus:
        own = segments[segments["doc_id"] == document.doc_id]
        starts = own["start"].to_numpy()
        spoken = own["voice"].astype(str).to_numpy()
        at = np.array([start for start, _ in words(document.text)], dtype=np.int64)
        voice = spoken[np.searchsorted(starts, at, side="right") - 1] if len(at) else np.array([], dtype=object)
        n = {name: int((voice == name).sum()) for name in ("quoted", "unknown", "apparatus")}
        share = n["quoted"] / len(at) if len(at) else float("nan")
        rows.append((document.doc_id, len(at), n["quoted"], n["unknown"], n["apparatus"], share))
    names = ["doc_id", "n_tokens", "n_quoted", "n_unknown", "n_apparatus", "quoted_share"]
    return pd.DataFrame(rows, columns=names)
