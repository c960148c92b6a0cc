"""Tables whose cells are ties: organisations by organisations, or organisations by events."""

from __future__ import annotations

import math

import pandas as pd

from graphlib.readers.grid import Grid
from graphlib.readers.headings import Head

__all__ = ["cells_of", "labels_of", "matrix_shape"]

_NONE = frozenset({"", "0", "0.0", "na", "nan", "n/a", "null", "none", ".", "-", "–"})
"""Cells that say that there is no tie."""

_MARKS = frozenset({"x", "✓", "✔", "yes", "oui", "ja", "si", "sí", "true"})
"""Cells that say that there is one."""

_SAME = 0.8
"""Share of the labels of rows that must head a column too for a table to be square."""

_LEAST = 3
"""Rows and columns below which no table is taken for a matrix."""


def matrix_shape(grid: Grid, head: Head) -> str | None:
    """Tell whether a grid is a ``matrix``, an ``incidence`` table, or neither.

    A matrix has the same labels on its rows and its columns. An incidence table has organisations
    as rows and events as columns. In both nearly all cells are numbers, marks or blank.
    """
    rows, columns = labels_of(grid, head)
    if len(rows) < _LEAST or len(columns) < _LEAST or len(set(rows)) < len(rows):
        return None
    entries = _entries(grid, head)
    if not entries or not all(isinstance(weight, float) and weight > 0 for weight in entries.values()):
        return None
    shared = len(set(rows) & set(columns))
    if shared >= _SAME * max(len(rows), len(columns)):
        return "matrix"
    return "incidence" if shared == 0 and set(entries.values()) == {1.0} else None


def labels_of(grid: Grid, head: Head) -> tuple[list[str], list[str]]:
    """Give the labels of the rows and of the columns; a heading that is blank heads nothing."""
    rows = [row[0] if row else "" for _, row in _body(grid, head)]
    return rows, [heading for heading in head.plain[1:] if heading]


def cells_of(grid: Grid, head: Head) -> tuple[pd.DataFrame, bool]:
    """Give the ties of a matrix or incidence table.

    Returns
    -------
    tuple
        ``source``, ``target`` (str) and ``weight`` (str, ``1`` for a mark, as typed where it is no
        number), with the row of the spreadsheet as index, one row for each cell that is no blank,
        zero or ``NA``; and whether the table is symmetric, so that its ties have no direction. Of a
        symmetric table each tie is given once.

    Notes
    -----
    Cost: one look at each cell; only filled ones are held.
    """
    body = _body(grid, head)
    rows, columns = labels_of(grid, head)
    entries = _entries(grid, head)
    is_symmetric = rows == columns and all(
        entries.get((to, at)) == weight for (at, to), weight in entries.items()
    )
    taken = {place: weight for place, weight in entries.items() if not is_symmetric or place[0] <= place[1]}
    frame = pd.DataFrame(
        {
            "source": pd.Series([rows[at] for at, _ in taken], dtype="str"),
            "target": pd.Series([columns[to] for _, to in taken], dtype="str"),
            "weight": pd.Series([_typed(weight) for weight in taken.values()], dtype="str"),
        }
    )
    frame.index = pd.Index([body[at][0] + 1 for at, _ in taken], dtype="int64", name="row")
    return frame, is_symmetric


def _body(grid: Grid, head: Head) -> list[tuple[int, list[str]]]:
    """Give the rows below the headings that hold anything, with their places."""
    below = enumerate(grid.rows[head.row + 1 :], head.row + 1)
    return [(place, row) for place, row in below if any(row) and place not in head.dropped]


def _entries(grid: Grid, head: Head) -> dict[tuple[int, int], float | str]:
    """Give the cells that hold something by row and column: weights, or the text that is none."""
    places = [place for place, heading in enumerate(head.plain) if heading and place]
    found: dict[tuple[int, int], float | str] = {}
    for at, (_, row) in enumerate(_body(grid, head)):
        for to, place in enumerate(places):
            cell = row[place] if place < len(row) else ""
            weight = _weight(cell)
            if weight != 0:
                found[at, to] = cell.strip() if weight is None else weight
    return found


def _typed(weight: float | str) -> str:
    """Write a weight as it would be typed."""
    return weight if isinstance(weight, str) else f"{weight:.12g}"


def _weight(cell: str) -> float | None:
    """Read one cell: a number, 1 for a mark, 0 for nothing; ``None`` for anything else."""
    word = cell.strip().casefold()
    if word in _NONE:
        return 0.0
    if word in _MARKS:
        return 1.0
    try:
        number = float(word.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
