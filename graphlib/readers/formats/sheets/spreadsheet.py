"""Workbooks of Excel and LibreOffice: every sheet as cells of text; nothing in them is run."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

from graphlib.errors import Problem
from graphlib.readers.columns import table_named
from graphlib.readers.formats.sheets import ods, workbook_process
from graphlib.readers.formats.sheets.compound import MARK
from graphlib.readers.formats.sheets.formula_faults import FormulaFaults, in_xls, in_xlsb, in_xlsx
from graphlib.readers.formats.sheets.merged import filled
from graphlib.readers.formats.sheets.workbook_child import Area
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, note, refusal

__all__ = ["read_workbook", "recognises"]

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"})

_OLE_NAMES = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "EncryptedPackage"))
"""Streams that only workbooks and files with a password have."""

_MOST_SWOLLEN = 150
"""Times its size that a workbook unpacks to; those that people fill reach ten or twenty."""

_NOTABLE = 20 * 2**20
"""Bytes up to which it does not matter."""

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What Python raises on archives that break their format's rules."""


@dataclass(frozen=True)
class _Sheet:
    """A sheet as it was read: merged areas still blank but for their first cell."""

    title: str
    is_hidden: bool
    rows: list[list[str]]
    areas: list[Area]
    faults: FormulaFaults


def recognises(data: bytes) -> bool:
    """Tell whether this is a workbook that `read_workbook` reads, or one with a password."""
    if data.startswith(MARK):
        return any(name in data for name in _OLE_NAMES)
    return data.startswith(b"PK\x03\x04") and _format(data) is not None


def read_workbook(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read every sheet that holds anything, of ``.xlsx``, ``.xlsm``, ``.xlsb``, ``.xls`` and ``.ods``.

    Numbers come as text with at most fifteen digits and without a trailing ``.0``, dates as
    ``2026-03-31``; of a formula the value that was last worked out is read. The value of merged cells
    is repeated in each of them. Hidden sheets are read too. A million cells take about two seconds.

    Parameters
    ----------
    data
        The file's bytes.
    file, name
        What the user calls it; the name stands for that of a single sheet.

    Raises
    ------
    InputError
        If it is no workbook, is damaged, has a password, or is beyond the limits.
    """
    form = "xls" if data.startswith(MARK) else _zipped(data, file)
    try:
        sheets = _sheets(data, form, file)
    except _ZIP_FAULTS as error:
        raise refusal(file, "damaged") from error
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise refusal(file, "blank")
    is_alone = len(sheets) == 1
    return [
        _grid(
            sheet,
            f"{file} [{sheet.title}]",
            name if is_alone and table_named(sheet.title) is None else sheet.title,
            form,
        )
        for sheet in sheets
    ]


def _format(data: bytes) -> str | None:
    """Tell which kind of zipped workbook it is, by the parts it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
            if "content.xml" in parts:
                mark = archive.open("mimetype").read(64) if "mimetype" in parts else b"spreadsheet"
                return "ods" if b"spreadsheet" in mark else None
    except _ZIP_FAULTS:
        return None
    if "xl/workbook.bin" in parts:
        return "xlsb"
    # Some programs write the parts elsewhere; the list of contents and a workbook are always there.
    is_xlsx = "[Content_Types].xml" in parts and any(part.endswith("workbook.xml") for part in parts)
    return "xlsx" if is_xlsx else None


def _zipped(data: bytes, file: str) -> str:
    """Refuse an archive that unpacks to too much or declares entities; tell its format."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > MAX_BYTES:
                raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
            if size > max(_NOTABLE, _MOST_SWOLLEN * len(data)):
                raise refusal(file, "swollen", area="cells_read", count=size // len(data))
            for part in parts:
                is_xml = part.filename.endswith((".xml", ".rels"))
                if is_xml and b"<!DOCTYPE" in archive.open(part).read(2048):
                    raise refusal(file, "damaged")
    except _ZIP_FAULTS as error:
        raise refusal(file, "damaged") from error
    form = _format(data)
    if form is None:
        raise refusal(file, "damaged")
    return form


def _sheets(data: bytes, form: str, file: str) -> list[_Sheet]:
    """Read the sheets of a workbook of a known format."""
    if form == "ods":
        return [
            _Sheet(sheet.title, is_hidden, sheet.rows, sheet.areas, FormulaFaults(0, sheet.errors))
            for sheet, is_hidden in ods.sheets(data, file=file)
        ]
    read = workbook_process.sheets(data, file=file)
    if form == "xlsx":
        by_title = in_xlsx(data)
    else:
        # The old and the binary format are counted as a whole; the first sheet that holds anything says it.
        first = next((title for title, _, rows, _ in read if rows), "")
        by_title = {first: in_xls(data) if form == "xls" else in_xlsb(data)}
    return [_Sheet(*sheet, by_title.get(sheet[0], FormulaFaults())) for sheet in read]


def _grid(sheet: _Sheet, file: str, name: str, form: str) -> Grid:
    """Make the grid of one sheet, and say what is not as the cells show it."""
    _check_limits(sheet.rows, file)
    rows, areas = filled(sheet.rows, sheet.areas)
    shown = sum(not _ERRORS.isdisjoint(row) and sum(cell in _ERRORS for cell in row) for row in rows)
    if shown:
        rows = [["" if cell in _ERRORS else cell for cell in row] for row in rows]
    notes: list[Problem] = []
    if sheet.is_hidden:
        notes.append(note(file, "hidden_sheet", area="cells_read"))
    if areas:
        notes.append(note(file, "merged_cells", area="cells_read", count=areas))
    if shown or sheet.faults.errors:
        notes.append(note(file, "formula_errors", count=max(shown, sheet.faults.errors)))
    if sheet.faults.unsaved:
        notes.append(note(file, "unsaved_formulas", count=sheet.faults.unsaved))
    return Grid(file, name, form, None, None, rows, tuple(notes))


def _check_limits(rows: list[list[str]], file: str) -> None:
    """Refuse a sheet that is beyond the limits."""
    if len(rows) > MAX_ROWS + 1:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    width = max(map(len, rows))
    if width > MAX_COLUMNS:
        raise refusal(file, "too_many_columns", limit=MAX_COLUMNS, count=width)
    if any(row and len(max(row, key=len)) > MAX_CELL for row in rows):
        raise refusal(file, "long_cell", limit=MAX_CELL)
