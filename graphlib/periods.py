"""The network at a date or over a window."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["Dating", "Period", "Undated", "at", "beginnings", "dating", "window"]

Undated: TypeAlias = Literal["keep", "drop"]
"""What becomes of ties and participations without a date: always counted, or never."""

_Mask: TypeAlias = npt.NDArray[np.bool_]

_OPEN_ENDED = "2090"
"""From this year on an end means that there is none: people write 2099-12-31 or 9999-12-31 for it."""


@dataclass(frozen=True)
class Dating:
    """What a network says of time.

    Attributes
    ----------
    first, last
        First and last ISO day that a stated tie or a participation names as its beginning or its
        end, an end beyond 2090 aside; ``None`` where nothing is dated.
    ties, undated_ties
        Stated ties, and those of them with neither beginning nor end.
    participations, undated_participations
        Participations, and those of them that neither they nor their event dates.
    """

    first: str | None
    last: str | None
    ties: int
    undated_ties: int
    participations: int
    undated_participations: int

    @property
    def undated_share(self) -> float:
        """Share of stated ties and participations without date; NaN where there are none."""
        rows = self.ties + self.participations
        return (self.undated_ties + self.undated_participations) / rows if rows else math.nan


@dataclass(frozen=True)
class Period:
    """A day, or a window from a first to a last day.

    Parameters
    ----------
    start
        The day, or the first day of the window, as ``2026-03-31``.
    stop
        The last day of the window; ``None`` for a single day.

    Raises
    ------
    GraphlibError
        If either is no day, or the window ends before it starts.
    """

    start: str
    stop: str | None = None

    def __post_init__(self) -> None:
        for day in (self.start, self.stop):
            if day is not None and not _is_day(day):
                raise GraphlibError(Message("periods.day_what", value=day), Message("periods.day_fix"))
        if self.stop is not None and self.stop < self.start:
            raise GraphlibError(
                Message("periods.order_what", start=self.start, stop=self.stop), Message("periods.order_fix")
            )

    @classmethod
    def read(cls, text: str) -> Period:
        """Read a period as `text` writes it."""
        start, mark, stop = text.partition(":")
        return cls(start, stop if mark else None)

    @property
    def text(self) -> str:
        """The period as ``2026-03-31`` or ``2025-01-01:2025-12-31``."""
        return self.start if self.stop is None else f"{self.start}:{self.stop}"

    def told(self, dates: Dating) -> list[Message]:
        """Say what is shown of a network, and how many of its rows are counted for want of a date."""
        said = (
            Message("periods.day", day=self.start)
            if self.stop is None
            else Message("periods.window", start=self.start, stop=self.stop)
        )
        undated = {
            "ties": (dates.undated_ties, dates.ties),
            "participations": (dates.undated_participations, dates.participations),
        }
        return [
            said,
            *(
                Message(f"periods.undated_{rows}", count=count, of=of)
                for rows, (count, of) in undated.items()
                if count
            ),
        ]

    def of(self, network: Network, *, undated: Undated = "keep") -> Network:
        """Give the network of this period, by `at` or by `window`."""
        if self.stop is None:
            return at(network, self.start, undated=undated)
        return window(network, start=self.start, stop=self.stop, undated=undated)


def at(network: Network, day: str, *, undated: Undated = "keep") -> Network:
    """Show the network as it stood on a day.

    A stated tie holds on the day when it began by then and had not ended before. A participation
    counts from its day on, which is its own date or else the first day of its event: who once met
    knows each other.

    Parameters
    ----------
    network
        Any; directions and strengths stay as they are.
    day
        ISO day, such as ``2026-03-31``.
    undated
        Whether ties and participations without a date are always counted (``keep``) or never
        (``drop``). Of a tie that says only when it ended, the beginning is taken as long ago.

    Returns
    -------
    Network
        Actors of whose ties and participations none is left are left out; actors that never had any
        stay, and so do events that never had a participant and had begun. Sizes of events are counted
        anew, so an event over the cap may make ties on a day by which few had come. Cost: linear in
        the rows.

    Raises
    ------
    GraphlibError
        If ``day`` is no day.

    Warnings
    --------
    A network without ends of ties only ever grows: that it is denser later says nothing then. Where
    many rows have no date, what changed is told by the rest alone.
    """
    Period(day)
    ties, taken, events = _spans(network)
    return _kept(
        network,
        _chosen(ties, ~(ties["first"] > day) & ~(ties["last"] < day), undated),
        _chosen(taken, ~(taken["first"] > day), undated),
        _chosen(events, ~(events["first"] > day), undated),
    )


def window(
    network: Network, *, start: str | None = None, stop: str | None = None, undated: Undated = "keep"
) -> Network:
    """Show what held at any time from one day to another, both included.

    A stated tie counts when it began by ``stop`` and had not ended before ``start``. A
    participation counts when the time from its day to the end of its event touches the window; its
    day is its own date or else the first day of its event.

    Parameters
    ----------
    network
        Any; directions and strengths stay as they are.
    start, stop
        ISO days; ``None`` for no bound.
    undated
        As in `at`.

    Returns
    -------
    Network
        As in `at`. A tie that says only when it began is taken to last.

    Raises
    ------
    GraphlibError
        If ``start`` or ``stop`` is no day, or ``stop`` is before ``start``.

    Warnings
    --------
    A longer window shows more ties whatever happened: compare only windows of equal length.
    """
    low, high = start or "0001-01-01", stop or "9999-12-31"
    Period(low, high)
    ties, taken, events = (
        _chosen(rows, ~(rows["first"] > high) & ~(rows["last"] < low), undated) for rows in _spans(network)
    )
    return _kept(network, ties, taken, events)


def dating(network: Network) -> Dating:
    """Say from when to when the data reach, and how many rows have no date.

    The rows are the stated ties and the participations. A tie has a date when it says when it
    began or when it ended, a participation when it or its event says the day.

    Returns
    -------
    Dating
        However the ties are directed. Cost: linear in the rows.

    Warnings
    --------
    The first day is the oldest that was written down, not the beginning of the network. What has
    no date may be old or new: it is counted at all times, or never.
    """
    ties, taken, _ = _spans(network)
    named = pd.concat([ties["first"], ties["last"], taken["first"], taken["last"]]).dropna()
    named = named[named < _OPEN_ENDED]
    return Dating(
        str(named.min()) if len(named) else None,
        str(named.max()) if len(named) else None,
        len(ties),
        int(_is_undated(ties).sum()),
        len(taken),
        int(_is_undated(taken).sum()),
    )


def beginnings(network: Network) -> list[str]:
    """List the days on which stated ties and participations began, in order, one entry a row with a date.

    Whether ties are directed plays no part. Cost: sorting the rows.
    """
    ties, taken, _ = _spans(network)
    return sorted(map(str, pd.concat([ties["first"], taken["first"]]).dropna()))


def _spans(network: Network) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give the first and last day of each tie, participation and event; NaN where it is not known."""
    stated, taken, events = network.stated_ties, network.participations, network.events
    known = events.set_index("event_id")
    first = taken["date"].where(taken["date"].notna(), taken["event_id"].map(known["start"]).astype("str"))
    end = taken["event_id"].map(known["end"]).astype("str")
    # An event without an end was over on the day: to have come once is not to be there for ever.
    last = end.where(end > first, first)
    over = events["end"].where(events["end"].notna(), events["start"])
    return (
        pd.DataFrame({"first": stated["since"], "last": stated["until"]}),
        pd.DataFrame({"first": first, "last": last}),
        pd.DataFrame({"first": events["start"], "last": over}),
    )


def _is_undated(rows: pd.DataFrame) -> pd.Series:
    """Tell which rows name no day."""
    return rows["first"].isna() & rows["last"].isna()


def _chosen(rows: pd.DataFrame, holds: pd.Series, undated: Undated) -> _Mask:
    """Give the rows that hold, those without date among them only where they are kept."""
    return np.asarray(holds if undated == "keep" else holds & ~_is_undated(rows), dtype=np.bool_)


def _kept(network: Network, ties: _Mask, taken: _Mask, events: _Mask) -> Network:
    """Give the network of these ties and participations, with the actors and events that are in it.

    ``events`` says which events are in the period, for those of which nobody is said to have come.
    """
    stated, came = network.stated_ties, network.participations
    ends, kept_ends = [stated["source"], stated["target"]], [stated["source"][ties], stated["target"][ties]]
    actors, names = network.actors["id"], network.events["event_id"]
    here = ~_among(actors, [*ends, came["actor_id"]]) | _among(actors, [*kept_ends, came["actor_id"][taken]])
    held: _Mask = np.where(
        _among(names, [came["event_id"]]), _among(names, [came["event_id"][taken]]), events
    )
    if all(mask.all() for mask in (ties, taken, here, held)):
        return network
    return Network(
        network.actors[here].reset_index(drop=True),
        stated[ties].reset_index(drop=True),
        network.events[held].reset_index(drop=True),
        came[taken].reset_index(drop=True),
        network.event_cap,
    )


def _among(ids: pd.Series, columns: Sequence[pd.Series]) -> _Mask:
    """Tell which ids stand in any of these columns."""
    named = np.concatenate([column.to_numpy(object) for column in columns])
    return np.asarray(ids.astype(object).isin(pd.unique(named)), dtype=np.bool_)


def _is_day(text: str) -> bool:
    """Tell a day of the calendar written as ``2026-03-31``."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
