"""How much better a seating is than tables drawn at random, and than the order of the list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.randomness import generator

__all__ = ["RANDOM_SEATINGS", "Comparison", "compared"]

RANDOM_SEATINGS = 200
"""Seatings drawn at random that a seating is compared with."""


@dataclass(frozen=True)
class Comparison:
    """A figure of a seating, beside what chance and the order of the list would give.

    Attributes
    ----------
    seated
        Of the seating.
    random, low, high
        Mean of seatings drawn at random, and what 95 % of them lie between. They keep nobody apart.
    listed
        Of tables filled in the order of the list.
    """

    seated: float
    random: float
    low: float
    high: float
    listed: float


def compared(
    values: npt.NDArray[np.float64],
    table: npt.NDArray[np.int64],
    order: npt.NDArray[np.integer],
    *,
    seed: int,
) -> Comparison:
    """Compare what the pairs at one table come to.

    Parameters
    ----------
    values
        What each pair counts, one row and one column a guest, symmetric.
    table
        Table of each guest.
    order
        Guests in the order of the list.
    seed
        Draws the seatings.
    """
    random = generator(seed, "seating at random")
    seated = np.sort(table)
    drawn = np.asarray(
        [_total(values, random.permutation(len(table)), seated) for _ in range(RANDOM_SEATINGS)]
    )
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Comparison(
        seated=_total(values, np.argsort(table, kind="stable"), seated),
        random=float(drawn.mean()),
        low=float(low),
        high=float(high),
        listed=_total(values, order, seated),
    )


def _total(
    values: npt.NDArray[np.float64], order: npt.NDArray[np.integer], seated: npt.NDArray[np.int64]
) -> float:
    """Sum over the pairs of each table, filled in this order."""
    cuts = np.flatnonzero(np.diff(seated)) + 1
    return float(sum(values[np.ix_(guests, guests)].sum() for guests in np.split(order, cuts))) / 2
