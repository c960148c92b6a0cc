"""Who is within a few ties of an actor, counted without those whom a set reaches already."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["around", "new_around", "new_around_each"]

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Marks: TypeAlias = npt.NDArray[np.bool_]


@njit(cache=True, nogil=True)
def around(indptr: Ints, indices: Places, actor: int, steps: int, seen: Marks, waiting: Ints) -> int:
    """List the actors within ``steps`` ties of one, itself first, in ``waiting``; give their number.

    ``seen`` is all false before and after.
    """
    waiting[0] = actor
    seen[actor] = True
    start, stop = 0, 1
    for _ in range(steps):
        end = stop
        for place in range(start, stop):
            for entry in range(indptr[waiting[place]], indptr[waiting[place] + 1]):
                other = indices[entry]
                if not seen[other]:
                    seen[other] = True
                    waiting[end] = other
                    end += 1
        start, stop = stop, end
    for place in range(stop):
        seen[waiting[place]] = False
    return stop


@njit(cache=True, nogil=True)
def new_around(
    indptr: Ints, indices: Places, actor: int, steps: int, reached: Marks, seen: Marks, waiting: Ints
) -> int:
    """Count the actors within ``steps`` ties of one that are not reached yet, itself included."""
    count = 0
    for place in range(around(indptr, indices, actor, steps, seen, waiting)):
        count += not reached[waiting[place]]
    return count


@njit(cache=True, nogil=True)
def new_around_each(indptr: Ints, indices: Places, steps: int, reached: Marks, counts: Ints) -> None:
    """Count for every actor in turn, into ``counts``."""
    seen = np.zeros(len(counts), np.bool_)
    waiting = np.empty(len(counts), np.int64)
    for actor in range(len(counts)):
        counts[actor] = new_around(indptr, indices, actor, steps, reached, seen, waiting)
