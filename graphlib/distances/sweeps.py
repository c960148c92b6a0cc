"""Distances counted in ties: searches from 64 actors at once.

Sums of inverse distances are whole numbers in units of ``1 / UNIT``: exact, and the same whatever
the order in which threads finish.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graphlib.distances.adjacency import Adjacency, adjacency
from graphlib.kernels.sweeps import FARTHEST, WIDTH, distance_rows, distance_tally
from graphlib.kernels.threads import spread
from graphlib.network import Network
from graphlib.sampling import packed

__all__ = ["INVERSE", "NO_PATH", "UNIT", "Sweep", "distances_from", "in_units", "mean_over_others", "sweep"]

Positions: TypeAlias = npt.NDArray[np.int64]
Shares: TypeAlias = npt.NDArray[np.float64]

UNIT = math.lcm(*range(1, 24))
"""Inverse distances are held in units of one ``UNIT``-th: exact up to distance 23."""

NO_PATH = 255
"""What stands for the distance between actors that no path joins."""

INVERSE: Positions = np.array(
    [0, *(round(UNIT / distance) for distance in range(1, NO_PATH)), 0], dtype=np.int64
)
"""Inverse of each distance in units of ``1 / UNIT``; 0 for the actor itself and for no path."""

_FULL_SWEEPS: WeakKeyDictionary[Network, dict[tuple[str, bool], Sweep]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Sweep:
    """What one pass of searches from the sources found.

    Attributes
    ----------
    harmonic
        For each actor the mean inverse distance to the sources other than itself; NaN where
        there is none.
    batch_histograms
        For each batch of sources the number of pairs (source, other actor) at each distance.
    batch_reach
        The same for pairs of different known groups.
    sources
        Positions of the sources.
    """

    harmonic: Shares
    batch_histograms: npt.NDArray[np.int64]
    batch_reach: npt.NDArray[np.int64]
    sources: Positions

    @cached_property
    def histogram(self) -> npt.NDArray[np.int64]:
        """Number of ordered pairs (source, other actor) at each distance from 0 to 254."""
        return np.asarray(self.batch_histograms.sum(axis=0), dtype=np.int64)

    @cached_property
    def reach_sum(self) -> int:
        """Sum of inverse distances over ordered pairs of different groups, in units of ``1 / UNIT``.

        From all sources each pair counts twice, once from each end.
        """
        return in_units(self.batch_reach.sum(axis=0))


def distances_from(
    adjacency: Adjacency, sources: npt.NDArray[np.integer] | list[int]
) -> npt.NDArray[np.uint8]:
    """Give the distance of every actor from each source.

    Returns
    -------
    numpy.ndarray
        uint8, shape (sources, actors), in ties; 255 where no path leads, and 254 for anything
        as far as that or farther. Where ties have a direction, the way leads from the source to
        the actor. Cost O((n + m) levels) for each 64 sources, on all cores.
    """
    places = np.asarray(sources, dtype=np.int64)
    rows = np.full((len(places), len(adjacency)), NO_PATH, np.uint8)
    batches = packed(places)
    back = adjacency.backwards  # each actor asks those before it

    def fill(piece: slice) -> None:
        part = rows[piece.start * WIDTH : piece.stop * WIDTH]
        distance_rows(back.indptr, back.indices, batches[piece], part)

    spread(fill, len(batches))
    return rows


def sweep(
    network: Network,
    *,
    by: str = "sector",
    directed: bool = False,
    sources: npt.NDArray[np.integer] | None = None,
) -> Sweep:
    """Measure nearness, distances and reach across groups in one pass of searches.

    Parameters
    ----------
    network
        Read as unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group
        count for nearness and distances, and in no pair across groups.
    directed
        Whether paths follow the direction of ties: they then lead from each actor to the sources.
    sources
        Positions to search from; every actor unless given. A matrix of rows of up to 64, filled
        up with -1, keeps its rows apart as the batches of the result.

    Returns
    -------
    Sweep
        Cost O((n + m) levels) for each 64 sources, on all cores; the same on any number of them.
        The sweep from every actor is kept as long as the network is, since several measures
        read it; its arrays are not to be changed.
    """
    if sources is not None:
        places = np.asarray(sources, dtype=np.int64)
        return _swept(network, by, places if places.ndim == 2 else packed(places), directed=directed)
    known = _FULL_SWEEPS.setdefault(network, {})
    if (by, directed) not in known:
        everybody = packed(np.arange(len(network)))
        known[by, directed] = _swept(network, by, everybody, directed=directed)
    return known[by, directed]


def _swept(network: Network, by: str, batches: Positions, *, directed: bool) -> Sweep:
    """Search from batches of sources, on all cores, and add up what each thread found."""
    groups = network.groups(by)
    histogram = np.zeros((len(batches), NO_PATH), np.int64)
    reach = np.zeros_like(histogram)
    near = adjacency(network, directed=directed)
    codes = np.where(groups.codes < 0, len(groups.names), groups.codes).astype(np.int32)

    def tally(piece: slice) -> Positions:
        nearness = np.zeros(len(network), np.int64)
        distance_tally(
            near.indptr,
            near.indices,
            batches[piece],
            codes,
            len(groups.names),
            INVERSE,
            histogram[piece],
            reach[piece],
            nearness,
        )
        return nearness

    nearness = np.sum([*spread(tally, len(batches)), np.zeros(len(network), np.int64)], axis=0)
    chosen = batches[batches >= 0]
    harmonic = mean_over_others(nearness / UNIT, chosen)
    for array in (harmonic, histogram, reach, chosen):
        array.flags.writeable = False
    return Sweep(harmonic, histogram, reach, chosen)


def mean_over_others(sums: Shares, sources: Positions) -> Shares:
    """Divide each actor's sum by the number of sources other than itself; NaN where there is none."""
    others = len(sources) - np.bincount(sources, minlength=len(sums))
    mean = np.full(len(sums), np.nan)
    np.divide(sums, others, out=mean, where=np.asarray(others > 0))
    return mean


def in_units(counts: npt.NDArray[np.int64]) -> int:
    """Sum the inverse distances of pairs counted by distance, as a whole number of any size."""
    return sum(int(count) * int(INVERSE[distance]) for distance, count in enumerate(counts[: FARTHEST + 1]))
