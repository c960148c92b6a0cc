"""Sheets to the tables of a network: what is not given is made, what must go is said."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from graphlib.checks import among, is_day
from graphlib.readers.joining import spellings
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


def _made(sheets: Sheets, table: Table) -> Sheet | None:
    """Make a table that is missing or blank from the ids that the others use."""
    given = sheets.get(table.name)
    users = [
        (sheets[name], column)
        for name, column, target in _ENDS
        if target == table.name and name in sheets and column in sheets[name].frame
    ]
    if (given is not None and len(given.frame) and not given.is_derived) or not users:
        return None
    key = table.required[0]
    ids = pd.concat([sheet.frame[column].astype("str") for sheet, column in users]).dropna().drop_duplicates()
    if given is not None and key in given.frame:
        ids = ids[~among(ids, given.frame[key])]
    if ids.empty:
        return given
    source = users[0][0]
    said = note(source.grid.file, f"{table.name}_made", count=len(ids))
    frame = pd.DataFrame({key: sorted(ids)}, dtype="str")
    if given is None or given.frame.empty:
        return Sheet(table, source.grid, frame, (), (said,), is_derived=True)
    both = pd.concat([given.frame.reset_index(drop=True), frame], ignore_index=True)
    return given.with_frame(both, said)


def _with_ids_for_names(sheet: Sheet, column: str, named: Sheet) -> Sheet:
    """Replace names by ids in a column of ids, where the name is one table row's alone.

    Names are looked for in the column ``name`` first, then in any further column whose cells are
    different in every row, such as an acronym or a register's number.
    """
    key, rows = named.table.required[0], named.frame
    if key not in rows:
        return sheet
    cells = sheet.frame[column].astype("str")
    notes = []
    for spelling in spellings(rows, named.table):
        unknown = cells[cells.notna() & ~among(cells, rows[key])]
        if unknown.empty:
            break
        names = rows[spelling].astype("str").str.casefold()
        single = rows[names.notna() & ~names.duplicated(keep=False)]
        ids = dict(zip(single[spelling].str.casefold(), single[key], strict=True))
        meant = {value: ids[value.casefold()] for value in unknown.unique() if value.casefold() in ids}
        if not meant:
            continue
        first = next(iter(meant))
        cells = cells.map(meant).astype("str").fillna(cells)
        notes.append(
            note(
                sheet.grid.file,
                "names_for_ids",
                column=column,
                count=int(unknown.isin(list(meant)).sum()),
                example=f"{first[:60]} → {meant[first]}",
            )
        )
    return sheet.with_frame(sheet.frame.assign(**{column: cells}), *notes) if notes else sheet


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
    rows = frame.index.get_level_values(-1)
    return ", ".join(str(row) for row in rows[:5]) + (", …" if len(frame) > 5 else "")


def _counted_once(sheet: Sheet) -> Sheet:
    """Say how many rows of ties and participations repeat another, as they stand or from the other end."""
    if sheet.table in (ACTORS, EVENTS):
        return sheet
    rows = sheet.frame.astype("str")
    repeated = int(rows.duplicated().sum())
    turned = int(_ends_in_order(rows, sheet.frame).duplicated().sum()) - repeated
    said = [note(sheet.grid.file, "repeated_rows", count=repeated)] if repeated else []
    said += [note(sheet.grid.file, "both_ends", count=turned)] if turned else []
    return sheet.with_frame(sheet.frame, *said) if said else sheet


def _ends_in_order(rows: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Put the smaller id first in ties without direction, as the network does."""
    if "source" not in rows or "target" not in rows:
        return rows
    turned = rows["source"] > rows["target"]
    if "directed" in frame:
        turned &= frame["directed"].isna() | (frame["directed"].astype("str").str.casefold() == "false")
    source = rows["source"].where(~turned, rows["target"])
    return rows.assign(source=source, target=rows["target"].where(~turned, rows["source"]))
