"""Effect sizes of keyness: how much more often, not how surely.

Every function takes the four observed cells (see `contingency`): the word in the target O11 and in the
reference O12, all other words O21 and O22. Positive (or above 1 for a ratio) means more frequent in the target.
A quotient over 0 is inf, 0/0 is NaN.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textstats.errors import InputError, one_of
from textstats.stats.contingency import Array, cells, log, minus, ratio

Like = npt.ArrayLike


def log_ratio(O11: Like, O12: Like, O21: Like, O22: Like, *, smoothing: float = 0.5) -> Array:
    """How many doublings more frequent in the target: 1 is twice, 2 four times, −1 half as frequent.

    log2[(O11 + ½)/(C1 + ½)] − log2[(O12 + ½)/(C2 + ½)]; finite also for a word of one side only.
    Walter (1975); Evert (2022).

    >>> round(float(log_ratio(10, 0, 1167, 341805)), 3)
    12.574
    """
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    s = smoothing
    return minus(log(ratio(o11 + s, o11 + o21 + s)), log(ratio(o12 + s, o12 + o22 + s)))


def log_ratio_hardie(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Log ratio without smoothing, but with 0 replaced by ½: log2[(O11/C1)/(O12/C2)].

    NaN where the word is on neither side. Hardie (2014).
    """
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    value = log(ratio(np.maximum(o11, 0.5), o11 + o21)) - log(ratio(np.maximum(o12, 0.5), o12 + o22))
    return np.where(o11 + o12 > 0, value, np.nan)


def log_ratio_conservative(
    O11: Like, O12: Like, O21: Like, O22: Like, *, confidence: float = 0.95, family: int = 1
) -> Array:
    """The log ratio that is certain at the least, if words were independent draws.

    The bound nearer 0 of the two-sided exact conditional interval of log2(rate ratio), 0 where the interval
    holds 0. The interval is Clopper–Pearson's for τ = O11/(O11 + O12) at level (1 − confidence)/`family`
    (Bonferroni), turned into log2[(C2/C1)·τ/(1 − τ)]. NaN where the word is on neither side. Evert (2022).
    """
    if not 0 < confidence < 1:
        raise InputError(f"confidence must lie between 0 and 1; got {confidence}.")
    if family < 1:
        raise InputError(f"family must be at least 1; got {family}.")
    from scipy.special import betaincinv

    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    tail = (1 - confidence) / 2 / family
    scale = log(ratio(o12 + o22, o11 + o21))
    # log2(τ/(1−τ)); for the upper bound by the mirrored quantile, so that nothing cancels near τ = 1
    lower = betaincinv(np.maximum(o11, 0.5), o12 + 1, tail)
    low = log(ratio(lower, 1 - lower))
    mirrored = betaincinv(np.maximum(o12, 0.5), o11 + 1, tail)
    high = log(ratio(1 - mirrored, mirrored))
    low = np.where(o11 > 0, low + scale, -np.inf)
    high = np.where(o12 > 0, high + scale, np.inf)
    value = np.where(low > 0, low, np.where(high < 0, high, 0.0))
    return np.where(o11 + o12 > 0, value, np.nan)


def relative_risk(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Ratio of the two rates, (O11/C1)/(O12/C2); 1 = the same, inf for a word of the target only."""
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    return ratio(ratio(o11, o11 + o21), ratio(o12, o12 + o22))


def percent_difference(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """%DIFF, the difference of the rates in per cent of the reference's: 100·(p1 − p2)/p2.

    −100 … inf; 0 = the same. Gabrielatos & Marchi (2011).
    """
    return 100 * (relative_risk(O11, O12, O21, O22) - 1)


def odds_ratio(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Sample odds ratio, O11·O22 / (O12·O21); 1 = the same. Pojanapunya & Todd (2016)."""
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    return ratio(o11 * o22, o12 * o21)


def difference_coefficient(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """(p1 − p2)/(p1 + p2): −1 reference only, 0 the same, 1 target only. Hofland & Johansson (1982: 14)."""
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    p1, p2 = ratio(o11, o11 + o21), ratio(o12, o12 + o22)
    return ratio(p1 - p2, p1 + p2)


def simple_maths(O11: Like, O12: Like, O21: Like, O22: Like, *, constant: float = 100, per: float = 1e6) -> Array:
    """Ratio of the rates with a constant added to both: (per·p1 + k)/(per·p2 + k).

    A larger constant moves the list towards frequent words. Kilgarriff (2009).
    """
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    return ratio(per * ratio(o11, o11 + o21) + constant, per * ratio(o12, o12 + o22) + constant)


def _log_odds(y: Array, n: Array) -> Array:
    return log(ratio(y, n - y), np.e)


def log_odds_z(
    O11: Like,
    O12: Like,
    O21: Like,
    O22: Like,
    *,
    prior: Like = 0.01,
    prior_total: float | None = None,
    variance: str = "two_term",
) -> Array:
    """Fightin' Words: difference of the posterior log odds over its standard error; 0 = the same.

    Each frequency is raised by the word's `prior` (a number, or one per word) and each size by `prior_total`
    (the sum of the priors over all words given, by default). `variance="two_term"` is 1/y1 + 1/y2 (Monroe,
    Colaresi & Quinn 2008, eq. 20); "four_term" adds 1/(n1−y1) + 1/(n2−y2), as their eq. 19.
    """
    one_of("variance", variance, ("two_term", "four_term"))
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    a = np.broadcast_to(np.asarray(prior, dtype=np.float64), o11.shape)
    total = float(a.sum()) if prior_total is None else prior_total
    y1, y2, n1, n2 = o11 + a, o12 + a, o11 + o21 + total, o12 + o22 + total
    spread = ratio(1, y1) + ratio(1, y2)
    if variance == "four_term":
        spread = spread + ratio(1, n1 - y1) + ratio(1, n2 - y2)
    return ratio(minus(_log_odds(y1, n1), _log_odds(y2, n2)), np.sqrt(spread))


def log_odds_z_two_term(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Fightin' Words z with a prior of 0.01 a word and the two-term variance. Monroe et al. (2008, eq. 20)."""
    return log_odds_z(O11, O12, O21, O22)


def log_odds_z_four_term(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Fightin' Words z with a prior of 0.01 a word and the four-term variance. Monroe et al. (2008, eq. 19)."""
    return log_odds_z(O11, O12, O21, O22, variance="four_term")


def weighted_log_odds(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Fightin' Words z of the target against both sides together, the pooled frequencies as prior.

    y1 = O11 + f, y = f + 2f with f = O11 + O12 (each side gets the pooled counts as prior), sizes likewise;
    [ln odds(y1) − ln odds(y)] / √(1/y1 + 1/y). Monroe et al. (2008), as in the R package tidylo with the
    table completed (a word absent on one side keeps its prior there).
    """
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    f, n = o11 + o12, o11 + o12 + o21 + o22
    y1, y = o11 + f, 3 * f
    distance = minus(_log_odds(y1, o11 + o21 + n), _log_odds(y, 3 * n))
    return ratio(distance, np.sqrt(ratio(1, y1) + ratio(1, y)))


def jensen_shannon(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """The word's part of the Jensen–Shannon divergence of the two texts, in bits.

    ½·p1·log2(p1/m) + ½·p2·log2(p2/m), m = (p1 + p2)/2, 0·log 0 = 0, with the sign of p1 − p2: the absolute
    values over all words add up to the divergence, 0 … 1. Lin (1991); Gallagher et al. (2021).
    """
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    p1, p2 = ratio(o11, o11 + o21), ratio(o12, o12 + o22)
    middle = (p1 + p2) / 2

    def part(p: Array) -> Array:
        return np.where(p > 0, p * log(ratio(np.where(p > 0, p, 1), np.where(p > 0, middle, 1))), 0.0)

    return np.sign(p1 - p2) * (part(p1) + part(p2)) / 2


def per_thousand(f: Like, n: Like) -> Array:
    """Rate per 1,000 tokens; NaN where there is no token."""
    return 1000 * ratio(f, n)
