"""What can go wrong.

    TextstatsError
    ├── InputError          an argument, option or parameter breaks its rule (also a ValueError)
    │   └── QueryError      a concordance query or word pattern, with the place in it
    ├── ReadError           a file or folder that cannot be read as asked (also an OSError)
    │   └── CodebookError   a codebook or annotation file, all faults at once
    ├── WriteError          a result that could not be written (also an OSError)
    ├── ReportError         a notebook that failed or a report that could not be built
    └── MissingExtraError   an optional extra is not installed (also an ImportError)

    LengthWarning           (a UserWarning) figures that depend on length, asked of texts of different length

Every message names the thing, the rule, the value and what to do.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches


class TextstatsError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(TextstatsError, ValueError):
    """An argument, option or parameter breaks its rule."""


class QueryError(InputError):
    """A query or word pattern cannot be read; `place` is the offset of the fault in it."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class ReadError(TextstatsError, OSError):
    """A file or folder cannot be read as asked."""


class CodebookError(ReadError):
    """A codebook or annotation file has faults; `faults` lists every one, a line each."""

    def __init__(self, message: str, faults: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class WriteError(TextstatsError, OSError):
    """A result could not be written; what stood there before is untouched."""


class ReportError(TextstatsError):
    """A notebook failed or a report could not be built."""


class MissingExtraError(TextstatsError, ImportError):
    """An optional extra is not installed; the message says how to get it."""


class LengthWarning(UserWarning):
    """Figures that depend on the length of a text were asked of texts of different length."""


def one_of(name: str, value: object, allowed: Iterable[str], *, hint: str = "") -> str:
    """Return `value` if it is one of `allowed`, else raise InputError with the nearest spelling.

    >>> one_of("unit", "paragraph", ["paragraph", "document"])
    'paragraph'
    """
    options = list(allowed)
    if isinstance(value, str) and value in options:
        return value
    listed = ", ".join(repr(option) for option in options[:20]) + (", …" if len(options) > 20 else "")
    near = get_close_matches(str(value), options, n=1)
    hints = [f"Did you mean {near[0]!r}?"] if near else []
    hints += [hint] if hint else []
    tail = f" Hint: {' '.join(hints)}" if hints else ""
    raise InputError(f"{name} must be one of {listed}; got {value!r}.{tail}")


def shown(path: str | os.PathLike[str], *, longest: int = 160) -> str:
    r"""A path or name as it may stand in a message: on one line, no control characters, not too long.

    >>> shown("texts/a\nb.txt")
    'texts/a\\nb.txt'
    """
    text = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in os.fspath(path))
    return text if len(text) <= longest else "…" + text[1 - longest :]


def reason(fault: OSError) -> str:
    """The system's reason for a fault, in lower case and without the error number.

    >>> reason(OSError(28, "No space left on device"))
    'no space left on device'
    """
    told = fault.strerror or type(fault).__name__
    return told[:1].lower() + told[1:]
