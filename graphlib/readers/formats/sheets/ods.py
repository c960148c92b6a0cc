"""OpenDocument spreadsheets (``.ods``): sheets as text, with merged areas and hidden sheets."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from graphlib.readers.formats.sheets.workbook_child import MAX_REACH, Area, number_text, plain_text
from graphlib.readers.limits import MAX_COLUMNS, MAX_ROWS, refusal

__all__ = ["OdsSheet", "sheets"]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


class OdsSheet:
    """One sheet while it is read.

    Attributes
    ----------
    title, style
        Its name, and the style that may hide it.
    rows
        Its rows as text, without blank ones at the end.
    areas
        Merged areas.
    errors
        Cells in which the program shows an error.
    """

    def __init__(self, title: str, style: str) -> None:
        self.title = title
        self.style = style
        self.rows: list[list[str]] = []
        self.areas: list[Area] = []
        self.errors = 0
        self._blank = 0
        self._reach = 0

    def add(self, row: ET.Element, file: str) -> None:
        """Add a row as often as it says; blank ones are only counted until a filled one follows."""
        times = _times(row, "number-rows-repeated")
        cells = self._cells(row, len(self.rows) + self._blank, file)
        if not cells:
            self._blank += times
            return
        if len(self.rows) + self._blank + times > MAX_ROWS + 1:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)
        self._reach += len(cells) * times
        if self._reach > MAX_REACH:
            raise refusal(file, "too_spread", area="cells_read")
        self.rows += [[]] * self._blank + [cells] * times
        self._blank = 0

    def _cells(self, row: ET.Element, place: int, file: str) -> list[str]:
        """Give the cells of a row without blank ones at its end."""
        cells: list[str] = []
        blank = 0
        for cell in row:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            times, value = _times(cell, "number-columns-repeated"), _value(cell)
            if cell.get(f"{_CALC}value-type") == "error":
                value, self.errors = "", self.errors + 1
            if not value:
                blank += times
                continue
            left = len(cells) + blank
            if left + times > MAX_COLUMNS:
                raise refusal(file, "too_many_columns", limit=MAX_COLUMNS, count=left + times)
            self._span(cell, place, left)
            cells += [""] * blank + [value] * times
            blank = 0
        return cells

    def _span(self, cell: ET.Element, place: int, left: int) -> None:
        """Keep the area of a cell that spans several."""
        down, across = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if down * across > 1:
            self.areas.append((place, left, place + down - 1, left + across - 1))


def sheets(data: bytes, *, file: str) -> list[tuple[OdsSheet, bool]]:
    """Read the sheets of an OpenDocument spreadsheet, each with whether it is hidden.

    Rows and cells that are said to repeat cost nothing where they are blank.

    Parameters
    ----------
    data
        The file's bytes, known to unpack to a bearable size.
    file
        What the user calls it.

    Raises
    ------
    InputError
        If it is damaged, has a password, or is beyond the limits.
    """
    found: list[OdsSheet] = []
    hiding: set[str] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
            for event, element in defusedxml.ElementTree.iterparse(content, events=("start", "end")):
                if event == "start":
                    if element.tag == f"{_TABLE}table":
                        title, style = element.get(f"{_TABLE}name", ""), f"{_TABLE}style-name"
                        found.append(OdsSheet(title, element.get(style, "")))
                elif element.tag == f"{_TABLE}table-row" and found:
                    found[-1].add(element, file)
                    element.clear()
                elif element.tag == f"{_STYLE}style":
                    hiding.update(_hiding(element))
    except (ET.ParseError, DefusedXmlException, KeyError, ValueError, OSError) as error:
        raise refusal(file, "damaged") from error
    return [(sheet, sheet.style in hiding) for sheet in found]


def _hiding(style: ET.Element) -> Iterator[str]:
    """Give the name of a style that hides the sheets of that style."""
    properties = style.find(f"{_STYLE}table-properties")
    if properties is not None and properties.get(f"{_TABLE}display") == "false":
        yield style.get(f"{_STYLE}name", "")


def _times(element: ET.Element, name: str) -> int:
    """Read how often something repeats, or how many cells it spans; once where it is not said."""
    said = element.get(_TABLE + name, "1")
    return max(int(said[:9]), 1) if said.isdecimal() else 1


def _value(cell: ET.Element) -> str:
    """Write a cell's value as the user would have typed it."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return number_text(float(cell.get(f"{_OFFICE}value", "nan")))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").replace("T00:00:00", "").replace("T", " ")
    if kind == "time":
        return _DURATION.sub(r"\1\2:\3:\4", cell.get(f"{_OFFICE}time-value", ""))
    paragraphs = [_written(part) for part in cell if part.tag == f"{_TEXT}p"]
    return plain_text("\n".join(paragraphs) or cell.get(f"{_OFFICE}string-value", ""))


def _written(paragraph: ET.Element) -> str:
    """Give the text of a paragraph, with the spaces and line breaks that have elements of their own."""
    parts: list[str] = []
    waiting: list[tuple[ET.Element, bool]] = [(paragraph, True)]
    while waiting:
        element, opens = waiting.pop()
        if not opens:
            parts.append(element.tail or "")
            continue
        if element is not paragraph:
            waiting.append((element, False))
        # A remark on the cell is no part of its value.
        if element.tag in (f"{_OFFICE}annotation", f"{_TEXT}note"):
            continue
        parts.append(_inner(element))
        waiting += [(child, True) for child in reversed(element)]
    return "".join(parts)


def _inner(element: ET.Element) -> str:
    """Give the text an element begins with, or the character it stands for."""
    if element.tag == f"{_TEXT}s":
        return " " * min(int(element.get(f"{_TEXT}c", "1")), 100)
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(element.tag, element.text or "")
