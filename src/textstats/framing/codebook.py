"""Codebooks: what a code means, which words count as it, and examples that hold it to that.

A codebook is a YAML file (see `data/codebooks/template.yaml`). Its examples are run when it is read, so that
a codebook that does not do what its author says cannot be used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from textstats.errors import CodebookError

FUNCTIONS = ("problem", "cause", "moral evaluation", "remedy")
VOICES = ("any", "author", "quoted", "unknown")
OVERLAPS = ("keep", "longest")


@dataclass(frozen=True)
class Code:
    """One code: a name, what it means, and how it is found.

    Attributes
    ----------
    name, label, about : str
        Its name in the codebook, a short label for tables (the name where none is given), what it means.
    match, exclude, near : tuple of str
        Patterns: what counts; what does not count although it matches (a match that overlaps one is
        dropped); what must stand somewhere in the same sentence, if anything.
    sentence_end : str
        "?" or "!": the code is every sentence that ends so. Empty where words are matched.
    voice : tuple of str
        Whose words count: "author", "quoted", "unknown", or "any".
    function : str
        Entman's framing function, or empty.
    target : str
        Who or what the code is about, or empty.
    positive, negative : tuple of str
        Examples that must and must not be coded. `[[…]]` marks the passage that must be found.
    """

    name: str
    label: str
    about: str = ""
    match: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    sentence_end: str = ""
    voice: tuple[str, ...] = ("any",)
    function: str = ""
    target: str = ""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """The codes of one file, in its order.

    Attributes
    ----------
    title, about, source : str
        What it is called, what it is for, and the file that it was read from.
    overlap : str
        "keep": codes are found independently. "longest": of overlapping hits with one target only the
        longest stays, so that every mention counts once.
    codes : mapping of str to Code
    checksum : str
        SHA-256 of the file, in hexadecimal.
    """

    title: str
    about: str
    source: str
    overlap: str
    codes: Mapping[str, Code] = field(default_factory=dict)
    checksum: str = ""

    def __len__(self) -> int:
        return len(self.codes)


def read_codebook(path: str | PathLike[str]) -> Codebook:
    """Read a codebook and run its examples.

    A code says which words count as what. Its examples say what it must find and what it must leave; they
    are run each time the file is read.

    Parameters
    ----------
    path : path
        A YAML file, UTF-8, at most 256 kB, nested at most ten deep, without aliases or tags.

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        If anything is wrong: every fault at once as `file:line: key: rule`, also in `faults`.

    Examples
    --------
    >>> read_codebook("data/codebooks/template.yaml").title
    'Template'
    """
    codebook, faults = _read(Path(path))
    if faults:
        many = f"{len(faults)} faults" if len(faults) > 1 else "1 fault"
        raise CodebookError(f"{many} in codebook {Path(path).name}:\n" + "\n".join(faults), faults)
    assert codebook is not None
    return codebook


def check(path: str | PathLike[str]) -> list[str]:
    """Every fault of a codebook, a line each: `file:line: key: rule; got value`. Empty if it is sound.

    >>> check("data/codebooks/template.yaml")
    []
    """
    return _read(Path(path))[1]


def _read(path: Path) -> tuple[Codebook | None, list[str]]:
    from textstats.framing import examples, marks, schema

    faults = marks.Faults(str(path))
    root, raw = marks.compose(path, faults)
    if root is None:
        if not faults:
            faults.add(1, "codebook", "must be a mapping with 'title' and 'codes'; the file is empty.")
        return None, faults.lines()
    settings, codes, lines = schema.parse(root, faults)
    examples.run(codes, lines, faults)
    if faults:
        return None, faults.lines()
    checksum = hashlib.sha256(raw).hexdigest()
    return Codebook(**settings, source=path.name, codes=MappingProxyType(codes), checksum=checksum), []
