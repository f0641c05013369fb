"""Files to documents, in a stream: plain text, csv, tsv, jsonl and parquet, each also as .gz or .zst.

A plain text file is one document and comes in pieces that end at a safe blank; a table has a document a row. What
cannot be streamed (web pages, office documents) is read as `read_corpus` reads it.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from textstats.errors import InputError, MissingExtraError, ReadError, shown
from textstats.scale.planning import Columns, SourceFile
from textstats.text.decoding import decode
from textstats.text.formats import Options, rows
from textstats.text.manifest import check_sha256

PIECE = 16 << 20
"""Bytes of a plain text file that are read at once."""

_SAFE_BLANK = re.compile(
    rb"(?:[!-~]|[\xc3-\xcc\xce-\xdf][\x80-\xbf]|[\xe3-\xec][\x80-\xbf]{2}) (?=[!-~\xc3-\xcc\xce-\xdf\xe3-\xec])"
)
_NOT_PLAIN = re.compile(rb"[\0\x1b]|\A(?:\xff\xfe|\xfe\xff|\0\0\xfe\xff|\x84\x31\x95\x33)")
_CONTROL = bytes({*range(0x20)} - {*b"\t\n\r\f\v"})
_NOT_CONTROL = bytes({*range(256)} - {*_CONTROL})


class Piece(NamedTuple):
    """A document or a part of one: `data` is raw bytes, or text where it was decoded already."""

    doc_id: str
    group: str
    data: bytes | str
    is_first: bool


def documents(files: Iterable[SourceFile], columns: Columns) -> Iterator[Piece]:
    """The documents of some files, in order, in pieces."""
    for file in files:
        try:
            yield from _READERS[file.kind](file, columns)
        except ReadError as fault:
            raise ReadError(f"{shown(file.path)} {fault}.") from None
        except (EOFError, gzip.BadGzipFile, UnicodeDecodeError, csv.Error, OSError) as fault:
            if isinstance(fault, MissingExtraError):
                raise
            raise ReadError(f"{shown(file.path)} cannot be read: {fault}.") from None


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
        with Path(file.path).open("rb", buffering=0 if file.kind == "text" else 1 << 20) as stream:
            yield stream


def _read(stream: IO[bytes], size: int) -> bytes:
    """Up to `size` bytes; fewer only at the end."""
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _text(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    if Path(file.name).suffix.lower() not in ("", ".txt"):  # what is refused is refused here too
        next(rows(b"x", file.name, Options()))
    group = columns.group_of(file.doc_id, file.metadata, file.path)
    with _opened(file) as stream:
        head = _read(stream, PIECE if file.packed else min(PIECE, file.size + 1))
        if len(head) < PIECE or file.encoding or file.sha256:
            head += stream.read()
            check_sha256(head, file.sha256)
            data = decode(head, encoding=file.encoding)[0] if file.encoding else head
            yield Piece(file.doc_id, group, data, True)
            return
    if not _is_plain(file):
        with _opened(file) as stream:
            yield Piece(file.doc_id, group, decode(stream.read())[0], True)
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


def _is_plain(file: SourceFile) -> bool:
    """Whether a long file is UTF-8 all through, with none of the signs that it may be something else."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(file) as stream:
        while data := _read(stream, PIECE):
            if _NOT_PLAIN.match(data) or data.translate(None, _NOT_CONTROL):
                return False
            try:
                if not data.isascii() or decoder.getstate()[0]:
                    decoder.decode(data)
            except UnicodeDecodeError:
                return False
    return not decoder.getstate()[0]


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
    for number, row in enumerate(rows, 1):
        text = row.get(columns.text)
        if not isinstance(text, str):
            raise ReadError(
                f"must have the text of row {number} under {columns.text!r}. Hint: text_column= names another"
            )
        given = row.get(columns.doc_id)
        doc_id = "" if given is None else str(given).strip()
        doc_id = doc_id or f"{file.doc_id}_{number}"
        yield Piece(
            doc_id, columns.group_of(doc_id, {**row, **file.metadata}, f"{file.path}, row {number}"), text, True
        )


def _csv(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with _opened(file) as stream:
        lines = io.TextIOWrapper(stream, encoding=file.encoding or "utf-8-sig", newline="")
        try:
            yield from _rows(file, columns, _records(lines, file))
        finally:
            lines.detach()


def _records(lines: Iterable[str], file: SourceFile) -> Iterator[dict[str, str]]:
    """The rows of a csv or tsv file, as `read_corpus` reads them."""
    stream = iter(lines)
    head = next(stream, "")
    delimiter = "\t" if file.kind == "tsv" else max(",;\t|", key=head.count)

    def again() -> Iterator[str]:
        yield head
        yield from stream

    reader = csv.reader(again(), delimiter=delimiter, strict=True)
    header = [name.strip() for name in next(reader, [])]
    for values in reader:
        if values:
            if len(values) != len(header):
                raise ReadError(f"has {len(values)} cells in line {reader.line_num}, but {len(header)} columns")
            yield dict(zip(header, values, strict=True))


def _jsonl(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    def records(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
        for number, line in enumerate(stream, 1):
            if number == 1 and line.startswith(codecs.BOM_UTF8):
                line = line[3:]
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode(file.encoding or "utf-8"))
            except (UnicodeDecodeError, ValueError, RecursionError) as fault:
                raise ReadError(f"is not valid JSON in line {number}: {fault}") from None
            if not isinstance(record, dict):
                raise ReadError(f"must have an object in each line; line {number} has none")
            yield record

    with _opened(file) as stream:
        yield from _rows(file, columns, records(stream))


def _parquet(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("parquet tables need pyarrow. Hint: pip install 'textstats[scale]'.") from None
    try:
        with _opened(file) as stream:
            table = pq.ParquetFile(io.BytesIO(stream.read()) if file.packed else stream)
            wanted = [columns.text, columns.doc_id, columns.group if isinstance(columns.group, str) else ""]
            names = [name for name in table.schema_arrow.names if name in wanted]
            batches = table.iter_batches(batch_size=1024, columns=names)
            yield from _rows(file, columns, (row for batch in batches for row in batch.to_pylist()))
    except ValueError as fault:
        if isinstance(fault, InputError):
            raise
        raise ReadError(f"is no parquet table that can be read ({type(fault).__name__})") from None


def _whole(file: SourceFile, columns: Columns) -> Iterator[Piece]:
    """A file that only `read_corpus` can read."""
    with _opened(file) as stream:
        data = stream.read()
    check_sha256(data, file.sha256)
    for row in rows(data, file.name, Options(file.encoding, columns.text, columns.doc_id)):
        yield Piece(
            file.doc_id, columns.group_of(file.doc_id, {**row.metadata, **file.metadata}, file.path), row.text, True
        )


_READERS = {"text": _text, "csv": _csv, "tsv": _csv, "jsonl": _jsonl, "parquet": _parquet, "whole": _whole}
