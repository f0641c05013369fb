"""Labels that never overlap: a greedy placement on the drawn page, most important first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from textstats.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where a label may stand to its point: (horizontal alignment, vertical alignment, dx, dy in points).
_PLACES = (
    ("left", "center", 5, 0),
    ("right", "center", -5, 0),
    ("center", "bottom", 0, 5),
    ("center", "top", 0, -5),
    ("left", "bottom", 4, 4),
    ("right", "bottom", -4, 4),
    ("left", "top", 4, -4),
    ("right", "top", -4, -4),
)


def place_labels(
    ax: Axes,
    x: Sequence[float],
    y: Sequence[float],
    labels: Sequence[str],
    *,
    colours: Sequence[str],
    avoid: tuple[Sequence[float], Sequence[float]] = ((), ()),
    size: float = 8,
) -> list[bool]:
    """Write each label beside its point where it covers no label and no point; leave out what has no room.

    Parameters
    ----------
    ax : Axes
        Its limits must be final.
    x, y : sequence of float, data coordinates
    labels, colours : sequence of str
        In order of importance: earlier labels choose first.
    avoid : two sequences of float, data coordinates
        Further points that no label may cover.
    size : float, points

    Returns
    -------
    list of bool
        Which labels found room.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise InputError("ax must belong to a figure; got Axes that were removed from theirs.")
    figure.draw_without_rendering()
    scale = figure.dpi / 72
    points = ax.transData.transform(np.column_stack([x, y]))
    frame = ax.get_window_extent()
    # Browsers set text in their own font, some a little wider than what is measured here: keep a margin.
    others = ax.transData.transform(np.column_stack(avoid)) if len(avoid[0]) else np.empty((0, 2))
    others = others[~(np.abs(others[:, None] - points[None]) < 0.5).all(axis=2).any(axis=1)]
    everything = np.vstack([points, others])
    taken = np.column_stack([everything - 2.2 * scale, everything + 2.2 * scale])
    placed = []
    for n, (label, colour) in enumerate(zip(labels, colours, strict=True)):
        width, height = 0.62 * size * scale * len(label), 1.15 * size * scale
        for ha, va, dx, dy in _PLACES:
            left = points[n, 0] + dx * scale - {"left": 0, "center": width / 2, "right": width}[ha]
            low = points[n, 1] + dy * scale - {"bottom": 0, "center": height / 2, "top": height}[va]
            box = np.array([left, low, left + width, low + height])
            inside = (
                frame.x0 <= box[0] and box[2] <= frame.x1 + 40 * scale and frame.y0 <= box[1] and box[3] <= frame.y1
            )
            rest = np.delete(taken, n, axis=0)
            clear = not np.any(
                (rest[:, 0] < box[2]) & (rest[:, 2] > box[0]) & (rest[:, 1] < box[3]) & (rest[:, 3] > box[1])
            )
            if inside and clear:
                ax.annotate(
                    label, (x[n], y[n]), (dx, dy), textcoords="offset points", ha=ha, va=va, fontsize=size, color=colour
                )
                taken = np.vstack([taken, box])
                placed.append(True)
                break
        else:
            placed.append(False)
    return placed
