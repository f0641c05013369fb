"""The types of a big corpus as a sorted index, without a Python comparison for each pair."""

from __future__ import annotations

from itertools import compress, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


def placed(types: list[str], used: np.ndarray) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """Where the used types stand, by code point; and they themselves in that order: UTF-8 and where each begins.

    The order of UTF-8 is that of code points, so sixteen bytes settle nearly all; what they leave open is compared.
    """
    places = np.flatnonzero(used)
    names = list(compress(types, used.tolist()))
    text = np.frombuffer("\n".join([*names, ""]).encode(), dtype=np.uint8)
    stops = np.flatnonzero(text == 10)
    starts = np.concatenate(([0], stops[:-1] + 1))[: len(stops)]
    first, second = _key(text, starts, stops), _key(text, starts + 8, stops)
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    tied = np.concatenate(([False], (first[1:] == first[:-1]) & (second[1:] == second[:-1]), [False]))
    edges = np.flatnonzero(np.diff(tied))  # a run of ties begins one before its first True
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        order[begin : end + 1] = sorted(order[begin : end + 1].tolist(), key=names.__getitem__)
    lengths = (stops - starts)[order]
    bounds = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=bounds[1:])
    width = np.int32 if len(text) < 2**31 else np.int64
    sources = np.repeat((starts[order] - bounds[:-1]).astype(width), lengths)
    sources += np.arange(bounds[-1], dtype=width)
    return places[order], (text[sources], bounds)


def _key(text: np.ndarray, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """Eight bytes from each start as a number that sorts as they do; zero beyond the stop."""
    key = np.zeros(len(starts), dtype=np.uint64)
    for k in range(8):
        at = starts + k
        key <<= np.uint64(8)
        key |= np.where(at < stops, text[np.minimum(at, len(text) - 1)], 0).astype(np.uint64)
    return key


def index_of(names: tuple[np.ndarray, np.ndarray]) -> pd.Index[str]:
    """What `placed` gave as an Index; straight from its bytes where pyarrow is there."""
    import pandas as pd

    text, bounds = names
    try:
        import pyarrow as pa

        array = pa.LargeStringArray.from_buffers(len(bounds) - 1, pa.py_buffer(bounds), pa.py_buffer(text))
        index: pd.Index[str] = pd.Index(pd.array(array, dtype=pd.Index(["a"]).dtype), name="type")  # type: ignore[assignment]
        return index
    except ImportError:
        whole = text.tobytes()
        ends = bounds.tolist()
        listed = [whole[a:b].decode() for a, b in pairwise(ends)]
        return pd.Index(listed, name="type")
