"""Which tokens stand near which: by their place in the text, never across a document or a sentence.

Distance is counted in `position`, not in rows: where a filter took tokens out (a voice, stop words), what is
left does not move together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.text.query import Hits, find
from textstats.text.token_rule import type_of

Window = int | tuple[int, int]


def sides(window: Window) -> tuple[int, int]:
    """How many tokens before and after.

    >>> sides(5), sides((0, 1))
    ((5, 5), (0, 1))
    """
    left, right = (window, window) if isinstance(window, int) else window
    if isinstance(window, bool) or min(left, right) < 0 or left + right < 1:
        raise InputError(f"window must be tokens on each side, or (before, after), not both 0; got {window!r}.")
    return int(left), int(right)


class Places:
    """Where each token stands: rows can be looked up by distance within one region of the text.

    Parameters
    ----------
    tokens : DataFrame
        With `position` (and `doc_id`, where there are several documents).
    within : str or sequence of str
        Columns that must agree: "sentence", "paragraph", "voice", "speaker", or several. `doc_id` always.
    """

    def __init__(self, tokens: pd.DataFrame, within: str | Sequence[str] = "sentence") -> None:
        columns = [within] if isinstance(within, str) else list(within)
        for column in (*columns, "doc_id", "position"):
            one_of("within" if column in columns else "column", column, map(str, tokens.columns))
        region = np.zeros(len(tokens), dtype=np.int64)
        for column in ("doc_id", *columns):
            codes = pd.factorize(tokens[column], use_na_sentinel=False)[0]
            region = pd.factorize(region * (int(codes.max(initial=0)) + 1) + codes)[0]
        position = tokens["position"].to_numpy().astype(np.int64)
        self._span = int(position.max(initial=0)) + 1
        self._reach = self._span  # a region's keys lie 2 spans apart, so that no distance leads into another
        self._key = region * 2 * self._span + position
        self._order = np.argsort(self._key, kind="stable")
        self._sorted = self._key[self._order]
        if (np.diff(self._sorted) == 0).any():
            raise InputError("tokens must hold each position of a document once. Hint: was the table stacked twice?")

    def at(self, rows: np.ndarray, distance: int) -> np.ndarray:
        """The row that stands `distance` tokens after each of `rows`, −1 where none does in its region."""
        if abs(distance) >= self._reach:
            return np.full(len(rows), -1, dtype=np.int64)
        wanted = self._key[rows] + distance
        place = np.searchsorted(self._sorted, wanted)
        place[place == len(self._sorted)] = 0
        return np.where(self._sorted[place] == wanted, self._order[place], -1) if len(rows) else rows


def node_hits(tokens: pd.DataFrame, node: str | Sequence[str] | np.ndarray, by: str) -> Hits:
    """Where the node stands: the row of its first token and its length, for each hit.

    A string is a query, as in a concordance; a sequence holds values of the column `by` (types in any case); a
    mask has one truth value for each token.
    """
    if isinstance(node, str):
        return find(tokens, node)
    if isinstance(node, np.ndarray) and node.dtype == bool:
        if len(node) != len(tokens):
            raise InputError(f"node must have one truth value for each of {len(tokens)} tokens; got {len(node)}.")
        rows = np.flatnonzero(node)
    else:
        wanted = [type_of(word) for word in node] if by == "type" else list(node)
        rows = np.flatnonzero(tokens[by].astype(str).isin(wanted).to_numpy())
    return Hits(rows, np.ones(len(rows), dtype=np.int64))


def node_mask(hits: Hits, n_tokens: int) -> np.ndarray:
    """Which tokens belong to a hit."""
    mask = np.zeros(n_tokens, dtype=bool)
    for distance in range(int(hits.lengths.max(initial=0))):
        mask[hits.rows[hits.lengths > distance] + distance] = True
    return mask


def near_rows(
    tokens: pd.DataFrame, node: np.ndarray, window: Window, within: str | Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Masks of the tokens that stand before and after a node inside its window; the node itself is neither.

    A token between two nodes may be both.
    """
    places = Places(tokens, within)
    hits = np.flatnonzero(node)
    left, right = sides(window)
    before, after = np.zeros(len(tokens), dtype=bool), np.zeros(len(tokens), dtype=bool)
    for mask, sign, reach in ((before, -1, left), (after, 1, right)):
        for distance in range(1, reach + 1):
            found = places.at(hits, sign * distance)
            mask[found[found >= 0]] = True
    return before & ~node, after & ~node
