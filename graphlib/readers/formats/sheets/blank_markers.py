"""Words such as NA and NULL that stand for a blank cell, where the file shows that they do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphlib.errors import Problem
from graphlib.readers.columns import meanings
from graphlib.readers.headings import heading_row
from graphlib.readers.limits import enumeration, note
from graphlib.schema import ACTORS

__all__ = ["without_markers"]

_MARKERS = frozenset({"NA", "N/A", "n/a", "#N/A", "NULL", "null", "(null)", "NaN", "nan", "-", "–", "—"})

_FIGURE = re.compile(r"[€$£\s]*[+-]?\d[\d\s.,:/'’TZ+-]*[€$£%]?")
"""A number, an amount, a date or a time."""

_CODE = re.compile(r"[A-Za-z]{2}")

_MOSTLY = 0.8
"""Share of the other cells that makes a column one of figures, or of two-letter codes."""

_MANY = 3
"""Different columns in which a word must stand to be a marker where none holds figures."""


def without_markers(rows: list[list[str]], *, file: str) -> tuple[list[list[str]], list[Problem]]:
    """Read words for "nothing" as blank where they are clearly meant so.

    A word is a marker where it stands among numbers or dates, or in three different columns;
    never in a column of countries or of two-letter codes, for NA is Namibia.

    Parameters
    ----------
    rows
        Rows of text; not changed.
    file
        What the user calls the file.

    Returns
    -------
    tuple
        The rows, and a remark where any cell was read as blank. Costs one look at each row, and
        at each cell of the columns that hold such a word.
    """
    heading = heading_row(rows)
    places = [at for at in range(heading + 1, len(rows)) if not _MARKERS.isdisjoint(rows[at])]
    if not places:
        return rows, []
    countries = {place for place, name in meanings(rows[heading], ACTORS).items() if name == "country"}
    standing: dict[str, set[int]] = {}
    for at in places:
        for column, cell in enumerate(rows[at]):
            if cell in _MARKERS and column not in countries:
                standing.setdefault(cell, set()).add(column)
    kinds = {column: _kind(rows, heading + 1, column) for column in sorted(set().union(*standing.values()))}
    markers = {word for word, columns in standing.items() if _is_marker(columns, kinds)}
    kept = countries | {column for column, kind in kinds.items() if kind == "code"}
    return _blanked(rows, places, markers, kept, file)


def _kind(rows: Sequence[Sequence[str]], first: int, column: int) -> str:
    """Tell whether a column holds figures or two-letter codes, beside the markers."""
    cells = {row[column] for row in rows[first:] if column < len(row)} - _MARKERS - {""}
    for kind, pattern in (("figure", _FIGURE), ("code", _CODE)):
        if cells and sum(pattern.fullmatch(cell) is not None for cell in cells) >= _MOSTLY * len(cells):
            return kind
    return "text"


def _is_marker(columns: set[int], kinds: dict[int, str]) -> bool:
    """Tell whether a word that stands in these columns means nothing."""
    open_to_it = [kinds[column] for column in columns if kinds[column] != "code"]
    return "figure" in open_to_it or len(open_to_it) >= _MANY


def _blanked(
    rows: list[list[str]], places: Sequence[int], markers: set[str], kept: set[int], file: str
) -> tuple[list[list[str]], list[Problem]]:
    """Empty the cells that hold a marker, but for some columns, and say how many."""
    read, count = list(rows), 0
    for at in places:
        cells = [
            "" if cell in markers and column not in kept else cell for column, cell in enumerate(rows[at])
        ]
        emptied = sum(cell != old for cell, old in zip(cells, rows[at], strict=True))
        if emptied:
            read[at], count = cells, count + emptied
    if not count:
        return rows, []
    words = enumeration(sorted(markers))
    return read, [note(file, "blank_markers", area="cells_read", count=count, words=words)]
