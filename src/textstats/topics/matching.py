"""Are these the same topics? Matching two solutions, and how well a topic survives losing documents."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.topics.npmi import topic_lists

if TYPE_CHECKING:
    from textstats.topics.model import TopicModel

MEASURES = ("jaccard", "cosine")


def similarities(one: TopicModel, other: TopicModel, *, measure: str = "jaccard", n: int = 10) -> np.ndarray:
    """Likeness of every topic of one model with every topic of the other: topics × topics, 0 to 1."""
    one_of("measure", measure, MEASURES)
    if measure == "jaccard":
        left, right = topic_lists(one, n), topic_lists(other, n)
        table = np.zeros((len(one.components_), len(other.components_)))
        for i, a in left.items():
            for j, b in right.items():
                table[i, j] = len({*a} & {*b}) / max(len({*a} | {*b}), 1)
        return table
    if one.components_.shape[1] != other.components_.shape[1]:
        raise InputError("models must be fitted on the same words to be compared by cosine. Hint: counts.select().")
    sides = [m.components_ / np.linalg.norm(m.components_, axis=1, keepdims=True) for m in (one, other)]
    return np.asarray(np.clip(sides[0] @ sides[1].T, 0.0, 1.0))


def match_topics(one: TopicModel, other: TopicModel, *, measure: str = "jaccard", n: int = 10) -> pd.DataFrame:
    """Pair the topics of two models so that the total likeness is greatest (Hungarian method).

    Parameters
    ----------
    one, other : TopicModel
        Fitted models.
    measure : {"jaccard", "cosine"}
        Overlap of the first n words (shared / all of both), or cosine of the word distributions.
    n : int
        Words per topic for "jaccard".

    Returns
    -------
    DataFrame
        One row per topic of `one`: `topic`, `match` (topic of `other`; missing where `other` has fewer),
        `similarity` (0 to 1; NaN without a match).

    References
    ----------
    Greene, O'Callaghan & Cunningham (2014), How many topics? Stability analysis, ECML, section 3.

    Examples
    --------
    >>> from textstats.topics import TopicModel
    >>> frame = pd.DataFrame({"tax": [4, 3, 0], "vote": [2, 3, 0], "goal": [0, 0, 2]})
    >>> match_topics(TopicModel(2).fit(frame), TopicModel(2).fit(frame))["similarity"].tolist()
    [1.0, 1.0]
    """
    from scipy.optimize import linear_sum_assignment

    table = similarities(one, other, measure=measure, n=n)
    rows, columns = linear_sum_assignment(-table)
    frame = pd.DataFrame({"topic": np.arange(len(table))})
    frame["match"] = pd.array([pd.NA] * len(table), dtype="Int64")
    frame["similarity"] = np.nan
    frame.loc[rows, "match"] = columns
    frame.loc[rows, "similarity"] = table[rows, columns]
    frame.attrs = {"measure": measure, "n": n}
    return frame


def stability(
    model: TopicModel,
    X: Any,
    *,
    n_samples: int = 10,
    share: float = 0.8,
    measure: str = "jaccard",
    n: int = 10,
    seed: int = 1917,
) -> pd.DataFrame:
    """How much of each topic is found again when a part of the documents is left out.

    The model is fitted on all documents and on `n_samples` random subsets; each topic is matched with its nearest in
    every subset (Hungarian). A topic that hangs on a few documents falls apart.

    Parameters
    ----------
    model : TopicModel
        Its parameters are used; it is not changed and need not be fitted.
    X : Counts or documents × words
        The documents.
    n_samples : int
        Subsets.
    share : float
        Share of the documents in a subset, without replacement.
    measure, n
        See `match_topics`.
    seed : int
        Of the subsets.

    Returns
    -------
    DataFrame
        `topic` (as the model fitted on all), `stability` (mean likeness over the subsets, 0 to 1 = always found
        again), `ci_low` and `ci_high` (5th and 95th percentile over subsets), `n_samples`. `attrs["mean"]` is the mean.

    References
    ----------
    Greene, O'Callaghan & Cunningham (2014), ECML, section 3.2.
    """
    if not 0 < share <= 1:
        raise InputError(f"share must lie above 0 and not above 1; got {share!r}.")
    if n_samples < 1:
        raise InputError(f"n_samples must be at least 1; got {n_samples!r}.")
    from sklearn.base import clone

    matrix = as_matrix(X)
    n_rows = matrix.shape[0]
    size = max(round(share * n_rows), 1)
    random = np.random.default_rng(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = clone(model).fit(matrix)
        found = [
            match_topics(
                whole, clone(model).fit(matrix[np.sort(random.permutation(n_rows)[:size])]), measure=measure, n=n
            )
            for _ in range(n_samples)
        ]
    table = np.array([frame["similarity"].to_numpy() for frame in found])
    result = pd.DataFrame(
        {
            "topic": np.arange(table.shape[1]),
            "stability": table.mean(axis=0),
            "ci_low": np.percentile(table, 5, axis=0),
            "ci_high": np.percentile(table, 95, axis=0),
            "n_samples": n_samples,
        }
    )
    result.attrs = {"measure": measure, "n": n, "share": share, "seed": seed, "mean": float(table.mean())}
    return result


def as_matrix(X: Any) -> Any:
    """The documents as something whose rows can be taken."""
    from scipy import sparse

    from textstats.stats.counts import Counts

    if isinstance(X, Counts):
        return sparse.csr_matrix(X.matrix, dtype=np.float64)
    if sparse.issparse(X):
        return sparse.csr_matrix(X)
    return np.asarray(X)
