"""The newcomer's notebook runs on two small texts of one's own."""

import json
from pathlib import Path

import pytest

from textstats.reports.execute import CellError, execute
from textstats.reports.kernel import Kernels

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "00_your_own_texts.ipynb"
SIDES = {
    "bread.txt": "The council taxed bread. The people said, “Bread is dear.”\n\nBread was dear and the council knew.\n\n"
    * 3,
    "boats.md": "The river is wide in spring, and boats are slow.\n\nFish and boats, boats and fish.\n\n" * 3,
}


@pytest.fixture(autouse=True)
def _kernels_find_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(NOTEBOOK.parent.parent / "src"))


@pytest.fixture
def texts(tmp_path: Path) -> list[str]:
    """Two files of different kinds."""
    for name, text in SIDES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in SIDES]


@pytest.mark.filterwarnings("default")  # the kernel's client warns of its own affairs
def test_from_two_files_to_a_comparison(texts: list[str], tmp_path: Path) -> None:
    done, words, seen = tmp_path / "done.ipynb", tmp_path / "words.csv", []
    given = {"texts": texts, "word": "bread", "save_to": str(words)}
    execute(NOTEBOOK, done, given, kernels=Kernels(), progress=lambda _, n, total, __: seen.append((n, total)))
    cells = json.loads(done.read_text(encoding="utf-8"))["cells"]
    shown = [
        "".join(output.get("data", {}).get("text/plain", "")) for cell in cells for output in cell.get("outputs", [])
    ]
    assert any("“bread” in its context: 9 of 9 lines." in text for text in shown)
    assert words.read_text(encoding="utf-8").splitlines()[0].startswith("type,frequency_target,frequency_reference")
    assert seen[-1] == (len(cells), len(cells))
    assert not list(NOTEBOOK.parent.glob("*.csv"))


@pytest.mark.filterwarnings("default")
def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CellError, match=r"ReadError: nowhere\.txt is not there"):
        execute(
            NOTEBOOK, tmp_path / "done.ipynb", {"texts": ["nowhere.txt"]}, kernels=Kernels(), progress=lambda *_: None
        )
