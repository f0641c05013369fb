"""Files and folders to a Corpus: every file is read whole or named in an error, none is passed over in silence."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

from textstats.errors import InputError, ReadError, shown
from textstats.text.cleaning import clean_text
from textstats.text.documents import Corpus, Document
from textstats.text.files import is_folder, read_bytes, walk
from textstats.text.formats import Options, rows
from textstats.text.manifest import MANIFEST, check_sha256, read_manifest
from textstats.text.naming import slug

PathLike = str | os.PathLike[str]
_WORD = re.compile(r"[^\W_]")
_N_TOLD = 5  # faulty files that a message names


@dataclass
class Source:
    """A file to be read and what its folder says about it."""

    path: Path
    name: str
    above: tuple[str, ...] = ()  # folders that tell it from others of its name
    doc_id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    read_as: dict[str, Any] = field(default_factory=dict)
    encoding: str | None = None
    sha256: str | None = None


@dataclass
class Piece:
    """A text on its way to a Document."""

    source: Source
    text: str
    metadata: dict[str, Any]
    doc_id: str = ""
    suffix: str = ""


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
    options = Options(encoding, text_column, id_column)
    pieces: list[Piece] = []
    skipped: list[str] = []
    faults: list[tuple[str, str]] = []
    for one in paths:
        for source in _sources(one, len(paths) > 1, skipped, faults):
            try:
                pieces += _read(source, options, mojibake)
            except ReadError as fault:
                faults.append((_shown(source), str(fault)))
            except MemoryError:
                faults.append((_shown(source), "does not fit into memory. Hint: count_files reads as much as there is"))
    if faults:
        raise ReadError(_told(faults))
    if not pieces:
        raise ReadError(f"{', '.join(shown(one) for one in paths[:3])} holds no text. Hint: put text files there.")
    _name(pieces)
    corpus = Corpus(Document(piece.doc_id, piece.text, piece.metadata) for piece in pieces)
    corpus.attrs["skipped"] = tuple(sorted(skipped))
    return corpus


def _sources(path: PathLike, several: bool, skipped: list[str], faults: list[tuple[str, str]]) -> Iterator[Source]:
    """The files behind one path."""
    if os.fspath(path) == "-":
        yield Source(Path("-"), "stdin")
        return
    home = Path(path)
    if not is_folder(home):
        yield Source(home, home.name, home.absolute().parts[-2:-1])
        return
    if (home / MANIFEST).exists() or (home / MANIFEST).is_symlink():
        for entry in read_manifest(home):
            yield Source(
                home / entry.file,
                entry.file,
                Path(entry.file).parts[:-1],
                doc_id=entry.doc_id,
                metadata=entry.metadata,
                read_as=entry.read_as,
                encoding=entry.encoding,
                sha256=entry.sha256,
            )
        return
    outer = (home.resolve().name,) if several else ()
    for file in walk(home, skipped, faults):
        inner = file.relative_to(home)
        if inner.name == MANIFEST:
            faults.append((shown(file), "belongs to a corpus of its own. Hint: read that folder"))
            continue
        above = (*outer, *inner.parts[:-1])
        yield Source(file, inner.as_posix(), above, metadata={"group": slug(above[0])} if above else {})


def _read(source: Source, options: Options, mojibake: bool) -> list[Piece]:
    """The texts of one file, cleaned."""
    data = sys.stdin.buffer.read() if os.fspath(source.path) == "-" else read_bytes(source.path)
    check_sha256(data, source.sha256)
    if source.encoding:
        options = options._replace(encoding=source.encoding)
    found = list(rows(data, source.name, options))
    if not found:
        raise ReadError("has no rows" if data.strip() else "is empty")
    width = len(str(len(found)))
    pieces = []
    for number, row in enumerate(found, 1):
        text, changes = clean_text(row.text, mojibake=mojibake)
        if not _WORD.search(text):
            told = "is empty" if not text.strip() else "has no words, only signs"
            raise ReadError(told if len(found) == 1 else f"{told} in row {number}")
        metadata = {
            "file": shown(source.name),
            **{key: _plain_value(value) for key, value in row.metadata.items()},
            **source.metadata,
            "encoding": row.encoding.name,
            "encoding_basis": row.encoding.basis,
            "encoding_confidence": row.encoding.confidence,
            "audit": tuple(change._asdict() for change in changes),
            **source.read_as,
        }
        suffix = f"_{number:0{width}}" if len(found) > 1 else ""
        pieces.append(Piece(source, text, metadata, source.doc_id or clean_text(row.doc_id)[0], suffix))
    return pieces


def _plain_value(value: Any) -> Any:
    """Metadata as the text is: no lone surrogates, no controls."""
    return clean_text(value)[0] if isinstance(value, str) else value


def _name(pieces: list[Piece]) -> None:
    """Give each text without an id one from its file name: the shortest that is its own.

    That is its stem, else the stem with the folders above, else those with the ending, else a number. The folder that
    was read has no part in them, so the ids stay when it is moved.
    """
    nameless = [piece for piece in pieces if not piece.doc_id]
    taken = {piece.doc_id.casefold() for piece in pieces if piece.doc_id}
    choices = [_choices(piece) for piece in nameless]
    wanted = [Counter(name.casefold() for name in level) for level in zip(*choices, strict=True)]
    for piece, chosen in zip(nameless, choices, strict=True):
        own = (name for name, others in zip(chosen, wanted, strict=True) if others[name.casefold()] == 1)
        numbered = (chosen[0] if number == 1 else f"{chosen[0]}_{number}" for number in count(1))
        piece.doc_id = next(name for name in chain(own, numbered) if name.casefold() not in taken)
        taken.add(piece.doc_id.casefold())


def _choices(piece: Piece) -> list[str]:
    inner, above = Path(piece.source.name), piece.source.above
    names = (inner.stem, "_".join((*above, inner.stem)), "_".join((*above, inner.name)))
    return [slug(name) + piece.suffix for name in names]


def _shown(source: Source) -> str:
    return "standard input" if os.fspath(source.path) == "-" else shown(source.path)


def _told(faults: list[tuple[str, str]]) -> str:
    """At most three lines that name the files and what is wrong with each."""
    if len(faults) == 1:
        name, told = faults[0]
        return f"{name} {told}."
    listed = "; ".join(f"{name} {told.split('. Hint:')[0]}" for name, told in faults[:_N_TOLD])
    more = f"; and {len(faults) - _N_TOLD} more" if len(faults) > _N_TOLD else ""
    return f"{len(faults)} files cannot be read: {listed}{more}.\nHint: mend them or take them out of the folder."
