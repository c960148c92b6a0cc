"""Distances measured in the lengths of ties, 1 / strength: a search from each source.

Sums of lengths are added in one fixed order, so that they are the same on any number of cores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graphlib.distances.adjacency import Adjacency, adjacency, check_weight
from graphlib.distances.sweeps import mean_over_others
from graphlib.kernels.threads import spread, stream
from graphlib.kernels.weighted_paths import length_rows, length_tally
from graphlib.network import Network
from graphlib.sampling import packed
from graphlib.ties import Weight

__all__ = ["EXACT_UP_TO", "LengthSweep", "is_sampled", "length_sweep", "lengths_from"]

Positions: TypeAlias = npt.NDArray[np.int64]
Lengths: TypeAlias = npt.NDArray[np.float64]

EXACT_UP_TO: dict[str, int] = {"none": 30_000, "strength": 5_000}
"""Actors up to which everybody is a source: counting ties is far cheaper than measuring them."""

_FULL_SWEEPS: WeakKeyDictionary[Network, dict[bool, LengthSweep]] = WeakKeyDictionary()


@dataclass(frozen=True)
class LengthSweep:
    """What searches along the lengths of ties found.

    Attributes
    ----------
    harmonic
        For each actor the mean inverse length of its shortest ways to the sources other than
        itself; NaN where there is none.
    batch_pairs
        For each batch of sources the number of pairs (other actor, source) that a way joins.
    batch_sums
        The sum of the lengths of these ways.
    sources
        Positions of the sources.
    """

    harmonic: Lengths
    batch_pairs: npt.NDArray[np.int64]
    batch_sums: Lengths
    sources: Positions


def lengths_from(near: Adjacency, sources: npt.NDArray[np.integer] | list[int]) -> Lengths:
    """Give the length of the shortest way from each source to every actor.

    Returns
    -------
    numpy.ndarray
        float64, shape (sources, actors), in the unit of ``near.lengths`` (in ties where
        there are none); infinite where no way leads. Cost O(m log n) for each source, on all
        cores.
    """
    places = np.asarray(sources, dtype=np.int64)
    rows = np.empty((len(places), len(near)))
    lengths = _lengths(near)

    def fill(piece: slice) -> None:
        length_rows(near.indptr, near.indices, lengths, places[piece], rows[piece])

    spread(fill, len(places))
    return rows


def length_sweep(
    network: Network, *, directed: bool = False, batches: Positions | None = None
) -> LengthSweep:
    """Measure nearness and lengths of ways to the sources, batch by batch.

    Parameters
    ----------
    network
        Read with strengths: the length of a tie is one over its strength.
    directed
        Whether ways follow the direction of ties: they then lead from each actor to the sources.
    batches
        Positions of the sources, a batch a row, filled up with -1; every actor unless given.

    Returns
    -------
    LengthSweep
        Cost O(m log n) for each source, on all cores; the same to the last bit on any number of
        them. The sweep from every actor is kept as long as the network is.
    """
    if batches is not None:
        return _swept(network, batches, directed=directed)
    known = _FULL_SWEEPS.setdefault(network, {})
    if directed not in known:
        known[directed] = _swept(network, packed(np.arange(len(network))), directed=directed)
    return known[directed]


def is_sampled(network: Network, weight: Weight, *, exact_up_to: int | None) -> bool:
    """Tell whether sources are sampled: above 30,000 actors, with strength 5,000, unless told otherwise.

    Raises
    ------
    UnknownNameError
        If ``weight`` is none of the ways to read strength.
    """
    check_weight(weight)
    return len(network) > (EXACT_UP_TO[weight] if exact_up_to is None else exact_up_to)


def _swept(network: Network, batches: Positions, *, directed: bool) -> LengthSweep:
    """Search from batches of sources, on all cores, and add up what each found, in their order."""
    back = adjacency(network, directed=directed, weight="strength").backwards
    lengths = _lengths(back)
    pairs, sums = np.zeros(len(batches), np.int64), np.zeros(len(batches))

    def tally(piece: slice) -> Lengths:
        nearness = np.zeros(len(network))
        for row in range(piece.start, piece.stop):
            pairs[row], sums[row] = length_tally(back.indptr, back.indices, lengths, batches[row], nearness)
        return nearness

    nearness = np.zeros(len(network))
    for found in stream(tally, len(batches), parts=len(batches)):
        nearness += found
    chosen = batches[batches >= 0]
    harmonic = mean_over_others(nearness, chosen)
    for array in (harmonic, pairs, sums, chosen):
        array.flags.writeable = False
    return LengthSweep(harmonic, pairs, sums, chosen)


def _lengths(near: Adjacency) -> Lengths:
    """Give the length of each entry, one where ties are only counted."""
    return np.ones(len(near.indices)) if near.lengths is None else near.lengths
