"""The actors whose group is known, and the ties among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.errors import UndefinedMeasureError
from graphlib.kernels.homophily import count_shuffled, inside_ties
from graphlib.kernels.threads import spread
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.translation import Message

__all__ = ["MOST_GROUPS", "Floats", "Ints", "Known", "comparable_ties", "known_ties"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MOST_GROUPS = 500
"""Groups are compared with one another, or with chance, up to this number of groups."""


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

    def inside(self) -> Ints:
        """Ties inside each group."""
        return np.asarray(inside_ties(self.ends, self.codes, len(self.names)))

    def degrees(self) -> Ints:
        """Tie ends in each group."""
        ends = np.bincount(self.codes, self.degree.astype(float), minlength=len(self.names))
        return ends.astype(np.int64)

    def shuffled(self, permutations: int, seed: int) -> tuple[Ints, Ints]:
        """Deal the actors' groups out anew, once for each permutation.

        Gives, with a row a permutation and a column a group, the ties inside the group and all
        ties that touch it. More permutations begin with the same ones.
        """
        states = generator(seed, "label permutations").integers(2**62, size=permutations)
        shape = (permutations, len(self.names))
        inside, touching = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        spread(
            lambda rows: count_shuffled(
                self.ends, self.codes, self.degree, states[rows], inside[rows], touching[rows]
            ),
            permutations,
        )
        return inside, touching


def known_ties(network: Network, by: str) -> Known:
    """Keep the actors of known group and the ties among them."""
    groups = network.groups(by)
    has_group = groups.codes >= 0
    number = (np.cumsum(has_group) - 1).astype(np.int32)
    ends = number[network.edges[has_group[network.edges].all(axis=1)]]
    codes = groups.codes[has_group].astype(np.int32)
    degree = np.bincount(ends.ravel(), minlength=len(codes)).astype(np.int64)
    return Known(groups.names, codes, ends, degree)


def comparable_ties(network: Network, by: str) -> Known:
    """Give `known_ties`, or refuse where there are too many groups to compare."""
    known = known_ties(network, by)
    if len(known.names) > MOST_GROUPS:
        raise UndefinedMeasureError(
            Message("clusters.mixing.what", by=by, count=len(known.names)),
            Message("clusters.mixing.fix", most=MOST_GROUPS),
        )
    return known
