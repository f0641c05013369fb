"""Sums of counts: blocks × types, added piece by piece, saved and merged without loss.

Until more than `shards` documents are met, a row is a document; then rows fold into shards. A shard is a function of
the id alone, so that any order of files, any number of workers and any engine come to the same Counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from itertools import compress
from typing import TYPE_CHECKING, Any, Protocol
from zipfile import BadZipFile

import numpy as np
from scipy import sparse

from textstats.errors import InputError, ReadError
from textstats.scale.chunks import Vocabulary
from textstats.scale.memory import give_back
from textstats.scale.naming import index_of, placed
from textstats.scale.sources import Piece

if TYPE_CHECKING:
    from textstats.stats.counts import Counts

Key = tuple[str, str, int]
"""Group, id of the document (empty for a shard), number of the shard (0 for a document)."""


class Engine(Protocol):
    """Counts pieces, and adds up what was counted."""

    is_parallel: bool

    def count(self, pieces: Sequence[tuple[int, bytes | str]], vocabulary: Vocabulary) -> sparse.csr_array:
        """Occurrences, rows × numbers of types, from pieces of documents and their rows."""

    def combine(
        self, matrices: list[sparse.csr_array], goes: np.ndarray, rank: np.ndarray, dtype: type
    ) -> sparse.csr_array:
        """The sum of matrices, which are used up: rows where `goes`, columns where `rank` puts them."""

    def close(self) -> None:
        """Let go of what was kept for further pieces."""


BATCH = 8 << 20
"""Bytes of text that are counted at once."""
MANY = 4_000_000
"""Numbers that may wait to be added up."""


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
    pool: ThreadPoolExecutor | None = None
    rows: dict[Key, int] = field(default_factory=dict)
    _pending: list[tuple[int, bytes | str]] = field(default_factory=list)
    _weight: int = 0
    _running: list[Future[sparse.csr_array]] = field(default_factory=list)
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

    def add_all(self, pieces: Iterable[Piece]) -> None:
        """Take pieces of documents."""
        for piece in pieces:
            self.add(piece)

    def flush(self, *, wait: bool = False) -> None:
        """Count what is pending; come back when all is counted, if asked to."""
        if self._pending:
            pieces, self._pending, self._weight = self._pending, [], 0
            if self.pool is None:
                self._push(self.engine.count(pieces, self.vocabulary))
            else:
                self._running.append(self.pool.submit(self.engine.count, pieces, self.vocabulary))
                self._collect(2)
        if wait:
            self._collect()

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
        self._collect()
        self._combine()
        matrix = self._sums[0]
        used = np.bincount(matrix.indices, minlength=matrix.shape[1]) > 0
        renumbered = (np.cumsum(used) - 1)[matrix.indices]
        shape = (matrix.shape[0], int(used.sum()))
        matrix = sparse.csr_array((matrix.data, renumbered, matrix.indptr), shape=shape)
        types = list(compress(self.vocabulary.types, used.tolist()))
        return Partial(types, list(self.rows), matrix, self.n_documents, self.n_bytes)

    def to_counts(self, attrs: dict[str, Any]) -> Counts:
        """Counts: types by code point, documents as they were met, shards by group and number. The tally ends here."""
        self.flush()
        self._collect()
        self.engine.close()  # before pandas is loaded and the matrix is there twice: memory is highest here
        types, self.vocabulary = list(self.vocabulary.types), Vocabulary()
        used = np.zeros(len(types), dtype=bool)  # a type may be known and never have been met
        for matrix in self._sums:
            used[matrix.indices] = True
        order, names = placed(types, used)
        del types
        give_back()
        rank = np.zeros(len(used), dtype=np.int32)
        rank[order] = np.arange(len(order))
        keys = list(self.rows)
        rows = list(range(len(keys)))
        if not self.by_document:
            groups = {group: place for place, group in enumerate(dict.fromkeys(key[0] for key in keys))}
            rows.sort(key=lambda row: (groups[keys[row][0]], keys[row][2]))
        goes = np.empty(len(rows), dtype=np.int64)
        goes[rows] = np.arange(len(rows))
        matrix = sparse.csr_array((len(keys), len(used)), dtype=np.int64)
        if self._sums:
            matrix = self.engine.combine(self._sums, goes, rank, np.int64)
        matrix.resize((len(keys), len(order)))
        totals = np.asarray(matrix.sum(axis=1)).ravel()
        if not totals.all():  # documents without words are no block
            matrix, rows = matrix[np.flatnonzero(totals)], [row for row, n in zip(rows, totals, strict=True) if n]
        import pandas as pd

        from textstats.stats.counts import Counts

        blocks = pd.DataFrame(
            {
                "group": np.array([keys[row][0] for row in rows], dtype=object),
                "doc_id": np.array([keys[row][1] or None for row in rows], dtype=object),
                "block": np.array([keys[row][2] for row in rows], dtype=np.int64),
                "n_tokens": totals[totals > 0],
            }
        )
        return Counts(matrix, blocks, index_of(names), attrs)

    def _collect(self, left: int = 0) -> None:
        """Take in batches that are being counted elsewhere, until so many are left."""
        while len(self._running) > left:
            self._push(self._running.pop(0).result())

    def _push(self, matrix: sparse.csr_array) -> None:
        """Keep a matrix until it pays to add up all."""
        self._sums.append(matrix)
        if sum(matrix.nnz for matrix in self._sums[1:]) > max(MANY, self._sums[0].nnz // 2):
            self._combine()

    def _combine(self, goes: np.ndarray | None = None) -> None:
        """Add up all; rows may go elsewhere."""
        shape = (len(self.rows), len(self.vocabulary.types))
        if not self._sums:
            self._sums = [sparse.csr_array(shape, dtype=np.int32)]
        if len(self._sums) > 1 or goes is not None:
            dtype = np.int32 if self.n_bytes < 2**31 else np.int64
            goes = np.arange(shape[0]) if goes is None else goes
            self._sums = [self.engine.combine(self._sums, goes, np.arange(shape[1], dtype=np.int32), dtype)]
        self._sums[0].resize(shape)

    def _shard(self, key: Key) -> Key:
        return (key[0], "", shard_of(key[1], self.shards)) if key[1] else key

    def _fold(self) -> None:
        """From rows of documents to rows of shards."""
        self._collect()
        self.by_document = False
        old = list(self.rows)
        self.rows = {}
        new = np.array([self.rows.setdefault(self._shard(key), len(self.rows)) for key in old], dtype=np.int64)
        self._pending = [(int(new[row]), data) for row, data in self._pending]
        if self._sums:
            self._combine(new)
