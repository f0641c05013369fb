"""Figures along the texts: who speaks where, and where a word stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from textstats.errors import InputError
from textstats.plots.style import INK, MUTED, RULE, SIDE_A, SIDE_B, axes, quiet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from textstats.text.documents import Corpus


def plot_voices(corpus: Corpus, tokens: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Voice ribbon: each text to scale, from left to right, quoted words raised.

    Parameters
    ----------
    corpus : Corpus
    tokens : DataFrame
        All tokens (see `tokenize`); the commonest speaker gets a colour of their own.
    ax : Axes, optional
    """
    if tokens.empty:
        raise InputError("tokens must hold at least one row; got none.")
    ax = axes(ax, 0.75 + 0.62 * len(corpus))
    quoted = tokens[tokens["voice"] == "quoted"]
    speakers = quoted["speaker"].astype(object).dropna().value_counts()
    first = speakers.index[0] if len(speakers) else None
    for row, document in enumerate(corpus):
        own = tokens[tokens["doc_id"] == document.doc_id]
        y = len(corpus) - 1 - row
        ax.broken_barh([(0, len(own))], (y - 0.06, 0.12), color=RULE)
        for spans, colour in _runs(own, first):
            if spans:
                ax.broken_barh(spans, (y - 0.3, 0.6), color=colour)
    ax.set_yticks(range(len(corpus))[::-1], [document.label for document in corpus])
    ax.set_ylim(-0.5, len(corpus) - 0.5)
    ax.set_xlabel("words from the beginning")
    handles = (
        [(SIDE_B, f"quoting {first}"), (SIDE_A, "quoting others"), (RULE, "the author")]
        if first
        else [(SIDE_A, "quoted"), (RULE, "the author")]
    )
    _legend(ax, handles)
    return quiet(ax)


def _legend(ax: Axes, handles: list[tuple[str, str]]) -> None:
    from matplotlib.patches import Patch

    ax.legend(
        handles=[Patch(color=colour, label=label) for colour, label in handles],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=len(handles),
        frameon=False,
        fontsize=9,
        borderaxespad=0,
        handlelength=1,
        columnspacing=1.2,
    )


def _runs(own: pd.DataFrame, first: object) -> list[tuple[list[tuple[int, int]], str]]:
    """Runs of quoted words as (position, length): the commonest speaker, all others."""
    voice = (own["voice"] == "quoted").to_numpy()
    speaker = (own["speaker"].astype(object) == first).to_numpy() if first else np.zeros(len(own), dtype=bool)
    found = []
    for mask, colour in ((voice & speaker, SIDE_B), (voice & ~speaker, SIDE_A)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(int), [0]))))
        found.append(([(int(a), int(b - a)) for a, b in zip(edges[::2], edges[1::2], strict=True)], colour))
    return found


def plot_dispersion(
    hits: pd.DataFrame, corpus: Corpus, tokens: pd.DataFrame, *, by: str = "type", ax: Axes | None = None
) -> Axes:
    """Dispersion strips: where in each text every word stands.

    Parameters
    ----------
    hits : DataFrame
        Rows of tokens to mark, with `doc_id`, `position` and the column `by`.
    corpus : Corpus
    tokens : DataFrame
        All tokens, for the length of the texts.
    by : str
        The column whose values become rows, in order of appearance of its categories in `hits`.
    ax : Axes, optional
    """
    if hits.empty:
        raise InputError("hits must hold at least one row; got none.")
    rows = list(pd.unique(hits[by].astype(str)))
    lengths = tokens.groupby("doc_id", observed=True)["position"].max().add(1)
    gap = int(lengths.max() * 0.04) + 1
    offset, edges = 0, []
    starts = {}
    for document in corpus:
        starts[document.doc_id] = offset
        edges.append((offset, int(lengths[document.doc_id]), document.label))
        offset += int(lengths[document.doc_id]) + gap
    ax = axes(ax, 0.7 + 0.24 * len(rows))
    for n, name in enumerate(rows):
        y = len(rows) - 1 - n
        own = hits[hits[by].astype(str) == name]
        for colour, (doc_id, start) in zip([SIDE_A, SIDE_B] * len(corpus), starts.items(), strict=False):
            x = own.loc[own["doc_id"] == doc_id, "position"].to_numpy() + start
            ax.hlines(y, start, start + int(lengths[doc_id]), color=RULE, linewidth=0.6)
            ax.vlines(x, y - 0.33, y + 0.33, color=colour, linewidth=1.2)
    ax.set_yticks(range(len(rows))[::-1], rows)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xticks([start + length / 2 for start, length, _ in edges], [label for *_, label in edges])
    quiet(ax, grid=None)
    ax.tick_params(axis="x", colors=INK)
    for start, length, _ in edges:
        ax.axvspan(start, start + length, color=MUTED, alpha=0.04, linewidth=0)
    return ax
