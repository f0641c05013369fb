"""Does a finding hang on the size of the blocks? The same words, with neighbouring blocks joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError
from textstats.stats.counts import Counts
from textstats.stats.keyness import keyness


def join_blocks(counts: Counts, size: int) -> Counts:
    """Join neighbouring blocks of a document until each holds `size` tokens at least.

    What is left at the end of a document goes to its last block. No group total changes.

    Examples
    --------
    >>> import pandas as pd
    >>> from textstats.stats.counts import count
    >>> counts = count(pd.DataFrame({"doc_id": "a", "paragraph": [0, 1, 1, 2, 3], "type": list("xyxyx")}))
    >>> join_blocks(counts, 2).blocks["n_tokens"].tolist()
    [3, 2]
    """
    if size < 1:
        raise InputError(f"size must be at least 1 token; got {size}.")
    sizes = counts.blocks["n_tokens"].to_numpy()
    place = pd.MultiIndex.from_frame(counts.blocks[["group", "doc_id"]].astype(str)).factorize()[0]
    joined = np.zeros(len(sizes), dtype=np.int64)
    number = -1
    for document in pd.unique(place):
        rows = np.flatnonzero(place == document)
        first, held = number + 1, 0
        for position, row in enumerate(rows):
            if position == 0 or held >= size:
                number, held = number + 1, 0
            joined[row] = number
            held += sizes[row]
        if held < size and number > first:
            joined[rows[joined[rows] == number]] = number - 1
            number -= 1
    gather = sparse.csr_array((np.ones(len(sizes), dtype=np.int64), (joined, np.arange(len(sizes)))))
    first_rows = np.unique(joined, return_index=True)[1]
    blocks = counts.blocks.iloc[first_rows].reset_index(drop=True)
    blocks["n_tokens"] = np.bincount(joined, sizes).astype(np.int64)
    matrix = sparse.csr_array(gather @ counts.matrix)
    return Counts(matrix, blocks, counts.types, {**counts.attrs, "joined_to": size})


def block_sensitivity(
    counts: Counts,
    target: str,
    reference: str | Sequence[str] | None = None,
    *,
    types: Iterable[str],
    sizes: Iterable[int] = (0, 100, 200, 400),
    min_frequency: int = 5,
    n_permutations: int = 9999,
    alpha: float = 0.05,
    seed: int = 1917,
) -> pd.DataFrame:
    """Repeat `keyness` with larger and larger blocks and show what becomes of some words.

    Words come in bursts that may be longer than a block; then blocks are no independent draws either. A finding
    that stands at every size does not hang on the choice.

    Parameters
    ----------
    counts, target, reference
        As in `keyness`, with the smallest blocks.
    types : iterable of str
        The words to follow.
    sizes : iterable of int
        Tokens that each block is joined to at least; 0 leaves the blocks as they are.
    min_frequency, n_permutations, alpha, seed
        As in `keyness`.

    Returns
    -------
    DataFrame
        Index `type`, `block_size`, in the order asked for; `n_blocks_target`, `n_blocks_reference`, `log_ratio`,
        `ci_low`, `ci_high`, `p_value`, `q_value`, `testable`.

    Raises
    ------
    InputError
        If a type does not occur on either side, or as `keyness`.
    """
    wanted = [types] if isinstance(types, str) else list(types)
    tables = {}
    for size in sizes:
        table = keyness(
            join_blocks(counts, size) if size else counts,
            target,
            reference,
            min_frequency=min_frequency,
            n_permutations=n_permutations,
            alpha=alpha,
            seed=seed,
        )
        unknown = [word for word in wanted if word not in table.index]
        if unknown:
            raise InputError(f"types must occur on either side; {unknown[:5]} do not.")
        rows = table.loc[wanted, ["log_ratio", "ci_low", "ci_high", "p_value", "q_value", "testable"]]
        for place, side in enumerate(("target", "reference")):
            rows.insert(place, f"n_blocks_{side}", table.attrs[f"n_blocks_{side}"])
        tables[size] = rows
    if not tables:
        raise InputError("sizes must name at least one size; got none.")
    joined = pd.concat(tables, names=["block_size"]).swaplevel()
    ordered = joined.loc[pd.MultiIndex.from_product([wanted, list(tables)], names=["type", "block_size"])]
    ordered.attrs |= {**counts.attrs, "target": target, "alpha": alpha, "seed": seed, "n_permutations": n_permutations}
    return ordered
