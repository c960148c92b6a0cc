"""Two machine instructions on 64-bit words that numba does not offer by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numba.core import types
from numba.extending import intrinsic

__all__ = ["ones", "trailing_zeros"]


@intrinsic
def _ones(_context: Any, word: Any) -> Any:  # noqa: ANN401 - numba's own types
    """Count the bits of a uint64 that are set."""

    def emit(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), emit


@intrinsic
def _trailing_zeros(_context: Any, word: Any) -> Any:  # noqa: ANN401 - numba's own types
    """Give the position of the lowest bit that is set in a uint64 other than zero."""

    def emit(target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        return builder.cttz(arguments[0], target.get_constant(types.boolean, 0))

    return types.uint64(types.uint64), emit


ones = cast("Callable[[np.uint64], np.uint64]", _ones)
"""Number of bits of a word that are set."""

trailing_zeros = cast("Callable[[np.uint64], np.uint64]", _trailing_zeros)
"""Position of the lowest bit of a word that is set."""
