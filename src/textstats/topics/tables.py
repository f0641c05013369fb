"""Topics laid out for reading: where they lie to each other, in which blocks they stand, which words they tint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from textstats.errors import InputError, one_of
from textstats.topics.words import feature_names

if TYPE_CHECKING:
    from textstats.stats.counts import Counts
    from textstats.topics.model import TopicModel


def topic_map(model: TopicModel) -> pd.DataFrame:
    """A plane in which topics of like words lie near each other.

    Distances are square roots of the Jensen-Shannon divergence of the topics' word distributions, laid on a plane by
    classical scaling. Only distances mean anything: the axes do not.

    Returns
    -------
    DataFrame
        One row per topic: `topic` (the model's id), `x`, `y`, `share` (of the corpus), `fit` (share of the squared
        distances that the plane keeps, the same in each row: below .5 do not read the map). One topic lies at 0, 0;
        `fit` is then NaN.

    References
    ----------
    Sievert & Shirley (2014), LDAvis, section 3; Torgerson (1952), Psychometrika 17, 401-419.

    Examples
    --------
    >>> from textstats.topics import TopicModel
    >>> frame = pd.DataFrame({"tax": [4, 3, 0], "vote": [2, 3, 0], "goal": [0, 0, 2]})
    >>> topic_map(TopicModel(2).fit(frame))["x"].abs().round(2).tolist()
    [0.42, 0.42]
    """
    chance = model.components_
    k = len(chance)
    middle = (chance[:, None, :] + chance[None, :, :]) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(chance[:, None, :] > 0, chance[:, None, :] * np.log(chance[:, None, :] / middle), 0.0).sum(
            axis=2
        )
    squares = np.maximum((part + part.T) / 2, 0.0)
    centre = np.eye(k) - 1.0 / k
    values, vectors = np.linalg.eigh(-0.5 * centre @ squares @ centre)
    order = np.argsort(-values, kind="stable")[:2]
    place = np.zeros((k, 2))
    place[:, : len(order)] = vectors[:, order] * np.sqrt(np.maximum(values[order], 0.0))
    place *= np.where(place[np.abs(place).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)  # one of two mirror images
    total = float(np.maximum(values, 0.0).sum())
    fit = float(np.maximum(values[order], 0.0).sum() / total) if total > 1e-12 else np.nan
    return pd.DataFrame(
        {"topic": np.arange(k), "x": place[:, 0], "y": place[:, 1], "share": model.topic_share_, "fit": fit}
    )


def topic_blocks(model: TopicModel, counts: Counts, *, n: int | None = 5) -> pd.DataFrame:
    """The blocks in which each topic stands most: the passages behind a topic.

    Parameters
    ----------
    model : TopicModel
        Fitted.
    counts : Counts
        The blocks.
    n : int or None
        Blocks per topic; None gives all, in text order, for a strip along the texts.

    Returns
    -------
    DataFrame
        `topic`, `rank` (0 = most; by share), `group`, `doc_id`, `block`, `share` (of the topic in the block, 0 to 1),
        `n_tokens` (all tokens of the block).
    """
    if n is not None and n < 1:
        raise InputError(f"n must be at least 1 block, or None for all; got {n!r}.")
    shares = np.asarray(model.transform(counts))
    blocks = counts.blocks.reset_index(drop=True)
    tables = []
    for topic in range(shares.shape[1]):
        order = np.argsort(-shares[:, topic], kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        rows = order[:n] if n is not None else np.arange(len(order))
        table = blocks.loc[rows, [c for c in ("group", "doc_id", "block", "n_tokens") if c in blocks]]
        table.insert(0, "topic", topic)
        table.insert(1, "rank", rank[rows])
        table["share"] = shares[rows, topic]
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def word_topics(model: TopicModel, tokens: pd.DataFrame, *, by: str = "type", block: str = "paragraph") -> pd.DataFrame:
    """The topic of every word in its paragraph: for texts with words tinted by topic.

    A word belongs to the topic that makes it likeliest here: its probability in each topic, weighted by the topic's
    share of the paragraph.

    Parameters
    ----------
    model : TopicModel
        Fitted on `Counts` (its words are names).
    tokens : DataFrame
        Tokens with `doc_id`, `block` and `by`.
    by, block : str
        The column that was counted, and the unit in which shares are found.

    Returns
    -------
    DataFrame
        The rows of `tokens` whose word the model knows, with `topic` and `probability` (of that topic for this word,
        1/k to 1) added.
    """
    from scipy import sparse

    for name in ("doc_id", by, block):
        one_of("column", name, map(str, tokens.columns))
    place = pd.Index(list(feature_names(model))).get_indexer(pd.Index(tokens[by].astype(object)))
    known = np.flatnonzero(place >= 0)
    found, word = tokens.iloc[known].copy(), place[known]
    if len(found) == 0:
        return found.assign(topic=np.array([], dtype=np.int64), probability=np.array([], dtype=np.float64))
    rows = found.groupby(["doc_id", block], observed=True, sort=False).ngroup().to_numpy()
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, word)), shape=(int(rows.max()) + 1, model.n_features_in_))
    weight = model._fold(matrix)[rows] * model.components_.T[word] + 1e-300
    chance = weight / weight.sum(axis=1, keepdims=True)
    found["topic"] = chance.argmax(axis=1)
    found["probability"] = chance.max(axis=1)
    return found
