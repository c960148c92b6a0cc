"""Why two actors should meet: only what the data show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances import NO_PATH, Adjacency
from graphlib.introductions.introducer import common_contacts
from graphlib.introductions.portfolio import Pick
from graphlib.network import Network
from graphlib.translation import Message, translator

__all__ = ["CODES", "Evidence", "Reason", "group_word"]

CODES = (
    "CROSS_SECTOR",
    "SHARED_CONTACT",
    "RELIEVES",
    "SHARED_EVENT",
    "SHARED_THEME",
    "SAME_REGION",
    "BRIDGES_CLUSTERS",
    "JOINS_ISLAND",
)
"""Every reason, in the order in which a suggestion gives them."""


_NAMED_THEMES = 3


@dataclass(frozen=True)
class Reason:
    """One reason: its code, and the names and figures that bear it out."""

    code: str
    values: Mapping[str, object]

    @property
    def message(self) -> Message:
        """The reason as a sentence."""
        return Message(f"reason.{self.code}", **self.values)


class Evidence:
    """Looks up, for chosen pairs, what speaks for each.

    Parameters
    ----------
    network
        The network as it stands, without the suggested ties.
    near
        Its adjacency.
    places
        Positions of the actors that may be asked about.
    by
        Column of the groups that suggestions cross.
    membership
        Cluster of each actor by id, 0 for none; without it no reason speaks of clusters.
    """

    def __init__(
        self,
        network: Network,
        near: Adjacency,
        places: Iterable[int],
        *,
        by: str,
        membership: pd.Series | None = None,
    ) -> None:
        self._network, self._near = network, near
        self._names = network.actors["name"].tolist()
        self._groups = network.groups(by)
        self._between_groups = _ties_between(network, self._groups.codes)
        self._clusters = _clusters(network, membership)
        self._between_clusters = _ties_between(network, self._clusters)
        self._memberships = network.graph.connected_components().membership
        self._cohesive = _cohesive_parts(network)
        self._events = _large_events(network, network.ids[list(places)])

    def reasons(self, pick: Pick) -> tuple[Reason, ...]:
        """Give all reasons for one introduction, in the order of `CODES`."""
        found = [
            *self._cross_sector(pick),
            *self._shared_contact(pick),
            *self._shared_event(pick),
            *self._shared_theme(pick),
            *self._same_region(pick),
            *self._bridges_clusters(pick),
            *self._joins_island(pick),
        ]
        return tuple(sorted(found, key=lambda reason: CODES.index(reason.code)))

    def _cross_sector(self, pick: Pick) -> Iterator[Reason]:
        """Say how many ties join the two groups today."""
        first, second = int(self._groups.codes[pick.first]), int(self._groups.codes[pick.second])
        values = {
            "group_a": group_word(self._groups.names[first]),
            "group_b": group_word(self._groups.names[second]),
            "count": self._between_groups.get((min(first, second), max(first, second)), 0),
            "ties": len(self._network.pairs),
        }
        yield Reason("CROSS_SECTOR", values)

    def _shared_contact(self, pick: Pick) -> Iterator[Reason]:
        """Name the introducer; say so where nobody else joins the two by any path."""
        if pick.introducer is None:
            return
        contact = self._names[pick.introducer]
        count = len(common_contacts(self._near, pick.first, pick.second))
        yield Reason("SHARED_CONTACT", {"contact": contact, "count": count})
        if not self._cohesive[pick.first] & self._cohesive[pick.second]:
            yield Reason("RELIEVES", {"contact": contact})

    def _shared_event(self, pick: Pick) -> Iterator[Reason]:
        """Name the latest event that both took part in and that was too large to make a tie."""
        ids = self._network.ids
        shared = self._events.get(ids[pick.first], set()) & self._events.get(ids[pick.second], set())
        if shared:
            day, _, name = max(shared)
            when = Message("reason.when", day=day) if day else ""
            yield Reason("SHARED_EVENT", {"event": name, "when": when, "count": len(shared)})

    def _shared_theme(self, pick: Pick) -> Iterator[Reason]:
        """Name the themes of both."""
        first, second = (
            _items(self._network.actors["themes"].iloc[end]) for end in (pick.first, pick.second)
        )
        shared = [theme for theme in first if theme in second]
        if shared:
            more = len(shared) - _NAMED_THEMES
            rest = Message("reason.more", count=more) if more > 0 else ""
            yield Reason("SHARED_THEME", {"themes": ", ".join(shared[:_NAMED_THEMES]), "more": rest})

    def _same_region(self, pick: Pick) -> Iterator[Reason]:
        """Name the region, or else the country, of both."""
        actors = self._network.actors
        for column in ("region", "country"):
            first, second = actors[column].iloc[pick.first], actors[column].iloc[pick.second]
            if isinstance(first, str) and first == second:
                yield Reason("SAME_REGION", {"place": first})
                return

    def _bridges_clusters(self, pick: Pick) -> Iterator[Reason]:
        """Say how many ties join the two clusters today."""
        first, second = int(self._clusters[pick.first]), int(self._clusters[pick.second])
        if first >= 0 and second >= 0 and first != second:
            count = self._between_clusters.get((min(first, second), max(first, second)), 0)
            yield Reason("BRIDGES_CLUSTERS", {"count": count})

    def _joins_island(self, pick: Pick) -> Iterator[Reason]:
        """Say how many actors the smaller of two parts without any path between them brings in."""
        if pick.apart == NO_PATH:
            first, second = self._memberships[pick.first], self._memberships[pick.second]
            size = min(self._memberships.count(first), self._memberships.count(second))
            yield Reason("JOINS_ISLAND", {"count": size})


def _ties_between(network: Network, codes: npt.NDArray[np.integer]) -> dict[tuple[int, int], int]:
    """Count today's ties between each two groups; groups below 0 are none."""
    ends = np.sort(np.asarray(codes)[network.edges], axis=1)
    kept = ends[(ends >= 0).all(axis=1)]
    if not len(kept):
        return {}
    pairs, counts = np.unique(kept, axis=0, return_counts=True)
    return {(int(a), int(b)): int(count) for (a, b), count in zip(pairs, counts, strict=True)}


def _clusters(network: Network, membership: pd.Series | None) -> npt.NDArray[np.int64]:
    """Give each actor's cluster, -1 for none."""
    if membership is None:
        return np.full(len(network), -1)
    known = membership.reindex(network.ids).fillna(0).to_numpy(np.int64)
    return np.where(known > 0, known, -1)


def _cohesive_parts(network: Network) -> list[set[int]]:
    """Give, for each actor, the parts within which no single actor holds others apart.

    Two contacts of one actor that share no such part are joined through that actor alone.
    """
    parts: list[set[int]] = [set() for _ in range(len(network))]
    for number, members in enumerate(network.graph.biconnected_components()):
        for actor in members:
            parts[actor].add(number)
    return parts


def _large_events(network: Network, ids: Iterable[str]) -> dict[str, set[tuple[str, str, str]]]:
    """Give, for each of these actors, the events too large to make ties as (day, id, name)."""
    sizes = network.event_sizes
    taken = network.participations
    is_large = taken["event_id"].isin(sizes.index[sizes > network.event_cap])
    taken = taken[taken["actor_id"].isin(set(ids)) & is_large]
    events = network.events.set_index("event_id").reindex(taken["event_id"].unique())
    names = events["name"].where(events["name"].notna(), events.index.to_series())
    days = events["start"].where(events["start"].notna(), "")
    titles = dict(zip(events.index, zip(days, events.index, names, strict=True), strict=True))
    found: dict[str, set[tuple[str, str, str]]] = {}
    for actor, event in zip(taken["actor_id"], taken["event_id"], strict=True):
        found.setdefault(actor, set()).add(titles[event])
    return found


def group_word(group: str) -> str | Message:
    """Say a canonical sector in the reader's language, any other group as it came.

    Parameters
    ----------
    group
        Value of the column that groups the actors.
    """
    key = f"sectors.{group}"
    return Message(key) if translator("en").has(key) else group


def _items(cell: object) -> list[str]:
    """Split a list cell; a missing one is empty."""
    return [item.strip() for item in cell.split(";") if item.strip()] if isinstance(cell, str) else []
