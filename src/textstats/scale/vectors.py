# mypy: disable-error-code="no-untyped-def,no-untyped-call,misc,call-arg,var-annotated,untyped-decorator,no-any-return,import-untyped,assignment"
"""Sixty-four bytes at once: comparisons as LLVM vector instructions, results as masks of 64 bits.

numba compiles them for whatever the machine has: AVX-512, AVX2 or NEON.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

_BYTE, _WORD = ir.IntType(8), ir.IntType(64)
_VECTOR = ir.VectorType(_BYTE, 64)


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
def scan_masks(typing_context: Any, address: Any) -> Any:
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
def survey_masks(typing_context: Any, address: Any) -> Any:
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
def load(typing_context: Any, address: Any) -> Any:
    """Eight bytes from any address."""
    signature = types.uint64(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(builder.inttoptr(arguments[0], _WORD.as_pointer()), align=1)

    return signature, generate


@intrinsic
def load32(typing_context: Any, address: Any) -> Any:
    """Four bytes from any address, as a number with a sign."""
    signature = types.int64(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        number = builder.load(builder.inttoptr(arguments[0], ir.IntType(32).as_pointer()), align=1)
        return builder.sext(number, _WORD)

    return signature, generate


@intrinsic
def first_bit(typing_context: Any, word: Any) -> Any:
    """Place of the lowest bit that is set."""
    signature = types.int64(types.uint64)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return signature, generate


@intrinsic
def fetch(typing_context: Any, address: Any) -> Any:
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
