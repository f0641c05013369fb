"""What report 03 says: names, stance, shared passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from textstats.framing.evidence import standing

if TYPE_CHECKING:
    from textstats.reports.report import Report

STANDS = {"plain": "own words", "scare": "in scare quotes", "quoted": "quoted"}


def grouped(report: Report, evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence without what was rejected, with the label of its text's group in a column `side`."""
    kept = standing(evidence)
    side = kept["doc_id"].astype(str).map(report.corpus.groups).map(report.labels)
    return kept.assign(side=side, referent=kept["referent"].astype(str), label=kept["label"].astype(str))


def names(report: Report, evidence: pd.DataFrame) -> pd.DataFrame:
    """One row per referent and name; for each side how often in own words, in scare quotes, quoted."""
    kept = grouped(report, evidence)
    keys = ["referent", "label"]
    table = pd.DataFrame(
        {column: hits.groupby(keys, sort=False).size() for column, hits in name_hits(report, evidence).items()},
        index=pd.MultiIndex.from_frame(kept[keys].drop_duplicates()),
    )
    table = table.fillna(0).astype(int)
    table["total"] = kept.groupby(keys, sort=False).size()
    order = table.assign(n=table.groupby(level="referent")["total"].transform("sum")).sort_values(
        ["n", "referent", "total"], ascending=[False, True, False], kind="stable"
    )
    return table.loc[order.index].drop(columns="total")


def name_hits(report: Report, evidence: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind each column of `names`; a column that would be empty everywhere is left out."""
    kept = grouped(report, evidence)
    columns = {
        f"{side}: {words}": kept[(kept["side"] == side) & (kept["mention"] == mention)]
        for side in report.labels.values()
        for mention, words in STANDS.items()
    }
    return {column: hits for column, hits in columns.items() if len(hits)}


def stances(evidence: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """One row per text and marker: hits, rate and interval."""
    from textstats.framing.stance import stance

    table = stance(evidence, tokens)
    return table.drop(columns=["voice"]).set_index(["doc_id", "code"])


def stance_hits(evidence: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind each count of `stances`."""
    kept = standing(evidence)
    return {"n_hits": kept[kept["voice"] == "author"]}
