"""Resampling of blocks: permutation of their labels and bootstrap of the blocks themselves.

Words come in bursts, so the block (a paragraph, a document, a shard) is the unit that is drawn, never the word.
All replicates of many types at once are two matrix products: labels × counts. The products run on whole
numbers held in float64, so that their sums are exact below 2**53 and do not depend on the order in which a
machine adds them. Work is cut into pieces of types, so that memory stays bounded whatever the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator

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

    If the blocks are exchangeable the test is exact. If the two sides differ in the length of their blocks or
    in how bursty the word is there, it is still right in the limit, for the statistic is studentised: the excess
    of the target over the pooled rate, D = Σ e with e = x − (f/N)·m over the target's blocks (x occurrences,
    m tokens), divided by its standard error from the same residuals of either side,
    T = D·(1/M1 + 1/M2) / √(S1/M1² + S2/M2²), S = Σ e². p = (1 + #{|T*| ≥ |T|}) / (1 + n_permutations).
    Janssen (1997); Chung & Romano (2013); Phipson & Smyth (2010).

    Parameters
    ----------
    matrix : csr_array, blocks × types
        Occurrences in the blocks of both sides.
    n_tokens : array of n_blocks
        Tokens of each block.
    in_target : boolean array of n_blocks
        Which blocks are the target's; both sides need at least one.
    n_permutations : int
        Random divisions of the blocks (the observed one is added).
    seed : int or Generator

    Returns
    -------
    array of n_types
        NaN for a type that never occurs.
    """
    target = np.asarray(in_target, dtype=bool)
    sizes = _even(np.asarray(n_tokens, dtype=np.float64))
    if target.all() or not target.any():
        raise InputError("in_target must leave at least one block on either side.")
    labels = np.vstack([target.astype(np.float64), draw_labels(len(target), int(target.sum()), n_permutations, seed)])
    columns = sparse.csc_array(matrix)
    p = np.empty(columns.shape[1])
    m1 = labels @ sizes
    total = float(sizes.sum())
    a, b = (1 / m1**2)[:, None], (1 / (total - m1) ** 2)[:, None]
    for piece in pieces(columns.shape[1], len(labels)):
        counts = columns[:, piece].toarray().astype(np.float64)
        residuals = counts * total - counts.sum(axis=0) * sizes[:, None]
        squares = residuals**2
        excess = labels @ residuals
        spread = labels @ squares
        # S1/M1² + S2/M2², with S2 = S − S1; then D² over it (the factor (1/M1 + 1/M2)² is (N/(M1·M2))²)
        spread *= a - b
        spread += squares.sum(axis=0) * b
        excess *= excess
        excess *= total**2 * a * b
        with np.errstate(invalid="ignore", divide="ignore"):
            excess /= spread
        p[piece] = (excess >= excess[0] * (1 - 1e-9)).sum(axis=0) / len(labels)
        p[piece][counts.sum(axis=0) == 0] = np.nan
    return p


def _even(sizes: Array) -> Array:
    """Sizes that differ by a tenth at most, as windows do, taken as equal (whole numbers all the same).

    Else windows of 201 tokens on one side and 197 on the other would break every tie the same way.
    """
    if sizes.min() > 0 and sizes.max() <= 1.1 * sizes.min():
        return np.full(len(sizes), np.round(sizes.mean()))
    return sizes


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


def least_p(n_containing: npt.ArrayLike, n_target: int, n_reference: int, n_permutations: int) -> Array:
    """The smallest p that a word in so many blocks can reach: the chance that all of them fall on one side.

    With k blocks holding the word and n1 of n blocks the target's, C(n1, k)/C(n, k) (or, if k > n1, the chance
    that the target consists of such blocks only, C(k, n1)/C(n, n1)); the smaller of both sides, but never less
    than 1/(n_permutations + 1). Tarone (1990).
    """
    from scipy.special import gammaln

    k = np.asarray(n_containing, dtype=np.float64)
    n = n_target + n_reference

    def chance(side: int) -> Array:
        small, large = np.minimum(k, side), np.maximum(k, side)
        log_p = gammaln(large + 1) - gammaln(large - small + 1) - gammaln(n + 1) + gammaln(n - small + 1)
        return np.asarray(np.exp(log_p), dtype=np.float64)

    both = np.minimum(chance(n_target), chance(n_reference))
    return np.minimum(1.0, np.maximum(both, 1 / (n_permutations + 1)))
