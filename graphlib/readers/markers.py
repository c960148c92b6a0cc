"""Cells that say in a word that nothing is known, such as ``NA`` or ``n.c.``."""

from __future__ import annotations

import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.limits import enumeration, note
from graphlib.readers.roles import ends_of
from graphlib.readers.understanding import Understood
from graphlib.schema import TABLES
from graphlib.sectors import UNKNOWN, canonical, plain

__all__ = ["without_markers"]


def without_markers(frame: pd.DataFrame, found: Understood) -> tuple[pd.DataFrame, list[Problem]]:
    """Read words for nothing as blank where a number, a date or an id belongs, and say so.

    An id is read so only where it stands beside several names, which can take its place: beside one
    name, or none, the word may really be the id of somebody.

    Parameters
    ----------
    frame
        The rows, as text.
    found
        What each column is.

    Notes
    -----
    Cost: linear in the cells of such columns.
    """
    blank: dict[str, pd.Series] = {}
    words: list[str] = []
    count = 0
    for heading, role in zip(found.head.headings, found.roles, strict=True):
        if heading not in frame or not _holds_no_words(role, found):
            continue
        cells = frame[heading]
        markers = [value for value in cells.dropna().unique() if _is_marker(str(value))]
        names = _names_beside(role, found)
        if names is not None:
            markers = [
                value for value in markers if len(frame.loc[cells == value, names].drop_duplicates()) > 1
            ]
        if markers:
            is_marker = cells.isin(markers)
            blank[heading] = cells.mask(is_marker)
            count += int(is_marker.sum())
            words += markers
    if not blank:
        return frame, []
    said = note(
        found.file, "blank_markers", area="cells_read", count=count, words=enumeration(sorted(set(words)))
    )
    return frame.assign(**blank), [said]


def _names_beside(role: str, found: Understood) -> str | None:
    """Give the heading of the names beside a column of ids; ``None`` for another column."""
    shape = str(found.shape)
    named = {key: f"{end}.name" for end, (key, _) in ends_of(shape).items()}
    if (shape, role) in _NAMED_IDS:
        named[role] = "name"
    if role not in named or named[role] not in found.roles:
        return None
    return found.head.headings[found.roles.index(named[role])]


def _is_marker(cell: str) -> bool:
    """Tell whether a cell says that nothing is known; "none" may say that there is none at all."""
    return canonical(cell) == UNKNOWN and plain(cell) != "none"


def _holds_no_words(role: str, found: Understood) -> bool:
    """Tell whether a column holds numbers or dates, or ids that a name may stand for."""
    shape = str(found.shape)
    part, _, name = role.rpartition(".")
    if not part and (shape, name) in _NAMED_IDS:
        return "name" in found.roles
    ends = ends_of(shape)
    keys = {key: f"{end}.name" for end, (key, _) in ends.items()}
    if role in keys:
        return keys[role] in found.roles
    column = TABLES[ends[part][1] if part in ends else shape].column(name)
    return column is not None and column.kind in ("number", "date")


_NAMED_IDS = frozenset({("actors", "id"), ("events", "event_id")})
