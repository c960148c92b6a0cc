"""What one depth-first search tells about the removal of every actor and every tie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graphlib.distances import Adjacency, adjacency
from graphlib.kernels.cuts import best_parts, search_tree
from graphlib.network import Groups, Network

__all__ = ["Cuts", "Parts", "Positions", "SearchTree", "cuts", "main_groups", "search"]

Positions: TypeAlias = npt.NDArray[np.int64]

_KNOWN: WeakKeyDictionary[Network, Cuts] = WeakKeyDictionary()


@dataclass(frozen=True)
class SearchTree:
    """A depth-first search through every component; one entry an actor in each array.

    Attributes
    ----------
    parent
        The actor that it was found from; -1 for a component's first.
    found
        When it was found: the actors of a subtree have consecutive times.
    low
        The earliest time that its subtree reaches.
    size
        Actors in its subtree.
    """

    parent: Positions
    found: Positions
    low: Positions
    size: Positions

    @cached_property
    def roots(self) -> Positions:
        """The first actor of each component, in the order in which they were found."""
        return np.flatnonzero(self.parent < 0)

    @cached_property
    def component(self) -> Positions:
        """Size of each actor's component."""
        sizes = self.size[self.roots]
        return np.repeat(sizes, sizes)[self.found]

    @cached_property
    def start(self) -> Positions:
        """When the first actor of each actor's component was found."""
        return np.repeat(self.found[self.roots], self.size[self.roots])[self.found]

    @cached_property
    def hanging(self) -> Positions:
        """The actors whose subtrees fall off when the actor above leaves."""
        child = np.flatnonzero(self.parent >= 0)
        # Nobody of the subtree reaches higher than the parent; above a component's first is nobody.
        return child[self.low[child] >= self.found[self.parent[child]]]

    @cached_property
    def parts(self) -> Positions:
        """Number of parts into which each actor's component falls when it leaves."""
        fallen = np.bincount(self.parent[self.hanging], minlength=len(self.parent))
        return (fallen + (self.parent >= 0)).astype(np.int64)

    @cached_property
    def dependent_pairs(self) -> Positions:
        """Pairs of others that lose contact when each actor leaves."""
        fallen, squares = np.zeros(len(self.parent), np.int64), np.zeros(len(self.parent), np.int64)
        above, sizes = self.parent[self.hanging], self.size[self.hanging]
        np.add.at(fallen, above, sizes)
        np.add.at(squares, above, sizes**2)
        others = self.component - 1
        pairs: Positions = (others**2 - squares - (others - fallen) ** 2) // 2
        return pairs


@dataclass(frozen=True)
class Parts:
    """The parts that remain when an actor leaves, one entry a part, by owner, larger ones first.

    ``head`` is the top of the part's subtree, -1 where the part is all that does not fall off;
    ``best`` is its best-connected actor.
    """

    owner: Positions
    head: Positions
    size: Positions
    best: Positions


@dataclass(frozen=True)
class Cuts:
    """The search through a network, and the best-connected actor in and outside each subtree.

    ``inside`` and ``outside`` hold one number an actor, larger for more ties and then for the
    earlier id; -1 where nobody is outside. `actor` turns them back.
    """

    tree: SearchTree
    inside: Positions
    outside: Positions

    def actor(self, best: Positions) -> Positions:
        """Give the positions of best-connected actors."""
        count = len(self.inside)
        return count - 1 - best % max(count, 1)

    def parts(self, owners: Positions) -> Parts:
        """List the parts that remain when each of these actors leaves."""
        tree = self.tree
        is_owner = np.zeros(len(tree.parent), np.bool_)
        is_owner[owners] = True
        head = tree.hanging[is_owner[tree.parent[tree.hanging]]]
        rest = np.flatnonzero(is_owner & (tree.parent >= 0))
        fallen, best_rest = np.zeros(len(tree.parent), np.int64), self.outside.copy()
        np.add.at(fallen, tree.parent[head], tree.size[head])
        staying = np.ones(len(tree.parent), np.bool_)
        staying[tree.hanging] = staying[tree.roots] = False
        np.maximum.at(best_rest, tree.parent[staying], self.inside[staying])
        owner = np.concatenate([tree.parent[head], rest])
        top = np.concatenate([head, np.full(len(rest), -1)])
        size = np.concatenate([tree.size[head], (tree.component - 1 - fallen)[rest]])
        best = np.concatenate([self.inside[head], best_rest[rest]])
        order = np.lexsort((-best, -size, owner))
        return Parts(owner[order], top[order], size[order], self.actor(best[order]))


def search(near: Adjacency, gone: Positions | None = None) -> SearchTree:
    """Search depth first through every component, some actors without their ties; cost O(n + m)."""
    is_gone = np.zeros(len(near), np.bool_)
    if gone is not None:
        is_gone[gone] = True
    return SearchTree(*search_tree(near.indptr, near.indices, is_gone))


def cuts(network: Network) -> Cuts:
    """Search through a network; kept as long as the network is, since several measures read it."""
    if network not in _KNOWN:
        near = adjacency(network)
        tree = search(near)
        count = len(network)
        key = np.diff(near.indptr) * count + np.arange(count)[::-1]
        _KNOWN[network] = Cuts(tree, *best_parts(tree.parent, tree.found, tree.size, key))
    return _KNOWN[network]


def main_groups(
    groups: Groups, found: Positions, count: Callable[[Positions], Positions]
) -> tuple[Positions, Positions]:
    """Find the most frequent known group of each part, the first by name where several are.

    Parameters
    ----------
    groups
        The group of each actor.
    found
        When each actor was found.
    count
        Counts the members of a group in each part, from the number of them found before each
        time (one entry more than actors).

    Returns
    -------
    tuple of numpy.ndarray
        Positions in ``groups.names``, -1 where no group is known; and the number of members.
        Cost O(groups (n + parts)).
    """
    most = count(np.zeros(len(found) + 1, np.int64))
    code = np.full(len(most), -1, np.int64)
    for number in range(len(groups.names)):
        is_member = np.zeros(len(found) + 1, np.int64)
        is_member[found[groups.codes == number] + 1] = 1
        members = count(np.cumsum(is_member))
        code = np.where(members > most, number, code)
        most = np.maximum(members, most)
    return code, most
