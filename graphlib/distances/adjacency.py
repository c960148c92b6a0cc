"""Who is tied to whom, in which direction and at what length."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias, get_args
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graphlib.errors import UnknownNameError
from graphlib.kernels.neighbours import neighbours, parts
from graphlib.network import Network
from graphlib.ties import Weight

__all__ = ["Adjacency", "adjacency", "adjacency_from", "check_weight", "component_labels", "component_sizes"]

Positions: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Lengths: TypeAlias = npt.NDArray[np.float64]

_LARGEST = 1e300
"""Strengths beyond this, and below its inverse, would make lengths of nought and of infinity."""


_KEPT: WeakKeyDictionary[Network, Adjacency] = WeakKeyDictionary()
"""Neighbours without direction, as long as their network is there: nearly every measure asks for them."""


@dataclass(frozen=True)
class Adjacency:
    """The neighbours of every actor, one after the other.

    The neighbours of actor ``i`` are ``indices[indptr[i]:indptr[i + 1]]``, ascending; ``ties``
    holds at the same places the row of ``network.pairs`` that joins them.

    Attributes
    ----------
    lengths
        At the same places the length of the way to that neighbour, 1 / strength; ``None`` where
        each tie counts as one.
    is_directed
        Whether only those count as neighbours to whom a tie leads.
    """

    indptr: Positions
    indices: npt.NDArray[np.int32]
    ties: npt.NDArray[np.int32]
    lengths: Lengths | None = None
    is_directed: bool = False

    def __len__(self) -> int:
        return len(self.indptr) - 1

    @cached_property
    def tails(self) -> npt.NDArray[np.int32]:
        """The actor that each entry of ``indices`` starts from."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.indptr))

    @cached_property
    def parts(self) -> tuple[Positions, Positions]:
        """The part of each actor, numbered by its first one, and the sizes of the parts."""
        return parts(self.indptr, self.indices)

    @cached_property
    def backwards(self) -> Adjacency:
        """The same ties walked against their direction; itself where ties have none."""
        if not self.is_directed:
            return self
        order = np.argsort(self.indices, kind="stable")
        return Adjacency(
            *_kept(_starts(len(self), self.indices), self.tails[order], self.ties[order]),
            None if self.lengths is None else self.lengths[order],
            is_directed=True,
        )


def adjacency(network: Network, *, directed: bool = False, weight: Weight = "none") -> Adjacency:
    """List every actor's neighbours; cost O(n + m), and nothing when undirected and asked again.

    Parameters
    ----------
    network
        Where the ties are.
    directed
        Whether a neighbour is one to whom a tie leads; else any tie makes neighbours.
    weight
        ``"strength"`` gives each entry a length, one over the summed strength [1]_.

    Raises
    ------
    UnknownNameError
        If ``weight`` is none of the ways to read strength.

    References
    ----------
    .. [1] Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E 64,
       016132.
    """
    check_weight(weight)
    if not directed and weight == "none":
        if network not in _KEPT:
            _KEPT[network] = adjacency_from(len(network), network.edges)
        return _KEPT[network]
    if directed:
        arcs = network.arcs
        starts = _starts(len(network), arcs.source)
        near = Adjacency(
            *_kept(starts, arcs.target.astype(np.int32), arcs.tie.astype(np.int32)), is_directed=True
        )
    else:
        near = adjacency(network)
    if weight == "none":
        return near
    strengths = network.arcs.weight if directed else network.pairs["weight"].to_numpy()[near.ties]
    return replace(near, lengths=1.0 / np.clip(strengths, 1 / _LARGEST, _LARGEST))


def adjacency_from(actors: int, edges: npt.NDArray[np.integer]) -> Adjacency:
    """List every actor's neighbours from pairs of positions, each pair given once.

    Parameters
    ----------
    actors
        Number of actors.
    edges
        Shape (ties, 2), sorted as ``network.edges`` is.
    """
    return Adjacency(*_kept(*neighbours(actors, np.ascontiguousarray(edges, np.int32))))


def component_labels(adjacency: Adjacency) -> Positions:
    """Tell which actors are joined by paths, part by part: 0 for the largest; cost O(n + m).

    Ties have no direction here. Parts of the same size are numbered by the position of their
    first actor.
    """
    labels, sizes = adjacency.parts
    rank = np.empty(len(sizes), np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return rank[labels]


def component_sizes(adjacency: Adjacency) -> Positions:
    """Give for each actor the size of its component, itself included; cost O(n + m)."""
    labels, sizes = adjacency.parts
    return sizes[labels]


def _kept(starts: Positions, others: Places, ties: Places) -> tuple[Positions, Places, Places]:
    """Make the arrays unchangeable, all of them, since kernels are compiled anew for the other sort."""
    for array in (starts, others, ties):
        array.flags.writeable = False
    return starts, others, ties


def check_weight(weight: str) -> None:
    """Refuse a way to read strength that does not exist.

    Raises
    ------
    UnknownNameError
        If ``weight`` is none of those that `graphlib.ties.Weight` lists.
    """
    if weight not in get_args(Weight):
        raise UnknownNameError("measures.kind.weight", weight, get_args(Weight))


def _starts(actors: int, tails: npt.NDArray[np.integer]) -> Positions:
    """Tell where each actor's entries start once they are sorted by the actor they start from."""
    indptr = np.zeros(actors + 1, np.int64)
    np.cumsum(np.bincount(tails, minlength=actors), out=indptr[1:])
    return indptr
