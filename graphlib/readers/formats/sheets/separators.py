"""Which character, or which run of spaces, separates the cells of a text table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from graphlib.readers.columns import known_headings

__all__ = ["SPACES", "separator_of", "spaces_to_tabs"]

SPACES = " "
"""Stands for any run of spaces and tabs where cells are aligned by them."""

_USUAL = (",", ";", "\t", "|")

_RARE = (":", "^", "~")

_LOOKED_AT = 60
"""Rows that decide."""

_SAMPLE = 2**19
"""Letters of them that decide."""

_EVEN = 0.9
"""Share of rows of one length from which a rare separator is believed."""

_ALIGNED = re.compile(r"[ \t]{2,}|\t")
_ANY_SPACES = re.compile(r"[ \t]+")


def separator_of(text: str) -> str:
    """Choose the separator: known headings first, then rows of equal length, then most columns.

    Colons, carets and spaces are tried only where no usual separator gives even rows, for they
    stand in ordinary text too.

    Parameters
    ----------
    text
        The table, each line ended by a line feed; its first 60 rows decide.
    """
    start = next((place for place, letter in enumerate(text) if letter not in "\ufeff\n"), 0)
    head = text[start : start + _SAMPLE].split("\n")
    # A row that is cut off tells nothing, unless it is the only one.
    whole = head[:-1] if len(head) > 1 and len(text) > start + _SAMPLE else head
    lines = "\n".join(whole[:_LOOKED_AT])
    merits = {separator: _merit(_split(lines, separator)) for separator in _USUAL}
    best = max(_USUAL, key=lambda separator: merits[separator])
    known, even, _ = merits[best]
    if known >= 2 or even >= 0.5:
        return best
    for separator in _RARE:
        if _is_even(_split(lines, separator)):
            return separator
    aligned = [_ALIGNED.split(line.strip()) for line in lines.split("\n") if line.strip()]
    if _is_even(aligned) or _is_edge_list(lines):
        return SPACES
    return best


def spaces_to_tabs(text: str) -> str:
    """Put one tab between cells that are aligned by spaces or tabs.

    Single spaces separate only where no line has more than one in a row.
    """
    gap = _ALIGNED if _ALIGNED.search(text) else _ANY_SPACES
    return "\n".join(gap.sub("\t", line.strip()) for line in text.split("\n"))


def _split(lines: str, separator: str) -> list[list[str]]:
    """Split the first lines into rows of cells; nothing where that cannot be."""
    try:
        return [row for row in csv.reader(io.StringIO(lines), delimiter=separator) if row]
    except csv.Error:
        return []


def _merit(rows: list[list[str]]) -> tuple[int, float, int]:
    """Judge a separator by the first rows."""
    if not rows:
        return 0, 0.0, 0
    width = len(rows[0])
    even = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0.0
    return max(known_headings(row) for row in rows[:10]), even, width


def _is_even(rows: Iterable[list[str]]) -> bool:
    """Tell whether nearly all rows have the same number of cells, two at least."""
    widths = [len(row) for row in rows]
    return len(widths) >= 2 and widths[0] >= 2 and widths.count(widths[0]) >= _EVEN * len(widths)


def _is_edge_list(lines: str) -> bool:
    """Tell whether single spaces separate: names have spaces too, so the headings must be known."""
    rows = [_ANY_SPACES.split(line.strip()) for line in lines.split("\n") if line.strip()]
    return _is_even(rows) and known_headings(rows[0]) >= 2
