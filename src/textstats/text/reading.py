"""Files and folders to a Corpus: every file is read whole or named in an error, none is passed over in silence."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textstats.errors import InputError, ReadError, shown
from textstats.text.cleaning import clean_text
from textstats.text.decoding import decode
from textstats.text.documents import Corpus, Document
from textstats.text.files import read_bytes, walk
from textstats.text.manifest import MANIFEST, check_sha256, read_manifest

PathLike = str | os.PathLike[str]
_WORD = re.compile(r"[^\W_]")
_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_N_TOLD = 5  # faulty files that a message names


@dataclass
class Source:
    """A file to be read and what its folder says about it."""

    path: Path
    name: str
    doc_id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    encoding: str | None = None
    sha256: str | None = None


@dataclass
class Piece:
    """A text on its way to a Document."""

    source: Source
    text: str
    metadata: dict[str, Any]
    doc_id: str = ""


def read_corpus(
    path: PathLike | Iterable[PathLike],
    *,
    encoding: str | None = None,
    mojibake: bool = False,
    text_column: str = "text",
    id_column: str = "doc_id",
) -> Corpus:
    """Read texts from a file, a folder, several of them, or standard input.

    A folder with a `corpus.toml` is read as that says, in its order. A folder without one gives every file in it
    and in its sub-folders, sorted by name; a first-level sub-folder is a group. Of several paths, a folder is a
    group. Hidden files are left out and listed in `corpus.attrs["skipped"]`. What is no text is an error.

    Plain text is read as UTF-8, else as what its bytes show, else by a guess; `metadata["encoding"]` says which.
    It is then cleaned (see `clean`); `metadata["audit"]` says what was changed. Offsets refer to the cleaned text.

    Parameters
    ----------
    path : path or several
        A file (txt, md, html, docx, pdf; csv, tsv, jsonl, parquet with a document a row), a folder, or "-" for
        standard input.
    encoding : str, optional
        The encoding of plain text files, where the guess would be wrong.
    mojibake : bool
        Repair text that was decoded wrongly before it came here.
    text_column, id_column : str
        Where a table has its texts and their ids; without an id column the rows are numbered.

    Returns
    -------
    Corpus
        Ids come from corpus.toml, from the table, else from file names. What is not known stays unknown.

    Raises
    ------
    ReadError
        If something cannot be read, is no text, has no words, or is not what corpus.toml says; all such files at once.
    InputError
        If an argument breaks its rule, or two texts have one id.

    Examples
    --------
    >>> corpus = read_corpus("data/raw")
    >>> [(document.doc_id, document.metadata["encoding"]) for document in corpus]
    [('first', 'utf-8'), ('isr', 'utf-8')]
    """
    paths = [path] if isinstance(path, (str, os.PathLike)) else list(path)
    if not paths:
        raise InputError("path must name at least one file or folder; got none.")
    pieces: list[Piece] = []
    skipped: list[str] = []
    faults: list[tuple[str, str]] = []
    for one in paths:
        for source in _sources(one, len(paths) > 1, skipped, faults):
            try:
                pieces += _read(source, encoding, mojibake, text_column, id_column)
            except ReadError as fault:
                faults.append((shown(source.path), str(fault)))
    if faults:
        raise ReadError(_told(faults))
    if not pieces:
        raise ReadError(f"{', '.join(shown(one) for one in paths[:3])} holds no text. Hint: put text files there.")
    _name(pieces)
    corpus = Corpus(Document(piece.doc_id, piece.text, piece.metadata) for piece in pieces)
    corpus.attrs["skipped"] = tuple(skipped)
    return corpus


def _sources(path: PathLike, several: bool, skipped: list[str], faults: list[tuple[str, str]]) -> Iterator[Source]:
    """The files behind one path."""
    if os.fspath(path) == "-":
        yield Source(Path("-"), "stdin", doc_id="stdin")
        return
    home = Path(path)
    if not home.is_dir():
        yield Source(home, home.name)
        return
    if (home / MANIFEST).exists() or (home / MANIFEST).is_symlink():
        for entry in read_manifest(home):
            yield Source(home / entry.file, entry.file, entry.doc_id, entry.metadata, entry.encoding, entry.sha256)
        return
    for file in walk(home, skipped, faults):
        inner = file.relative_to(home)
        group = home.resolve().name if several else inner.parts[0] if len(inner.parts) > 1 else ""
        yield Source(file, inner.as_posix(), metadata={"group": _slug(group)} if group else {})


def _read(source: Source, encoding: str | None, mojibake: bool, text_column: str, id_column: str) -> list[Piece]:
    """The texts of one file, cleaned."""
    data = sys.stdin.buffer.read() if os.fspath(source.path) == "-" else read_bytes(source.path)
    check_sha256(data, source.sha256)
    text, how = decode(data, encoding=source.encoding or encoding)
    text, changes = clean_text(text, mojibake=mojibake)
    if not _WORD.search(text):
        raise ReadError("is empty" if not text.strip() else "has no words, only signs")
    metadata = {
        "file": shown(source.name),
        **source.metadata,
        "encoding": how.name,
        "encoding_basis": how.basis,
        "encoding_confidence": how.confidence,
        "audit": tuple(change._asdict() for change in changes),
    }
    return [Piece(source, text, metadata, source.doc_id)]


def _name(pieces: list[Piece]) -> None:
    """Give each text without an id one from its file name: the shortest that is its own."""
    nameless = [piece for piece in pieces if not piece.doc_id]
    taken = {piece.doc_id.casefold() for piece in pieces if piece.doc_id}
    stems = Counter(_slug(Path(piece.source.name).stem).casefold() for piece in nameless)
    for piece in nameless:
        inner = Path(piece.source.name)
        parts = (inner.stem, inner.name, "_".join(inner.with_suffix("").parts), "_".join(inner.parts))
        choices = [_slug(part) for part in (*parts, "_".join(piece.source.path.parts[-2:]))]
        if stems[choices[0].casefold()] > 1:
            choices = choices[1:] if len(inner.parts) == 1 else choices[2:]
        free = [choice for choice in choices if choice.casefold() not in taken]
        number = 2
        while not free:
            choice = f"{choices[0]}_{number}"
            free = [choice] if choice.casefold() not in taken else []
            number += 1
        piece.doc_id = free[0]
        taken.add(free[0].casefold())


def _slug(name: str) -> str:
    """A file name as an id that is safe as a file name anywhere: letters, digits, dot, hyphen and underscore."""
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip("._-")[:100] or "text"
    return f"{name}_" if name.split(".")[0].casefold() in _RESERVED else name


def _told(faults: list[tuple[str, str]]) -> str:
    """At most three lines that name the files and what is wrong with each."""
    if len(faults) == 1:
        name, told = faults[0]
        return f"{name} {told}."
    listed = "; ".join(f"{name} {told.split('. Hint:')[0]}" for name, told in faults[:_N_TOLD])
    more = f"; and {len(faults) - _N_TOLD} more" if len(faults) > _N_TOLD else ""
    return f"{len(faults)} files cannot be read: {listed}{more}.\nHint: mend them or take them out of the folder."
