"""The engine without numba: split, count, look up. For small corpora, where importing more would cost more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from textstats.scale.chunks import Vocabulary, chunks
from textstats.text.cleaning import clean_text
from textstats.text.decoding import decode


class Plain:
    """Dictionaries of Python and matrices of scipy."""

    is_parallel = False

    def count(self, pieces: Sequence[tuple[int, bytes | str]], vocabulary: Vocabulary) -> sparse.csr_array:
        """Occurrences, rows × numbers of types, from pieces of documents and their rows."""
        by_row: dict[int, Counter[str]] = {}
        for row, data in pieces:
            text = data if isinstance(data, str) else decode(data)[0]
            by_row.setdefault(row, Counter()).update(chunks(clean_text(text)[0]))
        rows: list[int] = []
        numbers: list[int] = []
        n: list[int] = []
        for row, found in by_row.items():
            sums: dict[int, int] = {}
            for chunk, times in found.items():
                for number in vocabulary.of(chunk):
                    sums[number] = sums.get(number, 0) + times
            rows += [row] * len(sums)
            numbers += sums.keys()
            n += sums.values()
        shape = (max(by_row) + 1, len(vocabulary.types))
        return sparse.coo_array((np.array(n, dtype=np.int64), (rows, numbers)), shape=shape).tocsr()

    def combine(
        self, matrices: list[sparse.csr_array], goes: np.ndarray, rank: np.ndarray, dtype: type
    ) -> sparse.csr_array:
        """The sum of matrices, which are used up: rows where `goes`, columns where `rank` puts them."""
        parts = [matrix.tocoo() for matrix in matrices]
        matrices.clear()
        rows = np.concatenate([goes[part.row] for part in parts])
        columns = np.concatenate([rank[part.col] for part in parts])
        data: np.ndarray = np.concatenate([part.data for part in parts]).astype(dtype, copy=False)
        shape = (int(goes.max(initial=-1)) + 1, len(rank))
        total = sparse.coo_array((data, (rows, columns)), shape=shape).tocsr()
        total.sort_indices()
        return total

    def close(self) -> None:
        """Nothing is kept."""
