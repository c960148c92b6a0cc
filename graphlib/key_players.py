"""Sets of actors that together reach most of the network, or hold most of it together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib import centrality
from graphlib.bridging.cuts import search
from graphlib.distances import Adjacency, adjacency, distances_from
from graphlib.kernels.reach import count_near
from graphlib.kernels.threads import spread
from graphlib.network import Network
from graphlib.ranking import ranks
from graphlib.translation import Message

__all__ = ["Goal", "KeyPlayers", "key_players"]

Positions: TypeAlias = npt.NDArray[np.int64]
Goal: TypeAlias = Literal["reach", "hold"]
"""What a set is chosen for: to have most actors near it, or to be missed most."""

_SAMPLES = 128
"""Sampled sources of the betweenness that only breaks ties and draws the comparison."""


@dataclass(frozen=True)
class KeyPlayers:
    """A set of actors chosen together, with what rankings would have chosen beside it.

    Attributes
    ----------
    table
        One row an actor of the set, in the order in which they were chosen.
    goal, steps
        What it was chosen for, and within how many ties it reaches.
    share
        What the whole set does, as ``share`` in the last row; NaN where there is nothing to do.
    by_betweenness, by_degree
        The share that as many actors do together, taken from the top of these rankings.
    samples
        Sampled sources of the betweenness, or ``None`` where it is exact or was given.
    seed
        Chose the sampled sources.
    """

    table: pd.DataFrame
    goal: Goal
    steps: int
    share: float
    by_betweenness: float
    by_degree: float
    samples: int | None
    seed: int

    @property
    def comparison(self) -> Message:
        """What the set does together, beside the same number from the rankings, in a sentence."""
        word = "hold" if self.goal == "hold" else f"reach_{self.steps}"
        return Message(
            f"bridging.set.{word}",
            count=len(self.table),
            share=self.share,
            go_betweens=self.by_betweenness,
            contacts=self.by_degree,
        )


def key_players(
    network: Network,
    *,
    k: int = 5,
    goal: Goal = "reach",
    steps: Literal[1, 2] = 1,
    betweenness: pd.Series | None = None,
    seed: int = 1,
) -> KeyPlayers:
    """Find the few actors who together reach most others, or without whom most is lost.

    The best of a ranking often do the same thing twice; a set is chosen so that they complement
    each other [1]_. ``reach``: ``|union over v in S of {i: d(v, i) <= steps}| / n``, the share of
    all actors in the set or within so many ties of it. ``hold``:
    ``1 - (pairs joined without S) / (pairs joined now)``, the share of the pairs in contact that
    are lost when the set leaves, its own pairs among them. Chosen one by one, each the one that
    adds most to those before it (greedy); equal ones by betweenness, then by id. For ``reach``
    that gives at least ``1 - 1/e = 63 %`` of what the best set would [2]_; for ``hold`` there is
    no such promise.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    k
        Actors wanted; there are fewer where nothing is left to gain.
    goal
        ``reach`` to spread something with few, ``hold`` to see on whom contact rests.
    steps
        Within how many ties an actor is reached, 1 or 2; for ``reach`` only.
    betweenness
        Betweenness by actor id where it is known already; measured unless given, above 5,000
        actors from 128 sampled sources.
    seed
        Chooses the sampled sources.

    Returns
    -------
    KeyPlayers
        With a table of these columns, and the shares that rankings reach, to compare.

        ================ ======= ========= =================================================
        column           dtype   unit      meaning
        rank             int64   --        1 for the first chosen
        id, name, sector str     --        the actor
        gain             int64   see below what it adds to those before it
        total            int64   see below what it does with those before it
        share            float64 [0, 1]    ``total`` as a share of all
        alone            int64   see below what it would do alone
        separated        int64   pairs     of those who stay, in contact before and no longer
        ================ ======= ========= =================================================

        The unit is actors for ``reach`` and pairs for ``hold``; ``separated`` is there for
        ``hold`` only. Isolates reach themselves. Cost for ``hold`` O(k (n + m)), for ``reach``
        the sum over actors of those within ``steps``, and little more for each of the set.

    Warnings
    --------
    The set is good, not the only good one: others may do nearly as well, and whom it names first
    decides whom it names next. That a tie is there does not say that anything passes along it.

    References
    ----------
    .. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network.
       Computational and Mathematical Organization Theory 12, 21-34.
    .. [2] Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of
       approximations for maximizing submodular set functions. Mathematical Programming 14,
       265-294.
    """
    near, samples = adjacency(network), None
    if betweenness is None:
        measured = centrality.betweenness(network, seed=seed, samples=_SAMPLES)
        betweenness, samples = measured.actors, measured.samples
    leading = _leading(betweenness.reindex(network.ids))
    task: _Reach | _Hold = _Hold(near) if goal == "hold" else _Reach(near, steps)
    chosen = [*islice(task.greedy(leading), max(k, 0))]
    table = _table(network, chosen, task)
    actors = np.array([actor for actor, _ in chosen], np.int64)
    most_contacts = _leading(centrality.degree(network))
    by_betweenness, by_degree = (_share(task, ranking[: len(actors)]) for ranking in (leading, most_contacts))
    return KeyPlayers(table, goal, steps, _share(task, actors), by_betweenness, by_degree, samples, seed)


class _Reach:
    """Choosing a set for the actors that it has near."""

    def __init__(self, near: Adjacency, steps: int) -> None:
        self._near = near
        self._steps = steps
        self.whole = len(near)
        self.alone = self._count(np.arange(len(near)))

    def total(self, actors: Positions) -> int:
        """Count the actors that a set reaches."""
        return int(self._reached(actors).sum())

    def greedy(self, leading: Positions) -> Iterator[tuple[int, int]]:
        """Give one actor after the other that adds most, equal ones in the order of ``leading``.

        With it, how much it adds. What each would add is counted anew from those who are not
        reached yet, or from those who now are, whichever are fewer.
        """
        gain, reached = self.alone.copy(), np.zeros(len(self._near), np.bool_)
        while gain.any():
            best = int(leading[np.argmax(gain[leading])])
            yield best, int(gain[best])
            newly = self._reached(np.array([best])) & ~reached
            reached |= newly
            if 2 * int(newly.sum()) < len(reached) - int(reached.sum()):
                gain -= self._count(np.flatnonzero(newly))
            else:
                gain = self._count(np.flatnonzero(~reached))

    def _reached(self, actors: Positions) -> npt.NDArray[np.bool_]:
        """Tell who is in a set or within its reach."""
        return np.asarray((distances_from(self._near, actors) <= self._steps).any(axis=0))

    def _count(self, sources: Positions) -> Positions:
        """Count for each actor those of some sources that it would reach."""

        def count(piece: slice) -> Positions:
            counts = np.zeros(len(self._near), np.int64)
            count_near(self._near.indptr, self._near.indices, sources[piece], self._steps, counts)
            return counts

        return np.asarray(sum(spread(count, len(sources))), dtype=np.int64)


class _Hold:
    """Choosing a set for the pairs that lose contact without it."""

    def __init__(self, near: Adjacency) -> None:
        self._near = near
        self._tree = search(near)
        self.whole = _pairs(self._tree.component)
        self.alone = self._tree.component - 1 + self._tree.dependent_pairs

    def total(self, actors: Positions) -> int:
        """Count the pairs in contact now and not without a set, its own among them."""
        return self.whole - _pairs(search(self._near, actors).component)

    def separated(self, actors: Positions, total: int) -> int:
        """Count the pairs of those who stay among the pairs that a set holds in contact."""
        tree = self._tree
        own = np.bincount(tree.start[actors], minlength=len(self._near))[tree.start]
        stays = np.ones(len(self._near), np.bool_)
        stays[actors] = False
        return _pairs((tree.component - own)[stays]) - self.whole + total

    def greedy(self, leading: Positions) -> Iterator[tuple[int, int]]:
        """Give one actor after the other that adds most, equal ones in the order of ``leading``.

        With it, how much it adds. One search tells what each of the actors left would.
        """
        gain, gone = self.alone, np.empty(0, np.int64)
        while gain.any():
            best = int(leading[np.argmax(gain[leading])])
            yield best, int(gain[best])
            gone = np.append(gone, best)
            tree = search(self._near, gone)
            gain = tree.component - 1 + tree.dependent_pairs


def _share(task: _Reach | _Hold, actors: Positions) -> float:
    """Give what a set does as a share of the whole; NaN where there is nothing to do."""
    return task.total(actors) / task.whole if task.whole else math.nan


def _pairs(component: Positions) -> int:
    """Count the pairs joined by a path, from the size of each actor's component."""
    return int((component - 1).sum()) // 2


def _leading(values: pd.Series) -> Positions:
    """Order the positions of actors by a figure, largest first, then by id."""
    rank = ranks(values)["rank"].fillna(len(values) + 1).to_numpy(np.int64)
    return np.argsort(rank, kind="stable").astype(np.int64)


def _table(network: Network, chosen: list[tuple[int, int]], task: _Reach | _Hold) -> pd.DataFrame:
    """Describe a set, actor by actor in the order in which they were chosen."""
    actors, gain = np.array(chosen, np.int64).reshape(-1, 2).T
    total = np.cumsum(gain)
    table = network.actors.loc[actors, ["id", "name", "sector"]].reset_index(drop=True)
    table.insert(0, "rank", np.arange(len(actors)) + 1)
    table = table.assign(gain=gain, total=total, share=total / max(task.whole, 1), alone=task.alone[actors])
    if isinstance(task, _Hold):
        separated = [task.separated(actors[:size], int(total[size - 1])) for size in table["rank"]]
        table["separated"] = np.array(separated, np.int64)
    return table
