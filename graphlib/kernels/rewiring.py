"""Wiring a network anew with every actor's number of ties kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.kernels.draws import draw

__all__ = ["rewire", "tie_table"]

Ends = npt.NDArray[np.int32]
Keys = npt.NDArray[np.int64]

_EMPTY = np.int64(-1)


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def tie_table(ends: Ends) -> Keys:
    """Make the hash table in which `rewire` looks up whether two actors are joined."""
    size = 1
    while size < 4 * len(ends):
        size *= 2
    table = np.full(max(size, 4), _EMPTY, np.int64)
    for row in range(len(ends)):
        _put(table, _key(ends[row, 0], ends[row, 1]))
    return table


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def rewire(ends: Ends, table: Keys, swaps: int, state: int) -> int:
    """Try ``swaps`` exchanges of ends between two ties, in place; give the next random state.

    An exchange that would join an actor to itself or join a pair twice is left out and counts
    as tried, which keeps every network with these degrees equally likely.
    """
    word = np.uint64(state)
    for _ in range(swaps):
        word, first = draw(word, len(ends))
        word, second = draw(word, 2 * len(ends))
        side, second = second & 1, second >> 1
        a, b = ends[first, 0], ends[first, 1]
        c, d = ends[second, side], ends[second, 1 - side]
        if a in (c, d) or b in (c, d) or _has(table, _key(a, d)) or _has(table, _key(c, b)):
            continue
        _drop(table, _key(a, b))
        _drop(table, _key(c, d))
        _put(table, _key(a, d))
        _put(table, _key(c, b))
        ends[first, 1] = d
        ends[second, 0], ends[second, 1] = c, b
    return int(np.int64(word))


@njit(cache=True, nogil=True, inline="always")  # type: ignore[misc, unused-ignore]
def _key(first: int, second: int) -> int:
    """Give a pair of actors one number, whatever their order."""
    return (int(min(first, second)) << 32) | int(max(first, second))


@njit(cache=True, nogil=True, inline="always")  # type: ignore[misc, unused-ignore]
def _slot(key: int, mask: int) -> int:
    """Give the place where a key belongs."""
    mixed = np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)
    return int(mixed >> np.uint64(36)) & mask


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def _has(table: Keys, key: int) -> bool:
    """Tell whether a key is in the table."""
    mask = len(table) - 1
    place = _slot(key, mask)
    while table[place] != _EMPTY:
        if table[place] == key:
            return True
        place = (place + 1) & mask
    return False


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def _put(table: Keys, key: int) -> None:
    """Add a key that is not there."""
    mask = len(table) - 1
    place = _slot(key, mask)
    while table[place] != _EMPTY:
        place = (place + 1) & mask
    table[place] = key


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def _drop(table: Keys, key: int) -> None:
    """Take a key out and move up those that had to stand behind it."""
    mask = len(table) - 1
    hole = _slot(key, mask)
    while table[hole] != key:
        hole = (hole + 1) & mask
    place = (hole + 1) & mask
    while table[place] != _EMPTY:
        home = _slot(table[place], mask)
        if ((place - home) & mask) >= ((place - hole) & mask):
            table[hole] = table[place]
            hole = place
        place = (place + 1) & mask
    table[hole] = _EMPTY
