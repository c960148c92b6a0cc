"""Counting ties by group."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["inside_ties", "mixing_counts"]

Ints = npt.NDArray[np.int64]
Ends = npt.NDArray[np.int32]


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def inside_ties(ends: Ends, codes: npt.NDArray[np.int32], groups: int) -> Ints:
    """Count the ties with both ends in each group."""
    inside = np.zeros(groups, np.int64)
    for row in range(len(ends)):
        code = codes[ends[row, 0]]
        # Adding the comparison itself spares a branch that no processor can foresee.
        inside[code] += code == codes[ends[row, 1]]
    return inside


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def mixing_counts(ends: Ends, codes: npt.NDArray[np.int32], groups: int) -> Ints:
    """Count the ties of each pair of groups, the smaller code first."""
    counts = np.zeros((groups, groups), np.int64)
    for row in range(len(ends)):
        first, second = codes[ends[row, 0]], codes[ends[row, 1]]
        counts[min(first, second), max(first, second)] += 1
    return counts
