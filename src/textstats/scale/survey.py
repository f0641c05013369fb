# mypy: disable-error-code="no-untyped-def,no-untyped-call,misc,call-arg,var-annotated,untyped-decorator,no-any-return,import-untyped,assignment"
"""A look through a document before it is scanned: whether it is UTF-8, and what in it reaches over white space."""

from __future__ import annotations

import numpy as np
from numba import njit

from textstats.scale.vectors import first_bit, survey_masks

ODD = 1
"""The document has something that reaches over white space: clean it first."""
INVALID = 2
"""The document is not UTF-8."""
HIDDEN = 4
"""The character cannot be seen, and cleaning takes it out after line ends were mended."""
WHITE = 8
"""The character is white space that is not ASCII."""
INNER = {9: 1, 10: 2, 11: 3, 12: 4, 13: 5, 32: 6}
"""White space inside a chunk (behind a hyphen at a line end) is written as a control character."""

_U = np.uint64


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
        controls, high, ends, before = survey_masks(address + _U(block))
        if closed > block:
            controls &= ~_U(0) << _U(closed - block) if closed - block < 64 else _U(0)
        if controls != _U(0):
            flags |= ODD
        while high != _U(0):
            i = block + first_bit(high)
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
            i = block + first_bit(ends)
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
