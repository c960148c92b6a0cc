"""What a new tie adds to the reach across groups: exactly, and as a cheap upper bound.

A tie between ``u`` and ``v`` shortens only ways between an actor of A, to which u is nearer than v
by two ties or more, and an actor of B, to which v is. Sums are whole numbers in units of
``1 / UNIT`` of `graphlib.distances`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["pair_bounds", "pair_gains", "reach_sum", "relax", "scratch", "sides"]

Bytes: TypeAlias = npt.NDArray[np.uint8]
Codes: TypeAlias = npt.NDArray[np.int32]
Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Scratch: TypeAlias = tuple[Bytes, Bytes, Ints, Ints, Ints, Ints, Ints]

_FARTHEST = 254


@njit(cache=True, nogil=True)
def _beside(to_u: Bytes, to_v: Bytes, mask: Bytes, places: Ints) -> int:
    """List the places nearer to one end than to the other by two ties or more; give their number.

    Few are: the mask is filled without a branch, eight bytes at a time passed over where empty.
    """
    for place in range(len(to_u)):
        apart = abs(np.int16(np.int16(to_u[place]) - np.int16(to_v[place])))
        mask[place] = np.uint8(apart > np.int16(1))
    words = mask.view(np.uint64)
    count = 0
    for word in range(len(words)):
        if words[word] != 0:
            for place in range(8 * word, 8 * word + 8):
                if mask[place] != 0:
                    places[count] = place
                    count += 1
    return count


@njit(cache=True, nogil=True)
def _mask(length: int) -> Bytes:
    """Make an empty mask, filled up to whole words."""
    return np.zeros(8 * ((length + 7) // 8), np.uint8)


@njit(cache=True, nogil=True)
def _side(to_near: Bytes, to_far: Bytes, codes: Codes, beside: Ints, where: Ints, distance: Ints) -> int:
    """Keep the actors of known group on one end's side; give their number."""
    count = 0
    for place in beside:
        if to_near[place] < to_far[place] and codes[place] >= 0:
            where[count] = place
            distance[count] = to_near[place]
            count += 1
    return count


@njit(cache=True, nogil=True)
def scratch(actors: int, columns: int) -> Scratch:
    """Make the working space of `sides`: two masks, places, then where and how far each side is."""
    return (
        _mask(actors),
        _mask(columns),
        np.empty(actors, np.int64),
        np.empty(actors, np.int64),
        np.empty(actors, np.int64),
        np.empty(actors, np.int64),
        np.empty(actors, np.int64),
    )


@njit(cache=True, nogil=True)
def sides(
    to_u: Bytes, to_v: Bytes, at_u: Bytes, at_v: Bytes, codes: Codes, column_codes: Codes, space: Scratch
) -> tuple[Ints, Ints, Ints, Ints]:
    """List the smaller side actor by actor and the larger from the columns, each with its distances.

    ``to_u`` and ``to_v`` are the ends' distances to all actors, ``at_u`` and ``at_v`` those to the
    column actors. The lists stand in ``space`` until the next call.
    """
    mask, column_mask, places, where, distance, small, near = space
    apart = places[: _beside(to_u, to_v, mask, places)]
    beside_u = _side(to_u, to_v, codes, apart, where, distance)
    beside_v = _side(to_v, to_u, codes, apart, small, near)
    count = beside_v
    if beside_u < beside_v:
        small[:beside_u], near[:beside_u] = where[:beside_u], distance[:beside_u]
        at_u, at_v, count = at_v, at_u, beside_u
    apart = places[: _beside(at_u, at_v, column_mask, places)]
    many = _side(at_u, at_v, column_codes, apart, where, distance)
    return small[:count], near[:count], where[:many], distance[:many]


@njit(cache=True, nogil=True)
def _shortened(
    row: Bytes, code: int, steps: int, where: Ints, distance: Ints, codes: Codes, inverse: Ints
) -> int:
    """Sum what one actor gains by the new way of ``steps`` ties to the far end."""
    gained = 0
    for place in range(len(where)):
        other = where[place]
        new = steps + distance[place]
        if new < row[other] and codes[other] != code:
            gained += inverse[new] - inverse[row[other]]
    return gained


@njit(cache=True, nogil=True)
def pair_gains(
    first: Codes,
    second: Codes,
    matrix: Bytes,
    column_codes: Codes,
    rows: Bytes,
    place: Ints,
    codes: Codes,
    inverse: Ints,
    gains: Ints,
) -> None:
    """Write the gain of each pair: the smaller side actor by actor, the larger from the columns.

    ``matrix`` holds the distances of all actors to the column actors, ``rows[place[u]]`` those of
    ``u`` to all actors. Cost O(n + |A| |B|) for each pair.
    """
    space = scratch(len(codes), len(column_codes))
    for pair in range(len(first)):
        u, v = first[pair], second[pair]
        small, near, where, distance = sides(
            rows[place[u]], rows[place[v]], matrix[u], matrix[v], codes, column_codes, space
        )
        gained = 0
        for entry in range(len(small)):
            actor = small[entry]
            gained += _shortened(
                matrix[actor], codes[actor], near[entry] + 1, where, distance, column_codes, inverse
            )
        gains[pair] = gained


@njit(cache=True, nogil=True)
def _tally(
    to_near: Bytes, to_far: Bytes, codes: Codes, beside: Ints, groups: int, each: float, counts: Floats
) -> int:
    """Count one end's side by distance and group (last column: all); give the largest distance."""
    most = 0
    for place in beside:
        near = int(to_near[place])
        if near < int(to_far[place]) and codes[place] >= 0:
            counts[near, groups] += each
            if groups > 0:
                counts[near, codes[place]] += each
            most = max(most, near)
    return most


@njit(cache=True, nogil=True)
def _crossing(near: Floats, far: Floats, groups: int) -> float:
    """Count the pairs of different groups between two rings."""
    count = float(near[groups] * far[groups])
    for group in range(groups):
        count -= float(near[group] * far[group])
    return count


@njit(cache=True, nogil=True)
def pair_bounds(
    first: Codes,
    second: Codes,
    apart: Bytes,
    matrix: Bytes,
    column_codes: Codes,
    codes: Codes,
    groups: int,
    each: float,
    inverse: Ints,
    bounds: Floats,
) -> None:
    """Write an upper bound of the gain of each pair, from the numbers of actors at each distance.

    Between an actor at x from u and one at y from v the new way has x + 1 + y ties, and the old
    one at most x + d(u, v) + y. ``each`` is the number of actors that one column stands for; where
    that is above 1 the bound is an estimate, to which the ends themselves are added. With
    ``groups`` 0 the groups of the two sides are not told apart. Cost O(columns) for each pair.
    """
    near, far = np.zeros((256, groups + 1)), np.zeros((256, groups + 1))
    mask, places = _mask(len(column_codes)), np.empty(len(column_codes), np.int64)
    for pair in range(len(first)):
        u, v = first[pair], second[pair]
        beside = places[: _beside(matrix[u], matrix[v], mask, places)]
        most_near = _tally(matrix[u], matrix[v], column_codes, beside, groups, each, near)
        most_far = _tally(matrix[v], matrix[u], column_codes, beside, groups, each, far)
        if each > 1.0:
            near[0, groups] += 1.0
            far[0, groups] += 1.0
            if groups > 0:
                near[0, codes[u]] += 1.0
                far[0, codes[v]] += 1.0
        total = 0.0
        for x in range(most_near + 1):
            for y in range(min(most_far, _FARTHEST - 1 - x) + 1):
                old = 255 if apart[pair] == 255 else min(_FARTHEST, x + y + apart[pair])
                if near[x, groups] > 0.0 and far[y, groups] > 0.0:
                    worth = inverse[x + y + 1] - inverse[old]
                    total += _crossing(near[x], far[y], groups) * worth
        near[: most_near + 1] = 0.0
        far[: most_far + 1] = 0.0
        bounds[pair] = total


@njit(cache=True, nogil=True)
def relax(
    block: Bytes, row_u: Bytes, row_v: Bytes, column_u: Bytes, column_v: Bytes
) -> tuple[npt.NDArray[np.uint32], Bytes]:
    """Shorten the distances of ``block`` by a new tie between u and v.

    ``row_u`` and ``row_v`` hold the distances of the row actors to u and to v before it;
    ``column_u`` and ``column_v`` those of the column actors. Returned are the places changed,
    counted row by row, and what stood there: enough to take the tie back.
    """
    places, olds = np.empty(1024, np.uint32), np.empty(1024, np.uint8)
    count, width = 0, block.shape[1]
    beside_u = np.flatnonzero(column_u.astype(np.int64) + 1 < column_v)
    beside_v = np.flatnonzero(column_v.astype(np.int64) + 1 < column_u)
    for row in range(len(block)):
        to_u, to_v = np.int64(row_u[row]), np.int64(row_v[row])
        if abs(to_u - to_v) < 2:
            continue
        beside, to_far = (beside_v, column_v) if to_u < to_v else (beside_u, column_u)
        steps = min(to_u, to_v) + 1
        if count + len(beside) > len(places):
            places = np.concatenate((places, np.empty(count + len(beside), np.uint32)))
            olds = np.concatenate((olds, np.empty(count + len(beside), np.uint8)))
        for column in beside:
            new = min(int(steps) + int(np.int64(to_far[column])), _FARTHEST)
            if new < block[row, column]:
                places[count], olds[count] = row * width + column, block[row, column]
                block[row, column] = new
                count += 1
    return places[:count].copy(), olds[:count].copy()


@njit(cache=True, nogil=True)
def reach_sum(matrix: Bytes, row_codes: Codes, column_codes: Codes, inverse: Ints) -> int:
    """Sum the inverse distances between rows and columns of different known groups."""
    total = 0
    for row in range(len(matrix)):
        if row_codes[row] >= 0:
            for column in range(matrix.shape[1]):
                if column_codes[column] >= 0 and column_codes[column] != row_codes[row]:
                    total += inverse[matrix[row, column]]
    return total
