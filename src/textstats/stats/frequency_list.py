"""A published list of word frequencies as the reference."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError
from textstats.stats.counts import Counts
from textstats.text.token_rule import type_of


def with_frequency_list(
    counts: Counts, frequencies: pd.Series | Mapping[str, int], *, name: str = "list", n_tokens: int | None = None
) -> Counts:
    """Add a list of frequencies to the counts, as a group of its own.

    A list says how often a word occurs in a corpus, not where. It is therefore one block, and nothing can be
    resampled: ask `keyness` for effects with `n_permutations=0`. The intervals of the log ratio are NaN then;
    `log_ratio_conservative` treats words as independent draws, which they are not, and so is too bold.

    Parameters
    ----------
    counts : Counts
        Your texts, counted by type.
    frequencies : Series or mapping of str to int
        Occurrences of each word. Spellings are made types as in `tokenize` (case, apostrophes, hyphens), and those
        that become one type are added up.
    name : str
        What the new group is called.
    n_tokens : int, optional
        Size of the corpus that was listed; by default the sum of the list. Give it where the list leaves rare words
        out, or every rate of the reference is too high.

    Returns
    -------
    Counts
        The blocks of `counts` and one more; the types of both.

    Raises
    ------
    InputError
        If the list is empty, a frequency is no whole number of at least 0, `n_tokens` is smaller than their sum, or
        the name is taken.

    Examples
    --------
    >>> from textstats.stats.counts import count
    >>> from textstats.stats.keyness import keyness
    >>> tokens = pd.DataFrame({"doc_id": "a", "paragraph": [0, 0, 1, 1], "type": ["tea", "is", "tea", "hot"]})
    >>> counts = with_frequency_list(count(tokens), {"Is": 80, "tea": 20}, n_tokens=1000)
    >>> keyness(counts, "a", n_permutations=0)["frequency_reference"].to_dict() == {"is": 80, "tea": 20, "hot": 0}
    True
    """
    series = pd.Series(frequencies)
    if series.empty:
        raise InputError("frequencies must hold at least one word; got none.")
    values = pd.to_numeric(series, errors="coerce").to_numpy(dtype=np.float64)
    wrong = ~(np.isfinite(values) & (values >= 0) & (values % 1 == 0))
    if wrong.any():
        word = series.index[int(np.argmax(wrong))]
        raise InputError(f"frequencies must be whole numbers of at least 0; {word!r} has {series[wrong].iloc[0]}.")
    if name in counts.groups:
        raise InputError(f"name must be new; {name!r} is a group of the counts already.")
    listed = pd.Series(values.astype(np.int64), index=[type_of(str(word)) for word in series.index])
    listed = listed.groupby(level=0).sum()
    total = int(listed.sum())
    size = total if n_tokens is None else n_tokens
    if size < total or size == 0:
        raise InputError(f"n_tokens must be at least the sum of the list, {total:,}, and more than 0; got {size:,}.")
    types = counts.types.union(listed.index, sort=False)
    types = pd.Index(sorted(types.astype(str)), name=counts.types.name)
    own = counts.matrix.tocoo()
    rows = np.concatenate([own.row, np.full(len(listed), own.shape[0])])
    columns = np.concatenate([types.get_indexer(counts.types)[own.col], types.get_indexer(listed.index)])
    data = np.concatenate([own.data, listed.to_numpy()]).astype(np.int64)
    matrix = sparse.coo_array((data, (rows, columns)), shape=(own.shape[0] + 1, len(types))).tocsr()
    matrix.eliminate_zeros()
    row = dict.fromkeys(counts.blocks.columns) | {"group": name, "doc_id": name, "block": 0}
    blocks = counts.blocks.astype({"group": object, "doc_id": object})
    last = pd.DataFrame([row | {"n_tokens": size}])[list(blocks.columns)].astype(blocks.dtypes.to_dict())
    return Counts(matrix, pd.concat([blocks, last], ignore_index=True), types, {**counts.attrs, "list": name})
