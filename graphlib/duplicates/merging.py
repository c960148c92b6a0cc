"""Several actors that are one organisation, merged: every tie kept, nothing lost unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from graphlib.duplicates.groups import staying
from graphlib.network import Network
from graphlib.schema import ACTORS
from graphlib.sectors import UNKNOWN

__all__ = ["ALSO_KNOWN_AS", "MERGED_IDS", "Conflict", "Merged", "merged"]

ALSO_KNOWN_AS = "also_known_as"
"""Further column of the actors that keeps the other spellings of a merged actor's name."""

MERGED_IDS = "merged_ids"
"""Further column of the actors that keeps the ids of those merged into one."""

_KEPT_APART = ("id", "name", ALSO_KNOWN_AS, MERGED_IDS)
"""Columns in which two values are no conflict: the other ones stay in columns of their own."""


@dataclass(frozen=True)
class Conflict:
    """Two values of one column where only one could stay: ``kept`` stands, ``dropped`` does not."""

    actor: str
    column: str
    kept: str
    dropped: str


@dataclass(frozen=True)
class Merged:
    """What came of merging.

    Attributes
    ----------
    network
        The network in which each group is one actor.
    dropped_ties
        Stated ties between actors that are one now, which nothing is left of.
    conflicts
        Values that could not stay, in the order of actors and columns.
    """

    network: Network
    dropped_ties: int
    conflicts: tuple[Conflict, ...]


def merged(network: Network, groups: Iterable[Sequence[str]]) -> Merged:
    """Merge each group of actors into one.

    Ties and participations of all members become those of the one that is kept, directed ties keeping
    their direction; rows that are then equal in every column are one row, as everywhere in a network.
    Ties within a group are dropped and counted. Blank cells of the kept actor are filled from the
    others in the order of their ids; themes are joined; the other names stand in ``also_known_as``
    and the other ids in ``merged_ids``, joined by ``;``.

    Parameters
    ----------
    network
        The network; it is not changed. Ids that it does not have are left out.
    groups
        Ids of actors that are one organisation; the first of each is kept, with its id. Groups that
        share an actor are one group, of which `staying` says who stays.

    Returns
    -------
    Merged
        The network, the number of dropped ties, and the conflicts. Independent of the order of groups.

    Notes
    -----
    Cost: linear in the rows of all tables.
    """
    kept = staying(network, groups)
    if not kept:
        return Merged(network, 0, ())
    ties, dropped = _ties(network.stated_ties, kept)
    actors, conflicts = _actors(network.actors, kept)
    taken = network.participations
    taken = taken.assign(actor_id=_replaced(taken["actor_id"], kept))
    built = Network.build(actors, ties, network.events, taken, event_cap=network.event_cap)
    return Merged(built, dropped, conflicts)


def _replaced(cells: pd.Series, kept: dict[str, str]) -> pd.Series:
    """Put the kept actors in the place of those that went into them."""
    return cells.map(lambda actor: kept.get(actor, actor)).astype("str")


def _ties(ties: pd.DataFrame, kept: dict[str, str]) -> tuple[pd.DataFrame, int]:
    """Give the ties new ends, without those that would join an actor to itself, and count these."""
    ends = ties.assign(source=_replaced(ties["source"], kept), target=_replaced(ties["target"], kept))
    inside = ends["source"] == ends["target"]
    return ends[~inside], int(inside.sum())


def _actors(actors: pd.DataFrame, kept: dict[str, str]) -> tuple[pd.DataFrame, tuple[Conflict, ...]]:
    """Merge the rows of the actors."""
    stays = _replaced(actors["id"], kept)
    involved = stays.isin(set(kept.values()))
    rows, conflicts = [], []
    for actor, members in actors[involved].groupby(stays[involved], sort=True):
        others = members[members["id"] != actor].sort_values("id").to_dict("records")
        row = members[members["id"] == actor].to_dict("records")[0]
        found = [_merge_cell(row, other, str(name)) for other in others for name in actors.columns]
        conflicts += [conflict for conflict in found if conflict is not None]
        rows.append({**row, **_other_spellings(row, others)})
    frame = pd.concat([actors[~involved], pd.DataFrame(rows).astype({"id": "str"})], ignore_index=True)
    return frame, tuple(sorted(set(conflicts), key=lambda conflict: (conflict.actor, conflict.column)))


def _merge_cell(row: dict[str, object], other: dict[str, object], name: str) -> Conflict | None:
    """Fill a cell of the kept row from another one, or say what could not stay."""
    value, more = row[name], other[name]
    column = ACTORS.column(name)
    if name in _KEPT_APART or _is_blank(more) or value == more:
        return None
    if column is not None and column.kind == "flag":
        row[name] = bool(value) or bool(more)
    elif _is_blank(value):
        row[name] = more
    elif column is not None and column.kind == "list":
        row[name] = _joined([value, more])
    elif str(value).casefold() != str(more).casefold():
        return Conflict(str(row["id"]), name, f"{value}", f"{more}")
    return None


def _other_spellings(row: dict[str, object], others: Sequence[dict[str, object]]) -> dict[str, str]:
    """Give the other names and ids of a merged actor, with those of earlier merges."""
    names = [
        row.get(ALSO_KNOWN_AS),
        *(cell for other in others for cell in (_one_item(other["name"]), other.get(ALSO_KNOWN_AS))),
    ]
    ids = [row.get(MERGED_IDS), *(cell for other in others for cell in (other["id"], other.get(MERGED_IDS)))]
    name = _one_item(row["name"])
    known = {ALSO_KNOWN_AS: _joined(names, without=name), MERGED_IDS: _joined(ids)}
    return {column: text for column, text in known.items() if text}


def _one_item(cell: object) -> str:
    """Write a name so that it stays one item of a list."""
    return str(cell).replace(";", ",")


def _joined(cells: Iterable[object], *, without: str = "") -> str:
    """Join lists of texts, each text once, in the order of their letters."""
    items = {item.strip() for cell in cells if not _is_blank(cell) for item in str(cell).split(";")}
    return ";".join(sorted(items - {"", without}))


def _is_blank(value: object) -> bool:
    """Tell whether nothing is said; an unknown sector says nothing."""
    return value is None or value != value or value in ("", UNKNOWN)
