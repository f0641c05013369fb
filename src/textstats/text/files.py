"""Open what is a file, walk what is a folder, and say in one sentence what is neither."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from textstats.errors import ReadError, reason, shown

_KINDS = (
    (stat.S_ISFIFO, "is a pipe, not a file. Hint: save its content to a file, or read it as '-'"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)
_LITTER = {"thumbs.db", "desktop.ini", "__macosx"}


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file; a pipe or device is never waited for.

    Raises
    ------
    ReadError
        What is wrong, without the name of the file: the reader adds it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:
        raise ReadError("cannot be a file name: it has a zero byte") from None
    except OSError as fault:
        raise ReadError(_not_opened(path, fault)) from None
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise ReadError(kind_of(mode))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError as fault:
        if isinstance(fault, ReadError):
            raise
        raise ReadError(f"cannot be read: {reason(fault)}") from None
    finally:
        os.close(handle)


def kind_of(mode: int) -> str:
    """What a thing that is no regular file is."""
    if stat.S_ISDIR(mode):
        return "is a folder, not a file"
    return next((told for test, told in _KINDS if test(mode)), "is not a regular file")


def _not_opened(path: Path, fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "is a symbolic link to nothing" if path.is_symlink() else "is not there. Hint: check the name"
    if fault.errno == 40:  # ELOOP
        return "is a symbolic link that leads to itself"
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return kind_of(mode)
    except OSError:
        pass
    return f"cannot be read: {reason(fault)}"


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; a name that the system cannot take leads to none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_hidden(name: str) -> bool:
    """Whether a file is the system's or the editor's, not the reader's."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.casefold() in _LITTER


def walk(folder: Path, skipped: list[str], faults: list[tuple[str, str]]) -> Iterator[Path]:
    """Every file under a folder, sorted by name; hidden ones go to `skipped`, what cannot be entered to `faults`.

    Symbolic links are followed unless they lead back to a folder that is being walked.
    """
    stack: list[tuple[Path, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while stack:
        here, above = stack.pop()
        try:
            status = here.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield here
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in above:
                faults.append((shown(here), "is a symbolic link that leads back to its own folder"))
                continue
            names = sorted(path.name for path in here.iterdir())
        except OSError as fault:
            faults.append((shown(here), _not_opened(here, fault)))
            continue
        inside = []
        for name in names:
            if is_hidden(name):
                skipped.append(shown((here / name).relative_to(folder)))
            else:
                inside.append((here / name, above | {identity}))
        stack += reversed(inside)
