"""What the user decided about files: kept apart from the files, so that it can be remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from graphlib.sectors import plain

__all__ = ["IGNORED", "NOTHING", "Choices", "Mend", "Place", "layout_signature"]

IGNORED = "ignored"
"""The shape of a table that is left aside."""

NOTHING = "-"
"""The role of a column that is left out."""

Place: TypeAlias = tuple[str, int]
"""A row: the file as the user knows it, and the row as a spreadsheet numbers it."""


@dataclass(frozen=True)
class Mend:
    """One cell that the user corrected: where it stands, what stood there, what is meant."""

    file: str
    row: int
    column: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Choices:
    """Everything the user decided about some files; without any, the reader decides alone.

    Attributes
    ----------
    shapes
        What a table is (``actors``, ``ties``, ``events``, ``participations``, ``matrix``,
        ``incidence`` or ``ignored``), by file.
    roles
        What a column is, by file and heading: a role of the shape, ``""`` for a further column,
        ``"-"`` for one that is left out.
    splits
        Where a cell holds several ids, what parts them, by file and heading; ``""`` for nothing.
    constants
        What stands in every row though no column says it, by file and role: all grants of a list come
        from one giver.
    month_first
        Whether 03/04 means March, by file.
    sector_words
        The sector of a word.
    mends
        Cells that were corrected.
    skipped
        Rows that are left out knowingly.
    """

    shapes: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    splits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    month_first: Mapping[str, bool] = field(default_factory=dict)
    sector_words: Mapping[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()
    skipped: frozenset[Place] = frozenset()

    def remembered(self, file: str) -> dict[str, Any]:
        """Give what should hold for the next file of this layout, in plain types."""
        return {
            "shape": self.shapes.get(file),
            "roles": dict(self.roles.get(file, {})),
            "splits": dict(self.splits.get(file, {})),
            "constants": dict(self.constants.get(file, {})),
            "month_first": self.month_first.get(file),
        }

    def recalled(self, file: str, memory: Mapping[str, Any]) -> Choices:
        """Take over what was decided about an earlier file of the same layout, where nothing is yet."""
        taken: dict[str, Any] = {}
        for name, key in _KEPT.items():
            value, held = memory.get(key), dict(getattr(self, name))
            if value not in (None, {}):
                held.setdefault(file, value)
                taken[name] = held
        return replace(self, **taken)


_KEPT = {
    "shapes": "shape",
    "roles": "roles",
    "splits": "splits",
    "constants": "constants",
    "month_first": "month_first",
}
"""Which attributes of `Choices` are remembered, and under which key."""


def layout_signature(headings: Sequence[str]) -> str:
    """Give the key under which decisions about a table of these headings are remembered."""
    words = "\n".join(sorted(plain(heading) for heading in headings))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
