"""Figures of the company that a word keeps: the forest of attractions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from textstats.errors import InputError
from textstats.plots.style import MUTED, PAPER, SIDE_A, SIDE_B, axes, quiet, sides

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def plot_collocates(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Forest of collocates: on which side the same word draws each of them more, and how surely.

    A row holds the difference of attraction with its interval, and on the right the collocate's frequency near the
    word on both sides. Filled where the interval leaves out 0.

    Parameters
    ----------
    table : DataFrame
        Rows of `compare_collocates`, drawn from top to bottom as they stand.
    ax : Axes, optional

    Returns
    -------
    Axes
        Right of the line: the word draws it more in the target; left: in the reference. Without two blocks on
        either side there is no interval, and a row has only its mark.
    """
    if table.empty:
        raise InputError("table must hold at least one collocate; got none.")
    ax = axes(ax, 1.0 + 0.22 * len(table), width=5.2)
    y = np.arange(len(table))[::-1]
    effect = table["attraction_difference"].to_numpy(dtype=float)
    low = table["attraction_ci_low"].to_numpy(dtype=float)
    high = table["attraction_ci_high"].to_numpy(dtype=float)
    colours = np.where(effect >= 0, SIDE_A, SIDE_B)
    apart = (low > 0) | (high < 0)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    known = np.isfinite(low) & np.isfinite(high)
    ax.hlines(y[known], low[known], high[known], colors=list(colours[known]), linewidth=1.6)
    for n in np.flatnonzero(np.isfinite(effect)):
        face = colours[n] if apart[n] else PAPER
        ax.plot(effect[n], y[n], "o", markersize=5.5, markeredgewidth=1.4, color=colours[n], markerfacecolor=face)
    ends = np.concatenate([effect, low, high])
    reach = max(1.0, float(np.abs(ends[np.isfinite(ends)]).max(initial=0)) + 0.4)
    ax.set_xlim(-reach, reach)
    every = max(1, int(np.ceil(2 * reach / 6)))
    ticks = [tick for tick in range(-60, 61) if abs(tick) <= reach and tick % every == 0]
    ax.set_xticks(ticks, ["same" if tick == 0 else f"{2 ** abs(tick)}×" for tick in ticks])
    ax.set_yticks(y, [str(word) for word in table.index])
    ax.set_ylim(-0.7, len(table) - 0.3)
    target, reference = _side(table, "target"), _side(table, "reference")
    ax.set_xlabel(sides(reference, "more strongly drawn", target))
    for column, offset, colour in (("frequency_target", 22, SIDE_A), ("frequency_reference", 48, SIDE_B)):
        notes = [(f"{value:,}", place) for value, place in zip(table[column].tolist(), y.tolist(), strict=True)]
        for text, place in [*notes, ("n", len(table) - 0.1)]:
            ax.annotate(
                text,
                (1, place),
                (offset, 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=9,
                color=colour,
                annotation_clip=False,
            )
    return quiet(ax)


def _side(table: pd.DataFrame, side: str) -> str:
    """What a side is called."""
    name = table.attrs.get(f"{side}_label", table.attrs.get(side, side))
    return name if isinstance(name, str) else " + ".join(map(str, name))
