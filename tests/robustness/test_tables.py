"""CSV: nothing in it can be computed, and it reads back as it was."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from textstats.errors import InputError, ReadError
from textstats.tables import neutral, plain, read_csv, to_csv_text, write_csv


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49 30", "'+49 30"),
        ("-- he said", "'-- he said"),
        ("-", "'-"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-1e-05", "-1e-05"),
        ("-inf", "-inf"),
        ("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("word", "word"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_cells(cell, written):
    assert neutral(cell) == written
    assert plain(written) == cell


def test_exact_bytes(tmp_path):
    frame = pd.DataFrame(
        {"n_tokens": [1, 2], "log_ratio": [0.1, float("nan")], "yes": [True, False]},
        index=pd.Index(["=a,b", 'say "x"'], name="type"),
    )
    path = write_csv(frame, tmp_path / "a.csv")
    assert path.read_bytes() == b'type,n_tokens,log_ratio,yes\n"\'=a,b",1,0.1,True\n"say ""x""",2,,False\n'
    again = read_csv(path)
    assert again["type"].tolist() == ["=a,b", 'say "x"']
    assert again.dtypes.astype(str).to_dict() == {
        "type": "str",
        "n_tokens": "int64",
        "log_ratio": "float64",
        "yes": "bool",
    }
    assert frame.index.name == "type", "the table is not changed"


def test_words_that_look_like_nothing(tmp_path):
    words = ["null", "NA", "nan", "None", "N/A", "007", "1_000", "inf", "True"]
    path = write_csv(pd.DataFrame({"type": words}), tmp_path / "a.csv")
    assert read_csv(path)["type"].tolist() == words


def test_numbers_that_are_words(tmp_path):
    path = write_csv(pd.DataFrame({"type": ["1917", "1905"]}), tmp_path / "a.csv")
    assert read_csv(path)["type"].tolist() == [1917, 1905]
    assert read_csv(path, text=["type"])["type"].tolist() == ["1917", "1905"]


def test_empty_tables(tmp_path):
    path = write_csv(pd.DataFrame({"a": [], "b": []}), tmp_path / "a.csv")
    assert path.read_text() == "a,b\n"
    assert read_csv(path).columns.tolist() == ["a", "b"]
    path = write_csv(pd.DataFrame({"a": [None, "x"]}), tmp_path / "a.csv")
    assert path.read_text() == 'a\n""\nx\n'
    assert len(read_csv(path)) == 2


def test_categories_and_missing_values():
    frame = pd.DataFrame(
        {"a": pd.Categorical(["=x", None]), "b": pd.array([1, None], dtype="Int64"), "c": np.float32([0.5, 2])}
    )
    assert to_csv_text(frame) == "a,b,c\n'=x,1,0.5\n,,2.0\n"


def test_index_without_a_name():
    with pytest.raises(InputError, match=r"^index must have a name to become a column; got none\.$"):
        to_csv_text(pd.DataFrame({"a": [1]}), index=True)


def test_what_is_no_table(tmp_path):
    path = tmp_path / "a.csv"
    for data, told in (
        (b"a,b\n1\n", "has 1 cells in row 2, but 2 columns."),
        (b'a\n"x\n', "is not valid CSV: unexpected end of data in line 2."),
        (b"\xff", "is not valid UTF-8: invalid start byte at byte 0."),
    ):
        path.write_bytes(data)
        with pytest.raises(ReadError) as caught:
            read_csv(path)
        assert str(caught.value) == f"{path} {told}"
    with pytest.raises(ReadError, match=r"cannot be read: no such file or directory\.$"):
        read_csv(tmp_path / "none.csv")
