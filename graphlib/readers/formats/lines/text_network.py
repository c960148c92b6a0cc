"""What the readers of network formats written as text share: letters, remarks, tables."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graphlib.errors import InputError, Problem
from graphlib.readers.formats.sheets.encoding import decode
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, note, refusal

__all__ = [
    "MAX_CELLS",
    "Letters",
    "grids",
    "head",
    "is_number",
    "is_zero",
    "letters",
    "plausible_count",
    "refused",
    "said",
]

Row = Mapping[str, str]

MAX_CELLS = 10_000_000
"""Cells of a matrix."""

_AREA = "text_formats"

_HEAD = 8192
"""Bytes by which a format is recognised."""

_SMALL = 10_000
"""Actors that a file may announce without describing them."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")

_NEEDED = {
    "actors": ("id",),
    "ties": ("source", "target"),
    "events": ("event_id",),
    "participations": ("actor_id", "event_id"),
}
"""Columns that stay even where they are blank."""


class Letters(NamedTuple):
    """A file's text with plain line ends, its encoding, and what is to be said of it."""

    text: str
    encoding: str
    notes: tuple[Problem, ...]


def said(file: str, key: str, /, **values: object) -> Problem:
    """Make a remark of this area of the catalogue."""
    return note(file, key, area=_AREA, **values)  # type: ignore[arg-type]


def refused(file: str, key: str, /, **values: object) -> InputError:
    """Make the error that refuses a file, of this area of the catalogue."""
    return refusal(file, key, area=_AREA, **values)


def head(data: bytes) -> str:
    """Give the first few thousand letters, enough to recognise a format by ASCII words."""
    start = data[:_HEAD]
    for bom in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8):
        start = start.removeprefix(bom)
    return start.decode("latin-1").replace("\0", "")


def letters(data: bytes, file: str) -> Letters:
    """Turn a file's bytes into text.

    Raises
    ------
    InputError
        If it is too large or blank.
    """
    if len(data) > MAX_BYTES:
        raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
    text, encoding, is_guess = decode(data)
    notes = []
    if is_guess:
        example = re.search(r"\w*[^\x00-\x7f\s]\w*", text)
        notes.append(note(file, "encoding", encoding=encoding, example=example[0][:40] if example else ""))
    if "\ufffd" in text:
        notes.append(note(file, "unreadable_letters", count=text.count("\ufffd")))
    # Ctrl-Z ends a text in files that come from DOS.
    text = text.replace("\r\n", "\n").translate({0: None, 0x1A: None, 0xFEFF: None, 0x0D: "\n"})
    if not text.strip():
        raise refusal(file, "blank")
    return Letters(text, encoding, tuple(notes))


def is_number(word: str) -> bool:
    """Tell whether a word is a plain number."""
    return _NUMBER.fullmatch(word) is not None


def is_zero(word: str) -> bool:
    """Tell whether a word is the number nought."""
    return is_number(word) and float(word) == 0


def plausible_count(word: str, text: str, file: str) -> int:
    """Read how many actors a file announces.

    Raises
    ------
    InputError
        If that is more than a table holds, or so many more than the file has letters that most
        could have neither a name nor a tie.
    """
    digits = word.lstrip("0") or "0"
    if len(digits) > 9 or int(digits) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    count = int(digits)
    if count > _SMALL and count > len(text):
        raise refused(file, "announced", count=count, size=len(text))
    return count


def grids(
    tables: Mapping[str, Sequence[Row]],
    *,
    file: str,
    form: str,
    encoding: str | None,
    notes: Iterable[Problem] = (),
) -> list[Grid]:
    """Make one grid for each table that has rows; the first carries the remarks.

    Parameters
    ----------
    tables
        Name of a table to its rows, each a mapping of heading to cell. Headings stand in the
        order in which they first occur; those without any cell are left out.
    file, form, encoding
        What the user calls the file, its format, and how its letters were read.
    notes
        What was decided while reading.

    Raises
    ------
    InputError
        If there is nothing, or more than the limits allow.
    """
    filled = {name: rows for name, rows in tables.items() if rows}
    if not filled:
        raise refused(file, "no_actors")
    made = []
    for place, (name, rows) in enumerate(filled.items()):
        remarks = () if place else tuple(notes)
        cells = _cells(name, rows, file)
        made.append(Grid(f"{file} [{name}]", name, form, encoding, None, cells, remarks, name))
    return made


def _cells(name: str, rows: Sequence[Row], file: str) -> list[list[str]]:
    """Lay mappings out as rows of cells of one width."""
    if len(rows) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    filled = dict.fromkeys(heading for row in rows for heading, cell in row.items() if cell)
    order = dict.fromkeys(_NEEDED[name]) | dict.fromkeys(heading for row in rows for heading in row)
    headings = [heading for heading in order if heading in filled or heading in _NEEDED[name]]
    if len(headings) > MAX_COLUMNS:
        raise refusal(file, "too_many_columns", limit=MAX_COLUMNS, count=len(headings))
    cells = [[row.get(heading, "") for heading in headings] for row in rows]
    if any(len(cell) > MAX_CELL for row in [headings, *cells] for cell in row):
        raise refusal(file, "long_cell", limit=MAX_CELL)
    return [headings, *cells]
