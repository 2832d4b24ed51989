"""How kernels are compiled: one decorator that keeps the types of what it decorates."""

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

from numba import njit

Number: TypeAlias = Any  # within a kernel, where Numba gives numbers their types
F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compiled at its first call and kept on disk; runs beside other threads."""
    return cast(F, njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """A part of kernels that is worth no call."""
    return cast(F, njit(cache=True, nogil=True, inline="always")(function))
