"""Every measure of a two-by-two table by name, and one front door.

`MEASURES` maps a name to a kernel `f(O11, O12, O21, O22) -> array`. The formulas stand in the kernels' own
docstrings: association (collocation and keyness), effect sizes and tests each have a module. The measures
that need blocks (Mann–Whitney, Welch) are in `block_tests`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy.typing as npt
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.stats import association, effect_sizes, significance
from textstats.stats.contingency import Array, cells, from_frequencies, from_marginals

Kernel = Callable[..., Array]

ASSOCIATION: dict[str, Kernel] = {
    "pmi": association.pmi,
    "npmi": association.npmi,
    "mi2": association.mi2,
    "mi3": association.mi3,
    "local_mi": association.local_mi,
    "mutual_information": association.mutual_information,
    "t_score": association.t_score,
    "z_score": association.z_score,
    "simple_ll": association.simple_ll,
    "dice": association.dice,
    "log_dice": association.log_dice,
    "jaccard": association.jaccard,
    "delta_p_forward": association.delta_p_forward,
    "delta_p_backward": association.delta_p_backward,
    "conditional_probability_forward": association.conditional_probability_forward,
    "conditional_probability_backward": association.conditional_probability_backward,
    "minimum_sensitivity": association.minimum_sensitivity,
    "phi2": association.phi2,
    "log_odds_ratio": association.log_odds_ratio,
    "log_odds_ratio_z": association.log_odds_ratio_z,
}

EFFECT_SIZES: dict[str, Kernel] = {
    "log_ratio": effect_sizes.log_ratio,
    "log_ratio_hardie": effect_sizes.log_ratio_hardie,
    "log_ratio_conservative": effect_sizes.log_ratio_conservative,
    "relative_risk": effect_sizes.relative_risk,
    "percent_difference": effect_sizes.percent_difference,
    "odds_ratio": effect_sizes.odds_ratio,
    "difference_coefficient": effect_sizes.difference_coefficient,
    "simple_maths": effect_sizes.simple_maths,
    "log_odds_z_two_term": effect_sizes.log_odds_z_two_term,
    "log_odds_z_four_term": effect_sizes.log_odds_z_four_term,
    "weighted_log_odds": effect_sizes.weighted_log_odds,
    "jensen_shannon": effect_sizes.jensen_shannon,
}

TESTS: dict[str, Kernel] = {
    "log_likelihood": significance.log_likelihood,
    "log_likelihood_two_term": significance.log_likelihood_two_term,
    "log_likelihood_williams": significance.log_likelihood_williams,
    "log_likelihood_yates": significance.log_likelihood_yates,
    "chi_squared": significance.chi_squared,
    "chi_squared_yates": significance.chi_squared_yates,
    "chi_squared_williams": significance.chi_squared_williams,
    "fisher_exact": significance.fisher_exact,
    "fisher_odds_ratio": significance.fisher_odds_ratio,
    "bic": significance.bic,
    "ell": significance.ell,
}

MEASURES: dict[str, Kernel] = {**ASSOCIATION, **EFFECT_SIZES, **TESTS}


def measure_table(
    measures: Iterable[str],
    O11: npt.ArrayLike,
    O12: npt.ArrayLike,
    O21: npt.ArrayLike,
    O22: npt.ArrayLike,
    *,
    index: pd.Index | None = None,
) -> pd.DataFrame:
    """Measures by name, a column each, a row for each two-by-two table.

    Parameters
    ----------
    measures : iterable of str
        Names from `MEASURES`.
    O11, O12, O21, O22 : array-like
        Observed cells; negative cells are an error.
    index : Index, optional
        Labels of the rows.

    Returns
    -------
    DataFrame
        One float64 column for each measure, in the order asked for.

    Raises
    ------
    InputError
        If a name is not known (with the nearest spelling) or a cell is negative.

    Examples
    --------
    >>> measure_table(["dice", "log_likelihood"], 10, 0, 0, 90).round(2)
       dice  log_likelihood
    0   1.0           65.02
    """
    names = [measures] if isinstance(measures, str) else list(measures)
    for name in names:
        one_of("measures", name, MEASURES)
    observed = cells(O11, O12, O21, O22)
    if any((o < 0).any() for o in observed):
        raise InputError("cells must not be negative. Hint: is the joint frequency larger than a margin?")
    flat = tuple(o.ravel() for o in observed)
    return pd.DataFrame({name: MEASURES[name](*flat) for name in names}, index=index)


__all__ = [
    "ASSOCIATION",
    "EFFECT_SIZES",
    "MEASURES",
    "TESTS",
    "from_frequencies",
    "from_marginals",
    "measure_table",
]
