"""How far groups stay inside beyond chance, when many groups are looked at together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.homophily.known import Floats, Ints

__all__ = ["SILO_P_VALUE", "Standing", "permutations_needed", "standing"]

SILO_P_VALUE = 0.05
"""Chance calls any group of a network without silos a silo at most this often."""

_USUAL_PERMUTATIONS = 999


@dataclass(frozen=True)
class Standing:
    """Where each group's share of inside ties stands among those that shuffles gave; one entry a group.

    ``low`` and ``high`` are the observed share less the shuffles' upper and lower bound. Where a
    group has no tie everything is NaN.
    """

    p_value: Floats
    p_adjusted: Floats
    low: Floats
    high: Floats


def permutations_needed(tested: int) -> int:
    """Give the number of shuffles that lets each of ``tested`` groups be told from chance."""
    return max(_USUAL_PERMUTATIONS, int(np.ceil(2 * tested / SILO_P_VALUE)) - 1)


def standing(observed: Floats, shuffled: Floats, tested: npt.NDArray[np.bool_]) -> Standing:
    """Set observed shares beside shuffled ones, all groups together.

    Parameters
    ----------
    observed
        Share of inside ties of each group; NaN without ties.
    shuffled
        The same with a row a shuffle and a column a group. A shuffle that leaves a group without
        ties (NaN) counts as closed at the upper bound and as open at the lower one.
    tested
        Groups that could be closed at all; the others do not make the test stricter, and their
        bounds are what was observed.

    Returns
    -------
    Standing
        ``p_value`` is one-sided. ``p_adjusted`` is doubled, since groups may be more open than
        chance too, and adjusted by Holm's steps; the bounds are taken at the level that these
        steps reach for the group, so that ``low`` is above 0 just where ``p_adjusted`` is at
        most `SILO_P_VALUE`.
    """
    shuffles = len(shuffled)
    upper = np.sort(np.where(np.isnan(shuffled), 1.0, shuffled), axis=0)
    lower = np.sort(np.where(np.isnan(shuffled), 0.0, shuffled), axis=0)
    as_closed = (upper >= observed).sum(axis=0)
    as_closed[np.isnan(observed)] = shuffles
    adjusted, steps = _holm(as_closed, shuffles, tested)
    bounds = [
        _bounds(upper[:, group], lower[:, group], int(left)) for group, left in enumerate(steps.tolist())
    ]
    top, bottom = np.array(bounds, dtype=float).reshape(-1, 2).T
    has_ties = ~np.isnan(observed)
    p_value = (1 + as_closed) / (shuffles + 1)
    return Standing(
        np.where(has_ties, p_value, np.nan),
        np.where(has_ties, adjusted, np.nan),
        observed - np.where(tested, top, observed),
        observed - np.where(tested, bottom, observed),
    )


def _holm(as_closed: Ints, shuffles: int, tested: npt.NDArray[np.bool_]) -> tuple[Floats, Ints]:
    """Give adjusted p values, and the number of hypotheses that each group's level is divided by."""
    adjusted, steps = np.ones(len(tested)), np.ones(len(tested), np.int64)
    places = np.flatnonzero(tested)
    order = places[np.argsort(as_closed[places], kind="stable")]
    left = np.arange(len(order), 0, -1)
    # One division of whole numbers, so that a p of exactly 0.05 is not missed by rounding.
    raised = np.maximum.accumulate(2 * (1 + as_closed[order]) * left / (shuffles + 1))
    adjusted[order] = np.minimum(raised, 1)
    stop = np.flatnonzero(raised > SILO_P_VALUE)
    if len(stop):
        left[stop[0] :] = left[stop[0]]
    steps[order] = left
    return adjusted, steps


def _bounds(upper: Floats, lower: Floats, left: int) -> tuple[float, float]:
    """Give the shuffles' upper and lower bound at the level divided by ``left``; 1 and 0 if too few."""
    beyond = int(np.floor(SILO_P_VALUE * (len(upper) + 1) / (2 * left) + 1e-9)) - 1
    if beyond < 0:
        return 1.0, 0.0
    return float(upper[-1 - beyond]), float(lower[beyond])
