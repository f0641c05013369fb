"""What all figures share: two colours that colour-blind readers can tell apart, ink, size and quiet axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, MUTED, RULE, PAPER = "#000000", "#6b7280", "#d1d5db", "#ffffff"
SIDE_A, SIDE_B = "#1f5fa8", "#b34700"  # blue and burnt orange: 6.2 and 5.6 to 1 on white
WIDTH = 5.0  # inches: what a phone shows without scrolling the page


def axes(ax: Axes | None, height: float, *, width: float = WIDTH) -> Axes:
    """The given axes, or new ones of `width` × `height` inches."""
    if ax is not None:
        return ax
    from matplotlib import pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def quiet(ax: Axes, *, grid: Literal["", "x", "y", "both"] = "x") -> Axes:
    """Take away the frame, leave a faint grid along `grid`."""
    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0, labelsize=9.5, colors=INK)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis=grid, color=RULE, linewidth=0.6)
    ax.xaxis.label.set(size=9.5, color=INK)
    ax.yaxis.label.set(size=9.5, color=INK)
    return ax


def sides(left: str, what: str, right: str) -> str:
    """Label of an axis with a side at each end; the space between them is one that a browser keeps."""
    gap = "\u00a0" * 4
    return f"← {left}{gap}{what}{gap}{right} →"
