"""Files to documents, in a stream: plain text, csv, tsv, jsonl and parquet, each also as .gz or .zst.

What a file is called and which group it is in follows `read_corpus`. A plain text file is one document and comes in
pieces that end at a safe blank; a table has a document a row.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from textstats.errors import InputError, MissingExtraError, ReadError, shown
from textstats.text import reading
from textstats.text.cleaning import clean_text
from textstats.text.decoding import decode

PIECE = 16 << 20
"""Bytes of a plain text file that are read at once."""
UNIT = 32 << 20
"""Bytes of files that are counted, and saved, together."""

_KINDS = {
    "": "text", ".txt": "text", ".text": "text", ".md": "text",
    ".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet",
}  # fmt: skip
_LISTED = ", ".join(sorted(set(_KINDS) - {""}))
_SAFE_BLANK = re.compile(
    rb"(?:[!-~]|[\xc3-\xcc\xce-\xdf][\x80-\xbf]|[\xe3-\xec][\x80-\xbf]{2}) (?=[!-~\xc3-\xcc\xce-\xdf\xe3-\xec])"
)
_NOT_PLAIN = re.compile(rb"[\0\x1b]|\A(?:\xff\xfe|\xfe\xff|\0\0\xfe\xff|\x84\x31\x95\x33)")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1c\x1d]")


@dataclass(frozen=True)
class SourceFile:
    """A file, what it holds, and what its place says about it."""

    path: str
    kind: str
    packed: str
    size: int
    mtime_ns: int
    doc_id: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    encoding: str | None = None


class Piece(NamedTuple):
    """A document or a part of one: `data` is raw UTF-8, or text where it was decoded already."""

    doc_id: str
    group: str
    data: bytes | str
    is_first: bool


@dataclass(frozen=True)
class Columns:
    """Where a table has its texts, ids and groups; `group` may be a mapping from ids."""

    text: str
    doc_id: str
    group: str | Mapping[str, str]

    def group_of(self, doc_id: str, known: Mapping[str, Any], where: str) -> str:
        """The group of a document from what is known about it."""
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
                "Hint: sub-folders and corpus.toml give text files a 'group'; tables give their columns."
            )
        return str(value)


def plan(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[list[SourceFile]]:
    """The files behind `paths` in units of about 32 MB, in order."""
    several = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not several:
        raise InputError("paths must name at least one file or folder; got none.")
    faults: list[tuple[str, str]] = []
    sources = [source for one in several for source in reading._sources(one, len(several) > 1, [], faults)]
    pieces = []
    found: list[tuple[reading.Piece, str, str, os.stat_result]] = []
    for source in sources:
        suffixes = [suffix.lower() for suffix in source.path.suffixes]
        packed = suffixes.pop() if suffixes and suffixes[-1] in (".gz", ".zst") else ""
        kind = _KINDS.get(suffixes[-1] if suffixes else "")
        try:
            if kind is None:
                raise ReadError(f"must be one of {_LISTED}, or one of these as .gz or .zst")
            status = source.path.stat()
            if not source.path.is_file():
                raise ReadError("is not a file")
        except OSError as fault:
            faults.append((shown(source.path), str(fault) if isinstance(fault, ReadError) else reading_fault(fault)))
            continue
        piece = reading.Piece(source, "", dict(source.metadata), source.doc_id)
        if packed:
            source.name = source.name[: -len(packed)]
        if kind == "text":
            pieces.append(piece)
        found.append((piece, kind, packed, status))
    if faults:
        raise ReadError(reading._told(faults))
    if not found:
        raise ReadError(f"{', '.join(shown(one) for one in several[:3])} holds no text. Hint: put text files there.")
    reading._name(pieces)
    units: list[list[SourceFile]] = [[]]
    weight = 0
    for piece, kind, packed, status in found:
        file = SourceFile(
            os.fspath(piece.source.path), kind, packed, status.st_size, status.st_mtime_ns, piece.doc_id,
            {"file": Path(piece.source.name).name, **piece.metadata}, piece.source.encoding,
        )  # fmt: skip
        if units[-1] and weight + file.size > UNIT:
            units.append([])
            weight = 0
        units[-1].append(file)
        weight += file.size
    return units


def reading_fault(fault: OSError) -> str:
    """One sentence about a file that cannot be opened."""
    return (
        "is not there. Hint: check the name"
        if isinstance(fault, FileNotFoundError)
        else f"cannot be read: {fault.strerror}"
    )


def documents(files: Iterable[SourceFile], columns: Columns) -> Iterator[Piece]:
    """The documents of some files, in order, in pieces."""
    for file in files:
        try:
            if file.kind == "text":
                yield from _text(file, columns)
            else:
                yield from _TABLES[file.kind](file, columns)
        except (ReadError, EOFError, gzip.BadGzipFile, UnicodeDecodeError, csv.Error) as fault:
            raise ReadError(
                f"{shown(file.path)} {fault if isinstance(fault, ReadError) else f'cannot be read: {fault}'}."
            ) from None


@contextmanager
def _opened(file: SourceFile) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked."""
    if file.packed == ".gz":
        with gzip.open(file.path, "rb") as stream:
            yield stream  # type: ignore[misc]
    elif file.packed == ".zst":
        try:
            import zstandard
        except ImportError:
            raise MissingExtraError(".zst files need zstandard. Hint: pip install 'textstats[scale]'.") from None
        with (
            Path(file.path).open("rb") as raw,
            zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as unpacked,
            io.BufferedReader(unpacked, 1 << 20) as stream,
        ):
            yield stream
    else:
        with Path(file.path).open("rb", buffering=1 << 20) as stream:
            yield stream


def _read(stream: IO[bytes], size: int) -> bytes:
    """Up to `size` bytes; fewer only at the end."""
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _text(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    group = columns.group_of(file.doc_id, file.metadata, file.path)
    with _opened(file) as stream:
        head = _read(stream, PIECE)
        if len(head) < PIECE:
            yield Piece(file.doc_id, group, _decoded(head, file) if file.encoding else head, True)
            return
    if file.encoding or not _is_plain(file):
        with _opened(file) as stream:
            yield Piece(file.doc_id, group, _decoded(stream.read(), file), True)
        return
    is_first = True
    rest = b""
    with _opened(file) as stream:
        while data := _read(stream, PIECE):
            data = rest + data
            cut = safe_cut(data)
            rest = data[cut:]
            if cut:
                yield Piece(file.doc_id, group, data[:cut], is_first)
                is_first = False
    yield Piece(file.doc_id, group, rest, is_first)


def _decoded(data: bytes, file: SourceFile) -> str:
    return clean_text(decode(data, encoding=file.encoding)[0])[0]


def _is_plain(file: SourceFile) -> bool:
    """Whether a long file is UTF-8 all through, with none of the signs that it may be something else."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    n_control = 0
    with _opened(file) as stream:
        while data := _read(stream, PIECE):
            if _NOT_PLAIN.search(data):
                return False
            n_control += len(_CONTROL.findall(data))
            try:
                decoder.decode(data)
            except UnicodeDecodeError:
                return False
    return not decoder.getstate()[0] and n_control == 0


def safe_cut(data: bytes) -> int:
    """The end of the last place where `data` may be cut: behind a single blank between two visible characters.

    A blank that stands beside a line end, or beside something invisible, is not safe: a word may be divided there.
    0 where there is none.
    """
    reach = 1 << 12
    while True:
        start = max(0, len(data) - reach)
        last = 0
        for match in _SAFE_BLANK.finditer(data, start):
            last = match.end()
        if last or start == 0:
            return last
        reach *= 16


def _rows(file: SourceFile, columns: Columns, rows: Iterable[Mapping[str, Any]]) -> Iterator[Piece]:
    for number, row in enumerate(rows):
        if columns.text not in row:
            raise ReadError(
                f"has no column {columns.text!r} in row {number + 1}; it has {', '.join(map(repr, list(row)[:12]))}"
            )
        text = row[columns.text]
        if text is None or text != text:
            text = ""
        if not isinstance(text, str):
            raise ReadError(
                f"has a {type(text).__name__} where a text should be, in row {number + 1} of {columns.text!r}"
            )
        known = row.get(columns.doc_id)
        doc_id = str(known) if known not in (None, "") else f"{file.metadata['file']}:{number}"
        yield Piece(doc_id, columns.group_of(doc_id, row, f"{file.path}, row {number + 1}"), text, True)


def _csv(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with _opened(file) as stream:
        lines = io.TextIOWrapper(stream, encoding=file.encoding or "utf-8-sig", newline="")
        rows = csv.DictReader(lines, delimiter="\t" if file.kind == "tsv" else ",", strict=True)
        try:
            yield from _rows(file, columns, rows)
        finally:
            lines.detach()


def _jsonl(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    def rows(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
        for number, line in enumerate(stream):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as fault:
                raise ReadError(f"has no JSON in line {number + 1}: {fault}") from None
            if not isinstance(row, dict):
                raise ReadError(f"has no JSON object in line {number + 1}")
            yield row

    with _opened(file) as stream:
        yield from _rows(file, columns, rows(stream))


def _parquet(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("parquet files need pyarrow. Hint: pip install 'textstats[scale]'.") from None
    with _opened(file) as stream:
        table = pq.ParquetFile(io.BytesIO(stream.read()) if file.packed else file.path)
        wanted = [columns.text, columns.doc_id, columns.group if isinstance(columns.group, str) else ""]
        names = [name for name in table.schema_arrow.names if name in wanted]
        if columns.text not in names:
            raise ReadError(
                f"has no column {columns.text!r}; it has {', '.join(map(repr, table.schema_arrow.names[:12]))}"
            )
        rows = (row for batch in table.iter_batches(batch_size=1024, columns=names) for row in batch.to_pylist())
        yield from _rows(file, columns, rows)


_TABLES = {"csv": _csv, "tsv": _csv, "jsonl": _jsonl, "parquet": _parquet}
