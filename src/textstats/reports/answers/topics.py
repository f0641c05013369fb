"""What report 04 says: whether the texts have topics that can be told from chance, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from textstats.stats.counts import Counts
    from textstats.topics import TopicModel


def words(model: TopicModel, *, n: int = 8) -> pd.DataFrame:
    """One row per topic: its words, and its share of the corpus."""
    from textstats.topics import top_words

    top = top_words(model, n=n)
    return top.groupby("topic").agg(words=("type", lambda column: ", ".join(column)), share=("share", "first"))


def shares(model: TopicModel, counts: Counts) -> pd.DataFrame:
    """Share of every topic in every block, with the block's place."""
    table = pd.DataFrame(np.asarray(model.transform(counts)))
    return pd.concat([counts.blocks.reset_index(drop=True), table], axis=1)
