"""What reading gives back: the network or its faults, and how each file and column was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.readers.choices import Choices, layout_signature
from graphlib.readers.grid import Grid
from graphlib.readers.language import language_of
from graphlib.readers.understanding import Confidence, Understood

__all__ = ["ColumnReading", "FileReading", "Reading", "told"]

_SAMPLE = 5
"""Rows and cells that are shown of a file."""


@dataclass(frozen=True)
class ColumnReading:
    """What a column was read as.

    ``role`` is a role of the file's shape, ``""`` for a further column and ``"-"`` for one left
    out; ``confidence`` tells how it was found; ``examples`` are its first different cells.
    """

    heading: str
    role: str
    confidence: Confidence
    examples: tuple[str, ...]


@dataclass(frozen=True)
class FileReading:
    """How one file or sheet was read; ``table`` is ``None`` where it was left aside.

    Attributes
    ----------
    file
        The file's name, with the sheet's in brackets.
    table
        The table of the network that it became, or ``None``.
    format, encoding, separator
        How its bytes were read.
    rows, columns
        Rows below the headings that hold anything, and the headings as typed.
    shape, origin
        What it is (see ``readers.roles.SHAPES``), and how that was found.
    layout
        Key of the known table that it is, or ``None``.
    heading_row
        Row of the headings as a spreadsheet numbers it.
    readings
        What each column was read as.
    sample
        The first rows below the headings.
    language
        Code of the language of its words, or ``None`` where nothing tells.
    signature
        Key under which decisions about tables with these headings are remembered.
    """

    file: str
    table: str | None
    format: str
    encoding: str | None
    separator: str | None
    rows: int
    columns: tuple[str, ...]
    shape: str | None = None
    origin: str = ""
    layout: str | None = None
    heading_row: int = 1
    readings: tuple[ColumnReading, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    language: str | None = None
    signature: str = ""


@dataclass(frozen=True)
class Reading:
    """What came of reading: a network, or the faults that kept it from being one.

    Attributes
    ----------
    network
        ``None`` where there are faults.
    problems
        Every fault, in reading order.
    warnings
        Everything that was decided, mended or left aside.
    files
        How each file or sheet was read.
    sector_mapping
        ``sector_source``, ``sector`` (str) and ``actors`` (int64): each sector word and what it
        was read as.
    grids
        The cells as they came, for an annotated copy.
    choices
        What held: the user's decisions, and those remembered of earlier files.
    """

    network: Network | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    files: tuple[FileReading, ...] = ()
    sector_mapping: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"sector_source": [], "sector": [], "actors": []})
    )
    grids: tuple[Grid, ...] = ()
    choices: Choices = field(default_factory=Choices)


def told(one: Understood) -> FileReading:
    """Tell how a grid was read: what it is, each column, the first rows."""
    grid, head = one.grid, one.head
    body = [row for place, row in enumerate(grid.rows) if place > head.row and place not in head.dropped]
    readings = tuple(
        ColumnReading(heading, role, confidence, _examples(head.sample(grid, place)))
        for place, (heading, role, confidence) in enumerate(
            zip(head.headings, one.roles, one.confidences, strict=True)
        )
    )
    return FileReading(
        grid.file,
        one.table if one.is_used else None,
        grid.format,
        grid.encoding,
        grid.separator,
        sum(any(row) for row in body),
        head.plain,
        one.shape,
        one.origin,
        one.layout.key if one.layout is not None else None,
        head.row + 1,
        readings,
        tuple(tuple(row) for row in body[:_SAMPLE]),
        language_of(head.plain, [cell for row in body[:40] for cell in row]),
        layout_signature(head.plain),
    )


def _examples(cells: Sequence[str]) -> tuple[str, ...]:
    """Give the first different cells that are filled."""
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:_SAMPLE]
