"""Comma-separated files and their kin: any separator, any encoding."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from graphlib.errors import InputError, Problem
from graphlib.readers.formats.sheets.blank_markers import without_markers
from graphlib.readers.formats.sheets.encoding import Decoded, decoded
from graphlib.readers.formats.sheets.separators import SPACES, separator_of, spaces_to_tabs
from graphlib.readers.formats.sheets.split_decimals import rejoined
from graphlib.readers.grid import Grid
from graphlib.readers.headings import heading_row
from graphlib.readers.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, note, refusal

__all__ = ["read_text"]

_DECLARED = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)

_MARK = re.compile("(?:_x000[dD]_)+")
"""How Excel marks a carriage return that was lost on the way."""

_MAX_CELLS = 40_000_000
"""Cells of a table; blank ones take memory too."""

_MAX_LINE = 2**21
"""Letters of a line; five hundred cells of four thousand letters."""

_CONTROLS = re.compile("[\x01-\x08\x0e-\x1d\x7f-\x84\x86-\x9f]")
"""Characters that no text has; a few may have slipped in."""

_MOST_CONTROLS = 0.02
_SAMPLE = 2**16

_NO_SEPARATOR = frozenset('"\n')
"""Characters that cannot separate cells."""


def read_text(data: bytes, *, file: str, name: str) -> Grid:
    """Read a text table.

    Takes about a second for two and a half million cells.

    Parameters
    ----------
    data
        The file's bytes, unpacked.
    file, name
        What the user calls it, and the name that may tell which table it is.

    Raises
    ------
    InputError
        If it is blank, no text, or beyond the limits.
    """
    read = decoded(data)
    text, notes = _cleaned(read.text, file)
    notes = [*_said(read, file), *notes]
    head = text[:_SAMPLE]
    if len(_CONTROLS.findall(head)) > _MOST_CONTROLS * len(head):
        raise refusal(file, "no_table")
    if not text.strip(" \t\n,;|"):
        raise refusal(file, "blank")
    declared = _DECLARED.match(text)
    if declared and declared[1] not in _NO_SEPARATOR:
        separator, text = declared[1], text[declared.end() :]
    else:
        separator = separator_of(text)
    rows, is_strict = _rows(text, separator, file)
    if not is_strict:
        notes.append(note(file, "stray_quotes"))
    if separator == ",":
        rows, count, example = rejoined(rows, heading_row(rows))
        if count:
            notes.append(note(file, "split_decimals", area="cells_read", count=count, example=example[:40]))
    rows, said = without_markers(rows, file=file)
    return Grid(file, name, "csv", read.encoding, separator, rows, (*notes, *said))


def _said(read: Decoded, file: str) -> list[Problem]:
    """Say how the letters were read, where that is not certain."""
    if read.other_lines:
        return [note(file, "mixed_encodings", area="cells_read", count=read.other_lines, other=read.other)]
    if read.is_repaired:
        return [note(file, "encoded_twice", area="cells_read", example=_example(read.text))]
    if read.is_guess:
        return [note(file, "encoding", encoding=read.encoding, example=_example(read.text))]
    return []


def _cleaned(text: str, file: str) -> tuple[str, list[Problem]]:
    """Drop characters that nobody sees, and write all line ends alike."""
    notes = []
    nuls, marks, unread = text.count("\0"), text.count("\ufeff"), text.count("\ufffd")
    if nuls:
        text = text.replace("\0", "")
        notes.append(note(file, "nul", count=nuls))
    if marks:
        text = text.replace("\ufeff", "")
        notes.append(note(file, "inner_marks", area="cells_read", count=marks))
    if unread:
        notes.append(note(file, "unreadable_letters", count=unread))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _MARK.sub(" ", text) if "_x000" in text else text, notes


def _rows(text: str, separator: str, file: str) -> tuple[list[list[str]], bool]:
    """Split text into cells; quotes that do not match are read as they stand."""
    if separator == SPACES:
        text, separator = spaces_to_tabs(text), "\t"
    try:
        return _split(text, separator, file, strict=True), True
    except csv.Error:
        pass
    try:
        return _split(text, separator, file, strict=False), False
    except csv.Error as error:
        raise refusal(file, "long_cell", limit=MAX_CELL) from error


def _split(text: str, separator: str, file: str, *, strict: bool) -> list[list[str]]:
    """Split text into rows of cells without outer spaces."""
    rows: list[list[str]] = []
    # Most cells of a large file repeat: one text for all of them takes a third of the memory.
    once: dict[str, str] = {}
    count = 0
    for row in _records(text, separator, file, rows, strict=strict):
        cells = list(map(str.strip, row))
        rows.append(list(map(once.setdefault, cells, cells)))
        if len(row) > MAX_COLUMNS:
            raise refusal(file, "too_many_columns", limit=MAX_COLUMNS, count=len(row))
        count += len(row)
        if count > _MAX_CELLS:
            raise refusal(file, "too_many_cells", limit=_MAX_CELLS)
        if len(rows) > MAX_ROWS + 1:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)
        if row and len(max(row, key=len)) > MAX_CELL:
            raise refusal(file, "long_cell", limit=MAX_CELL)
    return rows


def _records(
    text: str, separator: str, file: str, before: list[list[str]], *, strict: bool
) -> Iterator[list[str]]:
    """Give the records; a quotation mark that is never closed would swallow all rows after it."""
    try:
        yield from csv.reader(_lines(text, separator, file), delimiter=separator, strict=strict)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise InputError([note(file, "open_quote", row=len(before) + 1)]) from error
        raise


def _lines(text: str, separator: str, file: str) -> Iterator[str]:
    """Give the lines one by one; a copy of the whole text in memory would cost four bytes a letter."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _MAX_LINE:
            count = text.count(separator, start, end) + 1
            if count > MAX_COLUMNS:
                raise refusal(file, "too_many_columns", limit=MAX_COLUMNS, count=count)
            raise refusal(file, "long_cell", limit=MAX_CELL)
        yield text[start:end]
        start = end


def _example(text: str) -> str:
    """Find a word with a letter beyond ASCII, by which a reader can judge the encoding."""
    found = re.search(r"\w*[^\x00-\x7f\s]\w*", text)
    return found[0][:40] if found else ""
