"""What the groups of a column are called in a sentence."""

from __future__ import annotations

from graphlib.drawing.names import plain, sector_word
from graphlib.translation import Translator

__all__ = ["CLUSTER", "group_word", "kind"]

CLUSTER = "groups found"
"""Stands for a column where the groups are those found."""

_KINDS = {"sector": "sector", "country": "country", "region": "region", "themes": "theme", CLUSTER: "cluster"}
_LONGEST = 60


def kind(by: str) -> str:
    """Give what the groups of a column are, as the catalogue's keys name it: ``own`` for the user's columns.

    Parameters
    ----------
    by
        Name of the column.
    """
    return _KINDS.get(by, "own")


def group_word(group: str, by: str, speak: Translator) -> str:
    """Say a group in the reader's language; what the catalogue does not know stays as it came.

    Parameters
    ----------
    group
        Value of the column.
    by
        Name of the column.
    speak
        The reader's language.
    """
    if by == CLUSTER:
        return speak("silos.quoted", name=plain(group))
    if by == "country":
        return plain(speak.country(group), limit=_LONGEST)
    # A word of the user's own column may be the name of a sector of ours and mean something else.
    return sector_word(group, speak) if by == "sector" else plain(group, limit=_LONGEST)
