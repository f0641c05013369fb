"""The one way to write a file: all of it or nothing.

Who reads a file that this module writes finds the old bytes or the new ones, whatever happened in between: the
bytes go to a temporary place in the same folder, reach the disk, and take the name in one step. The temporary
place is locked as long as its writer lives; one that a killed run left behind is swept away by the next run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from textstats.errors import InputError, TextstatsError, WriteError, reason, shown

try:
    import fcntl
except ImportError:  # Windows: writing stays atomic; two runs at once are not told apart
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".textstats-", ".tmp"


def write_bytes(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write `data` to `path`: after a fault or a kill the old file stands there, or the new one.

    The folder is made when it is missing. A symbolic link at `path` is replaced, not followed.

    Raises
    ------
    WriteError
        If the bytes could not be written (no space, read-only, a folder of that name): nothing has changed then.
    """
    target = Path(path)
    return write_files(target.parent, {target.name: data})[0]


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    """Write `text` to `path` in UTF-8, newlines as they are, with the promise of `write_bytes`.

    Raises
    ------
    WriteError
        If the text could not be written, or holds a lone surrogate and so has no UTF-8.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise WriteError(
            f"{shown(path)} cannot be written: the text has a lone surrogate (U+{ord(text[fault.start]):04X}) at "
            f"offset {fault.start}. Hint: textstats.clean(text) replaces it."
        ) from None
    return write_bytes(path, data)


def write_files(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> list[Path]:
    """Write several files into one folder: every one is on the disk before the first takes its name.

    They take their names in the order given, so put the file that refers to the others last. A fault at any point
    leaves the folder as it was; a kill leaves each file whole, old or new.

    Parameters
    ----------
    folder : path
        Made, with its parents, when it is missing; removed again if nothing could be written.
    files : mapping of str to bytes
        File name, or relative path with forward slashes, to content.

    Raises
    ------
    InputError
        If a name climbs out of the folder.
    WriteError
        If anything could not be written.
    """
    for name in files:
        _check_name(name)
    with staged(folder, order=files) as stage, _told(folder):
        for name, data in files.items():
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return [Path(folder) / name for name in files]


@contextmanager
def staged(folder: str | os.PathLike[str], *, order: Iterable[str] = ()) -> Iterator[Path]:
    """Give an empty folder to fill; when the block ends well, its files move into `folder`, each in one step.

    Nothing is visible in `folder` before the end, and nothing has changed in it when the block raises.

    Parameters
    ----------
    folder : path
        Where the files go. Files of other names that stand there are left alone.
    order : iterable of str
        Names in the order in which they move; the others move before them, sorted.
    """
    home = Path(folder)
    made: list[Path] = []
    stage: Path | None = None
    lock = -1
    try:
        with _told(home):
            made = _make_folder(home)
            _sweep(home)
            stage, lock = _make_stage(home)
        new = stage / "new"
        with _told(home):
            new.mkdir()
        yield new
        with _told(home):
            names = _sync_tree(new)
            last = [name for name in dict.fromkeys(order) if name in names]
            _move([*sorted(names - set(last)), *last], new, home, stage / "old", made)
    finally:
        for _ in range(2):  # a passing fault may hit the removal too
            if stage is not None:
                shutil.rmtree(stage, ignore_errors=True)
        if lock >= 0:
            os.close(lock)
        for path in reversed(made):  # a folder made for nothing goes again
            with suppress(OSError):
                path.rmdir()


@contextmanager
def locked(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """Keep other runs out of `folder` until the block ends; the lock is on the folder, so no lock file is left.

    Raises
    ------
    WriteError
        If another run holds the folder, or it cannot be made. A folder made here and left empty is removed again.
    """
    home = Path(folder)
    with _told(home):
        made = _make_folder(home)
        lock = _lock(home)
    try:
        if lock < -1:
            raise WriteError(
                f"{shown(home)} is being written by another run. Hint: wait until it ends, or choose another folder."
            )
        yield home
    finally:
        if lock >= 0:
            os.close(lock)
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()


@contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty temporary folder that is gone when the block ends; folders of runs that were killed go as well.

    Raises
    ------
    WriteError
        If there is no room for temporary files, or one of them cannot be written.
    """
    home = Path(tempfile.gettempdir())
    with _told(home):
        _sweep(home)
        folder, lock = _make_stage(home)
    try:
        with _told(home):
            yield folder
    finally:
        for _ in range(2):
            shutil.rmtree(folder, ignore_errors=True)
        if lock >= 0:
            os.close(lock)


@contextmanager
def _told(home: str | os.PathLike[str]) -> Iterator[None]:
    """Turn a fault of the system into one sentence that names what could not be written."""
    try:
        yield
    except TextstatsError:
        raise
    except OSError as fault:
        name = fault.filename2 or fault.filename or home
        where = Path(home) if _PREFIX in os.fspath(name) else Path(name)
        raise WriteError(f"{shown(where)} cannot be written: {reason(fault)}. Nothing there has changed.") from fault


def _check_name(name: str) -> None:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or ":" in parts[0]:
        raise InputError(f"a file name must stay inside its folder; got {name!r}.")


def _make_folder(folder: Path) -> list[Path]:
    """Make `folder` and its parents; return those that are new, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _move(names: list[str], stage: Path, home: Path, old: Path, made: list[Path]) -> None:
    """Give each staged file its name; on a fault give the old ones back."""
    undo: list[tuple[Path, Path | None]] = []
    old.mkdir()
    try:
        for place, name in enumerate(names):
            target = home / name
            made += _make_folder(target.parent)
            kept: Path | None = old / str(place)
            if target.is_symlink() or target.is_file():
                with suppress(OSError):  # a file system without hard links: the new one then stays
                    os.link(target, old / str(place), follow_symlinks=False)
            else:
                kept = None
            os.replace(stage / name, target)  # noqa: PTH105 (one call, one name to inject faults into)
            undo.append((target, kept))
        for folder in dict.fromkeys([*((home / name).parent for name in names), *(path.parent for path in made)]):
            _sync(folder)
    except BaseException:  # an interruption by the reader, too
        for target, kept in reversed(undo):
            with suppress(OSError):
                target.unlink() if kept is None else kept.replace(target)
        raise


def _sync_tree(stage: Path) -> set[str]:
    """Bring every staged file to the disk; return their names relative to the stage."""
    names = set()
    for path in sorted(stage.rglob("*")):
        if path.is_file():
            path.chmod(0o666 & ~_umask())
            _sync(path)
            names.add(path.relative_to(stage).as_posix())
    return names


def _sync(path: Path) -> None:
    """Bring a file or folder to the disk."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open a folder
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _lock(folder: Path) -> int:
    """Lock a folder for this process: a handle, -1 where the system has no locks, -2 if another run has it."""
    if fcntl is None:
        return -1
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return -2
    except OSError:  # a network drive without locks
        os.close(handle)
        return -1
    return handle


def _make_stage(home: Path) -> tuple[Path, int]:
    """Make a temporary folder and lock it; another run may sweep it away before it is locked, hence the loop."""
    while True:
        stage = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=home))
        try:
            lock = _lock(stage)
        except FileNotFoundError:
            continue
        except OSError:
            stage.rmdir()
            raise
        if lock > -2 and stage.exists():
            return stage, lock
        if lock >= 0:
            os.close(lock)


def _sweep(home: Path) -> None:
    """Remove what killed runs left in `home`: temporary folders that nobody holds."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(home) as entries:
        for entry in list(entries):
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError):  # somebody else's
                    handle = _lock(Path(entry.path))
                    if handle >= 0:
                        shutil.rmtree(entry.path, ignore_errors=True)
                        os.close(handle)
