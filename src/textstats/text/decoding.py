"""Bytes to text: strictly first, by a guess that is recorded only where nothing else is left."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from textstats.errors import InputError, ReadError


class Encoding(NamedTuple):
    """How bytes were read: codec, basis (declared, mark, strict, shape, damaged, guess), confidence from 0 to 1."""

    name: str
    basis: str
    confidence: float


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a parquet table"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
)
_CONTROL = bytes({*range(0x20)} - {*b"\t\n\r\f\v\x1a\x1b\x1e\x1f\x08"})
_NOT_CONTROL = bytes({*range(256)} - {*_CONTROL})
_ISO_2022 = (
    (re.compile(rb"\x1b\$[@B]|\x1b\([JI]"), "iso2022_jp_2"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
)
_SAMPLE = 1 << 16
_ESCAPED = re.compile("[\udc80-\udcff]")
# a character cut off at the end; one byte after a letter is an accent of Latin-1 unless it begins a quotation mark
_ESCAPED_TAIL = re.compile("(?:[\udcc2-\udcf4][\udc80-\udcbf]{1,2}|\udce2|(?<![A-Za-z])[\udcc2-\udcf4])\\Z")
_BEYOND = re.compile("[^\0-\x7f]")


def signature(data: bytes) -> str:
    """What the first bytes say that is no plain text ("a PNG image"), or nothing."""
    for start, name in _SIGNATURES:
        if data.startswith(start):
            return name
    if data[:4] == b"RIFF":
        return "a WebP image" if data[8:12] == b"WEBP" else "a sound or film file"
    if data[4:8] == b"ftyp":
        return "a film or HEIC image"
    return ""


def decode(data: bytes, *, encoding: str | None = None) -> tuple[str, Encoding]:
    r"""Read bytes as text.

    In this order: the encoding that is asked for; a byte order mark; UTF-8; UTF-16 or UTF-32 without a mark, where
    the zero bytes stand as they would; UTF-8 with a few bad bytes among many good ones; then the best guess among the
    charsets in use before UTF-8. Only the last is a guess. The mark itself is no part of the text.

    Parameters
    ----------
    data : bytes
    encoding : str, optional
        A codec of Python to be used strictly.

    Returns
    -------
    text : str
        As it stands in the bytes: nothing is cleaned.
    encoding : Encoding

    Raises
    ------
    ReadError
        If the bytes are no text, or none in the encoding asked for. The message has no file name: the reader adds it.
    InputError
        If the encoding is unknown.

    Examples
    --------
    >>> decode("“naïve”".encode("cp1252"))[0]
    '“naïve”'
    """
    if encoding is not None:
        return _declared(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name), Encoding(name, "mark", 1.0)
    if kind := signature(data):
        raise ReadError(f"is {kind}, not text")
    if b"\0" in data:
        return _wide(data)
    for pattern, name in _ISO_2022:
        if pattern.search(data, 0, _SAMPLE):
            try:
                return data.decode(name), Encoding(name, "shape", 1.0)
            except UnicodeDecodeError:
                continue
    if len(data.translate(None, _NOT_CONTROL)) > len(data) // 200:
        return _guess(data, only="utf-16", told="is binary, not text: it has control characters where letters would be")
    try:
        return data.decode("utf-8"), Encoding("utf-8", "strict", 1.0)
    except UnicodeDecodeError:
        pass
    try:  # UTF-8 by a program that took UTF-16 for characters; cleaning joins the halves
        return data.decode("utf-8", "surrogatepass"), Encoding("utf-8", "damaged", 0.9)
    except UnicodeDecodeError:
        return _guess(data)


def _declared(data: bytes, encoding: str) -> tuple[str, Encoding]:
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding:
            raise LookupError
    except LookupError:
        raise InputError(
            f"encoding must be a text encoding of Python, such as 'utf-8' or 'cp1252'; got {encoding!r}."
        ) from None
    for mark, name in _MARKS:
        if data.startswith(mark) and codec.name.replace("_", "-") in (name, name[:6]):
            data = data[len(mark) :]
            break
    return _strict(data, codec.name), Encoding(codec.name, "declared", 1.0)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name, "surrogatepass" if name.startswith("utf-") else "strict")
    except UnicodeDecodeError as fault:
        raise ReadError(f"is not valid {name.upper()}: {fault.reason} at byte {fault.start}") from None


def _wide(data: bytes) -> tuple[str, Encoding]:
    """UTF-16 or UTF-32 without a mark: zero bytes stand at the same place of each unit."""
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % width:
            continue
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _reads_well(text[:_SAMPLE]) and (width == 4 or _is_one_script(data, name, text[:_SAMPLE])):
            return text, Encoding(name, "shape", 0.9)
    raise ReadError("is binary, not text: it has zero bytes")


def _reads_well(text: str) -> bool:
    """Whether a text without a mark looks like writing: nearly all printable, and spaces or common letters in it."""
    blank = "\t\n\r\f\u2028\u2029\u3000\u00a0\u200b\ufeff\u00ad"
    odd = sum(1 for char in text if not (char.isprintable() or char in blank))
    plain = sum(1 for char in text if char.isalpha() or char in " \n")
    return "\0" not in text and odd <= len(text) // 100 and plain >= len(text) * 0.6


def _is_one_script(data: bytes, name: str, text: str) -> bool:
    """Whether letters are of few scripts, and ideographs such as are in use: noise in UTF-16 is of all of them."""
    from textstats.text.charsets import best_charset

    letters = [char for char in text if char.isalpha()]
    if sum(char >= "\u2e80" for char in letters) > len(letters) * 0.3:
        return best_charset(data, only=name)[0] == name
    return len({ord(char) >> 8 for char in letters}) <= 2 + len(letters) // 200


def _guess(data: bytes, *, only: str = "", told: str = "") -> tuple[str, Encoding]:
    """UTF-8 with a few bad bytes in it, EBCDIC, or one of the charsets that were in use before."""
    from textstats.text.charsets import best_charset

    if not only:
        text, n_bad = _mended(data)
        if n_bad:
            return text, Encoding("utf-8", "damaged", round(1 - 10 * n_bad / (10 * n_bad + len(data)), 2))
        if data.count(b"@") > len(data) // 12 and _reads_well(text := data.decode("cp1140")) and text.isascii():
            return text, Encoding("cp1140", "shape", 0.9)
    name, confidence = best_charset(data, only=only)
    if name is None:
        raise ReadError(told or "is in no encoding that could be recognised. Hint: save it as UTF-8")
    return data.decode(name), Encoding(name, "guess", confidence)


def _mended(data: bytes) -> tuple[str, int]:
    """Read as UTF-8 where bad bytes are few among good ones; else give 0 as their number.

    A bad byte is read as Windows-1252; a character cut off at the end of the file is one U+FFFD.
    """
    text = data.decode("utf-8", "surrogateescape")
    bad = _ESCAPED.findall(text)
    good = sum(len(char.encode("utf-8", "surrogateescape")) for char in _BEYOND.findall(text)) - len(bad)
    tail = _ESCAPED_TAIL.search(text)
    if tail:
        text, bad = f"{text[: tail.start()]}\ufffd", bad[: -len(tail.group())]
    if good < 6 * len(bad) + 3:
        return "", 0
    return _ESCAPED.sub(_as_western, text), len(bad) + bool(tail)


def _as_western(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace")
