"""Texts with known topics."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from textstats import Counts


def planted_counts(n_topics: int = 2, n_blocks: int = 60, n_types: int = 40, seed: int = 0) -> Counts:
    """Blocks of 40 words, each from one topic that owns its own stretch of the vocabulary nine times in ten."""
    random = np.random.default_rng(seed)
    own = n_types // n_topics
    rows = []
    for block in range(n_blocks):
        chance = np.full(n_types, 0.1 / n_types)
        first = (block % n_topics) * own
        chance[first : first + own] += 0.9 / own
        rows.append(random.multinomial(40, chance))
    matrix = sparse.csr_array(np.array(rows, dtype=np.int64))
    blocks = pd.DataFrame(
        {
            "group": ["a"] * (n_blocks // 2) + ["b"] * (n_blocks - n_blocks // 2),
            "doc_id": ["a"] * (n_blocks // 2) + ["b"] * (n_blocks - n_blocks // 2),
            "block": range(n_blocks),
            "n_tokens": 40,
        }
    )
    return Counts(matrix, blocks, pd.Index([f"w{i:02d}" for i in range(n_types)], name="type"))


@pytest.fixture
def planted() -> Callable[..., Counts]:
    return planted_counts


@pytest.fixture
def counts() -> Counts:
    return planted_counts()


@pytest.fixture
def four_topics() -> Counts:
    return planted_counts(4, 80)
