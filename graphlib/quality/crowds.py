"""Events too large to make ties, and what that leaves undone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from graphlib.network import Network

__all__ = ["CROWDED_ABOVE", "Crowds", "crowds"]

CROWDED_ABOVE = 0.2
"""Share of attendances in events too large above which they shape what the network looks like."""


@dataclass(frozen=True)
class Crowds:
    """How much of the attendance makes no ties because the events were too large.

    Attributes
    ----------
    events
        Events in all, listed or only attended.
    large
        Events with more than ``event_cap`` participants.
    attendance_share
        Share of the attendances, one for each organisation and event, that fell to large events:
        [0, 1], 0 where nobody attended anything.
    alone
        Organisations without any tie that attended a large event.
    event_cap
        Events with more participants make no ties.
    """

    events: int
    large: int
    attendance_share: float
    alone: int
    event_cap: int

    @property
    def matters(self) -> bool:
        """Tell whether the large events shape what the network looks like."""
        return self.attendance_share > CROWDED_ABOVE


def crowds(network: Network) -> Crowds:
    """Count the events too large to make ties, and who is tied to nobody because of them.

    Parameters
    ----------
    network
        Ties of any kind count, directed or not.

    Returns
    -------
    Crowds
        The counts. Cost: a look at each participation, and the network's joined pairs.
    """
    sizes = network.event_sizes
    large = sizes[sizes > network.event_cap]
    taken, pairs = network.participations, network.pairs
    attended = taken.loc[taken["event_id"].isin(large.index), "actor_id"].unique()
    tied = pd.concat([pairs["source"], pairs["target"]]).unique()
    return Crowds(
        events=len(sizes.index.union(network.events["event_id"])),
        large=len(large),
        attendance_share=float(large.sum() / sizes.sum()) if len(sizes) else 0.0,
        alone=int((~pd.Series(attended, dtype="str").isin(tied)).sum()),
        event_cap=network.event_cap,
    )
