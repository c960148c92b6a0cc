"""The tables of a network, said once.

Readers check against it; the import templates, the data dictionary, the column headers and the
exports are made from it. What a column means stands in the translation catalogue under
``schema.<table>.<column>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

__all__ = ["ACTORS", "EVENTS", "PARTICIPATIONS", "TABLES", "TIES", "Column", "Table", "conform"]

Kind = Literal["text", "number", "date", "flag", "list"]

_DTYPES: dict[Kind, str] = {"text": "str", "number": "float64", "date": "str", "flag": "bool", "list": "str"}


@dataclass(frozen=True)
class Column:
    """One column: its name, what its cells hold, and what stands there when nothing is given.

    ``kind`` is ``text``; ``number`` (float64); ``date`` (ISO text ``2026-03-31``); ``flag``
    (bool); or ``list`` (text, items joined by ``;``). A missing text, date or list is NaN.
    """

    name: str
    kind: Kind = "text"
    is_required: bool = False
    default: str | float | bool | None = None
    unit: str = ""
    is_personal: bool = False
    example: str = ""

    @property
    def dtype(self) -> str:
        """The pandas dtype of the column."""
        return _DTYPES[self.kind]

    @property
    def key(self) -> str:
        """Last part of the catalogue key that explains the column."""
        return self.name


@dataclass(frozen=True)
class Table:
    """One table: its name, which is its file's and its sheet's name too, and its columns."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]

    @property
    def required(self) -> list[str]:
        """Names of the columns that must be there."""
        return [column.name for column in self.columns if column.is_required]

    def column(self, name: str) -> Column | None:
        """Find a column by name."""
        return next((column for column in self.columns if column.name == name), None)


ACTORS = Table(
    "actors",
    (
        Column("id", is_required=True, example="chamber"),
        Column("name", example="Chamber of Commerce"),
        Column("sector", default="unknown", example="public body"),
        Column("sector_source", example="Public authority"),
        Column("country", example="FR"),
        Column("region", example="Pays de la Loire"),
        Column("themes", "list", example="energy;mobility"),
        Column("size", "number", example="120"),
        Column("latitude", "number", unit="degrees", example="47.2184"),
        Column("longitude", "number", unit="degrees", example="-1.5536"),
        Column("url", example="https://example.org"),
        Column("secretariat", "flag", default=False, example="no"),
        Column("contact_name", is_personal=True, example="A. Example"),
        Column("contact_email", is_personal=True, example="a@example.org"),
    ),
)
TIES = Table(
    "ties",
    (
        Column("source", is_required=True, example="chamber"),
        Column("target", is_required=True, example="solar-coop"),
        Column("kind", default="tie", example="partnership"),
        Column("weight", "number", default=1.0, unit="strength", example="2"),
        Column("since", "date", example="2025-03-31"),
        Column("until", "date", example="2026-03-31"),
        Column("directed", "flag", default=False, example="no"),
        Column("confirmed", default="unknown", example="both ends"),
        Column("evidence", example="Annual report 2025"),
    ),
)
EVENTS = Table(
    "events",
    (
        Column("event_id", is_required=True, example="forum-2026"),
        Column("name", example="Spring forum 2026"),
        Column("start", "date", example="2026-04-14"),
        Column("end", "date", example="2026-04-15"),
        Column("theme", "list", example="energy"),
    ),
)
PARTICIPATIONS = Table(
    "participations",
    (
        Column("actor_id", is_required=True, example="chamber"),
        Column("event_id", is_required=True, example="forum-2026"),
        Column("date", "date", example="2026-04-14"),
        Column("role", example="speaker"),
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in (ACTORS, TIES, EVENTS, PARTICIPATIONS)}
"""All tables by name."""


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give a frame the columns of ``table``, in order and typed, with any further columns after.

    Missing columns and missing cells take the column's default. Cells must already be of the
    column's kind: this types them, it does not read them.

    Raises
    ------
    ValueError, TypeError
        If a cell cannot be of the column's dtype: the caller did not check its input.
    """
    data = {}
    for column in table.columns:
        cells = frame[column.name] if column.name in frame else pd.Series(column.default, index=frame.index)
        if column.default is not None:
            cells = cells.where(cells.notna(), column.default)
        data[column.name] = cells.astype(column.dtype)
    for name in sorted(map(str, set(frame.columns) - set(table.names))):
        if frame[name].notna().any():
            data[name] = _as_plain(frame[name])
    return pd.DataFrame(data, index=frame.index)


def _as_plain(cells: pd.Series) -> pd.Series:
    """Keep numbers as float64 and everything else as text."""
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        return cells.astype("float64")
    return cells.where(cells.isna(), cells.astype("str")).astype("str")
