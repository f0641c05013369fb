"""Intervals of the log ratio that know that words come in bursts.

A frequency that comes in bursts tells less than its size: its effective count is f/φ, where φ is its variance
between blocks over that of independent draws. With effective counts the exact interval for the ratio of two
rates holds (Korn & Graubard 1998 do the same for proportions from cluster samples). docs/decisions/intervals.md
compares it with the bootstraps.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from textstats.stats.contingency import Array, log, ratio


def residual_squares(matrix: sparse.csr_array, n_tokens: npt.ArrayLike) -> Array:
    """Σ (x − r·m)² over the blocks, for each type, with r its rate in these blocks. Sparse all the way."""
    sizes = np.asarray(n_tokens, dtype=np.float64)
    x = sparse.csr_array(matrix, dtype=np.float64)
    frequency = np.asarray(x.sum(axis=0)).ravel()
    squares = np.asarray(x.multiply(x).sum(axis=0)).ravel()
    rate = ratio(frequency, sizes.sum())
    return np.maximum(0.0, squares - 2 * rate * (x.T @ sizes) + rate**2 * (sizes**2).sum())


def rate_ratio_interval(
    f1: Array, f2: Array, n1: float, n2: float, inflation: npt.ArrayLike, freedom: float, *, confidence: float = 0.95
) -> tuple[Array, Array]:
    """Interval of log2 of the ratio of two rates, from effective counts.

    The conditional interval of Clopper and Pearson for τ = f1/(f1 + f2), with both counts divided by
    `inflation` × (t/z)² (t with `freedom` degrees of freedom, z normal, both at `confidence`), turned into
    log2[(n2/n1)·τ/(1 − τ)]. A bound that nothing limits is ±inf; NaN where the word is on neither side.
    """
    from scipy.special import betaincinv, ndtri, stdtrit

    tail = (1 - confidence) / 2
    shrink = np.asarray(inflation, dtype=np.float64) * (stdtrit(freedom, tail) / ndtri(tail)) ** 2
    a, b = f1 / shrink, f2 / shrink
    some_a, some_b = np.where(a > 0, a, 1.0), np.where(b > 0, b, 1.0)
    lower = betaincinv(some_a, b + 1, tail)
    mirrored = betaincinv(some_b, a + 1, tail)
    scale = log(n2 / n1)
    low = np.where(a > 0, log(ratio(lower, 1 - lower)) + scale, -np.inf)
    high = np.where(b > 0, log(ratio(1 - mirrored, mirrored)) + scale, np.inf)
    nowhere = f1 + f2 == 0
    return np.where(nowhere, np.nan, low), np.where(nowhere, np.nan, high)


def block_interval(
    target: sparse.csr_array,
    reference: sparse.csr_array,
    n_target: npt.ArrayLike,
    n_reference: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> tuple[Array, Array]:
    """Lower and upper bound of the log ratio of each type, from its spread over the blocks of both sides.

    φ = Σ over both sides of n/(n−1)·Σ(x − r·m)², over f1 + f2, but at least 1; t with the blocks of both sides
    less two degrees of freedom. NaN where a side has fewer than two blocks.
    """
    m1, m2 = np.asarray(n_target, dtype=np.float64), np.asarray(n_reference, dtype=np.float64)
    f1 = np.asarray(target.sum(axis=0), dtype=np.float64).ravel()
    f2 = np.asarray(reference.sum(axis=0), dtype=np.float64).ravel()
    if len(m1) < 2 or len(m2) < 2:
        undefined = np.full(len(f1), np.nan)
        return undefined, undefined.copy()
    spread = len(m1) / (len(m1) - 1) * residual_squares(target, m1)
    spread += len(m2) / (len(m2) - 1) * residual_squares(reference, m2)
    inflation = np.maximum(1.0, np.where(f1 + f2 > 0, ratio(spread, f1 + f2), 1.0))
    return rate_ratio_interval(
        f1, f2, float(m1.sum()), float(m2.sum()), inflation, len(m1) + len(m2) - 2, confidence=confidence
    )
