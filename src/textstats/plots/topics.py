"""Figures of topics: how many there are, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from textstats.errors import InputError
from textstats.plots.style import MUTED, RULE, SIDE_A, SIDE_B, axes, quiet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_STEPS = 5  # shades of a strip: neighbours of one shade become one bar


def plot_selection(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """How many topics: each criterion against its null, both in units of the null's spread.

    Parameters
    ----------
    table : DataFrame
        From `select_k`: `k`, `criterion`, `excess` (null standard deviations above the null's mean).
    ax : Axes, optional
    """
    if table.empty:
        raise InputError("table must hold at least one number of topics; got none.")
    ax = axes(ax, 2.9)
    markers = {"completion": "o", "stability": "D"}
    ax.axhspan(-2, 2, color=RULE, alpha=0.45, linewidth=0)
    ax.axhline(0, color=MUTED, linewidth=0.8)
    for n, (criterion, rows) in enumerate(table.groupby("criterion", sort=True)):
        x = rows["k"].to_numpy(dtype=float) + (n - 0.5) * 0.16
        ax.plot(
            x,
            rows["excess"],
            markers.get(str(criterion), "s"),
            color=SIDE_A if n == 0 else SIDE_B,
            markersize=6,
            linestyle="none",
            label=str(criterion),
        )
    ax.set_xticks(sorted(set(table["k"])))
    ax.set_xlabel("number of topics")
    ax.set_ylabel("spreads above dealt-out texts")
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=9, borderaxespad=0, handletextpad=0.2
    )
    return quiet(ax, grid="y")


def plot_topic_strip(
    shares: pd.DataFrame, names: Sequence[str], labels: Mapping[str, str] | None = None, *, ax: Axes | None = None
) -> Axes:
    """Topic-by-paragraph strip: a column a block, a row a topic, the darker the larger its share.

    Parameters
    ----------
    shares : DataFrame
        `group`, then a column 0 … k−1 of shares for each topic; one row a block, in text order.
    names : sequence of str
        A name for each topic.
    labels : mapping, optional
        What the groups are called.
    ax : Axes, optional
    """
    if shares.empty:
        raise InputError("shares must hold at least one block; got none.")
    ax = axes(ax, 0.7 + 0.3 * len(names))
    groups = list(dict.fromkeys(shares["group"].astype(str)))
    gap = max(1.0, 0.03 * len(shares))
    offset, centres = 0.0, []
    for group in groups:
        own = shares[shares["group"].astype(str) == group]
        for topic in range(len(names)):
            y = len(names) - 1 - topic
            ax.broken_barh([(offset, len(own))], (y - 0.4, 0.8), color=RULE, alpha=0.3)
            shade = np.round(np.nan_to_num(own[topic].to_numpy(dtype=float)) * _STEPS).astype(int)
            for step in range(1, _STEPS + 1):
                edges = np.flatnonzero(np.diff(np.concatenate(([0], (shade == step).astype(int), [0]))))
                runs = [(offset + float(a), float(b - a)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
                if runs:
                    ax.broken_barh(runs, (y - 0.4, 0.8), color=SIDE_A, alpha=step / _STEPS)
        centres.append(offset + len(own) / 2)
        offset += len(own) + gap
    ax.set_yticks(range(len(names))[::-1], list(names))
    ax.set_xticks(centres, [(labels or {}).get(group, group) for group in groups])
    ax.set_xlim(0, offset - gap)
    return quiet(ax, grid=None)
