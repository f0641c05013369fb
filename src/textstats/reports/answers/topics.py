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


def words(model: TopicModel, counts: Counts, *, n: int = 7) -> pd.DataFrame:
    """One row per topic and word that any λ of the slider brings among the first `n`, with its frequency."""
    from textstats.reports.word_bars import STEPS
    from textstats.topics import top_words

    steps = [top_words(model, n=n, relevance_lambda=step) for step in STEPS]
    top = pd.concat(steps).drop_duplicates(["topic", "type"])
    frequency = pd.Series(np.asarray(counts.matrix.sum(axis=0)).ravel(), index=counts.types)
    table = top.assign(frequency=frequency.reindex(top["type"]).to_numpy())
    return table.set_index(["topic", "type"]).sort_index()[["frequency", "probability", "lift"]]


def cards(model: TopicModel) -> dict[int, str]:
    """What stands beside each topic's number: how much of the texts it makes up."""
    return {topic: f"{share:.0%} of the words" for topic, share in enumerate(model.topic_share_.tolist())}


def leading(model: TopicModel, counts: Counts, own: pd.DataFrame) -> pd.DataFrame:
    """One passage for each paragraph under the topic that leads it: its most typical word in its most typical sentence.

    A paragraph without a word that the model knows has no topic and no row.
    """
    shares = np.asarray(model.transform(counts))
    known = np.asarray(counts.matrix.sum(axis=1)).ravel() > 0
    blocks = counts.blocks[["doc_id", "block"]].astype({"doc_id": str, "block": int})
    led = blocks.assign(topic=shares.argmax(axis=1))[known].rename(columns={"block": "paragraph"})
    place = counts.types.get_indexer(pd.Index(own["type"].astype(object)))
    rows = own[place >= 0].assign(_word=place[place >= 0], doc_id=lambda frame: frame["doc_id"].astype(str))
    rows = rows.merge(led, on=["doc_id", "paragraph"])
    rows["_typical"] = model.components_[rows["topic"], rows["_word"]]
    rows["_sentence"] = rows.groupby(["doc_id", "sentence"], sort=False)["_typical"].transform("sum")
    order = rows.sort_values(["_sentence", "_typical", "start"], ascending=[False, False, True], kind="stable")
    first = order.drop_duplicates(["doc_id", "paragraph"])
    kept = [column for column in first.columns if not str(column).startswith("_")]
    return first.sort_values(["doc_id", "start"], kind="stable")[kept]


def names(model: TopicModel) -> list[str]:
    """Each topic's id and first three words."""
    from textstats.topics import top_words

    top = top_words(model, n=3, relevance_lambda=0.6)
    return [f"{topic}: {', '.join(group['type'])}" for topic, group in top.groupby("topic", sort=True)]


def short_names(model: TopicModel) -> dict[int, str]:
    """Each topic's first word."""
    return {topic: name.partition(": ")[2].partition(", ")[0] for topic, name in enumerate(names(model))}


def overview(
    model: TopicModel, stability: pd.DataFrame, differences: pd.DataFrame, led: pd.DataFrame, selection: pd.DataFrame
) -> pd.DataFrame:
    """One row per topic: its words, the paragraphs it leads, stability, shares, and how the sides differ.

    Where no number of topics stands out from chance, the differences are left out: the answer says nothing of them.
    """
    table = differences.set_index("topic")[
        ["share_target", "share_reference", "difference", "ci_low", "ci_high", "q_value"]
    ]
    table.insert(0, "words", [name.partition(": ")[2] for name in names(model)])
    table.insert(1, "n_leading", led["topic"].value_counts().reindex(table.index, fill_value=0).astype(int))
    own = stability.set_index("topic")
    column = next(name for name in ("stability", "similarity", "mean") if name in own.columns)
    table.insert(2, "stability", own[column])
    if selection.attrs["k"] is None:
        table = table.drop(columns=["difference", "ci_low", "ci_high", "q_value"])
    table.attrs["units"] = dict.fromkeys(("difference", "ci_low", "ci_high"), "points")
    return table


def side_labels(report: Report, differences: pd.DataFrame) -> dict[str, str]:
    """Headings that name the sides."""
    called = {side: str(differences[side].iloc[0]) for side in ("target", "reference")}
    return {f"share_{side}": f"share, {report.labels.get(name, name)}" for side, name in called.items()}


def hits(tokens: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Every occurrence of the words of the table."""
    return tokens[tokens["type"].isin(set(table.index.get_level_values("type")))]


def shares(model: TopicModel, counts: Counts) -> pd.DataFrame:
    """Share of every topic in every block, with the block's group."""
    table = pd.DataFrame(np.asarray(model.transform(counts)))
    return pd.concat([counts.blocks.reset_index(drop=True), table], axis=1)
