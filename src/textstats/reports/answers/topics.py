"""What report 04 says: whether the texts have topics that can be told from chance, which, and whether they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup

from textstats.reports.answers.wording import listed

if TYPE_CHECKING:
    from textstats.reports.report import Report
    from textstats.stats.counts import Counts
    from textstats.topics import TopicModel


def number(selection: pd.DataFrame, wanted: int = 0) -> int:
    """How many topics to show: those asked for, those chosen, or those that exceed the null most."""
    if wanted:
        return wanted
    chosen = selection.attrs["k"]
    return int(chosen) if chosen is not None else int(selection.groupby("k")["excess"].mean().idxmax())


def answer(report: Report, selection: pd.DataFrame, model: TopicModel, differences: pd.DataFrame) -> list[Markup]:
    """Whether there are stable topics, what is shown all the same, and in which topics the sides differ."""
    chosen = selection.attrs["k"]
    ks = sorted(set(selection["k"]))
    said = []
    if chosen is None:
        said.append(
            Markup(
                "These texts have no topics that can be told from chance: of {} to {} topics, none is more stable than in the same texts with their words dealt out anew."
            ).format(ks[0], ks[-1])
        )
        said.append(
            Markup("The {} topics below are shown for exploring: they come nearest. No claim rests on them.").format(
                model.n_topics
            )
        )
        said.append(
            Markup("As the topics themselves are not steady, nothing is said of differences between the sides.")
        )
        return said
    said.append(
        Markup(
            "These texts have {} topics that are more stable than in the same texts with their words dealt out anew (p = {:.3f})."
        ).format(chosen, selection.attrs["p_value"])
    )
    apart = differences[differences["q_value"] < 0.05]
    if len(apart):
        said.append(Markup("The sides differ in {}.").format(listed([f"topic {topic}" for topic in apart["topic"]])))
    else:
        power = float(differences["power"].median())
        said.append(
            Markup(
                "In no topic do the sides differ beyond chance; a difference of ten points would be found with a probability of about {:.0%} in a text of this size."
            ).format(power)
        )
    return said


def words(model: TopicModel, counts: Counts, stability: pd.DataFrame, *, n: int = 8) -> pd.DataFrame:
    """One row per topic and word: how often the word stands in the texts, and how much of the topic it is."""
    from textstats.topics import top_words

    top = top_words(model, n=n, relevance_lambda=0.6)
    frequency = pd.Series(np.asarray(counts.matrix.sum(axis=0)).ravel(), index=counts.types)
    table = top.assign(frequency=frequency.reindex(top["type"]).to_numpy())
    return table.set_index(["topic", "type"])[["frequency", "probability", "lift"]]


def names(model: TopicModel) -> list[str]:
    """Each topic's id and first three words."""
    from textstats.topics import top_words

    top = top_words(model, n=3, relevance_lambda=0.6)
    return [f"{topic}: {', '.join(group['type'])}" for topic, group in top.groupby("topic", sort=True)]


def overview(model: TopicModel, stability: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """One row per topic: its words, share, stability, and the difference between the sides."""
    table = differences.set_index("topic")[
        ["share_target", "share_reference", "difference", "ci_low", "ci_high", "q_value"]
    ]
    table.insert(0, "words", [name.partition(": ")[2] for name in names(model)])
    own = stability.set_index("topic")
    column = next(name for name in ("stability", "similarity", "mean") if name in own.columns)
    return table.assign(stability=own[column])


def hits(tokens: pd.DataFrame, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages of every word of every topic."""
    pairs = table.index.to_frame(index=False)
    own = tokens[tokens["type"].isin(pairs["type"])].assign(type=lambda frame: frame["type"].astype(str))
    return {"frequency": own.merge(pairs.assign(type=pairs["type"].astype(str)), on="type")}


def shares(model: TopicModel, counts: Counts) -> pd.DataFrame:
    """Share of every topic in every block, with the block's group."""
    table = pd.DataFrame(np.asarray(model.transform(counts)))
    return pd.concat([counts.blocks.reset_index(drop=True), table], axis=1)
