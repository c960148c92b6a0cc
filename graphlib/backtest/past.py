"""The network as it was known before a day, and what became of its unlinked pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["YEAR", "Dated", "Past", "dated"]

YEAR = 365
"""Days after the cut within which a likelihood says that a tie forms."""

_KEPT = ("id", "name", "sector", "country", "region", "secretariat")
"""Columns of an actor that hold at any time; others may have been written down later."""

_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Past:
    """What was known before one day, and the ties across groups that formed from then on.

    Attributes
    ----------
    cut
        The day: nothing that began on it or later is known.
    network
        The actors present, which are those of an earlier row with a date, with these rows alone.
    first, second
        Positions in ``network`` of the pairs of different known groups that were not tied before and
        were from the cut on, sorted, ``first < second``.
    days
        Days from the cut to the first tie of each of these pairs.
    followed
        Days from the cut to the last beginning in the data.
    """

    cut: str
    network: Network
    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]
    days: npt.NDArray[np.int64]
    followed: int

    @cached_property
    def keys(self) -> npt.NDArray[np.int64]:
        """The pairs as ``first * actors + second``, ascending."""
        return self.first.astype(np.int64) * len(self.network) + self.second

    @property
    def is_year_complete(self) -> bool:
        """Whether the data go on for the whole year after the cut."""
        return self.followed >= YEAR

    def days_of(
        self, first: npt.NDArray[np.integer], second: npt.NDArray[np.integer]
    ) -> npt.NDArray[np.int64]:
        """Give the days until each pair, ``first < second``, was tied; -1 where it never was."""
        if not len(self.keys):
            return np.full(len(first), -1, np.int64)
        keys = first.astype(np.int64) * len(self.network) + second
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.days[places], -1)


@dataclass(frozen=True)
class Dated:
    """The rows of a network that say when they began.

    Attributes
    ----------
    network
        With these rows alone.
    by
        Column whose groups count.
    began, taken
        ISO day of each stated tie, and of each participation.
    ties, undated_ties, participations, undated_participations
        Rows of the whole network, and those left out because they do not say when they began.
    """

    network: Network
    by: str
    began: npt.NDArray[np.str_]
    taken: npt.NDArray[np.str_]
    ties: int
    undated_ties: int
    participations: int
    undated_participations: int

    @cached_property
    def days(self) -> npt.NDArray[np.str_]:
        """Days on which something began, ascending, one entry a row."""
        return np.sort(np.concatenate([self.began, self.taken]))

    def before(self, cut: str) -> Past:
        """Split at a day.

        Raises
        ------
        GraphlibError
            If ``cut`` is no day.
        """
        start = _day(cut)
        known = self._known(self.began < cut, self.taken < cut)
        pairs, edges = self.network.pairs, self.network.edges
        late = np.flatnonzero(pairs["since"].to_numpy(str) >= cut)
        ends = known.ids.get_indexer(self.network.ids.take(edges[late].ravel())).reshape(-1, 2)
        is_here = (ends >= 0).all(axis=1)
        late, ends = late[is_here], np.sort(ends[is_here], axis=1)
        kept = _is_open(known, ends, self.by)
        order = np.argsort(_keys(ends[kept], len(known)), kind="stable")
        first, second = ends[kept][order].astype(np.int32).T
        days = [(_day(str(day)) - start).days for day in pairs["since"].iloc[late[kept][order]]]
        last = _day(str(self.days[-1])) if len(self.days) else start
        return Past(cut, known, first, second, np.array(days, dtype=np.int64), (last - start).days)

    def _known(self, ties: _Mask, taken: _Mask) -> Network:
        """Keep these rows and the actors and events that stand in them."""
        whole = self.network
        stated, came = whole.stated_ties[ties], whole.participations[taken]
        present = pd.unique(pd.concat([stated["source"], stated["target"], came["actor_id"]]))
        actors, events = whole.actors, whole.events
        # How strong a stated tie became, and how long it lasted, may have been written down later.
        stated = stated.assign(weight=1.0, until=pd.Series(np.nan, index=stated.index, dtype="str"))
        return Network(
            actors[actors["id"].isin(present)].reset_index(drop=True),
            stated.reset_index(drop=True),
            events[events["event_id"].isin(came["event_id"])].reset_index(drop=True),
            came.reset_index(drop=True),
            whole.event_cap,
        )


def dated(network: Network, *, by: str) -> Dated:
    """Leave out what does not say when it began, and what may have been written down later.

    A tie began on its ``since``; a participation on its date, or else on the first day of its event.
    """
    stated, came = network.stated_ties, network.participations
    start = network.events.set_index("event_id")["start"]
    day = came["date"].where(came["date"].notna(), came["event_id"].map(start).astype("str"))
    has_since, has_day = stated["since"].notna().to_numpy(), day.notna().to_numpy()
    actors = network.actors
    lasting = [name for name in actors if name in {*_KEPT, by}]
    blank = [name for name in actors if name not in lasting]
    actors = actors.assign(**{name: actors[name].iloc[:0].reindex(actors.index) for name in blank})
    kept = Network(
        actors,
        stated[has_since].reset_index(drop=True),
        network.events,
        came[has_day].reset_index(drop=True),
        network.event_cap,
    )
    return Dated(
        kept,
        by,
        stated["since"][has_since].to_numpy(str),
        day[has_day].to_numpy(str),
        len(stated),
        int((~has_since).sum()),
        len(came),
        int((~has_day).sum()),
    )


def _day(text: str) -> date:
    """Read an ISO day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise GraphlibError(
            Message("backtest.error.day_what", value=text), Message("backtest.error.day_fix")
        ) from error


def _is_open(known: Network, ends: npt.NDArray[np.integer], by: str) -> _Mask:
    """Tell which pairs could have been suggested: of different known groups, not staff, not tied."""
    codes, staff = known.groups(by).codes, np.asarray(known.actors["secretariat"], dtype=np.bool_)
    groups = np.where(staff, -1, codes)[ends]
    is_cross = (groups >= 0).all(axis=1) & (groups[:, 0] != groups[:, 1])
    return np.asarray(is_cross & ~np.isin(_keys(ends, len(known)), _keys(known.edges, len(known))))


def _keys(ends: npt.NDArray[np.integer], actors: int) -> npt.NDArray[np.int64]:
    """Give each pair of ends a whole number."""
    return np.asarray(ends[:, 0].astype(np.int64) * actors + ends[:, 1], dtype=np.int64)
