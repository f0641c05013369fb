"""Every figure: on a small table, on one row, on none, and on Axes that are given."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from textstats import Corpus, Document, segment, tokenize
from textstats.errors import InputError
from textstats.plots.collocates import plot_collocates
from textstats.plots.framing import plot_naming, plot_stance
from textstats.plots.keyness import plot_frequency_map, plot_keyness, plot_word_shift
from textstats.plots.style import INK, MUTED, PAPER, RULE, SIDE_A, SIDE_B
from textstats.plots.text import plot_dispersion, plot_voices
from textstats.plots.topic_map import plot_topic_map, plot_topic_words
from textstats.plots.topics import plot_selection, plot_topic_strip
from textstats.reports.figures import to_svg

TEXTS = Corpus([Document("a", "The tax rose. “We pay,” said Ann."), Document("b", "The vote fell.")])
TOKENS = tokenize(TEXTS, segment(TEXTS))
WORDS = pd.Index(["tax", "vote", "the"], name="type")
KEYNESS = pd.DataFrame(
    {
        "log_ratio": [2.0, -1.5, 0.0],
        "ci_low": [0.5, -np.inf, -1.0],
        "ci_high": [np.inf, 0.2, 1.0],
        "q_value": [0.01, 0.2, np.nan],
        "log_likelihood": [9.0, -4.0, 0.0],
        "per_1000_target": [8.0, 0.0, 60.0],
        "per_1000_reference": [0.0, 3.0, 60.0],
        "contribution": [0.002, -0.001, 0.0],
        "frequency_target": [4, 0, 9],
        "frequency_reference": [0, 3, 9],
        "attraction_difference": [1.0, -1.0, 0.0],
        "attraction_ci_low": [0.1, -3.0, np.nan],
        "attraction_ci_high": [1.9, 1.0, np.nan],
    },
    index=WORDS,
)
NAMING = pd.DataFrame(
    {"one: own": [3, 0], "two: own": [1, 2]},
    index=pd.MultiIndex.from_tuples([("state", "regime"), ("party", "cadre")], names=["referent", "label"]),
)
STANCE = pd.DataFrame(
    {
        "side": ["one", "two"],
        "code": ["hedge", "hedge"],
        "per_1000": [2.0, 3.0],
        "ci_low": [1.0, np.nan],
        "ci_high": [3.0, np.nan],
    }
)
SELECTION = pd.DataFrame({"k": [2, 2], "criterion": ["completion", "stability"], "excess": [1.0, -0.5]})
STRIP = pd.DataFrame({"group": ["a", "b"], 0: [0.2, 0.9], 1: [0.8, 0.1]})
MAP = pd.DataFrame({"topic": [0, 1], "x": [0.0, 0.4], "y": [0.1, 0.0], "share": [0.6, 0.4], "fit": 1.0})
TOP = pd.DataFrame({"topic": 0, "rank": [0, 1], "type": ["tax", "vote"], "probability": [0.3, 0.1], "lift": [2.0, 1.0]})

PLOTS: dict[str, tuple[Callable[..., Axes], pd.DataFrame]] = {
    "keyness": (plot_keyness, KEYNESS),
    "frequency_map": (plot_frequency_map, KEYNESS),
    "word_shift": (plot_word_shift, KEYNESS),
    "collocates": (plot_collocates, KEYNESS),
    "naming": (plot_naming, NAMING),
    "stance": (plot_stance, STANCE),
    "voices": (lambda table, **given: plot_voices(TEXTS, table, **given), TOKENS),
    "dispersion": (lambda table, **given: plot_dispersion(table, TEXTS, TOKENS, **given), TOKENS),
    "selection": (plot_selection, SELECTION),
    "topic_strip": (lambda table, **given: plot_topic_strip(table, ["tax", "vote"], **given), STRIP),
    "topic_map": (plot_topic_map, MAP),
    "topic_words": (lambda table, **given: plot_topic_words(table, 0, **given), TOP),
}
EVERY = pytest.mark.parametrize("name", PLOTS)


@EVERY
@pytest.mark.parametrize("rows", [1, 9], ids=["one row", "all rows"])
def test_draws_on_its_own_axes_in_colours_that_follow_the_page(name: str, rows: int) -> None:
    plot, table = PLOTS[name]
    before = table.copy(deep=True)
    ax = plot(table.head(rows))
    assert ax.get_figure().get_size_inches()[0] <= 5.4
    sizes = [
        label.get_fontsize() for label in [*ax.get_xticklabels(), *ax.get_yticklabels(), *ax.texts] if label.get_text()
    ]
    assert min(sizes, default=9) >= 8
    svg = to_svg(ax, figure_id="f1", alt="what it shows")
    assert svg.startswith("<svg ")
    assert " style=" not in svg
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) <= {INK, MUTED, PAPER, RULE, SIDE_A, SIDE_B}
    assert "what it shows" in svg
    pd.testing.assert_frame_equal(table, before)


@EVERY
def test_given_axes_are_used_and_returned(name: str) -> None:
    from matplotlib import pyplot as plt

    plot, table = PLOTS[name]
    figure, ax = plt.subplots()
    assert plot(table, ax=ax) is ax
    assert figure.axes == [ax]
    plt.close(figure)


@EVERY
def test_an_empty_table_is_refused(name: str) -> None:
    plot, table = PLOTS[name]
    with pytest.raises(InputError, match="must hold"):
        plot(table.head(0))
