"""What a grid was understood to be, before anything is read from it: its shape and its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphlib.errors import Problem
from graphlib.readers import content
from graphlib.readers.choices import IGNORED, NOTHING, Choices
from graphlib.readers.columns import table_named
from graphlib.readers.grid import Grid
from graphlib.readers.headings import Head, head_of
from graphlib.readers.layouts import Layout, layout_of
from graphlib.readers.limits import note
from graphlib.readers.matrices import matrix_shape
from graphlib.readers.roles import is_complete, roles_of, roles_read
from graphlib.schema import TABLES
from graphlib.sectors import plain

__all__ = ["Confidence", "Understood", "understood", "without_the_weaker"]

Confidence = Literal["chosen", "sure", "likely", "guess", "none"]
"""How a role was found: by the user, by the format or a known layout or the column's own name, by
a synonym, by what the cells hold, or not at all."""

_INFERRED = ("ties", "participations", "events", "actors")


@dataclass(frozen=True, eq=False)
class Understood:
    """A grid with what it is.

    Attributes
    ----------
    grid, head
        The cells, and where the headings and the body are.
    shape
        One of ``roles.SHAPES``, or ``ignored``, or ``None`` where nothing tells.
    origin
        How the shape was found: ``chosen``, ``format``, ``layout``, ``name``, ``headings`` or
        ``cells``.
    roles, confidences
        For each column; a role of ``""`` is a further column, ``"-"`` one that is left out.
    layout
        The known table it is, or ``None``.
    order
        Places of the columns, those first that go before others of the same role.
    """

    grid: Grid
    head: Head
    shape: str | None
    origin: str
    roles: tuple[str, ...]
    confidences: tuple[Confidence, ...]
    layout: Layout | None = None
    order: tuple[int, ...] = ()

    @property
    def file(self) -> str:
        """What the user calls it."""
        return self.grid.file

    @property
    def table(self) -> str | None:
        """The table of the network that its rows are mostly about."""
        if self.shape == "matrix":
            return "ties"
        return "participations" if self.shape == "incidence" else self.shape

    @property
    def is_used(self) -> bool:
        """Whether anything is read from it."""
        return self.shape is not None and self.shape != IGNORED

    def notes(self) -> list[Problem]:
        """Say what was decided about headings and shape."""
        said = [*self.grid.notes, *self.head.notes]
        if self.layout is not None and self.origin == "layout":
            said.append(note(self.file, f"layout.{self.layout.key}"))
        elif self.origin == "cells":
            said.append(note(self.file, f"shape.{self.shape}"))
        return said


def understood(grid: Grid, choices: Choices) -> Understood:
    """Find out what a grid is, the user's word going before everything else.

    Parameters
    ----------
    grid
        The cells.
    choices
        What the user decided about it, if anything.

    Notes
    -----
    Cost: linear in the headings and in the first 200 rows; a square table is read whole.
    """
    head = head_of(grid)
    layout, known = layout_of(head.plain) or (None, {})
    shape, origin = _shape(grid, head, layout, choices.shapes.get(grid.file))
    if shape is None or shape not in TABLES:
        nothing: Confidence = "none"
        unread = (nothing,) * len(head.headings)
        return Understood(grid, head, shape, origin, ("",) * len(unread), unread)
    if layout is not None and layout.shape == shape and origin in ("layout", "chosen", "headings", "name"):
        found: dict[int, tuple[str, Confidence]] = {place: (role, "sure") for place, role in known.items()}
    else:
        layout = None
        found = _named(head, shape, TABLES[shape].names)
    found |= _guessed(grid, head, shape, found)
    found = _chosen(head, shape, found, choices.roles.get(grid.file, {}))
    places = range(len(head.headings))
    roles = tuple(found[place][0] if place in found else "" for place in places)
    sure: tuple[Confidence, ...] = tuple(found[place][1] if place in found else "none" for place in places)
    order = (*found, *(place for place in places if place not in found))
    return Understood(grid, head, shape, origin, roles, sure, layout, order)


def without_the_weaker(meant: Sequence[Understood]) -> list[Understood]:
    """Leave aside the sheets of a workbook that only look like a table beside sheets that surely are one.

    Parameters
    ----------
    meant
        What each grid was taken for.

    Returns
    -------
    list of Understood
        The same, the doubtful ones without a shape.
    """
    kept = []
    for one in meant:
        sure = [
            other
            for other in meant
            if other is not one and _book(other) == _book(one) and _claim(other) > _claim(one)
        ]
        # Two ends, or who was where, are meant to be such: only another list of them makes them doubtful.
        is_telling = one.shape in ("ties", "participations") and one.origin == "headings"
        sure = [other for other in sure if not is_telling or other.shape == one.shape]
        is_weak = one.is_used and sure and one.origin in ("headings", "cells")
        kept.append(replace(one, shape=None) if is_weak else one)
    return kept


def _book(one: Understood) -> str:
    """Name the workbook that a sheet is in."""
    return one.file.rpartition(" [")[0] or one.file


def _claim(one: Understood) -> int:
    """Say how surely a grid is what it was taken for."""
    if not one.is_used:
        return 0
    if one.origin in ("chosen", "format", "layout", "name"):
        return 3
    return 2 if one.shape in ("ties", "participations") else 1


def _shape(grid: Grid, head: Head, layout: Layout | None, chosen: str | None) -> tuple[str | None, str]:
    """Find the shape of a grid, and how it was found."""
    if chosen is not None:
        return chosen, "chosen"
    if grid.table is not None:
        return grid.table, "format"
    if layout is not None:
        return layout.shape, "layout"
    named = table_named(grid.name)
    if named is not None and is_complete(named.name, list(roles_read(head.plain, named.name).values())):
        return named.name, "name"
    for shape in _INFERRED:
        roles = list(roles_read(head.plain, shape).values())
        # Many lists have codes and dates: only the very word makes one a list of events.
        is_meant = shape != "events" or any(plain(heading) == "event id" for heading in head.plain)
        if is_meant and is_complete(shape, roles):
            return shape, "headings"
    square = matrix_shape(grid, head)
    if square is not None:
        return square, "cells"
    # A table with the right name and wrong headings is that table, for the checks to say what is missing.
    return (named.name, "name") if named is not None else (None, "cells")


def _named(head: Head, shape: str, own: Sequence[str]) -> dict[int, tuple[str, Confidence]]:
    """Read the headings: a column's own name is sure, a synonym likely."""
    return {
        place: (role, "sure" if head.headings[place] in own else "likely")
        for place, role in roles_read(head.plain, shape).items()
    }


def _guessed(
    grid: Grid, head: Head, shape: str, found: Mapping[int, tuple[str, Confidence]]
) -> dict[int, tuple[str, Confidence]]:
    """Guess the role of further columns from what their cells hold, each role once."""
    taken = {role for role, _ in found.values()}
    guesses: dict[int, tuple[str, Confidence]] = {}
    if shape != "actors" or grid.table is not None:
        return guesses
    for place in range(len(head.headings)):
        role = None if place in found else content.role_of(head.sample(grid, place))
        if role is not None and role not in taken:
            guesses[place] = (role, "guess")
            taken.add(role)
    return guesses


def _chosen(
    head: Head, shape: str, found: Mapping[int, tuple[str, Confidence]], chosen: Mapping[str, str]
) -> dict[int, tuple[str, Confidence]]:
    """Put the user's roles over those that were found; one of another shape says nothing here."""
    known = {"", NOTHING, *roles_of(shape)}
    places = {heading: place for place, heading in enumerate(head.headings)}
    said: dict[int, tuple[str, Confidence]] = {
        places[heading]: (role, "chosen")
        for heading, role in chosen.items()
        if heading in places and role in known
    }
    return {**{place: role for place, role in found.items() if place not in said}, **said}
