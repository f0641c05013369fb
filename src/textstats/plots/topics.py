"""Figures of topics along the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from textstats.errors import InputError
from textstats.plots.style import SIDE_A, axes, quiet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def plot_topic_strip(shares: pd.DataFrame, names: list[str], *, ax: Axes | None = None) -> Axes:
    """Topic-by-paragraph strip: a column a block, a row a topic, the darker the larger its share.

    Parameters
    ----------
    shares : DataFrame
        `group`, then a column 0 … k−1 of shares for each topic; one row a block, in text order.
    names : list of str
        A name for each topic.
    ax : Axes, optional
    """
    if shares.empty:
        raise InputError("shares must hold at least one block; got none.")
    ax = axes(ax, 0.8 + 0.3 * len(names))
    groups = list(dict.fromkeys(shares["group"].astype(str)))
    offset, centres = 0.0, []
    for group in groups:
        own = shares[shares["group"].astype(str) == group]
        for topic in range(len(names)):
            for n, value in enumerate(own[topic].to_numpy(dtype=float)):
                if value > 0.05:
                    ax.bar(
                        offset + n + 0.5,
                        0.8,
                        width=1,
                        bottom=len(names) - 1 - topic - 0.4,
                        color=SIDE_A,
                        alpha=float(np.clip(value, 0, 1)),
                        linewidth=0,
                    )
        centres.append(offset + len(own) / 2)
        offset += len(own) + 2
    ax.set_yticks(range(len(names))[::-1], names)
    ax.set_xticks(centres, groups)
    ax.set_xlim(0, offset - 2)
    return quiet(ax, grid="")
