"""How many of some actors each actor has within one or two ties.

To be near is mutual: who is near a source is counted at the near ones. Two ties away, 64 sources
are looked for at once, a bit of a word for each.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.kernels.bits import ones
from graphlib.kernels.sweeps import WIDTH

__all__ = ["count_near"]

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]


@njit(cache=True, nogil=True)
def count_near(indptr: Ints, indices: Places, sources: Ints, steps: int, counts: Ints) -> None:
    """Add to ``counts`` the sources that each actor has within ``steps`` (1 or 2) ties, itself included."""
    if steps == 1:
        for source in sources:
            counts[source] += 1
            for entry in range(indptr[source], indptr[source + 1]):
                counts[indices[entry]] += 1
        return
    words = np.zeros(len(counts), np.uint64)
    for start in range(0, len(sources), WIDTH):
        _count_two_away(indptr, indices, sources[start : start + WIDTH], words, counts)


@njit(cache=True, nogil=True)
def _count_two_away(
    indptr: Ints, indices: Places, sources: Ints, words: npt.NDArray[np.uint64], counts: Ints
) -> None:
    """Count up to 64 sources, each of which first shows its bit at itself and at its neighbours."""
    words[:] = np.uint64(0)
    full = np.uint64(0)
    for place in range(len(sources)):
        bit = np.uint64(1) << np.uint64(place)
        full |= bit
        source = sources[place]
        words[source] |= bit
        for entry in range(indptr[source], indptr[source + 1]):
            words[indices[entry]] |= bit
    for actor in range(len(counts)):
        near = words[actor]
        for entry in range(indptr[actor], indptr[actor + 1]):
            if near == full:
                break
            near |= words[indices[entry]]
        counts[actor] += np.int64(ones(near))
