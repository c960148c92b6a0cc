"""What it would be worth that two guests of an event meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.introductions.candidates import Pool
from graphlib.introductions.reach import Reach
from graphlib.introductions.rules import Rules

__all__ = ["Chances", "Worths", "linked", "worths"]

Chances = Callable[[npt.NDArray[np.int32], npt.NDArray[np.int32]], npt.NDArray[np.float64]]
"""Gives the likelihood of pairs of positions."""

_BY_A_CONTACT = 2
"""Ties between two who share a contact and are not linked."""

_LEAST = 1e-4
"""Likelihood of pairs of whom nothing is known, or less where another pair has less."""

_AT_ONCE = 20_000
"""Pairs whose gain is worked out between two signs of progress."""


@dataclass(frozen=True)
class Worths:
    """Pairs of guests that are worth bringing together.

    Attributes
    ----------
    first, second
        Places in the list of guests, the smaller first, sorted.
    likelihood
        How likely the tie is.
    gain
        What it alone adds to the reach across groups, as a share.
    has_contact
        Whether the two have a contact in common, who can introduce them.
    """

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    likelihood: npt.NDArray[np.float64]
    gain: npt.NDArray[np.float64]
    has_contact: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.first)

    @property
    def worth(self) -> npt.NDArray[np.float64]:
        """Likelihood times gain."""
        return self.likelihood * self.gain

    def square(self, values: npt.NDArray[np.float64], guests: int) -> npt.NDArray[np.float64]:
        """Write one value a pair as a matrix with one row and one column a guest."""
        matrix = np.zeros((guests, guests))
        matrix[self.first, self.second] = values
        matrix[self.second, self.first] = values
        return matrix


def linked(reach: Reach, guests: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell which guests know each other, as a matrix."""
    near, place = reach.near, np.full(len(reach.near), -1)
    place[guests] = np.arange(len(guests))
    matrix = np.zeros((len(guests), len(guests)), bool)
    for guest, actor in enumerate(guests.tolist()):
        others = place[near.indices[near.indptr[actor] : near.indptr[actor + 1]]]
        matrix[guest, others[others >= 0]] = True
    return matrix


def worths(
    reach: Reach,
    guests: npt.NDArray[np.int64],
    rule: Rules,
    chances: Chances,
    *,
    progress: Callable[[float], None],
) -> Worths:
    """Judge all pairs of guests of different groups who do not know each other.

    Parameters
    ----------
    reach
        Distances as things stand; holds those of the guests afterwards.
    guests
        Positions, sorted.
    rule
        Who may be an end of a suggestion, and with whom.
    chances
        Gives the likelihood of pairs.
    progress
        Told the share done.

    Returns
    -------
    Worths
        The pairs that would gain something. Cost O(n + |A| |B|) for each.
    """
    pool, places = _candidates(guests, rule, linked(reach, guests))
    likelihood = _never_nothing(np.asarray(chances(pool.first, pool.second), dtype=np.float64))
    reach.hold(guests)
    gains = np.empty(len(pool))
    for start in range(0, len(pool), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        gains[part] = reach.gains(pool.take(part)) * reach.unit
        progress(min(1.0, (start + _AT_ONCE) / len(pool)))
    kept = np.flatnonzero(gains > 0.0)
    first, second = (ends[kept] for ends in places)
    return Worths(first, second, likelihood[kept], gains[kept], reach.apart(pool.take(kept)) == _BY_A_CONTACT)


def _never_nothing(likelihood: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give pairs of which nothing is known the least likelihood of any: they too may meet at a table."""
    least = float(likelihood[likelihood > 0.0].min(initial=_LEAST))
    return np.asarray(np.maximum(likelihood, least), dtype=np.float64)


def _candidates(
    guests: npt.NDArray[np.int64], rule: Rules, are_linked: npt.NDArray[np.bool_]
) -> tuple[Pool, tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """List the pairs that may be suggested: as actors, and as places in the list of guests."""
    codes = rule.codes[guests]
    differ = (codes[:, None] != codes) & (codes[:, None] >= 0) & (codes >= 0) & ~are_linked
    first, second = np.nonzero(np.triu(differ, 1))
    one, other = guests[first].astype(np.int32), guests[second].astype(np.int32)
    fits = rule.allowed(one, other)
    pool = Pool(one[fits], other[fits], np.ones(int(fits.sum())))
    return pool, (first[fits], second[fits])
