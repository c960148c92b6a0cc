"""Sampled sources: where to start when starting everywhere costs too much, and how far off that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from graphlib.kernels.sweeps import WIDTH
from graphlib.translation import Message

__all__ = ["LEADING", "Estimate", "packed", "sampled_ratio", "stratified_sources"]

LEADING = 50
"""Actors of highest figures on which the error of a sample is judged."""


@dataclass(frozen=True)
class Estimate:
    """A figure with its doubt.

    Attributes
    ----------
    value
        The figure; NaN where it does not exist.
    error
        Half width of its 95 % interval; 0 where it is exact.
    samples
        Number of sampled sources, or ``None`` where it is exact.
    """

    value: float
    error: float = 0.0
    samples: int | None = None

    @property
    def sureness(self) -> Message:
        """How sure the figure is, in a sentence."""
        if math.isnan(self.value):
            return Message("measures.undefined")
        if self.samples is None:
            return Message("measures.exact")
        return Message("measures.sampled", count=self.samples, error=self.error)


def packed(sources: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Cut sources into rows of 64, the last filled up with -1."""
    rows = -(-len(sources) // WIDTH)
    packs = np.full(rows * WIDTH, -1, np.int64)
    packs[: len(sources)] = sources
    return packs.reshape(rows, WIDTH)


def stratified_sources(
    codes: npt.NDArray[np.int32], samples: int, random: np.random.Generator, *, is_known_only: bool = False
) -> npt.NDArray[np.int64]:
    """Draw sources so that every group has its share in every batch.

    The actors, ordered by group and position, are dealt into packs of up to 64 that each run
    evenly through all groups; whole packs are drawn without replacement (systematic sampling
    with several random starts), so that the spread between packs tells the error.

    Parameters
    ----------
    codes
        Group of each actor, -1 where unknown.
    samples
        Number of sources wanted: rounded down to whole packs, at least two.
    random
        Where chance comes from.
    is_known_only
        Whether actors of unknown group are left out.

    Returns
    -------
    numpy.ndarray
        int64, one pack a row, filled up with -1.
    """
    ordered = np.argsort(codes, kind="stable")
    if is_known_only:
        ordered = ordered[codes[ordered] >= 0]
    packs = -(-len(ordered) // WIDTH)
    wanted = min(max(2, samples // WIDTH), packs)
    starts = np.sort(random.choice(packs, wanted, replace=False)) if packs else np.empty(0, np.int64)
    drawn = np.full((wanted, WIDTH), -1, np.int64)
    for row, start in enumerate(starts):
        members = ordered[start::packs]
        drawn[row, : len(members)] = members
    return drawn


def sampled_ratio(
    above: npt.NDArray[np.float64], below: npt.NDArray[np.integer], *, share: float
) -> tuple[float, float]:
    """Estimate a ratio of two totals from drawn packs, with the half width of its 95 % interval.

    Parameters
    ----------
    above, below
        Sum of each pack: of what is measured, and of what it is measured by.
    share
        Share of the whole that was drawn.
    """
    total = float(below.sum())
    ratio = float(above.sum()) / total
    packs = len(above)
    spread_between = float(np.sqrt(np.sum((above - ratio * below) ** 2) / (packs - 1)))
    half_width = stdtrit(packs - 1, 0.975) * spread_between * math.sqrt(packs * (1 - share)) / total
    return ratio, float(half_width)
