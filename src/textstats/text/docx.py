"""Word documents, with the standard library alone: the paragraphs of the body in order, no markup.

A .docx is a zip archive of XML. Both can be bombs, so the size unpacked is bounded and a document type, the seat of
XML entities, is refused: Word writes none.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET  # safe here: no document type, so no entities

from textstats.errors import ReadError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORE = {"title": "{http://purl.org/dc/elements/1.1/}title", "author": "{http://purl.org/dc/elements/1.1/}creator"}
_LARGEST = 500_000_000  # bytes of XML
_RATIO = 400  # unpacked to packed; real documents stay under 50
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def read_docx(data: bytes) -> tuple[str, dict[str, Any]]:
    """Give the text of a Word document and what it says of title and author.

    A blank line stands between paragraphs, table cells are paragraphs, deleted text is left out. Headers, footers,
    notes and comments are not the body and are left out too.

    Raises
    ------
    ReadError
        If the bytes are no Word document, or one that no word processor wrote.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise ReadError("is no Word document: it has no word/document.xml")
            body = _xml(archive, "word/document.xml")
            core = _xml(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        if isinstance(fault, ReadError):
            raise
        raise ReadError("is no Word document that can be read: the archive is broken or locked") from None
    metadata = {}
    for key, tag in _CORE.items():
        value = (core.findtext(f".//{tag}") or "").strip() if core is not None else ""
        if value:
            metadata[key] = value
    return "\n\n".join(filter(str.strip, _paragraphs(body))), metadata


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    packed, size = archive.getinfo(name).compress_size, archive.getinfo(name).file_size
    if size > _LARGEST or (size > 1_000_000 and size > _RATIO * packed):
        raise ReadError("unpacks to far more than a document would, and is refused")
    with archive.open(name) as file:
        content = file.read(size + 1)
    if b"<!DOCTYPE" in content or b"<\0!\0D\0O\0C\0T\0Y\0P\0E\0" in content or b"<\0!\0D" in content:
        raise ReadError("has an XML document type, which no word processor writes, and is refused")
    try:
        return ET.fromstring(content)
    except ET.ParseError as fault:
        raise ReadError(f"is a broken Word document: {fault}") from None


def _paragraphs(body: ET.Element) -> list[str]:
    """The texts of the paragraphs in order, without recursion: a document may be nested as deep as it likes."""
    done: list[str] = []
    open_paragraphs: list[list[str]] = []
    stack: list[tuple[ET.Element, bool]] = [(body, False)]
    while stack:
        element, closing = stack.pop()
        name = element.tag.removeprefix(_WORD).removeprefix(_STRICT)
        if closing:
            done.append("".join(open_paragraphs.pop()))
            continue
        if element.tag == _FALLBACK or name in ("del", "moveFrom", "pPr", "rPr", "instrText"):
            continue
        if name == "p":
            open_paragraphs.append([])
            stack.append((element, True))
        elif open_paragraphs:
            if name == "t":
                open_paragraphs[-1].append(element.text or "")
            elif name in _SIGNS:
                open_paragraphs[-1].append(_SIGNS[name])
        stack += [(child, False) for child in reversed(element)]
    return done
