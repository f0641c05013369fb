"""How topics are found: factorisation of the TF-IDF matrix, EM for latent Dirichlet allocation, and seeds."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer

from textstats.errors import InputError
from textstats.topics.factors import TINY, Array, fold_in, normalised, svd_start

SMALL = 250_000  # cells up to which a dense matrix is faster


def factorise(
    counts: sparse.csr_matrix, n_topics: int, *, tol: float, max_iter: int, planted: Array | None, strength: float
) -> tuple[Array, Array, int]:
    """Frobenius NMF of the TF-IDF matrix from the SVD start: weights, topics and passes made.

    Seeds enter as extra documents that hold the seed words alone and belong to their topic at the start.
    """
    matrix = sparse.csr_matrix(TfidfTransformer().fit_transform(counts))
    n = matrix.shape[0]
    if planted is None:
        shares, topics = svd_start(matrix, n_topics)
    else:
        near = matrix @ planted.T
        held = np.asarray((near.T @ matrix) / np.maximum(near.sum(axis=0), TINY)[:, None])
        like = matrix @ (held / np.maximum(np.linalg.norm(held, axis=1, keepdims=True), TINY)).T
        rest = np.clip(1.0 - like.max(axis=1) / max(float(like.max()), TINY), 0.0, 1.0)  # what the seeds leave over
        shares, topics = svd_start(sparse.csr_matrix(matrix.multiply(rest[:, None])), max(n_topics - len(planted), 1))
        shares = np.hstack([like, shares])[:, :n_topics]
        topics = np.vstack([planted * np.linalg.norm(held, axis=1, keepdims=True) + held, topics])[:n_topics]
        weight = np.sqrt(strength * max(n / n_topics, 1.0))
        extra = np.zeros((len(planted), n_topics))
        extra[np.arange(len(planted)), np.arange(len(planted))] = weight
        matrix = sparse.csr_matrix(sparse.vstack([matrix, sparse.csr_matrix(planted * weight)]))
        shares = np.vstack([shares, extra])
    work = matrix.astype(np.float32)  # half the memory traffic, the same topics
    solver = NMF(n_topics, init="custom", solver="cd", tol=tol, max_iter=max_iter)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # n_iter_ == max_iter says it
        shares = solver.fit_transform(
            work.toarray() if work.shape[0] * work.shape[1] <= SMALL else work,
            W=np.ascontiguousarray(shares, dtype=np.float32),
            H=np.ascontiguousarray(topics, dtype=np.float32),
        )
    return np.asarray(shares[:n], np.float64), np.asarray(solver.components_, np.float64), int(solver.n_iter_)


def maximise(
    counts: sparse.csr_matrix,
    topics: Array,
    *,
    word_prior: float,
    share_prior: float,
    tol: float,
    max_iter: int,
    planted: Array | None,
    strength: float,
) -> tuple[Array, Array, int]:
    """MAP-EM of latent Dirichlet allocation from these topics: shares, expected counts and passes made."""
    extra = np.zeros_like(topics)
    if planted is not None:
        extra[: len(planted)] = planted * strength * counts.sum() / len(topics) * 0.1
    level = normalised(topics + 1e-3 / topics.shape[1])
    shares = np.full((counts.shape[0], len(topics)), 1.0 / len(topics))
    expected, passes, change = topics, 0, np.inf
    while passes < max_iter and change >= 10 * tol:
        passes += 1
        shares, expected = fold_in(counts, level, prior=share_prior, start=shares, n_iter=3)
        fresh = normalised(expected + extra + word_prior)
        change = float(np.abs(fresh - level).sum() / len(topics))
        level = fresh
    return shares, np.asarray(expected + extra), passes


def seed_rows(seeds: Sequence[Sequence[str | int]], names: np.ndarray, n_topics: int) -> Array:
    """One row of unit length per seeded topic, positive at its words."""
    if isinstance(seeds, str) or len(seeds) > n_topics:
        raise InputError(f"seeds must hold at most n_topics = {n_topics} lists of words; got {seeds!r}.")
    index = pd.Index(names)
    rows = np.zeros((len(seeds), len(names)))
    missing: list[str | int] = []
    for i, words in enumerate(seeds):
        if isinstance(words, str) or len(words) == 0:
            raise InputError(f"seeds[{i}] must be a list of at least one word; got {words!r}.")
        place = index.get_indexer(pd.Index(list(words)))
        missing += [word for word, at in zip(words, place, strict=True) if at < 0]
        rows[i, place[place >= 0]] = 1.0
    if missing:
        raise InputError(f"seeds must be words of the counts; not among them: {missing[:10]}.")
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float64)


def split_words(counts: sparse.csr_matrix) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Every other distinct word of each document, in a fixed shuffle: what is shown and what is hidden."""
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    key = np.random.default_rng(0).random(counts.nnz)
    order = np.lexsort((key, rows))
    rank = np.empty(counts.nnz, dtype=np.int64)
    rank[order] = np.arange(counts.nnz) - np.repeat(counts.indptr[:-1], np.diff(counts.indptr))
    shown, hidden = counts.copy(), counts.copy()
    shown.data = np.where(rank % 2 == 0, counts.data, 0.0)
    hidden.data = np.where(rank % 2 == 1, counts.data, 0.0)
    shown.eliminate_zeros()
    hidden.eliminate_zeros()
    return shown, hidden
