"""How near each actor is to all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances import (
    INVERSE,
    UNIT,
    Adjacency,
    adjacency,
    distances_from,
    is_sampled,
    length_sweep,
    lengths_from,
    sweep,
)
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.sampling import LEADING, sampled_ratio, stratified_sources
from graphlib.ties import Weight
from graphlib.translation import Message

__all__ = ["SAMPLES", "Nearness", "harmonic", "nearness"]

Numbers: TypeAlias = npt.NDArray[np.int64]
Shares: TypeAlias = npt.NDArray[np.float64]

SAMPLES: dict[str, int] = {"none": 4096, "strength": 1024}
"""Sampled others where there are too many actors for all of them."""


@dataclass(frozen=True)
class Nearness:
    """How near each actor is to all others.

    Attributes
    ----------
    actors
        float64 by actor id, the mean inverse distance.
    samples
        Number of sampled others, or ``None`` where it is exact.
    error
        Half width of the 95 % interval as a share of the figure, for the median of the 50
        nearest actors; 0 where it is exact.
    """

    actors: pd.Series
    samples: int | None
    error: float

    @property
    def sureness(self) -> Message:
        """How sure the figures are, in a sentence."""
        if self.samples is None:
            return Message("measures.harmonic.exact")
        return Message("measures.harmonic.sampled", count=self.samples, error=self.error)


def harmonic(
    network: Network,
    *,
    directed: bool = False,
    weight: Weight = "none",
    seed: int = 1,
    exact_up_to: int | None = None,
    samples: int | None = None,
) -> pd.Series:
    """Say how near each actor is to all others, on average: 1 if it knows everybody.

    ``H(i) = 1/(n-1) sum over j != i of 1/d(i, j)``, with 0 where no path leads [1]_: the mean
    inverse distance from the actor to all other actors of the network, as igraph's normalised
    harmonic centrality (mode ``out``), so that islands are comparable.

    Parameters
    ----------
    network
        Where the ties are.
    directed
        Whether paths follow the direction of ties, leading from the actor to the others.
    weight
        ``"strength"`` reads a strong tie as a short one, of length ``1 / strength`` [2]_.
    seed
        Chooses the sampled actors.
    exact_up_to
        Above this number of actors the mean is taken over sampled others; 30,000 unless given,
        5,000 with strength.
    samples
        Number of sampled others, taken evenly through the sectors; 4,096 unless given, 1,024
        with strength.

    Returns
    -------
    pandas.Series
        float64 by actor id, in [0, 1], with strength in the unit of strength; 0 for isolates,
        NaN for an actor without any other. Cost O((n + m) levels) for each 64 sources, with
        strength O(m log n) for each. `nearness` says besides how sure the figures are.

    Raises
    ------
    UnknownNameError
        If ``weight`` is neither ``"none"`` nor ``"strength"``.

    Warnings
    --------
    To be near says how few ties a word would have to travel, not that it travels. Figures read
    with strength compare within one network only.

    References
    ----------
    .. [1] Marchiori, M. and Latora, V. (2000). Harmony in the small-world. Physica A 285,
       539-546.
    .. [2] Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E 64,
       016132.
    """
    return nearness(
        network, directed=directed, weight=weight, seed=seed, exact_up_to=exact_up_to, samples=samples
    ).actors


def nearness(
    network: Network,
    *,
    directed: bool = False,
    weight: Weight = "none",
    seed: int = 1,
    exact_up_to: int | None = None,
    samples: int | None = None,
) -> Nearness:
    """Give what `harmonic` gives, and how sure it is.

    Parameters
    ----------
    network, directed, weight, seed, exact_up_to, samples
        As `harmonic` takes them.

    Returns
    -------
    Nearness
        The cost is that of `harmonic`.
    """
    near = adjacency(network, directed=directed, weight=weight)
    packs = None
    if is_sampled(network, weight, exact_up_to=exact_up_to):
        wanted = samples or SAMPLES[weight]
        packs = stratified_sources(network.groups().codes, wanted, generator(seed, "harmonic"))
    if weight == "none":
        found = sweep(network, directed=directed, sources=packs).harmonic
    else:
        found = length_sweep(network, directed=directed, batches=packs).harmonic
    actors = pd.Series(found, index=network.ids, name="harmonic")
    if packs is None or (drawn := int((packs >= 0).sum())) == len(network):
        return Nearness(actors, None, 0.0)
    return Nearness(actors, drawn, _nearness_error(near, found, packs))


def _nearness_error(near: Adjacency, found: Shares, packs: Numbers) -> float:
    """Give the half width of the 95 % interval relative to the figure, median of the leading actors."""
    leading = np.argsort(-found, kind="stable")[:LEADING]
    leading = leading[found[leading] > 0]
    if near.lengths is None:
        inverse = INVERSE[distances_from(near, leading)] / UNIT
    else:
        lengths = lengths_from(near, leading)
        inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    is_there = packs >= 0
    halves = []
    for row, actor in zip(inverse, leading, strict=True):
        sums = np.where(is_there, row[packs], 0.0).sum(axis=1)
        others = (is_there & (packs != actor)).sum(axis=1)
        mean, half_width = sampled_ratio(sums, others, share=int(is_there.sum()) / len(near))
        halves.append(half_width / mean)
    return float(np.median(halves)) if halves else 0.0
