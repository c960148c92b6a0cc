"""Text cells to the kinds of the schema: numbers, dates, flags and lists."""

from __future__ import annotations

import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.dates import dates
from graphlib.readers.limits import note
from graphlib.readers.sheet import Sheet
from graphlib.readers.values import flags, list_separator, lists, numbers
from graphlib.schema import ACTORS, Column

__all__ = ["typed"]

_ENDS = ("until", "end")

_NEW_REMARKS = frozenset({"month_name", "quarter", "range_start", "range_end"})
"""Remarks on dates whose sentences stand under ``cells_read``."""


def typed(sheet: Sheet, *, month_first: bool | None = None) -> Sheet:
    """Read the cells of every column of the schema as what the column holds.

    ``month_first`` tells whether 03/04 is March, where the user said so.

    What cannot be read stays as it came, for the checks to report; only the descriptive numbers
    of actors (size, place on the map) are left blank instead, with a remark, since nothing is
    computed from them.
    """
    frame, notes = sheet.frame.copy(deep=False), []
    for column in sheet.table.columns:
        if column.name in frame and column.kind != "text":
            cells, said = _read(frame[column.name], column, sheet, month_first=month_first)
            frame[column.name] = cells
            notes += said
    return sheet.with_frame(frame, *notes)


def _read(
    cells: pd.Series, column: Column, sheet: Sheet, *, month_first: bool | None
) -> tuple[pd.Series, list[Problem]]:
    """Read one column, and say what was decided."""
    file, name = sheet.grid.file, column.name
    if column.kind == "number":
        return _numbers(cells, column, sheet)
    if column.kind == "date":
        read = dates(cells, is_end=name in _ENDS, month_first=month_first)
        return read.cells, [_date_note(file, name, *remark) for remark in read.remarks]
    if column.kind == "flag":
        return flags(cells), []
    separator = list_separator(cells)
    said = [] if separator == ";" else [note(file, "list", column=name, separator=separator)]
    return lists(cells, separator=separator), said


def _date_note(file: str, name: str, remark: str, count: int, example: str) -> Problem:
    """Say how some dates of a column were read."""
    area = "cells_read" if remark in _NEW_REMARKS else "readers"
    return note(file, f"date_{remark}", area=area, column=name, count=count, example=example)


def _numbers(cells: pd.Series, column: Column, sheet: Sheet) -> tuple[pd.Series, list[Problem]]:
    """Read a column of numbers."""
    file, name = sheet.grid.file, column.name
    read, example = numbers(cells, separator=sheet.grid.separator)
    said = [] if example is None else [note(file, "number", column=name, example=example)]
    blank = int(cells.isna().sum())
    if name == "weight" and blank:
        said.append(note(file, "blank_weights", column=name, count=blank))
    if sheet.table is ACTORS and not pd.api.types.is_float_dtype(read):
        unread = read[read.map(lambda cell: isinstance(cell, str))]
        row, value = int(unread.index[0]), str(unread.iloc[0])
        said.append(
            note(
                file, "unread_numbers", row=row, column=name, value=value, count=len(unread), cell=value[:60]
            )
        )
        read = read.where(~read.index.isin(unread.index)).astype("float64")
    return read, said
