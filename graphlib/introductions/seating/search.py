"""Shares guests out over tables so that the worth of the pairs at one table is as high as can be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.randomness import generator

__all__ = ["Goal", "best_tables", "goal_of", "table_sizes", "value"]

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_MOST = 1 << 62
_FINEST = 1 << 30
_ROUNDS = 400
_WORK = 10_000_000
"""Pairs looked at over all rounds, each taken once; there are as many rounds as that allows."""

_FEWEST_ROUNDS = 8
_RESEATED = 30


@dataclass(frozen=True)
class Goal:
    """What two guests at one table are worth, in whole numbers so that no rounding decides.

    ``worth`` has one row and one column a guest. A pair that must not share a table costs
    ``apart``: more than all other pairs at the tables can be worth together.
    """

    worth: Ints
    apart: int


def table_sizes(guests: int, seats: int, tables: int | None = None) -> Ints:
    """Give the sizes of as few tables as ``seats`` allows, or of so many; they differ by one at most."""
    count = -(-guests // seats) if tables is None else tables
    return (guests // count + (np.arange(count) < guests % count)).astype(np.int64)


def goal_of(worth: Floats, keep_apart: Mask, sizes: Ints) -> Goal:
    """Write the worth of pairs in whole numbers.

    Parameters
    ----------
    worth
        One row and one column a guest, symmetric, nothing below 0.
    keep_apart
        Pairs that must not share a table.
    sizes
        Seats of each table.
    """
    pairs = int((sizes * (sizes - 1) // 2).sum())
    finest = min(_FINEST, _MOST // ((pairs + 1) * (pairs + 1)))
    highest = float(worth.max(initial=0.0))
    whole = np.rint(worth * (finest / (highest or 1.0))).astype(np.int64)
    apart = finest * (pairs + 1)
    whole[keep_apart] = -apart
    np.fill_diagonal(whole, 0)
    return Goal(whole, apart)


def best_tables(
    goal: Goal, sizes: Ints, *, seed: int, progress: Callable[[float], None]
) -> npt.NDArray[np.int64]:
    """Seat the guests so that no exchange of two of them raises the worth.

    This is the maximally diverse grouping problem, which is hard [1]_. Tables are filled one after
    the other and improved by exchanges of two guests until none helps; then, round by round, some
    guests change places at random and exchanges start again, which is kept where it is better.

    Returns
    -------
    numpy.ndarray
        Table of each guest. Cost O(guests^2) for each round of exchanges.

    References
    ----------
    .. [1] Gallego, M., Laguna, M., Marti, R. and Duarte, A. (2013). Tabu search with strategic
       oscillation for the maximally diverse grouping problem. Journal of the Operational Research
       Society 64(5), 724-734.
    """
    guests, random = len(goal.worth), generator(seed, "seating")
    best = _filled(goal.worth, sizes)
    _improve(goal.worth, best, len(sizes))
    most = value(goal.worth, best)
    rounds = max(_FEWEST_ROUNDS, min(_ROUNDS, _WORK // max(1, guests * guests)))
    for done in range(rounds):
        table, moved = best.copy(), random.permutation(guests)[: max(4, min(_RESEATED, guests // 10))]
        table[moved] = table[random.permutation(moved)]
        _improve(goal.worth, table, len(sizes))
        if (reached := value(goal.worth, table)) > most:
            best, most = table, reached
        progress((done + 1) / rounds)
    return best


@njit(cache=True, nogil=True)
def value(worth: Ints, table: Ints) -> int:
    """Sum the worth of the pairs that share a table."""
    total = 0
    for first in range(len(table)):
        for second in range(first + 1, len(table)):
            if table[first] == table[second]:
                total += worth[first, second]
    return total


@njit(cache=True, nogil=True)
def _filled(worth: Ints, sizes: Ints) -> Ints:
    """Fill one table after the other: the guest with most to find, then who adds most to the table."""
    guests = len(worth)
    table = np.full(guests, -1, np.int64)
    left = worth.sum(axis=1)
    for number in range(len(sizes)):
        pull = left.copy()
        for seat in range(sizes[number]):
            chosen = -1
            for guest in range(guests):
                if table[guest] < 0 and (chosen < 0 or pull[guest] > pull[chosen]):
                    chosen = guest
            table[chosen] = number
            left -= worth[chosen]
            pull = worth[chosen].copy() if seat == 0 else pull + worth[chosen]
    return table


@njit(cache=True, nogil=True)
def _improve(worth: Ints, table: Ints, tables: int) -> None:
    """Exchange guests of two tables, for each the best exchange, until none raises the worth."""
    guests = len(worth)
    pull = np.zeros((guests, tables), np.int64)
    for other in range(guests):
        pull[:, table[other]] += worth[:, other]
    is_better = True
    while is_better:
        is_better = False
        for one in range(guests):
            here, most, partner = table[one], 0, -1
            for other in range(guests):
                there = table[other]
                if there != here:
                    rise = pull[one, there] + pull[other, here] - pull[one, here] - pull[other, there]
                    rise -= 2 * worth[one, other]
                    if rise > most:
                        most, partner = rise, other
            if partner >= 0:
                there = table[partner]
                moved = worth[:, partner] - worth[:, one]
                pull[:, here] += moved
                pull[:, there] -= moved
                table[one], table[partner] = there, here
                is_better = True
