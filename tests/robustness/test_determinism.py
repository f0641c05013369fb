"""The same texts give the same bytes: wherever, whenever and in whatever language of the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "The council raised the tax on bread. “War is peace,” said Ann.\n\nLenin wrote of the state, and of bread.\n\n"
# Everything that differs between two machines and must not differ between their reports.
THERE = {
    "TZ": "Asia/Kathmandu",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "LANGUAGE": "de",
    "PYTHONHASHSEED": "4711",
    "OMP_NUM_THREADS": "3",
    "OPENBLAS_NUM_THREADS": "3",
    "COLUMNS": "40",
    "MPLBACKEND": "agg",
    "SOURCE_DATE_EPOCH": "1",
}


def project(home: Path) -> Path:
    """Notebooks, codebooks, annotations and a small corpus in a folder."""
    for name in ("notebooks", "data"):
        shutil.copytree(ROOT / name, home / name)
    shutil.rmtree(home / "data" / "raw")
    (home / "data" / "raw").mkdir()
    for n, name in enumerate(("a.txt", "b.txt")):
        text = "".join(TEXT.replace("bread", ["bread", "boats", "fish"][(n + m) % 3]) for m in range(8))
        (home / "data" / "raw" / name).write_text(text, encoding="utf-8")
    return home


def built(home: Path, environment: dict[str, str], *before: str) -> dict[str, bytes]:
    """What `textstats report` leaves there, tried in the first notebook only: it shows texts, tables and figures."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    kept = {name: value for name, value in os.environ.items() if name not in THERE and not name.startswith("LC_")}
    kept["PYTHONPATH"] = os.pathsep.join(str(Path(path).absolute()) for path in paths if path)
    words = ["report", *(f"notebooks/{name}.ipynb" for name in ("01_corpus", "02_vocabulary")), "--out", "reports"]
    run = subprocess.run(
        [*before, sys.executable, "-m", "textstats", *words, "-p", "annotations="],
        cwd=home, env=kept | environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    return {path.name: path.read_bytes() for path in sorted((home / "reports").iterdir())}


@pytest.mark.slow
def test_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    here = built(project(tmp_path / "here"), {})
    faketime = shutil.which("faketime")
    before = [faketime, "-f", "+400d"] if faketime else []
    own = tmp_path / "home"
    for folder, file, text in (
        (".ipython/profile_default/startup", "00.py", "raise SystemExit('somebody’s own start-up file')"),
        (".config/matplotlib", "matplotlibrc", "font.size: 30\naxes.facecolor: red\n"),
    ):
        (own / folder).mkdir(parents=True)
        (own / folder / file).write_text(text, encoding="utf-8")
    there = built(project(tmp_path / "an other/ü"), THERE | {"HOME": str(own)}, *before)
    assert set(here) == {".state.json", "01_corpus.html", "02_vocabulary.html", "index.html"}
    assert [name for name in here if here[name] != there[name]] == []
    for name, content in there.items():
        assert str(tmp_path).encode() not in content, f"{name} names a folder of the run"


def test_ids_of_a_figure_depend_on_its_order_alone() -> None:
    """matplotlib hashes ids from floats; a last digit that differs must not change a byte."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    from textstats.reports.figures import to_svg

    def drawn(width: float) -> str:
        axes = plt.subplots(figsize=(width, 2))[1]
        axes.plot([1, 2], [1, 2], "o")
        return to_svg(axes, figure_id="f1", alt="a")

    once, again = drawn(3.0), drawn(3.0 + 1e-13)
    assert once == again
    assert 'id="f1-1"' in once
