"""Kills and faults in `textstats compare` and `textstats report`: whole files, one clear line, and the next run heals.

The comparison is made of a small notebook, so that a run takes a second or less. `-m slow` adds what takes long.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and system calls as on Linux")

TEXT = "The council raised the tax on bread. The people said so.\n\nBread was dear, and the council knew it.\n\n"
# The command line with notebooks of our own; with QUICK a page comes without a kernel, for faults in writing alone.
DRIVER = """
import os, sys
from pathlib import Path
from textstats.reports import build, compare
compare.shipped = lambda name: Path(os.environ["NOTEBOOKS"])
if os.environ.get("QUICK"):
    from textstats.reports.render import Page
    build.import_tools = lambda: None
    build._run = lambda path, *rest: (Page(f"<p>{path.stem}</p>\\n" * 500, path.stem, "Q?", ("A.",), ""), b"")
from textstats.cli import main
main()
"""


def notebook(*cells: str, parameters: str = 'corpus = ""\nannotations = ""\ncodebooks = ""\nseed = 1') -> str:
    sources = [("markdown", "# Title\n\nWhy?"), ("code", parameters), *(("code", source) for source in cells)]
    made = [
        {"cell_type": kind, "id": f"c{n}", "source": source, "metadata": {"tags": ["parameters"] if n == 1 else []}}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for n, (kind, source) in enumerate(sources)
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


class Place:
    """A folder with two texts, two notebooks, a folder for temporary files, and what a run leaves there."""

    def __init__(self, home: Path) -> None:
        self.home, self.out, self.temporary = home, home / "out", home / "tmp"
        for folder in ("books", "tmp"):
            (home / folder).mkdir()
        for name in ("01_one", "02_two"):
            (home / "books" / f"{name}.ipynb").write_text(notebook("print(seed)"), encoding="utf-8")
        (home / "a.txt").write_text(TEXT * 3, encoding="utf-8")
        (home / "b.txt").write_text(TEXT[10:] * 3, encoding="utf-8")
        self.environment = {
            **os.environ,
            "NOTEBOOKS": str(home / "books"),
            "TMPDIR": str(self.temporary),
            "PYTHONPATH": os.pathsep.join(
                str(Path(path).absolute()) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path
            ),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def start(self, *before: str, quick: bool = False, seed: int = 1) -> subprocess.Popen[str]:
        words = ["compare", "a.txt", "b.txt", "--out", "out", "--seed", str(seed)]
        # A shell starts what runs in its background deaf to SIGINT; these runs are meant to hear it.
        return subprocess.Popen(
            [*before, sys.executable, "-c", DRIVER, *words], cwd=self.home, text=True, start_new_session=True,
            env=self.environment | ({"QUICK": "1"} if quick else {}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip

    def run(self, *before: str, quick: bool = False, seed: int = 1) -> tuple[int, str]:
        process = self.start(*before, quick=quick, seed=seed)
        _, told = process.communicate(timeout=120)
        return process.returncode, told

    def files(self) -> dict[str, bytes]:
        return (
            {path.name: path.read_bytes() for path in sorted(self.out.glob("*")) if path.is_file()}
            if self.out.is_dir()
            else {}
        )

    def debris(self) -> list[str]:
        # Python itself tries whether it can write there; a kill may hit just that file, of four bytes.
        here = [path.name for path in self.temporary.iterdir() if path.is_dir() or path.stat().st_size > 4]
        return here + (
            [path.name for path in self.out.iterdir() if path.name.startswith(".textstats")]
            if self.out.is_dir()
            else []
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, bytes]]:
    """What a run that nothing disturbs leaves: without a kernel, and with one."""
    found = {}
    for quick in (True, False):
        place = Place(tmp_path_factory.mktemp("whole"))
        assert place.run(quick=quick) == (0, "")
        assert place.debris() == []
        found[quick] = place.files()
        assert set(found[quick]) == {".state.json", "01_one.html", "02_two.html", "index.html", "summary.json"}
    return found


def check(place: Place, status: int, told: str, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """No file is cut off, nobody sees a traceback, and a run that failed has changed nothing."""
    for name, content in place.files().items():
        if not name.startswith(".textstats"):
            assert content in (before.get(name), after[name]), f"{name} is neither old nor new"
    assert "Traceback" not in told
    assert "Exception" not in told
    if status > 0 and place.files() != after:
        assert place.files() == before
        assert place.debris() == []
        assert 1 <= len(told.splitlines()) <= 3, told
    if status == 0:
        assert place.files() == after


CALLS = ["fsync", "fdatasync,fsync", "rename", "mkdir", "link", "write", "unlinkat,unlink,rmdir"]
FAULTS = ["signal=KILL", "error=ENOSPC", "error=EIO"]


def _strace(call: str, fault: str, nth: int) -> list[str]:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("no strace on this machine")
    # Without -f: the main thread writes all that stays; a kernel's sockets are no files.
    return [strace, "-qqq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={nth}"]


def inject(place: Place, call: str, fault: str, nth: int, whole: dict[str, bytes], old: dict[str, bytes]) -> bool:
    """One fault at the nth call; whether the run felt it."""
    shutil.rmtree(place.out, ignore_errors=True)
    for name, content in old.items():
        place.out.mkdir(exist_ok=True)
        (place.out / name).write_bytes(content)
    status, told = place.run(*_strace(call, fault, nth), quick=True)
    check(place, status, told, old, whole)
    if status:
        again = place.run(quick=True)
        assert again == (0, ""), "the next run heals"
        assert (place.files(), place.debris()) == (whole, [])
    return status != 0


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", ["fsync", "rename", "write"])
def test_a_fault_in_writing(call: str, fault: str, place: Place, whole: dict[bool, dict[str, bytes]]) -> None:
    inject(place, call, fault, random.Random(call + fault).choice([1, 2, 4, 6]), whole[True], {})


@pytest.mark.slow
@pytest.mark.parametrize("old", [{}, {"index.html": b"old", "summary.json": b"old"}], ids=["new", "over old"])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_at_every_call(
    call: str, fault: str, old: dict[str, bytes], place: Place, whole: dict[bool, dict[str, bytes]]
) -> None:
    felt = [inject(place, call, fault, nth, whole[True], old) for nth in range(1, 40)]
    assert any(felt) or fault != "signal=KILL"
    assert not felt[-1], "calls are left untried"


def kernels(place: Place) -> list[int]:
    """Processes that work for this place: they know its folder for temporary files."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={place.temporary}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def alone(place: Place, seconds: float = 15) -> None:
    """Wait until nothing works for this place any more."""
    deadline = time.monotonic() + seconds
    while kernels(place):
        assert time.monotonic() < deadline, "a kernel outlives its run"
        time.sleep(0.1)


def killed(place: Place, after: float, whole: dict[str, bytes]) -> None:
    process = place.start()
    try:
        _, told = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        _, told = process.communicate()
    check(place, process.returncode, told, {}, whole)
    alone(place)


@pytest.mark.parametrize("after", [0.3, 0.9, 1.5])
def test_a_kill_at_some_moment(after: float, place: Place, whole: dict[bool, dict[str, bytes]]) -> None:
    killed(place, after, whole[False])
    assert place.run() == (0, "")
    assert (place.files(), place.debris()) == (whole[False], [])


@pytest.mark.slow
def test_a_hundred_kills(place: Place, whole: dict[bool, dict[str, bytes]]) -> None:
    chance, started = random.Random(1917), time.monotonic()
    assert place.run() == (0, "")
    longest = time.monotonic() - started
    for _ in range(100):
        killed(place, chance.uniform(0, longest), whole[False])
    assert place.run() == (0, "")
    assert (place.files(), place.debris()) == (whole[False], [])


def test_an_interruption_ends_at_once_and_cleanly(place: Place) -> None:
    (place.home / "books" / "02_two.ipynb").write_text(
        notebook("import time; open('started', 'w').close(); time.sleep(60)"), encoding="utf-8"
    )
    process = place.start()
    deadline = time.monotonic() + 60
    while not (place.home / "books" / "started").exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    interrupted = time.monotonic()
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told.strip()) == (130, "textstats: stopped.")
    assert time.monotonic() - interrupted < 15
    assert (place.files(), place.debris()) == ({}, [])
    alone(place)


def test_eight_runs_at_once(place: Place, whole: dict[bool, dict[str, bytes]]) -> None:
    runs = [place.start(quick=True) for _ in range(8)]
    ended = [(run.communicate(timeout=120)[1], run.returncode) for run in runs]
    assert any(status == 0 for _, status in ended)
    for told, status in ended:
        assert (told, status) == ("", 0) or (
            status == 1 and re.fullmatch(r"textstats: out is being written by another run\. Hint: .*\n", told)
        ), (status, told)
    assert (place.files(), place.debris()) == (whole[True], [])


def test_a_cell_that_fails_leaves_nothing(place: Place) -> None:
    (place.home / "books" / "02_two.ipynb").write_text(notebook("1 / 0"), encoding="utf-8")
    status, told = place.run()
    assert status == 1
    assert told.splitlines()[:2] == [
        "textstats: a.txt and b.txt cannot be compared: report 02_two failed.",
        "  ZeroDivisionError: division by zero",
    ]
    assert len(told.splitlines()) == 3
    assert (place.files(), place.debris(), place.out.exists()) == ({}, [], False)


def test_a_kernel_that_dies_is_told(place: Place) -> None:
    (place.home / "books" / "02_two.ipynb").write_text(notebook("import os; os._exit(1)"), encoding="utf-8")
    status, told = place.run()
    assert status == 1
    assert "the kernel did not start, died or took too long" in told
    assert len(told.splitlines()) <= 3
    assert (place.files(), place.debris()) == ({}, [])


def test_no_room_for_temporary_files(place: Place) -> None:
    place.environment["TMPDIR"] = str(place.home / "a.txt")  # no folder: the system's own is taken instead
    assert place.run(quick=True) == (0, "")


def test_a_long_path_for_temporary_files(place: Place, whole: dict[bool, dict[str, bytes]]) -> None:
    """Sockets have short names only: with a long path the kernel is spoken to in another way."""
    long = place.temporary / ("long" * 20)
    long.mkdir()
    place.environment["TMPDIR"] = str(long)
    assert place.run() == (0, "")
    assert place.files() == whole[False]
    assert list(long.iterdir()) == []
