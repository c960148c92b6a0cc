"""Several sheets of one table to one: rows that speak of the same organisation become one row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.limits import enumeration, note
from graphlib.readers.sheet import Sheet
from graphlib.schema import ACTORS, EVENTS, Table

__all__ = ["joined", "spellings"]

_MOST = 0.8
"""Share of filled and different cells from which a further column may tell rows apart."""


def joined(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """Join the sheets of each table.

    Ties and participations are put one below the other. Of organisations and events there is one
    row each: a listed one goes before what was gathered from other tables, which fills its blank
    cells; of several values gathered the most frequent one is taken, and where several files list
    the same id, the first that is filled. All of it is said.

    Parameters
    ----------
    sheets
        As `spread` gives them, in the order of the files, cells typed.

    Returns
    -------
    dict
        Table name to its one sheet.

    Notes
    -----
    Cost: linear in the cells, but for one sort of each gathered column.
    """
    by_table: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        by_table.setdefault(sheet.table.name, []).append(sheet)
    return {
        name: _one_row_each(found) if found[0].table in (ACTORS, EVENTS) else _stacked(found)
        for name, found in by_table.items()
    }


def spellings(rows: pd.DataFrame, table: Table) -> list[str]:
    """Name the columns in which another table may name a row: the name, then those that tell rows apart.

    A further column tells rows apart where nearly all its cells are filled and different, as an
    acronym or a register's number.
    """
    own = set(table.names)
    further = [
        str(name)
        for name in rows.columns
        if name not in own and pd.api.types.is_string_dtype(rows[name]) and rows[name].notna().mean() > _MOST
    ]
    telling = [name for name in further if rows[name].nunique() > _MOST * len(rows)]
    return [*(["name"] if "name" in rows else []), *sorted(telling)]


def _stacked(sheets: Sequence[Sheet]) -> Sheet:
    """Put sheets one below the other; rows are then numbered within their file."""
    if len(sheets) == 1:
        return sheets[0]
    frames = [sheet.frame for sheet in sheets]
    if len({sheet.grid.file for sheet in sheets}) > 1:
        frames = [
            frame.set_axis(
                pd.MultiIndex.from_arrays(
                    [[sheet.grid.file] * len(frame), frame.index], names=["file", "row"]
                )
            )
            for sheet, frame in zip(sheets, frames, strict=True)
        ]
    first = sheets[0]
    return Sheet(
        first.table,
        first.grid,
        pd.concat(frames),
        tuple(problem for sheet in sheets for problem in sheet.problems),
        tuple(said for sheet in sheets for said in sheet.notes),
        all(sheet.is_derived for sheet in sheets),
    )


def _one_row_each(sheets: Sequence[Sheet]) -> Sheet:
    """Join sheets of organisations or events into one row for each id."""
    listed = [_with_ids(sheet) for sheet in sheets if not sheet.is_derived]
    gathered = [sheet for sheet in sheets if sheet.is_derived]
    whole = _merged(_stacked(listed)) if listed else None
    if not gathered:
        return whole if whole is not None else _stacked(sheets)
    rest = _commonest(_stacked(gathered))
    if whole is None:
        return rest
    key = whole.table.required[0]
    return _completed(whole, rest, key) if key in whole.frame else whole


def _with_ids(sheet: Sheet) -> Sheet:
    """Take names as ids where a table has no ids, or some of them are blank."""
    key, frame = sheet.table.required[0], sheet.frame
    if "name" not in frame:
        return sheet
    if key not in frame:
        said = note(sheet.grid.file, "ids_from_names", column="name")
        return sheet.with_frame(frame.assign(**{key: frame["name"]}), said)
    blank = int((frame[key].isna() & frame["name"].notna()).sum())
    if not blank:
        return sheet
    said = note(sheet.grid.file, "blank_ids", column=key, count=blank)
    return sheet.with_frame(frame.assign(**{key: frame[key].fillna(frame["name"])}), said)


def _merged(sheet: Sheet) -> Sheet:
    """Make one row of listed rows with the same id that bear the same name or stand in two files."""
    key, frame = sheet.table.required[0], sheet.frame
    if key not in frame:
        return sheet
    ids = frame[key]
    repeated = ids.notna() & ids.duplicated(keep=False)
    if not repeated.any():
        return sheet
    same = frame[repeated]
    names = same["name"].str.casefold() if "name" in same else pd.Series("", index=same.index)
    groups = pd.DataFrame({"id": same[key], "name": names.fillna("")})
    is_one = groups.groupby("id")["name"].transform("nunique") <= 1
    if frame.index.nlevels > 1:
        files = pd.Series(same.index.get_level_values("file"), index=same.index)
        is_one |= files.groupby(same[key]).transform("nunique") > 1
    places = np.flatnonzero(repeated.to_numpy())[is_one.to_numpy()]
    if not len(places):
        return sheet
    rows = frame.iloc[places]
    keys = rows[key]
    first = rows.groupby(keys.to_numpy(), sort=False).first()
    values = rows.drop(columns=key).groupby(keys.to_numpy(), sort=False).nunique()
    different = sorted(str(name) for name in values.columns if (values[name] > 1).any())
    leaders = ~keys.duplicated()
    kept = first.reset_index(drop=True).set_axis(rows.index[leaders.to_numpy()])
    others = np.ones(len(frame), dtype=bool)
    others[places] = False
    whole = pd.concat([frame[others], kept.astype(frame.dtypes)]).sort_index()
    said = [note(sheet.grid.file, "rows_of_one", column=key, count=len(places) - len(kept))]
    if different:
        said.append(note(sheet.grid.file, "rows_of_one_differ", names=enumeration(different)))
    return sheet.with_frame(whole, *said)


def _commonest(sheet: Sheet) -> Sheet:
    """Gather the rows of each id into one, with the most frequent value of each column."""
    key, frame = sheet.table.required[0], sheet.frame
    rows = frame[frame[key].notna()]
    ids = rows[key]
    leaders = rows[~ids.duplicated().to_numpy()]
    data = {key: leaders[key]}
    said = []
    for name in frame.columns.drop(key):
        values, several = _values(ids, rows[name], sheet.table, str(name))
        data[name] = leaders[key].map(values).astype(rows[name].dtype)
        if several:
            said.append(_several(sheet, str(name), several))
    return sheet.with_frame(pd.DataFrame(data, index=leaders.index), *said)


def _values(ids: pd.Series, cells: pd.Series, table: Table, name: str) -> tuple[dict[str, object], list[str]]:
    """Give the value of each id, and the ids that had several."""
    pairs = pd.DataFrame({"id": ids.to_numpy(), "value": cells.to_numpy()}).dropna()
    column = table.column(name)
    if column is not None and column.kind == "list":
        pairs = pairs.drop_duplicates().sort_values(["id", "value"])
        joint = pairs.groupby("id")["value"].agg(";".join)
        items = {value: ";".join(sorted(set(value.split(";")))) for value in joint.unique()}
        return joint.map(items).to_dict(), []
    counts = pairs.value_counts().reset_index(name="count")
    counts = counts.sort_values(["count", "value"], ascending=[False, True])
    several = counts["id"][counts["id"].duplicated()].drop_duplicates()
    best = counts.drop_duplicates("id")
    return dict(zip(best["id"], best["value"], strict=True)), sorted(several)


def _several(sheet: Sheet, column: str, ids: Sequence[str]) -> Problem:
    """Say that organisations or events have several values in a column."""
    return note(
        sheet.grid.file, "several_values", column=column, count=len(ids), names=enumeration(list(ids), most=3)
    )


def _completed(listed: Sheet, gathered: Sheet, key: str) -> Sheet:
    """Fill the blank cells of listed rows from what was gathered, and add what is not listed."""
    known = gathered.frame.set_index(key)
    frame = listed.frame
    for name in known.columns:
        found = frame[key].map(known[name])
        frame = frame.assign(**{name: frame[name].fillna(found) if name in frame else found})
    # Who is named in another way, and listed under another id, is found by that name later on.
    named = {
        cell.casefold()
        for name in spellings(frame, listed.table)
        for cell in frame[name].dropna().astype("str")
    }
    ids = gathered.frame[key]
    unknown = ~ids.isin(frame[key]) & ~ids.str.casefold().isin(named)
    missing = gathered.frame[unknown]
    said = list(gathered.notes)
    if len(missing):
        said.append(note(gathered.grid.file, f"{listed.table.name}_added", count=len(missing)))
    rest = Sheet(gathered.table, gathered.grid, missing)
    stacked = _stacked([Sheet(listed.table, listed.grid, frame), rest]) if len(missing) else None
    return listed.with_frame(frame if stacked is None else stacked.frame, *said)
