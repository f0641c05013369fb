"""A frequency list stands beside the counts as one block."""

import numpy as np
import pandas as pd
import pytest

from textstats.errors import InputError
from textstats.stats.counts import Counts, count
from textstats.stats.frequency_list import with_frequency_list
from textstats.stats.keyness import keyness


@pytest.fixture
def counts() -> Counts:
    types = "tea is hot tea is dear".split()
    return count(pd.DataFrame({"doc_id": "a", "paragraph": [0, 0, 0, 1, 1, 1], "type": types}))


def test_the_list_becomes_a_block_and_nothing_else_changes(counts: Counts) -> None:
    before = counts.matrix.toarray().copy()
    both = with_frequency_list(counts, pd.Series({"TEA": 3, "Tea": 2, "don’t": 4, "never": 0}), n_tokens=100)
    assert both.groups == ["a", "list"]
    assert both.n_tokens.to_dict() == {"a": 6, "list": 100}
    table = both.by_group()
    assert table["list"].to_dict() == {"dear": 0, "don't": 4, "hot": 0, "is": 0, "never": 0, "tea": 5}
    assert table["a"].to_dict() == {"dear": 1, "don't": 0, "hot": 1, "is": 2, "never": 0, "tea": 2}
    assert list(both.types) == sorted(both.types)
    np.testing.assert_array_equal(counts.matrix.toarray(), before)


def test_keyness_gives_the_effect_and_no_interval(counts: Counts) -> None:
    both = with_frequency_list(counts, {"tea": 50, "is": 450}, n_tokens=1000)
    row = keyness(both, "a", "list", n_permutations=0).loc["tea"]
    # (2 + ½) / (6 + ½) against (50 + ½) / (1000 + ½): 7.6 times
    assert row["log_ratio"] == pytest.approx(np.log2((2.5 / 6.5) / (50.5 / 1000.5)))
    assert row[["ci_low", "ci_high", "p_value", "q_value"]].isna().all()


@pytest.mark.parametrize(
    ("frequencies", "options", "message"),
    [
        ({}, {}, "frequencies must hold at least one word; got none."),
        ({"a": 1.5}, {}, "frequencies must be whole numbers of at least 0; 'a' has 1.5."),
        ({"a": 1, "b": -1}, {}, "frequencies must be whole numbers of at least 0; 'b' has -1."),
        ({"a": 5}, {"n_tokens": 4}, "n_tokens must be at least the sum of the list, 5, and more than 0; got 4."),
        ({"b": 5}, {"name": "a"}, "name must be new; 'a' is a group of the counts already."),
    ],
)
def test_what_is_no_list_is_refused(
    counts: Counts, frequencies: dict[str, float], options: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError) as caught:
        with_frequency_list(counts, frequencies, **options)  # type: ignore[arg-type]
    assert str(caught.value) == message
