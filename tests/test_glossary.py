"""The glossary names each column once."""

import ast
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from textstats.glossary import COLUMNS, heading


def test_no_column_stands_twice() -> None:
    spec = find_spec("textstats.glossary")
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    keys = [
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert [key for key, n in Counter(keys).items() if n > 1] == []
    assert set(keys) >= set(COLUMNS)  # and none comes in by another way


def test_headings_are_words() -> None:
    assert not [name for name in COLUMNS if "_" in heading(name)]
    assert not [name for name, column in COLUMNS.items() if not column.meaning]
