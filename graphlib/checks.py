"""What makes tables a network: every fault, found at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from graphlib.errors import Problem, closest
from graphlib.schema import ACTORS, EVENTS, PARTICIPATIONS, TIES, Column, Table
from graphlib.translation import Message

__all__ = ["LISTED", "among", "faults", "is_day"]

LISTED = 500
"""Rows listed for one fault in one column; further ones are counted."""

_LOOKUPS = 50
"""Different unknown ids for which a near one is looked for: each look-up reads all ids."""

_NEAR = 80
"""Likeness out of 100 above which an id is offered as what was meant."""

_SHOWN = 120
"""Characters of a cell that are shown in a sentence."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def faults(
    actors: pd.DataFrame,
    ties: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    participations: pd.DataFrame | None = None,
    *,
    files: Mapping[str, str] | None = None,
    listed: int = LISTED,
) -> list[Problem]:
    """Find everything that keeps these tables from being a network.

    Looked for are missing columns, a file without any actor, blank and repeated ids, ids that no
    table knows, ties of an actor with itself, dates that are none, ends before beginnings, cells
    that are no number or flag, and weights that are not above zero.

    Parameters
    ----------
    actors, ties, events, participations
        Frames with the columns of the schema, or ``None``. An index level ``row`` holds the rows
        as a spreadsheet numbers them, and a level ``file`` the file of each row where there are
        several; otherwise the first row of the frame is row 2.
    files
        Name of the file each table came from; the table's own name where it is not given.
    listed
        Rows listed for one fault in one column.

    Returns
    -------
    list of Problem
        In reading order: table by table, fault by fault, row by row. At most ``listed`` rows for a
        fault in a column, then one problem that counts the rest. Empty when all is well.
        Without ``events`` the events of participations are not looked up.

    Notes
    -----
    Cost: linear in the rows, plus at most 50 searches for a near id.
    """
    names = files or {}
    given = ((ACTORS, actors), (TIES, ties), (EVENTS, events), (PARTICIPATIONS, participations))
    sheets = {
        table.name: _Sheet(table, frame, names.get(table.name, table.name), listed)
        for table, frame in given
        if frame is not None
    }
    return [problem for sheet in sheets.values() for problem in _sheet_faults(sheet, sheets)]


def among(cells: pd.Series, known: pd.Series) -> pd.Series:
    """Tell which cells stand in another column; blank ones never do."""
    # On plain objects this is several times faster than on Arrow text.
    return cells.notna() & cells.astype(object).isin(known.dropna().astype(object))


def is_day(cells: pd.Series) -> pd.Series:
    """Tell which cells hold a day of the calendar written as ``2026-03-31``."""
    values = cells.astype("str")
    days = {value for value in values.dropna().unique() if _is_iso_day(value)}
    return values.isin(days)


@dataclass(frozen=True)
class _Sheet:
    """A table as it came, with the file it came from."""

    table: Table
    frame: pd.DataFrame
    file: str
    listed: int = LISTED

    @property
    def is_file(self) -> bool:
        """Tell whether it came from a file; only there does an empty list mean a fault."""
        return self.file != self.table.name

    @property
    def rows(self) -> pd.Index:
        """Rows as a spreadsheet numbers them."""
        if "row" in self.frame.index.names:
            return self.frame.index.get_level_values("row")
        return pd.RangeIndex(2, len(self.frame) + 2)

    def file_at(self, place: int) -> str:
        """Name the file that a row came from, where the table was joined from several."""
        index = self.frame.index
        return str(index.get_level_values("file")[place]) if "file" in index.names else self.file

    def cells(self, name: str) -> pd.Series | None:
        """Give a column as text, or ``None`` where there is none."""
        return self.frame[name].astype("str") if name in self.frame else None

    def problem(self, fault: str, **values: object) -> Problem:
        """Make a problem about the whole table."""
        return _problem(self.file, fault, None, None, None, values)

    def problems(
        self, wrong: pd.Series, column: str, fault: str, said: pd.Series | None = None, **values: object
    ) -> Iterator[Problem]:
        """Make a problem for each wrong row, up to ``listed``; ``said`` gives each row's own word."""
        places = np.flatnonzero(wrong.to_numpy(bool))
        cells = self.frame[column]
        for place in places[: self.listed]:
            row, cell = int(self.rows[place]), cells.iloc[place]
            value = None if pd.isna(cell) else f"{cell:g}" if isinstance(cell, float) else str(cell)
            own = {} if said is None else {"said": _short(said.iloc[place])}
            said_of = {"value": _short(value or ""), **own, **values}
            yield _problem(self.file_at(int(place)), fault, row, column, value, said_of)
        if len(places) > self.listed:
            yield _problem(self.file, "more", None, column, None, {"count": len(places) - self.listed})


def _problem(
    file: str,
    fault: str,
    row: int | None,
    column: str | None,
    value: str | None,
    values: Mapping[str, object],
) -> Problem:
    """Make one problem whose sentences stand under ``checks.<fault>``."""
    what, fix = (Message(f"checks.{fault}.{part}", **values) for part in ("what", "fix"))
    return Problem(file, row, column, value, what, fix)


def _sheet_faults(sheet: _Sheet, sheets: Mapping[str, _Sheet]) -> Iterator[Problem]:
    """List the faults of one table."""
    yield from _missing_columns(sheet)
    if sheet.table is ACTORS and sheet.frame.empty and sheet.is_file:
        yield sheet.problem("no_actors")
    for column in sheet.table.columns:
        if column.name in sheet.frame:
            yield from _cell_faults(sheet, column)
    if sheet.table in (ACTORS, EVENTS):
        yield from _repeated_ids(sheet, sheet.table.required[0])
    yield from _unknown_ids(sheet, sheets)
    if sheet.table is TIES:
        yield from _self_ties(sheet)
    yield from _backwards(sheet)


def _missing_columns(sheet: _Sheet) -> Iterator[Problem]:
    """List the columns that must be there and are not, with the one that may be meant."""
    for name in sheet.table.required:
        if name not in sheet.frame:
            near = closest(name, [str(column) for column in sheet.frame.columns])
            if near is None:
                yield sheet.problem("missing_column", column=name)
            else:
                yield sheet.problem("misspelt_column", column=name, near=near)


def _cell_faults(sheet: _Sheet, column: Column) -> Iterator[Problem]:
    """List the cells that are not of their column's kind."""
    cells, name = sheet.frame[column.name], column.name
    if column.is_required:
        blank = cells.isna() | (cells.astype("str").str.strip() == "")
        yield from sheet.problems(blank, name, "missing_id")
    if column.kind == "date":
        yield from sheet.problems(cells.notna() & ~is_day(cells), name, "bad_date")
    elif column.kind == "flag":
        yield from sheet.problems(cells.notna() & ~cells.isin([True, False]), name, "bad_flag")
    elif column.kind == "number":
        numbers = _numbers(cells)
        yield from sheet.problems(cells.notna() & numbers.isna(), name, "bad_number")
        if name == "weight":
            yield from sheet.problems(numbers <= 0, name, "bad_weight")


def _numbers(cells: pd.Series) -> pd.Series:
    """Read numbers; what is none, or is without end, is missing."""
    if pd.api.types.is_float_dtype(cells):
        return cells.where(np.isfinite(cells))
    numbers = pd.to_numeric(cells, errors="coerce").astype("float64")
    return numbers.where(np.isfinite(numbers))


def _repeated_ids(sheet: _Sheet, column: str) -> Iterator[Problem]:
    """List the rows whose id stands in an earlier row already."""
    ids = sheet.cells(column)
    if ids is None:
        return
    repeated = ids.duplicated() & ids.notna()
    if not repeated.any():
        return
    rows = pd.Series(sheet.rows, index=ids.index)
    first = rows.groupby(ids, sort=False).transform("first")
    yield from sheet.problems(repeated, column, "repeated_id", first.astype("str"))


def _unknown_ids(sheet: _Sheet, sheets: Mapping[str, _Sheet]) -> Iterator[Problem]:
    """List the ids that name no actor or event."""
    ends = {
        TIES: (("source", ACTORS), ("target", ACTORS)),
        PARTICIPATIONS: (("actor_id", ACTORS), ("event_id", EVENTS)),
    }
    for column, table in ends.get(sheet.table, ()):
        cells = sheet.cells(column)
        ids = sheets[table.name].cells(table.required[0]) if table.name in sheets else None
        if cells is None or ids is None:
            continue
        unknown = cells.notna() & (cells.str.strip() != "") & ~among(cells, ids)
        if not unknown.any():
            continue
        near = cells.map(_nearest(cells[unknown], ids))
        kind = "actor" if table is ACTORS else "event"
        file = sheets[table.name].file
        yield from sheet.problems(unknown & near.notna(), column, f"near_{kind}", near, file=file)
        yield from sheet.problems(unknown & near.isna(), column, f"unknown_{kind}", file=file)


def _nearest(unknown: pd.Series, ids: pd.Series) -> dict[str, str]:
    """Find the id nearest to each of the first unknown ones; of equals the first in order."""
    known = sorted(ids.dropna().unique())
    found = {}
    for value in unknown.unique()[:_LOOKUPS]:
        match = process.extractOne(
            value, known, scorer=fuzz.ratio, score_cutoff=_NEAR, processor=str.casefold
        )
        if match is not None:
            found[value] = match[0]
    return found


def _self_ties(sheet: _Sheet) -> Iterator[Problem]:
    """List the ties of an actor with itself."""
    source, target = sheet.cells("source"), sheet.cells("target")
    if source is not None and target is not None:
        yield from sheet.problems(source.notna() & (source == target), "target", "self_tie")


def _backwards(sheet: _Sheet) -> Iterator[Problem]:
    """List the rows that end before they begin."""
    for first, last in (("since", "until"), ("start", "end")):
        begin, end = sheet.cells(first), sheet.cells(last)
        if begin is None or end is None or sheet.table.column(first) is None:
            continue
        yield from sheet.problems(
            is_day(begin) & is_day(end) & (end < begin), last, "backwards", begin, other=first
        )


def _short(value: str) -> str:
    """Fit a cell into a sentence: one line, not endless."""
    line = " ".join(value.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _is_iso_day(value: str) -> bool:
    """Tell whether a text is a day of the calendar in ISO form."""
    if not _ISO.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
