"""Chunks: a text cut at white space, and what is known of each distinct chunk.

A corpus holds few distinct chunks beside all its chunks. The token rule and the shapes of sentence ends are worked out
once for each distinct one; what is left for a text is looking up numbers.
"""

from __future__ import annotations

import numpy as np

from textstats.text.paragraphs import WHITE
from textstats.text.shapes import Shape, pieces
from textstats.text.token_rule import CHUNK, split_chunk

_BREAKS = ("-\n", "\u2010\n", "\u00ad\n")
_IS_WHITE = np.zeros(max(map(ord, WHITE)) + 2, dtype=bool)
_IS_WHITE[[ord(c) for c in WHITE]] = True


def chunk_starts(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Where the chunks of `text` start and stop: the matches of `token_rule.CHUNK`, found by array work.

    >>> chunk_starts("One  two\\n")
    (array([0, 5]), array([3, 8]))
    """
    if any(mark in text for mark in _BREAKS):
        found = [match.span() for match in CHUNK.finditer(text)]
        spans = np.array(found, dtype=np.int64).reshape(-1, 2)
        return spans[:, 0], spans[:, 1]
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    white = np.ones(len(points) + 2, dtype=bool)
    white[1:-1] = _IS_WHITE[np.minimum(points, len(_IS_WHITE) - 1)]
    edges = np.flatnonzero(white[1:] != white[:-1])
    return edges[0::2], edges[1::2]


class ChunkTable:
    """What each distinct chunk is cut into, and its shape for sentences, by number of the chunk."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.tokens: list[str] = []
        self.token_numbers: dict[str, int] = {}
        # words: how many, then flat over all chunks where they start and stop in their chunk and which token they are
        self.sizes: list[int] = []
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.ids: list[int] = []
        # sentences
        self.shapes: list[Shape] = []
        self.hot_left = bytearray()
        self.hot_right = bytearray()
        self.glued = bytearray()

    def read(self, text: str) -> tuple[list[int], np.ndarray]:
        """The numbers of the chunks of `text`, and where they start."""
        starts, stops = chunk_starts(text)
        chunks = [text[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True)]
        numbers = self.numbers
        for chunk in set(chunks).difference(numbers):
            self._add(chunk)
        return list(map(numbers.__getitem__, chunks)), starts

    def token(self, token: str) -> int:
        """The number of a token."""
        number = self.token_numbers.setdefault(token, len(self.tokens))
        if number == len(self.tokens):
            self.tokens.append(token)
        return number

    def words(self, numbers: list[int], starts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Start, stop and number of every token of the chunks that `read` found."""
        chunk = np.asarray(numbers, dtype=np.int64)
        sizes = np.asarray(self.sizes, dtype=np.int64)
        first = np.cumsum(sizes) - sizes
        n_words = sizes[chunk] if len(chunk) else chunk
        offset = np.arange(int(n_words.sum())) - np.repeat(np.cumsum(n_words) - n_words, n_words)
        entry = np.repeat(first[chunk] if len(chunk) else chunk, n_words) + offset
        begin = np.repeat(starts, n_words)
        return (
            begin + np.asarray(self.starts, dtype=np.int64)[entry],
            begin + np.asarray(self.stops, dtype=np.int64)[entry],
            np.asarray(self.ids, dtype=np.int64)[entry],
        )

    def _add(self, chunk: str) -> None:
        spans = split_chunk(chunk)
        self.sizes.append(len(spans))
        for a, b in spans:
            self.starts.append(a)
            self.stops.append(b)
            self.ids.append(self.token(chunk[a:b]))
        parts = pieces(chunk)
        self.shapes.append(parts[0][2])
        self.hot_left.append(parts[0][2].hot_left)
        self.hot_right.append(parts[0][2].hot_right)
        self.glued.append(len(parts) > 1)
        self.numbers[chunk] = len(self.numbers)
