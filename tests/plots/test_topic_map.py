"""Figures of topics hold what their tables hold."""

import pandas as pd
import pytest

from textstats import TopicModel
from textstats.errors import InputError
from textstats.plots.topic_map import plot_topic_map, plot_topic_words
from textstats.topics import top_words, topic_map

MODEL = TopicModel(2).fit(pd.DataFrame({"tax": [4, 3, 0], "vote": [2, 3, 0], "goal": [0, 0, 2]}))


def test_every_topic_is_on_the_map() -> None:
    ax = plot_topic_map(topic_map(MODEL), names={0: "tax", 1: "goal"})
    assert [text.get_text() for text in ax.texts] == ["0", "1", "tax", "goal"]
    assert ax.get_xlabel() == "the plane keeps 100% of the distances"


def test_bars_are_the_probabilities() -> None:
    table = top_words(MODEL)
    ax = plot_topic_words(table, 0)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["vote", "tax"]
    widths = [bar.get_width() for bar in ax.patches[:2]]
    assert widths == table.loc[table["topic"] == 0, "probability"].tolist()[::-1]


def test_errors() -> None:
    with pytest.raises(InputError, match="table must hold words of topic 7"):
        plot_topic_words(top_words(MODEL), 7)
    with pytest.raises(InputError, match="table must hold at least one topic; got none"):
        plot_topic_map(topic_map(MODEL).iloc[:0])
