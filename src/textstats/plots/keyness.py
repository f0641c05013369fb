"""Figures of a keyness table: the forest of log ratios, the map of frequencies, the word shift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from textstats.errors import InputError
from textstats.plots.labels import place_labels
from textstats.plots.style import INK, MUTED, PAPER, SIDE_A, SIDE_B, axes, quiet, sides

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def plot_keyness(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Forest plot: one row a word, its log ratio and the interval; filled where the word passes.

    Parameters
    ----------
    table : DataFrame
        Rows of `keyness`, drawn from top to bottom as they stand.
    ax : Axes, optional

    Returns
    -------
    Axes
        Right of the line: more frequent in the target; left: in the reference.
    """
    if table.empty:
        raise InputError("table must hold at least one word; got none.")
    ax = axes(ax, 0.7 + 0.21 * len(table))
    y = np.arange(len(table))[::-1]
    effect = table["log_ratio"].to_numpy(dtype=float)
    colours = np.where(effect >= 0, SIDE_A, SIDE_B)
    alpha = float(table.attrs.get("alpha", 0.05))
    passes = table["q_value"].to_numpy(dtype=float) < alpha
    low, high = table["ci_low"].to_numpy(dtype=float), table["ci_high"].to_numpy(dtype=float)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    # A word that one side lacks has no finite bound there: its line runs to the edge and ends in an arrow.
    ends = np.concatenate([effect, low[np.isfinite(low)], high[np.isfinite(high)]])
    left, right = min(-1.0, float(ends.min()) - 0.4), max(1.0, float(ends.max()) + 0.4)
    ax.hlines(y, np.clip(low, left, right), np.clip(high, left, right), colors=list(colours), linewidth=1.6)
    for bound, edge, arrow in ((low, left, "<"), (high, right, ">")):
        for n in np.flatnonzero(np.isinf(bound)):
            ax.plot(edge, y[n], arrow, color=colours[n], markersize=4.5, clip_on=False)
    ax.set_xlim(left, right)
    for side in (SIDE_A, SIDE_B):
        for filled in (True, False):
            pick = (colours == side) & (passes == filled)
            if pick.any():
                ax.plot(
                    effect[pick],
                    y[pick],
                    "o",
                    markersize=5.5,
                    markeredgewidth=1.4,
                    markeredgecolor=side,
                    markerfacecolor=side if filled else PAPER,
                    linestyle="none",
                )
    ax.set_yticks(y, [str(word) for word in table.index])
    ax.set_ylim(-0.7, len(table) - 0.3)
    ticks = [t for t in range(-12, 13) if left <= t <= right]
    step = 1 if len(ticks) <= 8 else 2
    ticks = [t for t in ticks if t % step == 0]
    ax.set_xticks(ticks, [_times(t) for t in ticks])
    target, reference = (
        table.attrs.get("target_label", table.attrs.get("target", "target")),
        table.attrs.get("reference_label", table.attrs.get("reference", "reference")),
    )
    reference = reference if isinstance(reference, str) else " + ".join(reference)
    ax.set_xlabel(sides(reference, "times as frequent", target))
    return quiet(ax)


def _times(log_ratio: int) -> str:
    """A tick of the log scale in words: 2×, 4×; the same on both sides."""
    return "same" if log_ratio == 0 else f"{2 ** abs(log_ratio)}×"


def plot_frequency_map(table: pd.DataFrame, *, n_labels: int = 45, ax: Axes | None = None) -> Axes:
    """Every word at its rate in the reference (x) and in the target (y), on logarithmic scales that begin at 0.

    Parameters
    ----------
    table : DataFrame
        A whole table of `keyness`.
    n_labels : int
        Words that are labelled, as far as there is room: those with the largest |G²| first.
    ax : Axes, optional

    Returns
    -------
    Axes
        Words on the diagonal are equally frequent on both sides.
    """
    if table.empty:
        raise InputError("table must hold at least one word; got none.")
    ax = axes(ax, 4.6)
    rates = table[["per_1000_reference", "per_1000_target"]].to_numpy(dtype=float)
    x, y = _spread(rates).T
    effect = table["log_ratio"].to_numpy(dtype=float)
    order = np.argsort(-np.abs(table["log_likelihood"].to_numpy(dtype=float)), kind="stable")
    # Many rare words share a place: draw each place once, the bigger the more words stand there.
    places, first, size = np.unique(np.round(np.column_stack([x, y]), 6), axis=0, return_index=True, return_counts=True)
    colours = np.where(effect[first] >= 0, SIDE_A, SIDE_B)
    width = 2.4 + 1.2 * np.minimum(np.round(np.log2(size)), 6)
    for side in (SIDE_A, SIDE_B):
        for points in np.unique(width):
            pick = (colours == side) & (width == points)
            if pick.any():
                ax.plot(*places[pick].T, "o", markersize=points, color=side, alpha=0.6, markeredgewidth=0)
    bottom, top = float(_spread(0.0)) - 0.35, float(_spread(rates.max())) + 0.5
    ax.set_xlim(bottom, top)
    ax.set_ylim(bottom, top)
    ax.plot([bottom, top], [bottom, top], color=MUTED, linewidth=0.8)
    marks = [t for t in (0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200) if _spread(t) <= top]
    ax.set_xticks(_spread(np.array(marks)), [f"{t:g}" for t in marks])
    ax.set_yticks(_spread(np.array(marks)), [f"{t:g}" for t in marks])
    ax.set_xlabel(f"per 1,000 words in {table.attrs.get('reference_label', table.attrs.get('reference', 'reference'))}")
    ax.set_ylabel(f"per 1,000 words in {table.attrs.get('target_label', table.attrs.get('target', 'target'))}")
    quiet(ax, grid="both")
    chosen = order[:n_labels]
    place_labels(
        ax,
        x[chosen].tolist(),
        y[chosen].tolist(),
        [str(table.index[n]) for n in chosen],
        colours=[INK] * len(chosen),
        avoid=(places[:, 0].tolist(), places[:, 1].tolist()),
        size=8,
    )
    return ax


def _spread(rate: Any) -> Any:
    """Place of a rate per 1,000 on the map: logarithmic, with room for 0 where the logarithm has none."""
    return np.log2(rate + 0.25)


def plot_word_shift(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Word shift graph: how much each word adds to the divergence of the two vocabularies.

    Parameters
    ----------
    table : DataFrame
        Rows of `word_shift`, drawn from top to bottom as they stand: `contribution` (bits, signed by side).
    ax : Axes, optional
    """
    if table.empty:
        raise InputError("table must hold at least one word; got none.")
    ax = axes(ax, 0.7 + 0.21 * len(table))
    y = np.arange(len(table))[::-1]
    share = table["contribution"].to_numpy(dtype=float) * 1000
    ax.barh(y, share, height=0.72, color=np.where(share >= 0, SIDE_A, SIDE_B))
    ax.axvline(0, color=MUTED, linewidth=0.8)
    for n, (value, word) in enumerate(zip(share, table.index, strict=True)):
        ax.annotate(
            str(word),
            (0, y[n]),
            (-4 if value >= 0 else 4, 0),
            textcoords="offset points",
            ha="right" if value >= 0 else "left",
            va="center",
            fontsize=9.5,
            color=INK,
        )
    ax.set_yticks([])
    reach = float(np.abs(share).max()) * 1.05
    ax.set_xlim(-reach, reach)
    ticks = [t for t in ax.get_xticks() if abs(t) <= reach]
    ax.set_xticks(ticks, [f"{abs(t):g}" for t in ticks])
    ax.set_xlabel(
        sides(
            str(table.attrs.get("reference_label", "reference")),
            "thousandths of a bit",
            str(table.attrs.get("target_label", "target")),
        )
    )
    return quiet(ax)
