"""What was known of a network before a day, and nothing of what came after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from numba import njit

from graphlib.kernels.neighbours import neighbours
from graphlib.network import Network

__all__ = ["HALF_LIFE", "UNDATED", "Ground", "Past", "actor_codes", "as_day", "past_of"]

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

UNDATED = -(2**62)
"""Stands for the day of what has no date."""

HALF_LIFE = 540.0
"""Days after which what an actor did counts half."""

LONGEST = 3650.0
"""Days of rest beyond which all are alike."""


class Ground(NamedTuple):
    """A network as the compiled loops read it: neighbours, and what each actor did.

    ``indices`` and ``weights`` hold the contacts of actor ``i`` from ``indptr[i]`` to
    ``indptr[i + 1]``, ascending; a shared event weighs ``1 / (size - 1)`` and a stated tie 1;
    ``recent`` has the same halved every ``HALF_LIFE`` days. ``inverse`` holds for each actor 1/k,
    1/log k, 1/sqrt k (k contacts; 0 where that is not finite), and one over the sum of its
    weights, plain and recent. ``active`` is the number of events and stated ties, each halved every
    ``HALF_LIFE`` days; ``acts`` their plain number; ``idle`` the days since the last.
    """

    indptr: Ints
    indices: npt.NDArray[np.int32]
    weights: Floats
    recent: Floats
    inverse: Floats
    active: Floats
    acts: Floats
    idle: Floats
    codes: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Past:
    """When who took part in what, and when stated ties began; days as whole numbers.

    ``event``, ``actor`` and ``day`` have one entry for each actor and event, sorted; ``tie``
    (two columns, the smaller position first) and ``began`` one for each stated tie, sorted.
    """

    event: Ints
    actor: Ints
    day: Ints
    tie: Ints
    began: Ints
    cap: int
    codes: npt.NDArray[np.int32]

    @property
    def days(self) -> Ints:
        """All days that are known, in order."""
        known = np.concatenate([self.day, self.began])
        return np.sort(known[known != UNDATED])

    @property
    def undated_share(self) -> float:
        """Share of participations and stated ties without a date; 0 where there are none."""
        rows = len(self.day) + len(self.began)
        return 1.0 - len(self.days) / rows if rows else 0.0

    def before(self, day: int, *, undated: bool = False) -> Past:
        """Keep what is known to have begun before a day, and what has no date if that is wanted."""
        came = (self.day < day) & (undated | (self.day != UNDATED))
        tied = (self.began < day) & (undated | (self.began != UNDATED))
        return replace(
            self,
            event=self.event[came],
            actor=self.actor[came],
            day=self.day[came],
            tie=self.tie[tied],
            began=self.began[tied],
        )

    def keys(self) -> Ints:
        """List the tied pairs, as ``first * actors + second``, sorted."""
        return self._pairs(0)[0]

    def ground(self, day: int) -> Ground:
        """Give what the compiled loops read, ages counted up to ``day``.

        What has no date weighs as what is dated does in the mean.
        """
        keys, weight = self._pairs(day)
        actors = len(self.codes)
        edges = np.column_stack(np.divmod(keys, max(actors, 1))).astype(np.int32)
        indptr, indices, ties = neighbours(actors, np.ascontiguousarray(edges))
        ends = np.repeat(np.arange(actors), np.diff(indptr))
        sums = [np.bincount(ends, column[ties], actors).astype(np.float64) for column in weight]
        counts = self._counts[self.event]
        who = np.concatenate([self.actor[counts], self.tie.ravel()])
        when = np.concatenate([self.day[counts], np.repeat(self.began, 2)])
        idle = np.full(actors, LONGEST)
        np.minimum.at(idle, who, np.where(when == UNDATED, LONGEST, np.maximum(day - when, 0)))
        return Ground(
            indptr,
            indices,
            weight[0][ties],
            weight[1][ties],
            _inverses(np.diff(indptr).astype(np.float64), *sums),
            np.bincount(who, self._fresh(when, day), actors).astype(np.float64),
            np.bincount(who, minlength=actors).astype(np.float64),
            idle,
            self.codes,
        )

    def _pairs(self, day: int) -> tuple[Ints, Floats]:
        """List the tied pairs with their weight, plain and halved with age.

        Sizes of events are counted among the rows that are here, so that an event which grew too
        large later still makes ties before.
        """
        size, most = self._sizes, self.cap * self._counts
        pairs = int((size * (size - 1) // 2 * self._counts).sum())
        keys, weights = np.empty(pairs, np.int64), np.empty((pairs, 2))
        fresh = self._fresh(self.day, day)
        _event_pairs(self.event, self.actor, fresh, size, most, len(self.codes), keys, weights)
        keys = np.concatenate([keys, self.tie[:, 0] * len(self.codes) + self.tie[:, 1]])
        stated = np.column_stack([np.ones(len(self.tie)), self._fresh(self.began, day)])
        weights = np.concatenate([weights, stated])
        order = np.argsort(keys, kind="stable")
        keys, weights = keys[order], weights[order]
        starts = np.flatnonzero(np.r_[len(keys) > 0, np.diff(keys) != 0])
        if not len(keys):
            return keys, weights.T
        return keys[starts], np.add.reduceat(weights, starts).T

    def _fresh(self, when: Ints, day: int) -> Floats:
        """Halve with age; what is undated counts as what is dated does in the mean."""
        known = when != UNDATED
        fresh = np.exp2(-np.maximum(day - when, 0) / HALF_LIFE)
        fresh[~known] = fresh[known].mean() if known.any() else 1.0
        return np.asarray(fresh)

    @property
    def _sizes(self) -> Ints:
        """Number of participants of each event."""
        return np.bincount(self.event, minlength=1).astype(np.int64)

    @property
    def _counts(self) -> npt.NDArray[np.bool_]:
        """Whether each event makes ties."""
        return (self._sizes > 1) & (self._sizes <= self.cap)


def past_of(network: Network, codes: npt.NDArray[np.int32]) -> Past:
    """Read all participations and stated ties of a network; cost linear in the rows.

    Parameters
    ----------
    network
        A participation takes its own date, or else the first day of its event.
    codes
        Group of each actor, -1 where it may not be an end.
    """
    taken, stated = network.participations, network.stated_ties
    start = network.events.set_index("event_id")["start"]
    first = taken["date"].where(taken["date"].notna(), taken["event_id"].map(start))
    rows = pd.DataFrame(
        {
            "event": pd.factorize(taken["event_id"], sort=True)[0].astype(np.int64),
            "actor": network.ids.get_indexer(pd.Index(taken["actor_id"])).astype(np.int64),
            "day": _days(first),
        }
    )
    # Undated rows stand last, so that the first day that is known counts.
    rows = rows.sort_values(["event", "actor", "day"], key=lambda c: c.where(c != UNDATED, 2**62))
    rows = rows.drop_duplicates(["event", "actor"])
    ends = np.column_stack([network.ids.get_indexer(pd.Index(stated[end])) for end in ("source", "target")])
    tie, began = np.sort(ends.astype(np.int64), axis=1), _days(stated["since"])
    order = np.lexsort((began, tie[:, 1], tie[:, 0]))
    event, actor, day = (rows[name].to_numpy(np.int64).copy() for name in ("event", "actor", "day"))
    return Past(
        event,
        actor,
        day,
        tie[order],
        began[order],
        network.event_cap,
        np.ascontiguousarray(codes, np.int32),
    )


def actor_codes(network: Network, by: str) -> npt.NDArray[np.int32]:
    """Give the group of each actor that may be introduced, -1 for the programme's own staff.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of the actors.
    """
    is_staff = network.actors["secretariat"].to_numpy(bool)
    return np.where(is_staff, -1, network.groups(by).codes).astype(np.int32)


def as_day(text: str) -> int:
    """Give an ISO day as a whole number."""
    return int(np.datetime64(text, "D").astype(np.int64))


def _days(column: pd.Series) -> Ints:
    """Give ISO days as whole numbers."""
    known = column.notna().to_numpy()
    days = np.full(len(column), UNDATED, np.int64)
    days[known] = column[known].to_numpy(object).astype("datetime64[D]").astype(np.int64)
    return days


def _inverses(degree: npt.NDArray[np.number], *strengths: npt.NDArray[np.number]) -> Floats:
    """Give 1/k, 1/log k, 1/sqrt k and 1/strength of each actor, nought where there is none."""
    columns = (degree, np.log(np.maximum(degree, 1.0)), np.sqrt(degree), *strengths)
    return np.ascontiguousarray(
        np.column_stack([np.divide(1.0, x, out=np.zeros(len(x)), where=x > 0) for x in columns])
    )


@njit(cache=True, nogil=True)
def _event_pairs(
    event: Ints,
    actor: Ints,
    fresh: Floats,
    size: Ints,
    most: Ints,
    actors: int,
    keys: Ints,
    weights: Floats,
) -> None:
    """Write the pairs within each event, sorted by event and actor; two met when the later came."""
    count, start = 0, 0
    while start < len(event):
        members = size[event[start]]
        if members <= most[event[start]]:
            for one in range(start, start + members):
                for other in range(one + 1, start + members):
                    keys[count] = actor[one] * actors + actor[other]
                    weights[count, 0] = 1.0 / (members - 1)
                    weights[count, 1] = weights[count, 0] * max(fresh[one], fresh[other])
                    count += 1
        start += members
