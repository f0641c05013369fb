"""Fitting over chunks of a corpus, wherever they lie: each pass is a map over chunks and a sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from textstats.errors import InputError
from textstats.topics.factors import TINY, Array, code, fold_in, normalised

if TYPE_CHECKING:
    from textstats.topics.model import TopicModel

Mapper = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
SWEEPS = 8


def fit_chunks(
    model: TopicModel,
    chunks: Sequence[Any],
    *,
    n_passes: int = 10,
    mapper: Mapper = map,
    progress: Callable[[int, int], None] | None = None,
) -> TopicModel:
    """Fit a model to documents that are too many for one matrix.

    The topics start from the first `warm_up` documents and are then improved in `n_passes` passes over all of them. A
    pass asks each chunk for sums of the size topics × words, and adds these up in order: the same topics to rounding
    error (1e-10) however the documents are cut and wherever the chunks are worked on.

    Parameters
    ----------
    model : TopicModel
        Its parameters are used; it is not changed.
    chunks : sequence of matrices, Counts, or functions
        Documents × words, all with the same columns; a function without arguments is called where the chunk is worked
        on and returns it (so that a chunk can be read there).
    n_passes : int
        Passes over all chunks after the start.
    mapper : callable
        Applies a function to every chunk, in order, as `map` does: `mapper=threads(4)` here, or on a Dask cluster
        `mapper=lambda work, parts: client.gather(client.map(work, parts))`.
    progress : callable, optional
        Called with (passes done, passes in all).

    Returns
    -------
    TopicModel
        A fitted copy.

    Examples
    --------
    >>> from textstats.topics import TopicModel
    >>> parts = [np.array([[3, 2, 0, 0], [0, 0, 2, 3]]), np.array([[2, 3, 0, 0], [0, 0, 3, 1]])]
    >>> fit_chunks(TopicModel(2), parts).transform(parts[0]).round(1).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    from sklearn.base import clone

    if len(chunks) == 0:
        raise InputError("chunks must hold at least one matrix; got none.")
    if n_passes < 0:
        raise InputError(f"n_passes must be at least 0; got {n_passes!r}.")
    fitted: TopicModel = clone(model)
    taken = _first(chunks, fitted.warm_up)
    fitted.fit(taken)
    if hasattr(chunks[0], "types"):
        fitted.feature_names_in_ = chunks[0].types.to_numpy(dtype=object)
    sizes = list(mapper(_describe, chunks))
    n_documents = sum(size[0] for size in sizes)
    frequency = np.sum([size[1] for size in sizes], axis=0)
    words = np.sum([size[2] for size in sizes], axis=0)
    inverse = np.log((1.0 + n_documents) / (1.0 + frequency)) + 1.0
    topics = fitted._factors[1]
    share_prior = fitted.share_prior
    for done in range(n_passes):
        if fitted.method == "nmf":
            sums = list(mapper(partial(code_chunk, topics=topics, inverse=inverse), chunks))
            gram, cross = (np.sum([part[i] for part in sums], axis=0) for i in (0, 1))
            topics = code(cross, gram, topics, SWEEPS)
        else:
            work = partial(expect_chunk, topics=fitted.word_probability_, prior=share_prior)
            fitted._keep(np.sum(list(mapper(work, chunks)), axis=0), words)
        if progress is not None:
            progress(done + 1, n_passes)
    if fitted.method == "nmf":
        fitted._factors = (fitted._factors[0][:0], topics)
        work = partial(expect_chunk, topics=normalised(topics), prior=share_prior)
        fitted._keep(np.sum(list(mapper(work, chunks)), axis=0), words)
    return fitted


def threads(n_jobs: int) -> Mapper:
    """A mapper on `n_jobs` threads of this machine, for `fit_chunks`."""
    from joblib import Parallel, delayed

    def apply(work: Callable[[Any], Any], parts: Sequence[Any]) -> list[Any]:
        return list(Parallel(n_jobs=n_jobs, prefer="threads")(delayed(work)(part) for part in parts))

    return apply


def expect_chunk(chunk: Any, *, topics: Array, prior: float) -> Array:
    """Expected topic-by-word counts of the documents of a chunk."""
    return fold_in(_matrix(chunk), topics, prior=prior)[1]


def code_chunk(chunk: Any, *, topics: Array, inverse: Array) -> tuple[Array, Array]:
    """Sums that move the topics of NMF: shares × shares and shares × weighted words."""
    counts = _matrix(chunk)
    weights = sparse.csr_matrix(counts.multiply(inverse[None, :]))
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    weights.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(weights.indptr))
    own = topics @ topics.T
    near = np.ascontiguousarray((weights @ topics.T).T)
    shares = code(near, own, near / np.maximum(own.sum(axis=0), TINY)[:, None], SWEEPS)
    return shares @ shares.T, np.asarray((weights.T @ shares.T).T)


def _describe(chunk: Any) -> tuple[int, Array, Array]:
    """Documents, documents that hold each word, and occurrences of each word."""
    counts = _matrix(chunk)
    return (
        int(counts.shape[0]),
        np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float64),
        np.asarray(counts.sum(axis=0), dtype=np.float64).ravel(),
    )


def _first(chunks: Sequence[Any], n: int) -> sparse.csr_matrix:
    """The first n documents of all chunks."""
    taken: list[sparse.csr_matrix] = []
    for chunk in chunks:
        room = n - sum(int(part.shape[0]) for part in taken)
        if room <= 0:
            break
        taken.append(_matrix(chunk)[:room])
    return sparse.csr_matrix(sparse.vstack(taken, format="csr"))


def _matrix(chunk: Any) -> sparse.csr_matrix:
    from textstats.topics.matching import as_matrix

    read = sparse.csr_matrix(as_matrix(chunk() if callable(chunk) else chunk), dtype=np.float64)
    read.sum_duplicates()
    read.eliminate_zeros()
    return read
