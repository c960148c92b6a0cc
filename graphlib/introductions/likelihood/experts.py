"""Ranks of pairs by several figures, kept as counts so that any pair can be placed among millions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Ranks", "counted", "places"]

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

_SHIFT = 14
"""Bits of a 32-bit number left out: the 9 that stay of its fraction tell apart one in five hundred."""

_PLACES = 2**31 >> _SHIFT


def places(figures: Floats) -> Ints:
    """Give the place of figures from nought up on a scale of 131,072 steps, each a five hundredth wide.

    The bits of a floating-point number, read as a whole number, rise with it.
    """
    return (figures.astype(np.float32).view(np.int32) >> _SHIFT).astype(np.int64)


def counted(blocks: Iterable[list[Floats]], experts: int) -> tuple[Ranks, ...]:
    """Count blocks of figures, one array for each expert, and rank them; memory is that of a block."""
    counts = np.zeros((experts, _PLACES), np.int64)
    for block in blocks:
        for expert, figures in enumerate(block):
            counts[expert] += np.bincount(places(figures), minlength=_PLACES)
    return tuple(Ranks.of(row) for row in counts)


@dataclass(frozen=True, eq=False)
class Ranks:
    """Where a figure stands among those counted: -log(rank / number), 0 at the bottom.

    ``start`` is the place of the least figure counted and ``heights`` one value for each place
    from there to the place behind the greatest. Equal figures share their mean rank.
    """

    start: int
    heights: npt.NDArray[np.float32]

    @classmethod
    def of(cls, counts: Ints) -> Ranks:
        """Rank figures by the number that fell on each place."""
        found = np.flatnonzero(counts)
        if not len(found):
            return cls(0, np.zeros(1, np.float32))
        total = counts.sum()
        kept = counts[found[0] : found[-1] + 2]
        above = total - np.cumsum(kept)
        rank = np.clip(above + (kept + 1) / 2, 0.5, total)
        return cls(int(found[0]), -np.log(rank / total).astype(np.float32))

    def __call__(self, figures: Floats) -> Floats:
        """Give -log(rank / number) for each figure; below the least one counted it is 0."""
        place = places(figures) - self.start
        height = self.heights[np.clip(place, 0, len(self.heights) - 1)]
        return np.where(place < 0, 0.0, height).astype(np.float64)
