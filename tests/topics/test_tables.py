"""Topics laid out: the map, the blocks, the words."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from textstats import Counts, TopicModel
from textstats.glossary import COLUMNS
from textstats.topics import topic_blocks, topic_map, word_topics


def test_map_keeps_the_distances_of_three_topics(planted: Callable[..., Counts]) -> None:
    model = TopicModel(3).fit(planted(3, 60, 30))
    table = topic_map(model)
    assert table["topic"].tolist() == [0, 1, 2]
    np.testing.assert_allclose(table["fit"], 1)  # three points always fit a plane
    for i in range(3):
        for j in range(i):
            p, q = model.components_[i], model.components_[j]
            m = (p + q) / 2
            divergence = sum(float(np.sum(a[a > 0] * np.log(a[a > 0] / m[a > 0]))) / 2 for a in (p, q))
            seen = float(np.hypot(*(table.loc[i, ["x", "y"]] - table.loc[j, ["x", "y"]]).astype(float)))
            np.testing.assert_allclose(seen, np.sqrt(divergence), atol=1e-9)
    assert np.isnan(topic_map(TopicModel(1).fit([[1, 2], [2, 1]]))["fit"][0])


def test_blocks_of_a_topic_are_those_it_was_planted_in(counts: Counts) -> None:
    model = TopicModel(2).fit(counts)
    table = topic_blocks(model, counts, n=5)
    assert len(table) == 10
    assert all(len(set(group["block"] % 2)) == 1 for _, group in table.groupby("topic"))
    assert table.groupby("topic")["share"].apply(lambda s: s.is_monotonic_decreasing).all()
    whole = topic_blocks(model, counts, n=None)
    assert len(whole) == 120
    np.testing.assert_allclose(whole.groupby("block")["share"].sum(), 1)
    assert set(table.columns) | set(topic_map(model).columns) <= set(COLUMNS)


def test_words_are_tinted_by_their_topic(counts: Counts) -> None:
    model = TopicModel(2).fit(counts)
    words = ["w01", "w02", "stone", "w30", "w31"]
    tokens = pd.DataFrame({"doc_id": "a", "paragraph": [0, 0, 0, 1, 1], "type": words, "start": range(5)})
    table = word_topics(model, tokens)
    assert table["start"].tolist() == [0, 1, 3, 4]
    topic = table["topic"].tolist()
    assert topic[0] == topic[1] != topic[2] == topic[3]
    assert table["probability"].between(0.5, 1).all()
    assert "topic" not in tokens
    assert len(word_topics(model, tokens.iloc[2:3])) == 0
