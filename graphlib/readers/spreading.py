"""One table of text to the tables of a network that its rows speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.attendance import without_absent
from graphlib.readers.choices import NOTHING, Choices
from graphlib.readers.limits import enumeration, note
from graphlib.readers.markers import without_markers
from graphlib.readers.matrices import cells_of, labels_of
from graphlib.readers.roles import ATTENDED, JOINED, ends_of
from graphlib.readers.sheet import Sheet, frame_of
from graphlib.readers.understanding import Confidence, Understood
from graphlib.schema import EVENTS, PARTICIPATIONS, TABLES, TIES

__all__ = ["spread"]

_SEPARATORS = {";": 0.02, "|": 0.02, "\n": 0.05, "/": 0.5, ",": 0.9}
"""Separators of several ids in a cell, and the share of cells that must hold one for it to be so."""


_AGAIN = 0.7
"""Share of different pieces below which pieces come again often enough to be ids."""


def spread(found: Understood, choices: Choices, *, known: frozenset[str] = frozenset()) -> list[Sheet]:
    """Give the tables that the rows of a grid speak of.

    The first is the table that the grid is; organisations and events that its rows describe in
    passing follow as derived tables, one row for each mention.

    Parameters
    ----------
    found
        The grid and the role of each column.
    choices
        Rows left out, cells corrected, and separators chosen by the user.
    known
        Ids that lists of organisations give: a cell that is one of them names one organisation.

    Notes
    -----
    Cost: linear in the cells.
    """
    if found.shape in ("matrix", "incidence"):
        return _from_matrix(found)
    frame, problems, notes = frame_of(found, choices)
    frame, absent = without_absent(frame, _cells(frame, found, ATTENDED), found.file)
    frame, unknown = without_markers(frame, found)
    frame, several = _split(frame, found, choices, known)
    notes = [*found.notes(), *notes, *absent, *unknown, *several]
    frame, found = _with_constants(frame, found, _shared(found, choices))
    table = TABLES[str(found.shape)]
    data: dict[str, pd.Series] = {}
    derived: list[Sheet] = []
    for part, (key, name) in ends_of(table.name).items():
        described = _described(frame, found, part, key, TABLES[name].required[0])
        if described is not None:
            data[key] = described[TABLES[name].required[0]]
            if described.shape[1] > 1:
                derived.append(Sheet(TABLES[name], found.grid, described, is_derived=True))
    if found.layout is not None and found.layout.is_partial:
        frame, data, derived, said = _whole_rows(frame, data, derived, found)
        notes += said
    for column in table.names:
        cells = _cells(frame, found, column)
        if cells is not None and column not in data:
            data[column] = cells
    further, said = _further(frame, found, data)
    notes += [*_renamed(found), *said]
    body = pd.DataFrame({**data, **further}, index=frame.index)
    ordered = [name for name in table.names if name in body] + list(further)
    return [Sheet(table, found.grid, body[ordered], tuple(problems), tuple(notes)), *derived]


def _shared(found: Understood, choices: Choices) -> dict[str, str]:
    """Give what holds for every row: who names the giver or the receiver of all ties says their direction."""
    told = choices.constants.get(found.file, {})
    is_end = any(told.get(end) and end not in found.roles for end in ("source", "target"))
    direction = {"directed": "true"} if found.shape == "ties" and is_end else {}
    return {**direction, **(found.layout.constants if found.layout else {}), **told}


def _with_constants(
    frame: pd.DataFrame, found: Understood, constants: Mapping[str, str]
) -> tuple[pd.DataFrame, Understood]:
    """Add a column for each role that has the same value in every row, unless a column has the role."""
    added = {role: value for role, value in constants.items() if value and role not in found.roles}
    if not added:
        return frame, found
    names = {f"= {role}": value for role, value in added.items()}
    frame = frame.assign(
        **{name: pd.Series(value, index=frame.index, dtype="str") for name, value in names.items()}
    )
    head = replace(
        found.head,
        headings=(*found.head.headings, *names),
        plain=(*found.head.plain, *names),
    )
    count = len(found.roles)
    chosen: list[Confidence] = ["chosen"] * len(added)
    return frame, replace(
        found,
        head=head,
        roles=(*found.roles, *added),
        confidences=(*found.confidences, *chosen),
        order=(*found.order, *range(count, count + len(added))),
    )


def _places(found: Understood, role: str) -> list[str]:
    """Name the headings of a role, those first that go before others."""
    return [found.head.headings[place] for place in found.order if found.roles[place] == role]


def _cells(frame: pd.DataFrame, found: Understood, role: str) -> pd.Series | None:
    """Give the cells of a role: of several columns joined, or the first that is filled."""
    columns = [frame[heading] for heading in _places(found, role) if heading in frame]
    if not columns:
        return None
    cells = columns[0]
    joint = JOINED.get(role.rpartition(".")[2])
    for other in columns[1:]:
        if joint is None:
            cells = cells.fillna(other)
        else:
            both = cells.notna() & other.notna()
            cells = cells.fillna(other).where(~both, cells.str.cat(other, sep=joint))
    return cells


def _described(
    frame: pd.DataFrame, found: Understood, part: str, key: str, id_name: str
) -> pd.DataFrame | None:
    """Gather what the rows say of one part: its id, made from the name where none is given."""
    about = {
        role.removeprefix(f"{part}."): cells
        for role in dict.fromkeys(found.roles)
        if role.startswith(f"{part}.") and (cells := _cells(frame, found, role)) is not None
    }
    ids = _cells(frame, found, key)
    if ids is None and "name" not in about:
        return None
    if ids is None:
        ids = _named_ids(about["name"], about.get("country"))
    elif "name" in about:
        ids = _filled_ids(ids, about["name"])
    return pd.DataFrame({id_name: ids, **about}, index=frame.index)


def _named_ids(names: pd.Series, countries: pd.Series | None) -> pd.Series:
    """Take names as ids; a name that stands in two countries is two organisations."""
    if names.notna().any():
        names = names.str.split().str.join(" ")
    if countries is None:
        return names
    pairs = pd.DataFrame({"name": names, "country": countries}).dropna().drop_duplicates()
    several = pairs["name"].value_counts()
    is_several = names.isin(several[several > 1].index) & countries.notna()
    return names.where(~is_several, names.str.cat(countries, sep=" / "))


def _filled_ids(ids: pd.Series, names: pd.Series) -> pd.Series:
    """Fill blank ids with the id that the name has in other rows, or with the name."""
    if not ids.isna().any():
        return ids
    known = pd.DataFrame({"name": names.str.casefold(), "id": ids}).dropna().drop_duplicates()
    known = known[~known["name"].duplicated(keep=False)]
    by_name = dict(zip(known["name"], known["id"], strict=True))
    return ids.fillna(names.str.casefold().map(by_name).astype("str")).fillna(names)


def _split(
    frame: pd.DataFrame, found: Understood, choices: Choices, known: frozenset[str]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Give rows that name several organisations in a cell one row for each."""
    notes = []
    chosen = choices.splits.get(found.file, {})
    for part, (key, table) in ends_of(str(found.shape)).items():
        names = _places(found, key) or _places(found, f"{part}.name")
        heading = names[0] if len(names) == 1 and table == "actors" else None
        if heading is None or heading not in frame:
            continue
        several = frame[heading].where(~frame[heading].isin(known))
        # The formats of networks have a row for each tie, whatever stands in a name.
        separator = chosen.get(heading, "" if found.origin == "format" else _separator(several))
        if not separator or not several.str.contains(separator, regex=False).any():
            continue
        before = len(frame)
        items = several.str.split(separator, regex=False).fillna(frame[heading])
        frame = frame.assign(**{heading: items}).explode(heading)
        cells = frame[heading].astype("str").str.strip().replace("", np.nan)
        frame = frame.assign(**{heading: cells})
        notes.append(
            note(
                found.file,
                "cells_split",
                column=heading,
                separator=separator,
                before=before,
                count=len(frame),
            )
        )
    return frame, notes


def _separator(cells: pd.Series) -> str:
    """Find what parts several ids in a cell: the pieces must come again more than the cells do."""
    filled = cells.dropna()
    for separator, share in _SEPARATORS.items():
        holding = filled.str.contains(separator, regex=False)
        if len(filled) and holding.mean() >= share:
            pieces = filled[holding].str.split(separator, regex=False).explode().str.strip()
            if pieces.nunique() < _AGAIN * len(pieces) and pieces.str.len().min() > 1:
                return separator
    return ""


def _whole_rows(
    frame: pd.DataFrame, data: dict[str, pd.Series], derived: Sequence[Sheet], found: Understood
) -> tuple[pd.DataFrame, dict[str, pd.Series], list[Sheet], list[Problem]]:
    """Leave out the rows that name one end only, where such rows are usual."""
    whole = np.logical_and.reduce([cells.notna().to_numpy() for cells in data.values()])
    if whole.all():
        return frame, data, list(derived), []
    said = note(found.file, "half_rows", count=int((~whole).sum()))
    kept = {name: cells[whole] for name, cells in data.items()}
    return frame[whole], kept, [sheet.with_frame(sheet.frame[whole]) for sheet in derived], [said]


def _further(
    frame: pd.DataFrame, found: Understood, data: dict[str, pd.Series]
) -> tuple[dict[str, pd.Series], list[Problem]]:
    """Keep the columns without a role as they came, under a name that is free."""
    table = TABLES[str(found.shape)]
    kept: dict[str, pd.Series] = {}
    notes = []
    for heading, typed, role in zip(found.head.headings, found.head.plain, found.roles, strict=True):
        if role or heading not in frame:
            continue
        name, count = heading, 2
        while name in table.names or name in kept:
            name, count = f"{heading} ({count})", count + 1
        if name != typed and typed:
            notes.append(note(found.file, "second_column", column=heading, heading=typed, name=name))
        kept[name] = frame[heading]
    if kept:
        notes.append(note(found.file, "further_columns", count=len(kept), names=enumeration(list(kept))))
    return kept, notes


def _renamed(found: Understood) -> list[Problem]:
    """Say which headings were read as which columns."""
    pairs = [
        f"{heading} → {role}"
        for heading, role in zip(found.head.headings, found.roles, strict=True)
        if role and role not in (heading, NOTHING)
    ]
    return [note(found.file, "columns", pairs=enumeration(pairs))] if pairs else []


def _from_matrix(found: Understood) -> list[Sheet]:
    """Read a square table as ties, or one of organisations by events as participations."""
    cells, is_symmetric = cells_of(found.grid, found.head)
    rows, columns = cells["source"], cells["target"]
    said = tuple(found.notes())
    if found.shape == "incidence":
        frame = pd.DataFrame({"actor_id": rows, "event_id": columns})
        return [Sheet(PARTICIPATIONS, found.grid, frame, (), said), *_all_labels(found, is_square=False)]
    directed = pd.Series("false" if is_symmetric else "true", index=cells.index, dtype="str")
    ties = Sheet(TIES, found.grid, cells.assign(directed=directed), (), said)
    return [ties, *_all_labels(found, is_square=True)]


def _all_labels(found: Understood, *, is_square: bool) -> list[Sheet]:
    """Give the organisations of a matrix, those without any tie too."""
    rows, columns = labels_of(found.grid, found.head)
    actors = list(dict.fromkeys([*rows, *columns] if is_square else rows))
    index = pd.Index(np.arange(len(actors)) + found.head.row + 2, name="row")
    listed = pd.DataFrame({"id": pd.Series(actors, index=index, dtype="str")})
    sheets = [Sheet(TABLES["actors"], found.grid, listed.replace("", np.nan).dropna(), is_derived=True)]
    if not is_square:
        at = pd.Index([found.head.row + 1] * len(columns), name="row")
        events = pd.DataFrame({"event_id": pd.Series(columns, index=at, dtype="str")})
        sheets.append(Sheet(EVENTS, found.grid, events.drop_duplicates(), is_derived=True))
    return sheets
