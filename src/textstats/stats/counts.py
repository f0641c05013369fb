"""Counts: the narrow waist between text and statistics.

Left of it everything knows text, right of it only numbers. A block is the unit that is resampled: a
paragraph in an article, a document in a corpus, a shard of documents in a huge one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each type occurs in each block.

    Attributes
    ----------
    matrix : scipy.sparse.csr_array, shape (n_blocks, n_types), int64
        Occurrences.
    blocks : pandas.DataFrame, n_blocks rows
        `group`, `block` and `n_tokens` (all tokens of the block, so that dropping types never changes a
        denominator), in text order. The index is 0 … n_blocks−1.
    types : pandas.Index, n_types
        The types, sorted by code point.
    attrs : dict
        Provenance: `corpus` (checksum), parameters.
    """

    matrix: sparse.csr_array
    blocks: pd.DataFrame
    types: pd.Index
    attrs: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape = (len(self.blocks), len(self.types))
        if self.matrix.shape != shape:
            raise InputError(f"matrix must have shape blocks × types = {shape}; got {self.matrix.shape}.")

    @property
    def groups(self) -> list[str]:
        """The groups, in order of appearance."""
        return [str(group) for group in pd.unique(self.blocks["group"].astype(str))]

    @property
    def n_tokens(self) -> pd.Series:
        """Tokens per group, in order of appearance."""
        return self.blocks.groupby(self.blocks["group"].astype(str), sort=False)["n_tokens"].sum()

    def by_group(self) -> pd.DataFrame:
        """Frequency of each type in each group: types × groups, integers."""
        columns = {}
        for group in self.groups:  # a product, because rows by themselves would be a copy of the matrix
            belongs = np.zeros(self.matrix.shape[0], dtype=self.matrix.dtype)
            belongs[self.rows(group)] = 1
            columns[group] = belongs @ self.matrix
        return pd.DataFrame(columns, index=self.types)

    def rows(self, group: str) -> np.ndarray:
        """Positions of the blocks of `group`, in text order."""
        one_of("group", group, self.groups, hint="groups come from count(group=…).")
        return np.flatnonzero(self.blocks["group"].astype(str).to_numpy() == group)

    def select(self, types: Sequence[str] | np.ndarray | pd.Index) -> Counts:
        """These types alone, a boolean mask or names; denominators stay."""
        keep = np.asarray(types)
        if keep.dtype != bool:
            keep = self.types.isin(pd.Index(types))
        positions = np.flatnonzero(keep)
        return Counts(self.matrix[:, positions].tocsr(), self.blocks, self.types[positions], dict(self.attrs))


def count(
    tokens: pd.DataFrame,
    *,
    group: str | Mapping[str, str] = "doc_id",
    block: str | int = "paragraph",
    by: str = "type",
) -> Counts:
    """Count types in blocks.

    Parameters
    ----------
    tokens : DataFrame
        One row per token, in text order (see `tokenize`).
    group : str or mapping
        A column of `tokens`, or a mapping from `doc_id` to the name of its group (`corpus.groups`).
    block : {"paragraph", "sentence", "document"} or int
        The unit that is resampled. An integer makes windows of about that many tokens inside a document:
        a document of n tokens is cut into max(1, round(n / block)) windows whose sizes differ by one at most.
    by : str
        The column to count: "type", "token", or one that you added (lemma, stem, code). Rows in which it is
        missing are not counted but stay in `n_tokens`.

    Returns
    -------
    Counts

    Raises
    ------
    InputError
        If a column is missing, there is no token, or `block` is not known.
    """
    if len(tokens) == 0:
        raise InputError(
            "tokens must hold at least one row; got none. Hint: is the filter (voice, document) too narrow?"
        )
    if isinstance(group, str):
        one_of("group", group, map(str, tokens.columns))
        groups = tokens[group].astype(str).to_numpy()
    else:
        documents = tokens["doc_id"].astype("category")
        unmapped = [str(d) for d in documents.cat.categories if str(d) not in group]
        if unmapped:
            raise InputError(f"group must name a group for every doc_id; missing {unmapped[:5]}.")
        names = np.array([group[str(d)] for d in documents.cat.categories], dtype=object)
        groups = names[documents.cat.codes.to_numpy()]
    one_of("by", by, map(str, tokens.columns))

    doc_codes = pd.factorize(tokens["doc_id"])[0]
    if isinstance(block, bool) or not isinstance(block, (str, int)):
        raise InputError(f"block must be a name or a number of tokens; got {block!r}.")
    if isinstance(block, int):
        if block < 1:
            raise InputError(f"block must be at least 1 token; got {block}.")
        inner = _windows(doc_codes, block)
    elif one_of("block", block, ("paragraph", "sentence", "document")) == "document":
        inner = np.zeros(len(tokens), dtype=np.int64)
    else:
        inner = tokens[block].to_numpy()

    group_codes, group_names = pd.factorize(groups)
    inner_codes, inner_names = pd.factorize(inner)
    key = (group_codes * (doc_codes.max() + 1) + doc_codes) * len(inner_names) + inner_codes
    row_codes, uniques = pd.factorize(key)
    _, first = np.unique(row_codes, return_index=True)
    column = tokens[by].astype("category")
    codes = column.cat.codes.to_numpy()
    categories = column.cat.categories.astype(str)
    used = np.unique(codes[codes >= 0])
    order = used[np.argsort(categories[used].to_numpy(dtype=object), kind="stable")]
    rank = np.full(len(categories), -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    present = codes >= 0
    n_blocks = len(uniques)
    matrix = sparse.coo_array(
        (np.ones(int(present.sum()), dtype=np.int64), (row_codes[present], rank[codes[present]])),
        shape=(n_blocks, len(order)),
    ).tocsr()
    matrix.sum_duplicates()
    blocks = pd.DataFrame(
        {
            "group": np.asarray(group_names, dtype=object)[group_codes[first]],
            "doc_id": tokens["doc_id"].astype(str).to_numpy()[first],
            "block": np.asarray(inner_names)[inner_codes[first]],
            "n_tokens": np.bincount(row_codes, minlength=n_blocks),
        }
    )
    attrs = {"block": block, "by": by, **{k: v for k, v in tokens.attrs.items() if k == "corpus"}}
    return Counts(matrix, blocks, pd.Index(categories[order], name=by), attrs)


def _windows(doc_codes: np.ndarray, size: int) -> np.ndarray:
    """Number of the window of about `size` tokens that each token lies in, per document."""
    n_docs = int(doc_codes.max()) + 1
    lengths = np.bincount(doc_codes, minlength=n_docs)
    n_windows = np.maximum(1, np.round(lengths / size)).astype(np.int64)
    order = np.argsort(doc_codes, kind="stable")
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    within = np.empty(len(doc_codes), dtype=np.int64)
    within[order] = np.arange(len(doc_codes)) - np.repeat(starts, lengths)
    return np.asarray(within * n_windows[doc_codes] // lengths[doc_codes])
