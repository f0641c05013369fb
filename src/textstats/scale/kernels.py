# mypy: disable-error-code="no-untyped-def,no-untyped-call,misc,call-arg,var-annotated,untyped-decorator,no-any-return,import-untyped,assignment"
"""The scanner: raw UTF-8 to chunks and how often each occurs, compiled by numba.

Masks of delimiters give the starts and ends of chunks. The first sixteen bytes of a chunk are its key in an
open-addressing table whose slots are fetched ahead. No token rule here: what a chunk means is asked of
`chunks.Vocabulary`, once.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from textstats.scale.vectors import fetch, first_bit, load, scan_masks

FULL = 1
"""The table or a list must grow before scanning goes on."""
OTHER, LETTERS, DOTTED = 0, 1, 2
"""Kinds of chunk: anything; ASCII letters; ASCII letters and a point."""
LONGEST = 64
"""Bytes of a chunk that is remembered; longer ones are listed where they stand."""
STEP = 4096
"""Bytes that are scanned between two checks for room."""

_U = np.uint64


@njit(cache=True, nogil=True, inline="always")
def _folded(word, mask):
    """Eight bytes in lower case, and whether those under `mask` are ASCII letters."""
    low = (word | _U(0x2020202020202020)) & mask | (_U(0x6161616161616161) & ~mask)
    inner = low & _U(0x7F7F7F7F7F7F7F7F)
    from_a = inner + _U(0x1F1F1F1F1F1F1F1F)
    beyond_z = inner + _U(0x0505050505050505)
    letters = from_a & ~beyond_z & ~low & _U(0x8080808080808080)
    return low & mask, letters == _U(0x8080808080808080)


@njit(cache=True, nogil=True, inline="always")
def _hash(low, high):
    mixed = low ^ (high * _U(0x9E3779B97F4A7C15))
    return (mixed ^ (mixed >> _U(29))) * _U(0xC2B2AE3D27D4EB4F)


@njit(cache=True, nogil=True, inline="always")
def _key(address, begin, length):
    """Two words that stand for the bytes of a chunk: themselves up to 16, hashes beyond."""
    low, high = load(address + _U(begin)), load(address + _U(begin + 8))
    if length <= 16:
        low_mask, high_mask = _under(length)
        return low & low_mask, high & high_mask
    for k in range(begin + 16, begin + length - 8, 8):
        word = load(address + _U(k))
        low = (low ^ (low >> _U(31))) * _U(0x9FB21C651E98DF25) + word
        high = (high ^ (high >> _U(33))) * _U(0xD6E8FEB86659FD93) ^ word
    word = load(address + _U(begin + length - 8))
    low = (low ^ (low >> _U(31))) * _U(0x9FB21C651E98DF25) + word
    high = (high ^ (high >> _U(33))) * _U(0xD6E8FEB86659FD93) ^ word
    return low, high


@njit(cache=True, nogil=True, inline="always")
def _under(length):
    """Masks of the first `length` of 16 bytes."""
    one = _U(1)
    low = ~_U(0) if length >= 8 else (one << _U(8 * length)) - one
    high = _U(0) if length <= 8 else ~_U(0) >> _U(8 * (16 - length))
    return low, high


@njit(cache=True, nogil=True)
def _is_plain(text, begin, length):
    """Whether a chunk is ASCII letters, joined by single apostrophes and hyphens: one word, whatever the letters.

    But for "xD", which is a face.
    """
    if length > 1 and (text[begin] | 32) == 120 and text[begin + 1] == 68:
        return False
    was_letter = False
    for k in range(begin, begin + length):
        is_letter = 97 <= (text[k] | 32) <= 122
        if not is_letter and not (was_letter and (text[k] == 39 or text[k] == 45)):
            return False
        was_letter = is_letter
    return was_letter


@njit(cache=True, nogil=True)
def scan(text, start, stop, state, slots, bits, touched, pool, offsets, plain, long_chunks, starts, ends, keys):
    """Count the chunks between `start` and `stop`, both multiples of 64, blanks at the end.

    `state`: chunks known, pool used, slots touched, long chunks listed, next byte, is a chunk open, where it began.
    `slots`: four words each: key, key, number | length << 32 | guard, occurrences since the last `drain`.
    Returns FULL when something must grow; call again then.
    """
    address = _U(text.ctypes.data)
    table = _U(slots.ctypes.data)
    n_chunks, used, n_touched, n_long = state[0], state[1], state[2], state[3]
    last_slot = (1 << bits) - 1
    shift = _U(64 - bits)
    one = _U(1)
    position = max(start, state[4])
    gap = one - _U(state[5])
    opened = state[6]
    status = 0
    risk_before = one
    white, quotes, before, behind, dashes, risk = _U(0), _U(0), _U(0), _U(0), _U(0), _U(0)
    if position < stop:
        white, quotes, before, behind, dashes, risk = scan_masks(address + _U(position))
    while position < stop:
        if (
            n_chunks + STEP >= len(offsets) - 1
            or n_chunks + STEP > (1 << bits) * 5 // 8
            or used + 2 * STEP >= len(pool)
            or n_long + STEP >= len(long_chunks)
        ):
            status = FULL
            break
        n_starts, n_ends = 0, 0
        if gap == _U(0):
            starts[0] = opened
            n_starts = 1
        limit = min(stop, position + STEP)
        while position < limit:
            if position + 64 < stop:
                new_white, new_quotes, new_before, new_behind, new_dashes, new_risk = scan_masks(
                    address + _U(position + 64)
                )
            else:
                new_white, new_quotes, new_before, new_behind = ~_U(0), _U(0), _U(0), _U(0)
                new_dashes, new_risk = _U(0), _U(0)
            last = new_white << _U(63)
            delimits = white
            if dashes != _U(0) and risk_before | risk | new_risk == _U(0) and new_white != _U(0):
                delimits |= dashes
            delimits |= quotes & ((delimits >> one) | last | (delimits << one) | gap)
            delimits |= (before & ((delimits >> one) | last)) | (behind & ((delimits << one) | gap))
            after = (delimits << one) | gap
            gap = delimits >> _U(63)
            begun = ~delimits & after
            ended = delimits & ~after
            while begun != _U(0):
                starts[n_starts] = position + first_bit(begun)
                n_starts += 1
                begun &= begun - one
            while ended != _U(0):
                ends[n_ends] = position + first_bit(ended)
                n_ends += 1
                ended &= ended - one
            risk_before = risk if white != _U(0) else risk | risk_before
            white, quotes, before, behind, dashes, risk = (
                new_white,
                new_quotes,
                new_before,
                new_behind,
                new_dashes,
                new_risk,
            )
            position += 64
        if gap == _U(0):
            opened = starts[n_starts - 1]
        for i in range(n_ends):
            begin, end = starts[i], ends[i]
            if text[end - 1] == 0x9D and end - begin > 3 and text[end - 2] == 0x80 and text[end - 3] == 0xE2:
                end -= 3
                mark = text[end - 1]
                if end - begin > 1 and (mark == 44 or mark == 33 or mark == 63 or mark == 58 or mark == 59):
                    end -= 1
            if text[begin] == 0xE2 and end - begin > 3 and text[begin + 1] == 0x80 and text[begin + 2] == 0x9C:
                begin += 3
            starts[i], ends[i] = begin, end
            length = end - begin
            is_dotted = text[end - 1] == 46 and 3 <= length <= 17
            stem = length - 1 if is_dotted else length
            kind = OTHER
            low, high = _U(0), _U(0)
            if stem <= 16:
                low, high = load(address + _U(begin)), load(address + _U(begin + 8))
                low_mask, high_mask = _under(stem)
                low_folded, low_letters = _folded(low, low_mask)
                high_folded, high_letters = _folded(high, high_mask)
                if low_letters and high_letters:
                    kind = DOTTED if is_dotted else LETTERS
                    low, high = low_folded, high_folded
                elif is_dotted:
                    low, high = _key(address, begin, length)
                else:
                    low, high = low & low_mask, high & high_mask
            elif length <= LONGEST:
                low, high = _key(address, begin, length)
            slot = np.int64(_hash(low, high) >> shift)
            keys[i, 0], keys[i, 1], keys[i, 2], keys[i, 3] = low, high, _U(slot), _U(kind)
            fetch(table + _U(slot * 32))
        for i in range(n_ends):
            begin = starts[i]
            length = ends[i] - begin
            if length > LONGEST:
                long_chunks[n_long, 0], long_chunks[n_long, 1] = begin, ends[i]
                n_long += 1
                continue
            low, high, slot, kind = keys[i, 0], keys[i, 1], np.int64(keys[i, 2]), np.int64(keys[i, 3])
            if kind == DOTTED:
                length -= 1
            while True:
                base = slot * 4
                known = slots[base + 2]
                if (
                    slots[base] == low
                    and slots[base + 1] == high
                    and np.int64((known >> _U(32)) & _U(0xFFFF)) == length
                ):
                    if length <= 16:
                        if kind != DOTTED or known >> _U(63) == _U(0):
                            break
                        kind = OTHER  # an abbreviation: it keeps its point
                        length += 1
                        low, high = _key(address, begin, length)
                        slot = np.int64(_hash(low, high) >> shift)
                        continue
                    place = offsets[np.int64(known & _U(0xFFFFFFFF))]
                    k = 0
                    while k < length and pool[place + k] == text[begin + k]:
                        k += 1
                    if k == length:
                        break
                elif known == _U(0):
                    slots[base], slots[base + 1] = low, high
                    slots[base + 2] = _U(n_chunks) | (_U(length) << _U(32))
                    plain[n_chunks] = kind != OTHER or _is_plain(text, begin, length)
                    for k in range(length):
                        pool[used + k] = text[begin + k]
                    used += length
                    n_chunks += 1
                    offsets[n_chunks] = used
                    break
                slot = (slot + 1) & last_slot
            if slots[base + 3] == _U(0):
                touched[n_touched] = slot
                n_touched += 1
            slots[base + 3] += one
    state[0], state[1], state[2], state[3], state[4], state[6] = n_chunks, used, n_touched, n_long, position, opened
    state[5] = np.int64(one - gap)
    return status


@njit(cache=True, nogil=True)
def guard(slots):
    """Make every chunk that is known one that keeps a point behind it."""
    for base in range(0, len(slots), 4):
        if slots[base + 2] != _U(0):
            slots[base + 2] |= _U(1) << _U(63)


@njit(cache=True, nogil=True)
def drain(slots, touched, n_touched, chunks, times, at):
    """Move the occurrences of all touched slots to `chunks` and `times`, from `at` on."""
    for i in range(n_touched):
        base = touched[i] * 4
        chunks[at + i] = slots[base + 2] & _U(0xFFFFFFFF)
        times[at + i] = slots[base + 3]
        slots[base + 3] = _U(0)


@njit(cache=True, nogil=True)
def join_plain(pool, offsets, plain, first, stop, out):
    """Write the plain chunks from `first` to `stop`, each with a newline, to `out`; return the bytes written."""
    filled = 0
    for chunk in range(first, stop):
        if plain[chunk]:
            for k in range(offsets[chunk], offsets[chunk + 1]):
                out[filled] = pool[k] | 32 if 65 <= pool[k] <= 90 else pool[k]
                filled += 1
            out[filled] = 10
            filled += 1
    return filled


@njit(cache=True, nogil=True)
def rehash(old, slots, bits):
    """Move what is in a table to `slots`, a larger one of 2**bits slots that is all zero; nothing may be touched."""
    shift = _U(64 - bits)
    last_slot = (1 << bits) - 1
    for place in range(0, len(old), 4):
        if old[place + 2] != _U(0):
            slot = np.int64(_hash(old[place], old[place + 1]) >> shift)
            while slots[slot * 4 + 2] != _U(0):
                slot = (slot + 1) & last_slot
            for k in range(3):
                slots[slot * 4 + k] = old[place + k]
