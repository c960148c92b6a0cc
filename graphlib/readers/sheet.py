"""One table of text on its way into the network, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.choices import Choices, Mend
from graphlib.readers.grid import Grid
from graphlib.readers.limits import note
from graphlib.readers.understanding import Understood
from graphlib.schema import Table

__all__ = ["Sheet", "frame_of"]

_LISTED = 200
"""Rows with too many cells that are listed one by one."""


@dataclass(frozen=True)
class Sheet:
    """One table as text: columns named by the schema where they are known, blank cells NaN.

    ``frame.index`` is named ``row`` and holds the rows of the spreadsheet; where several files
    were joined it has two levels, ``file`` and ``row``. ``problems`` are faults, ``notes`` tell
    what was decided. ``is_derived`` tells that the rows were gathered from those of another table.
    """

    table: Table
    grid: Grid
    frame: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    is_derived: bool = False

    def with_frame(self, frame: pd.DataFrame, *notes: Problem) -> Sheet:
        """Give the sheet another frame, and say why."""
        return replace(self, frame=frame, notes=(*self.notes, *notes))


def frame_of(found: Understood, choices: Choices) -> tuple[pd.DataFrame, list[Problem], list[Problem]]:
    """Give the body of a grid as a frame of text.

    Parameters
    ----------
    found
        The grid, with its headings found.
    choices
        Rows that the user leaves out, and cells that the user corrected.

    Returns
    -------
    tuple
        The frame, one column a heading, blank rows left out; the faults; and the remarks.
    """
    grid, head = found.grid, found.head
    first = head.row + 2
    body = [[] if place in head.dropped else row for place, row in enumerate(grid.rows)][head.row + 1 :]
    names = list(head.headings)
    problems, notes = _long_rows(body, len(names), first, grid.file), []
    problems = [problem for problem in problems if (grid.file, problem.row) not in choices.skipped]
    short = sum(0 < len(row) < len(names) and any(row) for row in body) if grid.format == "csv" else 0
    if short:
        notes.append(note(grid.file, "short_rows", count=short))
    frame = _frame(body, names, first)
    blank = [
        name
        for name, typed in zip(head.headings, head.plain, strict=True)
        if not typed and frame[name].isna().all()
    ]
    frame = frame.drop(columns=blank)
    left = [row for file, row in choices.skipped if file == grid.file]
    if left:
        frame = frame.drop(index=left, errors="ignore")
        notes.append(note(grid.file, "rows_skipped", count=len(left)))
    mends = [mend for mend in choices.mends if mend.file == grid.file]
    if mends:
        frame = _mended(frame, found, mends)
        notes.append(note(grid.file, "cells_mended", count=len(mends)))
    return frame, problems, notes


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
    return pd.DataFrame(data, index=index)


def _mended(frame: pd.DataFrame, found: Understood, mends: Sequence[Mend]) -> pd.DataFrame:
    """Put the user's corrections into the cells they are meant for."""
    frame = frame.copy()
    for mend in mends:
        heading = _meant(frame, found, mend)
        if heading is not None and mend.row in frame.index:
            frame.loc[mend.row, heading] = mend.after or np.nan
    return frame


def _meant(frame: pd.DataFrame, found: Understood, mend: Mend) -> str | None:
    """Find the column that a correction speaks of: by role or heading, and by what stood in it."""
    named = [
        heading
        for heading, role in zip(found.head.headings, found.roles, strict=True)
        if heading in frame and mend.column in (role, role.rpartition(".")[2], heading)
    ]
    if len(named) < 2 or mend.row not in frame.index:
        return named[0] if named else None
    same = [heading for heading in named if frame.loc[mend.row, heading] == mend.before]
    return (same or named)[0]
