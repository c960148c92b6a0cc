"""Merged cells of a spreadsheet: their value is repeated over the whole area."""

from __future__ import annotations

from collections.abc import Iterable

from graphlib.readers.formats.sheets.workbook_child import Area

__all__ = ["filled"]


def filled(rows: list[list[str]], areas: Iterable[Area]) -> tuple[list[list[str]], int]:
    """Repeat the value of each merged area in all its cells.

    So that a heading over several columns heads each of them, and a value beside several rows
    belongs to each. An area reaches no further than the sheet's other cells do.

    Parameters
    ----------
    rows
        Rows of text, of any lengths; not changed.
    areas
        Areas, none over another.

    Returns
    -------
    tuple
        The rows, and the number of areas whose value was repeated. The cost is that of the cells
        of the sheet, however far the areas reach.
    """
    width = max((len(row) for row in rows), default=0)
    budget = width * len(rows)
    mended, count = list(rows), 0
    own: set[int] = set()
    for top, left, bottom, right in sorted(set(areas)):
        bottom, right = min(bottom, len(rows) - 1), min(right, width - 1)
        size = (bottom - top + 1) * (right - left + 1)
        value = rows[top][left] if 0 <= top < len(rows) and 0 <= left < len(rows[top]) else ""
        if not value or size < 2 or bottom < top or right < left:
            continue
        # Areas that lie over one another are against the format; they must not cost more than the sheet.
        budget -= size
        if budget < 0:
            break
        count += 1
        for place in range(top, bottom + 1):
            if place not in own:
                own.add(place)
                mended[place] = list(mended[place])
            _repeat(mended[place], left, right, value)
    return mended, count


def _repeat(row: list[str], left: int, right: int, value: str) -> None:
    """Write a value into some cells of a row, which grows where it is too short."""
    row += [""] * (right + 1 - len(row))
    row[left : right + 1] = [value] * (right + 1 - left)
