"""Shortest paths where ties have lengths: nearness, and shares of paths, source by source.

Dijkstra's search with a heap of four children a parent, whose keys lie beside the actors so that
comparing them asks no other array. Paths whose lengths differ by less than rounding can explain
are equally short: a tie leads to an actor on a shortest path when its own end was settled before
and its length adds up to the least length found, within one part in ten thousand million.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["length_rows", "length_shares", "length_tally"]

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]

_EQUAL = 1.0 + 1e-10
_UNSEEN, _SETTLED = -1, -2


@njit(cache=True, nogil=True)
def _rise(keys: Floats, held: Places, place: Places, hole: int, key: float, actor: int) -> None:
    """Put an actor into the heap at ``hole`` or above it."""
    while hole > 0:
        above = (hole - 1) >> 2
        if keys[above] <= key:
            break
        keys[hole] = keys[above]
        held[hole] = held[above]
        place[held[hole]] = hole
        hole = above
    keys[hole] = key
    held[hole] = actor
    place[actor] = hole


@njit(cache=True, nogil=True)
def _drop_first(keys: Floats, held: Places, place: Places, size: int) -> None:
    """Take the first of ``size`` actors out of the heap."""
    size -= 1
    key, actor = keys[size], held[size]
    hole = 0
    child = 1
    while child < size:
        least = child
        for other in range(child + 1, min(child + 4, size)):
            if keys[other] < keys[least]:
                least = other
        if keys[least] >= key:
            break
        keys[hole] = keys[least]
        held[hole] = held[least]
        place[held[hole]] = hole
        hole = least
        child = 4 * hole + 1
    keys[hole] = key
    held[hole] = actor
    place[actor] = hole


@njit(cache=True, nogil=True)
def _settle_all(
    indptr: Ints,
    indices: Places,
    lengths: Floats,
    source: int,
    far: Floats,
    order: Places,
    keys: Floats,
    held: Places,
    place: Places,
) -> int:
    """Find the length of the way from the source to all it reaches, nearest first; give their number.

    ``far`` is infinite and ``place`` unseen wherever the search has not been.
    """
    far[source] = 0.0
    size, settled = 1, 0
    _rise(keys, held, place, 0, 0.0, source)
    while size > 0:
        actor = held[0]
        _drop_first(keys, held, place, size)
        size -= 1
        place[actor] = _SETTLED
        order[settled] = actor
        settled += 1
        for entry in range(indptr[actor], indptr[actor + 1]):
            other = indices[entry]
            length = far[actor] + lengths[entry]
            if length < far[other]:
                far[other] = length
                if place[other] == _UNSEEN:
                    place[other] = size
                    size += 1
                _rise(keys, held, place, place[other], length, other)
    return settled


@njit(cache=True, nogil=True)
def _forget(order: Places, settled: int, far: Floats, place: Places) -> None:
    """Make the arrays of a search ready for the next one."""
    for rank in range(settled):
        far[order[rank]] = np.inf
        place[order[rank]] = _UNSEEN


@njit(cache=True, nogil=True)
def length_rows(indptr: Ints, indices: Places, lengths: Floats, sources: Ints, rows: Floats) -> None:
    """Write the lengths of the ways from each source into its row of ``rows``; infinite where none is."""
    count = len(indptr) - 1
    order, held = np.empty(count, np.int32), np.empty(count, np.int32)
    place, keys = np.full(count, _UNSEEN, np.int32), np.empty(count)
    for row in range(len(sources)):
        rows[row] = np.inf
        settled = _settle_all(indptr, indices, lengths, sources[row], rows[row], order, keys, held, place)
        place[order[:settled]] = _UNSEEN


@njit(cache=True, nogil=True)
def length_tally(
    indptr: Ints, indices: Places, lengths: Floats, sources: Ints, nearness: Floats
) -> tuple[int, float]:
    """Count the actors that the sources reach and add up the lengths of the ways to them.

    ``nearness`` takes, for each actor, the sum of the inverse lengths of its ways from all
    sources. Negative sources are passed over.
    """
    count = len(indptr) - 1
    order, held = np.empty(count, np.int32), np.empty(count, np.int32)
    place, keys = np.full(count, _UNSEEN, np.int32), np.empty(count)
    far = np.full(count, np.inf)
    reached, total = 0, 0.0
    for source in sources:
        if source >= 0:
            settled = _settle_all(indptr, indices, lengths, source, far, order, keys, held, place)
            for rank in range(1, settled):
                nearness[order[rank]] += 1.0 / far[order[rank]]
                total += far[order[rank]]
            reached += settled - 1
            _forget(order, settled, far, place)
    return reached, total


@njit(cache=True, nogil=True)
def _settle_with_ways(
    indptr: Ints,
    indices: Places,
    lengths: Floats,
    source: int,
    far: Floats,
    order: Places,
    keys: Floats,
    held: Places,
    place: Places,
    last: Places,
    before: Places,
) -> int:
    """Search as `_settle_all` does, and list for each actor the ties that the shortest ways come by.

    ``last[actor]`` is the entry that was found last and ``before[entry]`` the one before it, -1
    at the end. A few entries may prove too long in the end.
    """
    far[source] = 0.0
    last[source] = -1
    size, settled = 1, 0
    _rise(keys, held, place, 0, 0.0, source)
    while size > 0:
        actor = held[0]
        _drop_first(keys, held, place, size)
        size -= 1
        place[actor] = _SETTLED
        order[settled] = actor
        settled += 1
        for entry in range(indptr[actor], indptr[actor + 1]):
            other = indices[entry]
            length = far[actor] + lengths[entry]
            known = far[other]
            if length > known * _EQUAL or place[other] == _SETTLED:
                continue
            before[entry] = -1 if known > length * _EQUAL else last[other]
            last[other] = entry
            if length < known:
                far[other] = length
                if place[other] == _UNSEEN:
                    place[other] = size
                    size += 1
                _rise(keys, held, place, place[other], length, other)
    return settled


@njit(cache=True, nogil=True)
def _count_ways(
    tails: Places,
    lengths: Floats,
    order: Places,
    settled: int,
    far: Floats,
    last: Places,
    before: Places,
    paths: Floats,
) -> None:
    """Count the shortest ways to each actor, and strike the entries that proved too long."""
    paths[order[0]] = 1.0
    for rank in range(1, settled):
        actor = order[rank]
        longest = far[actor] * _EQUAL
        total, kept, entry = 0.0, -1, last[actor]
        while entry >= 0:
            following = before[entry]
            if far[tails[entry]] + lengths[entry] <= longest:
                total += paths[tails[entry]]
                before[entry] = kept
                kept = entry
            entry = following
        last[actor] = kept
        paths[actor] = total


@njit(cache=True, nogil=True)
def _hand_back(
    tails: Places,
    order: Places,
    settled: int,
    last: Places,
    before: Places,
    paths: Floats,
    depends: Floats,
    actors: Floats,
    entries: Floats,
) -> None:
    """Add what depends on each actor and on each of its ties, the farthest actor first."""
    for rank in range(settled - 1, 0, -1):
        actor = order[rank]
        share = (1.0 + depends[actor]) / paths[actor]
        entry = last[actor]
        while entry >= 0:
            part = paths[tails[entry]] * share
            depends[tails[entry]] += part
            entries[entry] += part
            entry = before[entry]
        actors[actor] += depends[actor]
        depends[actor] = 0.0
    depends[order[0]] = 0.0


@njit(cache=True, nogil=True)
def length_shares(
    indptr: Ints,
    indices: Places,
    tails: Places,
    lengths: Floats,
    sources: Ints,
    actors: Floats,
    entries: Floats,
) -> None:
    """Add the shares of all shortest ways from ``sources`` that pass each actor and each tie.

    ``tails`` and ``lengths`` tell for each entry of ``indices`` where it starts and how long it
    is; ``entries`` takes its share. Negative sources are passed over.
    """
    count = len(indptr) - 1
    order, held = np.empty(count, np.int32), np.empty(count, np.int32)
    place, keys = np.full(count, _UNSEEN, np.int32), np.empty(count)
    far = np.full(count, np.inf)
    last, before = np.empty(count, np.int32), np.empty(len(indices), np.int32)
    paths, depends = np.empty(count), np.zeros(count)
    for source in sources:
        if source >= 0:
            settled = _settle_with_ways(
                indptr, indices, lengths, source, far, order, keys, held, place, last, before
            )
            _count_ways(tails, lengths, order, settled, far, last, before, paths)
            _hand_back(tails, order, settled, last, before, paths, depends, actors, entries)
            _forget(order, settled, far, place)
