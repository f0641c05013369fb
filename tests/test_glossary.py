"""The glossary names each column once."""

import ast
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from textstats.formulas import FORMULAS
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


def test_every_formula_belongs_to_a_column() -> None:
    assert set(FORMULAS) <= set(COLUMNS)


def test_every_reference_stands_where_the_measure_is_computed() -> None:
    source = Path(str(find_spec("textstats").submodule_search_locations[0]))  # type: ignore[union-attr, index]
    written = " ".join(
        p.read_text(encoding="utf-8") for room in ("stats", "framing", "topics") for p in (source / room).rglob("*.py")
    )
    for column, formula in FORMULAS.items():
        for reference in filter(None, formula.reference.split("; ")):
            names, year = reference.removesuffix(")").rsplit(" (", 1)
            first = names.split(" & ")[0].removesuffix(" et al.")
            assert first in written, (column, reference)
            assert year in written, (column, reference)
