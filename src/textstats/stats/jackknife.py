"""The delete-one-block jackknife: how much a figure depends on any one passage.

For figures that a bootstrap distorts. Drawing paragraphs with replacement repeats some and so adds tokens
without new words: every measure of diversity falls. Leaving one paragraph out repeats nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def join_blocks(labels: np.ndarray, limit: int) -> np.ndarray:
    """Numbers 0 … g−1 of at most `limit` blocks; neighbours are joined where there are more.

    >>> join_blocks(np.array([7, 7, 8, 9, 9]), 2).tolist()
    [0, 0, 1, 1, 1]
    """
    _, first, codes = np.unique(labels, return_index=True, return_inverse=True)
    order = np.empty(len(first), dtype=np.int64)
    order[np.argsort(first, kind="stable")] = np.arange(len(first))
    codes = order[codes]
    if len(first) <= limit:
        return codes
    sizes = np.bincount(codes)
    middle = np.cumsum(sizes) - sizes / 2
    joined = np.minimum((middle * limit / sizes.sum()).astype(np.int64), limit - 1)
    return np.unique(joined[codes], return_inverse=True)[1]


def jackknife(
    statistic: Callable[[np.ndarray], np.ndarray], blocks: np.ndarray, *, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Values, standard errors and interval of several figures of one text.

    Parameters
    ----------
    statistic : function
        From a boolean mask over the tokens (those kept) to an array of figures.
    blocks : array of int
        Block of each token, 0 … g−1.
    confidence : float
        Of the interval, which is symmetric: value ± t(g − 1) × standard error.

    Returns
    -------
    value, standard_error, low, high : arrays
        The last three are NaN with fewer than 2 blocks and where the figure is undefined without some block.

    Notes
    -----
    The delete-m_j jackknife for blocks of unequal size: h_j = N / m_j, pseudo-values h_j θ − (h_j − 1) θ₍₋ⱼ₎,
    θ_J = g θ − Σ (1 − m_j / N) θ₍₋ⱼ₎, variance (1/g) Σ (pseudo-value_j − θ_J)² / (h_j − 1).

    References
    ----------
    Busing, F., Meijer, E. & van der Leeden, R. (1999). Delete-m jackknife for unequal m. Statistics and
    Computing 9, 3–8.
    """
    from scipy.stats import t

    sizes = np.bincount(blocks)
    g, n = len(sizes), len(blocks)
    value = np.asarray(statistic(np.ones(n, dtype=bool)), dtype=float)
    unknown = np.full_like(value, np.nan)
    if g < 2:
        return value, unknown, unknown.copy(), unknown.copy()
    without = np.array([statistic(blocks != j) for j in range(g)], dtype=float)
    h = (n / sizes)[:, None]
    pseudo = h * value - (h - 1) * without
    centre = g * value - ((1 - 1 / h) * without).sum(axis=0)
    error = np.sqrt(((pseudo - centre) ** 2 / (h - 1)).mean(axis=0))
    reach = t.ppf(0.5 + confidence / 2, g - 1) * error
    return value, error, value - reach, value + reach
