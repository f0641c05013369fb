"""Collocations: which words keep company with a node more than their frequency explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.stats.contingency import expected, from_marginals
from textstats.stats.measures import MEASURES, measure_table
from textstats.stats.neighbours import Places, Window, near_rows, node_hits, node_mask, sides

DEFAULT = (
    "log_likelihood", "pmi", "npmi", "mi3", "t_score", "z_score", "log_dice", "dice", "delta_p_forward",
    "delta_p_backward", "minimum_sensitivity", "phi2",
)  # fmt: skip


def collocations(
    tokens: pd.DataFrame,
    node: str | Sequence[str] | np.ndarray | None = None,
    *,
    window: Window | None = None,
    measures: Sequence[str] = DEFAULT,
    within: str | Sequence[str] = "sentence",
    by: str = "type",
    minimum: int = 5,
) -> pd.DataFrame:
    """Words that stand near a node, or pairs of neighbours, and how strongly they attract each other.

    With a node, the text is divided into the places near the node and those elsewhere, and each word is counted in
    both. Without one, every pair of neighbouring words is set against what its two words would give by chance.

    Parameters
    ----------
    tokens : DataFrame
        One row per token, in text order. To look at one voice, filter: distance goes by `position`, so that words
        on both sides of a gap do not become neighbours.
    node : str or sequence of str, optional
        A query as in `concordance` (word, phrase, `bureaucra*`, `a|b`, `lemma:`); or a sequence of words; or a mask
        over `tokens`. None: all pairs of neighbours.
    window : int or (int, int), optional
        Tokens on each side of the node, or before and after: 5 by default. For pairs: how far the second word may
        stand after the first, 1 by default.
    measures : sequence of str
        Names from `textstats.stats.measures.MEASURES`; the first one sorts.
    within : str or sequence of str
        What a window may not cross: columns of `tokens`. Documents are never crossed. `["sentence", "voice"]` keeps
        quotations apart from the words around them.
    by : str
        The column that tells words apart.
    minimum : int
        Joint occurrences below which a word is left out: read the passages instead. `attrs` say how many were.

    Returns
    -------
    DataFrame
        One row per pair, best first:

        - `node`, `collocate`: the query as given (several words joined by "|"); the word near it.
        - `joint_frequency`: O11, tokens of the collocate inside the window.
        - `before`, `after`: how many of them before and after the node; one between two nodes is in both.
        - `expected`: E11, what chance would give.
        - `frequency`: C1, tokens of the collocate in all.
        - `range`: paragraphs (or documents, where there are no paragraphs) with the pair.
        - a column for each measure; their direction and limits stand in their docstrings.

        `attrs`: `n_nodes`, `n_near` (R1), `n_tokens` (N), `n_left_out`, and the parameters.

    Raises
    ------
    InputError
        If a name or number is not allowed.

    Notes
    -----
    With a node (surface co-occurrence, Evert 2008, 4.1): N = all tokens but the nodes themselves, R1 = tokens inside
    a window, C1 = tokens of the collocate, O11 = both. A token in two windows counts once. Pairs: N = all pairs
    inside the regions, R1 = pairs that begin with the first word, C1 = pairs that end with the second.

    Programs disagree. Sketch Engine and others take the frequency of the node for R1, not the size of its windows:
    their MI is higher by about log2 of the window's width, their logDice by at most as much. NLTK takes word
    frequencies for both margins of a pair, also of words at the end of a sentence.

    References
    ----------
    Evert, S. (2008). Corpora and collocations. In Corpus Linguistics: An International Handbook, art. 58.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"doc_id": "d", "sentence": 0, "position": range(9)})
    >>> tokens["type"] = tokens["token"] = "red army and red flag and red army now".split()
    >>> table = collocations(tokens, minimum=2, measures=["pmi"])
    >>> table[["node", "collocate", "joint_frequency", "pmi"]].round(2)
      node collocate  joint_frequency   pmi
    0  and       red                2  2.00
    1  red      army                2  1.42
    """
    names = [one_of("measures", name, MEASURES) for name in measures]
    one_of("by", by, map(str, tokens.columns))
    if isinstance(minimum, bool) or minimum < 1:
        raise InputError(f"minimum must be at least 1 joint occurrence; got {minimum!r}.")
    window = window if window is not None else ((0, 1) if node is None else 5)
    if node is None:
        found, margins = _pairs(tokens, window, within, by)
    else:
        found, margins = _around(tokens, node, window, within, by)
    enough = (found["joint_frequency"] >= minimum).to_numpy()
    r1, c1, n = (np.broadcast_to(margins[name], len(found))[enough] for name in ("r1", "c1", "n"))
    table = found[enough].reset_index(drop=True)
    observed = from_marginals(table["joint_frequency"].to_numpy(), r1, c1, n)
    table.insert(list(table.columns).index("frequency"), "expected", expected(*observed)[0])
    table = pd.concat([table, measure_table(names, *observed, index=table.index)], axis=1)
    order = [*names[:1], "joint_frequency", "node", "collocate"]
    table = table.sort_values(
        order, ascending=[*[False] * len(names[:1]), False, True, True], kind="stable", ignore_index=True
    )
    table.attrs = {
        **tokens.attrs, **margins["attrs"], "window": window, "within": within, "by": by, "minimum": minimum,
        "n_left_out": int((~enough).sum()),
    }  # fmt: skip
    return table


def _parts(tokens: pd.DataFrame) -> np.ndarray:
    """The paragraph that each token lies in, as a number; the document, where there are no paragraphs."""
    document = pd.factorize(tokens["doc_id"])[0].astype(np.int64)
    if "paragraph" not in tokens:
        return document
    paragraph = tokens["paragraph"].to_numpy().astype(np.int64)
    return document * (int(paragraph.max(initial=0)) + 1) + paragraph


def _codes(tokens: pd.DataFrame, by: str) -> tuple[np.ndarray, np.ndarray]:
    column = tokens[by].astype("category")
    return column.cat.codes.to_numpy().astype(np.int64), column.cat.categories.astype(str).to_numpy(object)


def _range(pair: np.ndarray, part: np.ndarray, n_pairs: int) -> np.ndarray:
    """In how many parts each pair occurs."""
    distinct = np.unique(np.stack([pair, part]), axis=1) if len(pair) else np.zeros((2, 0), dtype=np.int64)
    return np.bincount(distinct[0], minlength=n_pairs)


def _around(
    tokens: pd.DataFrame, node: str | Sequence[str] | np.ndarray, window: Window, within: str | Sequence[str], by: str
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Counts of every word near the node, and the margins of their tables."""
    found = node_hits(tokens, node, by)
    hits = node_mask(found, len(tokens))
    before, after = near_rows(tokens, hits, window, within)
    codes, words = _codes(tokens, by)
    known = codes >= 0
    near, free = (before | after) & known, ~hits & known

    def tally(mask: np.ndarray) -> np.ndarray:
        return np.bincount(codes[mask & known], minlength=len(words))

    joint = tally(near)
    seen = np.flatnonzero(joint)
    label = node if isinstance(node, str) else "|".join(sorted(set(words[codes[hits & known]])))
    table = pd.DataFrame(
        {
            "node": label,
            "collocate": words[seen],
            "joint_frequency": joint[seen],
            "before": tally(before)[seen],
            "after": tally(after)[seen],
            "frequency": tally(free)[seen],
            "range": _range(codes[near], _parts(tokens)[near], len(words))[seen],
        }
    )
    totals = {"n_nodes": len(found.rows), "n_near": int(near.sum()), "n_tokens": int(free.sum())}
    return table, {"r1": totals["n_near"], "c1": table["frequency"], "n": totals["n_tokens"], "attrs": totals}


def _pairs(
    tokens: pd.DataFrame, window: Window, within: str | Sequence[str], by: str
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Counts of every ordered pair of neighbours, and the margins of their tables."""
    before, reach = sides(window if isinstance(window, tuple) else (0, window))
    if before:
        raise InputError(f"window must look ahead only for pairs, a number or (0, after); got {window!r}.")
    places = Places(tokens, within)
    codes, words = _codes(tokens, by)
    rows = np.flatnonzero(codes >= 0)
    firsts, seconds, parts = [], [], []
    part = _parts(tokens)
    for distance in range(1, reach + 1):
        following = places.at(rows, distance)
        full = following >= 0
        full[full] = codes[following[full]] >= 0
        firsts.append(codes[rows[full]])
        seconds.append(codes[following[full]])
        parts.append(part[rows[full]])
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    pair, seen = pd.factorize(first * max(1, len(words)) + second)
    one, two = seen // max(1, len(words)), seen % max(1, len(words))
    joint = np.bincount(pair, minlength=len(seen))
    starts, ends = (np.bincount(side, minlength=len(words)) for side in (first, second))
    table = pd.DataFrame(
        {
            "node": words[one],
            "collocate": words[two],
            "joint_frequency": joint,
            "before": np.zeros(len(seen), dtype=np.int64),
            "after": joint,
            "frequency": ends[two],
            "range": _range(pair, np.concatenate(parts), len(seen)),
        }
    )
    totals = {"n_nodes": len(pair), "n_near": len(pair), "n_tokens": len(pair)}
    return table, {"r1": starts[one], "c1": ends[two], "n": len(pair), "attrs": totals}
