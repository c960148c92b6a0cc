"""Counting ties by group, as the groups stand and as chance deals them out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.kernels.draws import draw

__all__ = ["count_shuffled", "group_counts", "inside_ties", "mixing_counts"]

Ints = npt.NDArray[np.int64]
Ends = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int32]


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def inside_ties(ends: Ends, codes: Codes, groups: int) -> Ints:
    """Count the ties with both ends in each group."""
    inside = np.zeros(groups, np.int64)
    for row in range(len(ends)):
        code = codes[ends[row, 0]]
        # Adding the comparison itself spares a branch that no processor can foresee.
        inside[code] += code == codes[ends[row, 1]]
    return inside


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def group_counts(edges: Ends, codes: Codes, groups: int) -> tuple[Ints, Ints]:
    """Count each group's inside ties, and its tie ends, over ties between known groups (not -1)."""
    inside, ends = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    for row in range(len(edges)):
        first, second = codes[edges[row, 0]], codes[edges[row, 1]]
        if first < 0 or second < 0:
            continue
        ends[first] += 1
        ends[second] += 1
        inside[first] += first == second
    return inside, ends


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def mixing_counts(ends: Ends, codes: Codes, groups: int) -> Ints:
    """Count the ties of each pair of groups, the smaller code first."""
    counts = np.zeros((groups, groups), np.int64)
    for row in range(len(ends)):
        first, second = codes[ends[row, 0]], codes[ends[row, 1]]
        counts[min(first, second), max(first, second)] += 1
    return counts


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def count_shuffled(
    ends: Ends, codes: Codes, degree: Ints, states: Ints, inside: Ints, touching: Ints
) -> None:
    """Deal the groups out anew once for each state; count each group's ties inside, and all that touch it.

    ``inside`` and ``touching`` have a row a state and a column a group, and hold zeros before. Every
    deal has a state of its own, so that the counts do not depend on who counts which rows.
    """
    dealt = codes.copy()
    for row in range(len(states)):
        word = np.uint64(states[row])
        dealt[:] = codes
        for last in range(len(dealt) - 1, 0, -1):
            word, other = draw(word, last + 1)
            dealt[last], dealt[other] = dealt[other], dealt[last]
        for actor in range(len(dealt)):
            touching[row, dealt[actor]] += degree[actor]
        for tie in range(len(ends)):
            code = dealt[ends[tie, 0]]
            inside[row, code] += code == dealt[ends[tie, 1]]
        touching[row] -= inside[row]
