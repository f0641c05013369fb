"""The numbers inside a topic model: a deterministic start, the fold-in and the streaming updates.

Nothing here knows words or documents, only non-negative matrices. Every sum over documents is a sum over
chunks, so that chunks may be worked on anywhere and added in order.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

Array = NDArray[np.float64]

TINY = 1e-300
N_FOLD = 16
ENTRIES = 30_000  # non-zero cells worked on at a time: keeps the temporary arrays inside the cache


def normalised(rows: Array) -> Array:
    """Rows divided by their sums; a row of zeros becomes uniform."""
    sums = rows.sum(axis=1, keepdims=True)
    return np.asarray(np.where(sums > 0, rows / np.maximum(sums, TINY), 1.0 / rows.shape[1]), dtype=np.float64)


def chunks(matrix: sparse.csr_matrix, entries: int = ENTRIES) -> Iterator[slice]:
    """Consecutive row ranges of about `entries` non-zero cells; they depend on the matrix alone."""
    first: int = 0
    n_rows: int = int(matrix.shape[0])
    while first < n_rows:
        reach = int(np.searchsorted(matrix.indptr, matrix.indptr[first] + entries, side="right")) - 1
        last = min(max(reach, first + 1), n_rows)
        yield slice(first, last)
        first = last


def svd_start(matrix: sparse.csr_matrix, k: int) -> tuple[Array, Array]:
    """Non-negative start from the singular vectors (NNDSVD), the same on every machine and for every seed.

    The Lanczos iteration starts from a fixed vector of ones and signs are settled by the larger side, so
    nothing is drawn. Where k exceeds the rank that can be had, the missing topics start from single columns.

    References
    ----------
    Boutsidis & Gallopoulos (2008), SVD based initialization, Pattern Recognition 41, 1350-1362.
    """
    n_rows, n_columns = matrix.shape
    rank = min(k, min(n_rows, n_columns))
    left, values, right = _leading(matrix, rank)
    shares, topics = np.zeros((n_rows, k)), np.zeros((k, n_columns))
    for i in range(rank):
        u, v = left[:, i], right[i]
        sides = [(np.maximum(s * u, 0.0), np.maximum(s * v, 0.0)) for s in (1.0, -1.0)]
        sizes = [float(np.linalg.norm(a) * np.linalg.norm(b)) for a, b in sides]
        best = int(sizes[1] > sizes[0])
        if sizes[best] <= 0:
            continue
        a, b = sides[best]
        scale = np.sqrt(values[i] * sizes[best])
        shares[:, i], topics[i] = scale * a / np.linalg.norm(a), scale * b / np.linalg.norm(b)
    level = float(matrix.mean()) / max(k, 1)
    for spare in np.flatnonzero(topics.sum(axis=1) == 0):
        topics[spare, spare % n_columns] = np.sqrt(level)
        shares[:, spare] = np.sqrt(level)
    return shares, topics


def _leading(matrix: sparse.csr_matrix, rank: int) -> tuple[Array, Array, Array]:
    """The first singular vectors, in descending order of their values; those of value 0 are zeros."""
    side = min(matrix.shape)
    if side > 500 and rank < side:
        left, values, right = svds(matrix, rank, v0=np.ones(side))
        order = np.argsort(-values, kind="stable")
        return left[:, order], values[order], right[order]
    wide = matrix.shape[0] <= matrix.shape[1]
    rows = matrix if wide else sparse.csr_matrix(matrix.T)
    squares, vectors = np.linalg.eigh((rows @ rows.T).toarray())
    order = np.argsort(-squares, kind="stable")[:rank]
    values, vectors = np.sqrt(np.maximum(squares[order], 0.0)), vectors[:, order]
    found = values > 1e-7 * max(float(values[0]), TINY)
    others = np.where(found, np.asarray(rows.T @ vectors) / np.where(found, values, 1.0), 0.0)
    values, vectors = np.where(found, values, 0.0), np.where(found, vectors, 0.0)
    return (vectors, values, others.T) if wide else (others, values, vectors.T)


def fold_in(
    counts: sparse.csr_matrix,
    topics: Array,
    *,
    prior: Array | float = 0.0,
    start: Array | None = None,
    n_iter: int = N_FOLD,
) -> tuple[Array, Array]:
    """Shares of fixed topics in documents by multinomial EM, and the expected topic-by-word counts.

    Each document's Kullback-Leibler divergence from its mixture falls at every step; documents do not
    influence each other. `prior` is added to the expected topic counts (Dirichlet parameter minus 1).

    Returns
    -------
    shares (documents × topics, rows sum to 1) and expected counts (topics × words).
    """
    n, k = counts.shape[0], topics.shape[0]
    words = np.ascontiguousarray(topics.T)
    held = words.sum(axis=1) > 0  # a word that no topic holds says nothing
    shares = np.full((n, k), 1.0 / k) if start is None else start.copy()
    expected = np.zeros((counts.shape[1], k))
    for rows in chunks(counts):
        part = counts[rows]
        data = part.data * held[part.indices]
        ratio = sparse.csr_matrix((data.copy(), part.indices, part.indptr), shape=part.shape)
        number = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
        at = words[part.indices]
        theta = shares[rows]
        for _ in range(n_iter):
            np.divide(data, np.einsum("ij,ij->i", theta[number], at) + TINY, out=ratio.data)
            theta = theta * (ratio @ words) + prior
            sums = theta.sum(axis=1, keepdims=True)
            theta /= np.where(sums > 0, sums, 1.0)
        empty = theta.sum(axis=1) <= 0
        theta[empty] = shares[rows][empty]
        np.divide(data, np.einsum("ij,ij->i", theta[number], at) + TINY, out=ratio.data)
        expected += ratio.T @ theta
        shares[rows] = theta
    return shares, expected.T * topics


def code(cross: Array, gram: Array, start: Array, n_sweeps: int) -> Array:
    """Non-negative least squares by coordinate descent: topics × documents."""
    weights = start.copy()
    for _ in range(n_sweeps):
        for j in range(len(gram)):
            if gram[j, j] > 0:
                step = (cross[j] - gram[j] @ weights) / gram[j, j]
                np.maximum(weights[j] + step, 0.0, out=weights[j])
    return weights
