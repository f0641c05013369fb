"""Test statistics of a two-by-two table, as if words were independent draws.

They are not (see docs/decisions/intervals.md): read these as descriptions, and the permutation p-value of
`keyness` as the test. A statistic carries the sign of the association (+ = more in the target) unless
`signed=False`; p-values are two-sided unless said otherwise.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textstats.errors import InputError, one_of
from textstats.stats.contingency import Array, Cells, cells, expected, log, ratio, x_log_ratio

Like = npt.ArrayLike


def _g2(o: Cells, e: Cells) -> Array:
    # rounding can leave −1e-16 where all cells equal their expectation
    return np.maximum(0.0, 2 * sum((x_log_ratio(a, b) for a, b in zip(o, e, strict=True)), np.zeros_like(o[0])))


def _signed(value: Array, o: Cells, signed: bool) -> Array:
    return value * np.sign(o[0] * o[3] - o[1] * o[2]) if signed else value


def _yates(o: Cells, e: Cells) -> Cells:
    """Each cell moved by ½ towards its expectation, but not past it."""
    shift = np.sign(e[0] - o[0]) * np.minimum(0.5, np.abs(o[0] - e[0]))
    return o[0] + shift, o[1] - shift, o[2] - shift, o[3] + shift


def _williams(o: Cells) -> Array:
    r1, r2, c1, c2 = o[0] + o[1], o[2] + o[3], o[0] + o[2], o[1] + o[3]
    n = r1 + r2
    return 1 + ratio((ratio(n, r1) + ratio(n, r2) - 1) * (ratio(n, c1) + ratio(n, c2) - 1), 6 * n)


def log_likelihood(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """Log-likelihood ratio G² over all four cells: 2·Σ O·ln(O/E), 0·ln 0 = 0. Dunning (1993).

    >>> round(float(log_likelihood(10, 5, 90, 195)), 6)
    7.329812
    """
    o = cells(O11, O12, O21, O22)
    return _signed(_g2(o, expected(*o)), o, signed)


def log_likelihood_two_term(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """Log-likelihood over the word's own two cells: 2·(O11·ln(O11/E11) + O12·ln(O12/E12)).

    What many corpus tools print as LL. Rayson & Garside (2000).
    """
    o = cells(O11, O12, O21, O22)
    e = expected(*o)
    value = np.maximum(0.0, 2 * (x_log_ratio(o[0], e[0]) + x_log_ratio(o[1], e[1])))
    return _signed(value, o, signed)


def log_likelihood_williams(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """G² (four cells) divided by Williams' (1976) q for small samples.

    q = 1 + (N/R1 + N/R2 − 1)(N/C1 + N/C2 − 1)/(6N).
    """
    o = cells(O11, O12, O21, O22)
    return _signed(ratio(_g2(o, expected(*o)), _williams(o)), o, signed)


def log_likelihood_yates(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """G² (four cells) after each cell moved by ½ towards its expectation (never past it). Yates (1934)."""
    o = cells(O11, O12, O21, O22)
    e = expected(*o)
    return _signed(_g2(_yates(o, e), e), o, signed)


def chi_squared(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """Pearson's χ² without correction: N·(O11·O22 − O12·O21)² / (R1·R2·C1·C2). Pearson (1900)."""
    o = cells(O11, O12, O21, O22)
    r1, r2, c1, c2 = o[0] + o[1], o[2] + o[3], o[0] + o[2], o[1] + o[3]
    value = ratio((r1 + r2) * (o[0] * o[3] - o[1] * o[2]) ** 2, r1 * r2 * c1 * c2)
    return _signed(value, o, signed)


def chi_squared_yates(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """Pearson's χ² with Yates' (1934) continuity correction: the product difference shrunk by N/2, to 0 at most."""
    o = cells(O11, O12, O21, O22)
    r1, r2, c1, c2 = o[0] + o[1], o[2] + o[3], o[0] + o[2], o[1] + o[3]
    n = r1 + r2
    shrunk = np.maximum(0.0, np.abs(o[0] * o[3] - o[1] * o[2]) - n / 2)
    return _signed(ratio(n * shrunk**2, r1 * r2 * c1 * c2), o, signed)


def chi_squared_williams(O11: Like, O12: Like, O21: Like, O22: Like, *, signed: bool = True) -> Array:
    """Pearson's χ² divided by Williams' (1976) q (see `log_likelihood_williams`)."""
    o = cells(O11, O12, O21, O22)
    return ratio(chi_squared(*o, signed=signed), _williams(o))


def tail(statistic: Like) -> Array:
    """Chance of a χ² (1 degree of freedom) at least as large as |statistic|.

    >>> round(float(tail(3.841458820694124)), 3)
    0.05
    """
    from scipy.special import chdtrc

    return np.asarray(chdtrc(1.0, np.abs(np.asarray(statistic, dtype=np.float64))), dtype=np.float64)


def bic(O11: Like, O12: Like, O21: Like, O22: Like, *, cells_summed: int = 2) -> Array:
    """Evidence against equal rates: G² − ln N. Below 0 speaks for equal rates, above 10 very strongly against.

    G² over the word's two cells, as Rayson's calculator has it, or over all four with `cells_summed=4`; unsigned.
    Wilson (2013).
    """
    o = cells(O11, O12, O21, O22)
    return _unsigned(o, cells_summed) - log(o[0] + o[1] + o[2] + o[3], np.e)


def ell(O11: Like, O12: Like, O21: Like, O22: Like, *, cells_summed: int = 2) -> Array:
    """G² as a share of its possible maximum: G² / (N·ln min(E11, E12)); 0 … 1, unsigned.

    G² over the word's two cells, or over all four with `cells_summed=4`. NaN where the smaller expectation is 1
    or less, for there it has no meaning. Johnston et al. (2006).
    """
    o = cells(O11, O12, O21, O22)
    e = expected(*o)
    least = np.minimum(e[0], e[1])
    n = o[0] + o[1] + o[2] + o[3]
    value = ratio(_unsigned(o, cells_summed), n * log(least, np.e))
    return np.where(least > 1, value, np.nan)


def _unsigned(o: Cells, cells_summed: int) -> Array:
    if cells_summed not in (2, 4):
        raise InputError(f"cells_summed must be 2 or 4; got {cells_summed!r}.")
    return (log_likelihood_two_term if cells_summed == 2 else log_likelihood)(*o, signed=False)


def fisher_exact(O11: Like, O12: Like, O21: Like, O22: Like, *, alternative: str = "two_sided") -> Array:
    """Fisher's exact p: chance of such a table, all margins fixed.

    "two_sided" adds all tables that are no more probable than the observed one; "greater" those with O11 as
    large or larger; "less" those as small or smaller. Fisher (1934).

    >>> round(float(fisher_exact(1, 3, 3, 1)), 3)
    0.486
    """
    one_of("alternative", alternative, ("two_sided", "greater", "less"))
    o = cells(O11, O12, O21, O22)
    flat = tuple(x.ravel() for x in o)
    out = np.empty(flat[0].size)
    for i, values, weights in _supports(flat):
        probability = np.exp(weights - weights.max())
        probability /= probability.sum()
        here = probability[int(flat[0][i] - values[0])]
        if alternative == "two_sided":
            chosen = probability <= here * (1 + 1e-7)
        else:
            chosen = values >= flat[0][i] if alternative == "greater" else values <= flat[0][i]
        out[i] = min(1.0, probability[chosen].sum())
    return out.reshape(o[0].shape)


def fisher_odds_ratio(O11: Like, O12: Like, O21: Like, O22: Like) -> Array:
    """Conditional maximum-likelihood odds ratio, as R's `fisher.test` prints it.

    The ψ at which the expectation of O11, margins fixed, equals the observed O11; 0 or inf at the ends of its
    range, NaN where the margins leave only one table.
    """
    from scipy.optimize import brentq

    o = cells(O11, O12, O21, O22)
    flat = tuple(x.ravel() for x in o)
    out = np.empty(flat[0].size)
    for i, values, weights in _supports(flat):
        observed = flat[0][i]
        if len(values) == 1:
            out[i] = np.nan
        elif observed in (values[0], values[-1]):
            out[i] = 0.0 if observed == values[0] else np.inf
        else:

            def excess(theta: float, v: Array = values, w: Array = weights, x: float = observed) -> float:
                exponent = w + theta * v
                p = np.exp(exponent - exponent.max())
                return float((p * v).sum() / p.sum() - x)

            out[i] = np.exp(brentq(excess, -60, 60, xtol=1e-13))
    return out.reshape(o[0].shape)


def _supports(o: tuple[Array, ...]) -> list[tuple[int, Array, Array]]:
    """For each table the possible values of O11 and their log weights (hypergeometric, not normalised)."""
    from scipy.special import gammaln

    found = []
    for i, (a, b, c, d) in enumerate(zip(*o, strict=True)):
        r1, r2, c1 = a + b, c + d, a + c
        values = np.arange(max(0.0, c1 - r2), min(r1, c1) + 1)
        weights = -(
            gammaln(values + 1) + gammaln(r1 - values + 1) + gammaln(c1 - values + 1) + gammaln(r2 - c1 + values + 1)
        )
        found.append((i, values, weights))
    return found
