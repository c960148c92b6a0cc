"""How many shortest paths pass each actor and each tie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import stdtrit

from graphlib.distances import Adjacency, adjacency, component_sizes
from graphlib.kernels.brandes import path_shares
from graphlib.kernels.threads import stream
from graphlib.kernels.weighted_paths import length_shares
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.sampling import LEADING, packed, stratified_sources
from graphlib.ties import Weight
from graphlib.translation import Message

__all__ = ["Betweenness", "betweenness"]

Numbers: TypeAlias = npt.NDArray[np.int64]
Shares: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Betweenness:
    """How many shortest paths pass each actor and each tie.

    Attributes
    ----------
    actors
        float64 by actor id, in paths: each pair of other actors counts once (with direction:
        once each way), shared among its shortest paths.
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


def betweenness(
    network: Network,
    *,
    directed: bool = False,
    weight: Weight = "none",
    seed: int = 1,
    exact_up_to: int = 5000,
    samples: int = 2048,
) -> Betweenness:
    """Count the shortest paths between others that pass each actor and each tie.

    ``B(v) = sum over pairs (s, t) of (shortest paths through v) / (shortest paths)`` [1]_,
    by Brandes' algorithm [2]_, not normalised, as igraph counts it. Without direction a pair
    counts once; with direction it counts twice, as (s, t) and as (t, s), so that the figures of
    the two readings differ by a factor of two even where every tie leads both ways.

    Parameters
    ----------
    network
        Isolates have 0.
    directed
        Whether paths follow the direction of ties.
    weight
        ``"strength"`` reads a strong tie as a short one, of length ``1 / strength`` [4]_; ways
        whose lengths differ by less than one part in ten thousand million are equally short.
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
        In paths, by actor and by tie. The error of a sample comes from the spread between its
        packs. Cost O(sources (n + m)), with strength O(sources m log n), on all cores; the same
        to the last bit on any number of them.

    Raises
    ------
    UnknownNameError
        If ``weight`` is neither ``"none"`` nor ``"strength"``.

    Warnings
    --------
    A high figure says that the shortest paths pass there, not that anybody uses them or that the
    actor knows of its place. Between networks of different size the figures do not compare.

    References
    ----------
    .. [1] Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
       Sociometry 40(1), 35-41.
    .. [2] Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of
       Mathematical Sociology 25(2), 163-177.
    .. [3] Brandes, U. and Pich, C. (2007). Centrality estimation in large networks.
       International Journal of Bifurcation and Chaos 17(7), 2303-2318.
    .. [4] Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E 64,
       016132.
    """
    near = adjacency(network, directed=directed, weight=weight)
    packs = packed(np.arange(len(network)))
    if len(network) > exact_up_to:
        packs = stratified_sources(network.groups().codes, samples, generator(seed, "betweenness"))
    drawn = int((packs >= 0).sum())
    actors, squares, entries = _path_shares(near, packs)
    scale = len(network) / max(drawn, 1) / (1 if directed else 2)  # without direction found from either end
    ties = np.bincount(near.ties, weights=entries, minlength=len(network.edges)) * scale
    is_exact = drawn == len(network)
    return Betweenness(
        pd.Series(actors * scale, index=network.ids, name="betweenness"),
        pd.Series(ties, index=network.pairs.index, name="betweenness"),
        None if is_exact else drawn,
        0.0 if is_exact else _leading_error(actors, squares, len(packs), drawn / len(network)),
    )


def _path_shares(near: Adjacency, packs: Numbers) -> tuple[Shares, Shares, Shares]:
    """Add up over packs, always in their order: shares by actor, their squares, shares by entry."""
    actors, squares, entries = (np.zeros(size) for size in (len(near), len(near), len(near.indices)))
    lengths = near.lengths
    share = _counting_shares(near, packs) if lengths is None else _measuring_shares(near, lengths, packs)
    for passed, carried in stream(share, len(packs), parts=len(packs)):
        actors += passed
        squares += passed * passed
        entries += carried
    return actors, squares, entries


def _counting_shares(near: Adjacency, packs: Numbers) -> Callable[[slice], tuple[Shares, Shares]]:
    """Give what finds the shares of some packs where ties are counted."""
    back = near.backwards
    reach = np.full(len(near), len(near)) if near.is_directed else component_sizes(near)

    def share(piece: slice) -> tuple[Shares, Shares]:
        passed, carried = np.zeros(len(near)), np.zeros(len(near.indices))
        sources = packs[piece].ravel()
        path_shares(near.indptr, near.indices, back.indptr, back.indices, sources, reach, passed, carried)
        return passed, carried

    return share


def _measuring_shares(
    near: Adjacency, lengths: Shares, packs: Numbers
) -> Callable[[slice], tuple[Shares, Shares]]:
    """Give what finds the shares of some packs where ties have lengths."""

    def share(piece: slice) -> tuple[Shares, Shares]:
        passed, carried = np.zeros(len(near)), np.zeros(len(near.indices))
        sources = packs[piece].ravel()
        length_shares(near.indptr, near.indices, near.tails, lengths, sources, passed, carried)
        return passed, carried

    return share


def _leading_error(actors: Shares, squares: Shares, packs: int, drawn: float) -> float:
    """Give the half width of the 95 % interval relative to the figure, median of the leading actors."""
    leading = np.argsort(-actors, kind="stable")[:LEADING]
    leading = leading[actors[leading] > 0]
    if packs < 2 or len(leading) == 0:
        return 0.0
    mean = actors[leading] / packs
    variance = np.maximum(squares[leading] / packs - mean**2, 0) * packs / (packs - 1)
    half_width = stdtrit(packs - 1, 0.975) * np.sqrt(variance * (1 - drawn) / packs)
    return float(np.median(half_width / mean))
