"""Sheets to the tables of a network: what is not given is made, what must go is said."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from graphlib.checks import among, is_day
from graphlib.readers.limits import note
from graphlib.readers.sheet import Sheet
from graphlib.schema import ACTORS, EVENTS, Table

__all__ = ["completed"]

Sheets = Mapping[str, Sheet]

_ENDS = (
    ("ties", "source", "actors"),
    ("ties", "target", "actors"),
    ("participations", "actor_id", "actors"),
    ("participations", "event_id", "events"),
)
"""Columns that hold the ids of another table."""


def completed(sheets: Sheets) -> dict[str, Sheet]:
    """Fill in what the files leave out.

    Actors and events that are not listed are made from the ids that are used; ids that are not
    given are made from names; names that stand where ids belong are replaced by the id; ties of
    an actor with itself are left out, and so are ends of events that lie before their start. Each is
    said in a remark.
    """
    filled = dict(sheets)
    for table in (ACTORS, EVENTS):
        if table.name in filled:
            filled[table.name] = _with_ids(filled[table.name])
        made = _made(filled, table)
        if made is not None:
            filled[table.name] = made
    for name, column, table_name in _ENDS:
        if name in filled and column in filled[name].frame and table_name in filled:
            filled[name] = _with_ids_for_names(filled[name], column, filled[table_name])
    if "ties" in filled:
        filled["ties"] = _without_self_ties(filled["ties"])
    if "events" in filled:
        filled["events"] = _without_backward_ends(filled["events"])
    return {name: _counted_once(sheet) for name, sheet in filled.items()}


def _with_ids(sheet: Sheet) -> Sheet:
    """Take names as ids in a table that has names only."""
    key, frame = sheet.table.required[0], sheet.frame
    if key in frame or "name" not in frame:
        return sheet
    return sheet.with_frame(
        frame.assign(**{key: frame["name"]}), note(sheet.grid.file, "ids_from_names", column="name")
    )


def _made(sheets: Sheets, table: Table) -> Sheet | None:
    """Make a table that is missing or blank from the ids that the others use."""
    given = sheets.get(table.name)
    users = [
        (sheets[name], column)
        for name, column, target in _ENDS
        if target == table.name and name in sheets and column in sheets[name].frame
    ]
    if (given is not None and len(given.frame)) or not users:
        return None
    ids = pd.concat([sheet.frame[column] for sheet, column in users]).dropna().drop_duplicates()
    if ids.empty:
        return None
    source = users[0][0]
    key = "actors_made" if table is ACTORS else "events_made"
    frame = pd.DataFrame({table.required[0]: sorted(ids)}, dtype="str")
    return Sheet(table, source.grid, frame, (), (note(source.grid.file, key, count=len(frame)),))


def _with_ids_for_names(sheet: Sheet, column: str, named: Sheet) -> Sheet:
    """Replace names by ids in a column of ids, where the name is one table row's alone."""
    key, rows = named.table.required[0], named.frame
    if key not in rows or "name" not in rows:
        return sheet
    cells = sheet.frame[column]
    unknown = cells[cells.notna() & ~among(cells, rows[key])]
    if unknown.empty:
        return sheet
    names = rows["name"].str.casefold()
    single = rows[names.notna() & ~names.duplicated(keep=False)]
    ids = dict(zip(single["name"].str.casefold(), single[key], strict=True))
    meant = unknown.str.casefold().map(ids).dropna()
    if meant.empty:
        return sheet
    example = f"{str(unknown[meant.index[0]])[:60]} → {meant.iloc[0]}"
    frame = sheet.frame.assign(**{column: meant.reindex(cells.index).fillna(cells).astype("str")})
    return sheet.with_frame(
        frame, note(sheet.grid.file, "names_for_ids", column=column, count=len(meant), example=example)
    )


def _without_self_ties(sheet: Sheet) -> Sheet:
    """Leave out the ties of an actor with itself."""
    frame = sheet.frame
    if "source" not in frame or "target" not in frame:
        return sheet
    own = frame["source"].notna() & (frame["source"] == frame["target"])
    if not own.any():
        return sheet
    remark = note(sheet.grid.file, "self_ties", column="target", count=int(own.sum()), rows=_rows(frame[own]))
    return sheet.with_frame(frame[~own], remark)


def _without_backward_ends(sheet: Sheet) -> Sheet:
    """Leave blank the end of an event that lies before its start: nothing is computed from it."""
    frame = sheet.frame
    if "start" not in frame or "end" not in frame:
        return sheet
    backward = is_day(frame["start"]) & is_day(frame["end"]) & (frame["end"] < frame["start"])
    if not backward.any():
        return sheet
    rows = _rows(frame[backward])
    remark = note(sheet.grid.file, "backward_events", column="end", count=int(backward.sum()), rows=rows)
    return sheet.with_frame(frame.assign(end=frame["end"].where(~backward)), remark)


def _rows(frame: pd.DataFrame) -> str:
    """Name the first rows of a frame."""
    return ", ".join(str(row) for row in frame.index[:5]) + (", …" if len(frame) > 5 else "")


def _counted_once(sheet: Sheet) -> Sheet:
    """Say how many rows of ties and participations repeat another in every cell."""
    if sheet.table in (ACTORS, EVENTS):
        return sheet
    repeated = int(sheet.frame.astype("str").duplicated().sum())
    if not repeated:
        return sheet
    return sheet.with_frame(sheet.frame, note(sheet.grid.file, "repeated_rows", count=repeated))
