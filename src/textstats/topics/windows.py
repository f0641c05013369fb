"""In how many windows words stand, alone and together: exact counts that add up over parts of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError, one_of

VARIANTS = ("exact", "gensim")
CHUNK = 100_000  # tokens counted at a time


@dataclass(frozen=True, eq=False)
class Cooccurrence:
    """In how many windows each word, and each pair of words, stands.

    Attributes
    ----------
    matrix : scipy.sparse.csr_array, n_types × n_types, int64
        Windows that hold both words; on the diagonal, windows that hold the word.
    types : pandas.Index
        The words.
    n_windows : int
        All windows, those without any of the words included.
    window : int or None
        Tokens in a window; None is the whole document.
    variant : {"exact", "gensim"}
        How windows were counted.

    Notes
    -----
    Counts of parts of a corpus are added with `+` (or `sum`): documents are never split over a window, so the
    counts of two sets of documents are those of their union, whole numbers, in any order.
    """

    matrix: sparse.csr_array
    types: pd.Index
    n_windows: int
    window: int | None
    variant: str = "exact"

    def __add__(self, other: Cooccurrence) -> Cooccurrence:
        if not isinstance(other, Cooccurrence):
            return NotImplemented
        if (self.window, self.variant) != (other.window, other.variant) or not self.types.equals(other.types):
            raise InputError(
                "cooccurrences must have the same types, window and variant to be added; got "
                f"window {self.window} and {other.window}, variant {self.variant!r} and {other.variant!r}, "
                f"{len(self.types)} and {len(other.types)} types. Hint: give types= when counting the parts."
            )
        total = sparse.csr_array(self.matrix + other.matrix)
        return Cooccurrence(total, self.types, self.n_windows + other.n_windows, self.window, self.variant)

    def __radd__(self, other: object) -> Cooccurrence:
        return self if other == 0 else NotImplemented


def cooccurrence(
    tokens: pd.DataFrame | Iterable[Sequence[str]],
    *,
    types: Iterable[str] | None = None,
    window: int | None = 10,
    by: str = "type",
    variant: str = "exact",
    n_jobs: int = 1,
) -> Cooccurrence:
    """Count the windows in which words stand together.

    A window of `window` tokens slides over each document one token at a time; a document that is shorter is one
    window. A word that stands twice in a window counts once.

    Parameters
    ----------
    tokens : DataFrame or iterable of documents
        One row per token in text order with `doc_id` and the column `by`; or documents as sequences of words.
    types : iterable of str, optional
        The words to count, by default all. Other tokens keep their places in the windows.
    window : int or None
        Tokens in a window; None is the whole document.
    by : str
        The column of `tokens` to count.
    variant : {"exact", "gensim"}
        "gensim" repeats a slip of that package: when a token leaves the window, its word is taken for gone even
        if it stands there a second time. For comparison with published values alone.
    n_jobs : int
        Threads; the counts are whole numbers and do not depend on it.

    Returns
    -------
    Cooccurrence

    Raises
    ------
    InputError
        If an argument breaks its rule.

    Examples
    --------
    >>> pairs = cooccurrence([["a", "b", "a", "c"]], window=2)
    >>> pairs.n_windows, pairs.matrix.toarray().tolist()
    (3, [[3, 2, 1], [2, 2, 0], [1, 0, 1]])
    """
    one_of("variant", variant, VARIANTS)
    if window is not None and (isinstance(window, bool) or not isinstance(window, (int, np.integer)) or window < 1):
        raise InputError(f"window must be at least 1 token, or None for the whole document; got {window!r}.")
    words, lengths = _documents(tokens, by)
    if types is None:
        codes, found = pd.factorize(words)
        order = np.argsort(found, kind="stable")
        rank = np.empty(len(found), dtype=np.int64)
        rank[order] = np.arange(len(found))
        index = pd.Index(found[order], name=by)
        codes = rank[codes] if len(found) else codes
    else:
        index = pd.Index(pd.unique(np.asarray(list(types), dtype=object)), name=by)
        codes = index.get_indexer(pd.Index(words, dtype=object))
    stops = np.cumsum(lengths)
    cuts = np.unique(np.searchsorted(stops, np.arange(CHUNK, max(int(stops[-1]) if len(stops) else 0, 1), CHUNK)))
    edges = [0, *[int(c) for c in cuts if 0 < c < len(lengths)], len(lengths)]
    parts = [
        (codes[(stops[a - 1] if a else 0) : (stops[b - 1] if b else 0)], lengths[a:b])
        for a, b in pairwise(edges)
        if b > a
    ]
    total = sparse.csr_array((len(index), len(index)), dtype=np.int64)
    n_windows = 0
    for part, n in _each(parts, n_jobs, len(index), window, variant):
        total, n_windows = total + part, n_windows + n
    return Cooccurrence(sparse.csr_array(total), index, n_windows, window, variant)


def _each(
    parts: list[tuple[np.ndarray, np.ndarray]], n_jobs: int, n_types: int, window: int | None, variant: str
) -> list[tuple[sparse.csr_array, int]]:
    if n_jobs == 1 or len(parts) < 2:
        return [_count(codes, lengths, n_types, window, variant) for codes, lengths in parts]
    from joblib import Parallel, delayed

    runner = Parallel(n_jobs=n_jobs, prefer="threads")
    return list(runner(delayed(_count)(codes, lengths, n_types, window, variant) for codes, lengths in parts))


def _documents(tokens: pd.DataFrame | Iterable[Sequence[str]], by: str) -> tuple[np.ndarray, np.ndarray]:
    """All words in order, and the number of them in each document."""
    if isinstance(tokens, pd.DataFrame):
        for name in ("doc_id", by):
            one_of("column", name, map(str, tokens.columns))
        documents = pd.factorize(tokens["doc_id"])[0]
        order = np.argsort(documents, kind="stable")
        return tokens[by].astype(object).to_numpy()[order], np.bincount(documents[order])
    if isinstance(tokens, str):
        raise InputError("tokens must be a frame or documents as lists of words; got a string.")
    lists = [list(document) for document in tokens]
    flat = np.array([word for document in lists for word in document], dtype=object)
    return flat, np.array([len(document) for document in lists], dtype=np.int64)


def _count(
    codes: np.ndarray, lengths: np.ndarray, n_types: int, window: int | None, variant: str
) -> tuple[sparse.csr_array, int]:
    """Pair counts of whole documents.

    A token stands in a run of consecutive windows. Between two neighbouring ends of such runs the set of words
    is constant, so that stretch is one row, weighted by its length: far fewer rows than windows.
    """
    lengths = lengths.astype(np.int64)
    size = np.maximum(lengths, 1) if window is None else np.full(len(lengths), window, dtype=np.int64)
    n_windows = np.where(lengths > 0, np.maximum(lengths - size + 1, 1), 0 if variant == "exact" else 1)
    first = np.concatenate(([0], np.cumsum(n_windows)[:-1])).astype(np.int64)
    total = int(n_windows.sum())
    document = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    wanted = codes >= 0
    word, document, place = codes[wanted].astype(np.int64), document[wanted], place[wanted]
    if len(word) == 0:
        return sparse.csr_array((n_types, n_types), dtype=np.int64), total
    start = np.maximum(place - size[document] + 1, 0)
    leave = place
    if variant == "gensim":
        longest = int(lengths.max()) + 1
        same = (document * n_types + word) * longest
        keys = np.sort(same + place)
        leave = keys[np.searchsorted(keys, same + start)] - same
    stop = np.minimum(leave + 1, n_windows[document])
    start, stop = start + first[document], stop + first[document]
    bounds = np.unique(np.concatenate((start, stop)))
    weight = np.diff(np.append(bounds, total))
    low, high = np.searchsorted(bounds, start), np.searchsorted(bounds, stop)
    spans = high - low
    rows = np.arange(int(spans.sum())) - np.repeat(np.cumsum(spans) - spans, spans) + np.repeat(low, spans)
    shape = (len(bounds), n_types)
    present = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, np.repeat(word, spans))), shape=shape)
    present.sum_duplicates()
    present.data[:] = 1
    weighted = present.copy()
    weighted.data = np.repeat(weight, np.diff(present.indptr))
    return sparse.csr_array(present.T @ weighted), total
