"""Random whole numbers inside compiled code."""

from __future__ import annotations

import numpy as np
from numba import njit

__all__ = ["draw"]


@njit(cache=True, nogil=True, inline="always")  # type: ignore[misc, unused-ignore]
def draw(word: np.uint64, below: int) -> tuple[np.uint64, int]:
    """Draw a whole number below ``below``, and give the next state (splitmix64)."""
    word += np.uint64(0x9E3779B97F4A7C15)
    z = word
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return word, int((z >> np.uint64(32)) * np.uint64(below) >> np.uint64(32))
