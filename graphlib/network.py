"""The one data object: an immutable network of actors, ties, events and participations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import igraph
import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.checks import faults
from graphlib.errors import InputError, UnknownNameError
from graphlib.schema import ACTORS, EVENTS, PARTICIPATIONS, TIES, Table, conform
from graphlib.ties import SHARED_EVENT, Arcs, SharedEvents, merged_pairs, shared_events, tie_arcs

__all__ = ["DEFAULT_EVENT_CAP", "Groups", "Network"]

DEFAULT_EVENT_CAP = 30
"""Events with more participants than this make no ties unless asked otherwise."""


@dataclass(frozen=True)
class Groups:
    """The group of each actor under one column.

    ``codes`` has one entry an actor, in the order of ``network.actors``: the position of its
    group in ``names``, or -1 where the group is unknown. ``names`` are sorted.
    """

    codes: npt.NDArray[np.int32]
    names: tuple[str, ...]

    @property
    def sizes(self) -> npt.NDArray[np.int64]:
        """Number of actors in each group, in the order of ``names``."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.names)).astype(np.int64)


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """Who is connected to whom, as the data say: never changed, only replaced.

    Make one with `Network.build` or with the readers. Results are never written back into it:
    they are tables joined on the actor's id. The frames that the attributes hand out share the
    network's memory under copy-on-write: changing one changes a copy.

    Attributes
    ----------
    stated_ties
        Ties as they were given, sorted; undirected ones with the smaller id as ``source``.
    event_cap
        Events with more participants than this make no ties.
    """

    _actors: pd.DataFrame
    stated_ties: pd.DataFrame
    _events: pd.DataFrame
    _participations: pd.DataFrame
    event_cap: int = DEFAULT_EVENT_CAP
    _cache: dict[str, Groups] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        actors: pd.DataFrame,
        ties: pd.DataFrame | None = None,
        events: pd.DataFrame | None = None,
        participations: pd.DataFrame | None = None,
        *,
        event_cap: int = DEFAULT_EVENT_CAP,
    ) -> Network:
        """Check the tables and make a network of them.

        Parameters
        ----------
        actors, ties, events, participations
            Frames with at least the required columns of the schema; any order of rows.
        event_cap
            Events with more participants than this make no ties.

        Raises
        ------
        InputError
            If ids repeat or are unknown, a tie joins an actor to itself, a weight is not
            positive or a date is no date: all faults at once.
        """
        found = faults(actors, ties, events, participations)
        if found:
            raise InputError(found)
        actors = conform(actors, ACTORS)
        actors["name"] = actors["name"].where(actors["name"].notna(), actors["id"])
        return cls(
            actors.sort_values("id", ignore_index=True),
            _sorted_ties(conform(_or_empty(ties, TIES), TIES)),
            conform(_or_empty(events, EVENTS), EVENTS).sort_values("event_id", ignore_index=True),
            _sorted_rows(conform(_or_empty(participations, PARTICIPATIONS), PARTICIPATIONS)),
            event_cap,
        )

    def __len__(self) -> int:
        return len(self._actors)

    def __repr__(self) -> str:
        return f"<Network {len(self)} actors, {self.graph.ecount()} ties, {self.fingerprint[:12]}>"

    @property
    def actors(self) -> pd.DataFrame:
        """One row an actor, sorted by id."""
        return self._actors.copy(deep=False)

    @property
    def events(self) -> pd.DataFrame:
        """One row an event, sorted by id."""
        return self._events.copy(deep=False)

    @property
    def participations(self) -> pd.DataFrame:
        """One row for each actor, event and role, sorted."""
        return self._participations.copy(deep=False)

    @cached_property
    def ids(self) -> pd.Index:
        """Ids of the actors, in the order of every array about actors."""
        return pd.Index(self._actors["id"])

    @cached_property
    def derived_ties(self) -> pd.DataFrame:
        """Ties that derive from shared participation, in the columns of the schema.

        The weight of a pair is the sum over its shared events of ``1 / (size - 1)`` [1]_;
        ``since`` is the first day on which both had taken part. Events above ``event_cap``
        make none. Cost: the number of pairs in all events.

        References
        ----------
        .. [1] Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review
           E 64, 016132.
        """
        shared = self._shared
        frame = pd.DataFrame(
            {
                "source": self.ids.take(shared.u),
                "target": self.ids.take(shared.v),
                "kind": SHARED_EVENT,
                "weight": shared.weight,
                "since": shared.first,
                "evidence": "participations",
            }
        )
        return conform(frame, TIES)

    @cached_property
    def ties(self) -> pd.DataFrame:
        """All ties, stated and derived; the same pair may stand in several rows."""
        return pd.concat([self.stated_ties, self.derived_ties], ignore_index=True)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """One row for each pair of actors joined by any tie, read as undirected.

        Row ``i`` is edge ``i`` of `graph`.

        Columns: ``source``, ``target`` (str), ``kind`` (str, kinds joined by ``;``),
        ``weight`` (float64, sum), ``since`` (str, first day known), ``latest`` (str, last day on
        which a tie or shared event began), ``shared_events`` (int64), ``is_directed`` (bool,
        whether every tie of the pair has a direction).
        """
        return merged_pairs(self.stated_ties, self._shared, self.ids)

    @cached_property
    def edges(self) -> npt.NDArray[np.int32]:
        """Pairs as actor positions, shape (ties, 2), the smaller first, sorted."""
        source = self.ids.get_indexer(pd.Index(self.pairs["source"]))
        target = self.ids.get_indexer(pd.Index(self.pairs["target"]))
        return np.column_stack([source, target]).astype(np.int32)

    @cached_property
    def arcs(self) -> Arcs:
        """The directions in which ties lead, for measures that read the network as directed."""
        return tie_arcs(self.stated_ties, self._shared, self.ids)

    @cached_property
    def graph(self) -> igraph.Graph:
        """The igraph graph: simple, undirected, edge attribute ``weight``; never to be changed."""
        graph = igraph.Graph(n=len(self), edges=self.edges.tolist())
        graph.es["weight"] = self.pairs["weight"].tolist()
        return graph

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the content, whatever the order of rows and columns."""
        digest = hashlib.sha256()
        for name, frame in (
            ("actors", self._actors),
            ("ties", self.stated_ties),
            ("events", self._events),
            ("participations", self._participations),
        ):
            digest.update(f"\x1d{name}\x1d".encode())
            for row in _canonical_rows(frame):
                digest.update(row.encode())
                digest.update(b"\x1e")
        if len(self._participations):
            digest.update(f"\x1devent cap {self.event_cap}".encode())
        return digest.hexdigest()

    @cached_property
    def event_sizes(self) -> pd.Series:
        """Number of different actors in each event, indexed by event id."""
        rows = self._participations[["actor_id", "event_id"]].drop_duplicates()
        return rows.groupby("event_id").size()

    @cached_property
    def latest_date(self) -> str | None:
        """The last day that any tie, event or participation names, or ``None`` when undated."""
        dated = pd.concat(
            [
                self.stated_ties["since"],
                self.stated_ties["until"],
                self._participations["date"],
                self._events["start"],
            ]
        ).dropna()
        return str(dated.max()) if len(dated) else None

    def groups(self, by: str = "sector") -> Groups:
        """Give the group of each actor under the column ``by``; ``unknown`` and blank are no group.

        Of a column of lists, such as ``themes``, the first entry counts.

        Raises
        ------
        UnknownNameError
            If ``by`` is no column of ``actors``.
        """
        if by not in self._cache:
            if by not in self._actors:
                raise UnknownNameError("error.kind.column", by, list(self._actors.columns))
            labels = self._actors[by].astype("str")
            column = ACTORS.column(by)
            if column is not None and column.kind == "list":
                labels = labels.str.extract("^([^;]*)", expand=False).str.strip()
            labels = labels.where(~labels.isin(["unknown", ""]))
            codes, names = pd.factorize(labels, sort=True)
            self._cache[by] = Groups(codes.astype(np.int32), tuple(map(str, names)))
        return self._cache[by]

    def labelled(self, name: str, labels: pd.Series) -> Network:
        """Give the network with a further column of text about its actors, by id; NaN where none is known.

        So groups that a measure found can be read like groups that the data give.
        """
        cells = labels.reindex(self.ids).to_numpy(object)
        actors = self._actors.assign(**{name: pd.Series(cells, dtype="str")})
        return Network(actors, self.stated_ties, self._events, self._participations, self.event_cap)

    def without(self, ids: Iterable[str]) -> Network:
        """Give the network without these actors, their ties and their participations."""
        gone = set(ids)
        ties, taken = self.stated_ties, self._participations
        return Network(
            self._actors[~self._actors["id"].isin(gone)].reset_index(drop=True),
            ties[~(ties["source"].isin(gone) | ties["target"].isin(gone))].reset_index(drop=True),
            self._events,
            taken[~taken["actor_id"].isin(gone)].reset_index(drop=True),
            self.event_cap,
        )

    @cached_property
    def _shared(self) -> SharedEvents:
        """Pairs with shared events."""
        return shared_events(
            self._participations, self._events, self.ids, self.event_sizes, cap=self.event_cap
        )


def _or_empty(frame: pd.DataFrame | None, table: Table) -> pd.DataFrame:
    """Stand an empty table in for one that is not there."""
    return pd.DataFrame(columns=table.names) if frame is None else frame


def _sorted_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort by all columns, so that no result depends on the order of rows."""
    return frame.drop_duplicates().sort_values(list(frame.columns), ignore_index=True)


def _sorted_ties(ties: pd.DataFrame) -> pd.DataFrame:
    """Sort ties, with the smaller id first where they have no direction."""
    swap = ~ties["directed"] & (ties["source"] > ties["target"])
    source = ties["source"].where(~swap, ties["target"])
    target = ties["target"].where(~swap, ties["source"])
    return _sorted_rows(ties.assign(source=source, target=target))


def _canonical_rows(frame: pd.DataFrame) -> Iterator[str]:
    """Write each row as text, sorted; columns without any value are left out."""
    names = sorted(name for name in frame.columns if frame[name].notna().any())
    cells = [
        [f"{name}\x1f{value!r}" if value == value else "" for value in frame[name].tolist()] for name in names
    ]
    yield from sorted("\x1f".join(row) for row in zip(*cells, strict=True))
