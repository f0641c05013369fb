"""N-grams: runs of n neighbouring words, as a table of occurrences that counts like tokens do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.stats.neighbours import Places, node_hits


def ngrams(
    tokens: pd.DataFrame,
    n: int = 2,
    *,
    containing: str | Sequence[str] | np.ndarray | None = None,
    within: str | Sequence[str] = "sentence",
    by: str = "type",
) -> pd.DataFrame:
    """Every run of n neighbouring words, inside sentences.

    One row for each occurrence, shaped like a table of tokens: `count`, `keyness` and `dispersion` take it as they
    take words, so that n-grams have counts on both sides, intervals and a dispersion of their own.

    Parameters
    ----------
    tokens : DataFrame
        One row per token, in text order. Words are neighbours where their `position` says so: a run never skips
        tokens that were filtered out.
    n : int
        Length in words, at least 1.
    containing : str or sequence of str, optional
        Only runs that hold this (clusters around a word): a query as in `concordance`, or a sequence of words, or a
        mask over `tokens`.
    within : str or sequence of str
        What a run may not cross: columns of `tokens`. Documents are never crossed. `["sentence", "voice"]` keeps
        quotations apart.
    by : str
        The column that tells words apart.

    Returns
    -------
    DataFrame
        The columns of `tokens` for the first word of the run, but for `token`; `stop` is that of the last word,
        `type` (or `by`) the words joined by a space, categorical. In text order.

    Raises
    ------
    InputError
        If n is not at least 1 or a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"doc_id": "d", "sentence": [0, 0, 0, 1, 1], "position": range(5)})
    >>> tokens["type"] = ["the", "red", "army", "the", "red"]
    >>> ngrams(tokens, 2)["type"].tolist()
    ['the red', 'red army', 'the red']
    """
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise InputError(f"n must be a whole number of words, at least 1; got {n!r}.")
    one_of("by", by, map(str, tokens.columns))
    places = Places(tokens, within)
    column = tokens[by].astype("category")
    codes, words = column.cat.codes.to_numpy().astype(np.int64), column.cat.categories.astype(str).to_numpy(object)
    wanted = np.zeros(len(tokens), dtype=np.int64)  # length of the hit that begins here
    if containing is not None:
        hits = node_hits(tokens, containing, by)
        wanted[hits.rows] = hits.lengths

    first = np.flatnonzero(codes >= 0)
    run, names = codes[first], words
    holds = (wanted[first] > 0) & (wanted[first] <= n)
    last = first
    for distance in range(1, n):
        following = places.at(first, distance)
        full = following >= 0
        full[full] = codes[following[full]] >= 0
        first, run, holds, last = first[full], run[full], holds[full], following[full]
        pairs, seen = pd.factorize(run * len(words) + codes[last])
        names = np.array([f"{names[key // len(words)]} {words[key % len(words)]}" for key in seen], dtype=object)
        run = pairs
        holds = holds | ((wanted[last] > 0) & (wanted[last] <= n - distance))
    if containing is not None:
        first, run, last = first[holds], run[holds], last[holds]
    kept, recoded = np.unique(run, return_inverse=True)
    table = tokens.iloc[first].drop(columns="token", errors="ignore").reset_index(drop=True)
    table[by] = pd.Categorical.from_codes(recoded.astype(np.int64), pd.Index(names[kept], dtype=object))
    if "stop" in tokens:
        table["stop"] = tokens["stop"].to_numpy()[last]
    table.attrs = {**tokens.attrs, "n": n}
    return table
