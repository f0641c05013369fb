"""Which of the charsets in use before UTF-8 a file is written in: a guess, with its confidence."""

from __future__ import annotations


_WESTERN = "ÀÁÂÄÇÈÉÊËÍÑÓÔÖÙÚÜßàáâäçèéêëìíîïñòóôöùúûü“”‘’–—…«»„°§£€•\u00a0"
_NOT_WESTERN = bytes(range(128)) + _WESTERN.encode("cp1252")


def best_charset(data: bytes) -> tuple[str, float]:
    """The most likely charset of bytes that are no UTF-8, and how sure that is (0 to 1)."""
    if len(data.translate(None, bytes(range(128)))) < len(data) // 5 and not data.translate(None, _NOT_WESTERN):
        return "cp1252", 0.8
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 16]).best()
    if best is None:
        return "cp1252", 0.1
    try:
        data.decode(best.encoding)
    except UnicodeDecodeError:
        return "cp1252", 0.1
    return best.encoding, round(1.0 - best.chaos, 2)
