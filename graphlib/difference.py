"""What changed from one network to another: counts, and every row and cell that differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.matching import KEYS, Codes, cell_codes, matched
from graphlib.network import Network
from graphlib.translation import Translator

__all__ = [
    "Changes",
    "Counts",
    "Difference",
    "changes_sentence",
    "counts_of",
    "difference",
    "tables_of",
]

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """How many rows of a table are new, gone, changed in some cell, and kept as they were."""

    added: int
    gone: int
    changed: int
    kept: int

    @property
    def is_any(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.added or self.gone or self.changed)


@dataclass(frozen=True, eq=False)
class Changes:
    """The changes of one table.

    Attributes
    ----------
    counts
        How many rows are new, gone, changed and kept.
    table
        One row for each new row, each gone row, and each cell that changed: ``change`` (``added``,
        ``gone`` or ``changed``), the columns of the row's key (``id``; ``source``, ``target`` and
        ``kind``; ``event_id``; ``actor_id`` and ``event_id``), ``name`` (str, as the newer network
        says it; both names, for a tie or a participation, with a dash between), ``column`` (str,
        missing unless a cell changed), ``before`` and ``after`` (object: the cells as they are,
        ``None`` where blank). Gone rows first, then changed and new ones, each in the order of keys.
    """

    counts: Counts
    table: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Difference:
    """What changed from one network to another.

    ``event_cap`` is the cap before and after. Truth: whether anything differs at all.
    """

    actors: Changes
    ties: Changes
    events: Changes
    participations: Changes
    event_cap: tuple[int, int]

    def __bool__(self) -> bool:
        return any(counts.is_any for counts in self.counts.values()) or len(set(self.event_cap)) > 1

    @property
    def tables(self) -> dict[str, Changes]:
        """The changes of each table, by its name in the schema."""
        return {name: getattr(self, name) for name in KEYS}

    @property
    def counts(self) -> dict[str, Counts]:
        """The counts of each table, by its name in the schema."""
        return {name: changes.counts for name, changes in self.tables.items()}


def difference(before: Network, after: Network) -> Difference:
    """Say what changed from one network to another, row by row and cell by cell.

    Actors and events are the same when their id is; ties when their ends and their kind are, and
    where ties run in parallel, when their date and evidence are too as far as they can; attendance
    when organisation and event are. A tie that got its direction the other way round is another
    tie. The order of rows plays no part, nor do columns without any value.

    Parameters
    ----------
    before, after
        The older and the newer network.

    Returns
    -------
    Difference
        Empty, and false, where both have the same content. Cost: linear in the cells, but for
        sorting; about a second for 100,000 rows.
    """
    old, new = tables_of(before), tables_of(after)
    names = {
        table: _names(old[table], new[table], key)
        for table, key in (("actors", "id"), ("events", "event_id"))
    }
    changes = {table: _changes(old[table], new[table], table, names) for table in KEYS}
    return Difference(**changes, event_cap=(before.event_cap, after.event_cap))


def counts_of(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> dict[str, Counts]:
    """Count what changed, table by table, from tables as `tables_of` gives them."""
    return {table: _compared(before[table], after[table], table).counts for table in KEYS}


def changes_sentence(
    counts: Mapping[str, Counts], t: Translator, *, pairs: tuple[int, int] | None = None
) -> str:
    """Say counts of changes as ``12 organisations new, 4 gone; 381 ties became 364; 25 tie records gone``.

    Without a capital or a full stop, to stand within a sentence.

    Parameters
    ----------
    counts
        What changed, table by table; a tie here is a row of the table, called a tie record.
    t
        Translator of the reader's language.
    pairs
        Pairs of organisations joined before and after, which other pages call ties; said where they
        differ, so that records are not mistaken for them.

    Returns
    -------
    str
        That nothing changed, where nothing did.
    """
    parts = []
    for table, each in counts.items():
        if table == "ties" and pairs is not None and pairs[0] != pairs[1]:
            parts.append(t("history.ties_became", count=pairs[0], after=pairs[1]))
        found = {"added": each.added, "gone": each.gone, "changed": each.changed}
        said = [
            t(f"history.{'more' if place else 'first'}.{table}.{change}", count=count)
            for place, (change, count) in enumerate((kind, n) for kind, n in found.items() if n)
        ]
        if said:
            parts.append(", ".join(said))
    return t("history.separator").join(parts) or t("history.nothing")


def tables_of(network: Network) -> dict[str, pd.DataFrame]:
    """Give the four tables of a network as they were stated, by their names in the schema."""
    tables = (network.actors, network.stated_ties, network.events, network.participations)
    return dict(zip(KEYS, tables, strict=True))


@dataclass(frozen=True)
class _Compared:
    """Two tables side by side: which rows are which, and in which columns they differ."""

    old: Positions
    new: Positions
    gone: Positions
    added: Positions
    differs: dict[str, npt.NDArray[np.bool_]]

    @property
    def counts(self) -> Counts:
        """Count the rows."""
        changed = np.zeros(len(self.old), dtype=bool)
        for wrong in self.differs.values():
            changed |= wrong
        count = int(changed.sum())
        return Counts(len(self.added), len(self.gone), count, len(changed) - count)


def _compared(before: pd.DataFrame, after: pd.DataFrame, table: str) -> _Compared:
    """Put two tables side by side."""
    if before.equals(after):
        every, none = np.arange(len(before), dtype=np.int64), np.array([], dtype=np.int64)
        return _Compared(every, every, none, none, {})
    codes: Codes = cell_codes([before, after])
    old, new = matched(codes, table)
    gone = np.setdiff1d(np.arange(len(before)), old)
    added = np.setdiff1d(np.arange(len(after)), new)
    differs = {name: first[old] != second[new] for name, (first, second) in codes.items()}
    return _Compared(old, new, gone, added, {name: wrong for name, wrong in differs.items() if wrong.any()})


def _changes(
    before: pd.DataFrame, after: pd.DataFrame, table: str, names: Mapping[str, Mapping[str, str]]
) -> Changes:
    """List the changes of one table."""
    compared = _compared(before, after, table)
    parts = [
        _rows("gone", before.iloc[compared.gone], table),
        _cells(before, after, compared, table),
        _rows("added", after.iloc[compared.added], table),
    ]
    key = list(KEYS[table])
    listed = pd.concat(parts, ignore_index=True)
    listed.insert(1 + len(key), "name", _named(listed, table, names))
    return Changes(compared.counts, listed)


def _rows(change: str, rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """List whole rows that are new or gone."""
    listed = _blank(rows, change, table)
    return listed.sort_values(list(KEYS[table]), kind="stable")


def _blank(rows: pd.DataFrame, change: str, table: str) -> pd.DataFrame:
    """Make the list of changes for some rows, still without column and cells."""
    listed = rows[list(KEYS[table])].astype(object).reset_index(drop=True)
    listed.insert(0, "change", change)
    return listed.assign(column=None, before=None, after=None).astype(object)


def _cells(before: pd.DataFrame, after: pd.DataFrame, compared: _Compared, table: str) -> pd.DataFrame:
    """List the cells that differ, row by row and within a row in the order of columns."""
    parts = []
    for place, (name, wrong) in enumerate(compared.differs.items()):
        at = np.flatnonzero(wrong)
        listed = _blank(after.iloc[compared.new[at]], "changed", table)
        listed["column"] = name
        listed["before"] = _values(before, name, compared.old[at])
        listed["after"] = _values(after, name, compared.new[at])
        parts.append(listed.assign(_row=at, _column=place))
    if not parts:
        return _blank(after.iloc[:0], "changed", table)
    listed = pd.concat(parts).sort_values(["_row", "_column"], ignore_index=True)
    return listed.drop(columns=["_row", "_column"])


def _values(frame: pd.DataFrame, column: str, rows: Positions) -> list[Any]:
    """Give cells as they are, ``None`` where blank."""
    if column not in frame:
        return [None] * len(rows)
    cells = frame[column].iloc[rows]
    return list(cells.astype(object).where(cells.notna(), None))


def _names(before: pd.DataFrame, after: pd.DataFrame, key: str) -> dict[str, str]:
    """Name every actor or event, as the newer table does where it has it; by the id where unnamed."""
    both = pd.concat([before[[key, "name"]], after[[key, "name"]]])
    return dict(zip(both[key], both["name"].where(both["name"].notna(), both[key]), strict=True))


def _named(listed: pd.DataFrame, table: str, names: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Name the rows of a list of changes."""
    actors, events = names["actors"], names["events"]
    if table == "actors":
        return [actors[each] for each in listed["id"]]
    if table == "events":
        return [events[each] for each in listed["event_id"]]
    first, second, known = (
        ("source", "target", actors) if table == "ties" else ("actor_id", "event_id", events)
    )
    return [
        f"{actors.get(one, one)} – {known.get(other, other)}"
        for one, other in zip(listed[first], listed[second], strict=True)
    ]
