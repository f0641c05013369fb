"""Names that are safe as ids and as file names on every system, each its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import count
from pathlib import PurePosixPath

_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LONGEST = 100  # characters, 240 bytes at most: file systems take 255 bytes


def slug(name: str) -> str:
    """A name that cannot leave its folder: letters, digits, dot, hyphen and underscore, none of the first at an end.

    >>> slug("../../etc/passwd"), slug("Über uns?"), slug("con"), slug("…")
    ('etc_passwd', 'Über_uns', 'con_', 'text')
    """
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", name[:1000])).strip("._-")[:_LONGEST]
    while len(name.encode("utf-8", "replace")) > 240:
        name = name[:-1]
    name = name.strip("._-") or "text"
    return f"{name}_" if name.split(".")[0].casefold() in _RESERVED else name


def unique(names: Iterable[str]) -> list[str]:
    """The names, numbered where one came before, also in other case: file systems may not tell "A" from "a".

    >>> unique(["a.txt", "A.txt", "b.txt"])
    ['a.txt', 'A_2.txt', 'b.txt']
    """
    taken: set[str] = set()
    given = []
    for name in names:
        path = PurePosixPath(name)
        numbered = (name if n == 1 else f"{path.stem}_{n}{path.suffix}" for n in count(1))
        own = next(name for name in numbered if name.casefold() not in taken)
        taken.add(own.casefold())
        given.append(own)
    return given
