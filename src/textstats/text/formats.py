"""Files that are not plain text: what is in a web page, an office document, a PDF or a table.

Each reader takes bytes and gives texts with what the file says about them. Nothing is fetched, no entity is
expanded, no macro or script is looked at, and what unpacks to far more than it should is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from textstats.errors import MissingExtraError, ReadError
from textstats.text.decoding import Encoding, decode


class Row(NamedTuple):
    """One text out of a file: the text, its id where the file gives one, what is known, how it was decoded."""

    text: str
    doc_id: str
    metadata: dict[str, Any]
    encoding: Encoding


class Options(NamedTuple):
    """What the reader was asked for."""

    encoding: str | None = None
    text_column: str = "text"
    id_column: str = "doc_id"


_UNPACKED = Encoding("utf-8", "declared", 1.0)
_REFUSED = {
    ".rtf": "is RTF",
    ".doc": "is an old Word document",
    ".odt": "is an OpenDocument text",
    ".pages": "is a Pages document",
    ".epub": "is an e-book",
    ".xls": "is a spreadsheet",
    ".xlsx": "is a spreadsheet",
    ".ods": "is a spreadsheet",
    ".json": "is JSON",
    ".xml": "is XML",
}


def rows(data: bytes, name: str, options: Options) -> Iterator[Row]:
    """Give the texts of a file, by the ending of its name.

    Raises
    ------
    ReadError
        What is wrong, without the name of the file: the reader adds it.
    MissingExtraError
        If a web page or PDF is read and the extra `formats`, or a parquet table and pyarrow, is not there.
    """
    suffix = Path(name).suffix.lower()
    if suffix in _REFUSED:
        hint = "save it as .txt, or one object a line as .jsonl" if suffix == ".json" else "save it as .txt or .docx"
        raise ReadError(f"{_REFUSED[suffix]}, which is not read. Hint: {hint}")
    return _READERS.get(suffix, _plain)(data, options)


def _plain(data: bytes, options: Options) -> Iterator[Row]:
    text, encoding = decode(data, encoding=options.encoding)
    yield Row(text, "", {}, encoding)


def _markdown(data: bytes, options: Options) -> Iterator[Row]:
    from textstats.text.markdown import prose

    text, encoding = decode(data, encoding=options.encoding)
    text, metadata = prose(text)
    yield Row(text, "", metadata, encoding)


_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)


def _html(data: bytes, options: Options) -> Iterator[Row]:
    """The main text of a web page, found by trafilatura."""
    trafilatura = _needed("trafilatura", "web pages")
    text, encoding = _decoded_html(data, options)
    if not text.strip():
        raise ReadError("is empty")
    try:
        with _quiet("trafilatura"):
            found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    except Exception as fault:  # what a parser makes of a broken page cannot be foreseen
        raise ReadError(f"is a web page that cannot be read ({type(fault).__name__})") from None
    main = found.text if found is not None else None
    if found is None or not main:
        raise ReadError("has no main text that could be found. Hint: save the text itself as .txt")
    known = {"title": found.title, "author": found.author, "publication": found.sitename, "date": found.date}
    yield Row(main, "", {key: value for key, value in known.items() if value}, encoding)


def _decoded_html(data: bytes, options: Options) -> tuple[str, Encoding]:
    declared = _CHARSET.search(data, 0, 4096)
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if options.encoding is None and declared and not marked:
        name = declared.group(1).decode("ascii").lower()
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}.get(name, name)
        if not name.startswith("utf-16"):
            try:
                return decode(data, encoding=name)
            except (ReadError, ValueError):  # a page that says what it is not, as many do
                pass
    return decode(data, encoding=options.encoding)


def _pdf(data: bytes, options: Options) -> Iterator[Row]:
    """The text layer of a PDF, a blank line between pages."""
    pypdf = _needed("pypdf", "PDF documents")
    if not data.startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        raise ReadError("is no PDF document, whatever its name says")
    try:
        with _quiet("pypdf"):
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadError("is locked with a password. Hint: save it without one")
            pages = [page.extract_text() or "" for page in reader.pages]
            info = {key: str(getattr(reader.metadata, key, None) or "") for key in ("title", "author")}
    except ReadError:
        raise
    except Exception as fault:  # pypdf fails in many ways on broken files
        raise ReadError(f"is a broken PDF document ({type(fault).__name__})") from None
    if not pages:
        raise ReadError("is a PDF document without pages")
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise ReadError(f"has no text layer on any of its {len(pages)} pages. Hint: run OCR on it first")
    metadata: dict[str, Any] = {key: value for key, value in info.items() if value.strip()}
    metadata["n_pages"] = len(pages)
    if empty:
        metadata["pages_without_text"] = tuple(empty)
    yield Row("\n\n".join(page.strip("\n") for page in pages if page.strip()), "", metadata, _UNPACKED)


def _docx(data: bytes, options: Options) -> Iterator[Row]:
    from textstats.text.docx import read_docx

    text, metadata = read_docx(data)
    yield Row(text, "", metadata, _UNPACKED)


def _csv(data: bytes, options: Options, delimiter: str | None = None) -> Iterator[Row]:
    import csv

    text, encoding = decode(data, encoding=options.encoding)
    if delimiter is None:
        head = text[: text.find("\n")] if "\n" in text else text
        delimiter = max(",;\t|", key=head.count)  # the first of equals: a comma
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_columns(header, options)
        for values in reader:
            if not values:
                continue
            if len(values) != len(header):
                raise ReadError(f"has {len(values)} cells in line {reader.line_num}, but {len(header)} columns")
            yield _row(dict(zip(header, values, strict=True)), options, encoding)
    except csv.Error as fault:
        raise ReadError(f"is not valid CSV: {fault} in line {reader.line_num}") from None


def _jsonl(data: bytes, options: Options) -> Iterator[Row]:
    import json

    text, encoding = decode(data, encoding=options.encoding)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as fault:
            told = "nested too deeply" if isinstance(fault, RecursionError) else str(fault)
            raise ReadError(f"is not valid JSON in line {number}: {told}") from None
        if not isinstance(record, dict):
            raise ReadError(f"must have an object in each line; line {number} has none")
        if not isinstance(record.get(options.text_column), str):
            raise ReadError(
                f"must have the text of line {number} under {options.text_column!r}. Hint: text_column= names another"
            )
        yield _row(record, options, encoding)


def _parquet(data: bytes, options: Options) -> Iterator[Row]:
    parquet = _needed("pyarrow.parquet", "parquet tables", "scale")
    try:
        table = parquet.read_table(io.BytesIO(data))
    except (OSError, ValueError) as fault:
        raise ReadError(f"is no parquet table that can be read ({type(fault).__name__})") from None
    _check_columns(table.column_names, options)
    for record in table.to_pylist():
        if not isinstance(record[options.text_column], str):
            raise ReadError(f"must have text in each row of {options.text_column!r}")
        yield _row(record, options, _UNPACKED)


def _check_columns(names: list[str], options: Options) -> None:
    if options.text_column not in names:
        listed = ", ".join(map(repr, names[:8])) or "none"
        raise ReadError(
            f"must have a column {options.text_column!r}; it has {listed}. Hint: text_column= names another"
        )


def _row(record: dict[str, Any], options: Options, encoding: Encoding) -> Row:
    """A row of a table: its text, its id, and every other value that is a text, number or truth value."""
    doc_id = record.get(options.id_column)
    others = {
        key: value
        for key, value in record.items()
        if key not in (options.text_column, options.id_column) and isinstance(value, (str, int, float)) and value != ""
    }
    return Row(record[options.text_column], "" if doc_id is None else str(doc_id).strip(), others, encoding)


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library from telling of faults that we tell of ourselves."""
    import logging

    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _needed(module: str, what: str, extra: str = "formats") -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(
            f"{what} need {module.split('.')[0]}, which is not installed. Hint: pip install 'textstats[{extra}]'."
        ) from None


_READERS: dict[str, Callable[[bytes, Options], Iterator[Row]]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".docx": _docx,
    ".csv": _csv,
    ".tsv": lambda data, options: _csv(data, options, "\t"),
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
}
