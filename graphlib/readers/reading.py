"""Files to a network, with everything that was decided on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from graphlib.checks import faults
from graphlib.errors import InputError, Problem
from graphlib.network import DEFAULT_EVENT_CAP, Network
from graphlib.readers.assembly import completed
from graphlib.readers.cells import typed
from graphlib.readers.columns import table_named, table_of
from graphlib.readers.grid import Grid
from graphlib.readers.limits import enumeration, note
from graphlib.readers.sector_words import with_sectors
from graphlib.readers.sheet import Sheet, heading_row, headings, sheet
from graphlib.readers.sources import Source, files_of, grids, wanted
from graphlib.schema import TABLES, Table

__all__ = ["FileReading", "Reading", "read", "read_files", "read_network"]


@dataclass(frozen=True)
class FileReading:
    """How one file or sheet was read; ``table`` is ``None`` where it was left aside."""

    file: str
    table: str | None
    format: str
    encoding: str | None
    separator: str | None
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What came of reading: a network, or the faults that kept it from being one.

    Attributes
    ----------
    network
        ``None`` where there are faults.
    problems
        Every fault, in reading order.
    warnings
        Everything that was decided, mended or left aside.
    files
        How each file or sheet was read.
    sector_mapping
        ``sector_source``, ``sector`` (str) and ``actors`` (int64): each sector word and what it
        was read as.
    """

    network: Network | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    files: tuple[FileReading, ...] = ()
    sector_mapping: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"sector_source": [], "sector": [], "actors": []})
    )


def read_network(
    path: str | Path,
    *,
    event_cap: int = DEFAULT_EVENT_CAP,
    sector_words: Mapping[str, str] | None = None,
) -> Network:
    """Read a network from a folder, a CSV file or a workbook.

    Parameters
    ----------
    path
        A folder with ``actors``, ``ties``, ``events`` and ``participations`` (not all are
        needed), or one file: a list of ties, an Excel workbook with these sheets, an archive.
    event_cap
        Events with more participants than this make no ties.
    sector_words
        Sector for words of the data, before the known words.

    Returns
    -------
    Network
        The network; what was decided on the way is told by `read`.

    Raises
    ------
    InputError
        If the data have faults: all of them at once.
    """
    reading = read(path, event_cap=event_cap, sector_words=sector_words)
    if reading.network is None:
        raise InputError(reading.problems)
    return reading.network


def read(
    path: str | Path,
    *,
    event_cap: int = DEFAULT_EVENT_CAP,
    sector_words: Mapping[str, str] | None = None,
) -> Reading:
    """Read a network and tell everything about how.

    Parameters
    ----------
    path, event_cap, sector_words
        As in `read_network`.

    Returns
    -------
    Reading
        The network or its faults, and everything that was decided, mended or left aside.
    """
    try:
        sources = files_of(Path(path))
    except InputError as error:
        return Reading(None, error.problems)
    return _read(sources, event_cap, sector_words)


def read_files(
    files: Mapping[str, bytes],
    *,
    event_cap: int = DEFAULT_EVENT_CAP,
    sector_words: Mapping[str, str] | None = None,
) -> Reading:
    """Read a network from uploaded files, as `read` does from a folder.

    Parameters
    ----------
    files
        Name to bytes; nothing is written to disk.
    event_cap, sector_words
        As in `read_network`.

    Returns
    -------
    Reading
        The network or its faults, and everything that was decided, mended or left aside.
    """
    sources = [Source(" ".join(Path(name).name.split()) or "?", data) for name, data in sorted(files.items())]
    return _read(sources, event_cap, sector_words)


def _read(sources: Sequence[Source], event_cap: int, words: Mapping[str, str] | None) -> Reading:
    """Read files into grids, grids into tables, tables into a network."""
    if not sources:
        return Reading(None, (note("–", "no_files"),))
    try:
        kept, warnings = wanted(list(sources))
    except InputError as error:
        return Reading(None, error.problems)
    found: list[Grid] = []
    problems: list[Problem] = []
    for source in kept:
        try:
            found += grids(source)
        except InputError as error:
            problems += error.problems
    if problems:
        return Reading(None, tuple(problems), tuple(warnings))
    try:
        chosen = _tables(found)
    except InputError as error:
        return Reading(None, error.problems, tuple(warnings), _files(found, {}))
    warnings += _left_aside(found, chosen)
    sheets = {name: sheet(grid, TABLES[name]) for name, grid in chosen.items()}
    return _built(sheets, _files(found, chosen), warnings, event_cap, words)


def _built(
    sheets: Mapping[str, Sheet],
    files: tuple[FileReading, ...],
    warnings: Sequence[Problem],
    event_cap: int,
    words: Mapping[str, str] | None,
) -> Reading:
    """Complete and check the tables, and build the network where nothing is wrong."""
    tables = completed({name: typed(given) for name, given in sheets.items()})
    mapping = Reading(None, ()).sector_mapping
    if "actors" in tables:
        tables["actors"], mapping = with_sectors(tables["actors"], words)
    order = [tables[name] for name in TABLES if name in tables]
    said = [*warnings, *(remark for table in order for remark in table.notes)]
    problems = [problem for table in order for problem in table.problems]
    frames = {table.table.name: table.frame for table in order}
    actors = frames.get("actors", pd.DataFrame(columns=["id"], dtype="str"))
    others = (frames.get("ties"), frames.get("events"), frames.get("participations"))
    labels = {"actors": files[0].file, **{table.table.name: table.grid.file for table in order}}
    problems += faults(actors, *others, files=labels)
    if problems:
        return Reading(None, tuple(problems), tuple(said), files, mapping)
    network = Network.build(actors, *others, event_cap=event_cap)
    said += _network_remarks(network, labels)
    return Reading(network, (), tuple(said), files, mapping)


def _network_remarks(network: Network, labels: Mapping[str, str]) -> list[Problem]:
    """Say what a reader should know of the whole: large events, no ties."""
    remarks = []
    large = int((network.event_sizes > network.event_cap).sum())
    if large:
        file = labels["participations"]
        remarks.append(note(file, "large_events", count=large, cap=network.event_cap))
    if network.stated_ties.empty and network.participations.empty:
        remarks.append(note(labels["actors"], "no_ties"))
    return remarks


def _tables(found: Sequence[Grid]) -> dict[str, Grid]:
    """Decide which grid is which table.

    Names of files and sheets decide; where none does, and for a single grid, the headings do.

    Raises
    ------
    InputError
        If no grid is any table.
    """
    by_name = {grid.file: table_named(grid.name) for grid in found}
    by_heading = {grid.file: table_of(headings(grid)) for grid in found}
    if len(found) == 1 and by_heading[found[0].file] is not None:
        by_name = by_heading
    tables = by_name if any(by_name.values()) else by_heading
    if not any(tables.values()):
        raise InputError([_unrecognised(grid) for grid in found])
    return _first_of_each(found, tables)


def _first_of_each(found: Sequence[Grid], tables: Mapping[str, Table | None]) -> dict[str, Grid]:
    """Take one grid for each table: one with the table's very name before its synonyms."""
    chosen: dict[str, Grid] = {}
    for name in TABLES:
        grids_of_it = [grid for grid in found if (table := tables[grid.file]) and table.name == name]
        if grids_of_it:
            chosen[name] = min(grids_of_it, key=lambda grid: (grid.name.casefold() != name, grid.file))
    return chosen


def _left_aside(found: Sequence[Grid], chosen: Mapping[str, Grid]) -> list[Problem]:
    """Say which sheets are not read, in one remark."""
    aside = [grid.file for grid in found if grid not in chosen.values()]
    if not aside:
        return []
    return [note(aside[0], "ignored_sheet", count=len(aside), names=enumeration(aside))]


def _unrecognised(grid: Grid) -> Problem:
    """Say that a file is none of the tables, and which headings it has."""
    names = [name for name in headings(grid) if name]
    return note(grid.file, "unrecognised", names=enumeration(names) or "–")


def _files(found: Sequence[Grid], chosen: Mapping[str, Grid]) -> tuple[FileReading, ...]:
    """List how each grid was read."""
    tables = {grid.file: name for name, grid in chosen.items()}
    return tuple(
        FileReading(
            grid.file,
            tables.get(grid.file),
            grid.format,
            grid.encoding,
            grid.separator,
            sum(any(row) for row in grid.rows[heading_row(grid) + 1 :]),
            tuple(headings(grid)),
        )
        for grid in found
    )
