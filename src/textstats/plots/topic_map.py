"""Figures of topics: where they lie to each other, and the words that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textstats.errors import InputError
from textstats.plots.labels import place_labels
from textstats.plots.style import INK, MUTED, RULE, SIDE_A, axes, quiet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def plot_topic_map(table: pd.DataFrame, *, names: dict[int, str] | None = None, ax: Axes | None = None) -> Axes:
    """Topics as circles: the nearer, the more words they share; the larger, the more of the texts they make up.

    Parameters
    ----------
    table : DataFrame
        `topic`, `x`, `y`, `share`, `fit` (see `textstats.topics.topic_map`).
    names : dict, optional
        A short name for each topic, set beside its number where there is room.
    ax : Axes, optional
    """
    if table.empty:
        raise InputError("table must hold at least one topic; got none.")
    ax = quiet(axes(ax, 4.2), grid=None)
    ax.scatter(table["x"], table["y"], s=4000 * table["share"], color=SIDE_A, alpha=0.25, edgecolor=SIDE_A, linewidth=1)
    for topic, x, y in zip(table["topic"].tolist(), table["x"].tolist(), table["y"].tolist(), strict=True):
        ax.annotate(str(topic), (x, y), ha="center", va="center", fontsize=9, color=INK)
    ax.axhline(0, color=RULE, linewidth=0.6, zorder=0)
    ax.axvline(0, color=RULE, linewidth=0.6, zorder=0)
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.25)
    ax.set_xticks([])
    ax.set_yticks([])
    kept = float(table["fit"].iloc[0])
    if kept == kept:
        ax.set_xlabel(f"the plane keeps {kept:.0%} of the distances" + (" – too little to read" if kept < 0.5 else ""))
    ax.xaxis.label.set_color(MUTED)
    if names is not None:
        order = table.sort_values("share", ascending=False, kind="stable")
        labels = [names[topic] for topic in order["topic"].tolist()]
        place_labels(ax, order["x"].tolist(), order["y"].tolist(), labels, colours=[INK] * len(labels), size=9)
    return ax


def plot_topic_words(table: pd.DataFrame, topic: int, *, ax: Axes | None = None) -> Axes:
    """Words of one topic as bars: dark, its probability in the topic; light, in all topics together.

    Parameters
    ----------
    table : DataFrame
        `topic`, `rank`, `type`, `probability`, `lift` (see `textstats.topics.top_words`).
    topic : int
        The topic's number.
    ax : Axes, optional
    """
    own = table[table["topic"] == topic].sort_values("rank", ascending=False)
    if own.empty:
        raise InputError(f"table must hold words of topic {topic}; got topics {sorted(set(table['topic']))}.")
    ax = quiet(axes(ax, 0.6 + 0.26 * len(own)))
    places = range(len(own))
    ax.barh(places, own["probability"], color=SIDE_A, height=0.7)
    ax.barh(places, own["probability"] / own["lift"], color=RULE, height=0.3)
    ax.set_yticks(places, list(own["type"]))
    ax.set_xlabel("probability in the topic (light: in all topics)")
    return ax
