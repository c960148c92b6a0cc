"""Who stands where: number of ties, nearness to all others, and paths that pass through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import stdtrit

from graphlib.distances import Adjacency, adjacency, component_sizes, sweep
from graphlib.kernels.brandes import path_shares
from graphlib.kernels.threads import stream
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.sampling import packed, stratified_sources
from graphlib.translation import Message

__all__ = ["Betweenness", "betweenness", "degree", "harmonic", "strength"]

Numbers: TypeAlias = npt.NDArray[np.int64]
Shares: TypeAlias = npt.NDArray[np.float64]

_LEADING = 50
"""Actors of highest betweenness on which the error of a sample is judged."""


@dataclass(frozen=True)
class Betweenness:
    """How many shortest paths pass each actor and each tie.

    Attributes
    ----------
    actors
        float64 by actor id, in paths: each pair of other actors counts once, shared among its
        shortest paths.
    ties
        float64 by row of ``network.pairs``; the paths that end at the tie's own ends count too.
    samples
        Number of sampled sources, or ``None`` where it is exact.
    error
        Half width of the 95 % interval as a share of the figure, for the median of the 50
        actors of highest betweenness; 0 where it is exact. Lesser figures are less sure.
    """

    actors: pd.Series
    ties: pd.Series
    samples: int | None
    error: float

    @property
    def sureness(self) -> Message:
        """How sure the figures are, in a sentence."""
        if self.samples is None:
            return Message("measures.betweenness.exact")
        return Message("measures.betweenness.sampled", count=self.samples, error=self.error)


def degree(network: Network) -> pd.Series:
    """Count how many others each actor is tied to.

    Undirected and unweighted: several ties with the same other actor count once. Cost O(n + m).

    Returns
    -------
    pandas.Series
        int64 by actor id, in ties; 0 for isolates.
    """
    ties = np.bincount(network.edges.ravel(), minlength=len(network))
    return _by_actor(network, ties.astype(np.int64), "degree")


def strength(network: Network) -> pd.Series:
    """Add up how strong the ties of each actor are.

    The weighted degree [1]_, undirected: several ties with the same other actor add up. It is
    in the unit of the weights, which differ between networks. Cost O(n + m).

    Returns
    -------
    pandas.Series
        float64 by actor id; 0 for isolates.

    References
    ----------
    .. [1] Barrat, A. et al. (2004). The architecture of complex weighted networks. Proceedings
       of the National Academy of Sciences 101(11), 3747-3752.
    """
    weights = np.repeat(network.pairs["weight"].to_numpy(), 2)
    total = np.bincount(network.edges.ravel(), weights=weights, minlength=len(network))
    return _by_actor(network, total.astype(np.float64), "strength")


def harmonic(network: Network, *, seed: int = 1, exact_up_to: int = 30_000, samples: int = 4096) -> pd.Series:
    """Say how near each actor is to all others, on average: 1 if it knows everybody.

    ``H(i) = 1/(n-1) sum over j != i of 1/d(i, j)``, with 0 where no path leads [1]_: the mean
    inverse distance to all other actors of the network, as igraph's normalised harmonic
    centrality, so that islands are comparable. Undirected and unweighted.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    seed
        Chooses the sampled actors.
    exact_up_to
        Above this number of actors the mean is taken over sampled others.
    samples
        Number of sampled others, taken evenly through the sectors. The standard error of one
        actor's figure is the spread of its inverse distances (about 0.1) over the root of
        their number: about 0.002.

    Returns
    -------
    pandas.Series
        float64 by actor id, in [0, 1]; 0 for isolates, NaN for an actor without any other.
        Cost O((n + m) levels) for each 64 sources.

    References
    ----------
    .. [1] Marchiori, M. and Latora, V. (2000). Harmony in the small-world. Physica A 285,
       539-546.
    """
    sources = None
    if len(network) > exact_up_to:
        sources = stratified_sources(network.groups().codes, samples, generator(seed, "harmonic"))
    return _by_actor(network, sweep(network, sources=sources).harmonic, "harmonic")


def betweenness(
    network: Network, *, seed: int = 1, exact_up_to: int = 5000, samples: int = 2048
) -> Betweenness:
    """Count the shortest paths between others that pass each actor and each tie.

    ``B(v) = sum over pairs {s, t} of (shortest paths through v) / (shortest paths)`` [1]_,
    by Brandes' algorithm [2]_, not normalised, as igraph counts it.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    seed
        Chooses the sampled sources.
    exact_up_to
        Above this number of actors the figures are estimated from sampled sources [3]_,
        multiplied by actors over samples.
    samples
        Number of sampled sources, taken evenly through the sectors in packs of up to 64.

    Returns
    -------
    Betweenness
        The error of a sample comes from the spread between its packs. Isolates have 0. A high
        figure says that paths pass there, not that anybody uses them. Cost O(sources (n + m)),
        on all cores; the same to the last bit on any number of them.

    References
    ----------
    .. [1] Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
       Sociometry 40(1), 35-41.
    .. [2] Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of
       Mathematical Sociology 25(2), 163-177.
    .. [3] Brandes, U. and Pich, C. (2007). Centrality estimation in large networks.
       International Journal of Bifurcation and Chaos 17(7), 2303-2318.
    """
    packs = packed(np.arange(len(network)))
    if len(network) > exact_up_to:
        packs = stratified_sources(network.groups().codes, samples, generator(seed, "betweenness"))
    drawn = int((packs >= 0).sum())
    near = adjacency(network)
    actors, squares, entries = _path_shares(near, packs)
    scale = len(network) / max(drawn, 1) / 2  # a path is found from either end
    ties = np.bincount(near.ties, weights=entries, minlength=len(network.edges)) * scale
    is_exact = drawn == len(network)
    return Betweenness(
        _by_actor(network, actors * scale, "betweenness"),
        pd.Series(ties, index=network.pairs.index, name="betweenness"),
        None if is_exact else drawn,
        0.0 if is_exact else _leading_error(actors, squares, len(packs), drawn / len(network)),
    )


def _path_shares(near: Adjacency, packs: Numbers) -> tuple[Shares, Shares, Shares]:
    """Add up over packs, always in their order: shares by actor, their squares, shares by entry."""
    actors, squares, entries = (np.zeros(size) for size in (len(near), len(near), len(near.indices)))
    components = component_sizes(near)

    def share(piece: slice) -> tuple[Shares, Shares]:
        passed, carried = np.zeros(len(near)), np.zeros(len(near.indices))
        path_shares(near.indptr, near.indices, packs[piece].ravel(), components, passed, carried)
        return passed, carried

    for passed, carried in stream(share, len(packs), parts=len(packs)):
        actors += passed
        squares += passed * passed
        entries += carried
    return actors, squares, entries


def _leading_error(actors: Shares, squares: Shares, packs: int, drawn: float) -> float:
    """Give the half width of the 95 % interval relative to the figure, median of the leading actors."""
    leading = np.argsort(-actors, kind="stable")[:_LEADING]
    leading = leading[actors[leading] > 0]
    if packs < 2 or len(leading) == 0:
        return 0.0
    mean = actors[leading] / packs
    variance = np.maximum(squares[leading] / packs - mean**2, 0) * packs / (packs - 1)
    half_width = stdtrit(packs - 1, 0.975) * np.sqrt(variance * (1 - drawn) / packs)
    return float(np.median(half_width / mean))


def _by_actor(network: Network, values: npt.NDArray[np.generic], name: str) -> pd.Series:
    """Index values by actor id."""
    return pd.Series(values, index=network.ids, name=name)
