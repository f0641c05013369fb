"""The words of each topic as bars that can be re-ranked: still without script, in order of relevance with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from textstats.errors import InputError, ReportError

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT = 120, 12  # of a bar's drawing, in pixels
STILL = 0.6  # λ of the order that the page is born with
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # what the slider offers


def word_bars(
    table: pd.DataFrame,
    hits: pd.DataFrame,
    names: Mapping[int, str],
    *,
    n: int,
    link: Callable[[str, pd.DataFrame, str], Markup],
) -> Markup:
    """A card for each topic with its first `n` words, the others hidden until the slider calls them.

    Parameters
    ----------
    table : DataFrame
        Index `topic`, `type`; `frequency`, `probability`, `lift`: all words that any λ may bring among the first.
    hits : DataFrame
        Passages with `type`, `doc_id`, `start`, `stop`.
    names : mapping
        What stands beside a topic's number.
    n : int
        Words shown at a time.
    link : callable
        A count, its hits and what they are about, to the link that opens them.

    Raises
    ------
    ReportError
        If a count is not that of its passages.
    """
    if table.empty:
        raise InputError("table must hold at least one word; got none.")
    found = dict(iter(hits.groupby(hits["type"].astype(str), observed=True, sort=False)))
    widest = float(table["probability"].max())
    cards = []
    for topic, own in table.groupby(level="topic", sort=True):
        order = own.iloc[np.argsort(-relevance(own, STILL), kind="stable")]
        rows = []
        lines = zip(
            order.index.get_level_values("type").astype(str),
            order["frequency"].tolist(),
            order["probability"].tolist(),
            order["lift"].tolist(),
            strict=True,
        )
        for place, (word, frequency, here, lift) in enumerate(lines):
            passages = found.get(word, hits.iloc[:0])
            if frequency != len(passages):
                raise ReportError(f"{word!r} shows {frequency} but has {len(passages)} passages.")
            rows.append(
                Markup(
                    '<tr{}><th scope="row">{}</th><td class="num">{}</td>'
                    '<td data-value="{:.5g}"><span data-value="{:.4g}">{}</span> {:.1f}%</td></tr>'
                ).format(
                    Markup(" hidden") if place >= n else "",
                    word,
                    link(f"{len(passages):,}", passages, word),
                    here,
                    lift,
                    _bar(here / widest, here / lift / widest),
                    100 * here,
                )
            )
        cards.append(
            Markup(
                '<table class="bars"><caption><b>{}</b> {}</caption><thead><tr><th scope="col">word</th>'
                '<th scope="col" class="num">count</th><th scope="col">part of the topic</th></tr></thead>'
                "<tbody>{}</tbody></table>"
            ).format(topic, names[int(str(topic))], Markup("").join(rows))
        )
    return Markup('<div class="topics" data-value="{}">{}</div>').format(n, Markup("").join(cards))


def relevance(table: pd.DataFrame, relevance_lambda: float) -> np.ndarray:
    """λ ln probability + (1 − λ) ln lift: the order of a topic's words (Sievert & Shirley 2014, eq. 1)."""
    probability, lift = (np.log(table[name].to_numpy(dtype=float)) for name in ("probability", "lift"))
    return np.asarray(relevance_lambda * probability + (1 - relevance_lambda) * lift)


def _bar(here: float, everywhere: float) -> Markup:
    """Two bars: the word's part of this topic, and within it, thin, its part of all topics together."""
    return Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true">'
        '<rect class="here" height="{h}" width="{a:.1f}"></rect><rect class="all" y="4" height="4" width="{b:.1f}"></rect></svg>'
    ).format(w=WIDTH, h=HEIGHT, a=WIDTH * here, b=WIDTH * everywhere)
