"""Keyness: which words set one text apart from another, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError, one_of
from textstats.stats.block_tests import BLOCK_TESTS
from textstats.stats.contingency import Array, from_frequencies, ratio
from textstats.stats.counts import Counts
from textstats.stats.effect_sizes import log_ratio, log_ratio_conservative, per_thousand
from textstats.stats.intervals import block_interval
from textstats.stats.measures import MEASURES, measure_table
from textstats.stats.resampling import benjamini_hochberg, least_p, permutation_p, pieces
from textstats.stats.significance import log_likelihood

COLUMNS = (
    "frequency_target",
    "frequency_reference",
    "per_1000_target",
    "per_1000_reference",
    "blocks_target",
    "blocks_reference",
    "dp_target",
    "dp_reference",
    "log_ratio",
    "ci_low",
    "ci_high",
    "log_ratio_conservative",
    "log_likelihood",
    "p_value",
    "q_value",
    "testable",
)


def keyness(
    counts: Counts,
    target: str,
    reference: str | Sequence[str] | None = None,
    *,
    measures: Iterable[str] = (),
    min_frequency: int = 5,
    n_permutations: int = 9999,
    alpha: float = 0.05,
    seed: int = 1917,
) -> pd.DataFrame:
    """Compare how often each type occurs in the target and in the reference.

    The effect is the log ratio: 1 means twice as frequent in the target, −1 half as frequent. Its interval and
    the p-value come from whole blocks, for words come in bursts; the log-likelihood beside them treats every
    word as an independent draw and describes only.

    Parameters
    ----------
    counts : Counts
        Occurrences by block (see `count`).
    target : str
        The group whose key words are sought.
    reference : str or sequence of str, optional
        What it is compared with; all other groups by default.
    measures : iterable of str
        Further measures, a column each: any name in `measures.MEASURES` or `block_tests.BLOCK_TESTS`.
    min_frequency : int
        The declared family: types with at least so many hits on both sides together are tested. Rarer ones keep
        their row, with `p_value` and `q_value` NaN.
    n_permutations : int
        Random divisions of the blocks; 0 leaves the test out.
    alpha : float
        Level of `testable` and, as 1 − alpha, of the intervals.
    seed : int
        The same seed gives the same table.

    Returns
    -------
    DataFrame
        One row for every type that occurs on either side, index `type`. First those with q < alpha by the size
        of the log ratio, then the others by p; ties by frequency, then by spelling. Columns: frequency, rate per
        1,000 tokens, blocks containing it and dispersion `dp` (0 even, 1 in one place; NaN where absent) on
        both sides; `log_ratio` with `ci_low` and `ci_high` (one of them ±inf where a side lacks the word, NaN
        where a side has one block only); `log_ratio_conservative`; signed `log_likelihood`; `p_value`,
        `q_value`, `testable`. `attrs` hold the parameters and the size of the family.

    Raises
    ------
    InputError
        If a group or measure is not known, the sides overlap, or a side has no token.

    Notes
    -----
    log_ratio = log2[(f1 + ½)/(n1 + ½)] − log2[(f2 + ½)/(n2 + ½)]; the interval is that of
    `intervals.block_interval`, the p that of `resampling.permutation_p`. q: Benjamini & Hochberg (1995) over the
    family. `testable`: q would be under alpha if every word of the family were as one-sided as the counts of
    its blocks allow (`resampling.least_p`).
    `log_ratio_conservative` is Evert's (2022), Bonferroni over the family.

    Examples
    --------
    >>> import pandas as pd
    >>> from textstats.stats.counts import count
    >>> tokens = pd.DataFrame({
    ...     "doc_id": ["a"] * 6 + ["b"] * 6, "paragraph": [0, 0, 1, 1, 2, 2] * 2,
    ...     "type": ["war", "is"] * 3 + ["peace", "is"] * 3})
    >>> keyness(count(tokens), "a")[["frequency_target", "frequency_reference", "log_ratio"]].round(2)
           frequency_target  frequency_reference  log_ratio
    type
    is                    3                    3       0.00
    peace                 0                    3      -2.81
    war                   3                    0       2.81
    """
    rows_target, rows_reference, reference_names = sides(counts, target, reference)
    extra = _known([measures] if isinstance(measures, str) else list(measures))
    _checked(min_frequency, n_permutations, alpha)
    rows = np.concatenate([rows_target, rows_reference])
    in_target = np.arange(len(rows)) < len(rows_target)
    sizes = counts.blocks["n_tokens"].to_numpy()[rows]
    both = counts.matrix[rows]
    occurring = np.flatnonzero(np.asarray(both.sum(axis=0)).ravel())
    both = both.tocsc()[:, occurring].tocsr()
    one, two = both[: len(rows_target)], both[len(rows_target) :]
    m1, m2 = sizes[in_target], sizes[~in_target]
    n1, n2 = int(m1.sum()), int(m2.sum())
    if n1 == 0 or n2 == 0:
        raise InputError(f"target and reference must hold tokens; got {n1} and {n2}.")
    f1, f2 = _totals(one), _totals(two)
    blocks1, blocks2 = _containing(one), _containing(two)
    family = f1 + f2 >= min_frequency
    p, best = np.full(len(f1), np.nan), np.full(len(f1), np.nan)
    if n_permutations and family.any():
        tested = both.tocsc()[:, np.flatnonzero(family)]
        p[family] = permutation_p(tested, sizes, in_target, n_permutations=n_permutations, seed=seed)
        best[family] = benjamini_hochberg(least_p(tested, len(m1), n_permutations))
    q = benjamini_hochberg(p)
    observed = from_frequencies(f1, f2, n1, n2)
    low, high = block_interval(one, two, m1, m2, confidence=1 - alpha)
    family_size = int(family.sum())
    table = pd.DataFrame(
        {
            "frequency_target": f1,
            "frequency_reference": f2,
            "per_1000_target": per_thousand(f1, n1),
            "per_1000_reference": per_thousand(f2, n2),
            "blocks_target": blocks1,
            "blocks_reference": blocks2,
            "dp_target": deviation_of_proportions(one, m1),
            "dp_reference": deviation_of_proportions(two, m2),
            "log_ratio": log_ratio(*observed),
            "ci_low": low,
            "ci_high": high,
            "log_ratio_conservative": log_ratio_conservative(
                *observed, confidence=1 - alpha, family=max(1, family_size)
            ),
            "log_likelihood": log_likelihood(*observed),
            "p_value": p,
            "q_value": q,
            "testable": np.fmin(best, q) < alpha,
        },
        index=pd.Index(counts.types[occurring], name="type"),
    )
    by_cells = [name for name in extra if name in MEASURES and name not in table]
    table = table.join(measure_table(by_cells, *observed, index=table.index))
    for name in [name for name in extra if name in BLOCK_TESTS]:
        table[name] = _by_blocks(name, one, two, m1, m2)
    table = table.iloc[_order(table, alpha)]
    table.attrs |= {
        **counts.attrs,
        "target": target,
        "reference": reference_names,
        "n_tokens_target": n1,
        "n_tokens_reference": n2,
        "n_blocks_target": len(m1),
        "n_blocks_reference": len(m2),
        "family": f"types with at least {min_frequency} hits on both sides together",
        "family_size": family_size,
        "n_permutations": n_permutations,
        "alpha": alpha,
        "seed": seed,
    }
    return table


def deviation_of_proportions(matrix: sparse.csr_array, n_tokens: Array) -> Array:
    """Gries' (2008) DP of each type over the blocks: 0 as even as can be, towards 1 in one place; NaN if absent.

    ½·Σ |v − s|, v the block's share of the occurrences and s its share of the tokens; only blocks that hold the
    word are visited, for the others |v − s| = s.
    """
    x = sparse.coo_array(matrix)
    share = np.asarray(n_tokens, dtype=np.float64) / np.sum(n_tokens)
    frequency = np.asarray(x.sum(axis=0), dtype=np.float64).ravel()
    rows, columns = x.coords
    here = share[rows]
    gain = np.bincount(columns, np.abs(x.data / frequency[columns] - here) - here, minlength=x.shape[1])
    return np.where(frequency > 0, np.clip((1 + gain) / 2, 0, 1), np.nan)


def _by_blocks(name: str, one: sparse.csr_array, two: sparse.csr_array, m1: Array, m2: Array) -> Array:
    """A test of the blocks' rates, a piece of the types at a time."""
    first, second = one.tocsc(), two.tocsc()
    values = np.empty(one.shape[1])
    for piece in pieces(one.shape[1], len(m1) + len(m2)):
        rates = [
            ratio(side[:, piece].toarray(), sizes[:, None])[sizes > 0] for side, sizes in ((first, m1), (second, m2))
        ]
        values[piece] = BLOCK_TESTS[name](*rates)
    return values


def _totals(matrix: sparse.csr_array) -> np.ndarray:
    return np.asarray(matrix.sum(axis=0)).ravel().astype(np.int64)


def _containing(matrix: sparse.csr_array) -> np.ndarray:
    return np.bincount(matrix.indices[matrix.data > 0], minlength=matrix.shape[1])


def _order(table: pd.DataFrame, alpha: float) -> np.ndarray:
    significant = (table["q_value"] < alpha).to_numpy()
    size = np.abs(table["log_ratio"].to_numpy())
    hits = (table["frequency_target"] + table["frequency_reference"]).to_numpy()
    p = np.where(significant, 0.0, table["p_value"].fillna(2.0).to_numpy())
    return np.lexsort((np.arange(len(table)), -hits, -size, p, ~significant))


def _known(names: list[str]) -> list[str]:
    for name in names:
        one_of("measures", name, [*MEASURES, *BLOCK_TESTS])
    return list(dict.fromkeys(names))


def _checked(min_frequency: int, n_permutations: int, alpha: float) -> None:
    if min_frequency < 1:
        raise InputError(f"min_frequency must be at least 1; got {min_frequency}.")
    if n_permutations < 0:
        raise InputError(f"n_permutations must not be negative; got {n_permutations}.")
    if not 0 < alpha < 1:
        raise InputError(f"alpha must lie between 0 and 1; got {alpha}.")


def sides(
    counts: Counts, target: str, reference: str | Sequence[str] | None
) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Positions of the blocks of both sides, and the groups of the reference (all others if None)."""
    groups = counts.groups
    hint = "groups come from count(group=…)."
    one_of("target", target, groups, hint=hint)
    if reference is None:
        names = tuple(group for group in groups if group != target)
        if not names:
            raise InputError(f"counts must hold at least two groups; got {groups}. Hint: {hint}")
    else:
        names = (reference,) if isinstance(reference, str) else tuple(reference)
        for name in names:
            one_of("reference", name, groups, hint=hint)
        if target in names or not names:
            raise InputError(f"reference must be groups other than the target {target!r}; got {list(names)}.")
    rows = np.concatenate([counts.rows(name) for name in names])
    return counts.rows(target), np.sort(rows), names
