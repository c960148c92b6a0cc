"""Cells of one sheet as text, whatever format they came in."""

from __future__ import annotations

from dataclasses import dataclass

from graphlib.errors import Problem

__all__ = ["Grid"]


@dataclass(frozen=True, eq=False)
class Grid:
    """One sheet: its cells as text, and how they were read.

    Attributes
    ----------
    file
        What the user calls it: the file's name, with the sheet's in brackets.
    name
        The name that may tell which table it is: the sheet's or the file's, without ending.
    format
        What it was: ``csv``, ``xlsx``, ``gexf``, ...
    encoding, separator
        How text was read; ``None`` for a workbook.
    rows
        Rows of cells; the first is row 1 of the spreadsheet. A blank cell is an empty text.
    notes
        What was decided while reading.
    table
        The table that the format itself says this is (``actors``, ``ties``, ``events`` or
        ``participations``); ``None`` where names and headings have to tell.
    """

    file: str
    name: str
    format: str
    encoding: str | None
    separator: str | None
    rows: list[list[str]]
    notes: tuple[Problem, ...] = ()
    table: str | None = None
