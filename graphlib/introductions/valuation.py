"""Three ways to value a pair beside the suggestions chosen before it.

``expected``: each earlier pick comes true with its own likelihood; ``one-shot``: none does;
``certain``: all do. Tried on the past (25 half-yearly cuts of European research and of
humanitarian funding, cap 3, 50 / 200 suggestions), the gain of those that came true was, in 1e-5,
36.6/39.5 for ``expected``, 34.3/37.1 for ``one-shot`` and 27.7/32.2 for ``certain``. Against
``one-shot`` that is no proof: in three cuts of four the two gained the same. In worlds drawn by the
likelihoods themselves (four networks, 50 and 200 suggestions) ``expected`` gained 0 to 2 % more than
``one-shot`` and ``certain`` 1 to 9 % less; 100 sampled worlds, with distances copied for each, gained
at most 1.6 % more than ``expected`` (standard error 0.7), and 12 of them never more.
"""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.candidates import Pool
from graphlib.introductions.reach import Reach

__all__ = ["CHOICES", "Choice", "Valuation", "valuation"]

Choice: TypeAlias = Literal["expected", "one-shot", "certain"]

CHOICES: tuple[Choice, ...] = ("expected", "one-shot", "certain")
"""Ways to choose a set, the default first."""

RENEWED = 4_000_000
"""Distances that may be read after each pick to renew bounds: all of a small network's."""


class Valuation(Protocol):
    """What a pair is expected to gain, given the picks so far; in units of ``Reach.unit``."""

    @property
    def is_lasting(self) -> bool:
        """Whether a value stays what it is as picks are added."""

    @property
    def may_rise(self) -> bool:
        """Whether a pick may raise what was found before, by more than a little."""

    def of(self, pool: Pool, pairs: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
        """Value some pairs of the pool."""

    def add(self, first: int, second: int, chance: float) -> None:
        """Take note of a pick."""

    def bounds_all_anew(self, pairs: int) -> bool:
        """Tell whether so many pairs are cheap enough to be bounded anew after each pick."""


class _OneShot:
    """Every pair by what it gains today, as if it came true alone."""

    is_lasting = True
    may_rise = False

    def __init__(self, reach: Reach, pool: Pool) -> None:
        self.reach = reach
        self.gain = np.full(len(pool), -1, np.int64)

    def of(self, pool: Pool, pairs: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
        """Measure gains, each once."""
        unknown = pairs[self.gain[pairs] < 0]
        self.gain[unknown] = self.reach.gains(pool.take(unknown))
        return np.asarray(self.gain[pairs], dtype=np.float64)

    def add(self, first: int, second: int, chance: float) -> None:
        """Leave everything as it is."""

    def bounds_all_anew(self, pairs: int) -> bool:
        """Never: the distances stay those of today."""
        return False


class _Expected(_OneShot):
    """Every pair by what it gains where each earlier pick came true with its own likelihood.

    ``E = g * product over picks j of (1 - p_j (1 - g_j / g))``, g the gain today and g_j the gain
    beside j: exact where one pick at a time matters to the pair.
    """

    is_lasting = False

    def __init__(self, reach: Reach, pool: Pool) -> None:
        super().__init__(reach, pool)
        self._factor = np.ones(len(pool))
        self._since = np.zeros(len(pool), np.int64)
        self._ties: list[tuple[int, int]] = []
        self._chances: list[float] = []

    def of(self, pool: Pool, pairs: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
        """Bring the discounts of the pairs up to date."""
        today = super().of(pool, pairs)
        behind = pairs[(self._since[pairs] < len(self._ties)) & (today > 0.0)]
        if len(behind):
            ties = np.asarray(self._ties, dtype=np.int64)
            chances = np.asarray(self._chances)
            self._factor[behind] *= self.reach.discounts(
                pool.take(behind), self.gain[behind], self._since[behind], ties, chances
            )
            self._since[behind] = len(self._ties)
        return np.asarray(today * self._factor[pairs])

    def add(self, first: int, second: int, chance: float) -> None:
        """Count the pick from now on."""
        self._ties.append((first, second))
        self._chances.append(chance)


class _Certain(_OneShot):
    """Every pair by what it gains with all earlier picks in place."""

    is_lasting = False
    may_rise = True

    def of(self, pool: Pool, pairs: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
        """Measure gains on the network as it would be."""
        return self.reach.gains(pool.take(pairs)).astype(np.float64)

    def add(self, first: int, second: int, chance: float) -> None:
        """Add the tie."""
        self.reach.add(first, second)

    def bounds_all_anew(self, pairs: int) -> bool:
        """On small networks, so that the choice is the plain greedy one."""
        return pairs * len(self.reach.columns.actors) <= RENEWED


_WAYS: dict[Choice, type[_OneShot]] = {"expected": _Expected, "one-shot": _OneShot, "certain": _Certain}


def valuation(choice: Choice, reach: Reach, pool: Pool) -> Valuation:
    """Begin to value the pairs of a pool in one of the ways."""
    return _WAYS[choice](reach, pool)
