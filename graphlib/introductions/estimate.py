"""What a tie would add, estimated from sampled actors on both of its sides."""

from __future__ import annotations

import numpy as np
from numba import njit

from graphlib.introductions.gain import Bytes, Codes, Floats, Ints

__all__ = ["pair_estimates"]


@njit(cache=True, nogil=True)
def _nearer(to_near: Bytes, to_far: Bytes, codes: Codes, where: Ints, distance: Ints) -> int:
    """List the columns nearer to one end by two ties or more, but for the end itself; give their number."""
    count = 0
    for column in range(len(to_near)):
        near = np.int64(to_near[column])
        if near > 0 and near + 1 < to_far[column] and codes[column] >= 0:
            where[count], distance[count] = column, near
            count += 1
    return count


@njit(cache=True, nogil=True)
def _shortened(
    row: Bytes, code: int, steps: int, where: Ints, distance: Ints, codes: Codes, inverse: Ints
) -> float:
    """Sum what one actor gains by a new way of ``steps`` ties and more to the columns of the far side."""
    gained = 0
    for entry in range(len(where)):
        column = where[entry]
        new = steps + distance[entry]
        if new < row[column] and codes[column] != code:
            gained += inverse[new] - inverse[row[column]]
    return float(gained)


@njit(cache=True, nogil=True)
def pair_estimates(
    first: Codes,
    second: Codes,
    matrix: Bytes,
    among: Bytes,
    column_codes: Codes,
    codes: Codes,
    each: float,
    inverse: Ints,
    estimates: Floats,
) -> None:
    """Write an estimate of the gain of each pair, from columns that stand for ``each`` actors.

    ``matrix`` holds the distances of all actors to the columns, ``among`` those between columns.
    The ends are counted beside the columns, each for itself: one may be all of its side.
    Cost O(columns + |A| |B|), of these the columns alone.
    """
    columns = len(column_codes)
    near, x = np.empty(columns, np.int64), np.empty(columns, np.int64)
    far, y = np.empty(columns, np.int64), np.empty(columns, np.int64)
    for pair in range(len(first)):
        u, v = first[pair], second[pair]
        to_u, to_v = matrix[u], matrix[v]
        beside_u = _nearer(to_u, to_v, column_codes, near, x)
        beside_v = _nearer(to_v, to_u, column_codes, far, y)
        gained = 0.0
        for entry in range(beside_u):
            column = near[entry]
            gained += _shortened(
                among[column],
                column_codes[column],
                x[entry] + 1,
                far[:beside_v],
                y[:beside_v],
                column_codes,
                inverse,
            )
        gained *= each
        if codes[u] >= 0:
            gained += _shortened(to_u, codes[u], 1, far[:beside_v], y[:beside_v], column_codes, inverse)
        if codes[v] >= 0:
            gained += _shortened(to_v, codes[v], 1, near[:beside_u], x[:beside_u], column_codes, inverse)
        estimates[pair] = gained
