"""Counting side by side: `python benchmarks/counting.py --size 200 [--folder DIR]` writes benchmarks/RESULTS.md.

Every run is a process of its own, start-up included, and the programs take turns, so that a machine whose speed drifts
is fair to all. CPU and wall are medians; peak memory is the largest sum over the process tree that was seen.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from counting_peers import PEERS
from generate import write_texts

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))
WC = "wc -w (C, UTF-8)"


class Run(NamedTuple):
    """One process: CPU seconds, wall seconds, peak memory in MB."""

    cpu: float
    wall: float
    peak: float


def _tree_memory(pid: int) -> int:
    """Resident bytes of a process and all below it."""
    total = 0
    todo = [pid]
    while todo:
        one = todo.pop()
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1])
            for task in Path(f"/proc/{one}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except (OSError, IndexError):
            continue
    return total * os.sysconf("SC_PAGE_SIZE")


def measure(command: list[str], environment: dict[str, str]) -> Run:
    """Run a command to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.01):
            peak = max(peak, _tree_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, wall, max(peak, usage.ru_maxrss * 1024) / 1e6)


def programs(size: float, folder: Path, only: list[str]) -> dict[str, list[str]]:
    """The commands that are there, by name; `only` these."""
    found = {
        name: [sys.executable, str(HERE / "counting_peers.py"), name, str(folder)]
        for name, (_, module, largest) in PEERS.items()
        if size <= largest and importlib.util.find_spec(module)
    }
    if shutil.which("wc"):
        found[WC] = ["sh", "-c", f"cat {folder}/*/*.txt | LC_ALL=C.UTF-8 wc -w"]
    return {name: command for name, command in found.items() if not only or name in only}


def agreement(folder: Path, names: list[str], environment: dict[str, str]) -> dict[str, str]:
    """How far each result agrees with a row per token: exact, or the share of tokens counted alike."""
    results: dict[str, dict[str, dict[str, int]]] = {}
    with tempfile.TemporaryDirectory() as home:
        for name in names:
            out = Path(home) / "out.json"
            command = [sys.executable, str(HERE / "counting_peers.py"), name, str(folder), str(out)]
            subprocess.run(command, env=environment, check=True)
            results[name] = json.loads(out.read_text())
    told = {}
    want = results["textstats tokens (offsets)"]
    for name, have in results.items():
        apart = both = 0
        for group in "ab":
            types = want[group].keys() | have[group].keys()
            apart += sum(abs(want[group].get(t, 0) - have[group].get(t, 0)) for t in types)
            both += sum(want[group].values()) + sum(have[group].values())
        told[name] = "exact" if apart == 0 else f"{1 - apart / both:.2%} alike"
    return told


def machine() -> str:
    """What this ran on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":")[1].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    packages = []
    for name in ("numpy", "scipy", "pandas", "numba", "polars", "duckdb", "scikit-learn", "nltk", "spacy", "dask"):
        try:
            packages.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return f"{model}, {len(os.sched_getaffinity(0))} cores; Python {platform.python_version()}, {', '.join(packages)}."


def folder_of(folder: Path, size: int, home: Path) -> tuple[Path, float]:
    """A folder with two groups of links to texts, up to `size` MB, and its size in MB."""
    target, total = home / str(size), 0
    for number, path in enumerate(sorted(folder.rglob("*.txt"))):
        if total >= size * 1e6:
            break
        total += path.stat().st_size
        link = target / "ab"[number % 2] / f"{number:06}.txt"
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path.resolve())
    return target, total / 1e6


def table(sizes: list[float], runs: dict[str, dict[float, list[Run]]], told: dict[str, str]) -> str:
    """The results as a Markdown table."""

    def median(name: str, size: float, place: int) -> float:
        return statistics.median(run[place] for run in runs[name][size])

    head = ["program", *(f"CPU s, {size:.0f} MB" for size in sizes), *(f"wall s, {size:.0f} MB" for size in sizes)]
    head += [*(f"peak MB, {size:.0f} MB" for size in sizes), "MB per CPU s at the margin", "result"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name in runs:
        cells = [name]
        for place, digits in ((0, 2), (1, 2), (2, 0)):
            cells += [f"{median(name, s, place):.{digits}f}" if s in runs[name] else "–" for s in sizes]
        measured = [s for s in sizes if s in runs[name]]
        first, last = (measured[-2], measured[-1]) if len(measured) > 1 else (0.0, 0.0)
        margin = (last - first) / (median(name, last, 0) - median(name, first, 0)) if last else float("nan")
        cells += [f"{margin:.1f} ({first:.0f}→{last:.0f})" if last else "–", told.get(name, "words only")]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=200, help="largest size in MB; a twentieth and a quarter too")
    parser.add_argument("--folder", type=Path, help="a folder of .txt files instead of generated text")
    parser.add_argument("--only", nargs="*", default=[], help="names of programs")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    options = parser.parse_args()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = os.pathsep.join([str(HERE.parent / "src"), environment.get("PYTHONPATH", "")])
    runs: dict[str, dict[float, list[Run]]] = {}
    told: dict[str, str] = {}
    sizes = []
    with tempfile.TemporaryDirectory(prefix="textstats-bench-") as home:
        if options.folder is None:
            write_texts(Path(home) / "texts", size=options.size)
        for wanted in sorted({max(1, options.size // 20), max(1, options.size // 4), options.size}):
            folder, size = folder_of(options.folder or Path(home) / "texts", wanted, Path(home))
            sizes.append(size)
            commands = programs(size, folder, options.only)
            if not told and "textstats tokens (offsets)" in commands:
                told = agreement(folder, [name for name in commands if name != WC], environment)
            for number in range(options.runs + 1):
                for name, command in commands.items():
                    run = measure(command, environment)
                    if number:  # the first run warms caches and bytecode
                        runs.setdefault(name, {}).setdefault(size, []).append(run)
            print(f"{size:.0f} MB done", flush=True)
    what = f"texts of {options.folder.name}" if options.folder else "generated text (see generate.py)"
    text = (
        f"# Counting words: results\n\nRead, tokenise, count two groups, log-likelihood of every type; {what}. Whole "
        f'processes, start-up included, in turns; medians of {options.runs} runs. "At the margin": between the two '
        'largest sizes that were run. "alike": share of tokens that are counted as the token rule counts them; the '
        f"peers' rules are simpler.\n\n{machine()}\n\n{table(sizes, runs, told)}\n"
    )
    options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
