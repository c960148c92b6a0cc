"""One search for clusters on a network's ties, and how two answers compare."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

import igraph
import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances.adjacency import check_weight
from graphlib.network import Network
from graphlib.randomness import seeded_igraph
from graphlib.ties import Weight

__all__ = [
    "Floats",
    "Ground",
    "Ints",
    "Pinned",
    "agreement",
    "confidence",
    "consensus",
    "ground",
    "leiden",
    "network_ground",
    "overlap",
    "quality",
    "rand_index",
]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

Pinned = Iterable[Collection[str]]
"""Sets of ids of actors that stay together."""

_ITERATIONS = 2
"""Rounds of one run: further ones change little, and a run is one among many."""


@dataclass(frozen=True, eq=False)
class Ground:
    """The ties that clusters are looked for on; actors that stay together are one place.

    Attributes
    ----------
    ends
        Ties as positions of actors, shape (ties, 2).
    weight
        Strength of each tie; ``None`` where each counts as one.
    place
        Place of each actor.
    graph, strengths, mass
        The places as an igraph graph without loops, the strength of its edges (``None``: one
        each), and the strength of all ties of each place, those inside it counted twice.
    """

    ends: Ints
    weight: Floats | None
    place: Ints
    graph: igraph.Graph
    strengths: list[float] | None
    mass: list[float]

    def __len__(self) -> int:
        return len(self.place)


def network_ground(network: Network, weight: Weight, pinned: Pinned) -> tuple[Ints, Ground]:
    """Give the positions of the actors that have ties, or are pinned to one that has, and their ground.

    Ids in ``pinned`` that the network does not hold are passed over; sets that share an actor are one.
    """
    check_weight(weight)
    place = _pinned_places(network, pinned)
    has_ties = np.zeros(len(network), bool)
    has_ties[place[network.edges.ravel()]] = True
    connected = np.flatnonzero(has_ties[place])
    strength = network.pairs["weight"].to_numpy(np.float64) if weight == "strength" else None
    ends = np.searchsorted(connected, network.edges).astype(np.int64)
    return connected, ground(ends, strength, np.unique(place[connected], return_inverse=True)[1])


def ground(ends: Ints, weight: Floats | None, place: Ints) -> Ground:
    """Join the actors of each place, so that no search can part them, and modularity stays what it was."""
    places = int(place.max()) + 1
    each = np.ones(len(ends)) if weight is None else weight
    between = place[ends]
    mass = np.bincount(between.ravel(), np.repeat(each, 2), places)
    strengths = None if weight is None else weight.tolist()
    if places < len(place):
        between, merged = _merged(between, each, places)
        strengths = merged.tolist()
    graph = igraph.Graph(n=places, edges=zip(*between.T.tolist(), strict=True))
    return Ground(ends, weight, place, graph, strengths, mass.tolist())


def leiden(on: Ground, seed: int, resolution: float, iterations: int = _ITERATIONS) -> Ints:
    """Find the cluster of each actor once.

    Said in the terms of the constant Potts model, where a place may weigh more than the ties
    that are seen at it: with mass as its weight and ``resolution / 2m`` this is modularity.
    """
    with seeded_igraph(seed):
        found = on.graph.community_leiden(
            "CPM",
            weights=on.strengths,
            node_weights=on.mass,
            resolution=resolution / sum(on.mass),
            n_iterations=iterations,
        )
    return np.asarray(found.membership, np.int64)[on.place]


def quality(on: Ground, member: Ints, resolution: float = 1.0) -> float:
    """Give the modularity of a membership: ``sum_c (e_c - resolution a_c^2)``."""
    of_ends = member[on.ends]
    is_inside = of_ends[:, 0] == of_ends[:, 1]
    each = np.ones(len(of_ends)) if on.weight is None else on.weight
    share = np.bincount(of_ends.ravel(), np.repeat(each, 2)) / (2 * each.sum())
    return float(each[is_inside].sum() / each.sum() - resolution * (share**2).sum())


def consensus(on: Ground, found: list[Ints], seed: int, resolution: float) -> Ints:
    """Merge runs: find clusters once more, each tie weighing the share of runs that keep it."""
    share = np.mean([run[on.ends[:, 0]] == run[on.ends[:, 1]] for run in found], axis=0)
    is_kept = share > 0
    # To the end, since this answer is not one among many.
    return leiden(ground(on.ends[is_kept], share[is_kept], on.place), seed, resolution, -1)


def agreement(found: list[Ints]) -> float:
    """Average the adjusted Rand index over every two runs; NaN with a single run."""
    pairs = [rand_index(one, other) for one, other in combinations(found, 2)]
    return float(np.mean(pairs)) if pairs else float("nan")


def rand_index(one: Ints, other: Ints) -> float:
    """Compare two memberships by the pairs they keep together: the adjusted Rand index."""
    cells, rows, columns = (
        float((count * (count - 1) // 2).sum())
        for count in (overlap(one, other)[1], np.bincount(one), np.bincount(other))
    )
    chance = rows * columns / (len(one) * (len(one) - 1) / 2)
    most = (rows + columns) / 2
    return (cells - chance) / (most - chance) if most != chance else 1.0


def confidence(member: Ints, found: list[Ints]) -> Floats:
    """Give the share of runs in which the actor stands with more than half of its cluster."""
    size = np.bincount(member)[member]
    kept = np.zeros(len(member), np.int64)
    for run in found:
        cell, count = overlap(member, run)
        kept += 2 * count[cell] > size
    return kept / len(found)


def overlap(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Give for each actor the cell of the two memberships' cross table, and the cells' counts."""
    _, cell, count = np.unique(one * (other.max() + 1) + other, return_inverse=True, return_counts=True)
    return cell, count


def _pinned_places(network: Network, pinned: Pinned) -> Ints:
    """Give all actors of a pinned set the position of one of them; everybody else keeps their own."""
    links = []
    for together in pinned:
        known = network.ids.get_indexer(pd.Index(sorted(together)))
        known = np.unique(known[known >= 0])
        links += [(known[0], other) for other in known[1:]]
    place = np.arange(len(network))
    if links:
        label = np.asarray(igraph.Graph(n=len(network), edges=links).connected_components().membership)
        place = np.unique(label, return_index=True)[1][label]
    return place.astype(np.int64)


def _merged(between: Ints, each: Floats, places: int) -> tuple[Ints, Floats]:
    """Leave out ties within a place and add up those that join the same two."""
    is_between = between[:, 0] != between[:, 1]
    low, high = np.sort(between[is_between], axis=1).T
    pair, row = np.unique(low * places + high, return_inverse=True)
    strength: Floats = np.bincount(row, each[is_between], len(pair)).astype(np.float64)
    return np.column_stack(np.divmod(pair, places)), strength
