"""How numbers become words, for readers who have no statistics."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from textstats.reports.tables import number


def share(part: float, whole: float) -> str:
    """A proportion in per cent.

    >>> share(436, 1812)
    '24%'
    """
    return "–" if not whole else f"{100 * part / whole:.0f}%"


def listed(items: Sequence[object]) -> str:
    """Items with commas and a last `and`.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else "none"


def times(log_ratio: float) -> str:
    """A log ratio as a factor of 1 or more, its direction left to the sentence.

    >>> times(2.0), times(-1.0)
    ('4.0 times', '2.0 times')
    """
    factor = 2 ** abs(log_ratio)
    return (
        "more than 1,000 times"
        if not np.isfinite(factor) or factor >= 1000
        else f"{number(factor) if factor >= 10 else f'{factor:.1f}'} times"
    )


def factor_interval(low: float, high: float) -> str:
    """An interval of log ratios as factors, target to reference.

    >>> factor_interval(0.0, 3.0), factor_interval(-1.0, float("inf"))
    ('1.0 to 8.0', '0.50 to any number')
    """

    def one(value: float) -> str:
        if np.isinf(value):
            return "any number" if value > 0 else "none at all"
        return f"{2**value:.1f}" if value >= 0 else f"{2**value:.2f}"

    return "unknown" if np.isnan(low) or np.isnan(high) else f"{one(low)} to {one(high)}"
