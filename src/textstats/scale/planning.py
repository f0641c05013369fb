"""Which files are counted, what they are called and in which portions they are read.

Names, ids and groups are those of `read_corpus`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textstats.errors import InputError, ReadError, reason, shown
from textstats.text import reading

UNIT = 32 << 20
"""Bytes of files that are counted, and saved, together."""

_STREAMED = {".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_WHOLE = (".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx")
_PACKED = (".gz", ".zst")


@dataclass(frozen=True)
class SourceFile:
    """A file, what it holds, and what its place says about it."""

    path: str
    name: str
    kind: str
    packed: str
    size: int
    mtime_ns: int
    doc_id: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    encoding: str | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Columns:
    """Where a table has its texts and ids; the group is a column, a key of what is known, or a mapping from ids."""

    text: str
    doc_id: str
    group: str | Mapping[str, str]

    def group_of(self, doc_id: str, known: Mapping[str, Any], where: str) -> str:
        """The group of a document, from what is known about it."""
        if not isinstance(self.group, str):
            if doc_id not in self.group:
                raise InputError(f"group must name a group for every doc_id; missing {doc_id!r}.")
            return str(self.group[doc_id])
        if self.group == "doc_id":
            return doc_id
        value = known.get(self.group)
        if value is None or value != value or value == "":
            listed = ", ".join(map(repr, ["doc_id", *known][:12]))
            raise InputError(
                f"group must be known for every document; {shown(where)} has no {self.group!r}, only {listed}. "
                "Hint: sub-folders and corpus.toml give files a 'group'; tables give their columns."
            )
        return str(value)


def plan(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[list[SourceFile]]:
    """The files behind `paths` in portions of about 32 MB, in order."""
    several = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not several:
        raise InputError("paths must name at least one file or folder; got none.")
    faults: list[tuple[str, str]] = []
    found: list[tuple[reading.Piece, str, str, os.stat_result]] = []
    for one in several:
        for source in reading._sources(one, len(several) > 1, [], faults):
            try:
                status = source.path.stat()
                if not source.path.is_file():
                    raise ReadError("is not a file")
            except OSError as fault:
                faults.append((shown(source.path), _told(fault)))
                continue
            suffix = source.path.suffix.lower()
            packed = suffix if suffix in _PACKED else ""
            if packed:
                source.name = source.name[: -len(packed)]
                suffix = Path(source.name).suffix.lower()
            kind = _STREAMED.get(suffix, "whole" if suffix in _WHOLE else "text")
            found.append((reading.Piece(source, "", {}, source.doc_id), kind, packed, status))
    if faults:
        raise ReadError(reading._told(faults))
    if not found:
        raise ReadError(f"{', '.join(shown(one) for one in several[:3])} holds no text. Hint: put text files there.")
    reading._name([piece for piece, _, _, _ in found])
    return _portions(_file(*one) for one in found)


def _file(piece: reading.Piece, kind: str, packed: str, status: os.stat_result) -> SourceFile:
    source = piece.source
    return SourceFile(
        os.fspath(source.path),
        source.name,
        kind,
        packed,
        status.st_size,
        status.st_mtime_ns,
        piece.doc_id,
        {"file": shown(source.name), **source.metadata},
        source.encoding,
        source.sha256,
    )


def _portions(files: Iterable[SourceFile]) -> list[list[SourceFile]]:
    """Neighbours up to `UNIT` bytes together; a longer file alone."""
    units: list[list[SourceFile]] = [[]]
    weight = 0
    for file in files:
        if units[-1] and weight + file.size > UNIT:
            units.append([])
            weight = 0
        units[-1].append(file)
        weight += file.size
    return units


def _told(fault: OSError) -> str:
    if isinstance(fault, ReadError):
        return str(fault)
    return (
        "is not there. Hint: check the name"
        if isinstance(fault, FileNotFoundError)
        else f"cannot be read: {reason(fault)}"
    )
