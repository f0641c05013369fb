# mypy: disable-error-code="no-untyped-def,no-untyped-call,misc,call-arg,var-annotated,untyped-decorator,no-any-return,import-untyped,assignment"
"""Sums of sparse rows, compiled by numba: from chunks to types, and of many matrices into one that is sorted."""

from __future__ import annotations

import numpy as np
from numba import njit

from textstats.scale.vectors import first_bit, load, load32

_U = np.uint64


@njit(cache=True, nogil=True)
def fold(bounds, chunks, times, codes, more, sums, seen, indptr, indices, data):
    """From chunks × rows to types × rows: `indptr`, `indices`, `data` of a csr matrix, rows unsorted.

    `sums` is all zero, as long as there are types, and is so again at the end. The code of a chunk is its type; of a
    chunk of none or several, the place -1 - code in `more`, where their number stands and then they themselves.
    Returns -1 if there is no room.
    """
    filled = 0
    for row in range(len(bounds) - 1):
        n_seen = 0
        for i in range(bounds[row], bounds[row + 1]):
            code = codes[chunks[i]]
            if code >= 0:
                if sums[code] == 0:
                    seen[n_seen] = code
                    n_seen += 1
                sums[code] += times[i]
            else:
                place = -1 - code
                for k in range(place + 1, place + 1 + more[place]):
                    number = more[k]
                    if sums[number] == 0:
                        seen[n_seen] = number
                        n_seen += 1
                    sums[number] += times[i]
        if filled + n_seen > len(indices):
            return -1
        for i in range(n_seen):
            indices[filled + i] = seen[i]
            data[filled + i] = sums[seen[i]]
            sums[seen[i]] = 0
        filled += n_seen
        indptr[row + 1] = filled
    return filled


@njit(cache=True, nogil=True)
def arrange(parts, wide, order, goes, rank, sums, words, groups, out_indptr, out_indices, out_data):
    """Add up csr matrices where they lie: row `order[i]` goes to row `goes[i]`, columns sorted by `rank`.

    `parts`: for each matrix its number of rows and the addresses of its `indptr` (64 bits), `indices` (32 bits) and
    `data` (64 bits if `wide`, else 32). `goes` is sorted. `sums`, `words` (a bit a column) and `groups` (a bit a word)
    are all zero, and are so again at the end.
    """
    filled = 0
    one = _U(1)
    for place in range(len(order)):
        row = order[place]
        for part in range(len(parts)):
            if row >= np.int64(parts[part, 0]):
                continue
            bounds = parts[part, 1] + _U(8 * row)
            for i in range(np.int64(load(bounds)), np.int64(load(bounds + _U(8)))):
                at = rank[load32(parts[part, 2] + _U(4 * i))]
                sums[at] += np.int64(load(parts[part, 3] + _U(8 * i))) if wide else load32(parts[part, 3] + _U(4 * i))
                words[at >> 6] |= one << _U(at & 63)
                groups[at >> 12] |= one << _U((at >> 6) & 63)
        if place + 1 < len(order) and goes[place + 1] == goes[place]:
            continue
        for group in range(len(groups)):
            some = groups[group]
            groups[group] = _U(0)
            while some != _U(0):
                word = group * 64 + first_bit(some)
                some &= some - one
                bits = words[word]
                words[word] = _U(0)
                while bits != _U(0):
                    at = word * 64 + first_bit(bits)
                    bits &= bits - one
                    out_indices[filled] = at
                    out_data[filled] = sums[at]
                    sums[at] = 0
                    filled += 1
        out_indptr[goes[place] + 1] = filled
    return filled
