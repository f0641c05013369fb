"""What a text yields against itself: the number that every list of key words should stand beside."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError, one_of
from textstats.stats.contingency import from_frequencies
from textstats.stats.counts import Counts
from textstats.stats.intervals import block_interval
from textstats.stats.resampling import benjamini_hochberg, permutation_p
from textstats.stats.significance import log_likelihood, tail


def self_null(
    counts: Counts,
    group: str,
    *,
    split: str = "random",
    share: float = 0.5,
    n_splits: int = 20,
    min_frequency: int = 5,
    n_permutations: int = 999,
    alpha: float = 0.05,
    seed: int = 1917,
) -> pd.DataFrame:
    """Count the "key words" that a text has against itself.

    A part of the text is held against the rest of it. Whatever is called key there is noise, or, with
    `split="halves"`, the movement of the text from its beginning to its end.

    Parameters
    ----------
    counts : Counts
        Occurrences by block.
    group : str
        The text.
    split : {"random", "halves"}
        "random": blocks drawn at random, `n_splits` times; "halves": the first `share` of the tokens against
        what follows, once.
    share : float
        Part of the tokens (halves) or blocks (random) that stands as target. Take the share that the target has
        in the comparison the null belongs to.
    n_splits : int
        Random divisions.
    min_frequency : int
        Types with fewer hits in the text are left out.
    n_permutations : int
        For the permutation p of each division.
    alpha : float
        Level at which a word counts as key.
    seed : int
        The same seed gives the same table.

    Returns
    -------
    DataFrame
        One row a division: `split` (number from 0), `n_tokens_target`, `n_tokens_reference`, `n_tested` (types in
        the family), and how many of them are key by log-likelihood as if words were independent
        (`n_key_log_likelihood`), by the permutation p (`n_key_p`), by q (`n_key_q`) and by an interval of the log
        ratio without 0 (`n_key_interval`). `attrs` hold the parameters.

    Raises
    ------
    InputError
        If the group is not known, has fewer than four blocks, or an option breaks its rule.

    Examples
    --------
    >>> import pandas as pd
    >>> from textstats.stats.counts import count
    >>> tokens = pd.DataFrame({"doc_id": "a", "paragraph": [0, 0, 1, 1, 2, 2, 3, 3], "type": ["war", "is"] * 4})
    >>> self_null(count(tokens), "a", split="halves", min_frequency=1).iloc[0].tolist()
    [0, 4, 4, 2, 0, 0, 0, 0]
    """
    one_of("split", split, ("random", "halves"))
    if not 0 < share < 1:
        raise InputError(f"share must lie between 0 and 1; got {share}.")
    if n_splits < 1 or n_permutations < 1:
        raise InputError(f"n_splits and n_permutations must be at least 1; got {n_splits} and {n_permutations}.")
    rows = counts.rows(group)
    if len(rows) < 4:
        raise InputError(f"group must have at least four blocks; {group!r} has {len(rows)}. Hint: use smaller blocks.")
    matrix = counts.matrix[rows]
    frequency = np.asarray(matrix.sum(axis=0)).ravel()
    tested = matrix.tocsc()[:, np.flatnonzero(frequency >= min_frequency)].tocsr()
    sizes = counts.blocks["n_tokens"].to_numpy()[rows]
    rng = np.random.default_rng(seed)
    if split == "halves":
        # the cut between blocks that comes nearest to the share, with two blocks on either side at least
        reached = np.cumsum(sizes)[1:-2] / sizes.sum()
        divisions = [np.arange(len(rows)) < 2 + int(np.argmin(np.abs(reached - share)))]
    else:
        n_target = min(max(2, round(share * len(rows))), len(rows) - 2)
        first = np.arange(len(rows)) < n_target
        divisions = [rng.permutation(first) for _ in range(n_splits)]
    records = [
        _division(number, tested, sizes, division, n_permutations, alpha, rng)
        for number, division in enumerate(divisions)
    ]
    table = pd.DataFrame(records)
    table.attrs |= {
        **counts.attrs,
        "group": group,
        "split": split,
        "share": share,
        "family": f"types with at least {min_frequency} hits",
        "n_permutations": n_permutations,
        "alpha": alpha,
        "seed": seed,
    }
    return table


def _division(
    number: int,
    tested: sparse.csr_array,
    sizes: np.ndarray,
    in_target: np.ndarray,
    n_permutations: int,
    alpha: float,
    rng: np.random.Generator,
) -> dict[str, int]:
    one, two = tested[np.flatnonzero(in_target)], tested[np.flatnonzero(~in_target)]
    n1, n2 = int(sizes[in_target].sum()), int(sizes[~in_target].sum())
    f1, f2 = np.asarray(one.sum(axis=0)).ravel(), np.asarray(two.sum(axis=0)).ravel()
    p = permutation_p(tested, sizes, in_target, n_permutations=n_permutations, seed=rng)
    low, high = block_interval(one, two, sizes[in_target], sizes[~in_target], confidence=1 - alpha)
    naive = tail(log_likelihood(*from_frequencies(f1, f2, n1, n2)))
    return {
        "split": number,
        "n_tokens_target": n1,
        "n_tokens_reference": n2,
        "n_tested": tested.shape[1],
        "n_key_log_likelihood": int((naive < alpha).sum()),
        "n_key_p": int((p < alpha).sum()),
        "n_key_q": int((benjamini_hochberg(p) < alpha).sum()),
        "n_key_interval": int(((low > 0) | (high < 0)).sum()),
    }
