"""Resampling of blocks: permutation of their labels and bootstrap of the blocks themselves.

Words come in bursts, so the block (a paragraph, a document, a shard) is the unit that is drawn, never the word.
All replicates of many types at once are two matrix products. They run on whole numbers held in float64, whose
sums are exact below 2**53 and do not depend on the order in which a machine adds. Work is cut into pieces of types
and chunks of replicates that stay in a processor's cache, so that memory stays bounded whatever the vocabulary.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from math import comb
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from textstats.errors import InputError
from textstats.stats.contingency import Array

_PIECE = 2**18  # elements of a temporary (replicates × types), 2 MB in float64
_CHUNK = 2**11  # permutations at once
_LARGE = 2**26  # elements in all above which threads pay


def draw_labels(n_blocks: int, n_target: int, n_permutations: int, seed: int | np.random.Generator) -> Array:
    """Random divisions of the blocks: rows of 0 and 1 with `n_target` ones each, float64.

    >>> draw_labels(4, 2, 3, seed=1).sum(axis=1)
    array([2., 2., 2.])
    """
    rng = np.random.default_rng(seed)
    order = rng.random((n_permutations, n_blocks))
    last = np.partition(order, n_target - 1, axis=1)[:, n_target - 1 : n_target]
    return (order <= last).astype(np.float64)


def all_labels(n_blocks: int, n_target: int) -> Array:
    """Every division of the blocks, a row of 0 and 1 for each, float64.

    >>> all_labels(3, 1)
    array([[1., 0., 0.],
           [0., 1., 0.],
           [0., 0., 1.]])
    """
    chosen = np.array(list(itertools.combinations(range(n_blocks), n_target)))
    labels = np.zeros((len(chosen), n_blocks))
    np.put_along_axis(labels, chosen, 1.0, axis=1)
    return labels


def draw_weights(n_blocks: int, n_bootstraps: int, seed: int | np.random.Generator) -> Array:
    """How often each block is drawn in each bootstrap sample: rows that add up to `n_blocks`, float64.

    >>> draw_weights(5, 2, seed=1).sum(axis=1)
    array([5., 5.])
    """
    rng = np.random.default_rng(seed)
    drawn = rng.integers(n_blocks, size=(n_bootstraps, n_blocks))
    drawn += np.arange(n_bootstraps)[:, None] * n_blocks
    weights = np.bincount(drawn.ravel(), minlength=n_bootstraps * n_blocks)
    return weights.reshape(n_bootstraps, n_blocks).astype(np.float64)


def pieces(n_types: int, n_replicates: int) -> Iterator[slice]:
    """Slices of the types such that replicates × types stays within the memory of one piece."""
    width = max(1, _PIECE // max(1, n_replicates))
    for start in range(0, n_types, width):
        yield slice(start, min(start + width, n_types))


def bootstrap_frequencies(
    matrix: sparse.csr_array, n_bootstraps: int, seed: int | np.random.Generator
) -> Iterator[tuple[slice, Array]]:
    """Frequencies of all types in bootstrap samples of the blocks (rows) of `matrix`, in pieces of types.

    Yields
    ------
    slice, array of shape (n_bootstraps, types of the slice)
        Whole numbers in float64. Every piece belongs to the same samples.
    """
    weights = draw_weights(matrix.shape[0], n_bootstraps, seed)
    columns = matrix.tocsc()
    for piece in pieces(matrix.shape[1], n_bootstraps):
        yield piece, weights @ columns[:, piece].toarray().astype(np.float64)


def permutation_p(
    matrix: sparse.csr_array,
    n_tokens: npt.ArrayLike,
    in_target: npt.ArrayLike,
    *,
    n_permutations: int = 9999,
    seed: int | np.random.Generator = 1917,
) -> Array:
    """Two-sided p of each type for a difference in rate, by permuting which blocks are the target's.

    If the blocks are exchangeable the test is exact but for ties. If the two sides differ in the length of
    their blocks or in how bursty the word is there, it is still right in the limit, for the statistic is
    studentised (Janssen 1997; Chung & Romano 2013).

    Parameters
    ----------
    matrix : csr_array, blocks × types
        Occurrences in the blocks of both sides.
    n_tokens : array of n_blocks
        Tokens of each block.
    in_target : boolean array of n_blocks
        Which blocks are the target's; both sides need at least one.
    n_permutations : int
        Random divisions of the blocks. If there are no more divisions than that, all are visited instead.
    seed : int or Generator

    Returns
    -------
    array of n_types
        NaN for a type that never occurs.

    Notes
    -----
    With x occurrences among the m tokens of a block, f of N tokens in all, residuals e = x − (f/N)·m, and n, M
    blocks and tokens of a side: D = Σ e over the target, T = D / √(V1/M1² + V2/M2²) up to a constant factor
    1/M1 + 1/M2, V = n/(n−1)·(Σ e² − (Σ e)²/n). p = 2·min(P(T* ≥ T), P(T* ≤ T)), the observed division among
    the T*, ties counted half (Lancaster 1961). Where block sizes differ, a word of one side only gets no
    smaller p than the chance that all blocks holding it fall on that side: else the lengths of
    blocks without the word would decide.
    """
    target = np.asarray(in_target, dtype=bool)
    sizes = _even(np.asarray(n_tokens, dtype=np.float64))
    n1 = int(target.sum())
    n2 = len(target) - n1
    if n1 == 0 or n2 == 0:
        raise InputError("in_target must leave at least one block on either side.")
    exact = comb(len(target), n1) <= n_permutations
    drawn = all_labels(len(target), n1) if exact else draw_labels(len(target), n1, n_permutations, seed)
    labels = np.vstack([target.astype(np.float64), drawn])
    plan = _plan(labels, sizes, n1, n2)
    words = sparse.csr_array(sparse.csr_array(matrix).T, dtype=np.int64)
    words.eliminate_zeros()
    frequency = np.asarray(words.sum(axis=1), dtype=np.float64).ravel()

    def tested(piece: slice) -> Array:
        return _tails(words[piece], frequency[piece], sizes, plan, exact)

    found = _each_piece(tested, list(pieces(len(frequency), _CHUNK)), len(frequency) * len(labels))
    p = np.concatenate(found) if found else np.empty(0)
    if (sizes != sizes[0]).any():
        f1 = words @ target.astype(np.int64)
        holding = np.diff(words.indptr).astype(np.float64)
        on_target, on_reference = _all_on_one_side(holding, n1, n2), _all_on_one_side(holding, n2, n1)
        p = np.maximum(p, np.select([f1 == frequency, f1 == 0], [on_target, on_reference], 0.0))
    return np.where(frequency > 0, p, np.nan)


class _Chunk(NamedTuple):
    """What some divisions of the blocks contribute to every word's statistic; columns are divisions."""

    labels: Array  # blocks × divisions, 1 in the target
    weights: Array  # blocks × divisions: a = c1/M1² in the target, b = c2/M2² elsewhere, times (M1·M2/N)²
    shrink: Array  # what (Σ e)²/n takes off, per D²


def _plan(labels: Array, sizes: Array, n1: int, n2: int) -> list[_Chunk]:
    """The divisions in chunks, the observed one first and in a chunk of its own."""
    total = sizes.sum()
    m1 = labels @ sizes
    m2 = total - m1
    c1, c2 = (n / (n - 1) if n > 1 else 1.0 for n in (n1, n2))
    scale = (m1 * m2 / total) ** 2
    a, b = c1 / m1**2 * scale, c2 / m2**2 * scale
    # a trace of the uncentred sum stays, so that rounding cannot turn a spread of 0 negative
    shrink = (1 - 1e-6) * (a * (n1 > 1) / n1 + b * (n2 > 1) / n2)
    weights = np.where(labels > 0, a[:, None], b[:, None])
    edges = [0, *range(1, len(labels), _CHUNK), len(labels)]
    return [_Chunk(labels[i:j].T.copy(), weights[i:j].T.copy(), shrink[i:j]) for i, j in itertools.pairwise(edges)]


def _tails(words: sparse.csr_array, frequency: Array, sizes: Array, plan: list[_Chunk], exact: bool) -> Array:
    """Equal-tailed p of some words (rows), ties half; the first chunk is the observed division."""
    residuals = words.toarray() * sizes.sum() - np.multiply.outer(frequency, sizes)  # N·e, in whole numbers
    squares = residuals**2
    shape = words.shape
    above, least, count = np.zeros(shape[0]), np.zeros(shape[0]), 0
    observed = margin = np.empty((shape[0], 1))
    for number, chunk in enumerate(plan):
        excess = residuals @ chunk.labels
        spread = squares @ chunk.weights
        # in place: D·|D| over V1/M1² + V2/M2², which orders as T does
        size = np.abs(excess)
        excess *= size
        size *= size
        size *= chunk.shrink
        spread -= size
        with np.errstate(invalid="ignore", divide="ignore"):
            excess /= spread
        if number == 0:
            observed, margin = excess, np.abs(excess) * 1e-9
        if number > 0 or not exact:
            above += np.count_nonzero(excess > observed + margin, axis=1)
            least += np.count_nonzero(excess >= observed - margin, axis=1)
            count += excess.shape[1]
    upper = (above + least) / (2 * count)
    p = np.minimum(1.0, 2 * np.minimum(upper, 1 - upper))
    p[~residuals.any(axis=1)] = 1.0  # the same rate in every block: nothing to test
    return np.asarray(p)


def _each_piece(work: Callable[[slice], Array], parts: list[slice], size: int) -> list[Array]:
    """Results in order; a thread a processor where there is work for more than a second."""
    with single_threaded():
        if size < _LARGE:
            return [work(part) for part in parts]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(work, parts))


def single_threaded() -> AbstractContextManager[object]:
    """Hold the BLAS to one thread.

    Its own threads spin and fight: they make small products slower as soon as anything else runs.
    """
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
    return limits


def _even(sizes: Array) -> Array:
    """Sizes that differ by a tenth at most, as windows do, taken as equal.

    Else windows of 201 tokens on one side and 197 on the other would break every tie the same way.
    """
    if sizes.min() > 0 and sizes.max() <= 1.1 * sizes.min():
        return np.full(len(sizes), np.round(sizes.mean()))
    return sizes


def _all_on_one_side(n_containing: Array, n_side: int, n_other: int) -> Array:
    """Chance that all k blocks that hold a word fall on a side of n1 blocks among n: C(n1, k)/C(n, k), k ≤ n1."""
    from scipy.special import gammaln

    k, n = np.minimum(n_containing, n_side), n_side + n_other
    return np.asarray(np.exp(gammaln(n_side + 1) - gammaln(n_side - k + 1) - gammaln(n + 1) + gammaln(n - k + 1)))


def least_p(matrix: sparse.csr_array, n_target: int, n_permutations: int) -> Array:
    """The smallest p that each type can reach, by the counts of its blocks alone.

    At best the target holds the n1 blocks with the highest counts, or the lowest. Of the C(n, n1) divisions
    C(t, t1) are as extreme as that, where t blocks have the count at the edge and t1 of them are the target's.
    p is their share, the smaller of both, but at least 1/(n_permutations + 1) unless all divisions are visited.
    Tarone (1990).

    >>> least_p(sparse.csr_array([[1], [0], [0], [0]]), 2, 9999).round(6).tolist()
    [0.5]
    """
    from scipy.special import gammaln

    n = matrix.shape[0]
    columns = sparse.csc_array(matrix)
    least = np.ones(columns.shape[1])
    divisions = comb(n, n_target)
    for piece in pieces(columns.shape[1], n):
        ranked = np.sort(columns[:, piece].toarray(), axis=0)
        for ordered, n_above in ((ranked[::-1], np.greater), (ranked, np.less)):
            edge = ordered[n_target - 1]
            t = (ranked == edge).sum(axis=0)
            t1 = n_target - n_above(ranked, edge).sum(axis=0)
            log_ways = gammaln(t + 1) - gammaln(t1 + 1) - gammaln(t - t1 + 1)
            log_all = gammaln(n + 1) - gammaln(n_target + 1) - gammaln(n - n_target + 1)
            least[piece] = np.minimum(least[piece], np.exp(log_ways - log_all))
    return least if divisions <= n_permutations else np.maximum(least, 1 / (n_permutations + 1))


def benjamini_hochberg(p_values: npt.ArrayLike) -> Array:
    """False-discovery rate at which each test would just be called: Benjamini & Hochberg (1995), step-up.

    The family is every p that is not NaN; NaN stays NaN.

    >>> benjamini_hochberg([0.01, 0.04, 0.03, float("nan")]).round(3)
    array([0.03, 0.04, 0.04,  nan])
    """
    p = np.asarray(p_values, dtype=np.float64)
    q = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    stepped = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum(1.0, np.minimum.accumulate(stepped[::-1])[::-1])
    return q
