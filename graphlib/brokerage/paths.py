"""Open two-paths: who stands between two others that no tie joins, and how such paths overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graphlib.brokerage.counts import Ints
from graphlib.kernels.brokerage import Forward, closed_paths, forward
from graphlib.network import Network

__all__ = ["ORDERS", "ROLES", "Exact", "OpenPaths", "open_paths"]

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""The roles, in the order of every table's columns and of the kernel's."""

ORDERS = (2, 2, 1, 1, 2)
"""How many paths of a role one unjoined pair makes where ties have no direction: gatekeeper and
representative are one pair seen from either end."""

Exact = npt.NDArray[np.object_]
"""Whole numbers of any size, for counts of pairs of paths."""

_Scalar = TypeVar("_Scalar", bound=np.generic)


@dataclass(frozen=True)
class OpenPaths:
    """The two-paths i -> v -> j without a tie i -> j, by the actor v between, all of known group.

    Attributes
    ----------
    roles
        Their number by role, shape (actors, 5).
    both_ways
        Those whose reverse is open as well.
    same_first, same_second
        Ordered pairs of them that share the first actor alone, or the second alone.
    chained
        Ordered pairs in which the first actor of one is the second of the other, and no more.
    """

    roles: Ints
    both_ways: Ints
    same_first: Ints
    same_second: Ints
    chained: Ints

    @property
    def total(self) -> Ints:
        """Number of paths of each actor."""
        return np.asarray(self.roles.sum(axis=1), np.int64)

    def overlaps(self) -> Exact:
        """Count ordered pairs of paths, shape (actors, 6).

        The columns: a path with itself, with its reverse, with one of the same first actor, of the
        same second actor, chained, and with one that shares nobody but the broker.
        """
        linked = (self.total, self.both_ways, self.same_first, self.same_second, self.chained)
        # The square of a hub's paths passes 64 bits in a network of 100,000 actors.
        counts = np.column_stack(linked).astype(object)
        apart = counts[:, 0] ** 2 - counts.sum(axis=1)
        return np.column_stack([counts, apart])


@dataclass(frozen=True)
class _Arcs:
    """The directions in which ties between actors of known group lead.

    Entries ``2 k`` and ``2 k + 1`` of each array are the two directions of one tie, ``leads``
    telling which exist.
    """

    ties: Forward
    tail: Ints
    head: Ints
    leads: npt.NDArray[np.bool_]

    def sum_at(self, ends: Ints, values: npt.NDArray[np.generic]) -> Ints:
        """Sum whole numbers given for the arcs over those with the same end."""
        total = np.zeros(len(self.ties.start) - 1, np.int64)
        np.add.at(total, ends, values.astype(np.int64))
        return total


def open_paths(network: Network, by: str, *, directed: bool) -> OpenPaths:
    """List what is to be known of the open two-paths of each actor.

    Parameters
    ----------
    network
        Undirected ties lead both ways; all do unless ``directed``.
    by
        Column of ``network.actors`` that names each actor's group.
    directed
        Whether directions are read.

    Returns
    -------
    OpenPaths
        Zeros for actors of unknown group. Cost: the triangles, at most ``m^1.5``.
    """
    group = network.groups(by).codes.astype(np.int64)
    arcs = _known_arcs(network, group, directed=directed)
    leads, back = arcs.leads, _reversed(arcs.leads)
    by_arc, by_role, joined = closed_paths(arcs.ties.start, arcs.ties.target, leads, group)
    out, into = arcs.sum_at(arcs.tail, leads), arcs.sum_at(arcs.head, leads)
    mutual = arcs.sum_at(arcs.head, leads & back)
    both_ways = mutual * (mutual - 1) - joined
    begins = np.where(leads, out[arcs.head] - back - by_arc[:, 0], 0)
    ends = np.where(leads, into[arcs.tail] - back - by_arc[:, 1], 0)
    meeting = arcs.sum_at(arcs.head, begins * _reversed(ends))
    return OpenPaths(
        _all_paths(arcs, group) - by_role,
        both_ways,
        arcs.sum_at(arcs.head, begins * (begins - 1)),
        arcs.sum_at(arcs.tail, ends * (ends - 1)),
        2 * (meeting - both_ways),
    )


def _known_arcs(network: Network, group: Ints, *, directed: bool) -> _Arcs:
    """Point the ties between actors of known group, and tell in which directions they lead."""
    kept = np.flatnonzero((group[network.edges] >= 0).all(axis=1))
    edges = network.edges[kept]
    degree = np.bincount(edges.ravel(), minlength=len(network)).astype(np.int64)
    ties = forward(edges, degree)
    leads = np.ones((len(edges), 2), np.bool_)
    if directed:
        found = np.zeros((len(network.edges), 2), np.bool_)
        found[network.arcs.tie, (network.arcs.source > network.arcs.target).astype(int)] = True
        leads = found[kept][ties.row]
        turned = ties.tail > ties.target
        leads[turned] = leads[turned, ::-1]
    tail, head = (
        np.column_stack(ends).ravel() for ends in ((ties.tail, ties.target), (ties.target, ties.tail))
    )
    return _Arcs(ties, tail, head, np.ascontiguousarray(leads).ravel())


def _reversed(values: npt.NDArray[_Scalar]) -> npt.NDArray[_Scalar]:
    """Give for each arc the value of its reverse."""
    return values.reshape(-1, 2)[:, ::-1].ravel()


def _all_paths(arcs: _Arcs, group: Ints) -> Ints:
    """Count all two-paths of each actor by role, closed or not: first and second actor differ."""
    inside = arcs.leads & (group[arcs.tail] == group[arcs.head])
    both = arcs.leads & _reversed(arcs.leads)
    out, into, mutual = (
        (arcs.sum_at(ends, kept & inside), arcs.sum_at(ends, kept & ~inside))
        for ends, kept in ((arcs.tail, arcs.leads), (arcs.head, arcs.leads), (arcs.head, both))
    )
    tails, heads = arcs.tail[arcs.leads], arcs.head[arcs.leads]
    shape = (len(group), int(group.max(initial=0)) + 1)
    ones = np.ones(len(tails), np.int64)
    by_group = sparse.csr_matrix((ones, (tails, group[heads])), shape).multiply(
        sparse.csr_matrix((ones, (heads, group[tails])), shape)
    )
    fellows = into[0] * out[0]
    elsewhere = np.asarray(by_group.sum(axis=1)).ravel() - fellows
    return np.column_stack(
        [
            fellows - mutual[0],
            elsewhere - mutual[1],
            into[1] * out[0],
            into[0] * out[1],
            into[1] * out[1] - elsewhere,
        ]
    )
