"""Which marks a map shows: actors one by one, or clusters as one mark each where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.drawing.layout import cluster_positions
from graphlib.network import Network

__all__ = ["LIMIT", "REST", "Marks", "marks"]

LIMIT = 1500
"""More marks than this no browser draws smoothly."""
REST = 0
"""Number of the mark that gathers small clusters and actors of none."""

_MOST_CLUSTERS = 60

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Marks:
    """The marks of one map: first the actors, then the clusters.

    Attributes
    ----------
    actors
        Position in the network of each actor that stands for itself.
    clusters, members, radii
        Number, visible actors and radius (in units of ``points``) of each cluster mark.
    points
        Where the marks stand, shape (marks, 2).
    ties, counts, crosses
        Pairs of marks, how many ties each stands for, and whether it joins two sectors.
    cluster_of
        The mark that each actor of the network was counted under: its cluster number, `REST`
        included, or -1 where it is not shown.
    hidden_ties
        Ties left out because there were too many to draw; the strongest are drawn.
    """

    actors: Ints
    clusters: Ints
    members: Ints
    radii: Points
    points: Points
    ties: Ints
    counts: Ints
    crosses: Flags
    cluster_of: Ints
    hidden_ties: int

    @property
    def is_condensed(self) -> bool:
        """Whether any cluster stands as one mark."""
        return len(self.clusters) > 0


def marks(
    network: Network,
    *,
    positions: Points,
    membership: Ints | None = None,
    shown: Flags | None = None,
    ties: Flags | None = None,
    opened: Sequence[int] = (),
    singled: Sequence[int] = (),
    by: str = "sector",
    limit: int = LIMIT,
    tie_limit: int = 8000,
) -> Marks:
    """Decide what stands on the map.

    Parameters
    ----------
    network
        Whose actors and ties are drawn.
    positions
        Of all actors, from `layout.positions`.
    membership
        Cluster of each actor, 0 for none; needed where more than ``limit`` actors are shown.
    shown, ties
        Which actors and which rows of ``network.pairs`` a filter leaves; all by default.
    opened
        Clusters to show member by member, as far as ``limit`` allows, the first ones first.
    singled
        Positions of actors that stand for themselves even while their cluster is one mark.
    by
        Column whose groups ties cross.
    limit, tie_limit
        The most marks, and the most ties; the strongest ties stay.
    """
    visible = np.ones(len(network), bool) if shown is None else shown
    cluster_of = np.full(len(network), -1, np.int64)
    if int(visible.sum()) > limit and membership is not None:
        cluster_of[visible] = _gathered(membership[visible])
        alone = _opened(cluster_of, opened, limit - _MOST_CLUSTERS - len(singled))
        alone[[place for place in singled if visible[place]]] = True
    else:
        alone = visible.copy()
        alone[_beyond(network, visible, limit)] = False
    actors = np.flatnonzero(alone)
    closed = (cluster_of >= 0) & ~alone
    numbers, members = np.unique(cluster_of[closed], return_counts=True)
    mark_of = np.full(len(network), -1, np.int64)
    mark_of[actors] = np.arange(len(actors))
    mark_of[closed] = len(actors) + np.searchsorted(numbers, cluster_of[closed])
    radii = _radii(members)
    middles = cluster_positions(positions, np.where(closed, mark_of - len(actors), -1), radii * 1.35)
    pairs, counts, crosses, hidden = _bundles(network, mark_of, ties, by, tie_limit)
    points = np.concatenate([positions[actors], middles]) if len(numbers) else positions[actors]
    return Marks(actors, numbers, members, radii, points, pairs, counts, crosses, cluster_of, hidden)


def _gathered(membership: Ints) -> Ints:
    """Gather all but the largest clusters under `REST`."""
    numbers, counts = np.unique(membership[membership > 0], return_counts=True)
    least = min(10, len(membership) // 500)
    largest = numbers[np.argsort(-counts, kind="stable")][: min(_MOST_CLUSTERS, int((counts >= least).sum()))]
    return np.where(np.isin(membership, largest), membership, REST)


def _opened(cluster_of: Ints, opened: Sequence[int], room: int) -> Flags:
    """Mark the actors of opened clusters, as long as there is room for all of one."""
    alone = np.zeros(len(cluster_of), bool)
    for number in opened:
        inside = cluster_of == number
        if int((alone | inside).sum()) <= room:
            alone |= inside
    return alone


def _beyond(network: Network, visible: Flags, limit: int) -> Ints:
    """List the visible actors beyond ``limit``, the best connected being within it."""
    degree = np.bincount(network.edges.ravel(), minlength=len(network))
    places = np.flatnonzero(visible)
    return places[np.argsort(-degree[places], kind="stable")][limit:]


def _radii(members: Ints) -> Points:
    """Size the marks of clusters: area as members, within bounds."""
    largest = max(1, int(members.max(initial=1)))
    return 0.018 + 0.062 * np.sqrt(members / largest)


def _bundles(
    network: Network, mark_of: Ints, ties: Flags | None, by: str, limit: int
) -> tuple[Ints, Ints, Flags, int]:
    """Join the ties between the same two marks; keep the strongest."""
    kept = np.ones(len(network.edges), bool) if ties is None else ties
    ends = np.sort(mark_of[network.edges.astype(np.int64)], axis=1)
    kept = kept & (ends[:, 0] >= 0) & (ends[:, 0] != ends[:, 1])
    if not kept.any():
        return np.empty((0, 2), np.int64), np.empty(0, np.int64), np.empty(0, bool), 0
    codes = network.groups(by).codes[network.edges[kept]]
    crossing = (codes.min(axis=1) >= 0) & (codes[:, 0] != codes[:, 1])
    width = int(mark_of.max()) + 1
    joined, inverse, counts = np.unique(
        ends[kept, 0] * width + ends[kept, 1], return_inverse=True, return_counts=True
    )
    crosses = np.bincount(inverse, crossing, len(joined)) * 2 > counts
    weight = np.bincount(inverse, network.pairs["weight"].to_numpy()[kept], len(joined))
    strongest = np.sort(np.argsort(-weight, kind="stable")[:limit])
    pairs = np.column_stack([joined // width, joined % width])[strongest]
    hidden = int(counts.sum() - counts[strongest].sum())
    return pairs, counts[strongest], crosses[strongest], hidden
