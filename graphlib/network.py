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

__all__ = ["DEFAULT_EVENT_CAP", "SHARED_EVENT", "Groups", "Network"]

DEFAULT_EVENT_CAP = 30
"""Events with more participants than this make no ties unless asked otherwise."""

SHARED_EVENT = "shared event"
"""Kind of the ties that derive from taking part in the same events."""

_PAIR_COLUMNS = ("source", "target", "kind", "weight", "since", "latest", "shared_events", "is_directed")


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
                "source": self.ids.take(shared["u"]),
                "target": self.ids.take(shared["v"]),
                "kind": SHARED_EVENT,
                "weight": shared["weight"],
                "since": shared["first"],
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
        return _merged_pairs(self)

    @cached_property
    def edges(self) -> npt.NDArray[np.int32]:
        """Pairs as actor positions, shape (ties, 2), the smaller first, sorted."""
        source = self.ids.get_indexer(pd.Index(self.pairs["source"]))
        target = self.ids.get_indexer(pd.Index(self.pairs["target"]))
        return np.column_stack([source, target]).astype(np.int32)

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

        Raises
        ------
        UnknownNameError
            If ``by`` is no column of ``actors``.
        """
        if by not in self._cache:
            if by not in self._actors:
                raise UnknownNameError("error.kind.column", by, list(self._actors.columns))
            labels = self._actors[by].astype("str")
            labels = labels.where(labels != "unknown")
            codes, names = pd.factorize(labels, sort=True)
            self._cache[by] = Groups(codes.astype(np.int32), tuple(map(str, names)))
        return self._cache[by]

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
    def _shared(self) -> dict[str, npt.NDArray[np.generic]]:
        """Pairs with shared events: positions u < v, weight, count, first and last day."""
        return _shared_participation(self)


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


def _participation_days(network: Network) -> pd.DataFrame:
    """Give each actor's place and first day in each event that makes ties."""
    sizes = network.event_sizes
    kept = sizes.index[(sizes > 1) & (sizes <= network.event_cap)]
    rows = network.participations
    rows = rows[rows["event_id"].isin(kept)]
    start = network.events.set_index("event_id")["start"]
    day = rows["date"].where(rows["date"].notna(), rows["event_id"].map(start))
    rows = rows.assign(date=day.fillna(""), u=network.ids.get_indexer(pd.Index(rows["actor_id"])))
    rows = rows.sort_values(["event_id", "u", "date"])
    return rows.drop_duplicates(["event_id", "u"])[["event_id", "u", "date"]]


def _shared_participation(network: Network) -> dict[str, npt.NDArray[np.generic]]:
    """List all pairs of all events, then sum them pair by pair, in a fixed order."""
    rows = _participation_days(network)
    days, day_names = pd.factorize(rows["date"], sort=True)
    place = rows["u"].to_numpy(np.int64)
    size = rows.groupby("event_id")["u"].transform("size").to_numpy()
    u, v, weight, day = _event_pairs(place, days, size)
    order = np.lexsort((day, v, u))
    u, v, weight, day = u[order], v[order], weight[order], day[order]
    starts = (
        np.flatnonzero(np.r_[True, (np.diff(u) != 0) | (np.diff(v) != 0)])
        if len(u)
        else np.empty(0, np.int64)
    )
    ends = np.r_[starts[1:], len(u)] - 1 if len(u) else starts
    names = np.asarray(
        pd.Index(day_names).astype(object).where(pd.Index(day_names) != "", np.nan), dtype=object
    )
    return {
        "u": u[starts],
        "v": v[starts],
        "weight": np.add.reduceat(weight, starts) if len(u) else weight,
        "count": (ends - starts + 1).astype(np.int64),
        "first": names[day[starts]] if len(u) else np.empty(0, object),
        "last": names[day[ends]] if len(u) else np.empty(0, object),
    }


def _event_pairs(
    place: npt.NDArray[np.int64], day: npt.NDArray[np.int64], size: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """List the pairs within each event: rows of one event stand together, sorted by place."""
    parts: list[tuple[npt.NDArray[np.int64], ...]] = []
    for count in np.unique(size):
        rows, days = place[size == count].reshape(-1, count), day[size == count].reshape(-1, count)
        first, second = np.triu_indices(count, 1)
        both = np.maximum(days[:, first], days[:, second])
        parts.append((rows[:, first].ravel(), rows[:, second].ravel(), both.ravel()))
    if not parts:
        none = np.empty(0, np.int64)
        return none, none, np.empty(0), none
    u, v, latest = (np.concatenate(column) for column in zip(*parts, strict=True))
    weight = np.concatenate(
        [np.full(len(part[0]), 1.0 / (count - 1)) for count, part in zip(np.unique(size), parts, strict=True)]
    )
    return u, v, weight, latest


def _merged_pairs(network: Network) -> pd.DataFrame:
    """Merge stated and derived ties into one row a pair, sorted by the ends' positions."""
    stated, shared = network.stated_ties, network._shared
    u = network.ids.get_indexer(pd.Index(stated["source"]))
    v = network.ids.get_indexer(pd.Index(stated["target"]))
    rows = pd.DataFrame(
        {
            "u": np.concatenate([np.minimum(u, v), shared["u"]]).astype(np.int64),
            "v": np.concatenate([np.maximum(u, v), shared["v"]]).astype(np.int64),
            "kind": np.concatenate(
                [stated["kind"].to_numpy(object), np.full(len(shared["u"]), SHARED_EVENT, object)]
            ),
            "weight": np.concatenate([stated["weight"].to_numpy(), shared["weight"]]).astype(float),
            "since": np.concatenate([stated["since"].to_numpy(object), shared["first"]]),
            "latest": np.concatenate([stated["since"].to_numpy(object), shared["last"]]),
            "shared_events": np.concatenate([np.zeros(len(u), np.int64), shared["count"]]),
            "is_directed": np.concatenate([stated["directed"].to_numpy(), np.zeros(len(shared["u"]), bool)]),
        }
    ).sort_values(["u", "v"], kind="stable", ignore_index=True)
    repeated = rows.duplicated(["u", "v"], keep=False)
    merged = pd.concat([rows[~repeated], _fold(rows[repeated])]).sort_values(["u", "v"], ignore_index=True)
    merged["source"] = network.ids.take(merged["u"].to_numpy())
    merged["target"] = network.ids.take(merged["v"].to_numpy())
    dtypes = {"kind": "str", "since": "str", "latest": "str", "shared_events": "int64", "is_directed": "bool"}
    return merged[list(_PAIR_COLUMNS)].astype(dtypes)


def _fold(rows: pd.DataFrame) -> pd.DataFrame:
    """Fold the few pairs that stand in several rows."""
    if rows.empty:
        return rows
    return rows.groupby(["u", "v"], as_index=False).agg(
        kind=("kind", lambda kinds: ";".join(sorted(set(kinds)))),
        weight=("weight", "sum"),
        since=("since", lambda days: days.dropna().min()),
        latest=("latest", lambda days: days.dropna().max()),
        shared_events=("shared_events", "sum"),
        is_directed=("is_directed", "all"),
    )
