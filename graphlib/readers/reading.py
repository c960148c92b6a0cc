"""Files to a network, with everything that was decided on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from graphlib.checks import LISTED, faults
from graphlib.errors import InputError, Problem
from graphlib.network import DEFAULT_EVENT_CAP, Network
from graphlib.readers.assembly import completed
from graphlib.readers.cells import typed
from graphlib.readers.choices import IGNORED, Choices, layout_signature
from graphlib.readers.example_rows import without_examples
from graphlib.readers.grid import Grid
from graphlib.readers.headings import head_of
from graphlib.readers.joining import joined
from graphlib.readers.limits import enumeration, note
from graphlib.readers.sector_words import with_sectors
from graphlib.readers.sheet import Sheet
from graphlib.readers.sources import Source, files_of, grids_of
from graphlib.readers.spreading import spread
from graphlib.readers.told import FileReading, Reading, told
from graphlib.readers.understanding import Understood, understood, without_the_weaker
from graphlib.schema import TABLES
from graphlib.translation import Message

__all__ = ["read", "read_files", "read_network"]

Progress: TypeAlias = Callable[[float, Message], None]


def read_network(
    path: str | Path,
    *,
    event_cap: int = DEFAULT_EVENT_CAP,
    sector_words: Mapping[str, str] | None = None,
    choices: Choices | None = None,
) -> Network:
    """Read a network from a folder or a file of any format that is known.

    Parameters
    ----------
    path
        A folder with ``actors``, ``ties``, ``events`` and ``participations`` (not all are
        needed), or one file: a list of ties, a workbook, an archive, a network of another program.
        What it is, its content tells; its name and ending do not matter.
    event_cap
        Events with more participants than this make no ties.
    sector_words
        Sector for words of the data, before the known words.
    choices
        What somebody decided about tables, columns, rows and cells.

    Returns
    -------
    Network
        The network; what was decided on the way is told by `read`.

    Raises
    ------
    InputError
        If the data have faults: all of them at once.
    """
    reading = read(path, event_cap=event_cap, sector_words=sector_words, choices=choices)
    if reading.network is None:
        raise InputError(reading.problems)
    return reading.network


def read(
    path: str | Path,
    *,
    event_cap: int = DEFAULT_EVENT_CAP,
    sector_words: Mapping[str, str] | None = None,
    choices: Choices | None = None,
) -> Reading:
    """Read a network and tell everything about how.

    Parameters
    ----------
    path, event_cap, sector_words, choices
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
    return _read(sources, event_cap, _decided(choices, sector_words), None)


def read_files(
    files: Mapping[str, bytes],
    *,
    event_cap: int = DEFAULT_EVENT_CAP,
    sector_words: Mapping[str, str] | None = None,
    choices: Choices | None = None,
    memory: Mapping[str, Mapping[str, object]] | None = None,
    listed: int = LISTED,
    progress: Progress | None = None,
) -> Reading:
    """Read a network from uploaded files, as `read` does from a folder.

    Parameters
    ----------
    files
        Name to bytes; nothing is written to disk.
    event_cap, sector_words, choices
        As in `read_network`.
    memory
        What was decided about earlier files, by `layout_signature` of their headings; ``choices``
        go before it.
    listed
        Rows listed for one fault in one column; further ones are counted.
    progress
        Called with the share done and what is being done; what it raises stops the reading.

    Returns
    -------
    Reading
        The network or its faults, and everything that was decided, mended or left aside.
    """
    names = {name: " ".join(Path(name).name.split()) or "?" for name in files}
    sources = [Source(names[name], data) for name, data in sorted(files.items())]
    return _read(sources, event_cap, _decided(choices, sector_words), progress, memory or {}, listed)


def _decided(choices: Choices | None, words: Mapping[str, str] | None) -> Choices:
    """Put sector words given on their own among the choices."""
    choices = choices or Choices()
    return replace(choices, sector_words={**choices.sector_words, **(words or {})})


def _no_progress(_share: float, _message: Message) -> None:
    """Tell nobody how far the reading is."""


def _read(
    sources: Sequence[Source],
    event_cap: int,
    choices: Choices,
    progress: Progress | None,
    memory: Mapping[str, Mapping[str, object]] | None = None,
    listed: int = LISTED,
) -> Reading:
    """Read files into grids, grids into tables, tables into a network."""
    tell = progress or _no_progress
    if not sources:
        return Reading(None, (note("–", "no_files"),))
    try:
        found, problems, warnings = grids_of(list(sources), tell)
        found, examples = without_examples(found)
    except InputError as error:
        return Reading(None, error.problems)
    choices = _recalled(found, choices, memory or {})
    tell(0.4, Message("readers.progress.understanding"))
    meant = without_the_weaker([understood(grid, choices) for grid in found])
    files = tuple(told(one) for one in meant)
    used = [one for one in meant if one.is_used]
    if not problems and not used:
        problems = [_unrecognised(one) for one in meant]
    if problems:
        return Reading(None, tuple(problems), tuple(warnings), files, grids=tuple(found), choices=choices)
    warnings = [*warnings, *examples, *_left_aside(meant)]
    tell(0.5, Message("readers.progress.tables"))
    known = _listed_ids(used)
    sheets = [
        typed(sheet, month_first=choices.month_first.get(one.file))
        for one in used
        for sheet in spread(one, choices, known=known)
    ]
    tell(0.7, Message("readers.progress.checking"))
    reading = _built(joined(sheets), files, warnings, event_cap, choices.sector_words, listed)
    return replace(reading, grids=tuple(found), choices=choices)


def _listed_ids(used: Sequence[Understood]) -> frozenset[str]:
    """Gather the ids that lists of organisations give."""
    ids: set[str] = set()
    for one in used:
        if one.shape == "actors" and "id" in one.roles:
            place = one.roles.index("id")
            ids.update(row[place] for row in one.grid.rows[one.head.row + 1 :] if place < len(row))
    return frozenset(ids)


def _recalled(found: Sequence[Grid], choices: Choices, memory: Mapping[str, Mapping[str, object]]) -> Choices:
    """Take over what was decided about earlier files with the same headings."""
    for grid in found if memory else ():
        known = memory.get(layout_signature(head_of(grid).plain))
        if known is not None:
            choices = choices.recalled(grid.file, known)
    return choices


def _built(
    sheets: Mapping[str, Sheet],
    files: tuple[FileReading, ...],
    warnings: Sequence[Problem],
    event_cap: int,
    words: Mapping[str, str],
    listed: int,
) -> Reading:
    """Complete and check the tables, and build the network where nothing is wrong."""
    tables = completed(sheets)
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
    problems += faults(actors, *others, files=labels, listed=listed)
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


def _left_aside(meant: Sequence[Understood]) -> list[Problem]:
    """Say which sheets are not read, in one remark."""
    aside = [one.file for one in meant if one.shape is None]
    if not aside:
        return []
    return [note(aside[0], "ignored_sheet", count=len(aside), names=enumeration(aside))]


def _unrecognised(one: Understood) -> Problem:
    """Say that a file is none of the tables, and which headings it has."""
    names = [name for name in one.head.plain if name]
    key = "all_ignored" if one.shape == IGNORED else "unrecognised"
    return note(one.file, key, names=enumeration(names) or "–")
