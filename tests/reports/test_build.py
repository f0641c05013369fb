"""The driver on tiny notebooks: what is rebuilt when, what a failure leaves, what is refused before anything runs."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from textstats.errors import InputError, ReportError
from textstats.reports import parameters
from textstats.reports.build import build, shipped

pytestmark = pytest.mark.filterwarnings("default")


def notebook(*code: str, title: str = "Tiny: a report", declared: str = "n = 1  # a number") -> dict[str, Any]:
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"# {title}\n\nIs it built?"}]
    cells += [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {"tags": ["parameters"]} if n == 0 else {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for n, text in enumerate((declared, *code))
    ]
    return {
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "notebooks" / "tiny.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps(notebook("print('n is', n)")), encoding="utf-8")
    return path


def later(path: Path) -> None:
    """Make a file newer than anything built so far."""
    moment = time.time() + 5
    os.utime(path, (moment, moment))


def test_a_report_is_built_once_and_again_when_its_notebook_or_parameters_change(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build([book], out).built == ["tiny"]
    assert "n is 1" in (out / "tiny.html").read_text(encoding="utf-8")
    again = build([book], out)
    assert (again.built, again.fresh) == ([], ["tiny"])
    assert build([book], out, parameters={"n": "7"}).built == ["tiny"]
    assert "n is 7" in (out / "tiny.html").read_text(encoding="utf-8")
    later(book)
    assert build([book], out, parameters={"n": 7}).built == ["tiny"]
    assert "Is it built?" in (out / "index.html").read_text(encoding="utf-8")


def test_a_failure_keeps_the_old_page_names_the_cell_and_marks_the_landing_page(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    good = book.with_name("good.ipynb")
    good.write_text(json.dumps(notebook("1 + 1", title="Good: it goes on")), encoding="utf-8")
    build([book], out)
    before = (out / "tiny.html").read_bytes()
    book.write_text(json.dumps(notebook("x = 1", "raise ValueError('no such word')")), encoding="utf-8")
    later(book)
    result = build([book, good], out)
    assert result.built == ["good"]
    message = str(result.failed["tiny"])
    assert message.splitlines() == [
        "tiny.ipynb: cell 4 failed.",
        "  ValueError: no such word",
        "  It begins: raise ValueError('no such word')",
    ]
    assert (out / "tiny.html").read_bytes() == before
    assert (out / "failed" / "tiny.ipynb").exists()
    landing = (out / "index.html").read_text(encoding="utf-8")
    assert "out of date: its last run failed" in landing
    book.write_text(json.dumps(notebook("2")), encoding="utf-8")
    assert build([book, good], out).built == ["tiny"]
    assert not (out / "failed").exists()
    assert "its last run failed" not in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"m": 1}, r"parameter must be one of 'n'; got 'm'"),
        ({"n": "many"}, r"parameter n of tiny\.ipynb must be a whole number, like 1; got 'many'\."),
        ({"n": "__import__('os').getpid()"}, r"must be a whole number"),
        ({"n": True}, r"must be a whole number"),
        ({"n\nimport os": 1}, r"parameter must be one of"),
    ],
)
def test_bad_parameters_are_refused_before_anything_runs(
    book: Path, tmp_path: Path, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        build([book], tmp_path / "out", parameters=given)
    assert not (tmp_path / "out").exists()


def test_a_parameters_cell_holds_literals_alone() -> None:
    assert parameters.defaults(notebook(), "x") == {"n": 1}
    for cell in ("n = 1 + m", "print(n)", "n = open('x')", "a, b = 1, 2"):
        with pytest.raises(ReportError, match="line 1 of the parameters cell"):
            parameters.defaults(notebook(declared=cell), "x")
    two = notebook("k = 2")
    two["cells"][2]["metadata"]["tags"] = ["parameters"]
    with pytest.raises(ReportError, match="exactly one cell must be tagged 'parameters'; found 2"):
        parameters.defaults(two, "x")


def test_what_is_shipped_is_found() -> None:
    assert (shipped("notebooks") / "01_corpus.ipynb").exists()
    assert (shipped("codebooks") / "naming.yaml").exists()
