"""Which events could be seated, who is registered, and what was known before the event."""

from __future__ import annotations

import pandas as pd

from graphlib.errors import UnknownNameError
from graphlib.introductions.earlier import earlier
from graphlib.network import Network

__all__ = ["before_event", "events_to_seat", "first_day", "registered"]


def events_to_seat(network: Network, day: str) -> pd.DataFrame:
    """List the events with two registered or more: those still to come first, then the latest.

    Parameters
    ----------
    network
        Any.
    day
        ISO day of today.

    Returns
    -------
    pandas.DataFrame
        ``event_id``, ``name`` (the id where there is none), ``start`` (NaN where unknown),
        ``registered`` (int64, different actors), ``is_coming`` (bool). Events to come are sorted
        from the next one on; those over from the last one back; those without a day come last.
    """
    events = network.events
    frame = pd.DataFrame(
        {
            "event_id": events["event_id"],
            "name": events["name"].where(events["name"].notna(), events["event_id"]),
            "start": events["start"],
            "registered": events["event_id"].map(network.event_sizes).fillna(0).astype("int64"),
            "is_coming": (events["start"] >= day).astype(bool),
        }
    )
    frame = frame[frame["registered"] >= 2]
    coming = frame[frame["is_coming"]].sort_values(["start", "event_id"])
    over = frame[~frame["is_coming"]].sort_values(["event_id"])
    over = over.sort_values("start", ascending=False, kind="stable", na_position="last")
    return pd.concat([coming, over], ignore_index=True)


def registered(network: Network, event: str) -> list[str]:
    """List the ids of those registered for an event, in order of registration, then of id.

    Raises
    ------
    UnknownNameError
        If there is no such event.
    """
    known = network.events["event_id"]
    if event not in set(known):
        raise UnknownNameError("seating.kind.event", event, list(known))
    rows = network.participations
    rows = rows[rows["event_id"] == event].sort_values(["date", "actor_id"], na_position="last")
    return list(dict.fromkeys(rows["actor_id"]))


def first_day(network: Network, event: str) -> str | None:
    """Give the first day of an event; ``None`` where it is not known."""
    day = network.events.set_index("event_id")["start"][event]
    return None if pd.isna(day) else str(day)


def before_event(network: Network, event: str) -> Network:
    """Give the network as it is known before an event: nobody has met there yet.

    Left out are the event's own participations, and all that begins on its first day or later.
    What has no date stays.
    """
    day = first_day(network, event)
    known = network if day is None else earlier(network, day)[0]
    taken = known.participations
    is_later = taken["event_id"] == event
    if day is not None:
        starts = network.events.set_index("event_id")["start"]
        is_later |= taken["event_id"].map(starts).astype("str") >= day
    return Network.build(
        known.actors, known.stated_ties, known.events, taken[~is_later], event_cap=network.event_cap
    )
