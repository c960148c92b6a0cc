"""Who was there, where a list of participations also names those who were not."""

from __future__ import annotations

import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.limits import note
from graphlib.sectors import plain

__all__ = ["without_absent"]

_ABSENT_WORDS = """no non nein n not nicht pas false faux falso 0 abs absent absente absents absentes
    absence excuse excused excuses excusee excusees exc apologies abwesend entschuldigt unentschuldigt
    assente assenti assenza giustificato giustificata ausente ausentes ausencia justificado justificada
    disculpado disculpada"""
_ABSENT = frozenset(_ABSENT_WORDS.split())
_UNTICKED = frozenset("☐❌✗✘-–—/.?")


def without_absent(
    frame: pd.DataFrame, attended: pd.Series | None, file: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Leave out the rows of those who were not there, and say how many.

    Parameters
    ----------
    frame
        The rows of a list of participations.
    attended
        What each row says of having been there; ``None`` where no column does. A column that is
        blank throughout says nothing.
    file
        What the user calls the file.

    Notes
    -----
    Cost: linear in the rows.
    """
    if attended is None or attended.isna().all():
        return frame, []
    missed = {value for value in attended.dropna().unique() if _is_absent(str(value))}
    was_there = attended.notna() & ~attended.isin(missed)
    count = int((~was_there).sum())
    if not count:
        return frame, []
    return frame[was_there], [note(file, "absent_rows", count=count)]


def _is_absent(cell: str) -> bool:
    """Tell whether a cell says no: by its first word, or by a box that is not ticked."""
    words = plain(cell).split()
    return words[0] in _ABSENT if words else cell.strip() in _UNTICKED
