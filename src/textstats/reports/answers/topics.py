"""What report 04 says: whether the texts have topics that can be told from chance, which, and whether they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from textstats.errors import InputError
from textstats.reports.answers.wording import listed

if TYPE_CHECKING:
    from textstats.reports.report import Report, Shown
    from textstats.stats.counts import Counts
    from textstats.topics import TopicModel


LARGEST_SEARCH = 400  # blocks: a larger corpus is searched for the number of topics in a sample of so many


@dataclass(frozen=True)
class Found:
    """What report 04 is made of."""

    counts: Counts
    selection: pd.DataFrame
    model: TopicModel
    shares: pd.DataFrame
    steady: pd.DataFrame
    differences: pd.DataFrame


class TooShort:
    """Stands where `Found` would: whoever asks it for anything is told why there is nothing."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __getattr__(self, name: str) -> Any:
        raise InputError(self.reason)


def find(own: pd.DataFrame, groups: dict[str, str], *, n_topics: int, seed: int) -> Found | TooShort:
    """Choose the number of topics against the null, fit them, and hold the groups against each other."""
    from textstats.stats.counts import count
    from textstats.topics import TopicModel, content_words, prevalence, select_k, stability

    try:
        counts = content_words(count(own, group=groups))
        selection = select_k(TopicModel(), _sampled(counts, seed), ks=range(2, 9), seed=seed)
        model = TopicModel(n_topics=number(selection, n_topics)).fit(counts)
        steady = stability(model, counts, seed=seed)
        differences = prevalence(model.transform(counts), counts.blocks["group"], model=model, counts=counts, seed=seed)
        return Found(counts, selection, model, shares(model, counts), steady, differences)
    except InputError as error:
        return TooShort(str(error))


def _sampled(counts: Counts, seed: int) -> Counts:
    """All blocks, or a sample of them in their order."""
    from textstats.stats.counts import Counts

    n_blocks = len(counts.blocks)
    if n_blocks <= LARGEST_SEARCH:
        return counts
    rows = np.sort(np.random.default_rng(seed).choice(n_blocks, LARGEST_SEARCH, replace=False))
    return Counts(
        counts.matrix[rows], counts.blocks.iloc[rows].reset_index(drop=True), counts.types, dict(counts.attrs)
    )


def number(selection: pd.DataFrame, wanted: int = 0) -> int:
    """How many topics to show: those asked for, those chosen, or those that exceed the null most."""
    if wanted:
        return wanted
    chosen = selection.attrs["k"]
    return int(chosen) if chosen is not None else int(str(selection.groupby("k")["excess"].mean().idxmax()))


def answer(report: Report, found: Found | TooShort) -> list[Markup]:
    """Whether there are stable topics, what is shown all the same, and in which topics the sides differ."""
    if isinstance(found, TooShort):
        return [Markup("These texts do not bear a search for topics: {}").format(found.reason)]
    selection, model, differences = found.selection, found.model, found.differences
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
    table: pd.DataFrame = top.assign(frequency=frequency.reindex(top["type"]).to_numpy())
    table = table[["topic", "type", "frequency", "probability", "lift"]]
    return table.set_index(["topic", "type"]).sort_index()


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


def show_overview(report: Report, found: Found | TooShort, own: pd.DataFrame) -> Shown:
    """The table of topics, each with the paragraphs that it leads."""
    led = leading(found.model, found.counts, own)
    return report.table(
        overview(found.model, found.steady, found.differences, led, found.selection),
        "Each topic: its words, the paragraphs in which it is the largest, its share on both sides, and how steadily it comes back.",
        passages={"n_leading": led},
        labels=side_labels(report, found.differences),
        note="Each paragraph is shown by the sentence that is most typical of the topic. Differences and intervals are in percentage points.",
    )


def show_map(report: Report, found: Found | TooShort) -> Shown:
    """The topics on a plane."""
    from textstats.plots.topic_map import plot_topic_map
    from textstats.topics import topic_map

    places = topic_map(found.model)
    return report.figure(
        plot_topic_map(places, names=short_names(found.model)),
        "The topics on a plane: the nearer, the more words they share; the larger, the more of the texts they make up.",
        alt="Map of topics as circles, each with its number and its first word.",
        data=places.set_index("topic"),
    )


def show_words(report: Report, found: Found | TooShort, own: pd.DataFrame) -> Shown:
    """The words of each topic as bars, with their occurrences."""
    table = words(found.model, found.counts)
    return report.word_bars(
        table,
        "The words of each topic. Blue: part of the topic; within it, grey: part of all topics together. A count opens every occurrence.",
        passages=hits(own, table),
        names=cards(found.model),
    )


def tinted(found: Found | TooShort, own: pd.DataFrame) -> pd.DataFrame | None:
    """The words of the texts that the model knows, each with its topic; None where there is no model."""
    from textstats.topics import word_topics

    return None if isinstance(found, TooShort) else word_topics(found.model, own)
