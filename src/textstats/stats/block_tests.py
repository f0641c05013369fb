"""Tests that compare the rates of single blocks: Mann–Whitney and Welch, a column of results for each type.

Small blocks weigh as much as large ones here, and blocks without the word tie; the permutation test of
`keyness` does without both faults. Offered for comparison with other programs.
"""

from __future__ import annotations

import numpy as np

from textstats.stats.contingency import Array, ratio


def rank_sum(x: Array, y: Array) -> Array:
    """Sum of the ranks of `x` (blocks × types) among both samples, ties at mid-rank.

    Mann & Whitney (1947); Kilgarriff (2001: 247).
    """
    from scipy.stats import rankdata

    return np.asarray(rankdata(np.vstack([x, y]), axis=0)[: len(x)].sum(axis=0), dtype=np.float64)


def mann_whitney_u(x: Array, y: Array) -> Array:
    """Pairs of blocks in which the target's rate is higher, ties counting half: 0 … blocks × blocks."""
    return rank_sum(x, y) - len(x) * (len(x) + 1) / 2


def mann_whitney_p(x: Array, y: Array) -> Array:
    """Two-sided p of U by the normal approximation with ties and continuity corrected."""
    from scipy.stats import mannwhitneyu

    if len(x) == 0 or len(y) == 0:
        return np.full(x.shape[1], np.nan)
    varies = np.ptp(np.vstack([x, y]), axis=0) > 0
    p = np.full(x.shape[1], np.nan)
    if varies.any():
        p[varies] = mannwhitneyu(x[:, varies], y[:, varies], method="asymptotic", axis=0).pvalue
    return p


def _welch(x: Array, y: Array) -> tuple[Array, Array]:
    if len(x) < 2 or len(y) < 2:
        undefined = np.full(x.shape[1], np.nan)
        return undefined, undefined
    a, b = x.var(axis=0, ddof=1) / len(x), y.var(axis=0, ddof=1) / len(y)
    freedom = ratio((a + b) ** 2, a**2 / (len(x) - 1) + b**2 / (len(y) - 1))
    return ratio(x.mean(axis=0) - y.mean(axis=0), np.sqrt(a + b)), freedom


def welch_t(x: Array, y: Array) -> Array:
    """Welch's t of the blocks' rates, positive if the target's mean is higher; NaN with fewer than two blocks."""
    return _welch(x, y)[0]


def welch_p(x: Array, y: Array) -> Array:
    """Two-sided p of Welch's t with Welch–Satterthwaite degrees of freedom."""
    from scipy.special import stdtr

    t, freedom = _welch(x, y)
    return np.asarray(2 * stdtr(freedom, -np.abs(t)), dtype=np.float64)


BLOCK_TESTS = {
    "mann_whitney_u": mann_whitney_u,
    "mann_whitney_p": mann_whitney_p,
    "welch_t": welch_t,
    "welch_p": welch_p,
}
