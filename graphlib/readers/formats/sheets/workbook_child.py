"""Sheets of a workbook as text, read in a process of their own.

python-calamine is compiled code: on some broken bytes it does not raise but ends the process it runs
in, or asks for more memory than there is. `graphlib.readers.formats.sheets.workbook_process` therefore runs
this file as a program that takes the workbook on standard input and gives its sheets, marshalled,
on standard output.
"""

from __future__ import annotations

import datetime
import io
import marshal
import re
import sys

__all__ = ["MAX_REACH", "TOO_SPREAD", "Area", "SheetText", "number_text", "plain_text"]

Area = tuple[int, int, int, int]
"""A merged area: first row and column, last row and column, counted from 0."""

SheetText = tuple[str, bool, list[list[str]], list[Area]]
"""Title, whether it is hidden, rows of cells, merged areas."""

TOO_SPREAD = 3
"""What the program ends with where a sheet reaches over too many cells."""

_MEMORY = 2 * 2**30
"""Bytes the program may ask for."""

MAX_REACH = 25_000_000
"""Cells between the first and the last one of a sheet, most of them blank in any file of bearable size."""

_ESCAPED = re.compile(r"_x000(?:(9)_|[aA]_|[dD]_(?:_x000[aA]_|\n)?)")
"""How Excel writes a tab, a line feed and a carriage return in its files."""

_HALF_SECOND = datetime.timedelta(microseconds=500_000)


def plain_text(cell: str) -> str:
    """Give a text without outer spaces and NUL, each line ended by a line feed."""
    if "_x000" in cell:
        cell = _ESCAPED.sub(lambda found: "\t" if found[1] else "\n", cell)
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell.replace("\0", "").strip()


def number_text(cell: float) -> str:
    """Write a number with the fifteen digits that a spreadsheet keeps, whole ones without a point."""
    if cell.is_integer() and abs(cell) < 1e21:
        return str(int(cell))
    return f"{cell:.15g}"


def _time_text(cell: object) -> str:
    """Write a date, a time or a duration."""
    if isinstance(cell, datetime.timedelta):
        seconds = round(cell.total_seconds())
        minutes = abs(seconds) // 60
        return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02}:{abs(seconds) % 60:02}"
    if isinstance(cell, datetime.datetime):
        if cell.microsecond and cell.year < datetime.MAXYEAR:
            cell = (cell + _HALF_SECOND).replace(microsecond=0)
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.time):
        return cell.isoformat("seconds")
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def _text(cell: object) -> str:
    """Write a cell as the user would have typed it."""
    kind = type(cell)
    if kind is str:
        return plain_text(str(cell)) if cell else ""
    if isinstance(cell, float):
        return number_text(cell)
    if kind is bool:
        return "true" if cell else "false"
    return str(cell) if kind is int else _time_text(cell)


def _rows(cells: list[list[object]]) -> list[list[str]]:
    """Turn cells into text and drop the blank ones at the end of each row and of the sheet."""
    rows: list[list[str]] = []
    filled = 0
    for given in cells:
        row = [] if given.count("") == len(given) else [_text(cell) for cell in given]
        while row and not row[-1]:
            row.pop()
        rows.append(row)
        if row:
            filled = len(rows)
    return rows[:filled]


def _sheets(data: bytes) -> list[SheetText]:
    """Read every sheet that can hold cells."""
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(data))
    sheets = []
    for about in book.sheets_metadata:
        if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > MAX_REACH:
                raise MemoryError
            is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            areas = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            rows = _rows(sheet.to_python(skip_empty_area=False))  # type: ignore[arg-type]
            sheets.append((about.name, is_hidden, rows, areas))
    return sheets


def _limit() -> None:
    """Let the program end rather than take the machine's memory; Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    try:
        sys.stdout.buffer.write(marshal.dumps(_sheets(sys.stdin.buffer.read())))
    except MemoryError:
        sys.exit(TOO_SPREAD)
