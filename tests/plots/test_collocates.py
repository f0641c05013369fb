"""The forest of collocates holds what its table holds."""

import numpy as np
import pandas as pd
import pytest

from textstats.errors import InputError
from textstats.plots.collocates import plot_collocates


def company(n: int = 3) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "frequency_target": [4, 0, 2],
            "frequency_reference": [1, 6, 2],
            "attraction_difference": [3.0, -2.0, 0.0],
            "attraction_ci_low": [0.5, -4.0, np.nan],
            "attraction_ci_high": [5.5, 0.5, np.nan],
        },
        index=pd.Index(["russian", "1917", "of"], name="type"),
    ).head(n)
    table.attrs = {"target": "one", "reference": ["two", "three"]}
    return table


def test_marks_intervals_and_counts() -> None:
    ax = plot_collocates(company())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["russian", "1917", "of"]
    assert [text.get_text() for text in ax.texts] == ["4", "0", "2", "n", "1", "6", "2", "n"]
    assert len(ax.collections[0].get_segments()) == 2  # no interval: no line
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert [mark.get_xdata()[0] for mark in marks] == [3.0, -2.0, 0.0]
    filled = [mark.get_markerfacecolor() == mark.get_color() for mark in marks]
    assert filled == [True, False, False]
    assert ax.get_xlabel().split("\u00a0" * 4) == ["← two + three", "more strongly drawn", "one →"]


def test_no_collocate() -> None:
    with pytest.raises(InputError, match="table must hold at least one collocate; got none"):
        plot_collocates(company(0))
