"""A table as readers see it: headings in their language, raw cells, and how to write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

__all__ = ["Heading", "Kind", "ReportTable", "table_of"]

Kind = Literal["text", "name", "sector", "count", "decimal", "fine", "percent", "ratio", "gain", "flag"]
"""How a cell is written: ``count`` is a whole number, ``fine`` one of four decimals, ``ratio`` so
many times, ``gain`` a rise in percent; ``name`` is text from the data that may run in either direction."""


@dataclass(frozen=True)
class Heading:
    """The heading of one column, the kind of its cells, and the name by which programs know it."""

    label: str
    kind: Kind = "text"
    key: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells stand to the right."""
        return self.kind in {"count", "decimal", "fine", "percent", "ratio", "gain"}


@dataclass(frozen=True)
class ReportTable:
    """One table of a report.

    Attributes
    ----------
    title
        What the table is about; empty where the sheet or section says it.
    finding
        What it shows, in a sentence.
    rows
        Raw values: text, numbers, flags; ``None`` or NaN where there is none.
    """

    title: str
    finding: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[object, ...], ...]


def table_of(
    frame: pd.DataFrame, headings: tuple[Heading, ...] | None = None, *, title: str = "", finding: str = ""
) -> ReportTable:
    """Make a report's table of a frame; without headings its columns keep their names."""
    if headings is None:
        headings = tuple(Heading(str(name), _kind(frame[name])) for name in frame.columns)
    cells = (_plain(frame.iloc[:, place]) for place in range(frame.shape[1]))
    return ReportTable(title, finding, headings, tuple(zip(*cells, strict=True)))


def _plain(cells: pd.Series) -> list[object]:
    """Give cells as Python's own values, with one sign for what is missing."""
    values: list[object] = cells.tolist()
    return [None if value is pd.NA else value for value in values]


def _kind(cells: pd.Series) -> Kind:
    """Tell how the cells of a bare table are written."""
    if pd.api.types.is_bool_dtype(cells):
        return "flag"
    return "decimal" if pd.api.types.is_numeric_dtype(cells) else "text"
