"""A grid with its heading found: one table of text, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.columns import known_headings, meanings
from graphlib.readers.grid import Grid
from graphlib.readers.limits import enumeration, note
from graphlib.schema import Table

__all__ = ["Sheet", "heading_row", "headings", "sheet"]

_HEADING_WITHIN = 10
"""Rows among which the heading is looked for: above it may stand a title."""

_LISTED = 200
"""Rows with too many cells that are listed one by one."""


@dataclass(frozen=True)
class Sheet:
    """One table as text: columns named by the schema where they are known, blank cells NaN.

    ``frame.index`` is named ``row`` and holds the rows of the spreadsheet; ``problems`` are
    faults, ``notes`` tell what was decided.
    """

    table: Table
    grid: Grid
    frame: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def with_frame(self, frame: pd.DataFrame, *notes: Problem) -> Sheet:
        """Give the sheet another frame, and say why."""
        return replace(self, frame=frame, notes=(*self.notes, *notes))


def heading_row(grid: Grid) -> int:
    """Find the row that holds the headings: the first with the most known ones near the top."""
    top = grid.rows[:_HEADING_WITHIN]
    known = [known_headings(row) for row in top]
    if max(known, default=0) >= 2:
        return known.index(max(known))
    return next((place for place, row in enumerate(top) if any(row)), 0)


def headings(grid: Grid) -> list[str]:
    """Give the headings of a grid, in one line each."""
    row = grid.rows[heading_row(grid)] if grid.rows else []
    return [" ".join(cell.lstrip("\ufeff").split()) for cell in row]


def sheet(grid: Grid, table: Table) -> Sheet:
    """Read a grid as ``table``: name its columns, drop blank rows, keep everything else."""
    place = heading_row(grid)
    typed = headings(grid)
    notes = list(grid.notes)
    if place:
        notes.append(note(grid.file, "title_rows", count=place))
    names, said = _names(typed, table, grid.file)
    notes += said
    body = grid.rows[place + 1 :]
    problems = _long_rows(body, len(names), place + 2, grid.file)
    short = sum(0 < len(row) < len(names) and any(row) for row in body) if grid.format == "csv" else 0
    if short:
        notes.append(note(grid.file, "short_rows", count=short))
    frame = _frame(body, names, place + 2)
    return Sheet(table, grid, frame, tuple(problems), tuple(notes))


def _names(typed: Sequence[str], table: Table, file: str) -> tuple[list[str], list[Problem]]:
    """Name the columns: by the schema where known, otherwise as typed, each name once."""
    known = meanings(typed, table)
    names: list[str] = []
    notes = []
    for place, heading in enumerate(typed):
        name = known.get(place) or heading or f"column {place + 1}"
        unique, count = name, 2
        # Names of the schema are taken by the headings that mean them.
        while unique in names or (place not in known and unique in table.names):
            unique, count = f"{name} ({count})", count + 1
        if place not in known and unique != name:
            notes.append(note(file, "second_column", column=name, heading=name, name=unique))
        names.append(unique)
    renamed = [f"{typed[place]} → {name}" for place, name in sorted(known.items()) if typed[place] != name]
    if renamed:
        notes.append(note(file, "columns", pairs=enumeration(renamed)))
    further = [name for place, name in enumerate(names) if place not in known and typed[place]]
    if further:
        notes.append(note(file, "further_columns", count=len(further), names=enumeration(further)))
    return names, notes


def _long_rows(body: Sequence[Sequence[str]], width: int, first: int, file: str) -> list[Problem]:
    """List the rows that hold more cells than there are headings."""
    long = [place for place, row in enumerate(body) if len(row) > width and any(row[width:])]
    problems = [
        note(file, "long_row", row=first + place, cells=len(body[place]), headings=width)
        for place in long[:_LISTED]
    ]
    if len(long) > _LISTED:
        problems.append(note(file, "long_rows", count=len(long) - _LISTED))
    return problems


def _frame(body: Sequence[list[str]], names: Sequence[str], first: int) -> pd.DataFrame:
    """Make the frame of text; rows without any cell are left out."""
    width = len(names)
    filled = [(place, row) for place, row in enumerate(body) if any(row)]
    padded = [row[:width] if len(row) >= width else row + [""] * (width - len(row)) for _, row in filled]
    index = pd.Index(np.array([place + first for place, _ in filled], dtype=np.int64), name="row")
    columns = list(zip(*padded, strict=True)) if padded else [()] * width
    data = {
        name: pd.Series(list(cells), index=index, dtype="str").replace("", np.nan)
        for name, cells in zip(names, columns, strict=True)
    }
    blank = [name for name in data if name.startswith("column ") and data[name].isna().all()]
    return pd.DataFrame(data, index=index).drop(columns=blank)
