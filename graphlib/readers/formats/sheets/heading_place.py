"""Where the headings of a text table probably stand."""

from __future__ import annotations

from collections.abc import Sequence

from graphlib.readers.columns import known_headings

__all__ = ["heading_place"]

_WITHIN = 12
"""Rows among which the headings are looked for."""


def heading_place(rows: Sequence[Sequence[str]]) -> int:
    """Give the place of the row with the most known headings, else of the first filled one."""
    top = rows[:_WITHIN]
    known = [known_headings(row) for row in top]
    if max(known, default=0) >= 2:
        return known.index(max(known))
    return next((place for place, row in enumerate(top) if any(row)), 0)
