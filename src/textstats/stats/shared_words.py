"""What keyness leaves out: the words that both sides use alike, and those that one side does without."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from textstats.errors import InputError
from textstats.stats.contingency import ratio
from textstats.stats.counts import Counts
from textstats.stats.intervals import residual_squares
from textstats.stats.keyness import keyness, sides


def lockwords(
    counts: Counts,
    target: str,
    reference: str | Sequence[str] | None = None,
    *,
    margin: float = 1.0,
    min_frequency: int = 5,
    n_permutations: int = 9999,
    alpha: float = 0.05,
    seed: int = 1917,
) -> pd.DataFrame:
    """Find the words that both sides use at the same rate, as far as can be told.

    A word that is not key need not be used alike: it may be too rare to tell. A lockword is shown to be alike:
    the whole interval of its log ratio lies within ±`margin`.

    Parameters
    ----------
    counts, target, reference
        As in `keyness`.
    margin : float
        Largest log ratio that still counts as the same rate; 1 allows a factor of two either way.
    min_frequency, n_permutations, alpha, seed
        As in `keyness`; intervals are at 1 − alpha, so that a rate that differs by more than the margin is
        called alike with a chance of alpha/2 at most (two one-sided tests, Schuirmann 1987).

    Returns
    -------
    DataFrame
        The rows of `keyness` that are lockwords, the narrowest interval first; no row if there is none.

    Raises
    ------
    InputError
        If `margin` is not above 0, or as `keyness`.

    Examples
    --------
    >>> import pandas as pd
    >>> from textstats.stats.counts import count
    >>> tokens = pd.DataFrame({
    ...     "doc_id": ["a"] * 60 + ["b"] * 60, "paragraph": list(range(10)) * 12, "type": ["the", "of", "a"] * 40})
    >>> lockwords(count(tokens), "a", margin=1.5).index.tolist()
    ['a', 'of', 'the']
    """
    if not margin > 0:
        raise InputError(f"margin must be above 0; got {margin}.")
    table = keyness(
        counts,
        target,
        reference,
        min_frequency=min_frequency,
        n_permutations=n_permutations,
        alpha=alpha,
        seed=seed,
    )
    hits = table["frequency_target"] + table["frequency_reference"]
    alike = (table["ci_low"] > -margin) & (table["ci_high"] < margin) & (hits >= min_frequency)
    attrs = table.attrs
    table = table[alike].sort_index(kind="stable")
    width = (table["ci_high"] - table["ci_low"]).round(9).to_numpy()
    table = table.iloc[np.argsort(width, kind="stable")]
    table.attrs |= {**attrs, "margin": margin}
    return table


def absent(
    counts: Counts,
    target: str,
    reference: str | Sequence[str] | None = None,
    *,
    min_frequency: int = 5,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """List the words of the reference that the target does without, and how rare they must be there.

    Silence is evidence only where speech was to be expected: beside each word stands how often the target would
    have used it at the reference's rate, and the highest rate at which it could still be missing by chance.

    Parameters
    ----------
    counts, target, reference
        As in `keyness`.
    min_frequency : int
        Least number of hits in the reference.
    alpha : float
        The bound holds at 1 − alpha.

    Returns
    -------
    DataFrame
        Index `type`; `frequency_reference`, `blocks_reference`, `per_1000_reference`, `expected` (hits in the
        target at the reference's rate), `upper_per_1000` (one-sided upper bound of the target's rate), the word
        most missed (largest `expected`) first.

    Raises
    ------
    InputError
        As `keyness`.

    Notes
    -----
    upper = −ln(alpha)·φ/n tokens: the rule of three (Hanley & Lippman-Hand 1983) with the target's tokens n
    divided by φ ≥ 1, the variance of the word between the reference's blocks over that of independent draws,
    for a word that comes in bursts is missing more easily. NaN where the reference has one block only.

    Examples
    --------
    >>> import pandas as pd
    >>> from textstats.stats.counts import count
    >>> tokens = pd.DataFrame({
    ...     "doc_id": ["a"] * 6 + ["b"] * 6, "paragraph": [0, 0, 1, 1, 2, 2] * 2,
    ...     "type": ["war", "is"] * 3 + ["peace", "is"] * 3})
    >>> absent(count(tokens), "a", min_frequency=3)[["frequency_reference", "expected"]]
           frequency_reference  expected
    type
    peace                    3       3.0
    """
    if min_frequency < 1:
        raise InputError(f"min_frequency must be at least 1; got {min_frequency}.")
    if not 0 < alpha < 1:
        raise InputError(f"alpha must lie between 0 and 1; got {alpha}.")
    rows_target, rows_reference, names = sides(counts, target, reference)
    sizes = counts.blocks["n_tokens"].to_numpy()
    n1, n2 = int(sizes[rows_target].sum()), int(sizes[rows_reference].sum())
    if n1 == 0 or n2 == 0:
        raise InputError(f"target and reference must hold tokens; got {n1} and {n2}.")
    f1 = np.asarray(counts.matrix[rows_target].sum(axis=0)).ravel()
    two = counts.matrix[rows_reference]
    f2 = np.asarray(two.sum(axis=0)).ravel()
    missing = np.flatnonzero((f1 == 0) & (f2 >= min_frequency))
    two = two.tocsc()[:, missing].tocsr()
    f2 = f2[missing]
    n_blocks = len(rows_reference)
    if n_blocks > 1:
        spread = n_blocks / (n_blocks - 1) * residual_squares(two, sizes[rows_reference])
        inflation = np.maximum(1.0, ratio(spread, f2))
    else:
        inflation = np.full(len(missing), np.nan)
    table = pd.DataFrame(
        {
            "frequency_reference": f2,
            "blocks_reference": np.bincount(two.indices[two.data > 0], minlength=len(missing)),
            "per_1000_reference": 1000 * f2 / n2,
            "expected": n1 * f2 / n2,
            "upper_per_1000": 1000 * -np.log(alpha) * inflation / n1,
        },
        index=pd.Index(counts.types[missing], name="type"),
    )
    table = table.iloc[np.argsort(-f2, kind="stable")]
    table.attrs |= {
        **counts.attrs,
        "target": target,
        "reference": names,
        "n_tokens_target": n1,
        "n_tokens_reference": n2,
        "min_frequency": min_frequency,
        "alpha": alpha,
    }
    return table
