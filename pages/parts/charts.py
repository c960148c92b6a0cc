"""Charts in one manner: quiet, directly labelled, readable in grey, each with its table beneath."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from graphlib.translation import translator
from pages.parts import tables
from pages.parts.messages import distinct

__all__ = ["ACCENT", "bars", "cells", "curves", "intervals", "matrix", "stacked"]

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


def intervals(
    frame: pd.DataFrame,
    value: str,
    low: str,
    high: str,
    title: str,
    language: str,
    *,
    chance: float | None = None,
) -> alt.LayerChart:
    """Draw one dot a name with its interval, the name above it, beside the line of chance.

    Without ``chance`` the values are differences from it, written with their sign.
    """
    sign = "+" if chance is None else ""
    say = translator(language).percent
    data = frame[["name", value, low, high]].assign(
        name=distinct(frame["name"]), label=[say(share) for share in frame[value]]
    )
    base = _rows(data, "name")
    axis, finely = alt.Axis(grid=False, tickCount=6, format=f"{sign}.0%"), f"{sign}.1%"
    tooltip = [
        alt.Tooltip("name:N", title=""),
        *[alt.Tooltip(f"{end}:Q", format=finely, title=tables.header(end)) for end in (value, low, high)],
    ]
    whiskers = base.mark_rule(strokeWidth=2, color=_ink(), yOffset=_BELOW).encode(
        x=alt.X(f"{low}:Q", title=title, axis=axis), x2=f"{high}:Q", tooltip=tooltip
    )
    dots = base.mark_point(filled=True, size=110, color=ACCENT, opacity=1, yOffset=_BELOW).encode(
        x=f"{value}:Q", tooltip=tooltip
    )
    line = alt.Chart(pd.DataFrame({"chance": [chance or 0.0]}))
    line = line.mark_rule(color=_ink(), strokeDash=[4, 4]).encode(x="chance:Q")
    return _with_names(line + whiskers + dots, data, "name", around=60)


_DASHES = ([1, 0], [7, 4], [2, 3], [9, 3, 2, 3])
"""Strokes of up to four curves, which are told apart without colour."""

_TONES = (ACCENT, "#B3540B", "#00785A", "#6B6878")


def curves(
    frame: pd.DataFrame, x: str, y: str, series: str, *, titles: tuple[str, str], is_share: bool = True
) -> alt.LayerChart:
    """Draw one curve a series, named at its end, with a band where ``low`` and ``high`` stand.

    Up to four series, in the order of the table; ``x`` is a number, or a day as text.
    """
    names = list(dict.fromkeys(frame[series]))
    kind = "T" if frame[x].dtype == "str" else "Q"
    across = alt.X(f"{x}:{kind}", title=titles[0], axis=alt.Axis(grid=False, tickCount=6))
    along = alt.Y(f"{y}:Q", title=titles[1], axis=alt.Axis(tickCount=5, format="%" if is_share else ",.3~g"))
    tone = alt.Color(
        f"{series}:N",
        legend=None,
        sort=names,
        scale=alt.Scale(domain=names, range=list(_TONES[: len(names)])),
    )
    dash = alt.StrokeDash(
        f"{series}:N",
        legend=None,
        sort=names,
        scale=alt.Scale(domain=names, range=list(_DASHES[: len(names)])),
    )
    base = alt.Chart(frame)
    tooltip = [
        alt.Tooltip(f"{series}:N", title=""),
        alt.Tooltip(f"{x}:{kind}", title=titles[0]),
        alt.Tooltip(f"{y}:Q", title=titles[1], format=".1%" if is_share else ",.3~g"),
    ]
    layers: list[alt.Chart] = []
    if {"low", "high"} <= set(frame.columns):
        band = base.transform_filter("isValid(datum.low)")
        layers.append(
            band.mark_area(opacity=0.15).encode(x=across, y=alt.Y("low:Q"), y2="high:Q", color=tone)
        )
    layers.append(
        base.mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=30)).encode(
            x=across, y=along, color=tone, strokeDash=dash, tooltip=tooltip
        )
    )
    for label in _labels(frame, x, y, series):
        words = alt.Chart(label).mark_text(
            align="left", dx=6, dy=16 if label["is_below"].all() else -9, fontSize=13, limit=_LABEL
        )
        said = words.encode(x=across, y=along, text=f"{series}:N")
        halo = said.encode(stroke=alt.value(_paper()), strokeWidth=alt.value(3), strokeOpacity=alt.value(0.7))
        layers += [halo, said.encode(color=tone)]
    drawn: alt.LayerChart = alt.LayerChart(layer=layers).properties(height=320)
    return drawn


def _labels(frame: pd.DataFrame, x: str, y: str, series: str) -> list[pd.DataFrame]:
    """Give the points where the curves' names stand, one beside the other, the lowest below its curve."""
    found, names = [], list(dict.fromkeys(frame[series]))
    for number, name in enumerate(names):
        curve = frame[frame[series] == name]
        point = curve.iloc[[(2 * number + 1) * len(curve) // (2 * len(names) + 2)]]
        beside = frame.loc[frame[x] == point[x].iloc[0], y]
        found.append(point.assign(is_below=len(names) > 1 and point[y].iloc[0] <= beside.min()))
    return found


def cells(
    frame: pd.DataFrame,
    row: str,
    column: str,
    value: str,
    tone: str,
    titles: tuple[str, str],
    *,
    room: int = 150,
) -> alt.LayerChart:
    """Draw a grid of figures, the darker the more: one row a name, one column a part.

    ``value`` is text and stands in its cell; ``tone`` is a number from 0 to 1 that shades it; ``room``
    is the widest name of a row, in pixels.
    """
    columns = list(dict.fromkeys(frame[column]))
    base = alt.Chart(frame).encode(
        x=alt.X(
            f"{column}:N",
            sort=columns,
            title=None,
            axis=_head(-30),
        ),
        y=alt.Y(
            f"{row}:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=_by_width(room, 110), labelOverlap=False),
        ),
        tooltip=[
            alt.Tooltip(f"{row}:N", title=titles[0]),
            alt.Tooltip(f"{column}:N", title=""),
            alt.Tooltip(f"{value}:N", title=titles[1]),
        ],
    )
    shade = alt.Color(f"{tone}:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=["#FBFAFD", "#A18BD0"]))
    squares = base.mark_rect(stroke="white", strokeWidth=2).encode(color=shade)
    figures = base.mark_text(fontSize=13, color="#1F1D26", opacity=_if_room(len(columns), 44)).encode(
        text=f"{value}:N"
    )
    grid: alt.LayerChart = (squares + figures).properties(height=36 * frame[row].nunique() + 80)
    return grid


def _head(angle: int) -> alt.Axis:
    """Write the names of columns above a grid: slanted, or upright on a phone."""
    return alt.Axis(orient="top", labelAngle=_by_width(angle, -90), labelLimit=130, labelOverlap=False)


def _by_width(wide: int, narrow: int) -> alt.ExprRef:
    """Choose a measure by the width there is: a phone has less than 600 pixels."""
    return alt.ExprRef(f"containerSize()[0] < 600 ? {narrow} : {wide}")


def _if_room(columns: int, least: int) -> alt.ExprRef:
    """Show figures where a column has ``least`` pixels; else tones, tooltips and the table say them."""
    return alt.ExprRef(f"width < {columns * least} ? 0 : 1")


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


def _paper() -> str:
    """Give the colour of the page, light or dark."""
    return "#17151D" if st.context.theme.type == "dark" else "#FFFFFF"


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
        blank=lambda f: f["is_blank"],
    )
    base = alt.Chart(both).encode(
        x=alt.X(
            "column:N",
            title=None,
            axis=_head(-45),
        ),
        y=alt.Y("row:N", title=None, axis=alt.Axis(labelLimit=_by_width(180, 110), labelOverlap=False)),
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
    text = base.mark_text(
        lineBreak="\n", fontSize=12, color="#1F1D26", opacity=_if_room(both["row"].nunique(), 30)
    ).encode(text="label:N")
    blanks = base.transform_filter("datum.blank").mark_rect(
        fill=None, stroke="#1F1D26", strokeWidth=1.5, strokeDash=[5, 3]
    )
    chart: alt.LayerChart = (cells + blanks + text).properties(
        height=max(240, 62 * both["row"].nunique() + 60)
    )
    return chart
