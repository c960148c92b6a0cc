"""How often anybody, and any two groups, may stand in one round of suggestions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.candidates import Pool

__all__ = ["Cap", "Limits", "Quota"]

Cap: TypeAlias = int | npt.NDArray[np.integer] | None
"""Most suggestions that an actor may be an end of: the same for all, one for each, or none."""

Quota: TypeAlias = int | Mapping[tuple[int, int], int] | Mapping[frozenset[int], int]
"""Most suggestions that may join two groups: the same for all, or by their codes in any order."""

_NO_LIMIT = np.iinfo(np.int64).max


class Limits:
    """Counts suggestions against the most that each end and each pair of groups may have."""

    def __init__(self, codes: npt.NDArray[np.int32], cap: Cap, quota: Quota | None) -> None:
        self._codes = codes
        self._left = np.empty(len(codes), np.int64)
        self._left[:] = _NO_LIMIT if cap is None else cap
        groups = int(codes.max(initial=-1)) + 1
        self._quota = np.full((groups, groups), quota if isinstance(quota, int) else _NO_LIMIT)
        for pair, most in quota.items() if isinstance(quota, Mapping) else ():
            self._quota[_both(pair)] = most
            self._quota[_both(pair)[::-1]] = most

    def allow(self, pool: Pool) -> npt.NDArray[np.bool_]:
        """Tell of each pair whether both its ends and its two groups have room left."""
        room = (self._left[pool.first] > 0) & (self._left[pool.second] > 0)
        return np.asarray(room & (self._quota[self._codes[pool.first], self._codes[pool.second]] > 0))

    def count(self, first: int, second: int) -> bool:
        """Count one suggestion; tell whether an end or the two groups have no room left."""
        self._left[[first, second]] -= 1
        one, other = self._codes[first], self._codes[second]
        self._quota[one, other] -= 1
        self._quota[other, one] = self._quota[one, other]
        return bool(min(self._left[first], self._left[second], self._quota[one, other]) <= 0)


def _both(pair: Collection[int]) -> tuple[int, int]:
    """Give the two codes of a pair of groups, the lower first."""
    low, high = sorted(pair)
    return low, high
