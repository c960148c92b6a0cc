"""Whole tables after editing to a network: what was left out is filled in, what does not fit is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from graphlib.checks import faults
from graphlib.difference import Counts
from graphlib.editing.edits import differing
from graphlib.editing.ids import free_id
from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.readers.limits import note
from graphlib.schema import ACTORS, EVENTS, TABLES, Table
from graphlib.sectors import canonical
from graphlib.translation import Message

__all__ = ["Edited", "edited"]

Frames = dict[str, pd.DataFrame]

_USERS: dict[str, tuple[tuple[str, str], ...]] = {
    "actors": (("ties", "source"), ("ties", "target"), ("participations", "actor_id")),
    "events": (("participations", "event_id"),),
}
"""Columns that name the rows of a table by their id."""


@dataclass(frozen=True, eq=False)
class Edited:
    """What came of editing: a network, or the faults that keep it from being one.

    Attributes
    ----------
    problems
        Every fault; ``row`` is the row's label plus 2, the row that a spreadsheet would show.
    counts
        For each table how many rows are new, gone, changed and kept; rows that changed only
        because an id did are not counted.
    """

    problems: tuple[Problem, ...]
    counts: Mapping[str, Counts]
    _tables: Mapping[str, pd.DataFrame]
    _event_cap: int

    @cached_property
    def network(self) -> Network | None:
        """The network, made when it is first asked for; ``None`` where there are faults."""
        if self.problems:
            return None
        others = (_or_none(self._tables[name]) for name in _OTHERS)
        return Network.build(self._tables["actors"], *others, event_cap=self._event_cap)


def edited(
    network: Network,
    *,
    actors: pd.DataFrame | None = None,
    ties: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    participations: pd.DataFrame | None = None,
    with_their_rows: bool = False,
    files: Mapping[str, str] | None = None,
) -> Edited:
    """Make a network of tables that were edited, with the checks of the import.

    A row is the network's own while its index label is that of ``network.actors`` (or
    ``stated_ties``, ``events``, ``participations``); a label that the network's table does not have
    is a new row, one that is missing a deleted row. New actors and events without an id take one
    made from their name. An id that was changed is changed in ties and participations too.

    Parameters
    ----------
    network
        The network before.
    actors, ties, events, participations
        Whole tables after editing; ``None`` where nothing was edited. Dates are ISO text.
    with_their_rows
        Whether the ties and participations of deleted actors and events go with them; otherwise
        it is a fault that they are still there.
    files
        What the tables are called in faults; their own names where it is not given.

    Returns
    -------
    Edited
        The network or every fault, and how many rows changed. Cost: linear in the rows of all
        tables.
    """
    before: Frames = {
        "actors": network.actors,
        "ties": network.stated_ties,
        "events": network.events,
        "participations": network.participations,
    }
    given = {"actors": actors, "ties": ties, "events": events, "participations": participations}
    typed = {
        name: _tidy(frame, before[name], TABLES[name]) for name, frame in given.items() if frame is not None
    }
    after: Frames = {**before, **typed}
    for table in (ACTORS, EVENTS):
        after[table.name] = _with_ids(after[table.name], before[table.name], table)
    if "actors" in typed:
        after["actors"] = _with_sectors(after["actors"], before["actors"])
    for table in (ACTORS, EVENTS):
        after = _renamed(before, after, table)
    names = {name: (files or {}).get(name, name) for name in TABLES}
    problems: list[Problem] = []
    kept = after
    for table in (ACTORS, EVENTS):
        after, still = _without_gone(before, after, table, names)
        problems += [] if with_their_rows else still
    left = after if with_their_rows else kept
    counts = {name: _counted(before[name], typed.get(name, before[name]), left[name]) for name in TABLES}
    # A table that nobody typed into has no new fault: what was renamed or deleted is settled above.
    judged = {"actors", "events", *typed}
    rows = {name: frame.set_axis(_rows(frame), axis="index") for name, frame in after.items()}
    others = (_or_none(rows[name]) if name in judged else None for name in _OTHERS)
    problems += faults(rows["actors"], *others, files=names)
    return Edited(tuple(problems), counts, after, network.event_cap)


_OTHERS = ("ties", "events", "participations")


def _or_none(frame: pd.DataFrame) -> pd.DataFrame | None:
    """Take a table without rows as none."""
    return frame if len(frame) else None


def _rows(frame: pd.DataFrame) -> pd.Index:
    """Give each row the number that a spreadsheet of the whole table would show."""
    return pd.Index(frame.index.to_numpy(np.int64) + 2, name="row")


def _tidy(frame: pd.DataFrame, before: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Trim what was typed, take blank text as nothing, and leave out rows without any cell."""
    tidy = frame.copy(deep=False)
    said = pd.Series(data=False, index=frame.index)
    for name in tidy.columns:
        column = table.column(str(name))
        is_told = column is None or column.kind != "flag"
        if name in before and tidy[name].equals(before[name]):
            said |= is_told & tidy[name].notna()
            continue
        cells = tidy[name].astype(object)
        typed = cells.notna()
        if name in before:
            old = before[name].reindex(cells.index).astype(object)
            typed = (cells != old) & ~(cells.isna() & old.isna())
        cells[typed] = cells[typed].map(_trimmed)
        if column is not None and column.kind == "list":
            cells[typed] = cells[typed].map(_joined)
        said |= is_told & cells.notna()
        if column is not None and column.default is not None:
            cells = cells.where(cells.notna(), column.default)
        tidy[name] = cells
    return tidy[said]


def _joined(cell: object) -> object:
    """Join the items of a cell of several by ``;``, each once."""
    if not isinstance(cell, str):
        return cell
    return ";".join(dict.fromkeys(item for part in cell.split(";") if (item := part.strip()))) or np.nan


def _trimmed(cell: object) -> object:
    """Trim a cell of text; blank text is nothing."""
    if not isinstance(cell, str):
        return np.nan if cell is None else cell
    return " ".join(cell.split()) or np.nan


def _with_ids(frame: pd.DataFrame, before: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give new rows without an id one made from their name, each another."""
    key = table.required[0]
    if key not in frame or "name" not in frame:
        return frame
    blank = frame[key].isna() & ~frame.index.isin(before.index) & frame["name"].notna()
    if not blank.any():
        return frame
    taken = {str(known) for known in frame[key].dropna()} | set(before[key])
    made = {}
    for label, name in sorted(frame.loc[blank, "name"].items()):
        made[label] = free_id(str(name), taken)
        taken.add(made[label])
    ids = frame[key].astype(object).where(~blank, pd.Series(made, dtype=object))
    return frame.assign(**{key: ids})


def _with_sectors(frame: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Read the sector words that were typed as the import would; what was there stays."""
    if "sector" not in frame:
        return frame
    old = before["sector"].reindex(frame.index).astype(object)
    typed = frame["sector"].notna() & (frame["sector"].astype(object) != old)
    if not typed.any():
        return frame
    read = frame.loc[typed, "sector"].astype("str").map(canonical)
    return frame.assign(sector=frame["sector"].astype(object).where(~typed, read))


def _renamed(before: Frames, after: Frames, table: Table) -> Frames:
    """Carry ids that were changed into the columns that name them."""
    key = table.required[0]
    new, old = after[table.name], before[table.name]
    if key not in new:
        return after
    both = new.index.intersection(old.index)
    was, now = (frame[key].loc[both].astype(object) for frame in (old, new))
    other = now.notna() & (was != now)
    renames = dict(zip(was[other], now[other], strict=True))
    if not renames:
        return after
    known = set(new[key].dropna())
    changed = dict(after)
    for name, column in _USERS[table.name]:
        cells = changed[name][column].astype(object)
        old_cells = before[name][column].reindex(cells.index).astype(object)
        # A cell typed anew means what it says, unless nobody bears that id any longer.
        meant = cells.isin(renames) & ((cells == old_cells) | ~cells.isin(known))
        changed[name] = changed[name].assign(**{column: cells.where(~meant, cells[meant].map(renames))})
    return changed


def _without_gone(
    before: Frames, after: Frames, table: Table, files: Mapping[str, str]
) -> tuple[Frames, list[Problem]]:
    """Take out the rows that name what was deleted, with a fault for each row deleted that is still named."""
    key = table.required[0]
    rest, new = dict(after), after[table.name]
    lost = before[table.name].drop(index=new.index.intersection(before[table.name].index))
    gone = set(lost[key]) - set(new[key].dropna()) if key in new else set()
    if not gone:
        return rest, []
    used: dict[str, dict[str, int]] = {}
    for name in dict.fromkeys(name for name, _ in _USERS[table.name]):
        frame, columns = rest[name], [column for user, column in _USERS[table.name] if user == name]
        own = frame.index.isin(before[name].index)
        hit = frame[columns].isin(gone).any(axis=1) & own
        for ids in frame.loc[hit, columns].itertuples(index=False):
            for known in set(ids) & gone:
                used.setdefault(str(known), {}).setdefault(name, 0)
                used[str(known)][name] += 1
        rest[name] = frame[~hit]
    problems = [
        note(
            files[table.name],
            f"{table.name}_gone",
            area="editing",
            row=int(row.Index) + 2,
            column=key,
            value=str(getattr(row, key)),
            name=str(row.name)[:60] if isinstance(row.name, str) else str(getattr(row, key)),
            by=_naming(used[str(getattr(row, key))]),
        )
        for row in lost.itertuples()
        if str(getattr(row, key)) in used
    ]
    return rest, problems


def _naming(counts: Mapping[str, int]) -> Message:
    """Say how many rows of which tables name what was deleted."""
    first, *rest = [Message(f"editing.naming.{name}", count=count) for name, count in counts.items()]
    return Message("editing.both", first=first, last=rest[0]) if rest else first


def _counted(before: pd.DataFrame, typed: pd.DataFrame, after: pd.DataFrame) -> Counts:
    """Count what was typed, and what goes with what was deleted."""
    if after is before:
        return Counts(added=0, gone=0, changed=0, kept=len(before))
    gone = len(before.index.difference(after.index))
    changed = 0 if typed is before else len(differing(before, typed).intersection(after.index))
    added = len(after.index.difference(before.index))
    return Counts(added=added, gone=gone, changed=changed, kept=len(before) - gone - changed)
