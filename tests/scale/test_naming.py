"""Types are sorted as Python sorts strings, whatever they are made of."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textstats.scale.naming import index_of, placed

names = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=4).map(
    lambda text: text or "x"
)
long_names = st.builds(lambda n, end: "a" * n + end, st.integers(0, 20), names)


@given(st.lists(st.one_of(names, long_names), unique=True))
def test_order_is_that_of_code_points(types: list[str]) -> None:
    used = np.array([len(name) % 2 == 1 for name in types], dtype=bool)
    order, text = placed(types, used)
    assert [types[i] for i in order] == sorted(name for name in types if len(name) % 2)
    pd.testing.assert_index_equal(index_of(text), pd.Index([types[i] for i in order], name="type", dtype="str"))


def test_without_pyarrow_the_index_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = placed(["b", "Ωmega", "a"], np.array([True, True, True]))
    want = index_of(text)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    pd.testing.assert_index_equal(index_of(text), want)
