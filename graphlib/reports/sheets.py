"""Excel workbooks: text stays text, the same content gives the same bytes."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import xlsxwriter

from graphlib.drawing.palette import ACCENT, CROSS_TIE
from graphlib.reports.table import Heading, Kind, ReportTable
from graphlib.reports.text import readable, xml_text

__all__ = ["CELL_LIMIT", "ROW_LIMIT", "Sheet", "workbook_bytes"]

CELL_LIMIT = 32_767
"""Characters that a cell can hold, counted as Excel counts them (UTF-16)."""

ROW_LIMIT = 1_048_576
"""Rows that a sheet can hold."""

_CUT = " […]"
_CREATED = datetime.datetime(2000, 1, 1)
_SAMPLE = 300
_WIDEST = 60
_WIDEST_TEXT = 100
_WRAPPED_UP_TO = 200
_PALE = "#EFECF5"

_NUMBERS: dict[Kind, str] = {
    "count": "#,##0",
    "decimal": "#,##0.00",
    "fine": "0.0000",
    "percent": "0.0%",
    "ratio": '0.00"×"',
    "gain": "+0.000%;-0.000%",
}

_TEXTS: tuple[Kind, ...] = ("text", "name", "sector", "flag")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its tables one below the other, and whether they are for people.

    A bare sheet has its header in row 1 and exact text, for programs.
    """

    name: str
    tables: tuple[ReportTable, ...]
    is_bare: bool = True
    note_when_cut: str = ""


def workbook_bytes(
    sheets: Sequence[Sheet], *, title: str = "", flags: tuple[str, str] = ("no", "yes")
) -> bytes:
    """Write sheets as one workbook.

    Parameters
    ----------
    sheets
        Each with at least one table. Of bare sheets only the first table is filtered.
    title
        Title of the file.
    flags
        Words for false and true.

    Returns
    -------
    bytes
        An ``.xlsx`` file: no formula, no link; too long a text is cut and ends in ``[…]``.
    """
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": xml_text(title)[:255], "created": _CREATED})
    formats = _formats(book)
    for sheet in sheets:
        _Page(book.add_worksheet(sheet.name), sheet, formats, flags).write()
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - XlsxWriter has no types
    """Define how headings and cells look."""
    head = {"bold": True, "bg_color": _PALE, "bottom": 1, "bottom_color": ACCENT, "valign": "vcenter"}
    formats: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14, "font_color": ACCENT},
        "finding": {"font_color": CROSS_TIE},
        "head": {**head, "text_wrap": True, "indent": 1},
        "head right": {**head, "text_wrap": True, "align": "right"},
        "bare": {"bold": True},
        "line": {"valign": "top", "align": "left", "indent": 1},
        **{kind: {"text_wrap": True, "valign": "top", "align": "left", "indent": 1} for kind in _TEXTS},
        **{kind: {"num_format": code, "valign": "top"} for kind, code in _NUMBERS.items()},
    }
    return {name: book.add_format(look) for name, look in formats.items()}


class _Page:
    """Writes one sheet, row after row."""

    def __init__(self, page: Any, sheet: Sheet, formats: dict[str, Any], flags: tuple[str, str]) -> None:  # noqa: ANN401
        self._page, self._sheet, self._formats, self._flags = page, sheet, formats, flags
        self._widths = _widths(sheet)

    def write(self) -> None:
        """Write all tables, with the filter, and set how the sheet prints."""
        page, row = self._page, 0
        for column, width in self._widths.items():
            page.set_column(column, column, width)
        for place, table in enumerate(self._sheet.tables):
            head = row if self._sheet.is_bare else self._heading(row, table)
            self._header(head, table.headings)
            row = self._rows(head + 1, table)
            if place == 0:
                page.freeze_panes(head + 1, 0)
            if len(self._sheet.tables) == 1:
                self._reign(head, row, len(table.headings))
            row += 2
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")

    def _reign(self, head: int, end: int, columns: int) -> None:
        """Let the header of a sheet's only table stand on every printed page, and filter its rows."""
        self._page.repeat_rows(head)
        if end > head + 1:
            self._page.autofilter(head, 0, end - 1, columns - 1)

    def _heading(self, row: int, table: ReportTable) -> int:
        """Write title and finding of a table for people, and give the row of its header."""
        write, formats = self._page.write_string, self._formats
        self._page.set_row(row, 22)
        write(row, 0, _cell(table.title), formats["title"])
        write(row + 1, 0, _cell(table.finding), formats["finding"])
        if len(table.rows) > ROW_LIMIT - row - 4:
            write(row + 2, 0, _cell(self._sheet.note_when_cut), formats["finding"])
        return row + 3

    def _header(self, row: int, headings: tuple[Heading, ...]) -> None:
        """Write the row of headings."""
        if not self._sheet.is_bare:
            self._grow(row, [heading.label for heading in headings])
        for column, heading in enumerate(headings):
            look = "bare" if self._sheet.is_bare else "head right" if heading.is_number else "head"
            self._page.write_string(row, column, _cell(heading.label), self._formats[look])

    def _rows(self, row: int, table: ReportTable) -> int:
        """Write as many rows as the sheet holds, and give the row after the last."""
        is_bare = self._sheet.is_bare
        wraps = not is_bare and len(table.rows) <= _WRAPPED_UP_TO
        kinds = [
            "line" if not wraps and not heading.is_number else heading.kind for heading in table.headings
        ]
        looks = [None if is_bare else self._formats[kind] for kind in kinds]
        for cells in islice(table.rows, ROW_LIMIT - row):
            if wraps:
                self._grow(row, cells)
            for column, (value, look) in enumerate(zip(cells, looks, strict=True)):
                self._value(row, column, value, look)
            row += 1
        return row

    def _value(self, row: int, column: int, value: object, look: Any) -> None:  # noqa: ANN401
        """Write one value as text or number; nothing where it is missing."""
        if isinstance(value, bool):
            self._page.write_string(row, column, self._flags[value], look)
        elif isinstance(value, str):
            text = xml_text(value) if self._sheet.is_bare else readable(value)
            self._page.write_string(row, column, _cell(text), look)
        elif value is not None and math.isfinite(value):  # type: ignore[arg-type]
            self._page.write_number(row, column, value, look)

    def _grow(self, row: int, cells: Sequence[object]) -> None:
        """Make a row as high as its longest text needs: not every program does so by itself."""
        lines = max(
            math.ceil(1.05 * len(value) / self._widths[column]) if isinstance(value, str) else 1
            for column, value in enumerate(cells)
        )
        if lines > 1:
            self._page.set_row(row, min(400, 15 * lines))


def _cell(text: str) -> str:
    """Cut a text to what a cell holds, and show that it was."""
    text = xml_text(text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT


def _widths(sheet: Sheet) -> dict[int, int]:
    """Make each column as wide as most of its first cells, within reason."""
    widths: dict[int, int] = {}
    for table in sheet.tables:
        for column, heading in enumerate(table.headings):
            label = max((len(word) for word in heading.label.split()), default=4) + 3
            texts = (row[column] for row in table.rows[:_SAMPLE])
            widest = _WIDEST_TEXT if heading.kind == "text" and not sheet.is_bare else _WIDEST
            cells = (min(widest, len(text) + 3) for text in texts if isinstance(text, str))
            widths[column] = max(chain([widths.get(column, 9), label], cells))
    return widths
