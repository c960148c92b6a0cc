"""Choose introductions together: the expected gain of the set, under caps and quotas."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.introductions.candidates import Pool
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.limits import Cap, Limits, Quota
from graphlib.introductions.reach import Reach
from graphlib.introductions.screening import chances
from graphlib.introductions.valuation import CHOICES, Choice, valuation

__all__ = ["Pick", "portfolio"]

_BATCH = 32

_FEW = 1_024
"""Pairs of which none need be overlooked, however large the network."""

_COLUMNS = 4_096
"""Columns that estimates are made from, drawn apart from those that narrowed the candidates down."""

_SLACK = 1.1
"""What estimates are raised by, so that a pair of an estimate too low is still looked at."""


@dataclass(frozen=True)
class Pick:
    """One chosen introduction. Gains are in units of ``Reach.unit``.

    Attributes
    ----------
    first, second
        Positions of the two.
    apart
        Today's distance, 255 for none.
    introducer
        Position of the contact who introduces; ``None`` where no contact is shared.
    likelihood
        That of the pair in the pool.
    gain
        What the tie adds with all earlier picks in place.
    alone
        What the tie adds to the network of today.
    expected
        Likelihood times the gain expected when it was chosen: what the choice went by.
    is_forced
        Whether it was asked for.
    """

    first: int
    second: int
    apart: int
    introducer: int | None
    likelihood: float
    gain: int
    alone: int
    expected: float
    is_forced: bool


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


class _Choosing:
    """The state of one choice: what pairs are worth, and who has room left."""

    def __init__(
        self, reach: Reach, pool: Pool, limits: Limits, weight: str, choice: Choice, *, is_exact: bool
    ) -> None:
        self.reach, self.pool, self.limits = reach, pool, limits
        self.chance = chances(pool, weight)
        self.plain = pool.likelihood if weight == "likelihood" else self.chance
        self.value = valuation("certain" if weight == "none" else choice, reach, pool)
        self.queue = _Queue(self.chance * self._promises(is_exact=is_exact))
        self.queue.is_open &= limits.allow(pool)

    def best(self, step: int) -> int | None:
        """Find the pair of the highest worth, looking at bounds only where they promise more."""
        size = 1
        while (pair := self.queue.pop()) is not None:
            if self._is_exact(pair, step):
                return pair
            batch = [pair]
            while len(batch) < size and (pair := self.queue.pop()) is not None:
                batch.append(pair)
            self._judge(np.asarray(batch), step)
            size = min(2 * size, _BATCH)
        return None

    def worth(self, pair: int, step: int) -> float:
        """Give the worth of one pair."""
        if not self._is_exact(pair, step):
            self._judge(np.asarray([pair]), step)
        return float(self.queue.worth[pair])

    def expected(self, pair: int, step: int) -> float:
        """Give the gain to be expected of one pair: its worth without `CAUTION`."""
        worth = self.worth(pair, step)
        return worth * float(self.plain[pair] / self.chance[pair]) if worth else 0.0

    def has_room(self, pair: int) -> bool:
        """Tell whether a pair may still be chosen."""
        return bool(self.limits.allow(self.pool.take(slice(pair, pair + 1)))[0])

    def take(self, pair: int, step: int) -> None:
        """Count the pair as the choice of this step, close what has no room left, and renew what may rise."""
        first, second = int(self.pool.first[pair]), int(self.pool.second[pair])
        self.queue.is_open[pair] = False
        if self.limits.count(first, second):
            self.queue.is_open &= self.limits.allow(self.pool)
        self.value.add(first, second, float(self.plain[pair]))
        if not self.value.may_rise:
            return
        pairs = np.flatnonzero(self.queue.is_open)
        if self.value.bounds_all_anew(len(pairs)):
            self._bound(pairs)
        else:
            self._judge(self._foremost_beside(first, second), step + 1)

    def _bound(self, pairs: npt.NDArray[np.int64]) -> None:
        """Raise the worths that bounds say may have risen."""
        if len(pairs):
            touched = self.pool.take(pairs)
            worths = self.chance[pairs] * self.reach.bounds(touched, self.reach.apart(touched))
            rises = worths > self.queue.worth[pairs]
            self.queue.put(pairs[rises], worths[rises], -1)

    def _foremost_beside(self, first: int, second: int) -> npt.NDArray[np.int64]:
        """List the most promising open pairs that share an end with the last pick: only these may rise."""
        shares = (self.pool.first == first) | (self.pool.second == first)
        shares |= (self.pool.first == second) | (self.pool.second == second)
        pairs = np.flatnonzero(shares & self.queue.is_open)
        return pairs[np.argsort(-self.queue.worth[pairs], kind="stable")[:_BATCH]]

    def _promises(self, *, is_exact: bool) -> npt.NDArray[np.float64]:
        """Say what gains to look at first: bounds where none may be overlooked, else estimates."""
        apart = self.reach.apart(self.pool)
        if is_exact or len(self.pool) <= _FEW:
            return self.reach.bounds(self.pool, apart)
        return _SLACK * self.reach.estimates(self.pool, apart, self.reach.thinned(_COLUMNS, 0))

    def _is_exact(self, pair: int, step: int) -> bool:
        """Tell whether a pair's worth is known, not only bounded, beside the picks so far."""
        at = self.queue.exact_at[pair]
        return bool(at == step or (at >= 0 and self.value.is_lasting))

    def _judge(self, pairs: npt.NDArray[np.int64], step: int) -> None:
        """Replace bounds by worths, but for pairs judged in this step already."""
        stale = self.queue.exact_at[pairs] != step
        fresh, pairs = pairs[~stale], pairs[stale]
        self.queue.put(pairs, self.chance[pairs] * self.value.of(self.pool, pairs), step)
        self.queue.put(fresh, self.queue.worth[fresh], step)


def portfolio(
    reach: Reach,
    pool: Pool,
    introducers: Introducers,
    *,
    top: int,
    cap: Cap,
    weight: str,
    require_contact: bool,
    progress: Callable[[float], None],
    choice: Choice = CHOICES[0],
    quota: Quota | None = None,
    groups: npt.NDArray[np.int32] | None = None,
    forced: Iterable[int] = (),
    is_exact: bool = True,
) -> list[Pick]:
    """Choose up to ``top`` introductions one by one, each the best given those before it.

    A pair's worth is its likelihood times the gain expected beside the earlier picks. Bounds on it
    are trusted from step to step, since a tie elsewhere all but never raises a gain [1]_. Equal
    worths go by position.

    Parameters
    ----------
    reach
        Distances of today; both ends of every pair must be held. Left as it was.
    pool
        Pairs to choose from.
    introducers
        Who introduces; counts what it has given out.
    top
        Most introductions wanted.
    cap
        Most introductions of an actor, the same for all or one for each.
    weight
        With ``none`` every likelihood counts as 1, and the choice is ``certain``.
    require_contact
        Whether pairs that nobody can introduce are passed over.
    progress
        Told the share done; may raise.
    choice
        How earlier picks are seen: ``expected``, each came true with its likelihood; ``one-shot``,
        none did; ``certain``, all did.
    quota
        Most introductions between two groups.
    groups
        Group of each actor that quotas speak of; those that reach is measured between if not given.
    forced
        Places in the pool taken first, in this order, as far as caps, quotas and introducers allow.
    is_exact
        Whether no pair may be overlooked; else pairs are looked at in the order of
        estimates, and only those at the top closely.

    References
    ----------
    .. [1] Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. KDD 2007,
       420-429.
    """
    if not len(pool):
        return []
    limits = Limits(reach.groups.codes if groups is None else groups, cap, quota)
    state = _Choosing(reach, pool, limits, weight, choice, is_exact=is_exact)
    try:
        chosen = _chosen(
            state, introducers, top, list(forced), require_contact=require_contact, progress=progress
        )
    finally:
        reach.restore()
    return _described(reach, pool, chosen)


@dataclass(frozen=True)
class _Chosen:
    """A pair of the pool as it was chosen."""

    pair: int
    introducer: int | None
    expected: float
    is_forced: bool


def _chosen(
    state: _Choosing,
    introducers: Introducers,
    top: int,
    forced: list[int],
    *,
    require_contact: bool,
    progress: Callable[[float], None],
) -> list[_Chosen]:
    """Take what is asked for, then the best that is left, until there is enough."""
    chosen: list[_Chosen] = []
    while len(chosen) < top:
        is_forced = bool(forced)
        pair = forced.pop(0) if forced else state.best(len(chosen))
        if pair is None:
            break
        if is_forced and not state.has_room(pair):
            continue
        introducer = introducers.choose(int(state.pool.first[pair]), int(state.pool.second[pair]))
        if introducer is None and require_contact:
            state.queue.is_open[pair] = False
            continue
        if introducer is not None:
            introducers.charge(introducer)
        chosen.append(_Chosen(pair, introducer, state.expected(pair, len(chosen)), is_forced))
        progress(len(chosen) / top)
        state.take(pair, len(chosen) - 1)
    return chosen


def _described(reach: Reach, pool: Pool, chosen: list[_Chosen]) -> list[Pick]:
    """Measure each pick alone, and with those above it in place."""
    pairs = np.asarray([item.pair for item in chosen], dtype=np.int64)
    picked = pool.take(pairs)
    apart, alone = reach.apart(picked), reach.gains(picked)
    picks = []
    for place, item in enumerate(chosen):
        one = picked.take(slice(place, place + 1))
        first, second = int(one.first[0]), int(one.second[0])
        picks.append(
            Pick(
                first,
                second,
                int(apart[place]),
                item.introducer,
                float(one.likelihood[0]),
                int(reach.gains(one)[0]),
                int(alone[place]),
                item.expected,
                item.is_forced,
            )
        )
        reach.add(first, second)
    reach.restore()
    return picks
