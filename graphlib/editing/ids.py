"""Ids for those who have none yet, made of their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Set

__all__ = ["free_id"]


def free_id(name: str, taken: Set[str]) -> str:
    """Make an id of a name: ``Ville d'Aurélie`` gives ``ville-d-aurelie``; other scripts stay.

    Parameters
    ----------
    name
        What it is called.
    taken
        Ids that are not free: where the one wanted is among them it is numbered.
    """
    wanted = _slug(name)
    number, free = 2, wanted
    while free in taken:
        number, free = number + 1, f"{wanted}-{number}"
    return free


def _slug(name: str) -> str:
    """Write a name in small letters and digits, with hyphens between its words."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join("".join(c if c.isalnum() else " " for c in bare).split()) or "x"
