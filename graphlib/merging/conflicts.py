"""What two sides disagree on, in words that a person can decide by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from graphlib.matching import KEYS
from graphlib.merging.rows import BASE, KEPT, MINE, OPEN, THEIRS, Rows, Unit

__all__ = ["NETWORK", "REFERS", "Conflict", "Place", "conflicts_of", "with_owners"]

NETWORK = "network"
"""Table of a conflict that is about the network as a whole."""

REFERS: dict[str, tuple[tuple[str, str], ...]] = {
    "ties": (("source", "actors"), ("target", "actors")),
    "participations": (("actor_id", "actors"), ("event_id", "events")),
}
"""Which columns of a table name rows of which other."""

Cells = tuple[Any, ...]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Conflict:
    """One thing on which both sides disagree.

    Attributes
    ----------
    key
        Its name, under which `Merge.resolved` takes the choice.
    kind
        ``changed``: both changed the same cells; ``added``: both added the same row with different
        cells; ``gone``: one side took away a row that the other changed or relies on.
    table
        Table of the schema, or ``network`` where the cap on the size of events is meant.
    row
        Cells of the row's key.
    name
        What the row is called; both names, for a tie, with a dash between.
    columns
        Where they disagree; for ``gone``, what the other side changed, which may be nothing.
    base, mine, theirs
        Cells of ``columns`` on each side, each ``None`` where blank; ``None`` as a whole where the
        side has no such row.
    dependents
        For ``gone``: ties and participations that the other side added or changed and that cannot
        be without this row.
    """

    key: str
    kind: Literal["changed", "added", "gone"]
    table: str
    row: tuple[str, ...]
    name: str
    columns: Unit
    base: Cells | None
    mine: Cells | None
    theirs: Cells | None
    dependents: int = 0


@dataclass(frozen=True)
class Place:
    """Where a conflict stands: a row of a table and, unless the whole row is meant, a unit of it."""

    table: str
    row: int
    unit: Unit | None


def with_owners(tables: Mapping[str, Rows]) -> tuple[dict[str, Rows], dict[str, Counts]]:
    """Open the organisations and events that one side took away while the other relies on them.

    Returns
    -------
    tuple of dict
        The tables, in which what belongs to an open row waits for it and is no conflict of its own;
        and for each table how many new or changed rows rely on each of its rows.
    """
    found = dict(tables)
    relying = {name: np.zeros(len(rows.state), dtype=np.int64) for name, rows in found.items()}
    for name, references in REFERS.items():
        for column, parent in references:
            relying[parent] += _relying(found[name], column, found[parent])
    for parent in ("actors", "events"):
        state = np.where(relying[parent] > 0, OPEN, found[parent].state).astype(np.int8)
        found[parent] = replace(found[parent], state=state)
    for name, references in REFERS.items():
        found[name] = _waiting(found[name], [(column, found[parent]) for column, parent in references])
    return found, relying


def _relying(rows: Rows, column: str, parent: Rows) -> Counts:
    """Count, for each row that one side took away, what the other side added to it or changed."""
    owner = rows.owners(column, parent)
    counts = np.zeros(len(parent.state), dtype=np.int64)
    for side, other in ((MINE, THEIRS), (THEIRS, MINE)):
        taken = parent.has(BASE) & parent.has(side) & ~parent.has(other)
        named = owner[rows.is_fresh(side) & (owner >= 0)]
        counts += np.where(taken, np.bincount(named, minlength=len(counts)), 0)
    return counts


def _waiting(rows: Rows, parents: list[tuple[str, Rows]]) -> Rows:
    """Keep for now what belongs to an open row: it stays or goes with it."""
    state = rows.state.copy()
    for column, parent in parents:
        waits = rows.belongs_to(column, parent, OPEN)
        state[waits & (rows.has(MINE) | rows.has(THEIRS))] = KEPT
    return replace(rows, state=state)


def conflicts_of(
    tables: Mapping[str, Rows], relying: Mapping[str, Counts], caps: tuple[int, int, int]
) -> list[tuple[Conflict, Place]]:
    """List all conflicts with their places, sorted by table, row and column."""
    found = [entry for name in KEYS for entry in _of_table(tables, name, relying[name])]
    if len({caps[MINE], caps[THEIRS], caps[BASE]}) == 3:
        base, mine, theirs = ((cap,) for cap in caps)
        cap = Conflict(NETWORK, "changed", NETWORK, (), "", ("event_cap",), base, mine, theirs)
        found.append((cap, Place(NETWORK, 0, None)))
    return found


def _of_table(tables: Mapping[str, Rows], name: str, relying: Counts) -> Iterator[tuple[Conflict, Place]]:
    """List the conflicts of one table."""
    rows = tables[name]
    open_units = {unit: (source == OPEN) & (rows.state == KEPT) for unit, source in rows.source.items()}
    wrong = rows.state == OPEN
    for cells in open_units.values():
        wrong = wrong | cells
    known = _namers(tables, name)
    turns: Counter[tuple[str, ...]] = Counter()
    for key, row in sorted((rows.key(int(row)), int(row)) for row in np.flatnonzero(wrong)):
        turns[key] += 1
        label = " – ".join(names(row) or cell for names, cell in zip(known, key, strict=False))
        units: list[Unit | None] = [unit for unit in open_units if open_units[unit][row]]
        for unit in units or [None]:
            written = json.dumps([name, *key, turns[key], *(unit or ())])
            conflict = _row(rows, row, key) if unit is None else _cells(rows, row, key, unit)
            yield (
                replace(conflict, key=written, name=label, dependents=int(relying[row])),
                Place(name, row, unit),
            )


def _row(rows: Rows, row: int, key: tuple[str, ...]) -> Conflict:
    """Say that one side took a row away, and what the other changed in it."""
    other = MINE if rows.positions[MINE][row] >= 0 else THEIRS
    changed = tuple(
        column for column in rows.cells if rows.cells[column][BASE][row] != rows.cells[column][other][row]
    )
    return replace(_cells(rows, row, key, changed), kind="gone")


def _cells(rows: Rows, row: int, key: tuple[str, ...], columns: Unit) -> Conflict:
    """Say that both sides changed the same cells."""
    base, mine, theirs = (
        tuple(rows.cell(column, row, side) for column in columns) if rows.positions[side][row] >= 0 else None
        for side in (BASE, MINE, THEIRS)
    )
    kind: Literal["changed", "added"] = "added" if base is None else "changed"
    return Conflict("", kind, rows.name, key, "", columns, base, mine, theirs)


def _namers(tables: Mapping[str, Rows], table: str) -> list[Callable[[int], str]]:
    """Give what names a row as a person would: itself, or each of those that it refers to."""
    if table not in REFERS:
        return [partial(_said, tables[table])]
    return [
        partial(_owner_said, tables[parent], tables[table].owners(column, tables[parent]))
        for column, parent in REFERS[table]
    ]


def _owner_said(parent: Rows, owners: Counts, row: int) -> str:
    """Give the name of the row of another table that a row refers to."""
    return _said(parent, int(owners[row]))


def _said(rows: Rows, row: int) -> str:
    """Give the name in a row, as the side that has one says it; nothing where there is no such row."""
    if row < 0:
        return ""
    return str(next((name for side in (MINE, THEIRS, BASE) if (name := rows.cell("name", row, side))), ""))
