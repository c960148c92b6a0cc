"""Tables whose cells are ties: organisations by organisations, or organisations by events."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
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
    weights, unread = _weights(grid, head)
    if unread or not (weights > 0).any():
        return None
    shared = len(set(rows) & set(columns))
    if shared >= _SAME * max(len(rows), len(columns)):
        return "matrix"
    return "incidence" if shared == 0 and set(np.unique(weights)) <= {0.0, 1.0} else None


def labels_of(grid: Grid, head: Head) -> tuple[list[str], list[str]]:
    """Give the labels of the rows and of the columns; a heading that is blank heads nothing."""
    rows = [row[0] if row else "" for _, row in _body(grid, head)]
    return rows, [heading for heading in head.plain[1:] if heading]


def cells_of(grid: Grid, head: Head) -> tuple[pd.DataFrame, bool]:
    """Give the ties of a matrix or incidence table.

    Returns
    -------
    tuple
        ``source``, ``target`` (str) and ``weight`` (str, as typed or ``1`` for a mark), with the
        row of the spreadsheet as index, one row for each cell that is no blank, zero or ``NA``;
        and whether the table is symmetric, so that its ties have no direction. Of a symmetric
        table each tie is given once.
    """
    body = _body(grid, head)
    rows, columns = labels_of(grid, head)
    weights, _ = _weights(grid, head)
    is_symmetric = rows == columns and bool((weights == weights.T).all())
    taken = np.triu(weights != 0) if is_symmetric else weights != 0
    at, to = np.nonzero(taken)
    numbers = np.array([place + 1 for place, _ in body], dtype=np.int64)
    frame = pd.DataFrame(
        {
            "source": pd.Series([rows[one] for one in at], dtype="str"),
            "target": pd.Series([columns[one] for one in to], dtype="str"),
            "weight": pd.Series([f"{weights[a, b]:.12g}" for a, b in zip(at, to, strict=True)], dtype="str"),
        }
    )
    frame.index = pd.Index(numbers[at], name="row")
    return frame, is_symmetric


def _body(grid: Grid, head: Head) -> list[tuple[int, list[str]]]:
    """Give the rows below the headings that hold anything, with their places."""
    below = enumerate(grid.rows[head.row + 1 :], head.row + 1)
    return [(place, row) for place, row in below if any(row) and place not in head.dropped]


def _weights(grid: Grid, head: Head) -> tuple[npt.NDArray[np.float64], int]:
    """Read the cells as weights, and count those that are neither number, mark nor blank."""
    places = [place for place, heading in enumerate(head.plain) if heading and place]
    body = [row for _, row in _body(grid, head)]
    weights = np.zeros((len(body), len(places)))
    unread = 0
    for at, row in enumerate(body):
        for to, place in enumerate(places):
            cell = row[place] if place < len(row) else ""
            weight = _weight(cell)
            unread += weight is None
            weights[at, to] = weight or 0.0
        if unread > 0.05 * weights.size:
            break
    return weights, unread


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
    return number if np.isfinite(number) else None
