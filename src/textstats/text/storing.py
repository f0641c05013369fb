"""A Corpus as a folder that `read_corpus` reads back: a text file each, and corpus.toml."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textstats.text.documents import Corpus, Document
from textstats.text.manifest import KEYS, MANIFEST, READ_AS
from textstats.text.naming import slug, unique
from textstats.writing import write_files

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_corpus(corpus: Corpus, folder: str | os.PathLike[str]) -> Path:
    """Write a corpus as a folder of text files with a `corpus.toml`, all of it or nothing.

    `read_corpus(folder)` gives the same ids, texts, order and metadata, what was recorded when the texts were first
    read included. File names are made from the ids and are safe on every system.

    Parameters
    ----------
    corpus : Corpus
    folder : path
        Made when it is missing; files of other names in it are left alone.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    WriteError
        If it cannot be written; nothing has changed then.

    Examples
    --------
    >>> import tempfile
    >>> from textstats.text.documents import Corpus, Document
    >>> corpus = Corpus([Document("../a", "One text.", {"title": 'A "first"'})])
    >>> folder = write_corpus(corpus, Path(tempfile.mkdtemp()) / "mine")
    >>> print((folder / "corpus.toml").read_text().split("title")[0].strip())
    [[document]]
    id = "../a"
    file = "a.txt"
    """
    names = unique([f"{slug(doc_id)}.txt" for doc_id in corpus.ids])
    files: dict[str, bytes] = {}
    tables = []
    for name, document in zip(names, corpus, strict=True):
        files[name] = _safe(document.text).encode("utf-8")
        tables.append(_table(name, document, files[name]))
    files[MANIFEST] = "\n".join(tables).encode("utf-8")
    write_files(folder, files)
    return Path(folder)


def _table(name: str, document: Document, data: bytes) -> str:
    metadata = document.metadata
    top = {"id": document.doc_id, "file": name}
    top |= {key: metadata[key] for key in KEYS if isinstance(metadata.get(key), str) and key not in (*top, *READ_AS)}
    top["sha256"] = hashlib.sha256(data).hexdigest()
    read_as = {key: metadata[key] for key in READ_AS if key in metadata}
    other = {
        key: value for key, value in metadata.items() if key not in top and key not in READ_AS and _is_plain(value)
    }
    lines = ["[[document]]", *(f"{key} = {_value(value)}" for key, value in top.items())]
    for title, table in (("read_as", read_as), ("other", other)):
        if table:
            lines += [f"[document.{title}]", *(f"{_value(str(key))} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float)) or (isinstance(value, (list, tuple)) and all(map(_is_plain, value)))


def _safe(text: str) -> str:
    """A text that has a UTF-8: no lone surrogates."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _value(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_value(str(key))} = {_value(inner)}' for key, inner in value.items())}}}"
    escaped = "".join(_ESCAPES.get(char) or (char if char.isprintable() else _code(char)) for char in _safe(str(value)))
    return f'"{escaped}"'


def _code(char: str) -> str:
    return f"\\u{ord(char):04X}" if char <= "\uffff" else f"\\U{ord(char):08X}"
