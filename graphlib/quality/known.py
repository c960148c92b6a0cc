"""The tables that gaps are looked for in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from graphlib.network import Network
from graphlib.quality.answers import answered

__all__ = ["Known"]


@dataclass(frozen=True)
class Known:
    """The tables that gaps are looked for in, on a given day."""

    network: Network
    today: str

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events, listed or only attended, with the number of those who came, ``participants`` (int64)."""
        sizes, listed = self.network.event_sizes, self.network.events
        unlisted = sizes.index[~sizes.index.isin(listed["event_id"])]
        events = listed.merge(pd.DataFrame({"event_id": unlisted}, dtype="str"), on="event_id", how="outer")
        came = events["event_id"].map(sizes).fillna(0)
        return events.assign(participants=came.astype("int64"))

    @cached_property
    def participations(self) -> pd.DataFrame:
        """Participations with the day that counts, ``day`` (str): their own or their event's first."""
        rows = self.network.participations
        start = self.network.events.set_index("event_id")["start"]
        return rows.assign(day=rows["date"].fillna(rows["event_id"].map(start).astype("str")))

    @cached_property
    def dates(self) -> pd.DataFrame:
        """Every day on which something began: ``table``, ``of`` (ids), ``column``, ``day`` (str)."""
        ties, events, taken = self.network.stated_ties, self.network.events, self.network.participations
        parts = [
            _days("ties", ties["source"] + " – " + ties["target"], ties["since"]),
            _days("events", events["event_id"], events["start"]),
            _days("participations", taken["actor_id"] + " – " + taken["event_id"], taken["date"]),
        ]
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """The actors of whom the data say whether they answered, with ``has_answered`` (bool)."""
        actors = self.network.actors
        said = answered(actors)
        if said is None:
            return actors.iloc[:0].assign(has_answered=False)
        return actors.assign(has_answered=said.isin([True]))[said.notna()]

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """One row a sector: ``sector`` (str) and ``actors`` (int64)."""
        groups = self.network.groups()
        return pd.DataFrame({"sector": pd.Series(groups.names, dtype="str"), "actors": groups.sizes})

    def table(self, name: str) -> pd.DataFrame:
        """Give a table by name."""
        own = {"actors": self.network.actors, "ties": self.network.stated_ties}
        return own[name] if name in own else getattr(self, name)


def _days(table: str, ids: pd.Series, days: pd.Series) -> pd.DataFrame:
    """List the days of one column that are given."""
    rows = pd.DataFrame({"table": table, "of": ids, "column": days.name, "day": days})
    return rows[rows["day"].notna()]
