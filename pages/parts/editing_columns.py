"""What the tables to be edited look like: which columns, of which kind, and how rows are found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from graphlib.schema import TABLES, Column
from graphlib.sectors import CANONICAL, UNKNOWN, plain
from pages.parts import messages, session, tables

__all__ = ["are_ids_typed", "config", "row_name", "searched", "view"]

_MOST_CHOICES = 400
"""Organisations or events up to which an end of a tie is chosen from a list; above it its id is typed."""

_ENDS = {
    "ties": (("source", "source_name", "actors"), ("target", "target_name", "actors")),
    "participations": (("actor_id", "name", "actors"), ("event_id", "event_name", "events")),
}
_CONFIRMED = {"both ends": "both", "one end": "one", "unknown": "unknown"}
_ALWAYS = {
    "actors": ("name", "sector", "country", "region", "themes", "size", "url", "secretariat", "id"),
    "ties": ("source", "target", "kind", "weight", "since", "until", "directed", "confirmed", "evidence"),
    "events": ("name", "start", "end", "theme", "event_id"),
    "participations": ("actor_id", "event_id", "date", "role"),
}
_HIDDEN = ("sector_source",)

Names = Mapping[str, pd.Series]


def searched(frame: pd.DataFrame, search: str, table: str, named: Names) -> pd.DataFrame:
    """Keep the rows that hold all the words, in any of their cells or in the names of their ends."""
    words = plain(search).split()
    if not words:
        return frame
    texts = [frame[name] for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    texts += [frame[end].map(named[names]) for end, _, names in _ENDS.get(table, ())]
    whole = pd.Series("", index=frame.index, dtype=object)
    for cells in texts:
        whole = whole + " " + cells.astype(object).where(cells.notna(), "").map(str)
    known = {text: plain(text) for text in whole.unique()}
    found = whole.map(known)
    kept = pd.Series(data=True, index=frame.index)
    for word in words:
        kept &= found.str.contains(word, regex=False)
    return frame[kept]


def view(frame: pd.DataFrame, table: str, named: Names) -> pd.DataFrame:
    """Give rows as they are typed into: dates as dates, names beside ids, columns in a fixed order."""
    known = TABLES[table]
    shown = {}
    for name in _ordered(frame, table):
        cells = frame[name] if name in frame else pd.Series(None, frame.index, object)
        shown[name] = _typed(cells, known.column(name))
    for end, label, names in _ENDS.get(table, ()):
        if not _is_chosen(named[names]):
            shown[label] = _typed(frame[end].map(named[names]).astype("str"), None)
    return pd.DataFrame(shown).reset_index(drop=True)


def config(frame: pd.DataFrame | None, table: str, named: Names, *, own_sector: str) -> dict[str, Any]:
    """Say how each column of the view is headed and typed into."""
    if frame is None:
        return {}
    ends = {end: names for end, _, names in _ENDS.get(table, ())}
    found = {}
    for name in map(str, frame.columns):
        if name in ends and _is_chosen(named[ends[name]]):
            found[name] = _chosen(name, named[ends[name]])
        elif name == "sector" and table == "actors":
            found[name] = _sectors(frame["sector"], own_sector)
        else:
            found[name] = _column(name, frame[name], table)
    return found


def are_ids_typed(table: str, named: Names) -> bool:
    """Tell whether there are too many organisations or events to choose from, so that ids are typed."""
    return any(not _is_chosen(named[names]) for _, _, names in _ENDS.get(table, ()))


def row_name(cells: Mapping[str, object], table: str, named: Names) -> str:
    """Name a row: an organisation or event by its name, a tie or attendance by both ends."""
    ends = _ENDS.get(table, ())
    if not ends:
        return _text(cells.get("name")) or _text(cells.get(TABLES[table].required[0]))
    said = []
    for end, _, names in ends:
        known = _text(cells.get(end))
        said.append(str(named[names].get(known, "")) or known or "?")
    return " – ".join(said)


def _text(cell: object) -> str:
    """Write a cell; a blank one as nothing."""
    return "" if cell is None or cell != cell else str(cell)


def _ordered(frame: pd.DataFrame, table: str) -> list[str]:
    """Give the columns to be shown: the usual ones, then the others that hold something."""
    known = TABLES[table]
    further = [
        str(name)
        for name in [*known.names, *frame.columns]
        if name in frame and name not in _HIDDEN and (frame[name].notna().any() or name not in known.names)
    ]
    return list(dict.fromkeys([*_ALWAYS[table], *further]))


def _typed(cells: pd.Series, column: Column | None) -> pd.Series:
    """Give cells the type that the editor needs to offer the right way of typing."""
    if column is not None and column.kind == "date":
        return pd.to_datetime(cells.astype("str"), errors="coerce", format="%Y-%m-%d").dt.date
    if column is not None and column.kind == "number":
        return pd.to_numeric(cells, errors="coerce").astype("float64")
    if column is not None and column.kind == "flag":
        # An added row has no flag yet: only this type can say so.
        return cells.isin([True]).astype("boolean")
    if pd.api.types.is_numeric_dtype(cells):
        return cells.astype("float64")
    # Plain objects: a row added to a column of blank text would turn it into numbers.
    return cells.astype(object).where(cells.notna(), None)


def _is_chosen(names: pd.Series) -> bool:
    """Tell whether there are few enough names to choose from."""
    return 0 < len(names) <= _MOST_CHOICES


def _chosen(name: str, names: pd.Series) -> Any:  # noqa: ANN401
    """Offer the organisations or events by name."""
    ordered = names.sort_values(kind="stable")
    labels = dict(
        zip(
            ordered.index,
            messages.distinct(name or str(known) for known, name in ordered.items()),
            strict=True,
        )
    )
    return st.column_config.SelectboxColumn(
        tables.header(name), options=list(labels), format_func=lambda known: labels.get(known, str(known))
    )


def _sectors(cells: pd.Series, own: str) -> Any:  # noqa: ANN401
    """Offer the known sectors, those of the rows shown, and the one that was typed."""
    used = [str(sector) for sector in cells.dropna().unique()]
    options = dict.fromkeys([*CANONICAL, *sorted(used), *([own] if own != UNKNOWN else []), UNKNOWN])
    return st.column_config.SelectboxColumn(
        tables.header("sector"),
        options=list(options),
        format_func=lambda sector: tables.sector_word(str(sector)),
    )


def _column(name: str, cells: pd.Series, table: str) -> Any:  # noqa: ANN401
    """Say how one column is typed into."""
    t, known = session.translator(), TABLES[table]
    column = known.column(name)
    label = tables.header(name)
    help_text = t(f"schema.{table}.{name}") if column is not None else None
    if name in {end for _, end, _ in _ENDS.get(table, ())}:
        return st.column_config.TextColumn(label, disabled=True)
    if name == "confirmed":
        options = dict.fromkeys([*_CONFIRMED, *map(str, cells.dropna().unique())])
        return st.column_config.SelectboxColumn(
            label, options=list(options), help=help_text, format_func=_confirmation
        )
    if column is None:
        is_number = pd.api.types.is_numeric_dtype(cells)
        return st.column_config.NumberColumn(label) if is_number else st.column_config.TextColumn(label)
    if column.kind == "flag":
        return st.column_config.CheckboxColumn(label, help=help_text, default=False)
    if column.kind == "date":
        return st.column_config.DateColumn(label, help=help_text, format="YYYY-MM-DD")
    if column.kind == "number":
        return st.column_config.NumberColumn(label, help=help_text)
    return st.column_config.TextColumn(label, help=help_text)


def _confirmation(word: object) -> str:
    """Say who confirmed a tie; another word than the schema's stays as it came."""
    known = _CONFIRMED.get(str(word))
    return session.translator()(f"editing.confirmed.{known}") if known else str(word)
