"""What a network format is given: one table of nodes and one of edges."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd

from graphlib.network import Network
from graphlib.reports.open_formats.tables import shareable_tables

__all__ = ["MARK", "PARTICIPATION", "Content", "joined", "stated"]

MARK = "table"
"""Attribute that says which table a node or an edge is a row of, where not all are actors and ties."""

ACTORS, EVENTS, TIES, PARTICIPATIONS = "actors", "events", "ties", "participations"

PARTICIPATION = "participation"
"""Kind of the edges between an actor and an event."""

_OF_NODES = ("id", MARK)
_OF_EDGES = ("source", "target", "kind", "weight", "since", "until", "directed", MARK)


@dataclass(frozen=True, eq=False)
class Content:
    """Nodes and edges with their attributes, in a fixed order.

    Attributes
    ----------
    nodes
        ``id`` and attributes; rows of events are marked in the column `MARK`.
    edges
        ``source``, ``target``, ``directed`` (bool) and attributes.
    renamed
        Columns whose names the format needs for itself, with the names they bear instead.
    graph
        What holds for the whole: fingerprint and size cap of events.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    renamed: dict[str, str] = field(default_factory=dict)
    graph: dict[str, object] = field(default_factory=dict)

    @property
    def is_directed(self) -> bool:
        """Whether every edge has a direction."""
        return len(self.edges) > 0 and bool(self.edges["directed"].all())

    @property
    def is_mixed(self) -> bool:
        """Whether some edges have a direction and others none."""
        return bool(self.edges["directed"].any()) and not self.is_directed

    @property
    def has_parallel_edges(self) -> bool:
        """Whether two edges join the same pair."""
        ends = self.edges[["source", "target"]]
        first, last = ends.min(axis=1), ends.max(axis=1)
        return bool(pd.DataFrame({"first": first, "last": last}).duplicated().any())


def stated(network: Network, *, reserved: Collection[str] = ()) -> Content:
    """Give the network as it was stated, so that reading it again gives the same.

    Parameters
    ----------
    network
        Each stated tie is an edge. Where there are events, each is a node, and each participation
        an edge from its actor to its event; `MARK` tells them apart.
    reserved
        Lower-case names that the format needs for itself; columns of the user's own that bear
        one, or that events and participations would share with actors and ties in another
        meaning, get another name.
    """
    tables = shareable_tables(network)
    nodes, edges = tables[ACTORS], tables[TIES]
    if edges.empty:
        edges = network.stated_ties[list(_OF_EDGES[:-1])]
    renamed: dict[str, str] = {}
    if not len(tables[EVENTS]) and not len(tables[PARTICIPATIONS]):
        nodes = _renamed(nodes, ("id",), reserved, renamed)
        edges = _renamed(edges, (), reserved, renamed)
        return Content(nodes, edges, renamed, _graph(network))
    keys = _event_keys(network)
    known = _with_all(tables[EVENTS], keys)
    nodes = _renamed(nodes, ("id",), {*reserved, MARK}, renamed).assign(**{MARK: ACTORS})
    edges = _renamed(edges, (), {*reserved, MARK}, renamed).assign(**{MARK: TIES})
    events = _renamed(known, ("name",), {*reserved, *_OF_NODES}, renamed)
    events = events.assign(id=events["event_id"].map(keys), **{MARK: EVENTS})
    taken = _renamed(tables[PARTICIPATIONS], (), {*reserved, *_OF_EDGES}, renamed)
    taken = taken.assign(
        source=taken["actor_id"], target=taken["event_id"].map(keys), kind=PARTICIPATION, weight=1.0,
        directed=False, **{MARK: PARTICIPATIONS},
    ).drop(columns=["actor_id", "event_id"])  # fmt: skip
    return Content(_stacked(nodes, events), _stacked(edges, taken), renamed, _graph(network))


def joined(network: Network, *, measures: pd.DataFrame | None = None, only_known: bool = False) -> Content:
    """Give the map that people look at: one edge for each joined pair, with measures of the actors.

    Parameters
    ----------
    network
        Stated ties and shared events of a pair merge into one edge, weights summed; the edges
        have directions where every tie has one.
    measures
        Further attributes of the actors: a table with their ``id``, such as `Analysis.actors`.
    only_known
        Leave out columns of the user's own: the schema does not know what they hold.
    """
    actors = shareable_tables(network, only_known=only_known)[ACTORS]
    if measures is not None:
        further = measures.columns.difference(actors.columns, sort=False)
        actors = actors.merge(measures[["id", *further]], on="id")
    return Content(actors, _merged(network), {}, _graph(network))


def _graph(network: Network) -> dict[str, object]:
    """Say what holds for the whole network."""
    return {"fingerprint": network.fingerprint, "event_cap": network.event_cap}


def _merged(network: Network) -> pd.DataFrame:
    """Give one row a tie and whether they have directions: only where every one has."""
    pairs = network.pairs
    if not (len(pairs) and pairs["is_directed"].all()):
        return pairs.drop(columns="is_directed").assign(directed=False)
    rows = network.stated_ties[["source", "target", "kind", "weight", "since"]]
    merged = rows.groupby(["source", "target"], as_index=False).agg(
        kind=("kind", lambda kinds: ";".join(sorted(set(kinds)))),
        weight=("weight", "sum"),
        since=("since", lambda days: days.dropna().min()),
    )
    return merged.assign(directed=True)


def _event_keys(network: Network) -> dict[str, str]:
    """Give each event an id that no actor has."""
    taken = set(network.ids)
    known = {*network.events["event_id"], *network.participations["event_id"]}
    keys: dict[str, str] = {}
    for event in sorted(known):
        key = f"event:{event}"
        while key in taken:
            key += "_"
        taken.add(key)
        keys[event] = key
    return keys


def _with_all(events: pd.DataFrame, keys: Collection[str]) -> pd.DataFrame:
    """Add the events that only participations name."""
    missing = sorted(set(keys) - set(events["event_id"]))
    return pd.concat([events, pd.DataFrame({"event_id": missing})], ignore_index=True) if missing else events


def _renamed(
    frame: pd.DataFrame, own: tuple[str, ...], reserved: Collection[str], renamed: dict[str, str]
) -> pd.DataFrame:
    """Give columns whose name is needed for something else another one, and note it."""
    names: dict[str, str] = {}
    for name in map(str, frame.columns):
        count, new = 2, name
        while (new.casefold() in reserved or new in names.values()) and name not in own:
            new, count = f"{name} ({count})", count + 1
        names[name] = new
    renamed |= {name: new for name, new in names.items() if new != name}
    return frame.rename(columns=names)


def _stacked(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Put two tables one below the other; columns of the first come first, the mark last of all."""
    columns = [name for name in dict.fromkeys([*first.columns, *second.columns]) if name != MARK]
    frames = [frame.reindex(columns=[*columns, MARK]).astype(object) for frame in (first, second)]
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)
