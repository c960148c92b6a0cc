"""How far the actors are from one another, counted in ties.

Everything here reads the network as undirected and unweighted. Sums of inverse distances are
whole numbers in units of ``1 / UNIT``: exact, and the same whatever the order in which threads
finish.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graphlib.kernels.sweeps import FARTHEST, WIDTH, distance_rows, distance_tally
from graphlib.kernels.threads import spread
from graphlib.network import Groups, Network
from graphlib.randomness import generator
from graphlib.sampling import Estimate, packed, sampled_ratio, stratified_sources

__all__ = [
    "INVERSE",
    "NO_PATH",
    "UNIT",
    "Adjacency",
    "Estimate",
    "Sweep",
    "adjacency",
    "adjacency_from",
    "component_labels",
    "component_sizes",
    "cross_pairs",
    "cross_sector_reach",
    "distances_from",
    "sweep",
]

Positions: TypeAlias = npt.NDArray[np.int64]

UNIT = math.lcm(*range(1, 24))
"""Inverse distances are held in units of one ``UNIT``-th: exact up to distance 23."""

NO_PATH = 255
"""What stands for the distance between actors that no path joins."""

INVERSE: Positions = np.array(
    [0, *(round(UNIT / distance) for distance in range(1, NO_PATH)), 0], dtype=np.int64
)
"""Inverse of each distance in units of ``1 / UNIT``; 0 for the actor itself and for no path."""

_FULL_SWEEPS: WeakKeyDictionary[Network, dict[str, Sweep]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Adjacency:
    """The neighbours of every actor, one after the other.

    The neighbours of actor ``i`` are ``indices[indptr[i]:indptr[i + 1]]``, ascending; ``ties``
    holds at the same places the row of ``network.pairs`` that joins them.
    """

    indptr: npt.NDArray[np.int64]
    indices: npt.NDArray[np.int32]
    ties: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.indptr) - 1


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

    harmonic: npt.NDArray[np.float64]
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
        return _in_units(self.batch_reach.sum(axis=0))


def adjacency(network: Network) -> Adjacency:
    """List every actor's neighbours; cost O(m log m)."""
    return adjacency_from(len(network), network.edges)


def adjacency_from(actors: int, edges: npt.NDArray[np.integer]) -> Adjacency:
    """List every actor's neighbours from pairs of positions, each pair given once.

    Parameters
    ----------
    actors
        Number of actors.
    edges
        Shape (ties, 2), sorted as ``network.edges`` is.
    """
    # Larger ends first: a stable sort then leaves each actor's neighbours ascending.
    ends = np.concatenate([edges[:, 1], edges[:, 0]])
    others = np.concatenate([edges[:, 0], edges[:, 1]])
    order = np.argsort(ends, kind="stable")
    indptr = np.zeros(actors + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=actors), out=indptr[1:])
    ties = order % max(len(edges), 1)
    return Adjacency(indptr, others[order].astype(np.int32), ties.astype(np.int32))


def component_labels(adjacency: Adjacency) -> npt.NDArray[np.int64]:
    """Tell which actors are joined by paths, part by part: 0 for the largest; cost O(n + m).

    Parts of the same size are numbered by the position of their first actor.
    """
    size = len(adjacency)
    entries = np.ones(len(adjacency.indices), np.int8)
    matrix = sparse.csr_array((entries, adjacency.indices, adjacency.indptr), shape=(size, size))
    _, labels = sparse.csgraph.connected_components(matrix, directed=False)
    _, firsts, labels, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((firsts, -sizes))] = np.arange(len(sizes))
    return rank[labels]


def component_sizes(adjacency: Adjacency) -> npt.NDArray[np.int64]:
    """Give for each actor the size of its component, itself included; cost O(n + m)."""
    labels = component_labels(adjacency)
    return np.bincount(labels, minlength=1).astype(np.int64)[labels]


def distances_from(
    adjacency: Adjacency, sources: npt.NDArray[np.integer] | list[int]
) -> npt.NDArray[np.uint8]:
    """Give the distance of every actor from each source.

    Returns
    -------
    numpy.ndarray
        uint8, shape (sources, actors), in ties; 255 where no path leads, and 254 for anything
        as far as that or farther. Cost O((n + m) levels) for each 64 sources, on all cores.
    """
    places = np.asarray(sources, dtype=np.int64)
    rows = np.full((len(places), len(adjacency)), NO_PATH, np.uint8)
    batches = packed(places)

    def fill(piece: slice) -> None:
        part = rows[piece.start * WIDTH : piece.stop * WIDTH]
        distance_rows(adjacency.indptr, adjacency.indices, batches[piece], part)

    spread(fill, len(batches))
    return rows


def sweep(network: Network, *, by: str = "sector", sources: npt.NDArray[np.integer] | None = None) -> Sweep:
    """Measure nearness, distances and reach across groups in one pass of searches.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group
        count for nearness and distances, and in no pair across groups.
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
        return _swept(network, by, places if places.ndim == 2 else packed(places))
    known = _FULL_SWEEPS.setdefault(network, {})
    if by not in known:
        known[by] = _swept(network, by, packed(np.arange(len(network))))
    return known[by]


def _swept(network: Network, by: str, batches: Positions) -> Sweep:
    """Search from batches of sources, on all cores, and add up what each thread found."""
    groups = network.groups(by)
    histogram = np.zeros((len(batches), NO_PATH), np.int64)
    reach = np.zeros_like(histogram)
    near = adjacency(network)
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
    others = len(chosen) - np.bincount(chosen, minlength=len(network))
    harmonic = np.divide(
        nearness / UNIT, others, out=np.full(len(network), np.nan), where=np.asarray(others > 0)
    )
    for array in (harmonic, histogram, reach, chosen):
        array.flags.writeable = False
    return Sweep(harmonic, histogram, reach, chosen)


def cross_pairs(groups: Groups) -> int:
    """Count the pairs of actors whose groups are known and differ."""
    sizes = [int(size) for size in groups.sizes]
    return (sum(sizes) ** 2 - sum(size * size for size in sizes)) // 2


def cross_sector_reach(
    network: Network, *, by: str = "sector", seed: int = 1, exact_up_to: int = 30_000, samples: int = 1024
) -> Estimate:
    """Say how near the other groups are, on average: 1 if everybody knew everybody.

    ``E_x = (1/P) sum of 1/d(i, j)`` over the P pairs of actors of different known groups, with
    ``1/d = 0`` where no path leads [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted. Islands stay in the mean, with 0.
    by
        Column of ``network.actors`` that names each actor's group.
    seed
        Chooses the sampled sources.
    exact_up_to
        Above this number of actors E_x is estimated from sampled sources.
    samples
        Number of sampled sources, taken evenly through the groups.

    Returns
    -------
    Estimate
        In [0, 1], with the half width of the 95 % interval where it is sampled; NaN where no two
        actors are of different known groups. Cost O((n + m) levels) for each 64 sources.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    References
    ----------
    .. [1] Latora, V. and Marchiori, M. (2001). Efficient behavior of small-world networks.
       Physical Review Letters 87, 198701. Here over pairs of different groups.
    """
    groups = network.groups(by)
    pairs = cross_pairs(groups)
    if pairs == 0:
        return Estimate(math.nan)
    if len(network) <= exact_up_to:
        return Estimate(sweep(network, by=by).reach_sum / (2 * pairs * UNIT))
    known = int(groups.sizes.sum())
    batches = stratified_sources(groups.codes, samples, generator(seed, "reach"), is_known_only=True)
    found = sweep(network, by=by, sources=batches)
    if len(found.sources) == known:
        return Estimate(found.reach_sum / (2 * pairs * UNIT))
    sums = np.array([_in_units(counts) / UNIT for counts in found.batch_reach])
    sizes = (batches >= 0).sum(axis=1)
    mean, error = sampled_ratio(sums, sizes, share=len(found.sources) / known)
    scale = known / (2 * pairs)
    return Estimate(mean * scale, error * scale, len(found.sources))


def _in_units(counts: npt.NDArray[np.int64]) -> int:
    """Sum the inverse distances of pairs counted by distance, as a whole number of any size."""
    return sum(int(count) * int(INVERSE[distance]) for distance, count in enumerate(counts[: FARTHEST + 1]))
