"""Coherence: whether the words that name a topic really stand together in text."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.topics.windows import Cooccurrence, cooccurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textstats.topics.model import TopicModel

EPSILON = 1e-12
WINDOWS = {"npmi": 10, "c_v": 110}


def coherence(
    words: pd.DataFrame | TopicModel | Sequence[Sequence[str]],
    reference: Cooccurrence | pd.DataFrame | Iterable[Sequence[str]],
    *,
    measure: str = "npmi",
    n: int = 10,
    window: int | None = None,
    variant: str = "exact",
) -> pd.DataFrame:
    """How much the first words of each topic attract each other in a reference text.

    NPMI asks of each pair of words whether it shares windows more often than chance; C_V asks whether the words
    of a topic keep the same company. Score on text that the model has not seen where you can: on its own text
    a model can gain by choosing rare words.

    Parameters
    ----------
    words : DataFrame, TopicModel or lists of words
        `top_words` (columns `topic`, `rank`, `type`), a fitted model, or one list of words per topic.
    reference : Cooccurrence, tokens or documents
        Counted windows, or text for `cooccurrence` to count.
    measure : {"npmi", "c_v"}
        The measure.
    n : int
        Words per topic.
    window : int, optional
        Tokens in a window where the reference is text; by default 10 for NPMI and 110 for C_V, as published.
    variant : {"exact", "gensim"}
        How text is counted (see `cooccurrence`).

    Returns
    -------
    DataFrame
        `topic`, `coherence` (higher is better; NPMI from −1 to 1, C_V from 0 to 1 in practice), `n_found` (words
        found in the reference) and `n_pairs`. NaN where fewer than two of the words occur in the reference; a pair
        that fills every window has no NPMI and is left out.

    Notes
    -----
    NPMI(i, j) = ln((p_ij + ε) / (p_i p_j)) / −ln(p_ij + ε), ε = 1e-12, natural logarithm, mean over pairs. C_V: each
    word's vector of NPMI with all words of the topic, cosine with the sum of these vectors, mean over words.

    References
    ----------
    Röder, Both & Hinneburg (2015), Exploring the space of topic coherence measures, WSDM, sections 3.1-3.4.

    Examples
    --------
    >>> documents = [["tax", "vote"], ["tax", "vote"], ["goal", "match"], ["goal"]]
    >>> coherence([["tax", "vote"], ["tax", "goal"]], documents)["coherence"].round(2).tolist()
    [1.0, -0.95]
    """
    one_of("measure", measure, WINDOWS)
    if n < 2:
        raise InputError(f"n must be at least 2 words; got {n!r}.")
    lists = topic_lists(words, n)
    if not isinstance(reference, Cooccurrence):
        size = WINDOWS[measure] if window is None else window
        needed = list(dict.fromkeys(word for topic in lists.values() for word in topic))
        reference = cooccurrence(reference, types=needed, window=size, variant=variant)
    rows = [(topic, *_score(group, reference, measure)) for topic, group in lists.items()]
    frame = pd.DataFrame(rows, columns=["topic", "coherence", "n_found", "n_pairs"])
    frame.attrs = {"measure": measure, "n": n, "window": reference.window, "variant": reference.variant}
    return frame


def topic_lists(words: pd.DataFrame | TopicModel | Sequence[Sequence[str]], n: int) -> dict[int, list[str]]:
    """The first n words of each topic, whatever form they came in."""
    if hasattr(words, "components_"):
        from textstats.topics.words import top_words

        words = top_words(cast("TopicModel", words), n=n)
    if isinstance(words, pd.DataFrame):
        first = words.loc[words["rank"] < n].sort_values(["topic", "rank"], kind="stable")
        return {cast("int", topic): list(group) for topic, group in first.groupby("topic", sort=True)["type"]}
    if any(isinstance(topic, str) for topic in words):
        raise InputError("words must hold one list of words per topic; got strings.")
    return {topic: list(group)[:n] for topic, group in enumerate(words)}


def _score(group: list[str], reference: Cooccurrence, measure: str) -> tuple[float, int, int]:
    place = reference.types.get_indexer(pd.Index(group, dtype=object))
    place = place[place >= 0]
    counts = reference.matrix[place][:, place].toarray().astype(np.float64)
    counts = counts[np.ix_(np.diag(counts) > 0, np.diag(counts) > 0)]
    n_words = len(counts)
    if n_words < 2:
        return float("nan"), n_words, 0
    both = counts / reference.n_windows
    one = np.diag(both)
    with np.errstate(divide="ignore", invalid="ignore"):
        table = np.log((both + EPSILON) / np.outer(one, one)) / -np.log(both + EPSILON)
    table = np.where(both < 1, table, np.nan)
    pairs = table[np.triu_indices(n_words, 1)]
    n_pairs = int(np.isfinite(pairs).sum())
    if n_pairs == 0:
        return float("nan"), n_words, 0
    if measure == "npmi":
        return float(np.nanmean(pairs)), n_words, n_pairs
    table = np.nan_to_num(table, nan=0.0)
    context = table.sum(axis=0)
    sizes = np.linalg.norm(table, axis=1) * np.linalg.norm(context)
    with np.errstate(invalid="ignore"):
        cosine = np.where(sizes > 0, table @ context / sizes, np.nan)
    return (float(np.nanmean(cosine)) if np.isfinite(cosine).any() else float("nan")), n_words, n_pairs
