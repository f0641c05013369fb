# mypy: disable-error-code="no-untyped-def,no-untyped-call,misc,call-arg,var-annotated,untyped-decorator,no-any-return,import-untyped,assignment"
"""The scanner: raw UTF-8 to chunks and how often each occurs, compiled by numba.

Sixty-four bytes are compared at once (LLVM vectors: AVX-512, AVX2 or NEON, whatever the machine has) and give bit
masks, from which starts and ends of chunks are read. The first sixteen bytes of a chunk are its key in an open-addressing
table whose slots are fetched ahead. No token rule here: what a chunk means is asked of `chunks.Vocabulary`, once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

ODD = 1
"""The document has something that reaches over white space: clean it first."""
INVALID = 2
"""The document is not UTF-8."""
HIDDEN = 4
"""The character cannot be seen, and cleaning takes it out after line ends were mended."""
WHITE = 8
"""The character is white space that is not ASCII."""
FULL = 1
"""The table or a list must grow before scanning goes on."""
OTHER, LETTERS, DOTTED = 0, 1, 2
"""Kinds of chunk: anything; ASCII letters; ASCII letters and a point."""
LONGEST = 64
"""Bytes of a chunk that is remembered; longer ones are listed where they stand."""
STEP = 4096
"""Bytes that are scanned between two checks for room."""
INNER = {9: 1, 10: 2, 11: 3, 12: 4, 13: 5, 32: 6}
"""White space inside a chunk (behind a hyphen at a line end) is written as a control character."""

_BYTE, _WORD = ir.IntType(8), ir.IntType(64)
_VECTOR = ir.VectorType(_BYTE, 64)
_U = np.uint64


class _Lanes:
    """Comparisons of 64 bytes with a constant, as LLVM instructions."""

    def __init__(self, builder: Any, address: Any) -> None:
        self.builder = builder
        self.bytes = builder.load(builder.inttoptr(address, _VECTOR.as_pointer()), align=1)

    def constant(self, byte: int) -> Any:
        return ir.Constant(_VECTOR, [byte] * 64)

    def within(self, first: int, last: int) -> Any:
        shifted = self.builder.sub(self.bytes, self.constant(first))
        return self.builder.icmp_unsigned("<=", shifted, self.constant(last - first))

    def any_of(self, text: bytes, *ranges: tuple[int, int]) -> Any:
        found = [self.within(byte, byte) for byte in text] + [self.within(*pair) for pair in ranges]
        mask = found[0]
        for other in found[1:]:
            mask = self.builder.or_(mask, other)
        return self.builder.bitcast(mask, _WORD)


@intrinsic
def _scan_masks(typing_context: Any, address: Any) -> Any:
    """Where 64 bytes delimit, and under which condition.

    White space; quotation marks (at an edge); marks before, and brackets behind, a delimiter; dashes, unless there is
    a risk of an address: the last word has signs of one.
    """
    signature = types.UniTuple(types.uint64, 6)(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes = _Lanes(builder, arguments[0])

        def up(mask: Any, n: int) -> Any:
            return builder.shl(mask, ir.Constant(_WORD, n))

        def down(mask: Any, n: int) -> Any:
            return builder.lshr(mask, ir.Constant(_WORD, n))

        def both(*masks: Any) -> Any:
            found = masks[0]
            for other in masks[1:]:
                found = builder.and_(found, other)
            return found

        def either(*masks: Any) -> Any:
            found = masks[0]
            for other in masks[1:]:
                found = builder.or_(found, other)
            return found

        hyphens, letters = lanes.any_of(b"-"), lanes.any_of(b"", (65, 90), (97, 122))
        long_dash = both(lanes.any_of(b"\xe2"), down(lanes.any_of(b"\x80"), 1), down(lanes.any_of(b"\x94"), 2))
        two_hyphens = both(hyphens, down(hyphens, 1), up(letters, 1), down(letters, 2))
        dashes = either(long_dash, up(long_dash, 1), up(long_dash, 2), two_hyphens, up(two_hyphens, 1))
        slashes, ws = lanes.any_of(b"/"), lanes.any_of(b"wW")
        risk = either(
            lanes.any_of(b"@"),
            both(either(slashes, lanes.any_of(b":")), down(slashes, 1)),
            both(ws, down(ws, 1)),
        )
        masks = [
            lanes.any_of(b" ", (9, 13)),
            lanes.any_of(b'"'),
            lanes.any_of(b",;:!?"),
            lanes.any_of(b"(["),
            dashes,
            risk,
        ]
        return context.make_tuple(builder, signature.return_type, masks)

    return signature, generate


@intrinsic
def _survey_masks(typing_context: Any, address: Any) -> Any:
    """Where 64 bytes are controls, not ASCII, line ends, and what may stand between a hyphen and a line end."""
    signature = types.UniTuple(types.uint64, 4)(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes = _Lanes(builder, arguments[0])
        controls = lanes.any_of(b"\x7f", (0, 8), (14, 31))
        masks = [
            controls,
            lanes.any_of(b"", (128, 255)),
            lanes.any_of(b"", (10, 13)),
            lanes.any_of(b"- \t", (128, 255)),
        ]
        return context.make_tuple(builder, signature.return_type, masks)

    return signature, generate


@intrinsic
def _load(typing_context: Any, address: Any) -> Any:
    """Eight bytes from any address."""
    signature = types.uint64(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(builder.inttoptr(arguments[0], _WORD.as_pointer()), align=1)

    return signature, generate


@intrinsic
def _first_bit(typing_context: Any, word: Any) -> Any:
    """Place of the lowest bit that is set."""
    signature = types.int64(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return signature, generate


@intrinsic
def _fetch(typing_context: Any, address: Any) -> Any:
    """Bring a slot near."""
    signature = types.void(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        number, pointer = ir.IntType(32), _BYTE.as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        function = builder.module.declare_intrinsic("llvm.prefetch", [pointer], kind)
        flags = [ir.Constant(number, value) for value in (1, 3, 1)]
        builder.call(function, [builder.inttoptr(arguments[0], pointer), *flags])
        return context.get_dummy_value()

    return signature, generate


@njit(cache=True, nogil=True, inline="always")
def _is_hyphen_end(text, first, last):
    """Whether the character that ends at `last` may divide a word: - U+2010 U+00AD U+00AC."""
    byte = text[last]
    if byte == 0x2D:
        return True
    if last - 1 >= first and text[last - 1] == 0xC2 and (byte == 0xAD or byte == 0xAC):
        return True
    return last - 2 >= first and byte == 0x90 and text[last - 1] == 0x80 and text[last - 2] == 0xE2


@njit(cache=True, nogil=True)
def _character(text, i, stop):
    """Length and flags of the character of several bytes at `i`."""
    lead = text[i]
    if lead < 0x80:
        return 1, 0
    length = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    if lead < 0xC2 or lead > 0xF4 or i + length > stop:
        return 1, INVALID
    b1 = text[i + 1]
    b2 = text[i + 2] if length > 2 else np.uint8(0x80)
    b3 = text[i + 3] if length > 3 else np.uint8(0x80)
    if b1 & 0xC0 != 0x80 or b2 & 0xC0 != 0x80 or b3 & 0xC0 != 0x80:
        return 1, INVALID
    if (
        (lead == 0xE0 and b1 < 0xA0)
        or (lead == 0xED and b1 > 0x9F)
        or (lead == 0xF0 and b1 < 0x90)
        or (lead == 0xF4 and b1 > 0x8F)
    ):
        return 1, INVALID
    hidden, white = False, False
    if lead == 0xC2:
        if b1 < 0xA0:  # C1 controls, among them U+0085
            return 2, ODD
        hidden = b1 == 0xAD
        white = b1 == 0xA0
    elif lead == 0xE2:
        if b1 == 0x80:
            if b2 == 0xA8 or b2 == 0xA9:  # U+2028, U+2029
                return 3, ODD
            hidden = 0x8B <= b2 <= 0x8F or 0xAA <= b2 <= 0xAE
            white = b2 <= 0x8A or b2 == 0xAF
        elif b1 == 0x81:
            hidden = 0xA0 <= b2 <= 0xAF
            white = b2 == 0x9F
    elif lead == 0xE3:
        white = b1 == 0x80 and b2 == 0x80
    elif lead == 0xEF:
        hidden = (b1 == 0xBB and b2 == 0xBF) or (b1 == 0xBF and 0xB9 <= b2 <= 0xBB)
    elif lead == 0xCD:
        hidden = b1 == 0x8F
    elif lead == 0xD8:
        hidden = b1 == 0x9C
    elif lead == 0xE1:
        hidden = b1 == 0xA0 and b2 == 0x8E
        white = b1 == 0x9A and b2 == 0x80
    elif lead == 0xF3:
        hidden = b1 == 0xA0
    return length, HIDDEN if hidden else WHITE if white else 0


@njit(cache=True, nogil=True)
def survey(text, first, stop):
    """Look through a document before it is scanned; close the gap behind each hyphen at a line end.

    `first` is a multiple of 64, and blanks follow `stop` up to the next one. Returns ODD and INVALID as bits.
    """
    address = _U(text.ctypes.data)
    flags = 0
    carry = _U(0)
    following = first
    closed = first
    for block in range(first, stop, 64):
        controls, high, ends, before = _survey_masks(address + _U(block))
        if closed > block:
            controls &= ~_U(0) << _U(closed - block) if closed - block < 64 else _U(0)
        if controls != _U(0):
            flags |= ODD
        while high != _U(0):
            i = block + _first_bit(high)
            high &= high - _U(1)
            if i >= following:
                length, flag = _character(text, i, stop)
                following = i + length
                if flag & HIDDEN:
                    left = i - 1
                    while left > first and (text[left] <= 6 or text[left] == 32 or 9 <= text[left] <= 13):
                        left -= 1
                    if left >= first and _is_hyphen_end(text, first, left):
                        flag = ODD
                flags |= flag
        if flags & INVALID:
            return INVALID
        ends &= (before << _U(1)) | carry
        carry = before >> _U(63)
        while ends != _U(0):
            i = block + _first_bit(ends)
            ends &= ends - _U(1)
            left = i - 1
            while left > first and (text[left] == 32 or text[left] == 9):
                left -= 1
            if left >= first and _is_hyphen_end(text, first, left):
                i = left + 1
                while i < stop:
                    if text[i] == 32 or 9 <= text[i] <= 13:
                        text[i] = 6 if text[i] == 32 else text[i] - 8
                        i += 1
                    else:
                        length, flag = _character(text, i, stop)
                        if flag != HIDDEN and flag != WHITE:
                            break
                        i += length
                closed = i
    return flags & (ODD | INVALID)


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
    low, high = _load(address + _U(begin)), _load(address + _U(begin + 8))
    if length <= 16:
        low_mask, high_mask = _under(length)
        return low & low_mask, high & high_mask
    for k in range(begin + 16, begin + length - 8, 8):
        word = _load(address + _U(k))
        low = (low ^ (low >> _U(31))) * _U(0x9FB21C651E98DF25) + word
        high = (high ^ (high >> _U(33))) * _U(0xD6E8FEB86659FD93) ^ word
    word = _load(address + _U(begin + length - 8))
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
        white, quotes, before, behind, dashes, risk = _scan_masks(address + _U(position))
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
                new_white, new_quotes, new_before, new_behind, new_dashes, new_risk = _scan_masks(
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
                starts[n_starts] = position + _first_bit(begun)
                n_starts += 1
                begun &= begun - one
            while ended != _U(0):
                ends[n_ends] = position + _first_bit(ended)
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
                low, high = _load(address + _U(begin)), _load(address + _U(begin + 8))
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
            _fetch(table + _U(slot * 32))
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
def rehash(old, bits):
    """The same table with 2**bits slots; nothing may be touched."""
    slots = np.zeros(4 << bits, dtype=np.uint64)
    shift = _U(64 - bits)
    last_slot = (1 << bits) - 1
    for place in range(0, len(old), 4):
        if old[place + 2] != _U(0):
            slot = np.int64(_hash(old[place], old[place + 1]) >> shift)
            while slots[slot * 4 + 2] != _U(0):
                slot = (slot + 1) & last_slot
            for k in range(3):
                slots[slot * 4 + k] = old[place + k]
    return slots


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
def arrange(order, parts, bounds, indices, data, rank, sums, words, groups, out_indptr, out_indices, out_data):
    """Add up csr matrices that lie one behind the other: rows in `order`, columns sorted by `rank`.

    `bounds` is parts × rows: where each row begins in its part, which begins at `parts`. `sums`, `words` (a bit a column)
    and `groups` (a bit a word) are all zero, and are so again at the end.
    """
    filled = 0
    one = _U(1)
    for place in range(len(order)):
        row = order[place]
        for part in range(len(parts)):
            for i in range(parts[part] + bounds[part, row], parts[part] + bounds[part, row + 1]):
                at = rank[indices[i]]
                sums[at] += data[i]
                words[at >> 6] |= one << _U(at & 63)
                groups[at >> 12] |= one << _U((at >> 6) & 63)
        for group in range(len(groups)):
            some = groups[group]
            groups[group] = _U(0)
            while some != _U(0):
                word = group * 64 + _first_bit(some)
                some &= some - one
                bits = words[word]
                words[word] = _U(0)
                while bits != _U(0):
                    at = word * 64 + _first_bit(bits)
                    bits &= bits - one
                    out_indices[filled] = at
                    out_data[filled] = sums[at]
                    sums[at] = 0
                    filled += 1
        out_indptr[place + 1] = filled
    return filled
