"""Intervals of the log ratio that know that words come in bursts.

The variance of a frequency between blocks is estimated on either side, but with nine blocks alone it is far
too shaky: each side's is averaged with that of both sides together, and is never less than that of independent
draws. docs/decisions/intervals.md compares the result with the bootstraps.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from textstats.stats.contingency import Array, log, ratio
from textstats.stats.effect_sizes import log_ratio


def residual_squares(matrix: sparse.csr_array, n_tokens: npt.ArrayLike) -> Array:
    """Σ (x − r·m)² over the blocks, for each type, with r its rate in these blocks. Sparse all the way."""
    sizes = np.asarray(n_tokens, dtype=np.float64)
    x = sparse.csr_array(matrix, dtype=np.float64)
    frequency = np.asarray(x.sum(axis=0)).ravel()
    squares = np.asarray(x.multiply(x).sum(axis=0)).ravel()
    rate = ratio(frequency, sizes.sum())
    return np.asarray(np.maximum(0.0, squares - 2 * rate * (x.T @ sizes) + rate**2 * (sizes**2).sum()))


def block_interval(
    target: sparse.csr_array,
    reference: sparse.csr_array,
    n_target: npt.ArrayLike,
    n_reference: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> tuple[Array, Array]:
    """Lower and upper bound of the log ratio of each type, from its spread over the blocks of both sides.

    Parameters
    ----------
    target, reference : csr_array, blocks × types
        Occurrences on either side.
    n_target, n_reference : arrays of tokens per block
    confidence : float

    Returns
    -------
    two arrays of n_types
        log ratio ± t·s. Where one side lacks the word, nothing limits the ratio that way (±inf), and the other
        bound is exact; NaN where both lack it, or where a side has fewer than two blocks.

    Notes
    -----
    v = n/(n−1)·Σ(x − r·m)² estimates the variance of f, with r the side's rate; φ = v/f its ratio to that of
    independent draws, on one side (φ1, φ2) and for both together, φ = (v1 + v2)/(f1 + f2). Then
    s² = φ1'/(f1 + ½) + φ2'/(f2 + ½) with φ1' = max(1, (φ1 + φ)/2), in units of ln², and t has the degrees of
    freedom of Welch and Satterthwaite. For a word of one side only, f hits there count as f/φ'' independent ones
    (Korn & Graubard 1998), φ'' = max(1, φ)·(t/z)² with t on all blocks less two, z normal; the share τ of that
    side among them is then at least tail^(1/(f/φ'')) (Clopper & Pearson 1934), and log2[(n2/n1)·τ/(1 − τ)] bounds
    the ratio.
    """
    from scipy.special import ndtri, stdtrit

    m1, m2 = np.asarray(n_target, dtype=np.float64), np.asarray(n_reference, dtype=np.float64)
    f1 = np.asarray(target.sum(axis=0), dtype=np.float64).ravel()
    f2 = np.asarray(reference.sum(axis=0), dtype=np.float64).ravel()
    if len(m1) < 2 or len(m2) < 2:
        undefined = np.full(len(f1), np.nan)
        return undefined, undefined.copy()
    v1 = len(m1) / (len(m1) - 1) * residual_squares(target, m1)
    v2 = len(m2) / (len(m2) - 1) * residual_squares(reference, m2)
    both = ratio(v1 + v2, f1 + f2)
    s1 = _inflation(v1, f1, both) / (f1 + 0.5)
    s2 = _inflation(v2, f2, both) / (f2 + 0.5)
    freedom = (s1 + s2) ** 2 / (s1**2 / (len(m1) - 1) + s2**2 / (len(m2) - 1))
    margin = -stdtrit(freedom, (1 - confidence) / 2) * np.sqrt(s1 + s2) / np.log(2)
    middle = log_ratio(f1, f2, m1.sum() - f1, m2.sum() - f2)
    tail = (1 - confidence) / 2
    least = np.maximum(1.0, both) * (stdtrit(len(m1) + len(m2) - 2, tail) / ndtri(tail)) ** 2
    share = tail ** ratio(least, f1 + f2)
    only = log(ratio(share, 1 - share))
    scale = np.log2(m2.sum() / m1.sum())
    low = np.select([f1 == 0, f2 == 0], [-np.inf, only + scale], middle - margin)
    high = np.select([f2 == 0, f1 == 0], [np.inf, scale - only], middle + margin)
    nowhere = f1 + f2 == 0
    return np.where(nowhere, np.nan, low), np.where(nowhere, np.nan, high)


def _inflation(variance: Array, frequency: Array, both: Array) -> Array:
    own = np.where(frequency > 0, ratio(variance, frequency), both)
    return np.maximum(1.0, (own + both) / 2)
