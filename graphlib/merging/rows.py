"""One table in three versions, row beside row: what only one side changed, and what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.matching import KEYS, Codes, cell_codes, matched

__all__ = ["BASE", "GONE", "KEPT", "MINE", "OPEN", "THEIRS", "Rows", "Unit", "aligned"]

Positions = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.int8]
Unit = tuple[str, ...]
"""Columns that are decided together."""

BASE = 0
MINE = 1
THEIRS = 2
OPEN = -1
GONE = 0
KEPT = 1

_TOGETHER: tuple[Unit, ...] = (
    ("since", "until"),
    ("start", "end"),
    ("latitude", "longitude"),
    ("sector", "sector_source"),
)
"""Columns that only mean something together: half of one side and half of the other would be neither."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table over three versions.

    Attributes
    ----------
    name
        Name of the table in the schema.
    frames
        The table in the base, mine and theirs.
    positions
        For each row where it stands in each frame, -1 where it does not.
    cells
        Cells of each column in each version as numbers, -1 where blank or the row is not there.
    source
        For each unit, the side that each row's cells are taken from; `OPEN` where both changed it.
    state
        Whether each row is `KEPT`, `GONE` or `OPEN`.
    """

    name: str
    frames: tuple[pd.DataFrame, ...]
    positions: tuple[Positions, ...]
    cells: Mapping[str, tuple[Positions, ...]]
    source: Mapping[Unit, States]
    state: States

    def has(self, side: int) -> Flags:
        """Tell which rows a side has."""
        return np.asarray(self.positions[side] >= 0)

    def differs(self, unit: Unit, one: int, other: int) -> Flags:
        """Tell in which rows two sides differ; a row that is not there counts as blank."""
        wrong = np.zeros(len(self.state), dtype=bool)
        for column in unit:
            wrong |= self.cells[column][one] != self.cells[column][other]
        return wrong

    def is_fresh(self, side: int) -> Flags:
        """Tell which rows a side added or changed."""
        fresh = self.has(side) & ~self.has(BASE)
        for unit in self.source:
            fresh |= self.has(side) & self.differs(unit, BASE, side)
        return fresh

    def values(self, column: str) -> list[Any]:
        """Give a column of the key, which is the same on all sides that have the row."""
        return list(self._taken(column, self._any_side()))

    def key(self, row: int) -> tuple[str, ...]:
        """Give the key of a row."""
        side = next(side for side in (BASE, MINE, THEIRS) if self.positions[side][row] >= 0)
        place = self.positions[side][row]
        return tuple(str(self.frames[side][column].iloc[place]) for column in KEYS[self.name])

    def cell(self, column: str, row: int, side: int) -> Any:  # noqa: ANN401
        """Give a cell on one side, ``None`` where it is blank or not there."""
        frame, place = self.frames[side], self.positions[side][row]
        if place < 0 or column not in frame:
            return None
        cell = frame[column].iloc[place]
        return None if pd.isna(cell) else cell

    def decided(self, row: int, unit: Unit | None, side: int) -> Rows:
        """Give the rows with one of them, or one unit of it, as a side has it."""
        if unit is None:
            state = self.state.copy()
            state[row] = KEPT if self.positions[side][row] >= 0 else GONE
            return replace(self, state=state)
        source = self.source[unit].copy()
        source[row] = side
        return replace(self, source={**self.source, unit: source})

    def kept_with(self, parents: Sequence[tuple[str, Rows]]) -> Rows:
        """Give the rows without those that name, in these columns, a row that is gone."""
        state = self.state.copy()
        for column, parent in parents:
            state[self.belongs_to(column, parent, GONE)] = GONE
        return replace(self, state=state)

    def belongs_to(self, column: str, parent: Rows, state: int) -> Flags:
        """Tell which rows name a row in this state that one side took away with them.

        A side that took the other row away but not this one does not need it: attendance may name
        events of which there is no list.
        """
        owner = self.owners(column, parent)
        belongs, known = np.zeros(len(self.state), dtype=bool), owner >= 0
        for side in (MINE, THEIRS):
            taken = (parent.state == state) & parent.has(BASE) & ~parent.has(side)
            belongs[known] |= taken[owner[known]] & ~self.has(side)[known]
        return belongs

    def owners(self, column: str, parent: Rows) -> Positions:
        """Find the row of another table that each row names; -1 where none does."""
        known = pd.Index(np.asarray(parent.values(KEYS[parent.name][0]), dtype=object))
        named = pd.Index(np.asarray(self.values(column), dtype=object))
        return np.asarray(known.get_indexer(named), dtype=np.int64)

    def frame(self) -> pd.DataFrame:
        """Give the kept rows with their cells; all must be decided."""
        kept = self.state == KEPT
        data: dict[str, Any] = {column: self._taken(column, self._any_side()) for column in KEYS[self.name]}
        for unit, source in self.source.items():
            data |= {column: self._taken(column, source) for column in unit}
        return pd.DataFrame({name: cells[kept] for name, cells in data.items()}).infer_objects()

    def _any_side(self) -> States:
        """Give for each row a side that has it."""
        return np.where(self.has(BASE), BASE, np.where(self.has(MINE), MINE, THEIRS)).astype(np.int8)

    def _taken(self, column: str, source: States) -> npt.NDArray[np.object_]:
        """Give the cells of a column, each from its side; blank ones are NaN."""
        taken = np.full(len(source), np.nan, dtype=object)
        for side, frame in enumerate(self.frames):
            rows = (source == side) & self.has(side)
            if column in frame:
                taken[rows] = frame[column].to_numpy(object)[self.positions[side][rows]]
        return taken


def aligned(name: str, frames: tuple[pd.DataFrame, ...]) -> Rows:
    """Put a table of the base, of mine and of theirs row beside row, decided as far as they agree."""
    codes = cell_codes(frames)
    positions = _positions(codes, name)
    cells = {
        column: tuple(_at(numbers, place) for numbers, place in zip(sides, positions, strict=True))
        for column, sides in codes.items()
    }
    blank = np.zeros(len(positions[BASE]), dtype=np.int8)
    rows = Rows(name, frames, positions, cells, dict.fromkeys(_units(cells, name), blank), blank)
    source = {unit: _source(rows, unit) for unit in rows.source}
    return replace(rows, source=source, state=_state(rows))


def _positions(codes: Codes, table: str) -> tuple[Positions, ...]:
    """Say where each row stands in each of the three frames: those of the base first, then new ones."""
    lengths = [len(numbers) for numbers in codes[KEYS[table][0]]]
    found = [np.full(lengths[BASE], -1, dtype=np.int64) for _ in range(2)]
    new = []
    for side in (MINE, THEIRS):
        old, place = matched(codes, table, BASE, side)
        found[side - 1][old] = place
        new.append(np.setdiff1d(np.arange(lengths[side]), place).astype(np.int64))
    fresh = {name: (numbers[MINE][new[0]], numbers[THEIRS][new[1]]) for name, numbers in codes.items()}
    one, other = matched(fresh, table)
    only = [np.delete(new[0], one), np.delete(new[1], other)]
    gap = [np.full(len(part), -1, dtype=np.int64) for part in only]
    return (
        np.concatenate([np.arange(lengths[BASE]), np.full(len(one), -1), *gap]).astype(np.int64),
        np.concatenate([found[0], new[0][one], only[0], gap[1]]),
        np.concatenate([found[1], new[1][other], gap[0], only[1]]),
    )


def _at(numbers: Positions, places: Positions) -> Positions:
    """Take numbers at places, -1 where there is no place."""
    taken = np.full(len(places), -1, dtype=np.int64)
    taken[places >= 0] = numbers[places[places >= 0]]
    return taken


def _units(cells: Mapping[str, object], table: str) -> list[Unit]:
    """List the columns apart from the key, those that belong together as one."""
    pairs = [unit for unit in _TOGETHER if set(unit) <= set(cells)]
    alone = set(cells) - set(KEYS[table]) - {column for unit in pairs for column in unit}
    return [*pairs, *((column,) for column in cells if column in alone)]


def _source(rows: Rows, unit: Unit) -> States:
    """Say from which side each row takes a unit."""
    mine, theirs = rows.has(MINE), rows.has(THEIRS)
    return np.select(
        [
            mine & ~theirs,
            theirs & ~mine,
            ~rows.differs(unit, BASE, MINE),
            ~rows.differs(unit, BASE, THEIRS),
            ~rows.differs(unit, MINE, THEIRS),
        ],
        [MINE, THEIRS, THEIRS, MINE, MINE],
        OPEN,
    ).astype(np.int8)


def _state(rows: Rows) -> States:
    """Say which rows stay, go, or are open because one side took away what the other changed."""
    base, mine, theirs = (rows.has(side) for side in (BASE, MINE, THEIRS))
    left = base & (mine ^ theirs)
    changed = rows.is_fresh(MINE) | rows.is_fresh(THEIRS)
    gone = base & ~mine & ~theirs
    return np.select([left & changed, left | gone], [OPEN, GONE], KEPT).astype(np.int8)
