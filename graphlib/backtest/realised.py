"""What ties that came true add to the reach across groups, all together and exactly."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphlib.distances import INVERSE, UNIT, Adjacency, adjacency_from, cross_pairs, distances_from
from graphlib.introductions.gain import reach_sum
from graphlib.kernels.threads import spread
from graphlib.network import Groups, Network

__all__ = ["reach_gained"]

_ROWS = 1_024
"""Actors whose distances are held at once."""


def reach_gained(network: Network, near: Adjacency, groups: Groups, ties: npt.NDArray[np.integer]) -> float:
    """Measure how much the reach across groups, E_x, rises when all these ties are there.

    Parameters
    ----------
    network, near, groups
        The network without the ties, its neighbours, and the groups that count.
    ties
        Positions of their ends, shape (ties, 2).

    Returns
    -------
    float
        E_x with the ties less E_x without: exact whatever the size, since only the distances of
        actors to whom some tie is a short cut are looked at. Cost: two searches from each of these.
    """
    if not len(ties) or not cross_pairs(groups):
        return 0.0
    edges = np.concatenate([network.edges, np.sort(ties, axis=1).astype(np.int32)])
    with_ties = adjacency_from(len(network), np.unique(edges, axis=0))
    touched = _touched(near, ties)
    gained = 0
    for start in range(0, len(touched), _ROWS):
        actors = touched[start : start + _ROWS]
        gained += _reach(with_ties, actors, groups.codes) - _reach(near, actors, groups.codes)
    # A distance shrinks from both of its ends, and both are touched.
    return gained / (2 * UNIT * cross_pairs(groups))


def _touched(near: Adjacency, ties: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """List the actors nearer to one end of some tie than to the other by two ties or more.

    From anybody else no distance shrinks: the first tie of a shorter way would be none.
    """
    ends, place = np.unique(ties, return_inverse=True)
    rows = distances_from(near, ends).astype(np.int16)
    apart = np.zeros(len(near), bool)
    for one, other in place.reshape(-1, 2).tolist():
        apart |= np.abs(rows[one] - rows[other]) > 1
    return np.flatnonzero(apart)


def _reach(near: Adjacency, actors: npt.NDArray[np.int64], codes: npt.NDArray[np.int32]) -> int:
    """Sum the inverse distances from some actors to those of other groups."""
    rows = distances_from(near, actors)
    parts = spread(
        lambda piece: int(reach_sum(rows[piece], codes[actors[piece]], codes, INVERSE)), len(actors)
    )
    return sum(parts)
