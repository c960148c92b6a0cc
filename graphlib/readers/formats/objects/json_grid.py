"""Rows of a JSON format to grids: headings in order of appearance, limits, several networks in one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphlib.errors import Problem
from graphlib.readers.formats.objects.json_text import AREA, text_of
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, enumeration, note, refusal
from graphlib.translation import Message

__all__ = ["Item", "Origin", "as_mapping", "as_rows", "grid", "joined", "left_aside", "with_notes"]

_MAX_CELLS = 40_000_000
"""Cells of a table; rows that say little still take a cell for each column."""

_TITLE = 200
"""Characters of a heading; a longer one is cut."""


@dataclass(frozen=True)
class Origin:
    """Where a grid comes from: the file's name, its stem, the format and the encoding."""

    file: str
    name: str
    format: str
    encoding: str | None = None


@dataclass(frozen=True)
class Item:
    """One actor or tie: what the format itself says, and the file's own attributes."""

    said: Mapping[str, object]
    own: Mapping[str, object] = field(default_factory=dict)


def as_mapping(value: object) -> Mapping[str, object]:
    """Take a value as an object; anything else is an object without content."""
    return value if isinstance(value, dict) else {}


def as_rows(value: object) -> list[Mapping[str, object]]:
    """Take a value as a list of objects; anything else in it is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def grid(items: Sequence[Item], origin: Origin, table: str | None, *, first: Sequence[str] = ()) -> Grid:
    """Make a grid of items.

    Parameters
    ----------
    items
        One a row, in the file's order.
    origin
        Where they come from.
    table
        ``actors``, ``ties``, or ``None``; it is the part's name in brackets after the file's.
    first
        Headings that are always there, and first.

    Returns
    -------
    Grid
        Headings in order of appearance, the format's own before the file's. An attribute with the
        title of another column is left out where it says the same everywhere, and otherwise numbered.

    Raises
    ------
    InputError
        If there are too many rows, columns or cells.

    Notes
    -----
    Linear in the number of cells.
    """
    if len(items) > MAX_ROWS:
        raise refusal(origin.file, "too_many_rows", limit=MAX_ROWS)
    said = list(dict.fromkeys([*first, *(name for item in items for name in item.said)]))
    own = list(dict.fromkeys(name for item in items for name in item.own))
    if len(said) + len(own) > MAX_COLUMNS:
        raise refusal(origin.file, "too_many_columns", limit=MAX_COLUMNS, count=len(said) + len(own))
    if len(items) * (len(said) + len(own)) > _MAX_CELLS:
        raise refusal(origin.file, "too_many_cells", area=AREA, limit=_MAX_CELLS)
    columns = {name: [text_of(item.said.get(name)) for item in items] for name in said}
    for name in own:
        _add(columns, name, [text_of(item.own.get(name)) for item in items])
    notes = _cut(columns, origin.file)
    part = {"actors": "nodes", "ties": "edges"}.get(table or "", table)
    return Grid(
        f"{origin.file} [{part}]" if part else origin.file,
        part or origin.name,
        origin.format,
        origin.encoding,
        None,
        [list(columns), *map(list, zip(*columns.values(), strict=True))] if columns else [[]],
        tuple(notes),
        table,
    )


def with_notes(grids: Sequence[Grid], notes: Iterable[Problem]) -> list[Grid]:
    """Put remarks before those of the first grid."""
    first, *others = grids
    return [replace(first, notes=(*notes, *first.notes)), *others]


def left_aside(file: str, names: Iterable[str] = (), *, drawing: Iterable[str] = ()) -> list[Problem]:
    """Make the one remark that tells what a format holds beside the tables; none where that is nothing.

    Parameters
    ----------
    file
        What the user calls the file.
    names
        Parts of the file by the names that stand in it.
    drawing
        What every file of the format holds beside, by key of the catalogue.
    """
    things = [Message(f"json_formats.aside.{key}") for key in sorted(set(drawing))]
    told = sorted(set(names))
    if told:
        things.append(Message("json_formats.aside.named", names=enumeration(told)))
    return [note(file, "left_aside", area=AREA, things=_listed(things))] if things else []


def _listed(things: Sequence[Message]) -> Message:
    """Join the names of things, in whatever language they will be said."""
    first, *others = things
    return Message("json_formats.list", first=first, rest=_listed(others)) if others else first


def joined(
    networks: Sequence[tuple[str, Sequence[Item]]], key: Sequence[str], file: str
) -> tuple[list[Item], list[Problem]]:
    """Join the rows of several networks of a file, each once, with the networks' names in ``network``.

    Parameters
    ----------
    networks
        Name and rows of each network; with a single one nothing is added.
    key
        Headings that make a row the same in two networks; rows that lack the first are kept apart.
    file
        What the user calls the file.

    Returns
    -------
    tuple
        The rows, and a remark where one network says another thing than a former of the same row.
    """
    if len(networks) == 1:
        return list(networks[0][1]), []
    names: dict[tuple[object, ...], list[str]] = {}
    items: dict[tuple[object, ...], Item] = {}
    differing = 0
    for place, (name, rows) in enumerate(networks):
        for number, item in enumerate(rows):
            parts = tuple(text_of(item.said.get(part, item.own.get(part))) for part in key)
            found = parts if parts[0] else ("", place, number)
            former = items.get(found, Item({}))
            own, count = _merged(former.own, item.own)
            said, other = _merged(former.said, item.said)
            items[found] = Item(said, own)
            differing += count + other
            names.setdefault(found, []).append(name)
    notes = [note(file, "differing", area=AREA, count=differing)] if differing else []
    return [
        Item({**item.said, "network": list(dict.fromkeys(names[found]))}, item.own)
        for found, item in items.items()
    ], notes


def _merged(former: Mapping[str, object], later: Mapping[str, object]) -> tuple[dict[str, object], int]:
    """Fill what was blank, and count what the later says otherwise."""
    merged, differing = dict(former), 0
    for name, value in later.items():
        if text_of(merged.get(name)) == "":
            merged[name] = value
        else:
            differing += text_of(value) not in ("", text_of(merged[name]))
    return merged, differing


def _add(columns: dict[str, list[str]], name: str, cells: list[str]) -> None:
    """Add a column of the file's own; one that only repeats another is left out."""
    title = " ".join(text_of(name).split())[:_TITLE] or "?"
    there = columns.get(title)
    if there is not None and all(new in ("", old) for old, new in zip(there, cells, strict=True)):
        return
    if there is not None and not any(there):
        columns[title] = cells
        return
    number, free = 2, title
    while free in columns:
        free = f"{title} ({number})"
        number += 1
    columns[free] = cells


def _cut(columns: dict[str, list[str]], file: str) -> list[Problem]:
    """Cut texts that no spreadsheet holds, and say in which columns."""
    notes = []
    for name, cells in columns.items():
        count = 0
        for row, cell in enumerate(cells):
            if len(cell) > MAX_CELL:
                cells[row] = cell[: MAX_CELL - 1] + "…"
                count += 1
        if count:
            notes.append(
                note(
                    file,
                    "cut",
                    area=AREA,
                    column=name,
                    title=enumeration([name]),
                    count=count,
                    limit=MAX_CELL,
                )
            )
    return notes
