"""What a tie adds where another one may have come true before it.

A tie between a and b leaves a distance as it is, or shortens it to a way over a and b; so what a
further tie gains beside it is worked out from the distances of today, and nothing is copied.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from graphlib.introductions.gain import Bytes, Codes, Floats, Ints, scratch, sides

__all__ = ["discount"]

_FARTHEST = 254
_NO_PATH = 255


@njit(cache=True, nogil=True)
def _at(row: Bytes, place: int) -> int:
    """Read a distance as a number that may be subtracted from."""
    return int(np.int64(row[place]))


@njit(cache=True, nogil=True)
def _over(row: Bytes, to_a: Bytes, to_b: Bytes, at_a: int, at_b: int, changed: Bytes) -> None:
    """Write an actor's distances with the tie ab; ``at_a`` and ``at_b`` are its own to a and b."""
    changed[:] = row
    if abs(at_a - at_b) >= 2:
        to_far = to_b if at_a < at_b else to_a
        steps = min(at_a, at_b) + 1
        for place in range(len(row)):
            if _at(to_far, place) <= _FARTHEST:
                changed[place] = min(_at(row, place), min(_FARTHEST, steps + _at(to_far, place)))


@njit(cache=True, nogil=True)
def _lost(
    row: Bytes,
    code: int,
    steps: int,
    over: int,
    to_far: Bytes,
    where: Ints,
    distance: Ints,
    codes: Codes,
    inverse: Ints,
) -> int:
    """Sum what one actor gains less by a way of ``steps`` ties where one of ``over`` is there before."""
    lost = 0
    for entry in range(len(where)):
        other = where[entry]
        if codes[other] == code or _at(to_far, other) > _FARTHEST:
            continue
        old, beside = _at(row, other), min(_FARTHEST, over + _at(to_far, other))
        if beside < old:
            new = steps + int(distance[entry])
            lost += inverse[min(new, old)] - inverse[old] - inverse[min(new, beside)] + inverse[beside]
    return lost


@njit(cache=True, nogil=True)
def _gain_over(
    pair: tuple[int, int],
    tie: tuple[int, int],
    matrix: Bytes,
    column_codes: Codes,
    rows: Bytes,
    place: Ints,
    codes: Codes,
    inverse: Ints,
    changed: tuple[Bytes, Bytes, Bytes, Bytes],
    space: tuple[Bytes, Bytes, Ints, Ints, Ints, Ints, Ints],
) -> int:
    """Give the gain of a pair with a tie in place that brings one of its own ends nearer to others."""
    (u, v), (a, b) = pair, tie
    to_a, to_b = rows[place[a]], rows[place[b]]
    to_u, to_v, at_u, at_v = changed
    _over(rows[place[u]], to_a, to_b, _at(to_a, u), _at(to_b, u), to_u)
    _over(rows[place[v]], to_a, to_b, _at(to_a, v), _at(to_b, v), to_v)
    _over(matrix[u], matrix[a], matrix[b], _at(to_a, u), _at(to_b, u), at_u)
    _over(matrix[v], matrix[a], matrix[b], _at(to_a, v), _at(to_b, v), at_v)
    small, near, where, distance = sides(to_u, to_v, at_u, at_v, codes, column_codes, space)
    gained = 0
    for entry in range(len(small)):
        actor, steps = small[entry], int(near[entry]) + 1
        at_a, at_b = _at(to_a, actor), _at(to_b, actor)
        to_far = matrix[b] if at_a < at_b else matrix[a]
        over = min(at_a, at_b) + 1 if abs(at_a - at_b) >= 2 else _NO_PATH
        row = matrix[actor]
        for item in range(len(where)):
            other = where[item]
            if column_codes[other] != codes[actor]:
                old, new = _at(row, other), steps + int(distance[item])
                if _at(to_far, other) <= _FARTHEST:
                    old = min(old, max(over, min(_FARTHEST, over + _at(to_far, other))))
                if new < old:
                    gained += inverse[new] - inverse[old]
    return gained


@njit(cache=True, nogil=True)
def discount(
    first: Codes,
    second: Codes,
    gains: Ints,
    since: Ints,
    ties: Ints,
    chances: Floats,
    matrix: Bytes,
    column_codes: Codes,
    rows: Bytes,
    place: Ints,
    codes: Codes,
    inverse: Ints,
    factors: Floats,
) -> None:
    """Multiply each pair's factor, for each of ``ties`` from ``since`` on, by ``1 - p (1 - g'/g)``.

    ``g`` is the pair's gain today, in ``gains``, ``g'`` its gain beside that tie, and p the tie's
    chance. Arrays as for `pair_gains`; the ends of ties are held too. Cost O(n) for each pair, and
    for each tie O(|A|), or O(n + |A| |B|) where the tie lies on ways that the pair would shorten.
    """
    space, other_space = scratch(len(codes), len(column_codes)), scratch(len(codes), len(column_codes))
    changed = (
        np.empty(len(codes), np.uint8),
        np.empty(len(codes), np.uint8),
        np.empty(len(column_codes), np.uint8),
        np.empty(len(column_codes), np.uint8),
    )
    for pair in range(len(first)):
        u, v = int(first[pair]), int(second[pair])
        small, near, where, distance = sides(
            rows[place[u]], rows[place[v]], matrix[u], matrix[v], codes, column_codes, space
        )
        for tie in range(since[pair], len(ties)):
            a, b = int(ties[tie, 0]), int(ties[tie, 1])
            to_a, to_b = rows[place[a]], rows[place[b]]
            lost = 0
            if abs(_at(to_a, u) - _at(to_b, u)) >= 2 or abs(_at(to_a, v) - _at(to_b, v)) >= 2:
                lost = gains[pair] - _gain_over(
                    (u, v), (a, b), matrix, column_codes, rows, place, codes, inverse, changed, other_space
                )
            else:
                for entry in range(len(small)):
                    actor = small[entry]
                    at_a, at_b = _at(to_a, actor), _at(to_b, actor)
                    if abs(at_a - at_b) >= 2:
                        lost += _lost(
                            matrix[actor],
                            codes[actor],
                            int(near[entry]) + 1,
                            min(at_a, at_b) + 1,
                            matrix[b] if at_a < at_b else matrix[a],
                            where,
                            distance,
                            column_codes,
                            inverse,
                        )
            factors[pair] *= 1.0 - chances[tie] * lost / gains[pair]
