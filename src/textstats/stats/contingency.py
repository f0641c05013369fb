"""The two-by-two table that every measure of keyness and collocation is written in.

              keyness: target, reference      collocation: with the collocate, without
    word      O11      O12      R1            near the node
    others    O21      O22      R2            elsewhere
              C1       C2       N

All functions take arrays that broadcast against each other, and return float64.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Cells = tuple[Array, Array, Array, Array]


def cells(O11: npt.ArrayLike, O12: npt.ArrayLike, O21: npt.ArrayLike, O22: npt.ArrayLike) -> Cells:
    """The four observed cells as float64 arrays of one shape."""
    o11, o12, o21, o22 = np.broadcast_arrays(*(np.asarray(o, dtype=np.float64) for o in (O11, O12, O21, O22)))
    return o11, o12, o21, o22


def from_frequencies(f1: npt.ArrayLike, f2: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Cells:
    """Cells from frequencies in two corpora and the corpora's sizes.

    >>> [float(o) for o in from_frequencies(10, 5, 100, 200)]
    [10.0, 5.0, 90.0, 195.0]
    """
    f1, f2 = np.asarray(f1, dtype=np.float64), np.asarray(f2, dtype=np.float64)
    return cells(f1, f2, np.asarray(n1, dtype=np.float64) - f1, np.asarray(n2, dtype=np.float64) - f2)


def from_marginals(f: npt.ArrayLike, r1: npt.ArrayLike, c1: npt.ArrayLike, n: npt.ArrayLike) -> Cells:
    """Cells from a joint frequency, the two marginal frequencies and the sample size.

    >>> [float(o) for o in from_marginals(8, 13, 32, 31777)]
    [8.0, 5.0, 24.0, 31740.0]
    """
    f, r1, c1 = (np.asarray(x, dtype=np.float64) for x in (f, r1, c1))
    return cells(f, r1 - f, c1 - f, np.asarray(n, dtype=np.float64) - r1 - c1 + f)


def expected(o11: Array, o12: Array, o21: Array, o22: Array) -> Cells:
    """The four cells expected under independence: row total × column total / N."""
    r1, r2, c1, c2 = o11 + o12, o21 + o22, o11 + o21, o12 + o22
    n = r1 + r2
    return ratio(r1 * c1, n), ratio(r1 * c2, n), ratio(r2 * c1, n), ratio(r2 * c2, n)


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Array:
    """A quotient in which x/0 is ±inf (the limit) and 0/0 is NaN, without a warning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.divide(numerator, denominator), dtype=np.float64)


def log(x: npt.ArrayLike, base: float = 2) -> Array:
    """A logarithm in which log 0 is −inf and the log of a negative number is NaN, without a warning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if base == 2:
            return np.asarray(np.log2(x), dtype=np.float64)
        return np.asarray(np.log10(x) if base == 10 else np.log(x) / np.log(base), dtype=np.float64)


def minus(x: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """A difference in which inf − inf is NaN, without a warning."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.subtract(x, y), dtype=np.float64)


def x_log_ratio(x: Array, y: Array) -> Array:
    """x·ln(x/y), with 0·ln 0 = 0."""
    return np.where(x > 0, x * log(ratio(np.where(x > 0, x, 1.0), np.where(x > 0, y, 1.0)), np.e), 0.0)
