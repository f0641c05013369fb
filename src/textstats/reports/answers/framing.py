"""What report 03 says: names, stance, shared passages."""

from __future__ import annotations

import pandas as pd

MENTIONS = ("plain", "scare", "quoted")


def names(evidence: pd.DataFrame) -> pd.DataFrame:
    """One row per referent, name and text: hits, and how the name stands."""
    from textstats.framing.naming import naming

    table = naming(evidence).set_index(["doc_id", "target", "label"])
    return table[["n_hits", *MENTIONS]]


def name_hits(evidence: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind each column of `names`."""
    from textstats.framing.evidence import standing

    kept = standing(evidence)
    kept = kept.assign(doc_id=kept["doc_id"].astype(str))
    return {"n_hits": kept} | {mention: kept[kept["mention"] == mention] for mention in MENTIONS}


def stances(evidence: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """One row per text and marker: hits, rate and interval."""
    from textstats.framing.stance import stance

    table = stance(evidence, tokens)
    return table.drop(columns=["voice"]).set_index(["doc_id", "code"])


def stance_hits(evidence: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind each count of `stances`."""
    from textstats.framing.evidence import standing

    kept = standing(evidence)
    return {"n_hits": kept[kept["voice"] == "author"]}
