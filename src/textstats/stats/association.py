"""Measures of association between a word and its place: collocation, and keyness seen the same way.

Every function takes the four observed cells (see `contingency`) and returns one float64 per table. Undefined
is NaN; a limit that exists (the logarithm of 0, a quotient over 0) is ±inf.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textstats.errors import one_of
from textstats.stats.contingency import Array, cells, expected, log, minus, ratio, x_log_ratio

Like = npt.ArrayLike


def pmi(O11: Like, O12: Like, O21: Like, O22: Like, *, base: float = 2) -> Array:
    """Pointwise mutual information: how many doublings above expectation.

    log(O11 / E11), in bits. 0 = independent; −inf where O11 = 0. Favours rare words.
    Church & Hanks (1990).
    """
    o = cells(O11, O12, O21, O22)
    return log(ratio(o[0], expected(*o)[0]), base)


def npmi(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """PMI divided by its maximum: −1 never together, 0 independent, 1 only together.

    log(O11/E11) / −log(O11/N); the limit −1 where O11 = 0; NaN where O11 = N. Bouma (2009: 36).
    """
    o = cells(O11, O12, O21, O22)
    value = ratio(log(ratio(o[0], expected(*o)[0])), -log(ratio(o[0], o[0] + o[1] + o[2] + o[3])))
    return np.where((o[0] == 0) & (o[1] + o[2] > 0), -1.0, value)


def mi2(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """PMI that counts O11 twice: log2(O11² / E11). Daille (1995: 21)."""
    o = cells(O11, O12, O21, O22)
    return log(ratio(o[0] ** 2, expected(*o)[0]))


def mi3(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """PMI that counts O11 three times, to favour frequent pairs: log2(O11³ / E11). Daille (1994: 139)."""
    o = cells(O11, O12, O21, O22)
    return log(ratio(o[0] ** 3, expected(*o)[0]))


def local_mi(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """PMI times the joint frequency: O11·log2(O11/E11), in bits; 0 where O11 = 0. Evert (2005)."""
    o = cells(O11, O12, O21, O22)
    return np.asarray(x_log_ratio(o[0], expected(*o)[0]) / np.log(2))


def mutual_information(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Mutual information of row and column over all four cells, in bits; 0 = independent.

    Σ (O/N)·log2(O/E), with 0·log 0 = 0. Dunning (1998: 49–52).
    """
    o = cells(O11, O12, O21, O22)
    total = sum((x_log_ratio(a, e) for a, e in zip(o, expected(*o), strict=True)), np.zeros_like(o[0]))
    return ratio(total, (o[0] + o[1] + o[2] + o[3]) * np.log(2))


def t_score(O11: Like, O12: Like, O21: Like, O22: Like, *, variance: str = "poisson") -> Array:
    """How many standard errors the observed frequency lies above expectation.

    (O11 − E11) / √O11, or over √(O11·(1 − O11/N)) with `variance="bernoulli"`. −inf where O11 = 0 < E11.
    Church et al. (1991); Manning & Schütze (1999: 163–165).
    """
    one_of("variance", variance, ("poisson", "bernoulli"))
    o = cells(O11, O12, O21, O22)
    spread = o[0] if variance == "poisson" else o[0] * (1 - ratio(o[0], o[0] + o[1] + o[2] + o[3]))
    return ratio(o[0] - expected(*o)[0], np.sqrt(spread))


def z_score(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """The excess in standard deviations of a Poisson count: (O11 − E11) / √E11. Evert (2005: 82)."""
    o = cells(O11, O12, O21, O22)
    e11 = expected(*o)[0]
    return ratio(o[0] - e11, np.sqrt(e11))


def simple_ll(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """Log-likelihood of the one cell O11: 2·(O11·ln(O11/E11) − (O11 − E11)).

    With the sign of O11 − E11 unless `signed=False`; 0·ln 0 = 0. Evert (2009: 1225).
    """
    o = cells(O11, O12, O21, O22)
    e11 = expected(*o)[0]
    value = 2 * (x_log_ratio(o[0], e11) - (o[0] - e11))
    return value * np.sign(o[0] - e11) if signed else value


def dice(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Dice coefficient, 2·O11 / (R1 + C1): 0 never together, 1 only together. Smadja et al. (1996: 8)."""
    o11, o12, o21, _ = cells(O11, O12, O21, O22)
    return ratio(2 * o11, 2 * o11 + o12 + o21)


def log_dice(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Dice on a logarithmic scale, at most 14 and free of corpus size: 14 + log2(Dice). Rychlý (2008)."""
    return 14 + log(dice(O11, O12, O21, O22))


def jaccard(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Shared part of all occurrences, O11 / (O11 + O12 + O21): 0 … 1. Dunning (1998: 48)."""
    o11, o12, o21, _ = cells(O11, O12, O21, O22)
    return ratio(o11, o11 + o12 + o21)


def delta_p_forward(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """How much the row raises the chance of the column: O11/R1 − O21/R2.

    With the first word in the row and the second in the column this is ΔP(w2|w1). −1 … 1, 0 = independent.
    Gries (2013: 144).
    """
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    return ratio(o11, o11 + o12) - ratio(o21, o21 + o22)


def delta_p_backward(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """How much the column raises the chance of the row: O11/C1 − O12/C2, ΔP(w1|w2). Gries (2013: 144)."""
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    return ratio(o11, o11 + o21) - ratio(o12, o12 + o22)


def conditional_probability_forward(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Share of the row's occurrences that lie in the column: O11/R1, 0 … 1. Durrant (2008: 84)."""
    o11, o12, _, _ = cells(O11, O12, O21, O22)
    return ratio(o11, o11 + o12)


def conditional_probability_backward(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Share of the column's occurrences that lie in the row: O11/C1, 0 … 1. Durrant (2008: 84)."""
    o11, _, o21, _ = cells(O11, O12, O21, O22)
    return ratio(o11, o11 + o21)


def minimum_sensitivity(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """The smaller of the two conditional probabilities: min(O11/R1, O11/C1). Pedersen & Bruce (1996)."""
    return np.asarray(
        np.minimum(
            conditional_probability_forward(O11, O12, O21, O22), conditional_probability_backward(O11, O12, O21, O22)
        )
    )


def phi2(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Squared phi coefficient, χ²/N: (O11·O22 − O12·O21)² / (R1·R2·C1·C2); 0 … 1. Church & Gale (1991)."""
    o11, o12, o21, o22 = cells(O11, O12, O21, O22)
    return ratio((o11 * o22 - o12 * o21) ** 2, (o11 + o12) * (o21 + o22) * (o11 + o21) * (o12 + o22))


def log_odds_ratio(O11: Like, O12: Like, O21: Like, O22: Like, *, smoothing: float = 0.5) -> Array:
    """Natural log of the odds ratio with `smoothing` added to each cell; 0 = independent.

    ln[(O11+s)(O22+s) / ((O12+s)(O21+s))], the λ of a two-word collocation. Blaheta & Johnson (2001).
    """
    o11, o12, o21, o22 = (o + smoothing for o in cells(O11, O12, O21, O22))
    return minus(log(ratio(o11, o12), np.e), log(ratio(o21, o22), np.e))


def log_odds_ratio_z(O11: Like, O12: Like, O21: Like, O22: Like, *, smoothing: float = 0.5) -> Array:
    """`log_odds_ratio` over its standard error √Σ 1/(O+s). Blaheta & Johnson (2001)."""
    variance = sum((ratio(1.0, o + smoothing) for o in cells(O11, O12, O21, O22)), np.zeros(()))
    return ratio(log_odds_ratio(O11, O12, O21, O22, smoothing=smoothing), np.sqrt(variance))
