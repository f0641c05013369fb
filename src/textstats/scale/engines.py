"""Which engine counts."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec

from textstats.errors import MissingExtraError
from textstats.scale.tally import Engine

SMALL = 5 << 20
"""Bytes of files below which importing and loading the scanner costs more than it saves."""


def engine_for(name: str | None, size: int, n_threads: int = 1) -> Engine:
    """Find the engine of that name, or the faster one for `size` bytes."""
    if name is None:
        name = "numba" if size > SMALL and _has_numba() else "python"
    if name == "python":
        from textstats.scale.plain import Plain

        return Plain()
    if not _has_numba():
        raise MissingExtraError(
            "engine 'numba' needs numba, which is not installed. Hint: pip install 'textstats[scale]'."
        )
    from textstats.scale.scanner import Scanners

    return Scanners(n_threads)


@cache
def _has_numba() -> bool:
    """Whether numba is there; if not, that is said once."""
    if find_spec("numba"):
        return True
    if sys.stderr.isatty():
        sys.stderr.write("numba is not installed, so counting is slower. Hint: pip install 'textstats[scale]'.\n")
    return False
