"""Breadth-first search from 64 sources at once.

Each actor holds one 64-bit word, a bit for each source. A level passes the words along the ties,
so that 64 searches cost little more than one [1]_.

References
----------
.. [1] Then, M. et al. (2014). The more the merrier: efficient multi-source graph traversal.
   Proceedings of the VLDB Endowment 8(4), 449-460.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.kernels.bits import ones, trailing_zeros

__all__ = ["FARTHEST", "WIDTH", "distance_rows", "distance_tally"]

WIDTH = 64
"""Sources in a batch."""

FARTHEST = 254
"""Largest distance told apart; anything farther counts as this far."""

Words: TypeAlias = npt.NDArray[np.uint64]


@njit(cache=True, nogil=True)
def _start(batch: npt.NDArray[np.int64], seen: Words, current: Words) -> np.uint64:
    """Put each source's bit on its own actor; give the word with all their bits."""
    seen[:] = np.uint64(0)
    full = np.uint64(0)
    for place in range(len(batch)):
        if batch[place] >= 0:
            bit = np.uint64(1) << np.uint64(place)
            seen[batch[place]] |= bit
            full |= bit
    current[:] = seen
    return full


@njit(cache=True, nogil=True)
def _advance(
    indptr: npt.NDArray[np.int64],
    indices: npt.NDArray[np.int32],
    full: np.uint64,
    seen: Words,
    current: Words,
    reached: Words,
) -> bool:
    """Go one tie further: ``reached`` takes the sources that arrive at each actor for the first time."""
    moved = False
    for actor in range(len(seen)):
        before = seen[actor]
        word = np.uint64(0)
        if before != full:
            missing = full & ~before
            for entry in range(indptr[actor], indptr[actor + 1]):
                word |= current[indices[entry]] & missing
                if word == missing:
                    break
        reached[actor] = word
        if word != np.uint64(0):
            moved = True
    for actor in range(len(seen)):
        seen[actor] |= reached[actor]
    return moved


@njit(cache=True, nogil=True)
def distance_rows(
    indptr: npt.NDArray[np.int64],
    indices: npt.NDArray[np.int32],
    batches: npt.NDArray[np.int64],
    rows: npt.NDArray[np.uint8],
) -> None:
    """Write the distances from source ``WIDTH * i + j``, ``batches[i, j]``, into that row of ``rows``."""
    actors = len(indptr) - 1
    seen = np.empty(actors, np.uint64)
    current = np.empty(actors, np.uint64)
    reached = np.empty(actors, np.uint64)
    for number in range(len(batches)):
        full = _start(batches[number], seen, current)
        for place in range(WIDTH):
            if batches[number, place] >= 0:
                rows[number * WIDTH + place, batches[number, place]] = 0
        distance = 1
        while _advance(indptr, indices, full, seen, current, reached):
            for actor in range(actors):
                word = reached[actor]
                while word != np.uint64(0):
                    rows[number * WIDTH + np.int64(trailing_zeros(word)), actor] = distance
                    word &= word - np.uint64(1)
            current, reached = reached, current
            distance = min(distance + 1, FARTHEST)


@njit(cache=True, nogil=True)
def _strangers(batch: npt.NDArray[np.int64], codes: npt.NDArray[np.int32], masks: Words) -> None:
    """Set ``masks[g]`` to the sources of a known group other than ``g``; the last is of no group."""
    masks[:] = np.uint64(0)
    unknown = len(masks) - 1
    for place in range(len(batch)):
        if batch[place] >= 0 and codes[batch[place]] != unknown:
            bit = np.uint64(1) << np.uint64(place)
            for group in range(unknown):
                if group != codes[batch[place]]:
                    masks[group] |= bit


@njit(cache=True, nogil=True)
def distance_tally(
    indptr: npt.NDArray[np.int64],
    indices: npt.NDArray[np.int32],
    batches: npt.NDArray[np.int64],
    codes: npt.NDArray[np.int32],
    groups: int,
    inverse: npt.NDArray[np.int64],
    histogram: npt.NDArray[np.int64],
    across: npt.NDArray[np.int64],
    nearness: npt.NDArray[np.int64],
) -> None:
    """Count, for each batch, the pairs at each distance, all and those across groups.

    ``codes`` holds ``groups`` where the group is unknown. ``nearness`` takes, for each actor,
    the sum of ``inverse`` of its distances to all sources.
    """
    actors = len(indptr) - 1
    seen = np.empty(actors, np.uint64)
    current = np.empty(actors, np.uint64)
    reached = np.empty(actors, np.uint64)
    masks = np.empty(groups + 1, np.uint64)
    for number in range(len(batches)):
        full = _start(batches[number], seen, current)
        _strangers(batches[number], codes, masks)
        distance = 1
        while _advance(indptr, indices, full, seen, current, reached):
            for actor in range(actors):
                word = reached[actor]
                if word != np.uint64(0):
                    arrived = np.int64(ones(word))
                    histogram[number, distance] += arrived
                    nearness[actor] += arrived * inverse[distance]
                    across[number, distance] += np.int64(ones(word & masks[codes[actor]]))
            current, reached = reached, current
            distance = min(distance + 1, FARTHEST)
