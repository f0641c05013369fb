"""Parameters are names and typed values; nothing that is given as one ever runs."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from textstats.errors import InputError, ReportError
from textstats.reports.build import build
from textstats.reports.parameters import check, defaults

CELL = 'text = "a"\nnumber = 1\nrate = 0.5\nyes = True\nnames = ["a"]\nfree = None'


def notebook(cell: str = CELL) -> dict[str, Any]:
    made = {
        "cell_type": "code",
        "id": "p",
        "metadata": {"tags": ["parameters"]},
        "source": cell,
        "outputs": [],
        "execution_count": None,
    }
    show = made | {"id": "s", "metadata": {}, "source": "print(ascii([text, number, rate, yes, names]))"}
    title = {"cell_type": "markdown", "id": "t", "metadata": {}, "source": "# T\n\nQ?"}
    return {"cells": [title, made, show], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.mark.parametrize(
    "name",
    ["number\nimport os", "number = 1; import os", "number)", "__import__('os')", "", " number", "nummer", "text.x", "tеxt", "number#", "*"],
)  # fmt: skip
def test_a_name_that_is_not_a_parameter(name: str) -> None:
    with pytest.raises(InputError, match="must be one of 'text', 'number'"):
        check(notebook(), "n.ipynb", {name: "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", "__import__('os').system('id')"), ("number", "1; import os"), ("number", "1\nimport os"), ("number", "1.5"),
        ("number", "True"), ("number", True), ("number", 1.5), ("number", "[1]"), ("number", "(" * 5000), ("number", "9" * 5000),
        ("number", ""), ("rate", "nan()"), ("rate", "1j"), ("yes", "1"), ("yes", 1), ("yes", "yes"), ("names", "('a',)"), ("names", "['a'"),
        ("names", [object()]), ("names", [{1, 2}]), ("text", 1), ("text", None), ("text", "a\ud800"), ("names", ["a\ud800"]), ("free", object()),
    ],
)  # fmt: skip
def test_a_value_of_another_kind(name: str, value: Any) -> None:
    with pytest.raises(InputError, match=f"parameter {name} of n.ipynb must"):
        check(notebook(), "n.ipynb", {name: value})


@pytest.mark.parametrize(
    "cell",
    ["x = f()", "x = 1 + y", "import os", "x, y = 1, 2", "x: int = 1", "x = [i for i in ()]", "x.y = 1", "x =", "x = f'{1}'", "def f(): pass"],
)  # fmt: skip
def test_a_parameters_cell_holds_literals_only(cell: str) -> None:
    with pytest.raises(ReportError, match=r"n\.ipynb: .*parameters cell"):
        defaults(notebook(cell), "n.ipynb")


ODD = [
    "\"; import os; os.system('id') #", "'''", '"""', "\\", '\\"', "a\\\nb", "a\nb\r\n\tc", "{text}", "%s", "$(id)", "`id`", "é\u2028\u202e😀",
    "\0\x1b[2J", "# Parameters", "%%bash\nid", "!id", "?", "-1", "nan", "1_000",
]  # fmt: skip


def test_odd_values_come_out_as_they_went_in(tmp_path: Path) -> None:
    """All in one run: papermill writes them as code, and the kernel reads them back."""
    import html

    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps(notebook()), encoding="utf-8")
    given = {"text": "\n".join(ODD), "number": 10**4000, "rate": 1e308 * 10, "yes": False, "names": ODD}
    result = build([path], tmp_path / "out", parameters=given)
    assert not result.failed
    page = html.unescape((tmp_path / "out" / "n.html").read_text(encoding="utf-8"))
    assert ascii([given["text"], given["number"], math.inf, False, ODD]) in page
    assert "uid=" not in page


def test_not_a_number_is_a_number(tmp_path: Path) -> None:
    assert math.isnan(check(notebook(), "n.ipynb", {"rate": math.nan})["rate"])
    assert check(notebook(), "n.ipynb", {"rate": "2"}) == {"rate": 2.0}


@pytest.mark.parametrize(
    "names", [["index.ipynb"], ["Index.ipynb"], ["a/n.ipynb", "b/n.ipynb"], ["n.ipynb", "N.ipynb"]]
)
def test_two_pages_never_share_a_file(names: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(notebook()), encoding="utf-8")
    with pytest.raises(InputError, match="notebooks must have names of their own"):
        build([tmp_path / name for name in names], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("state", ["[]", "{", '{"a": 1}', '{"n": {"title": 1, "question": "", "answer": []}}', '{"n": {"title": "", "question": "", "answer": 5}}', "\xff"])  # fmt: skip
def test_a_state_that_is_not_ours_is_no_state(state: str, tmp_path: Path) -> None:
    from textstats.reports.build import _state

    (tmp_path / ".state.json").write_text(state, encoding="latin-1")
    assert _state(tmp_path) == {}
