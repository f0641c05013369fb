"""Sums of counts: blocks × types, added piece by piece, saved and merged without loss.

Until more than `shards` documents are met, a row is a document; then rows fold into shards. A shard is a function of
the id alone, so that any order of files, any number of workers and any engine come to the same Counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pandas as pd
from scipy import sparse

from textstats.errors import InputError, ReadError
from textstats.scale.chunks import Vocabulary
from textstats.scale.sources import Piece
from textstats.stats.counts import Counts

Key = tuple[str, str, int]
"""Group, id of the document (empty for a shard), number of the shard (0 for a document)."""
Engine = Callable[[Sequence[tuple[int, bytes | str]], Vocabulary], sparse.csr_array]
"""From pieces and their rows to occurrences, rows × numbers of types."""

BATCH = 32 << 20
"""Bytes of text that are counted at once."""


def shard_of(doc_id: str, shards: int) -> int:
    """The shard of a document: BLAKE2b of its id, modulo the number of shards.

    >>> shard_of("first", 256) == shard_of("first", 256)
    True
    """
    digest = hashlib.blake2b(doc_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") % shards


@dataclass
class Partial:
    """The counts of some documents; `types` and `keys` name the columns and rows of `matrix`."""

    types: list[str]
    keys: list[Key]
    matrix: sparse.csr_array
    n_documents: int = 0
    n_bytes: int = 0

    def to_bytes(self) -> bytes:
        """An .npz archive without pickle."""
        stream = BytesIO()
        names = {"keys": self.keys, "n_documents": self.n_documents, "n_bytes": self.n_bytes}
        np.savez_compressed(
            stream,
            types=np.frombuffer("\n".join(self.types).encode("utf-8", "surrogatepass"), dtype=np.uint8),
            names=np.frombuffer(json.dumps(names).encode(), dtype=np.uint8),
            data=self.matrix.data, indices=self.matrix.indices, indptr=self.matrix.indptr,
        )  # fmt: skip
        return stream.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Partial:
        """The inverse of `to_bytes`; ReadError if the archive is not whole."""
        try:
            with np.load(BytesIO(data), allow_pickle=False) as archive:
                names = json.loads(archive["names"].tobytes())
                text = archive["types"].tobytes().decode("utf-8", "surrogatepass")
                types = text.split("\n") if text else []
                keys = [(str(group), str(doc_id), int(shard)) for group, doc_id, shard in names["keys"]]
                shape = (len(keys), len(types))
                matrix = sparse.csr_array((archive["data"], archive["indices"], archive["indptr"]), shape=shape)
                return cls(types, keys, matrix, names["n_documents"], names["n_bytes"])
        except (BadZipFile, OSError, ValueError, KeyError, TypeError) as fault:
            raise ReadError(f"is no partial result: {fault}") from None


@dataclass
class Tally:
    """Counts in the making: documents go in piece by piece, a Partial comes out."""

    engine: Engine
    shards: int
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    n_documents: int = 0
    n_bytes: int = 0
    by_document: bool = True
    rows: dict[Key, int] = field(default_factory=dict)
    _pending: list[tuple[int, bytes | str]] = field(default_factory=list)
    _weight: int = 0
    _sums: list[sparse.csr_array] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        """Take one piece of a document."""
        if piece.is_first:
            self.n_documents += 1
            if self.by_document and self.n_documents > self.shards:
                self._fold()
        key = (
            (piece.group, piece.doc_id, 0)
            if self.by_document
            else (piece.group, "", shard_of(piece.doc_id, self.shards))
        )
        if piece.is_first and self.by_document and key in self.rows:
            raise InputError(f"doc_id must be unique; {piece.doc_id!r} stands for two texts.")
        self._pending.append((self.rows.setdefault(key, len(self.rows)), piece.data))
        self._weight += len(piece.data)
        self.n_bytes += len(piece.data)
        if self._weight >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Count what is pending."""
        if self._pending:
            self._push(self.engine(self._pending, self.vocabulary))
            self._pending, self._weight = [], 0

    def merge(self, partial: Partial) -> None:
        """Add the counts of other documents."""
        self.flush()
        self.n_documents += partial.n_documents
        self.n_bytes += partial.n_bytes
        if self.by_document and (self.n_documents > self.shards or not all(doc_id for _, doc_id, _ in partial.keys)):
            self._fold()
        keys = partial.keys if self.by_document else [self._shard(key) for key in partial.keys]
        if self.by_document and (twice := [key for key in keys if key in self.rows]):
            raise InputError(f"doc_id must be unique; {twice[0][1]!r} stands for two texts.")
        rows = np.array([self.rows.setdefault(key, len(self.rows)) for key in keys], dtype=np.int64)
        numbers = np.array([self.vocabulary.number(type_) for type_ in partial.types], dtype=np.int64)
        matrix = partial.matrix.tocoo()
        shape = (len(self.rows), len(self.vocabulary.types))
        self._push(sparse.coo_array((matrix.data, (rows[matrix.row], numbers[matrix.col])), shape=shape).tocsr())

    def partial(self) -> Partial:
        """What has been counted so far; types in the order in which they were met."""
        self.flush()
        shape = (len(self.rows), len(self.vocabulary.types))
        while len(self._sums) > 1:
            self._sums.append(_sum(self._sums.pop(), self._sums.pop(), shape))
        matrix = self._sums[0] if self._sums else sparse.csr_array(shape, dtype=np.int64)
        matrix.resize(shape)
        return Partial(list(self.vocabulary.types), list(self.rows), matrix, self.n_documents, self.n_bytes)

    def _push(self, matrix: sparse.csr_array) -> None:
        """Keep sums whose sizes at least halve, so that every number is added a logarithmic number of times."""
        self._sums.append(matrix)
        while len(self._sums) > 1 and self._sums[-2].nnz < 2 * self._sums[-1].nnz:
            self._sums.append(_sum(self._sums.pop(), self._sums.pop(), (len(self.rows), len(self.vocabulary.types))))

    def _shard(self, key: Key) -> Key:
        return (key[0], "", shard_of(key[1], self.shards)) if key[1] else key

    def _fold(self) -> None:
        """From rows of documents to rows of shards."""
        self.by_document = False
        old = list(self.rows)
        self.rows = {}
        new = np.array([self.rows.setdefault(self._shard(key), len(self.rows)) for key in old], dtype=np.int64)
        self._pending = [(int(new[row]), data) for row, data in self._pending]
        for place, matrix in enumerate(self._sums):
            folded = matrix.tocoo()
            shape = (len(self.rows), matrix.shape[1])
            self._sums[place] = sparse.coo_array((folded.data, (new[folded.row], folded.col)), shape=shape).tocsr()


def _sum(a: sparse.csr_array, b: sparse.csr_array, shape: tuple[int, int]) -> sparse.csr_array:
    a.resize(shape)
    b.resize(shape)
    return a + b


def to_counts(partial: Partial, attrs: dict[str, Any]) -> Counts:
    """Counts with types in code-point order and blocks in order: documents as met, shards by group and number."""
    order = sorted(range(len(partial.types)), key=partial.types.__getitem__)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    totals = np.asarray(partial.matrix.sum(axis=1)).ravel()
    groups = {group: place for place, group in enumerate(dict.fromkeys(key[0] for key in partial.keys))}
    rows = [row for row in range(len(partial.keys)) if totals[row]]
    if partial.keys and not partial.keys[0][1]:
        rows.sort(key=lambda row: (groups[partial.keys[row][0]], partial.keys[row][2]))
    matrix = partial.matrix[rows]
    matrix.indices = rank[matrix.indices].astype(matrix.indices.dtype)
    matrix.has_sorted_indices = False
    matrix.sort_indices()
    keys: Iterable[Key] = [partial.keys[row] for row in rows]
    blocks = pd.DataFrame(
        {
            "group": np.array([key[0] for key in keys], dtype=object),
            "doc_id": np.array([key[1] or None for key in keys], dtype=object),
            "block": np.array([key[2] for key in keys], dtype=np.int64),
            "n_tokens": totals[rows],
        }
    )
    return Counts(matrix, blocks, pd.Index([partial.types[i] for i in order], name="type"), attrs)
