"""Excel workbooks (``.xlsx``): every sheet as cells of text; nothing in them is run."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import openpyxl

from graphlib.readers.columns import table_named
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, note, refusal

__all__ = ["read_workbook"]

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})

_UNSAVED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:</c>|<v\s*/>|<v></v>)")


def read_workbook(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read every sheet that holds anything.

    Numbers come as text without a trailing ``.0``, dates as ``2026-03-31``; of a formula the
    value that Excel last worked out is read.

    Parameters
    ----------
    data
        The file's bytes.
    file, name
        What the user calls it; the name stands for that of a single sheet.

    Raises
    ------
    InputError
        If it is no workbook, is damaged, or is beyond the limits.
    """
    _guard(data, file)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of decorations that it would not write back; nothing is written back here.
            warnings.simplefilter("ignore")
            sheets = _sheets(data, file)
    except _DAMAGED as error:
        raise refusal(file, "damaged") from error
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        raise refusal(file, "blank")
    is_alone = len(filled) == 1
    read = [
        _grid(f"{file} [{title}]", name if is_alone and table_named(title) is None else title, rows)
        for title, rows in filled
    ]
    unsaved = _unsaved_formulas(data)
    if unsaved:
        said = note(file, "unsaved_formulas", count=unsaved)
        read[0] = replace(read[0], notes=(*read[0].notes, said))
    return read


# What openpyxl raises on workbooks that break their format's rules.
_DAMAGED = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
)


def _sheets(data: bytes, file: str) -> list[tuple[str, list[list[str]]]]:
    """Give the title and the rows of each sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return [(sheet.title, _rows(sheet, file)) for sheet in book.worksheets]
    finally:
        book.close()


def _guard(data: bytes, file: str) -> None:
    """Refuse a workbook that unpacks to too much, or whose parts declare entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MAX_BYTES:
                raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.open(part).read(
                    2048
                ):
                    raise refusal(file, "damaged")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise refusal(file, "damaged") from error


def _unsaved_formulas(data: bytes) -> int:
    """Count formulas whose value no program has worked out: they read as blank."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(len(_UNSAVED.findall(archive.read(name))) for name in parts)


def _rows(sheet: Any, file: str) -> list[list[str]]:  # noqa: ANN401
    """Give the rows of a sheet as text, without the empty ones at its end."""
    # Sheets written by other programs often state a wrong extent.
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    filled = 0
    for row in _plain_rows(sheet.iter_rows(values_only=True), file):
        rows.append(row)
        if row:
            filled = len(rows)
        if len(rows) > MAX_ROWS + 1:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    return rows[:filled]


def _plain_rows(rows: Iterator[Sequence[object]], file: str) -> Iterator[list[str]]:
    """Turn cells into text and drop the empty ones at the end of each row."""
    for row in rows:
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise refusal(file, "too_many_columns", limit=MAX_COLUMNS, count=len(cells))
        if cells and len(max(cells, key=len)) > MAX_CELL:
            raise refusal(file, "long_cell", limit=MAX_CELL)
        yield cells


def _text(cell: object) -> str:
    """Write a cell as the user would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\0", "").replace("_x000D_", "").strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)


def _grid(file: str, name: str, rows: list[list[str]]) -> Grid:
    """Make the grid of one sheet; cells in which Excel shows an error are blank."""
    failed = sum(cell in _ERRORS for row in rows for cell in row)
    if not failed:
        return Grid(file, name, "xlsx", None, None, rows, ())
    kept = [["" if cell in _ERRORS else cell for cell in row] for row in rows]
    return Grid(file, name, "xlsx", None, None, kept, (note(file, "formula_errors", count=failed),))
