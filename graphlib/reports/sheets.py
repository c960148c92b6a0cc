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
_PALE = "#EFECF5"

_NUMBERS: dict[Kind, str] = {
    "count": "#,##0",
    "decimal": "#,##0.00",
    "fine": "0.0000",
    "percent": "0.0%",
    "ratio": '0.00"×"',
    "gain": "+0.000%;-0.000%",
}


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
        _write_sheet(book.add_worksheet(sheet.name), sheet, formats, flags)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - XlsxWriter has no types
    """Define how headings and cells look."""
    head = {"bold": True, "bg_color": _PALE, "bottom": 1, "bottom_color": ACCENT, "valign": "vcenter"}
    formats: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14, "font_color": ACCENT},
        "finding": {"font_color": CROSS_TIE},
        "head": {**head, "text_wrap": True},
        "head right": {**head, "text_wrap": True, "align": "right"},
        "bare": {"bold": True},
        "wrap": {"text_wrap": True, "valign": "top"},
        **{kind: {"num_format": code, "valign": "top"} for kind, code in _NUMBERS.items()},
    }
    return {name: book.add_format(look) for name, look in formats.items()}


def _write_sheet(page: Any, sheet: Sheet, formats: dict[str, Any], flags: tuple[str, str]) -> None:  # noqa: ANN401
    """Write the tables of one sheet, set its widths, its filter and how it prints."""
    row = 0
    for place, table in enumerate(sheet.tables):
        head = row if sheet.is_bare else _write_heading(page, row, table, sheet, formats)
        _write_header(page, head, table.headings, formats, is_bare=sheet.is_bare)
        row = _write_rows(page, head + 1, table, formats, flags, is_bare=sheet.is_bare)
        if place == 0:
            page.freeze_panes(head + 1, 0)
            page.repeat_rows(head)
        if len(sheet.tables) == 1 and row > head + 1:
            page.autofilter(head, 0, row - 1, len(table.headings) - 1)
        row += 2
    _set_widths(page, sheet)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")


def _write_heading(page: Any, row: int, table: ReportTable, sheet: Sheet, formats: dict[str, Any]) -> int:  # noqa: ANN401
    """Write title and finding of a table for people, and give the row of its header."""
    page.write_string(row, 0, _cell(table.title), formats["title"])
    page.write_string(row + 1, 0, _cell(table.finding), formats["finding"])
    if len(table.rows) > ROW_LIMIT - row - 4:
        page.write_string(row + 2, 0, _cell(sheet.note_when_cut), formats["finding"])
    return row + 3


def _write_header(
    page: Any,  # noqa: ANN401
    row: int,
    headings: tuple[Heading, ...],
    formats: dict[str, Any],
    *,
    is_bare: bool,
) -> None:
    """Write the row of headings."""
    for column, heading in enumerate(headings):
        look = "bare" if is_bare else "head right" if heading.is_number else "head"
        page.write_string(row, column, _cell(heading.label), formats[look])


def _write_rows(
    page: Any,  # noqa: ANN401
    row: int,
    table: ReportTable,
    formats: dict[str, Any],
    flags: tuple[str, str],
    *,
    is_bare: bool,
) -> int:
    """Write as many rows as the sheet holds, and give the row after the last."""
    looks = [None if is_bare else formats.get(heading.kind) for heading in table.headings]
    wrap = None if is_bare else formats["wrap"]
    for cells in islice(table.rows, ROW_LIMIT - row):
        for column, (value, look) in enumerate(zip(cells, looks, strict=True)):
            if isinstance(value, bool):
                page.write_string(row, column, flags[value], look)
            elif isinstance(value, str):
                text = xml_text(value) if is_bare else readable(value)
                page.write_string(row, column, _cell(text), wrap if len(text) > 60 else look)
            elif value is not None and math.isfinite(value):  # type: ignore[arg-type]
                page.write_number(row, column, value, look)
        row += 1
    return row


def _cell(text: str) -> str:
    """Cut a text to what a cell holds, and show that it was."""
    text = xml_text(text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT


def _set_widths(page: Any, sheet: Sheet) -> None:  # noqa: ANN401
    """Make each column as wide as most of its first cells, within reason."""
    widths: dict[int, int] = {}
    for table in sheet.tables:
        for column, heading in enumerate(table.headings):
            label = max((len(word) for word in heading.label.split()), default=4) + 3
            cells = (len(str(row[column])) for row in table.rows[:_SAMPLE] if isinstance(row[column], str))
            wide = max(chain([label, 9], (min(60, length + 2) for length in cells)))
            widths[column] = max(widths.get(column, 0), wide)
    for column, width in widths.items():
        page.set_column(column, column, width)
