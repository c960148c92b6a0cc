"""Where the headings of a grid stand, and where its body begins and ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphlib.errors import Problem
from graphlib.readers.columns import known_headings
from graphlib.readers.grid import Grid
from graphlib.readers.layouts import layout_of
from graphlib.readers.limits import note
from graphlib.readers.roles import roles_read
from graphlib.sectors import plain

__all__ = ["Head", "head_of", "heading_row"]

_HEADING_WITHIN = 12
"""Rows among which the heading is looked for: above it may stand a title."""

_SAMPLE = 200
"""Rows looked at to see what a column holds."""

_TAG = re.compile(r"#[a-z]+[a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)
"""A tag of the Humanitarian Exchange Language, such as ``#org+name``."""

_TOTAL_WORDS = """total, totals, grand total, subtotal, sub total, sum, totaux, total général, sous-total,
    somme, gesamt, gesamtsumme, summe, zwischensumme, insgesamt, totale, totale generale, somma, suma"""
_FOOTNOTE = re.compile(
    r"(?:\*|\(\*|¹|(?:sources?|notes?|n\.?b\.?|quellen?|anmerkung(?:en)?|hinweise?|fonti|fonte|fuentes?|nota|"
    r"remarques?)\b(?:\s*:|(?:\s+\S+){2})).*",
    re.IGNORECASE | re.DOTALL,
)
"""How a line below a table begins that says where it is from: a name such as "Source Ltd" is none."""

_MOST_BELOW = 5
"""Rows at the end among which totals and footnotes are looked for."""

_READ = ("ties", "participations", "events", "actors")
"""Tables whose headings are looked for in one of two rows."""

_TOTALS = frozenset(plain(word) for word in _TOTAL_WORDS.split(","))


@dataclass(frozen=True)
class Head:
    """The headings of a grid.

    Attributes
    ----------
    row
        Place of the row of headings, from 0.
    headings
        As typed, in one line each, every one different; ``column 3`` where a heading is blank.
    plain
        As typed, repeated and blank ones too.
    dropped
        Places of rows in the body that are no data: tags, totals.
    notes
        What was decided.
    """

    row: int
    headings: tuple[str, ...]
    plain: tuple[str, ...]
    dropped: frozenset[int]
    notes: tuple[Problem, ...]

    def sample(self, grid: Grid, place: int) -> list[str]:
        """Give the first cells of a column."""
        body = enumerate(grid.rows[self.row + 1 : self.row + 1 + _SAMPLE], self.row + 1)
        return [row[place] for at, row in body if place < len(row) and at not in self.dropped]


def head_of(grid: Grid) -> Head:
    """Find the headings of a grid: below titles, across two rows, above tags."""
    row = heading_row(grid.rows)
    typed = [_one_line(cell) for cell in grid.rows[row]] if grid.rows else []
    typed += [""] * (_width(grid, row) - len(typed))
    above = [_one_line(cell) for cell in grid.rows[row - 1]] if row else []
    notes = []
    if _is_second_row(typed, above):
        typed = _joined(_filled(above, len(typed)), typed)
        notes.append(note(grid.file, "two_heading_rows", row=row + 1))
    titles = sum(any(cells) for cells in grid.rows[:row]) - len(notes)
    if titles > 0:
        notes.append(note(grid.file, "title_rows", count=titles))
    dropped = _no_data(grid, row)
    notes += [note(grid.file, key, row=place + 1) for place, key in dropped.items()]
    return Head(row, _different(typed), tuple(typed), frozenset(dropped), tuple(notes))


def _one_line(cell: str) -> str:
    """Write a heading in one line."""
    return " ".join(cell.lstrip("\ufeff").split())


def _width(grid: Grid, row: int) -> int:
    """Count the columns: headings may be blank at the end, but not for most of the rows."""
    body = [len(cells) for cells in grid.rows[row + 1 : row + 1 + _SAMPLE] if any(cells)]
    usual = sorted(body)[len(body) // 2] if body else 0
    return max(usual if grid.format != "csv" else 0, len(grid.rows[row]) if grid.rows else 0)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Find the row of headings: a known layout, else the most known words, else the first wide row.

    Parameters
    ----------
    rows
        The rows of a table; only the first twelve are looked at.

    Returns
    -------
    int
        Its place, from 0.
    """
    top = rows[:_HEADING_WITHIN]
    for place, row in enumerate(top):
        if layout_of(row) is not None:
            return place
    known = [known_headings(row) for row in top]
    if max(known, default=0) >= 2:
        return known.index(max(known))
    widths = [sum(map(bool, row)) for row in top]
    usual = max(widths, default=0)
    # Titles fill one or two cells of a row; headings nearly all.
    wide = (place for place, width in enumerate(widths) if width and width >= 0.6 * usual)
    return next(wide, 0)


def _is_second_row(typed: Sequence[str], above: Sequence[str]) -> bool:
    """Tell whether the row above holds headings too: it does where the lower ones repeat."""
    filled = [heading for heading in typed if heading]
    repeated = len(filled) - len({plain(heading) for heading in filled})
    return repeated > 0 and len({cell for cell in above if cell}) >= 2


def _filled(above: Sequence[str], width: int) -> list[str]:
    """Carry each heading of the upper row over the blank cells to its right."""
    carried, last = [], ""
    for cell in [*above, *[""] * width][:width]:
        last = cell or last
        carried.append(last)
    return carried


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Join the headings of two rows; one that only then means nothing, and is like no other, stands alone."""
    both = [_both(first, second) for first, second in zip(upper, lower, strict=True)]
    plains = [plain(heading) for heading in lower]
    return [
        second if plains.count(plains[place]) == 1 and _says_more(second, both[place], first) else both[place]
        for place, (first, second) in enumerate(zip(upper, lower, strict=True))
    ]


def _says_more(lower: str, both: str, upper: str) -> bool:
    """Tell whether a heading is known alone and not below its upper one; a contact's name is no other's."""
    is_contact = "contact_name" in roles_read([upper], "actors").values()
    return not is_contact and _is_known(lower) and not _is_known(both)


def _is_known(heading: str) -> bool:
    """Tell whether a heading means anything in any table."""
    return any(roles_read([heading], shape) for shape in _READ)


def _both(first: str, second: str) -> str:
    """Join the headings of two rows."""
    return second if not first or plain(first) == plain(second) else f"{first} {second}".strip()


def _different(typed: Sequence[str]) -> tuple[str, ...]:
    """Make every heading different from the others."""
    names: list[str] = []
    for place, heading in enumerate(typed):
        name = heading or f"column {place + 1}"
        unique, count = name, 2
        while unique in names or (unique != heading and unique in typed):
            unique, count = f"{name} ({count})", count + 1
        names.append(unique)
    return tuple(names)


def _no_data(grid: Grid, row: int) -> dict[int, str]:
    """Find the rows of the body that are no data: tags right below the headings, totals at the end."""
    found: dict[int, str] = {}
    below = grid.rows[row + 1] if len(grid.rows) > row + 1 else []
    tags = [cell for cell in below if cell]
    if len(tags) >= 2 and all(_TAG.fullmatch(cell) for cell in tags):
        found[row + 1] = "tag_row"
    for place in _last_rows(grid, row):
        cells = [cell for cell in grid.rows[place] if cell]
        first = plain(cells[0])
        if first in _TOTALS and any(any(map(str.isdigit, cell)) for cell in cells[1:]):
            found[place] = "total_row"
    return found | _footnotes(grid, row)


def _last_rows(grid: Grid, row: int) -> list[int]:
    """Give the places of the last rows that hold anything, from below."""
    places = (place for place in range(len(grid.rows) - 1, row, -1) if any(grid.rows[place]))
    return list(itertools.islice(places, _MOST_BELOW))


def _footnotes(grid: Grid, row: int) -> dict[int, str]:
    """Find the lines below a table of several columns that say where it is from."""
    if grid.table is not None or sum(map(bool, grid.rows[row] if grid.rows else [])) < 2:
        return {}
    found = {}
    for place in _last_rows(grid, row):
        cells = [cell for cell in grid.rows[place] if cell]
        if len(cells) > 1 or not _FOOTNOTE.fullmatch(cells[0].strip()):
            break
        found[place] = "footnote_row"
    return found
