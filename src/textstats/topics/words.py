"""Topics as words: the words that name a topic, the topics of a word, how little topics overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from textstats.errors import InputError

if TYPE_CHECKING:
    from textstats.stats.counts import Counts
    from textstats.topics.model import TopicModel


def feature_names(model: TopicModel) -> np.ndarray:
    """The words of the model's columns, or their numbers."""
    return np.asarray(getattr(model, "feature_names_in_", np.arange(model.n_features_in_)), dtype=object)


def relevance(model: TopicModel, relevance_lambda: float = 1.0) -> np.ndarray:
    """λ·ln p(w|t) + (1−λ)·ln(p(w|t)/p(w)): topics × words; −inf where a topic does not hold the word."""
    if not 0.0 <= relevance_lambda <= 1.0:
        raise InputError(f"relevance_lambda must lie between 0 and 1; got {relevance_lambda!r}.")
    chance = model.components_
    mixture = model.topic_share_ @ chance
    held = chance > 0
    logs = np.log(np.where(held, chance, 1.0))
    lift = logs - np.log(np.where(mixture > 0, mixture, 1.0))
    return np.asarray(np.where(held, relevance_lambda * logs + (1 - relevance_lambda) * lift, -np.inf))


def top_words(model: TopicModel, *, n: int = 10, relevance_lambda: float = 1.0) -> pd.DataFrame:
    """Words that name each topic.

    With `relevance_lambda=1` words are ordered by their probability in the topic, towards 0 by how much more
    probable they are there than elsewhere (lift); Sievert & Shirley found .6 easiest to read.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    n : int
        Words per topic.
    relevance_lambda : float
        λ between 0 (lift alone) and 1 (probability alone).

    Returns
    -------
    DataFrame
        `topic` (the model's id), `rank` (0 = first), `type`, `probability` (of the word in the topic), `lift`
        (probability in the topic over probability in the corpus as the model sees it), `relevance` (natural
        logarithms), `share` (of the topic in the corpus). Words of probability 0 in the topic are left out, so
        that a topic may have fewer than n.

    References
    ----------
    Sievert & Shirley (2014), LDAvis, Proc. ILLVI, 63-70, eq. 1.

    Examples
    --------
    >>> from textstats.topics import TopicModel
    >>> model = TopicModel(2).fit(pd.DataFrame({"tax": [4, 3, 0], "vote": [2, 3, 0], "goal": [0, 0, 2]}))
    >>> top_words(model, n=1)["type"].tolist()
    ['tax', 'goal']
    """
    if n < 1:
        raise InputError(f"n must be at least 1 word; got {n!r}.")
    scores = relevance(model, relevance_lambda)
    names, chance = feature_names(model), model.components_
    mixture = model.topic_share_ @ chance
    rows: list[dict[str, Any]] = []
    for topic, line in enumerate(scores):
        order = np.argsort(-line, kind="stable")[:n]
        rows += [
            {
                "topic": topic,
                "rank": rank,
                "type": names[word],
                "probability": chance[topic, word],
                "lift": chance[topic, word] / mixture[word],
                "relevance": line[word],
                "share": model.topic_share_[topic],
            }
            for rank, word in enumerate(order)
            if np.isfinite(line[word])
        ]
    frame = pd.DataFrame(rows, columns=["topic", "rank", "type", "probability", "lift", "relevance", "share"])
    frame.attrs = {"n": n, "relevance_lambda": relevance_lambda}
    return frame


def topic_diversity(words: pd.DataFrame | TopicModel, *, n: int = 10) -> float:
    """Share of distinct words among the topics' first `n` words: 1 = no word names two topics.

    Takes a fitted model or a frame with `topic`, `rank`, `type` (see `top_words`). NaN without words.

    References
    ----------
    Dieng, Ruiz & Blei (2020), TACL 8, 439-453, section 6.

    >>> topic_diversity(pd.DataFrame({"topic": [0, 0, 1, 1], "rank": [0, 1, 0, 1], "type": ["a", "b", "a", "c"]}))
    0.75
    """
    frame = words if isinstance(words, pd.DataFrame) else top_words(words, n=n)
    first = frame.loc[frame["rank"] < n, "type"]
    return float(first.nunique() / len(first)) if len(first) else float("nan")


def content_words(
    counts: Counts, *, min_blocks: int = 2, max_share: float = 0.5, stop_words: frozenset[str] | None = None
) -> Counts:
    """The words a topic may be made of: in at least `min_blocks` blocks and at most `max_share` of them.

    Parameters
    ----------
    counts : Counts
        Blocks × types.
    min_blocks : int
        A word of one block cannot join two.
    max_share : float
        A word of nearly every block sets none apart.
    stop_words : frozenset of str, optional
        Left out; by default words of grammar (`textstats.text.stop_words`). An empty frozenset keeps all.

    Returns
    -------
    Counts
        `n_tokens` of the blocks stay.
    """
    if stop_words is None:
        from textstats.text.stop_words import STOP_WORDS

        stop_words = STOP_WORDS
    blocks = np.asarray((counts.matrix > 0).sum(axis=0)).ravel()
    keep = (blocks >= min_blocks) & (blocks <= max_share * counts.matrix.shape[0])
    keep &= ~counts.types.isin(list(stop_words))
    keep &= np.array([any(map(str.isalpha, str(word))) and len(str(word)) > 1 for word in counts.types], dtype=bool)
    return counts.select(keep)
