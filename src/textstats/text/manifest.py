"""`corpus.toml`: which files of a folder are the corpus, and what is known about each."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from textstats.errors import ReadError, shown
from textstats.text.files import read_bytes

MANIFEST = "corpus.toml"
KEYS = (
    "id",
    "file",
    "label",
    "title",
    "author",
    "publication",
    "date",
    "group",
    "language",
    "url",
    "encoding",
    "sha256",
)
READ_AS = ("file", "encoding", "encoding_basis", "encoding_confidence", "audit")  # what write_corpus hands on
_LONGEST = 4_000_000  # bytes of a corpus.toml


@dataclass(frozen=True)
class Entry:
    """One `[[document]]`: a file in the folder, its id and what is known about it."""

    file: str
    doc_id: str
    metadata: dict[str, Any] = field(default_factory=dict)
    read_as: dict[str, Any] = field(default_factory=dict)
    encoding: str | None = None
    sha256: str | None = None


def read_manifest(folder: Path) -> list[Entry]:
    """The documents that `corpus.toml` in `folder` names, in order.

    Each `[[document]]` has `file`, a path inside the folder, and may have `id` (else the name of the file),
    `label`, `title`, `author`, `publication`, `date`, `group`, `language`, `url`, `encoding` and `sha256`.
    What is unknown is left out. A table `[document.other]` may hold more of your own; `[document.read_as]` is what
    `write_corpus` knew of the file that the text was first read from.

    Raises
    ------
    ReadError
        With every fault that was found: no TOML, an unknown key (and the one that was probably meant), a value of
        another type, two documents with one id or file, a file outside the folder.
    """
    path = folder / MANIFEST
    try:
        data = read_bytes(path)
    except ReadError as fault:
        raise ReadError(f"{shown(path)} {fault}.") from None
    if len(data) > _LONGEST:
        raise ReadError(f"{shown(path)} is too long: {len(data):,} bytes; at most {_LONGEST:,}.")
    try:
        content = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as fault:
        raise ReadError(f"{shown(path)} is not valid UTF-8: {fault.reason} at byte {fault.start}.") from None
    except RecursionError:
        raise ReadError(f"{shown(path)} is no corpus.toml: it is nested too deeply.") from None
    except tomllib.TOMLDecodeError as fault:
        raise ReadError(f"{shown(path)} is not valid TOML: {shown(str(fault))}.") from None
    faults: list[str] = []
    entries = _entries(content, faults)
    if faults:
        listed = "; ".join(faults[:5]) + (f"; and {len(faults) - 5} more" if len(faults) > 5 else "")
        raise ReadError(f"{shown(path)} has {len(faults)} fault{'s' if len(faults) > 1 else ''}: {listed}.")
    return entries


def _entries(content: dict[str, Any], faults: list[str]) -> list[Entry]:
    faults += [_unknown(key, ("document",), "at the top") for key in content if key != "document"]
    tables = content.get("document", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        faults.append("documents must be tables under [[document]]")
        return []
    if not tables and not faults:
        faults.append("it names no [[document]]")
    entries = []
    seen: dict[tuple[str, str], int] = {}
    for number, table in enumerate(tables, 1):
        where = f"document {number}"
        entry = _entry(table, where, faults)
        if entry is None:
            continue
        for kind, value in (("id", entry.doc_id), ("file", entry.file)):
            first = seen.setdefault((kind, value), number)
            if value and first != number:
                faults.append(f"documents {first} and {number} have one {kind}, '{shown(value)}'")
        entries.append(entry)
    return entries


def _entry(table: dict[str, Any], where: str, faults: list[str]) -> Entry | None:
    values: dict[str, str] = {}
    tables: dict[str, dict[str, Any]] = {"read_as": {}, "other": {}}
    for key, value in table.items():
        if key in ("read_as", "other") and isinstance(value, dict):
            tables[key] = {name: _frozen(inner) for name, inner in value.items()}
        elif key not in KEYS:
            faults.append(_unknown(key, KEYS, f"in {where}"))
        elif key == "date" and isinstance(value, (dt.date, dt.datetime)):
            values[key] = value.isoformat()
        elif key == "date" and isinstance(value, int) and not isinstance(value, bool):
            values[key] = str(value)
        elif not isinstance(value, str):
            faults.append(f"{key} of {where} must be text in quotes; got {shown(str(value), longest=40)}")
        elif not value.strip() and key in ("id", "file"):
            faults.append(f"{key} of {where} must not be empty")
        elif value.strip():
            values[key] = value
    file = values.pop("file", None)
    if file is None:
        if "file" not in table:
            faults.append(f"{where} must have a file")
        return None
    if _climbs(file):
        faults.append(f"file of {where} must be inside the folder; got '{shown(file)}'")
        return None
    sha256 = values.pop("sha256", None)
    if sha256 is not None and (len(sha256) != 64 or not set(sha256.lower()) <= set("0123456789abcdef")):
        faults.append(f"sha256 of {where} must be 64 hexadecimal digits; got '{shown(sha256, longest=40)}'")
    doc_id, encoding = values.pop("id", ""), values.pop("encoding", None)
    faults += [_unknown(key, READ_AS, f"in read_as of {where}") for key in tables["read_as"] if key not in READ_AS]
    return Entry(file, doc_id, tables["other"] | values, tables["read_as"], encoding, sha256)


def _frozen(value: Any) -> Any:
    """A list as a tuple, for metadata do not change."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _climbs(file: str) -> bool:
    path = PurePosixPath(file.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in file[:3] or "\0" in file


def _unknown(key: str, allowed: tuple[str, ...], where: str) -> str:
    near = get_close_matches(key, allowed, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(allowed)}"
    return f"unknown key '{shown(key, longest=40)}' {where} ({hint})"


def check_sha256(data: bytes, expected: str | None) -> None:
    """Compare a file with the checksum that corpus.toml gives.

    Raises
    ------
    ReadError
        If they differ, with what to do; without the name of the file: the reader adds it.
    """
    if expected is not None and (actual := hashlib.sha256(data).hexdigest()) != expected.lower():
        raise ReadError(
            f"has changed: its sha256 is {actual[:12]}…, but corpus.toml says {expected[:12].lower()}…. "
            "Hint: bring back the file, or, if the change is meant, put its new sha256 into corpus.toml"
        )
