"""The groups that the ties make by themselves: which, of what, who stands between, how coarse or fine."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis, Grouping
from graphlib.findings import (
    boundary_sentence,
    clusters_sentence,
    composition_sentence,
    group_word,
    resolution_sentence,
)
from pages.parts import charts, groups, messages, session, tables
from pages.parts.silos import measured, own, words

__all__ = ["between", "composition", "resolution", "show"]

_ROWS, _COLUMNS = 12, 10
"""Groups found, and groups that the data give, drawn beside one another."""


def show(analysis: Analysis) -> None:
    """Say which groups were found and how sure they are, and let the reader name and keep them."""
    t, names = session.translator(), groups.names(analysis)
    st.subheader(t("silos.clusters"), anchor=False)
    messages.finding(clusters_sentence(analysis, t))
    if analysis.clusters.empty:
        return
    table = analysis.clusters.assign(cluster_name=analysis.clusters["cluster"].map(names))
    columns = ["cluster_name", "actors", "internal_ties", "external_ties", "confidence", "main_sector"]
    if table["is_pinned"].any():
        columns.append("is_pinned")
    tables.show(table, "silos_clusters", columns=columns, file="groups-found")
    _small_print(analysis)
    own.show(analysis, names)


def _small_print(analysis: Analysis) -> None:
    """Say how the groups were found, and what the reader's pins do to it."""
    t, found = session.translator(), analysis.found
    told = [
        t("silos.clusters_small_print", resolution=found.resolution, runs=found.runs, seed=found.seed),
        t("silos.clusters_compared", count=found.chance_networks) if found.chance_networks else "",
        t("silos.own.pinned", count=len(groups.pins())) if groups.pins() else "",
    ]
    messages.small_print(" ".join(part for part in told if part))


def composition(analysis: Analysis, grouping: Grouping, by: str) -> None:
    """Show which groups that the data give each group found is made of."""
    t, names = session.translator(), groups.names(analysis)
    cells = grouping.composition.assign(
        cluster_name=grouping.composition["cluster"].map(names),
        group=[group_word(str(group), by, t) for group in grouping.composition["group"]],
    )
    if cells.empty or len(names) < 2:
        return
    st.subheader(t("silos.composition.title"), anchor=False)
    said = composition_sentence(grouping, names, t)
    if said:
        st.write(messages.escaped(said))
    st.altair_chart(_cells(cells), width="stretch", alt=said or t("silos.composition.title"))
    if len(names) > _ROWS or cells["group"].nunique() > _COLUMNS:
        st.caption(t("silos.composition.largest", count=_ROWS, columns=_COLUMNS))
    head = words.columns(by)[0]
    with st.expander(t("silos.composition.table")):
        tables.show(
            cells.rename(columns={"group": head}),
            f"silos_composition:{by}",
            columns=["cluster_name", head, "actors", "expected", "ratio", "share"],
            file="composition",
        )
    messages.small_print(t("silos.composition.small_print"), methods=False)


def _cells(cells: pd.DataFrame) -> alt.LayerChart:
    """Draw the largest groups found against the largest that the data give; more than chance is darker."""
    t = session.translator()
    held = cells.groupby("group", sort=False)["actors"].sum().sort_values(ascending=False, kind="stable")
    drawn = cells[(cells["cluster"] <= _ROWS) & cells["group"].isin(held.index[:_COLUMNS])]
    drawn = drawn.assign(
        text=[
            t("silos.composition.cell", count=count, ratio=ratio) if count else "–"
            for count, ratio in zip(drawn["actors"], drawn["ratio"], strict=True)
        ],
        tone=((drawn["ratio"].fillna(0) - 1).clip(0, 3) / 3).where(drawn["actors"] > 0, 0.0),
    )
    titles = (t("table.cluster"), t("silos.composition.axis"))
    return charts.cells(drawn, "cluster_name", "group", "text", "tone", titles, room=280)


def between(analysis: Analysis) -> None:
    """Show who stands between groups found, each with the way to the map."""
    t, names, boundary = session.translator(), groups.names(analysis), analysis.boundary
    if analysis.clusters.empty:
        return
    st.subheader(t("silos.between.title"), anchor=False)
    st.write(messages.escaped(boundary_sentence(boundary, names, t)))
    if boundary.empty:
        return
    table = boundary.assign(
        cluster_name=boundary["cluster"].map(names), other_name=boundary["other_cluster"].map(names)
    )
    picked = tables.select_rows(
        table,
        "silos_between",
        columns=[
            "name",
            "cluster_name",
            "other_name",
            "ties_inside",
            "ties_other",
            "other_share",
            "confidence",
        ],
        file="between-groups",
    )
    if picked is None:
        st.caption(t("silos.between.pick"))
    else:
        _open_in_map(table.iloc[picked])
    messages.small_print(t("silos.between.small_print"), methods=False)


def _open_in_map(actor: pd.Series) -> None:
    """Offer to open an organisation in the map."""
    name = messages.short(actor["name"])
    label = messages.escaped(session.translator()("silos.between.open", name=name))
    if st.button(label, key="silos_open", icon=":material/hub:"):
        session.select(str(actor["id"]))
        st.switch_page("pages/explore.py")


def resolution(analysis: Analysis) -> None:
    """Show, when asked for, how the groups found depend on how coarse or fine one looks."""
    t = session.translator()
    if analysis.clusters.empty:
        return
    opened = st.expander(t("silos.resolution.title"), key="silos_resolution", on_change="rerun")
    if not opened.open:
        return
    with opened:
        scanned = measured.scanned(analysis.network)
        if scanned is None or scanned.empty:
            return
        said = resolution_sentence(scanned, t)
        st.write(messages.escaped(said))
        st.altair_chart(
            _curve(scanned, "clusters", t("silos.resolution.clusters")), width="stretch", alt=said
        )
        st.altair_chart(
            _curve(scanned, "agreement", t("silos.resolution.agreement")), width="stretch", alt=said
        )
        shown = scanned.rename(columns={"clusters": "cluster_count"})
        columns = [
            "resolution",
            "cluster_count",
            "agreement",
            "likeness",
            "modularity",
            "is_plateau",
            "is_chosen",
        ]
        tables.show(shown, "silos_resolutions", columns=columns, file="resolutions")
        first = scanned.iloc[0]
        messages.small_print(
            t("silos.resolution.small_print", runs=int(first["runs"]), seed=int(first["seed"]))
        )


def _curve(scanned: pd.DataFrame, measure: str, title: str) -> alt.LayerChart:
    """Draw one figure against the resolution, the steady stretch shaded, the one taken marked."""
    x = alt.X(
        "resolution:Q",
        title=session.translator()("silos.resolution.x"),
        scale=alt.Scale(type="log", base=2, nice=False),
        axis=alt.Axis(grid=False, values=[0.25, 0.5, 1, 2, 4, 8]),
    )
    y = alt.Y(
        f"{measure}:Q", title=title, axis=alt.Axis(tickCount=4, tickMinStep=1 if measure == "clusters" else 0)
    )
    tooltip = [
        alt.Tooltip("resolution:Q", title=tables.header("resolution"), format=".2f"),
        alt.Tooltip(f"{measure}:Q", title=title, format=".2~f"),
    ]
    plateau = scanned[scanned["is_plateau"]]
    span = pd.DataFrame(
        {"low": [plateau["resolution"].min()], "high": [plateau["resolution"].max()]}
    ).dropna()
    shade = alt.Chart(span).mark_rect(color=charts.ACCENT, opacity=0.12).encode(x=alt.X("low:Q"), x2="high:Q")
    base = alt.Chart(scanned).encode(x=x, y=y, tooltip=tooltip)
    line = base.mark_line(
        color=charts.ACCENT, strokeWidth=2.5, point=alt.OverlayMarkDef(color=charts.ACCENT, size=30)
    )
    taken = base.transform_filter("datum.is_chosen").mark_point(
        color=charts.ACCENT, filled=True, size=160, shape="diamond", opacity=1
    )
    drawn: alt.LayerChart = alt.LayerChart(layer=[line, taken, *([shade] if len(span) else [])])
    return drawn.properties(height=170)
