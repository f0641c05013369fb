"""Time `textstats report` against the command lines of papermill and nbconvert.

Ours runs every notebook of the project and makes every page. Theirs runs as many notebooks that only import pandas,
matplotlib, scikit-learn and nltk, and turns them into HTML, two at a time. Runs alternate, so that what else the
machine does falls on both; the medians and their ratio are printed (at most 1 is the aim).

    python benchmarks/reports.py --runs 3
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

IMPORTS = "import pandas\nimport matplotlib.pyplot\nimport sklearn\nimport nltk"


def blank(path: Path) -> Path:
    """A notebook that only imports."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": IMPORTS, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    path.write_text(json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    return path


def theirs(notebooks: list[Path], out: Path) -> None:
    """Papermill, then nbconvert, for each notebook; two at a time."""

    def one(path: Path) -> None:
        ran = out / path.name
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([sys.executable, "-m", "papermill", "--no-progress-bar", path, ran], **quiet)
        subprocess.run([sys.executable, "-m", "nbconvert", "--to", "html", ran], **quiet)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, notebooks))


def ours(out: Path) -> None:
    """What `make reports` runs."""
    subprocess.run([sys.executable, "-m", "textstats", "report", "--out", out], check=True, stdout=subprocess.DEVNULL)


def timed(run: Callable[[Path], None]) -> tuple[float, float]:
    """Wall and processor seconds of one run into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        run(Path(folder))
        wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Alternate both, print medians and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    from textstats.reports.build import shipped

    own = sorted(path for path in shipped("notebooks").glob("*.ipynb") if not path.name.startswith("00"))
    took: dict[str, list[tuple[float, float]]] = {"textstats report": [], "papermill + nbconvert": []}
    with tempfile.TemporaryDirectory() as folder:
        blanks = [blank(Path(folder, path.name)) for path in own]
        for _ in range(runs):
            took["textstats report"].append(timed(ours))
            took["papermill + nbconvert"].append(timed(lambda out: theirs(blanks, out)))
    print(f"{len(own)} notebooks, {runs} runs each, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    medians = []
    for name, pairs in took.items():
        wall, processor = (statistics.median(column) for column in zip(*pairs, strict=True))
        medians.append((wall, processor))
        print(f"{name:24} {wall:7.1f} s wall {processor:7.1f} s processor   {[round(w, 1) for w, _ in pairs]}")
    print(f"ratio of wall {medians[0][0] / medians[1][0]:.2f}, of processor {medians[0][1] / medians[1][1]:.2f}")


if __name__ == "__main__":
    main()
