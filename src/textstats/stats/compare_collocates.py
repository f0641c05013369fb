"""The company of one word in two texts: what stands near it here and not there, and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError
from textstats.stats.contingency import Array
from textstats.stats.counts import Counts, count
from textstats.stats.jackknife import join_blocks
from textstats.stats.keyness import keyness
from textstats.stats.neighbours import Window, near_rows, node_hits, node_mask


def compare_collocates(
    tokens: pd.DataFrame,
    node: str | Sequence[str] | np.ndarray,
    target: str,
    reference: str | Sequence[str] | None = None,
    *,
    window: Window = 5,
    within: str | Sequence[str] = "sentence",
    group: str | Mapping[str, str] = "doc_id",
    block: str | int = "paragraph",
    by: str = "type",
    min_frequency: int = 5,
    n_permutations: int = 9999,
    alpha: float = 0.05,
    seed: int = 1917,
) -> pd.DataFrame:
    """Which words keep company with the same node in the target and in the reference.

    Two questions, two answers. The log ratio compares how often a word stands near the node on both sides; a word
    that one side uses more everywhere comes out too. The attraction divides that by the word's rate elsewhere
    in the same text: a difference of attraction says that it is the node that draws the word.

    Parameters
    ----------
    tokens : DataFrame
        One row per token, in text order.
    node : str or sequence of str
        A query as in `concordance`, a sequence of words, or a mask over `tokens`.
    target, reference : str
        Groups; the reference is all others by default.
    window, within, by
        As in `collocations`.
    group, block
        As in `count`: what is compared, and what is resampled.
    min_frequency, n_permutations, alpha, seed
        As in `keyness`.

    Returns
    -------
    DataFrame
        The columns of `keyness`, indexed by type, where the frequencies are tokens inside the windows, the rates are
        per 1,000 tokens inside windows and the blocks are paragraphs with a window in them. Then

        - `attraction_target`, `attraction_reference`: 0 = as frequent near the node as elsewhere, 1 = twice.
        - `attraction_difference`: their difference; above 0 = the node draws the word more in the target.
        - `attraction_ci_low`, `attraction_ci_high`: interval of the difference at 1 − alpha.

        `attrs` hold what `keyness` gives, and `node`, `window`, `n_nodes_target`, `n_nodes_reference`.

    Raises
    ------
    InputError
        If a name is not known, or one side has no window of the node.

    Notes
    -----
    attraction = log2[(x + ½)/(X + ½)] − log2[(y + ½)/(Y + ½)]: x of X tokens near the node, y of Y tokens elsewhere,
    the node itself in neither. Interval: difference ± t · √(s1² + s2²), s² the larger of the delete-one-block jackknife
    variance and of Σ 1/(count + ½) / ln²2 (that of independent words, below which bursts do not go and which keeps a
    count of 0 from looking certain); t with blocks less two degrees of freedom. NaN where a side has one block.
    The p and q belong to the log ratio.

    Examples
    --------
    >>> import pandas as pd
    >>> a, b = "the free press is free".split(), "the bought press is bought".split()
    >>> tokens = pd.DataFrame({"doc_id": ["a"] * 5 + ["b"] * 5, "position": [*range(5), *range(5)]})
    >>> tokens["paragraph"] = tokens["sentence"] = 0
    >>> tokens["token"] = tokens["type"] = a + b
    >>> table = compare_collocates(tokens, "press", "a", "b", n_permutations=0)
    >>> table.loc[["bought", "free", "is"], ["frequency_target", "frequency_reference", "log_ratio"]].round(2)
            frequency_target  frequency_reference  log_ratio
    type
    bought                 0                    2     -2.32
    free                   2                    0      2.32
    is                     1                    1      0.00
    """
    hits = node_hits(tokens, node, by)
    held = node_mask(hits, len(tokens))
    before, after = near_rows(tokens, held, window, within)
    beside = (before | after) & ~held
    near = _marked(tokens, beside, group, block, by)
    elsewhere = _marked(tokens, ~beside & ~held, group, block, by)
    windows = near.blocks.loc[near.blocks["n_tokens"] > 0, "group"]
    for side in {target, *([reference] if isinstance(reference, str) else reference or [])} & set(near.groups):
        if side not in set(windows):
            raise InputError(f"node must occur with company on both sides; got {node!r}, which has none in {side!r}.")
    used = np.flatnonzero(near.blocks["n_tokens"].to_numpy() > 0)
    inside = Counts(near.matrix[used], near.blocks.iloc[used].reset_index(drop=True), near.types, near.attrs)
    table = keyness(
        inside, target, reference, min_frequency=min_frequency, n_permutations=n_permutations, alpha=alpha, seed=seed
    )
    others = table.attrs["reference"]
    one, error1, n1 = _attraction(near, elsewhere, (target,), table.index)
    two, error2, n2 = _attraction(near, elsewhere, others, table.index)
    from scipy.special import stdtrit

    reach = stdtrit(max(1, n1 + n2 - 2), 1 - alpha / 2) * np.sqrt(error1**2 + error2**2)
    table["attraction_target"] = one
    table["attraction_reference"] = two
    table["attraction_difference"] = one - two
    table["attraction_ci_low"] = one - two - reach
    table["attraction_ci_high"] = one - two + reach
    names = tokens[group].astype(str) if isinstance(group, str) else tokens["doc_id"].astype(str).map(group)
    sides = names.to_numpy()[hits.rows]
    table.attrs |= {
        "node": node if isinstance(node, str) else "|".join(sorted(set(tokens[by].astype(str).to_numpy()[held]))),
        "window": window,
        "within": within,
        "n_nodes_target": int((sides == target).sum()),
        "n_nodes_reference": int(np.isin(sides, others).sum()),
    }
    return table


def _marked(
    tokens: pd.DataFrame, mask: np.ndarray, group: str | Mapping[str, str], block: str | int, by: str
) -> Counts:
    """Counts of the tokens in the mask alone, over all blocks of the text."""
    counts = count(tokens.assign(_word=tokens[by].astype("category").where(mask)), group=group, block=block, by="_word")
    blocks = counts.blocks.assign(n_tokens=np.asarray(counts.matrix.sum(axis=1)).ravel())
    return Counts(counts.matrix, blocks, counts.types.rename(by), {**counts.attrs, "by": by})


def _attraction(near: Counts, elsewhere: Counts, groups: Sequence[str], types: pd.Index) -> tuple[Array, Array, int]:
    """Attraction of each type in these groups, its standard error and the number of blocks."""
    rows = np.sort(np.concatenate([near.rows(name) for name in groups]))
    blocks = join_blocks(np.arange(len(rows)), 50)
    n_blocks = int(blocks.max()) + 1
    joined = sparse.csr_array((np.ones(len(rows)), (blocks, np.arange(len(rows)))), shape=(n_blocks, len(rows)))

    def sums(counts: Counts) -> tuple[Array, Array]:
        matrix = joined @ counts.matrix[rows]
        place = counts.types.get_indexer(types)
        found = np.zeros((n_blocks, len(types)))
        found[:, place >= 0] = matrix.tocsc()[:, place[place >= 0]].toarray()
        return found, np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()

    def attraction(x: Array, n_x: Array, y: Array, n_y: Array) -> Array:
        return np.asarray(np.log2((x + 0.5) / (n_x + 0.5)) - np.log2((y + 0.5) / (n_y + 0.5)))

    (x, n_x), (y, n_y) = sums(near), sums(elsewhere)
    value = attraction(x.sum(axis=0), n_x.sum(), y.sum(axis=0), n_y.sum())
    if n_blocks < 2:
        return value, np.full(len(types), np.nan), n_blocks
    without = attraction(x.sum(axis=0) - x, (n_x.sum() - n_x)[:, None], y.sum(axis=0) - y, (n_y.sum() - n_y)[:, None])
    resampled = (n_blocks - 1) / n_blocks * ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    independent = (1 / (x.sum(axis=0) + 0.5) + 1 / (y.sum(axis=0) + 0.5)) / np.log(2) ** 2
    return value, np.sqrt(np.maximum(resampled, independent)), n_blocks
