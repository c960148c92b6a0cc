"""How events make ties, and how all ties of a pair merge into one: plain tables and positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["SHARED_EVENT", "Arcs", "SharedEvents", "Weight", "merged_pairs", "shared_events", "tie_arcs"]

SHARED_EVENT = "shared event"
"""Kind of the ties that derive from taking part in the same events."""

_PAIR_COLUMNS = ("source", "target", "kind", "weight", "since", "latest", "shared_events", "is_directed")

Positions = npt.NDArray[np.int64]

Weight: TypeAlias = Literal["none", "strength"]
"""How a measure reads the strength of ties: not at all, or a stronger tie as a closer one."""


@dataclass(frozen=True)
class SharedEvents:
    """The pairs of actors with shared events, sorted; one entry a pair in each array.

    ``u`` < ``v`` are positions of actors; ``weight`` is the sum over shared events of
    ``1 / (size - 1)``; ``count`` their number; ``first`` and ``last`` the ISO days on which both
    had first and last taken part, NaN where unknown.
    """

    u: Positions
    v: Positions
    weight: npt.NDArray[np.float64]
    count: Positions
    first: npt.NDArray[np.object_]
    last: npt.NDArray[np.object_]


@dataclass(frozen=True)
class Arcs:
    """Every joined pair in each direction in which a tie leads, sorted by source and target.

    One entry an arc in each array: ``source`` and ``target`` are positions of actors, ``weight``
    the summed strength of the ties that lead this way, ``tie`` the row of the pair in
    ``network.pairs``. Ties without direction lead both ways, each with its whole strength.
    """

    source: Positions
    target: Positions
    weight: npt.NDArray[np.float64]
    tie: Positions

    def __len__(self) -> int:
        return len(self.source)


def shared_events(
    participations: pd.DataFrame, events: pd.DataFrame, ids: pd.Index, sizes: pd.Series, *, cap: int
) -> SharedEvents:
    """List the pairs that took part in the same events.

    Parameters
    ----------
    participations, events
        Tables of the schema; a participation without date takes the first day of its event.
    ids
        Ids of the actors, sorted; positions refer to them.
    sizes
        Number of different actors in each event, by event id.
    cap
        Events with more participants make no pairs.

    Returns
    -------
    SharedEvents
        Sums are taken in a fixed order. Cost: the number of pairs in all events.
    """
    rows = _first_days(participations, events, ids, sizes.index[(sizes > 1) & (sizes <= cap)])
    days, day_names = pd.factorize(rows["date"], sort=True)
    size = rows.groupby("event_id")["u"].transform("size").to_numpy()
    u, v, weight, day = _event_pairs(rows["u"].to_numpy(np.int64), days, size)
    order = np.lexsort((day, v, u))
    u, v, weight, day = u[order], v[order], weight[order], day[order]
    starts = np.flatnonzero(np.r_[len(u) > 0, (np.diff(u) != 0) | (np.diff(v) != 0)])
    ends = np.r_[starts[1:], len(u)][: len(starts)] - 1
    names = np.array([name or np.nan for name in day_names], dtype=object)
    return SharedEvents(
        u[starts],
        v[starts],
        np.add.reduceat(weight, starts) if len(u) else weight,
        (ends - starts + 1).astype(np.int64),
        names[day[starts]],
        names[day[ends]],
    )


def merged_pairs(stated: pd.DataFrame, shared: SharedEvents, ids: pd.Index) -> pd.DataFrame:
    """Merge stated ties and shared events into one row a pair, sorted by the ends' positions.

    Parameters
    ----------
    stated
        Ties of the schema.
    shared
        Pairs with shared events.
    ids
        Ids of the actors, sorted.

    Returns
    -------
    pandas.DataFrame
        The columns of `graphlib.network.Network.pairs`.
    """
    both = pd.concat([_stated_rows(stated, ids), _shared_rows(shared)], ignore_index=True)
    rows = both.sort_values(["u", "v"], kind="stable", ignore_index=True)
    repeated = rows.duplicated(["u", "v"], keep=False)
    merged = pd.concat([rows[~repeated], _fold(rows[repeated])]).sort_values(["u", "v"], ignore_index=True)
    merged["source"] = ids.take(merged["u"].to_numpy())
    merged["target"] = ids.take(merged["v"].to_numpy())
    dtypes = {"kind": "str", "since": "str", "latest": "str", "shared_events": "int64", "is_directed": "bool"}
    return merged[list(_PAIR_COLUMNS)].astype(dtypes)


def tie_arcs(stated: pd.DataFrame, shared: SharedEvents, ids: pd.Index) -> Arcs:
    """List the directions in which ties lead, with the strength of each.

    Parameters
    ----------
    stated
        Ties of the schema.
    shared
        Pairs with shared events, which lead both ways.
    ids
        Ids of the actors, sorted.

    Returns
    -------
    Arcs
        Sums are taken in the order of the stated ties. Cost: m log m.
    """
    source, target = (ids.get_indexer(pd.Index(stated[end])).astype(np.int64) for end in ("source", "target"))
    weight, back = stated["weight"].to_numpy(np.float64), ~stated["directed"].to_numpy(bool)
    tails = np.concatenate([source, target[back], shared.u, shared.v])
    heads = np.concatenate([target, source[back], shared.v, shared.u])
    weights = np.concatenate([weight, weight[back], shared.weight, shared.weight])
    key, place = np.unique(tails * len(ids) + heads, return_inverse=True)
    tail, head = np.divmod(key, max(len(ids), 1))
    pair = np.minimum(tail, head) * len(ids) + np.maximum(tail, head)
    strength = np.bincount(place, weights, len(key)).astype(np.float64)
    return Arcs(tail, head, strength, np.unique(pair, return_inverse=True)[1].astype(np.int64))


def _first_days(
    participations: pd.DataFrame, events: pd.DataFrame, ids: pd.Index, kept: pd.Index
) -> pd.DataFrame:
    """Give each actor's position and first day in each of the events kept."""
    rows = participations[participations["event_id"].isin(kept)]
    start = events.set_index("event_id")["start"]
    day = rows["date"].where(rows["date"].notna(), rows["event_id"].map(start))
    rows = rows.assign(date=day.fillna(""), u=ids.get_indexer(pd.Index(rows["actor_id"])))
    rows = rows.sort_values(["event_id", "u", "date"])
    return rows.drop_duplicates(["event_id", "u"])[["event_id", "u", "date"]]


def _event_pairs(
    place: Positions, day: Positions, size: Positions
) -> tuple[Positions, Positions, npt.NDArray[np.float64], Positions]:
    """List the pairs within each event: rows of one event stand together, sorted by place."""
    none = np.empty(0, np.int64)
    parts = [(none, none, np.empty(0), none)]
    for count in np.unique(size):
        rows, days = place[size == count].reshape(-1, count), day[size == count].reshape(-1, count)
        first, second = np.triu_indices(count, 1)
        both_came = np.maximum(days[:, first], days[:, second]).ravel()
        weight = np.full(len(both_came), 1.0 / (count - 1))
        parts.append((rows[:, first].ravel(), rows[:, second].ravel(), weight, both_came))
    u, v, weights, latest = (np.concatenate(column) for column in zip(*parts, strict=True))
    return u, v, weights, latest


def _stated_rows(stated: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Put stated ties on positions, the smaller first."""
    ends = np.column_stack([ids.get_indexer(pd.Index(stated[end])) for end in ("source", "target")])
    return pd.DataFrame(
        {
            "u": ends.min(axis=1).astype(np.int64),
            "v": ends.max(axis=1).astype(np.int64),
            "kind": stated["kind"].to_numpy(object),
            "weight": stated["weight"].to_numpy(np.float64),
            "since": stated["since"].to_numpy(object),
            "latest": stated["since"].to_numpy(object),
            "shared_events": np.zeros(len(stated), np.int64),
            "is_directed": stated["directed"].to_numpy(bool),
        }
    )


def _shared_rows(shared: SharedEvents) -> pd.DataFrame:
    """Put pairs with shared events into the same columns."""
    return pd.DataFrame(
        {
            "u": shared.u,
            "v": shared.v,
            "kind": np.full(len(shared.u), SHARED_EVENT, object),
            "weight": shared.weight,
            "since": shared.first,
            "latest": shared.last,
            "shared_events": shared.count,
            "is_directed": np.zeros(len(shared.u), bool),
        }
    )


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
