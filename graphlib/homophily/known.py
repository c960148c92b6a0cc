"""The actors whose group is known, and the ties among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.kernels.homophily import inside_ties
from graphlib.network import Network
from graphlib.randomness import generator

__all__ = ["Floats", "Known", "known_ties"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """The actors of known group, numbered anew, and the ties among them."""

    names: tuple[str, ...]
    codes: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    degree: Ints

    @property
    def sizes(self) -> Floats:
        """Actors of each group."""
        return np.bincount(self.codes, minlength=len(self.names)).astype(float)

    @property
    def share_across_expected(self) -> float:
        """Expected share of ties across groups under random labels; NaN under two actors."""
        n, sizes = len(self.codes), self.sizes
        return float(1 - (sizes * (sizes - 1)).sum() / (n * (n - 1))) if n > 1 else float("nan")

    def inside(self, codes: npt.NDArray[np.int32]) -> Ints:
        """Ties inside each group, were the groups ``codes``."""
        return np.asarray(inside_ties(self.ends, codes, len(self.names)))

    def degrees(self, codes: npt.NDArray[np.int32]) -> Ints:
        """Tie ends in each group, were the groups ``codes``."""
        ends = np.bincount(codes, self.degree.astype(float), minlength=len(self.names))
        return ends.astype(np.int64)

    def shuffles(self, permutations: int, seed: int) -> Iterator[npt.NDArray[np.int32]]:
        """Deal the actors' groups out anew, once for each permutation."""
        rng = generator(seed, "label permutations")
        for _ in range(permutations):
            yield rng.permutation(self.codes)


def known_ties(network: Network, by: str) -> Known:
    """Keep the actors of known group and the ties among them."""
    groups = network.groups(by)
    has_group = groups.codes >= 0
    number = (np.cumsum(has_group) - 1).astype(np.int32)
    ends = number[network.edges[has_group[network.edges].all(axis=1)]]
    codes = groups.codes[has_group].astype(np.int32)
    degree = np.bincount(ends.ravel(), minlength=len(codes)).astype(np.int64)
    return Known(groups.names, codes, ends, degree)
