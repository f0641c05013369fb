"""Figures of framing: the grid of names, the forest of stance, where names stand along the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from textstats.errors import InputError
from textstats.plots.style import INK, PAPER, RULE, SIDE_A, SIDE_B, axes, quiet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def plot_naming(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Naming grid: a row a name, a column a side and voice; the area of a disc is the number of hits.

    Parameters
    ----------
    table : DataFrame
        Index `referent`, `label`; a column of counts for each side and voice, named "side: voice".
    ax : Axes, optional
    """
    if table.empty:
        raise InputError("table must hold at least one name; got none.")
    rows = list(table.index)
    blocks = [referent for referent, _ in rows]
    y, at, places = [], 0.0, {}
    for n, referent in enumerate(blocks):
        if n == 0 or referent != blocks[n - 1]:
            at += 1.25
            places[referent] = at - 0.85
        y.append(at)
        at += 1
    ax = axes(ax, 0.75 + 0.205 * at, width=5.4)
    sides = list(dict.fromkeys(str(column).partition(": ")[0] for column in table.columns))
    largest = max(1, int(table.to_numpy().max()))
    for x, column in enumerate(table.columns):
        colour = SIDE_A if sides.index(str(column).partition(": ")[0]) % 2 == 0 else SIDE_B
        counts = table[column].to_numpy(dtype=int)
        some = counts > 0
        ax.scatter(
            np.full(int(some.sum()), x),
            np.asarray(y)[some],
            s=16 + 260 * counts[some] / largest,
            color=colour,
            alpha=0.28,
            linewidths=0,
        )
        for hit in np.flatnonzero(some):
            ax.annotate(str(counts[hit]), (x, y[hit]), ha="center", va="center", fontsize=8.5, color=INK)
    for referent, place in places.items():
        ax.annotate(
            str(referent),
            (-0.75, place),
            ha="right",
            va="center",
            fontsize=9,
            color=INK,
            fontweight="bold",
            annotation_clip=False,
        )
    ax.set_yticks(y, [str(label) for _, label in rows])
    ax.set_ylim(at, -0.4)
    ax.set_xlim(-0.6, len(table.columns) - 0.4)
    ax.xaxis.tick_top()
    heads = [str(column).partition(": ") for column in table.columns]
    ax.set_xticks(range(len(heads)), [_broken(voice) for _, _, voice in heads])
    for side in sides:
        own = [n for n, head in enumerate(heads) if head[0] == side]
        colour = SIDE_A if sides.index(side) % 2 == 0 else SIDE_B
        ax.annotate(
            side,
            (float(np.mean(own)), 1),
            (0, 30),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            fontsize=9.5,
            fontweight="bold",
            color=colour,
            annotation_clip=False,
        )
    quiet(ax, grid=None)
    across = np.tile([-0.6, len(table.columns) - 0.4, np.nan], len(y))  # one line with gaps is smaller than many
    ax.plot(across, np.repeat(np.asarray(y) + 0.5, 3), color=RULE, linewidth=0.4, zorder=0)
    return ax


def _broken(words: str) -> str:
    """A heading on two lines where it has several words."""
    head, _, tail = words.rpartition(" ")
    return f"{head}\n{tail}" if head else words


def plot_stance(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Stance forest: rates per 1,000 own words with intervals, the sides one under the other.

    Parameters
    ----------
    table : DataFrame
        `side`, `code`, `per_1000`, `ci_low`, `ci_high`; markers in order of appearance.
    ax : Axes, optional
    """
    if table.empty:
        raise InputError("table must hold at least one marker; got none.")
    codes = list(dict.fromkeys(table["code"].astype(str)))
    sides = list(dict.fromkeys(table["side"].astype(str)))
    ax = axes(ax, 0.9 + (0.13 + 0.13 * len(sides)) * len(codes))
    for s, side in enumerate(sides):
        own = table[table["side"].astype(str) == side]
        y = (
            np.array([len(codes) - 1 - codes.index(str(code)) for code in own["code"]])
            + 0.17 * (len(sides) - 1) / 1
            - 0.34 * s / max(1, len(sides) - 1)
        )
        colour = SIDE_A if s % 2 == 0 else SIDE_B
        low, high = own["ci_low"].to_numpy(dtype=float), own["ci_high"].to_numpy(dtype=float)
        known = ~np.isnan(low)
        ax.hlines(y[known], low[known], high[known], color=colour, linewidth=1.6)
        rate = own["per_1000"].to_numpy(dtype=float)
        ax.plot(rate[known], y[known], "o", color=colour, markersize=5.5, linestyle="none", label=side)
        ax.plot(
            rate[~known],
            y[~known],
            "o",
            markersize=5,
            markeredgecolor=colour,
            markerfacecolor=PAPER,
            linestyle="none",
        )
    ax.set_yticks(range(len(codes))[::-1], codes)
    ax.set_ylim(-0.6, len(codes) - 0.4)
    ax.set_xlim(left=0)
    ax.set_xlabel("per 1,000 of the authors’ own words")
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=len(sides),
        frameon=False,
        fontsize=9,
        borderaxespad=0,
        handletextpad=0.2,
    )
    return quiet(ax)
