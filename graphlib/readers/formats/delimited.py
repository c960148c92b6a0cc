"""Comma-separated files and their kin: any separator, any encoding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from graphlib.errors import InputError, Problem
from graphlib.readers.columns import known_headings
from graphlib.readers.formats.encoding import decode
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, note, refusal

__all__ = ["read_text"]

_SEPARATORS = (",", ";", "\t", "|")

_LOOKED_AT = 60
"""Rows that decide the separator."""

_DECLARED = re.compile(r'\ufeff?"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_text(data: bytes, *, file: str, name: str) -> Grid:
    """Read a text table.

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
    text, encoding, is_guess = decode(data)
    notes: list[Problem] = []
    if is_guess:
        notes.append(note(file, "encoding", encoding=encoding, example=_example(text)))
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
        notes.append(note(file, "nul", count=nuls))
    if "\ufffd" in text:
        notes.append(note(file, "unreadable_letters", count=text.count("\ufffd")))
    if not text.strip("\ufeff \t\r\n,;|"):
        raise refusal(file, "blank")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    rows, is_strict = _rows(text[declared.end() :] if declared else text, separator, file)
    if not is_strict:
        notes.append(note(file, "stray_quotes"))
    return Grid(file, name, "csv", encoding, separator, rows, tuple(notes))


def _rows(text: str, separator: str, file: str) -> tuple[list[list[str]], bool]:
    """Split text into cells; quotes that do not match are read as they stand."""
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
    for row in _records(text, separator, file, rows, strict=strict):
        rows.append([cell.strip() for cell in row])
        if len(row) > MAX_COLUMNS:
            raise refusal(file, "too_many_columns", limit=MAX_COLUMNS, count=len(row))
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
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise InputError([note(file, "open_quote", row=len(before) + 1)]) from error
        raise


def _separator(text: str) -> str:
    """Choose the separator: known headings first, then rows of equal length, then most columns."""
    lines = "\n".join(text.lstrip("\ufeff\n").split("\n", _LOOKED_AT)[:_LOOKED_AT])

    def merit(separator: str) -> tuple[int, float, int]:
        """Judge one separator by the first rows."""
        try:
            rows = [row for row in csv.reader(io.StringIO(lines), delimiter=separator) if row]
        except csv.Error:
            return 0, 0.0, 0
        width = len(rows[0])
        even = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0.0
        return max(known_headings(row) for row in rows[:10]), even, width

    return max(_SEPARATORS, key=merit)


def _example(text: str) -> str:
    """Find a word with a letter beyond ASCII, by which a reader can judge the encoding."""
    found = re.search(r"\w*[^\x00-\x7f\s]\w*", text)
    return found[0][:40] if found else ""
