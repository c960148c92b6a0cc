"""Shares of shortest paths that pass each actor and each tie, source by source.

Brandes' two passes, arranged in whole levels: a value is shown to the neighbours only when its
level is complete, so that sums need not ask how far each neighbour is. Branches that cannot be
foreseen cost several times more than the additions that they would save.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["path_shares"]

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]


@njit(cache=True, nogil=True)
def _sum_shown(indices: Places, start: int, stop: int, shown: Floats) -> float:
    """Add up what the neighbours show, in four strands that do not wait for one another."""
    first = second = third = fourth = 0.0
    entry = start
    while entry + 3 < stop:
        first += shown[indices[entry]]
        second += shown[indices[entry + 1]]
        third += shown[indices[entry + 2]]
        fourth += shown[indices[entry + 3]]
        entry += 4
    while entry < stop:
        first += shown[indices[entry]]
        entry += 1
    return (first + second) + (third + fourth)


@njit(cache=True, nogil=True)
def _find_next(
    indptr: Ints, indices: Places, order: Places, seen: npt.NDArray[np.uint8], start: int, stop: int
) -> int:
    """Append the unseen neighbours of ``order[start:stop]`` to ``order``; give its new end."""
    end = stop
    for place in range(start, stop):
        actor = order[place]
        for entry in range(indptr[actor], indptr[actor + 1]):
            other = indices[entry]
            order[end] = other
            end += 1 - seen[other]
            seen[other] = 1
    return end


@njit(cache=True, nogil=True)
def _count_paths(
    indptr: Ints,
    indices: Places,
    back: Ints,
    before: Places,
    component: int,
    order: Places,
    seen: npt.NDArray[np.uint8],
    levels: Ints,
    paths: Floats,
    shown: Floats,
) -> int:
    """Count the shortest paths from ``order[0]`` to all it reaches; give the number of levels.

    It looks no further once it has found ``component`` actors.
    """
    start, stop, level = 0, 1, 0
    levels[0], levels[1] = 0, 1
    seen[order[0]] = 1
    paths[order[0]] = shown[order[0]] = 1.0
    while stop < component:
        end = _find_next(indptr, indices, order, seen, start, stop)
        if end == stop:
            break
        for place in range(stop, end):
            actor = order[place]
            paths[actor] = _sum_shown(before, back[actor], back[actor + 1], shown)
        shown[order[start:stop]] = 0.0
        for place in range(stop, end):
            shown[order[place]] = paths[order[place]]
        start, stop, level = stop, end, level + 1
        levels[level + 1] = end
    shown[order[start:stop]] = 0.0
    return level + 1


@njit(cache=True, nogil=True)
def _pass_back(
    indptr: Ints,
    indices: Places,
    order: Places,
    levels: Ints,
    depth: int,
    paths: Floats,
    shown: Floats,
    actors: Floats,
    entries: Floats,
) -> None:
    """Add what depends on each actor and on each of its ties, the farthest level first.

    ``shown`` takes one plus what depends on an actor, over its number of paths.
    """
    for level in range(depth - 1, -1, -1):
        for place in range(levels[level], levels[level + 1]):
            actor = order[place]
            total = _sum_shown(indices, indptr[actor], indptr[actor + 1], shown)
            if total > 0.0:
                for entry in range(indptr[actor], indptr[actor + 1]):
                    entries[entry] += paths[actor] * shown[indices[entry]]
            if level > 0:
                actors[actor] += paths[actor] * total
            # The actors of this level still have to look past each other: kept aside until all have.
            paths[actor] = 1.0 / paths[actor] + total
        if level + 1 < depth:
            shown[order[levels[level + 1] : levels[level + 2]]] = 0.0
        for place in range(levels[level], levels[level + 1]):
            shown[order[place]] = paths[order[place]]
    shown[order[0]] = 0.0


@njit(cache=True, nogil=True)
def path_shares(
    indptr: Ints,
    indices: Places,
    back: Ints,
    before: Places,
    sources: Ints,
    components: Ints,
    actors: Floats,
    entries: Floats,
) -> None:
    """Add the shares of all shortest paths from ``sources`` that pass each actor and each tie.

    ``back`` and ``before`` list who stands before each actor as ``indptr`` and ``indices`` list
    who stands behind: the same arrays where ties have no direction. ``components`` holds the
    most that each actor may reach, itself included. ``entries`` has one place for each entry of
    ``indices``: a tie's share is the sum of its places. Negative sources are passed over.
    """
    count = len(indptr) - 1
    seen = np.zeros(count, np.uint8)
    paths = np.zeros(count)
    shown = np.zeros(count)
    order = np.empty(count + 1, np.int32)
    levels = np.empty(count + 2, np.int64)
    for source in sources:
        if source >= 0:
            order[0] = source
            component = components[source]
            depth = _count_paths(indptr, indices, back, before, component, order, seen, levels, paths, shown)
            _pass_back(indptr, indices, order, levels, depth, paths, shown, actors, entries)
            seen[order[: levels[depth]]] = 0
