"""Listing every actor's neighbours, and the parts that they join."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["neighbours", "parts"]

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]


@njit(cache=True, nogil=True)
def neighbours(actors: int, edges: Places) -> tuple[Ints, Places, Places]:
    """List the neighbours of each actor, ascending, and the rows of ``edges`` that join them.

    ``edges`` has shape (ties, 2), the smaller end first, sorted.
    """
    start = np.zeros(actors + 1, np.int64)
    for row in range(len(edges)):
        start[edges[row, 0] + 1] += 1
        start[edges[row, 1] + 1] += 1
    for actor in range(actors):
        start[actor + 1] += start[actor]
    free = start[:-1].copy()
    others = np.empty(2 * len(edges), np.int32)
    ties = np.empty(2 * len(edges), np.int32)
    # All neighbours before an actor come from ties that it ends, all after it from those it begins.
    for end in (1, 0):
        for row in range(len(edges)):
            actor = edges[row, end]
            place = free[actor]
            others[place], ties[place] = edges[row, 1 - end], row
            free[actor] = place + 1
    return start, others, ties


@njit(cache=True, nogil=True)
def parts(indptr: Ints, indices: Places) -> tuple[Ints, Ints]:
    """Give each actor its part, numbered by the part's first actor, and the sizes of the parts."""
    count = len(indptr) - 1
    label = np.full(count, -1, np.int64)
    waiting = np.empty(count, np.int64)
    sizes = np.zeros(count, np.int64)
    found = 0
    for first in range(count):
        if label[first] >= 0:
            continue
        label[first] = found
        waiting[0], done, known = first, 0, 1
        while done < known:
            actor = waiting[done]
            done += 1
            for entry in range(indptr[actor], indptr[actor + 1]):
                other = indices[entry]
                if label[other] < 0:
                    label[other] = found
                    waiting[known] = other
                    known += 1
        sizes[found] = known
        found += 1
    return label, sizes[:found]
