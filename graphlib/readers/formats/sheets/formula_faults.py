"""Cells of workbooks that show an error or whose formula was never worked out: they read as blank."""

from __future__ import annotations

import io
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from graphlib.readers.formats.sheets.compound import stream

__all__ = ["FormulaFaults", "in_xls", "in_xlsb", "in_xlsx"]

# A formula without a value: nothing, or an empty value, before the cell ends.
_UNSAVED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:</c>|<v\s*/>|<v></v>)")
_ERROR = re.compile(rb"<(?:\w+:)?c\s[^>]*\bt=[\"']e[\"']")

_XLSB_ERRORS = frozenset({3, 11})
"""Records BrtCellError and BrtFmlaError of [MS-XLSB]."""

_BOOLERR, _FORMULA = 0x0205, 0x0006
"""Records of [MS-XLS]: a truth value or error, and a formula with its last value."""


class FormulaFaults(NamedTuple):
    """Counts of cells that read as blank: those never worked out and those that show an error."""

    unsaved: int = 0
    errors: int = 0


def in_xlsx(data: bytes) -> dict[str, FormulaFaults]:
    """Count them for each sheet of an ``.xlsx`` workbook, by its title.

    Sheets whose part cannot be found by the workbook's own index are left out.
    """
    found: dict[str, FormulaFaults] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            parts = _sheet_parts(archive)
        except (ET.ParseError, DefusedXmlException, KeyError, ValueError):
            return {}
        names = set(archive.namelist())
        for title, part in parts:
            if part in names:
                xml = archive.read(part)
                found[title] = FormulaFaults(len(_UNSAVED.findall(xml)), len(_ERROR.findall(xml)))
    return found


def in_xlsb(data: bytes) -> FormulaFaults:
    """Count them over all sheets of an ``.xlsb`` workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        sheets = (archive.read(name) for name in parts if name.endswith(".bin"))
        return FormulaFaults(
            0, sum(kind in _XLSB_ERRORS for sheet in sheets for kind in _xlsb_records(sheet))
        )


def in_xls(data: bytes) -> FormulaFaults:
    """Count them over all sheets of an ``.xls`` workbook."""
    book = stream(data, ("Workbook", "Book"))
    place, errors = 0, 0
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        body = book[place + 4 : place + 4 + length]
        if kind == _BOOLERR:
            errors += body[7:8] == b"\x01"
        elif kind == _FORMULA:
            # A result that is no number ends in FFFF and begins with what it is; 2 is an error.
            errors += body[12:14] == b"\xff\xff" and body[6:7] == b"\x02"
        place += 4 + length
    return FormulaFaults(0, errors)


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Give the title and the part of each sheet, in the workbook's order."""
    index = defusedxml.ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id", ""): item.get("Target", "") for item in index}
    book = defusedxml.ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = []
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            key = next((value for name, value in element.items() if name.endswith("}id")), "")
            target = targets.get(key, "").removeprefix("/").removeprefix("xl/")
            found.append((element.get("name", ""), f"xl/{target}"))
    return found


def _xlsb_records(sheet: bytes) -> Iterator[int]:
    """Give the kinds of the records of a part; both kind and length are written seven bits a byte."""
    place, end = 0, len(sheet)
    while place < end:
        kind = sheet[place]
        place += 1
        if kind & 0x80 and place < end:
            kind = (kind & 0x7F) | sheet[place] << 7
            place += 1
        length, shift = 0, 0
        while place < end and shift < 28:
            byte = sheet[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        place += length
        yield kind
