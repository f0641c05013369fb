"""Resampling of blocks: permutation of their labels and bootstrap of the blocks themselves.

Words come in bursts, so the block (a paragraph, a document, a shard) is the unit that is drawn, never the word.
All replicates of many types at once are two matrix products: labels × counts. The products run on whole
numbers held in float64, so that their sums are exact below 2**53 and do not depend on the order in which a
machine adds them. Work is cut into pieces of types, so that memory stays bounded whatever the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt
from scipy import sparse

from textstats.errors import InputError
from textstats.stats.contingency import Array

_PIECE = 2**19  # elements of a temporary (replicates × types); three float64 of these stay in a processor's cache


def draw_labels(n_blocks: int, n_target: int, n_permutations: int, seed: int | np.random.Generator) -> Array:
    """Random divisions of the blocks: rows of 0 and 1 with `n_target` ones each, float64.

    >>> draw_labels(4, 2, 3, seed=1).sum(axis=1)
    array([2., 2., 2.])
    """
    rng = np.random.default_rng(seed)
    order = np.argsort(rng.random((n_permutations, n_blocks), dtype=np.float32), axis=1, kind="stable")
    labels = np.zeros((n_permutations, n_blocks))
    np.put_along_axis(labels, order[:, :n_target], 1.0, axis=1)
    return labels


def all_labels(n_blocks: int, n_target: int) -> Array:
    """Every division of the blocks, a row of 0 and 1 for each, float64.

    >>> all_labels(3, 1)
    array([[1., 0., 0.],
           [0., 1., 0.],
           [0., 0., 1.]])
    """
    chosen = np.array(list(combinations(range(n_blocks), n_target)))
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
    smaller p than the chance that all blocks holding it fall on that side (see `least_p`): else the lengths of
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
    columns = sparse.csc_array(matrix)
    total = float(sizes.sum())
    m1 = (labels @ sizes)[:, None]
    m2 = total - m1
    c1, c2 = (n / (n - 1) if n > 1 else 1.0 for n in (n1, n2))
    a, b = c1 / m1**2, c2 / m2**2
    shrink = a * (n1 > 1) / n1 + b * (n2 > 1) / n2
    scale = (total / (m1 * m2)) ** 2
    p = np.empty(columns.shape[1])
    for piece in pieces(columns.shape[1], len(labels)):
        counts = columns[:, piece].toarray().astype(np.float64)
        residuals = counts * total - counts.sum(axis=0) * sizes[:, None]
        squares = residuals**2
        excess = labels @ residuals
        spread = labels @ squares
        # V1/M1² + V2/M2² with Σ₂e = −Σ₁e and Σ₂e² = Σe² − Σ₁e²; then D·|D| over it, which orders as T does
        spread *= a - b
        spread += squares.sum(axis=0) * b
        size = np.abs(excess)
        excess *= size
        size *= size
        size *= shrink
        spread -= size
        excess *= scale
        with np.errstate(invalid="ignore", divide="ignore"):
            excess /= spread
        width = np.abs(excess[0]) * 1e-9
        rest = excess[1:] if exact else excess
        above = (rest > excess[0] + width).sum(axis=0)
        least = (rest >= excess[0] - width).sum(axis=0)
        upper = (above + least) / (2 * len(rest))
        p[piece] = np.minimum(1.0, 2 * np.minimum(upper, 1 - upper))
    f1 = np.asarray(columns[np.flatnonzero(target)].sum(axis=0)).ravel()
    f = np.asarray(columns.sum(axis=0)).ravel()
    if (sizes != sizes[0]).any():
        holding = np.diff(columns.indptr)
        floor = np.where(f1 == f, side_chance(holding, n1, n2), np.where(f1 == 0, side_chance(holding, n2, n1), 0.0))
        p = np.maximum(p, floor)
    return np.where(f > 0, p, np.nan)


def _even(sizes: Array) -> Array:
    """Sizes that differ by a tenth at most, as windows do, taken as equal.

    Else windows of 201 tokens on one side and 197 on the other would break every tie the same way.
    """
    if sizes.min() > 0 and sizes.max() <= 1.1 * sizes.min():
        return np.full(len(sizes), np.round(sizes.mean()))
    return sizes


def side_chance(n_containing: npt.ArrayLike, n_side: int, n_other: int) -> Array:
    """Chance that all k blocks that hold a word fall on one side: C(n1, k)/C(n, k), n1 of n blocks on that side.

    If k > n1, the chance that the side consists of such blocks only, C(k, n1)/C(n, n1).
    """
    from scipy.special import gammaln

    k = np.asarray(n_containing, dtype=np.float64)
    n = n_side + n_other
    small, large = np.minimum(k, n_side), np.maximum(k, n_side)
    log_chance = gammaln(large + 1) - gammaln(large - small + 1) - gammaln(n + 1) + gammaln(n - small + 1)
    return np.asarray(np.exp(log_chance), dtype=np.float64)


def least_p(n_containing: npt.ArrayLike, n_target: int, n_reference: int, n_permutations: int) -> Array:
    """The smallest p that a word in so many blocks can reach: the chance that all of them fall on one side.

    The smaller of `side_chance` for both sides, but never less than 1/(n_permutations + 1). Tarone (1990).
    """
    both = np.minimum(
        side_chance(n_containing, n_target, n_reference), side_chance(n_containing, n_reference, n_target)
    )
    return np.minimum(1.0, np.maximum(both, 1 / (n_permutations + 1)))


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
