"""Do groups differ in how much of a topic they hold? Paragraphs are the sample, not words."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.stats.resampling import benjamini_hochberg

if TYPE_CHECKING:
    from textstats.topics.model import TopicModel

LEVEL = 0.95


def prevalence(
    shares: pd.DataFrame | np.ndarray,
    groups: Sequence[str] | pd.Series | np.ndarray,
    block: int = 3,
    *,
    target: str | None = None,
    weights: Sequence[float] | np.ndarray | None = None,
    model: TopicModel | None = None,
    counts: Any = None,
    effect: float = 0.1,
    n_boot: int = 999,
    n_refit: int = 99,
    seed: int = 1917,
) -> pd.DataFrame:
    """Difference of topic shares between two groups, with interval, p, q and the power to find one.

    Tokens of a paragraph share its subject, and neighbouring paragraphs go on with it: a test that takes tokens for
    independent finds differences in nearly every pair of texts. Here runs of `block` paragraphs are the units.
    They are dealt anew to the groups for the p-value, and drawn with replacement for the interval.

    Parameters
    ----------
    shares : DataFrame or array, blocks × topics
        `TopicModel.transform`, rows in text order. Rows that hold NaN are left out (`attrs["n_left_out"]`).
    groups : sequence of str
        The group of each row.
    block : int
        Rows in a unit: 1 takes rows for independent. Each group's rows are cut in order into round(n / block) runs.
    target : str, optional
        The group that is compared with all others; by default the first of two.
    weights : sequence of float, optional
        Weight of each row, such as its tokens; by default every row counts alike.
    model, counts : TopicModel and Counts or matrix, optional
        Give both to let the interval also carry the uncertainty of the topics: every bootstrap sample is then fitted
        anew and its topics matched to `model`'s (Hungarian, cosine). `model` must be the fitted model of `shares`.
    effect : float
        The difference for which `power` is stated.
    n_boot : int
        Permutations, and bootstrap samples without refit.
    n_refit : int
        Bootstrap samples with refit.
    seed : int
        Of permutations and samples.

    Returns
    -------
    DataFrame
        One row per topic: `topic`, `target`, `reference` (names), `share_target`, `share_reference` (0 to 1),
        `difference` (target less reference), `ci_low`, `ci_high` (95% interval), `p_value`, `q_value` (Benjamini-Hochberg
        over topics), `standard_error`, `power` (chance to find a difference of `effect` at p < .05 with texts of this
        size), `detectable` (difference found with power .8), `n_blocks_target`, `n_blocks_reference` (units). A topic that does
        not vary has no interval and no p: NaN. So has every topic where a group has fewer than 3 units.

    Raises
    ------
    InputError
        If an argument breaks its rule.

    Notes
    -----
    p: studentised permutation of units, two-sided, (1 + copies at least as far out) / (1 + n_boot); it takes the
    topics as given, which is fair to both groups since they were found without knowing them. Interval: difference ±
    t(n_units − 2) × bootstrap standard error.

    References
    ----------
    Janssen (1997), Studentized permutation tests, Statistics & Probability Letters 36, 9-21; Künsch (1989), The
    jackknife and the bootstrap for general stationary observations, Annals of Statistics 17, 1217-1241.

    Examples
    --------
    >>> shares = pd.DataFrame({"topic_0": [.8, .7, .9, .8, .7, .9, .1, .2, .1, .3, .2, .1]})
    >>> result = prevalence(shares, ["a"] * 6 + ["b"] * 6, block=1)
    >>> result[["difference", "p_value"]].round(3).to_numpy().tolist()
    [[0.633, 0.001]]
    """
    values = np.asarray(shares, dtype=np.float64)
    labels = np.asarray(groups, dtype=object).astype(str)
    if values.ndim != 2 or len(labels) != len(values):
        raise InputError(f"groups must name one group per row of shares; got {len(labels)} for shape {values.shape}.")
    if isinstance(block, bool) or not isinstance(block, (int, np.integer)) or block < 1:
        raise InputError(f"block must be at least 1 row; got {block!r}.")
    if (model is None) != (counts is None):
        raise InputError("model and counts must be given together. Hint: the interval is refitted only with both.")
    names = [str(name) for name in dict.fromkeys(labels)]
    if target is None:
        if len(names) != 2:
            raise InputError(f"groups must hold exactly two names; got {names[:5]}. Hint: give target=.")
        target = names[0]
    one_of("target", target, names)
    others = [name for name in names if name != target]
    if not others:
        raise InputError(f"groups must hold a group besides the target; got {names}.")
    mass = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)
    if mass.shape != (len(values),) or not (np.isfinite(mass).all() and (mass >= 0).all()):
        raise InputError("weights must be one number per row of shares, at least 0.")
    kept = np.isfinite(values).all(axis=1) & (mass > 0)
    is_target, units = labels == target, _units(labels, kept, int(block))
    unit_target = np.array([is_target[units == u][0] for u in range(units.max() + 1)], dtype=bool)
    sums, sizes = _totals(values, mass, units)
    difference, error, parts = _difference(sums, sizes, unit_target)
    random = np.random.default_rng(seed)
    p_value = _permute(sums, sizes, unit_target, difference, error, n_boot, random)
    if model is not None:
        draws = _refit(model, counts, units, unit_target, is_target, mass, n_refit, random)
    else:
        draws = _resample(sums, sizes, unit_target, n_boot, random)
    spread = np.where(np.isfinite(error), np.nanstd(draws, axis=0, ddof=1), np.nan)
    frame = _table(difference, spread, error, p_value, parts, unit_target, effect)
    frame.insert(1, "target", target)
    frame.insert(2, "reference", others[0] if len(others) == 1 else "others")
    frame.attrs = {
        "block": block, "effect": effect, "n_boot": n_boot, "n_refit": n_refit if model is not None else 0, "seed": seed,
        "n_left_out": int((~kept).sum()),
    }  # fmt: skip
    return frame


def _units(labels: np.ndarray, kept: np.ndarray, block: int) -> np.ndarray:
    """Number of the unit of each row, -1 for rows left out: runs of about `block` rows inside a group."""
    units = np.full(len(labels), -1, dtype=np.int64)
    first = 0
    for name in dict.fromkeys(labels):
        rows = np.flatnonzero((labels == name) & kept)
        if len(rows):
            n_units = max(1, round(len(rows) / block))
            units[rows] = first + np.arange(len(rows)) * n_units // len(rows)
            first += n_units
    return units


def _totals(values: np.ndarray, mass: np.ndarray, units: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted shares summed over each unit, and the weight of each unit."""
    used = units >= 0
    n_units = int(units.max()) + 1
    sums = np.zeros((n_units, values.shape[1]))
    np.add.at(sums, units[used], values[used] * mass[used, None])
    return sums, np.bincount(units[used], weights=mass[used], minlength=n_units)


def _difference(sums: np.ndarray, sizes: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Difference of weighted means, its standard error from the units (unequal variances), and the two means."""
    means, variance = [], np.zeros(sums.shape[1])
    for side in (target, ~target):
        n, total = int(side.sum()), sizes[side].sum()
        mean = sums[side].sum(axis=0) / total
        if n < 3:
            variance = np.full(sums.shape[1], np.nan)
        else:
            residual = sums[side] - sizes[side, None] * mean
            variance = variance + n / (n - 1) * (residual**2).sum(axis=0) / total**2
        means.append(mean)
    error = np.sqrt(variance)
    return means[0] - means[1], np.where(error > 1e-12, error, np.nan), np.array(means)


def _permute(
    sums: np.ndarray,
    sizes: np.ndarray,
    target: np.ndarray,
    difference: np.ndarray,
    error: np.ndarray,
    n_boot: int,
    random: np.random.Generator,
) -> np.ndarray:
    """Share of random deals of the units in which the studentised difference is at least as large."""
    observed = np.abs(difference / error)
    reached = np.ones(len(difference))
    for _ in range(n_boot):
        fresh, spread, _ = _difference(sums, sizes, random.permutation(target))
        reached += ~(np.abs(fresh / spread) < observed * (1 - 1e-9))
    return np.where(np.isfinite(error), reached / (n_boot + 1), np.nan)


def _resample(
    sums: np.ndarray, sizes: np.ndarray, target: np.ndarray, n_boot: int, random: np.random.Generator
) -> np.ndarray:
    """Differences in samples of units with replacement inside each group."""
    means = []
    for side in (target, ~target):
        n = int(side.sum())
        times = random.multinomial(n, np.full(n, 1.0 / n), size=n_boot)
        means.append(times @ sums[side] / (times @ sizes[side])[:, None])
    return np.asarray(means[0] - means[1])


def _refit(
    model: TopicModel,
    counts: Any,
    units: np.ndarray,
    unit_target: np.ndarray,
    is_target: np.ndarray,
    mass: np.ndarray,
    n_refit: int,
    random: np.random.Generator,
) -> np.ndarray:
    """The same with the topics found anew in each sample and matched to the model's."""
    from sklearn.base import clone

    from textstats.topics.matching import as_matrix, match_topics

    matrix = as_matrix(counts)
    if matrix.shape[0] != len(units):
        raise InputError(f"counts must have one row per row of shares ({len(units)}); got {matrix.shape[0]}.")
    members = [np.flatnonzero(units == unit) for unit in range(len(unit_target))]
    draws = np.full((n_refit, len(model.components_)), np.nan)
    for i in range(n_refit):
        drawn = np.concatenate([random.choice(np.flatnonzero(s), int(s.sum())) for s in (unit_target, ~unit_target)])
        rows = np.concatenate([members[unit] for unit in drawn])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fresh = clone(model)
            found = np.asarray(fresh.fit(matrix[rows]).transform(matrix[rows]))
        match = match_topics(model, fresh, measure="cosine")["match"].to_numpy(dtype=np.int64)
        sides = [np.average(found[s], axis=0, weights=mass[rows][s]) for s in (is_target[rows], ~is_target[rows])]
        draws[i] = (sides[0] - sides[1])[match]
    return draws


def _table(
    difference: np.ndarray,
    spread: np.ndarray,
    error: np.ndarray,
    p_value: np.ndarray,
    means: np.ndarray,
    unit_target: np.ndarray,
    effect: float,
) -> pd.DataFrame:
    from scipy import stats

    freedom = max(len(unit_target) - 2, 1)
    bound = float(stats.t.ppf(0.5 + LEVEL / 2, freedom))
    distance = effect / error
    power = stats.nct.sf(bound, freedom, distance) + stats.nct.cdf(-bound, freedom, distance)
    return pd.DataFrame(
        {
            "topic": np.arange(len(difference)),
            "share_target": means[0],
            "share_reference": means[1],
            "difference": difference,
            "ci_low": difference - bound * spread,
            "ci_high": difference + bound * spread,
            "p_value": p_value,
            "q_value": benjamini_hochberg(p_value),
            "standard_error": spread,
            "power": power,
            "detectable": (bound + float(stats.t.ppf(0.8, freedom))) * error,
            "n_blocks_target": int(unit_target.sum()),
            "n_blocks_reference": int((~unit_target).sum()),
        }
    )
