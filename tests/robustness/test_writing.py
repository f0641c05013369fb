"""Whatever fails while writing, a file is the old one or the new one, and nothing else is left."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from textstats import writing
from textstats.errors import InputError, WriteError
from textstats.writing import locked, staged, write_bytes, write_files, write_text

CALLS = ["fsync", "replace", "open", "mkdir", "link", "write"]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_writes_and_replaces(tmp_path):
    path = write_text(tmp_path / "new" / "folder" / "a.txt", "grün\r\n")
    assert path.read_bytes() == b"gr\xc3\xbcn\r\n"
    write_text(path, "two\n")
    assert tree(tmp_path) == {"new/folder/a.txt": b"two\n"}


def test_mode_is_that_of_any_new_file(tmp_path):
    (tmp_path / "usual").write_text("x")
    write_text(tmp_path / "ours", "x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_is_replaced_not_followed(tmp_path):
    (tmp_path / "target").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_text(tmp_path / "link", "new")
    assert tree(tmp_path) == {"link": b"new", "target": b"kept"}


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "", "a\\b", "c:a", "a\0b"])
def test_a_name_stays_in_its_folder(name, tmp_path):
    with pytest.raises(InputError, match="a file name must stay inside its folder; got"):
        write_files(tmp_path / "in", {name: b"x"})
    assert not tree(tmp_path)


def test_a_lone_surrogate_is_named(tmp_path):
    with pytest.raises(WriteError) as caught:
        write_text(tmp_path / "a.txt", "ab\ud800")
    assert str(caught.value) == (
        f"{tmp_path}/a.txt cannot be written: the text has a lone surrogate (U+D800) at offset 2. "
        "Hint: textstats.clean(text) replaces it."
    )
    assert not tree(tmp_path)


def test_a_folder_of_that_name(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(WriteError) as caught:
        write_text(tmp_path / "a.txt", "x")
    assert str(caught.value) == f"{tmp_path}/a.txt cannot be written: is a directory. Nothing there has changed."
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "a").write_text("kept")
    with pytest.raises(WriteError, match=r"cannot be written: (file exists|not a directory)"):
        write_text(tmp_path / "a" / "b.txt", "x")
    assert tree(tmp_path) == {"a": b"kept"}


def test_a_block_that_raises_changes_nothing(tmp_path):
    write_text(tmp_path / "out" / "a", "old")
    with pytest.raises(UnicodeEncodeError), staged(tmp_path / "out") as stage:
        (stage / "a").write_text("\ud800")
    with pytest.raises(FileNotFoundError, match="mine"), staged(tmp_path / "other") as stage:
        raise FileNotFoundError(2, "mine", "mine")
    assert tree(tmp_path) == {"out/a": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("before", [{}, {"a": b"old a", "b": b"old b", "other": b"kept"}])
def test_a_fault_at_any_call_leaves_all_as_it_was(name, code, before, tmp_path, monkeypatch):
    """Fail the first, the second, … call of one kind until the write gets through."""
    home = tmp_path / "out"
    for file, data in before.items():
        write_bytes(home / file, data)
    untouched, n_told = tree(tmp_path), 0
    complete = untouched | {"out/a": b"new a", "out/sub/b": b"new b"}
    for nth in range(1, 60):
        told = ""
        with monkeypatch.context() as patch:
            failed = _fail(patch, name, nth, code)
            try:
                write_files(home, {"a": b"new a", "sub/b": b"new b"})
            except WriteError as fault:
                told = str(fault)
        if told:
            assert failed
            assert os.strerror(code)[1:] in told
            assert told.count("\n") == 0
            assert str(tmp_path) in told
            assert tree(tmp_path) == untouched
            assert home.exists() == bool(before)
            n_told += 1
            continue
        assert tree(tmp_path) == complete, "the next run heals"
        assert sorted(path.name for path in home.iterdir()) == sorted({"a", "sub", *before})
        if not failed:
            break
        shutil.rmtree(home)  # a fault that could be mended, as on a file system without hard links
        for file, data in before.items():
            write_bytes(home / file, data)
    assert n_told or name == "link"


def _fail(patch: pytest.MonkeyPatch, name: str, nth: int, code: int) -> list[int]:
    """Let the nth call of one kind fail; the list is filled when it did."""
    failed: list[int] = []
    seen = 0

    def wrapped(original):
        def call(*args, **kwargs):
            nonlocal seen
            seen += 1
            if seen == nth:
                failed.append(nth)
                raise OSError(code, os.strerror(code), str(args[0]) if isinstance(args[0], (str, Path)) else None)
            return original(*args, **kwargs)

        return call

    if name == "write":
        patch.setattr(Path, "write_bytes", wrapped(Path.write_bytes))
    else:
        patch.setattr(os, name, wrapped(getattr(os, name)))
    return failed


KILLED = """
    import os, signal, sys
    from pathlib import Path
    nth, home = int(sys.argv[1]), sys.argv[2]
    seen = 0
    def killing(original):
        def call(*args, **kwargs):
            global seen
            seen += 1
            if seen == nth: os.kill(os.getpid(), signal.SIGKILL)
            result = original(*args, **kwargs)
            return result
        return call
    for name in ("open", "fsync", "replace", "mkdir", "link", "close", "rmdir", "unlink"):
        setattr(os, name, killing(getattr(os, name)))
    from textstats.writing import write_files
    write_files(home, {"a": b"new a" * 1000, "b": b"new b" * 1000})
    print("done")
"""


@pytest.mark.parametrize("start", [1, 2, 3])
def test_a_kill_at_any_call_leaves_whole_files(start, tmp_path):
    """Kill before the first, second, … system call in turn; each file is whole, and the next run sweeps up."""
    old, new = {"a": b"old a", "b": b"old b"}, {"a": b"new a" * 1000, "b": b"new b" * 1000}
    n_kills = 0
    for nth in range(start, 200, 3):
        write_files(tmp_path / "out", old)
        run = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(nth), str(tmp_path / "out")],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(writing.__file__).parents[1])},
            check=False,
        )
        for name in old:
            assert (tmp_path / "out" / name).read_bytes() in (old[name], new[name])
        if run.returncode == 0:
            break
        assert run.returncode == -signal.SIGKILL, run.stderr
        n_kills += 1
    assert n_kills >= 3
    write_files(tmp_path / "out", new)
    assert tree(tmp_path / "out") == new
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "b"]


HELD = """
import sys, time
from textstats.writing import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_runs_at_once_are_told_apart(tmp_path):
    home = tmp_path / "out"
    environment = {**os.environ, "PYTHONPATH": str(Path(writing.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", HELD, home], stdout=subprocess.PIPE, text=True, env=environment
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "held\n"
        with pytest.raises(WriteError) as caught, locked(home):
            pass
        assert str(caught.value) == (
            f"{home} is being written by another run. Hint: wait until it ends, or choose another folder."
        )
        run.kill()
        run.wait()
    deadline = time.monotonic() + 5
    while True:
        try:
            with locked(home):
                write_text(home / "a", "x")
            break
        except WriteError:
            assert time.monotonic() < deadline
    assert tree(home) == {"a": b"x"}


def test_a_lock_leaves_no_folder_that_it_made(tmp_path):
    with locked(tmp_path / "a" / "b"):
        pass
    assert list(tmp_path.iterdir()) == []


RACE = """
    import sys
    from textstats.writing import write_files
    for i in range(30):
        write_files(sys.argv[1], {"a": sys.argv[2].encode() * 5000, "b": sys.argv[2].encode() * 5000})
"""


def test_eight_writers_at_once(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(Path(writing.__file__).parents[1])}
    command = [sys.executable, "-c", textwrap.dedent(RACE), str(tmp_path / "out")]
    runs = [subprocess.Popen([*command, str(i)], env=environment, stderr=subprocess.PIPE) for i in range(8)]
    told = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0] * 8, told
    for data in tree(tmp_path / "out").values():
        assert data in [str(i).encode() * 5000 for i in range(8)]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "b"]


def test_a_full_disk_in_earnest(tmp_path):
    with pytest.raises(WriteError, match="cannot be written: "):
        write_text("/dev/full/a", "x")
    with pytest.raises(WriteError, match="cannot be written: "):
        write_text("/proc/textstats", "x")
