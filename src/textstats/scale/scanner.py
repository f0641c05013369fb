"""The engine on numba: documents side by side in one buffer, scanned, and folded from chunks to types."""

from __future__ import annotations

from collections.abc import Sequence
from queue import Queue

import numpy as np
from scipy import sparse

from textstats.scale import adding, kernels, survey
from textstats.scale.chunks import ABBREVIATIONS, Vocabulary
from textstats.scale.memory import give_back, room
from textstats.text.cleaning import clean_text
from textstats.text.decoding import decode, signature

LIMIT = 1 << 21
"""Chunks that are remembered; with more, memory of them begins anew."""

_OUTER = {inner: outer for outer, inner in survey.INNER.items()}


class Scanner:
    """A table of chunks that stays between batches, and the types of each."""

    def __init__(self) -> None:
        self._text = np.empty(0, dtype=np.uint8)
        self._starts = np.zeros(kernels.STEP + 64, dtype=np.int64)
        self._ends = np.zeros(kernels.STEP + 64, dtype=np.int64)
        self._keys = np.zeros((kernels.STEP + 64, 4), dtype=np.uint64)
        self._long = np.zeros((2 * kernels.STEP, 2), dtype=np.int64)
        self._state = np.zeros(7, dtype=np.int64)
        self._chunks = np.zeros(0, dtype=np.int32)
        self._times = np.zeros(0, dtype=np.int32)
        self._filled = 0
        self._forget()

    def close(self) -> Scanner:
        """As new: without tables and buffers of any size."""
        self._text = np.empty(0, dtype=np.uint8)
        self._chunks, self._times = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
        self._forget()
        return self

    def _forget(self) -> None:
        """Begin with no chunk."""
        self._bits = 16
        self._slots = room(4 << self._bits, np.uint64)
        self._pool = np.zeros(1 << 19, dtype=np.uint8)
        self._offsets = np.zeros(1 << 16, dtype=np.int32)
        self._touched = np.zeros(1 << 16, dtype=np.int32)
        self._plain = np.zeros(1 << 16, dtype=np.bool_)
        self._codes = np.zeros(1 << 16, dtype=np.int32)
        self._more: list[int] = []
        self._state[:] = 0
        self._known = 0
        text = " ".join(sorted({word.lower() for word in ABBREVIATIONS})).encode()
        stop = self._place(text, 0)
        self._scan(0, stop)
        self._drain()
        self._filled = 0
        kernels.guard(self._slots)

    def count(self, pieces: Sequence[tuple[int, bytes | str]], vocabulary: Vocabulary) -> sparse.csr_array:
        """Occurrences, rows × numbers of types, from pieces of documents and their rows."""
        pieces = sorted(pieces, key=lambda piece: piece[0])
        rows: list[int] = []
        bounds = [0]
        long: list[tuple[int, int]] = []
        self._filled = 0
        for (row, _), (start, stop) in zip(pieces, self._load(pieces), strict=True):
            if not rows or rows[-1] != row:
                if rows:
                    self._drain()
                    bounds.append(self._filled)
                rows.append(row)
            self._state[4:7] = start, 0, 0
            while self._scan(start, stop) == kernels.FULL:
                self._drain()
                long += ((row, number) for number in self._take_long(vocabulary))
                self._grow()
            long += ((row, number) for number in self._take_long(vocabulary))
        self._drain()
        bounds.append(self._filled)
        self._resolve(vocabulary)
        matrix = self._fold(rows, bounds, len(vocabulary.types))
        if long:
            extra = np.array(long, dtype=np.int64)
            ones = np.ones(len(extra), dtype=np.int64)
            matrix = matrix + sparse.coo_array((ones, (extra[:, 0], extra[:, 1])), shape=matrix.shape).tocsr()
        if self._known > LIMIT:
            self._forget()
        return matrix

    def _load(self, pieces: Sequence[tuple[int, bytes | str]]) -> list[tuple[int, int]]:
        """Put the pieces into the buffer, each at a multiple of 64 and with a blank behind it; clean what needs it."""
        size = sum(len(data) + 128 for _, data in pieces)
        self._room(size, 0)
        spans = []
        end = 0
        for _, data in pieces:
            raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
            stop = self._place(raw, end)
            flags = survey.survey(self._text, end, end + len(raw))
            if flags or (isinstance(data, bytes) and signature(raw[:16])):
                text = data if isinstance(data, str) else decode(data)[0]
                raw = clean_text(text)[0].encode("utf-8")
                stop = self._place(raw, end)
                survey.survey(self._text, end, end + len(raw))
            spans.append((end, stop))
            end = stop
        return spans

    def _place(self, raw: bytes, at: int) -> int:
        """Write a document into the buffer at `at`; return the next multiple of 64 behind it."""
        stop = at + (len(raw) // 64 + 1) * 64
        self._room(stop + 128, at)
        self._text[at : at + len(raw)] = np.frombuffer(raw, dtype=np.uint8)
        self._text[at + len(raw) : stop + 64] = 32
        return stop

    def _room(self, size: int, kept: int) -> None:
        """Make the buffer hold `size` bytes; the first `kept` stay."""
        if size > len(self._text):
            larger = np.empty(size * 5 // 4, dtype=np.uint8)
            larger[:kept] = self._text[:kept]
            self._text = larger

    def _scan(self, start: int, stop: int) -> int:
        status: int = kernels.scan(
            self._text, start, stop, self._state, self._slots, self._bits, self._touched, self._pool, self._offsets,
            self._plain, self._long, self._starts, self._ends, self._keys,
        )  # fmt: skip
        return status

    def _drain(self) -> None:
        """Note how often each chunk occurred since the last time."""
        n = int(self._state[2])
        if self._filled + n > len(self._chunks):
            size = (self._filled + n) * 3 // 2
            self._chunks, self._times = np.resize(self._chunks, size), np.resize(self._times, size)
        kernels.drain(self._slots, self._touched, n, self._chunks, self._times, self._filled)
        self._filled += n
        self._state[2] = 0

    def _grow(self) -> None:
        """Make room for at least as many chunks again as one step can bring."""
        n_chunks, used = int(self._state[0]), int(self._state[1])
        if n_chunks + kernels.STEP >= len(self._offsets) - 1:
            for name in ("_offsets", "_touched", "_plain", "_codes"):
                setattr(self, name, _twice(getattr(self, name)))
        if n_chunks + kernels.STEP > (1 << self._bits) * 5 // 8:
            self._bits += 1
            larger = room(4 << self._bits, np.uint64)
            kernels.rehash(self._slots, larger, self._bits)
            self._slots = larger
        if used + 2 * kernels.STEP >= len(self._pool):
            self._pool = _twice(self._pool)

    def _take_long(self, vocabulary: Vocabulary) -> list[int]:
        """Numbers of the types in the chunks that are too long to be remembered."""
        found: list[int] = []
        for begin, end in self._long[: self._state[3]].tolist():
            found += vocabulary.numbers(_text_of(self._text[begin:end]))
        self._state[3] = 0
        return found

    def _resolve(self, vocabulary: Vocabulary) -> None:
        """Ask for the types of the chunks that are new."""
        first, stop = self._known, int(self._state[0])
        if first == stop:
            return
        out = np.empty(int(self._offsets[stop] - self._offsets[first]) + stop - first, dtype=np.uint8)
        size = kernels.join_plain(self._pool, self._offsets, self._plain, first, stop, out)
        names = out[:size].tobytes().decode("ascii").split("\n")[:-1]
        is_plain = self._plain[first:stop]
        types = vocabulary.types
        with vocabulary.lock:
            numbers = [types.setdefault(name, len(types)) for name in names]
            self._codes[first:stop][is_plain] = numbers
            for chunk in (np.flatnonzero(~is_plain) + first).tolist():
                found = vocabulary.numbers(_text_of(self._pool[self._offsets[chunk] : self._offsets[chunk + 1]]))
                if len(found) == 1:
                    self._codes[chunk] = found[0]
                else:
                    self._codes[chunk] = -1 - len(self._more)
                    self._more += (len(found), *found)
        self._known = stop

    def _fold(self, rows: list[int], bounds: list[int], n_types: int) -> sparse.csr_array:
        """From chunks to types."""
        more = np.array(self._more or [0], dtype=np.int32)
        sums, seen = np.zeros(n_types + 1, dtype=np.int32), np.zeros(n_types + 1, dtype=np.int32)
        indptr = np.zeros(len(bounds), dtype=np.int64)
        size = self._filled + len(self._more)
        while True:
            indices, data = room(size, np.int32), room(size, np.int32)
            filled = adding.fold(
                np.array(bounds), self._chunks, self._times, self._codes, more, sums, seen, indptr,
                indices, data,
            )  # fmt: skip
            if filled >= 0:
                break
            size *= 2
            sums[:] = 0
        full = np.zeros(rows[-1] + 2, dtype=np.int64)
        full[np.array(rows) + 1] = np.diff(indptr)
        shape = (rows[-1] + 1, n_types)
        return sparse.csr_array((data[:filled].copy(), indices[:filled].copy(), np.cumsum(full)), shape=shape)


def _twice(array: np.ndarray) -> np.ndarray:
    """The array, and room for as much again."""
    larger = room(2 * len(array), array.dtype.type)
    larger[: len(array)] = array
    return larger


def _text_of(chunk: np.ndarray) -> str:
    return chunk.tobytes().decode("utf-8").translate(_OUTER)


class Scanners:
    """A scanner for each thread; their vocabulary is one."""

    is_parallel = True

    def __init__(self, n_threads: int = 1) -> None:
        self._free: Queue[Scanner] = Queue()
        for _ in range(n_threads):
            self._free.put(Scanner())

    def count(self, pieces: Sequence[tuple[int, bytes | str]], vocabulary: Vocabulary) -> sparse.csr_array:
        """Occurrences, rows × numbers of types, from pieces of documents and their rows."""
        scanner = self._free.get()
        try:
            return scanner.count(pieces, vocabulary)
        finally:
            self._free.put(scanner)

    def combine(
        self, matrices: list[sparse.csr_array], goes: np.ndarray, rank: np.ndarray, dtype: type
    ) -> sparse.csr_array:
        """The sum of matrices, which are used up: rows where `goes`, columns where `rank` puts them."""
        total = sum(int(matrix.data.sum(dtype=np.int64)) for matrix in matrices)
        size = sum(matrix.nnz for matrix in matrices)
        wide = any(matrix.data.itemsize == 8 for matrix in matrices)
        held = []
        parts = np.zeros((len(matrices), 4), dtype=np.uint64)
        for place, matrix in enumerate(matrices):
            arrays = (
                matrix.indptr.astype(np.int64, copy=False),
                matrix.indices.astype(np.int32, copy=False),
                matrix.data.astype(np.int64 if wide else np.int32, copy=False),
            )
            held.append(arrays)
            parts[place] = (matrix.shape[0], *(array.ctypes.data for array in arrays))
        matrices.clear()
        order = np.argsort(goes, kind="stable")
        n_rows, n_types = int(goes.max(initial=-1)) + 1, len(rank)
        n_words = n_types // 64 + 1
        sums = np.zeros(n_types + 1, dtype=np.int32 if total < 2**31 else np.int64)
        words, groups = np.zeros(n_words, dtype=np.uint64), np.zeros(n_words // 64 + 1, dtype=np.uint64)
        out_indptr = np.zeros(n_rows + 1, dtype=np.int64)
        out_indices, out_data = room(size, np.int32), room(size, sums.dtype.type)
        filled = adding.arrange(
            parts, wide, order, goes[order], rank, sums, words, groups, out_indptr, out_indices, out_data
        )
        held.clear()
        del arrays, matrix  # what was added up goes before the sum is made wide
        np.maximum.accumulate(out_indptr, out=out_indptr)
        give_back()
        if out_data.dtype != dtype:
            out_data, narrow = room(filled, dtype), out_data
            out_data[:] = narrow[:filled]
        return sparse.csr_array((out_data[:filled], out_indices[:filled], out_indptr), shape=(n_rows, n_types))

    def close(self) -> None:
        """Let go of the tables and buffers."""
        for _ in range(self._free.qsize()):
            self._free.put(self._free.get().close())
