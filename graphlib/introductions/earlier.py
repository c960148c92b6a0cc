"""The network as it was known before a day."""

from __future__ import annotations

import datetime

from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["earlier"]


def earlier(network: Network, before: str) -> tuple[Network, int]:
    """Leave out what began on ``before`` or later.

    A tie began on its ``since``; a participation on its date, or else on the first day of its
    event. What has no date stays.

    Returns
    -------
    tuple
        The earlier network, with all its actors, and the number of its ties without a date.

    Raises
    ------
    GraphlibError
        If ``before`` is no day.
    """
    try:
        datetime.date.fromisoformat(before)
    except ValueError as error:
        raise GraphlibError(
            Message("reason.error.day_what", value=before), Message("reason.error.day_fix")
        ) from error
    ties, taken = network.stated_ties, network.participations
    start = network.events.set_index("event_id")["start"]
    day = taken["date"].where(taken["date"].notna(), taken["event_id"].map(start).astype("str"))
    known = Network.build(
        network.actors,
        ties[~(ties["since"] >= before)],
        network.events,
        taken[~(day >= before)],
        event_cap=network.event_cap,
    )
    return known, int(known.ties["since"].isna().sum())
