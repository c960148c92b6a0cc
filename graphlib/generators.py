"""Invented networks whose answers are known: for tests, examples and demonstrations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from graphlib.network import Network
from graphlib.randomness import generator

__all__ = ["Planted", "planted", "random_network"]

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Planted:
    """A network made on purpose, with what a measure must find in it.

    Attributes
    ----------
    network
        The network.
    clusters
        Planted cluster of each actor, int64 by id: its sector's number from 1, and 0 for the
        tail and the island, which belong to none.
    articulation_points
        Ids of the actors without whom others are cut off, sorted.
    bridges
        Pairs of ids joined by a tie without which they are cut off from each other, sorted.
    """

    network: Network
    clusters: pd.Series
    articulation_points: tuple[str, ...]
    bridges: tuple[Pair, ...]


def planted(
    *,
    sectors: int = 3,
    size: int = 40,
    inside: float = 0.2,
    across: float = 0.01,
    joined: Literal["ties", "bridge", "nothing"] = "ties",
    tail: int = 3,
    seed: int = 1,
) -> Planted:
    """Make a network of dense sectors with few ties between them, and with known weak points.

    Every sector is a ring, so that no single actor holds it together, with random ties added (a
    planted partition [1]_). A tail of actors, one behind the other, hangs on the first actor of
    the first sector, and two actors apart from all others make an island.

    Parameters
    ----------
    sectors
        Number of sectors, at least 1.
    size
        Actors in each sector, at least 3.
    inside, across
        Chance of a tie between two actors of the same sector, and of different sectors.
    joined
        ``ties``: each sector and the next are joined by two ties without a common end and by
        random ones; ``bridge``: by one tie and nothing else; ``nothing``: not at all.
    tail
        Actors in the tail; 0 for none.
    seed
        Chooses the random ties.

    Returns
    -------
    Planted
        The network and its answers. Cost O((sectors size)^2).

    Raises
    ------
    ValueError
        If there is no sector, or if sectors are too small for a ring.

    References
    ----------
    .. [1] Condon, A. and Karp, R. M. (2001). Algorithms for graph partitioning on the planted
       partition model. Random Structures & Algorithms 18(2), 116-140.
    """
    if sectors < 1 or size < 3:
        raise ValueError("a planted network has at least one sector, of at least three actors")
    ids = [[f"s{sector + 1}-{place + 1:03}" for place in range(size)] for sector in range(sectors)]
    hanging = [ids[0][0], *(f"tail-{place + 1:03}" for place in range(tail))]
    island = ("island-1", "island-2")
    joins = _joins(ids, joined)
    chance = across if joined == "ties" else 0.0
    ties = _random_ties(ids, inside, chance, seed) | _rings(ids) | joins | set(pairwise(hanging)) | {island}
    weak = set(pairwise(hanging)) | {island} | (joins if joined == "bridge" else set())
    held = {end for pair in weak - {island} for end in pair} - set(hanging[-1:] if tail else [])
    clusters = {name: number for number, members in enumerate(ids, 1) for name in members}
    clusters |= dict.fromkeys([*hanging[1:], *island], 0)
    labels = {name: f"sector {max(number, 1)}" for name, number in clusters.items()}
    return Planted(
        _network(labels, ties),
        pd.Series(clusters, name="cluster", dtype="int64").sort_index(),
        tuple(sorted(held)),
        tuple(sorted(_ordered(pair) for pair in weak)),
    )


def random_network(actors: int, ties: int, *, seed: int = 1, sectors: int = 3) -> Network:
    """Make a network in which chance alone decides: nothing is to be found in it.

    Every set of ``ties`` different pairs is as likely as any other [1]_, and sectors are drawn
    without regard to ties.

    Parameters
    ----------
    actors, ties
        How many.
    seed
        Chooses ties and sectors.
    sectors
        Number of sectors to draw from.

    Raises
    ------
    ValueError
        If there are fewer pairs than ties.

    References
    ----------
    .. [1] Erdos, P. and Renyi, A. (1959). On random graphs I. Publicationes Mathematicae 6,
       290-297.
    """
    random = generator(seed, "random network")
    drawn = random.choice(actors * (actors - 1) // 2, ties, replace=False) if ties else np.empty(0, np.int64)
    # Pairs are numbered (1, 0), (2, 0), (2, 1), (3, 0) and so on.
    later = ((1 + np.sqrt(1 + 8 * drawn)) // 2).astype(np.int64)
    earlier = drawn - later * (later - 1) // 2
    ids = [f"a{place + 1:06}" for place in range(actors)]
    codes = random.integers(0, sectors, actors)
    labels = {name: f"sector {code + 1}" for name, code in zip(ids, codes, strict=True)}
    return _network(labels, [(ids[u], ids[v]) for u, v in zip(earlier, later, strict=True)])


def _random_ties(ids: list[list[str]], inside: float, across: float, seed: int) -> set[Pair]:
    """Draw each pair with the chance of its kind."""
    sector = np.repeat(np.arange(len(ids)), len(ids[0]))
    chance = np.where(sector[:, None] == sector, inside, across)
    drawn = generator(seed, "planted").random(chance.shape) < chance
    names = [name for members in ids for name in members]
    return {(names[u], names[v]) for u, v in np.argwhere(np.triu(drawn, 1))}


def _rings(ids: list[list[str]]) -> set[Pair]:
    """Tie each actor to the next of its sector, and the last to the first."""
    return {_ordered(pair) for members in ids for pair in pairwise([*members, members[0]])}


def _joins(ids: list[list[str]], joined: str) -> set[Pair]:
    """Tie each sector to the next: its last actors to the first ones of the other."""
    ends = {"ties": ((-1, 0), (-2, 1)), "bridge": ((-1, 0),), "nothing": ()}[joined]
    return {(one[last], other[first]) for one, other in pairwise(ids) for last, first in ends}


def _ordered(pair: Pair) -> Pair:
    """Put the smaller id first."""
    return (min(pair), max(pair))


def _network(sector_of: dict[str, str], ties: Iterable[Pair]) -> Network:
    """Build the network of labelled actors and pairs."""
    return Network.build(
        pd.DataFrame({"id": list(sector_of), "sector": list(sector_of.values())}),
        pd.DataFrame(list(ties), columns=["source", "target"]),
    )
