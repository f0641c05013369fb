"""How far a run is: MB/s and the time left, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType


class Progress:
    """Bytes done of bytes in all; a line on standard error, or a function that is told."""

    def __init__(self, total: int, show: bool | Callable[[int, int], None] | None) -> None:
        self.total = total
        self.done = 0
        self._tell = show if callable(show) else None
        self._is_shown = sys.stderr.isatty() if show is None else show is True
        self._start = time.monotonic()
        self._last = 0.0
        self._width = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._width:
            sys.stderr.write("\n")

    def add(self, n_bytes: int) -> None:
        """So many more bytes are done."""
        self.done += n_bytes
        if self._tell:
            self._tell(self.done, self.total)
        now = time.monotonic()
        if self._is_shown and (now - self._last > 0.2 or self.done >= self.total):
            self._last = now
            line = self.line(now - self._start)
            sys.stderr.write("\r" + line.ljust(self._width))
            sys.stderr.flush()
            self._width = len(line)

    def line(self, seconds: float) -> str:
        """What the terminal shows after so many seconds.

        >>> Progress(400_000_000, False).line(1.0)
        '0 of 400 MB'
        """
        line = f"{self.done / 1e6:,.0f} of {self.total / 1e6:,.0f} MB"
        if not self.done or seconds <= 0:
            return line
        rate = self.done / seconds
        left = round((self.total - self.done) / rate)
        return f"{line}, {rate / 1e6:,.0f} MB/s, {left // 3600}:{left // 60 % 60:02}:{left % 60:02} left"
