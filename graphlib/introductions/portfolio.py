"""Choose introductions together, each judged as if the earlier ones had come true."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.introductions.candidates import Pool
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.reach import Reach
from graphlib.introductions.screening import worth

__all__ = ["Pick", "portfolio"]

RENEWED = 4_000_000
"""Distances that may be read after each pick to renew bounds: all of a small network's."""

_BATCH = 32


@dataclass(frozen=True)
class Pick:
    """One chosen introduction.

    ``gain`` is in units of ``Reach.unit``; ``apart`` is today's distance, 255 for none;
    ``introducer`` is ``None`` where no contact is shared.
    """

    first: int
    second: int
    apart: int
    introducer: int | None
    likelihood: float
    gain: int


class _Queue:
    """Pairs by worth, the most promising first; a worth may be a bound, from an earlier step."""

    def __init__(self, worths: npt.NDArray[np.float64]) -> None:
        self.worth = worths
        self.exact_at = np.full(len(worths), -1)
        self.is_open = worths > 0.0
        self._heap = [(-value, pair) for pair, value in enumerate(worths.tolist()) if value > 0.0]
        heapq.heapify(self._heap)

    def pop(self) -> int | None:
        """Take out the best pair, ``None`` when there is none left."""
        while self._heap:
            value, pair = heapq.heappop(self._heap)
            if self.is_open[pair] and -value == self.worth[pair]:
                return pair
        return None

    def put(self, pairs: npt.NDArray[np.integer], worths: npt.NDArray[np.float64], step: int) -> None:
        """Put pairs back under a new worth; ``step`` is -1 for a bound."""
        self.worth[pairs] = worths
        self.exact_at[pairs] = step
        for pair, value in zip(pairs.tolist(), worths.tolist(), strict=True):
            heapq.heappush(self._heap, (-value, pair))


class _Greedy:
    """The state of one choice: distances, what is left to choose from, and who has how much."""

    def __init__(
        self, reach: Reach, pool: Pool, introducers: Introducers, cap: int | None, weight: str
    ) -> None:
        self.reach, self.pool, self.introducers = reach, pool, introducers
        self.cap, self.weight = cap, weight
        self.gain = np.zeros(len(pool), np.int64)
        self.load = np.zeros(len(reach.near), np.int64)
        self.apart = reach.apart(pool)
        self.queue = _Queue(worth(pool, reach.bounds(pool, self.apart), weight))

    def best(self, step: int) -> int | None:
        """Find the pair of the highest worth, looking at bounds only where they promise more."""
        size = 1
        while (pair := self.queue.pop()) is not None:
            if self.queue.exact_at[pair] == step:
                return pair
            batch = [pair]
            while len(batch) < size and (pair := self.queue.pop()) is not None:
                batch.append(pair)
            self._judge(np.asarray(batch), step)
            size = min(2 * size, _BATCH)
        return None

    def _judge(self, pairs: npt.NDArray[np.int64], step: int) -> None:
        """Replace bounds by exact worths, but for pairs judged in this step already."""
        stale = self.queue.exact_at[pairs] != step
        fresh, pairs = pairs[~stale], pairs[stale]
        chosen = self.pool.take(pairs)
        self.gain[pairs] = self.reach.gains(chosen)
        self.queue.put(pairs, worth(chosen, self.gain[pairs], self.weight), step)
        self.queue.put(fresh, self.queue.worth[fresh], step)

    def take(self, pair: int) -> None:
        """Add the pair's tie, close what is at its cap and renew the bounds that may have risen."""
        ends = [int(self.pool.first[pair]), int(self.pool.second[pair])]
        self.queue.is_open[pair] = False
        self.reach.add(*ends)
        self.load[ends] += 1
        if self.cap is not None:
            full = self.load >= self.cap
            self.queue.is_open &= ~(full[self.pool.first] | full[self.pool.second])
        self._renew(ends)

    def _renew(self, ends: list[int]) -> None:
        """Bound anew every open pair where that is cheap, else those that share an end."""
        pairs = np.flatnonzero(self.queue.is_open)
        if len(pairs) * len(self.reach.columns.actors) > RENEWED:
            shares = np.isin(self.pool.first[pairs], ends) | np.isin(self.pool.second[pairs], ends)
            pairs = pairs[shares]
        if len(pairs):
            touched = self.pool.take(pairs)
            bounds = self.reach.bounds(touched, self.reach.apart(touched))
            worths = worth(touched, bounds, self.weight)
            rises = worths > self.queue.worth[pairs]
            self.queue.put(pairs[rises], worths[rises], -1)


def portfolio(
    reach: Reach,
    pool: Pool,
    introducers: Introducers,
    *,
    top: int,
    cap: int | None,
    weight: str,
    require_contact: bool,
    progress: Callable[[float], None],
) -> list[Pick]:
    """Choose up to ``top`` introductions one by one, each the best given those before it.

    A pair's worth is its likelihood times its gain, with all earlier introductions in place.
    Bounds on the worth are trusted from step to step; on small networks all are renewed after
    each choice, so that the choice is the plain greedy one; on large ones only those of pairs
    that share an end with it, since a tie elsewhere all but never raises a gain [1]_. Equal
    worths go by position.

    References
    ----------
    .. [1] Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. KDD 2007,
       420-429.
    """
    if not len(pool):
        return []
    state = _Greedy(reach, pool, introducers, cap, weight)
    picks: list[Pick] = []
    while len(picks) < top and (pair := state.best(len(picks))) is not None:
        first, second = int(pool.first[pair]), int(pool.second[pair])
        introducer = introducers.choose(first, second)
        if introducer is None and require_contact:
            state.queue.is_open[pair] = False
            continue
        if introducer is not None:
            introducers.charge(introducer)
        picks.append(
            Pick(
                first,
                second,
                int(state.apart[pair]),
                introducer,
                float(pool.likelihood[pair]),
                int(state.gain[pair]),
            )
        )
        progress(len(picks) / top)
        state.take(pair)
    return picks
