"""How kernels are compiled: one decorator that keeps the types of what it decorates."""

import sys
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

Number: TypeAlias = Any  # within a kernel, where Numba gives numbers their types
LINE = 64  # bytes that come from memory at once
F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compiled at its first call and kept on disk; runs beside other threads."""
    return cast(F, njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """A part of kernels that is worth no call."""
    return cast(F, njit(cache=True, nogil=True, inline="always")(function))


def lean(function: F) -> F:
    """As `inlined`, for parts that are handed arrays: these are lent, without counting who holds them at each turn."""
    return cast(F, njit(cache=True, nogil=True, forceinline=True)(function))


def instruction(code: F) -> Any:
    """What kernels call where Numba has no word for it; `code` answers its type and how it is generated."""
    return intrinsic(code)


@instruction
def bits(_typing: Any, word: Any) -> Any:
    """How many bits of an integer are set, in one instruction where the processor has it."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return word(word), code


@instruction
def fetch(_typing: Any, table: Any, row: Any) -> Any:
    """Has a row of a table of bytes brought into the cache while something else is done; changes nothing."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(table)(context, builder, arguments[0])
        number, word, byte = ir.IntType(64), ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        prefetch = cgutils.get_or_insert_function(  # type: ignore[no-untyped-call]
            builder.module, kind, "llvm.prefetch.p0i8"
        )
        length = builder.extract_value(array.strides, 0)
        first = builder.mul(context.cast(builder, arguments[1], row, types.int64), length)
        start = builder.gep(builder.bitcast(array.data, byte), [first])
        with cgutils.for_range_slice(builder, number(0), length, number(LINE)) as (at, _count):
            builder.call(prefetch, [builder.gep(start, [at]), word(0), word(3), word(1)])
        return context.get_dummy_value()

    return types.void(table, row), code


@instruction
def trailing(_typing: Any, number: Any) -> Any:
    """How many bits stand below the lowest one that is set; there must be one."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return number(number), code


@instruction
def word(_typing: Any, data: Any, at: Any) -> Any:
    """The eight bytes of an array from `at` on as one number, the first as the lowest; the caller knows they are there."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(data)(context, builder, arguments[0])
        place = builder.gep(array.data, [context.cast(builder, arguments[1], at, types.int64)])
        found = builder.load(builder.bitcast(place, ir.IntType(64).as_pointer()), align=1)
        return found if sys.byteorder == "little" else builder.bswap(found)

    return types.uint64(data, at), code
