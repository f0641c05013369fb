"""Keyness of more than two groups: each against the rest, or every pair."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from textstats.errors import InputError, one_of
from textstats.stats.counts import Counts
from textstats.stats.keyness import keyness


def keyness_each(
    counts: Counts,
    *,
    against: str = "rest",
    measures: Iterable[str] = (),
    min_frequency: int = 5,
    n_permutations: int = 9999,
    alpha: float = 0.05,
    seed: int = 1917,
) -> pd.DataFrame:
    """Keyness of every group: against all others together, or of every pair.

    Parameters
    ----------
    counts : Counts
        Occurrences by block, with two groups or more.
    against : {"rest", "pairs"}
        "rest": each group against all others; "pairs": every two groups, the earlier one as target.
    measures, min_frequency, n_permutations, alpha, seed
        As in `keyness`. The family of `q_value` is each comparison's own.

    Returns
    -------
    DataFrame
        The tables of `keyness` one below the other, index `target`, `reference`, `type`; `reference` is "rest"
        for all others.

    Raises
    ------
    InputError
        As `keyness` does, or if `against` is not known.
    """
    one_of("against", against, ("rest", "pairs"))
    groups = counts.groups
    if len(groups) < 2:
        raise InputError(f"counts must hold at least two groups; got {groups}. Hint: groups come from count(group=…).")
    wanted: list[tuple[str, str | None]] = (
        [(group, None) for group in groups] if against == "rest" else list(combinations(groups, 2))
    )
    tables = {
        (target, reference or "rest"): keyness(
            counts,
            target,
            reference,
            measures=measures,
            min_frequency=min_frequency,
            n_permutations=n_permutations,
            alpha=alpha,
            seed=seed,
        )
        for target, reference in wanted
    }
    sizes = {pair: table.attrs["family_size"] for pair, table in tables.items()}
    first = next(iter(tables.values())).attrs
    joined = pd.concat(
        {pair: table.set_axis(table.index) for pair, table in tables.items()}, names=["target", "reference"]
    )
    kept = ("family", "n_permutations", "alpha", "seed")
    joined.attrs |= {**counts.attrs, **{name: first[name] for name in kept}, "family_size": sizes}
    return joined
