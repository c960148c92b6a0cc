"""Tables as every page shows them: headers in words, numbers alike in a column, a download."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graphlib.drawing import names
from graphlib.reports.open_formats import report_csv
from graphlib.reports.text import readable
from pages.parts import session

__all__ = ["download", "header", "sector_word", "select_rows", "show"]

_SECTORS = {"sector", "source_sector", "target_sector", "group", "group_a", "group_b", "main_sector"}
_SHARES = {
    "cluster_confidence",
    "confidence",
    "route_share",
    "inside_share",
    "inside_share_expected",
    "share",
    "share_across",
    "share_across_expected",
    "chance_low",
    "chance_high",
    "silo_score",
    "score_low",
    "score_high",
    "stay_a",
    "stay_b",
    "other_share",
    "by_go_betweens",
    "by_holders",
    "at_random",
    "at_random_low",
    "at_random_high",
    "together",
}
_SHARE_DECIMALS = {"together": 1}
_DECIMALS = {
    0: {"betweenness", "score"},
    1: {
        "effective_size",
        "expected",
        "z",
        "coordinator_z",
        "itinerant_z",
        "gatekeeper_z",
        "representative_z",
        "liaison_z",
    },
    2: {
        "participation",
        "within_cluster_z",
        "ei_index",
        "ei_expected",
        "strength",
        "weight",
        "ratio",
        "likelihood",
        "coleman",
        "controversy",
        "resolution",
        "agreement",
        "likeness",
        "modularity",
    },
    3: {"harmonic", "constraint", "ei_p_value", "ei_p_adjusted"},
    4: {"cumulative_reach"},
    5: {"reach_gain", "gain_alone"},
}

_MISSING = "–"
"""What stands for a missing value."""

_WRITTEN = {"rank", "rank_range", "today", "without_us", "then", "change"}
"""Figures that may come as text."""

_SEVERAL_NAMES = {
    "source_name",
    "target_name",
    "smaller_best_connected_name",
    "larger_best_connected_name",
    "go_between",
    "holder",
    "measure",
}
"""Names that stand beside others in a row, and may not push its figures out of sight."""


def show(
    frame: pd.DataFrame,
    key: str,
    *,
    columns: Sequence[str] | None = None,
    file: str | None = None,
    height: int | None = None,
) -> None:
    """Show a table with headers in words, and offer it whole as CSV under ``file``."""
    shown = frame if columns is None else frame[list(columns)]
    st.dataframe(
        _readable(shown),
        key=key,
        hide_index=True,
        width="stretch",
        height=height or "auto",
        placeholder=_MISSING,
        column_config=_config(shown),
    )
    if file is not None:
        download(frame, file, key=f"{key}_download")


def select_rows(frame: pd.DataFrame, key: str, *, columns: Sequence[str], file: str) -> int | None:
    """Show a table of which one row can be picked; give the row's position, or ``None``."""
    event = st.dataframe(
        _readable(frame[list(columns)]),
        key=key,
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        placeholder=_MISSING,
        column_config=_config(frame[list(columns)]),
    )
    download(frame, file, key=f"{key}_download")
    rows = event.selection.rows
    return int(rows[0]) if rows and rows[0] < len(frame) else None


def download(frame: pd.DataFrame, file: str, *, key: str) -> None:
    """Offer a table as CSV that a spreadsheet opens without running anything in it."""
    st.download_button(
        session.translator()("app.download.csv"),
        lambda: report_csv(frame, language=session.language()),
        file_name=f"{file}.csv",
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


def header(name: str) -> str:
    """Give the words above a column; a column of the user's own keeps its name."""
    t = session.translator()
    return t(f"table.{name}") if t.has(f"table.{name}") else readable(name)


def _readable(frame: pd.DataFrame) -> pd.DataFrame:
    """Put sectors and flags into the reader's language, shares into hundredths, and names on one line."""
    frame = frame.copy(deep=False)
    for name in frame.columns:
        frame[name] = _readable_cells(frame[name], str(name))
    return frame


def _readable_cells(cells: pd.Series, name: str) -> pd.Series:
    """Make one column readable; a column of the user's own may bear a name of ours and hold text."""
    t = session.translator()
    if name in _SECTORS:
        return cells.map(lambda sector: sector_word(str(sector)), na_action="ignore")
    if pd.api.types.is_bool_dtype(cells):
        return cells.map({True: t("app.yes"), False: t("app.no")})
    if not pd.api.types.is_numeric_dtype(cells):
        return cells.map(readable, na_action="ignore")
    if name in _SHARES:
        return cells * 100
    return cells.round() if name in _DECIMALS[0] else cells


def sector_word(sector: str) -> str:
    """Say a canonical sector in the reader's language; another word stays as it came."""
    return names.sector_word(sector, session.translator())


def _config(frame: pd.DataFrame) -> dict[str, Any]:
    """Say how each column is headed and written."""
    return {str(name): _column(frame[name], str(name)) for name in frame.columns}


def _column(cells: pd.Series, name: str) -> Any:  # noqa: ANN401
    """Say how one column is headed and written."""
    is_number = pd.api.types.is_numeric_dtype(cells)
    if name in _WRITTEN and not is_number:
        return st.column_config.TextColumn(header(name), alignment="right")
    if name in _SEVERAL_NAMES and not is_number:
        return st.column_config.TextColumn(header(name), width="medium")
    if pd.api.types.is_bool_dtype(cells) or not is_number or name in _SECTORS:
        return header(name)
    decimals = next((places for places, names in _DECIMALS.items() if name in names), None)
    if name in _SHARES:
        return st.column_config.NumberColumn(header(name), format=f"%.{_SHARE_DECIMALS.get(name, 0)}f %%")
    if decimals == 0:
        return st.column_config.NumberColumn(header(name), format="localized", step=1)
    if decimals is not None:
        return st.column_config.NumberColumn(header(name), format=f"%.{decimals}f")
    is_whole = pd.api.types.is_integer_dtype(cells)
    return st.column_config.NumberColumn(header(name), format="localized") if is_whole else header(name)
