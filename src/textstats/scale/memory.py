"""Large arrays that the system gets back at once, and pages of which cost nothing until something is written there."""

from __future__ import annotations

import ctypes
import sys
from mmap import mmap

import numpy as np


def room(size: int, dtype: type) -> np.ndarray:
    """An array of `size` zeros outside the heap, where freed room stays with the process."""
    n_bytes = size * np.dtype(dtype).itemsize
    return np.frombuffer(mmap(-1, n_bytes), dtype=dtype) if n_bytes > 1 << 20 else np.zeros(size, dtype=dtype)


def give_back() -> None:
    """Return the free pages of the heap to the system, where its allocator is glibc's; else do nothing."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
