"""Charts in one manner: quiet, directly labelled, readable in grey, each with its table beneath."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from graphlib.translation import translator
from pages.parts import tables
from pages.parts.messages import distinct

__all__ = ["ACCENT", "bars", "matrix", "stacked"]

ACCENT = "#5B3A9E"
"""The one accent of the product; also in `.streamlit/config.toml`."""

_LABEL = 320
"""Widest name, in pixels."""

_ROW, _BAR, _BELOW = 42, 14, 8
"""Height of a row and of its bar, and how far the bar stands below the row's middle, in pixels."""


def bars(frame: pd.DataFrame, measure: str, title: str, language: str) -> alt.LayerChart:
    """Draw one bar a name, the name above it and the figure at its end."""
    say = translator(language).number
    data = frame[["name", measure]].assign(
        name=distinct(frame["name"]), label=[say(value) for value in frame[measure]]
    )
    base = _rows(data, "name").encode(
        x=alt.X(f"{measure}:Q", title=title, axis=alt.Axis(grid=False, tickMinStep=1, tickCount=6)),
        tooltip=[
            alt.Tooltip("name:N", title=tables.header("name")),
            alt.Tooltip(f"{measure}:Q", title=title),
        ],
    )
    marks = base.mark_bar(color=ACCENT, height=_BAR, yOffset=_BELOW)
    figures = base.mark_text(align="left", dx=4, dy=_BELOW, color=_ink()).encode(text="label:N")
    return _with_names(marks + figures, data, "name", around=60)


def stacked(frame: pd.DataFrame, name: str, part: str, measure: str, title: str) -> alt.LayerChart:
    """Draw one bar a name, made of parts, the name above it."""
    marks = (
        _rows(frame, name)
        .mark_bar(height=_BAR, yOffset=_BELOW, stroke="white", strokeWidth=1)
        .encode(
            x=alt.X(f"sum({measure}):Q", title=title, axis=alt.Axis(grid=False, tickCount=6)),
            color=alt.Color(
                f"{part}:N",
                title=None,
                sort=None,
                scale=alt.Scale(scheme="tableau10"),
                legend=alt.Legend(orient="top", columns=3),
            ),
            tooltip=[
                alt.Tooltip(f"{name}:N"),
                alt.Tooltip(f"{part}:N"),
                alt.Tooltip(f"{measure}:Q", format=",.0f"),
            ],
        )
    )
    return _with_names(marks, frame.drop_duplicates(name), name, around=120)


def _rows(frame: pd.DataFrame, name: str) -> alt.Chart:
    """Lay one row a name, in the order of the table."""
    return alt.Chart(frame).encode(y=alt.Y(f"{name}:N", sort=None, title=None, axis=None))


def _with_names(
    chart: alt.Chart | alt.LayerChart, names: pd.DataFrame, name: str, *, around: int
) -> alt.LayerChart:
    """Write each name above its bar, where there is room for it; ``around`` is for axis and legend."""
    labels = _rows(names, name).mark_text(align="left", dy=-10, fontSize=13, limit=_LABEL, color=_ink())
    labelled: alt.LayerChart = (chart + labels.encode(x=alt.value(0), text=f"{name}:N")).properties(
        height=_ROW * len(names) + around
    )
    return labelled


def _ink() -> str:
    """Give the colour of writing on the page, light or dark."""
    return "#EDEBF2" if st.context.theme.type == "dark" else "#23212B"


def matrix(mixing: pd.DataFrame, language: str) -> alt.LayerChart:
    """Draw groups against groups: how many ties, against what chance would give.

    Cells say the ratio to chance in figures; an empty cell says that there is no tie at all.
    """
    t = translator(language)
    both = pd.concat([mixing, mixing.rename(columns={"group_a": "group_b", "group_b": "group_a"})])
    both = both.drop_duplicates(["group_a", "group_b"]).assign(
        row=lambda f: [tables.sector_word(group) for group in f["group_a"]],
        column=lambda f: [tables.sector_word(group) for group in f["group_b"]],
        label=lambda f: [
            t("silos.cell.none") if ties == 0 else f"{t.number(ties)}\n×{t.number(ratio, 1)}"
            for ties, ratio in zip(f["ties"], f["ratio"], strict=True)
        ],
        tone=lambda f: f["ratio"].clip(0.25, 4),
    )
    base = alt.Chart(both).encode(
        x=alt.X(
            "column:N",
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-45, labelLimit=130, labelOverlap=False),
        ),
        y=alt.Y("row:N", title=None, axis=alt.Axis(labelLimit=110, labelOverlap=False)),
        tooltip=[
            "row:N",
            "column:N",
            alt.Tooltip("ties:Q"),
            alt.Tooltip("expected:Q", format=".1f"),
            alt.Tooltip("ratio:Q", format=".2f"),
        ],
    )
    scale = alt.Scale(type="log", domain=[0.25, 1, 4], range=["#E9B872", "#F9F9F9", "#A18BD0"])
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.Color("tone:Q", scale=scale, legend=None)
    )
    text = base.mark_text(lineBreak="\n", fontSize=12, color="#1F1D26").encode(text="label:N")
    chart: alt.LayerChart = (cells + text).properties(height=max(240, 62 * both["row"].nunique() + 60))
    return chart
