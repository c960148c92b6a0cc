"""Who holds us together, and what if they leave: cut points, go-betweens, single ties."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import bridges_sentence, go_between_share, single_ties, ties_sentence
from pages.parts import charts, messages, period, results, session, shell, tables

# Where ties have no direction a representative is a gatekeeper seen from the other side.
_ROLES = ["coordinator", "itinerant", "gatekeeper", "liaison"]


def show() -> None:
    """Show the page."""
    messages.opening("bridges")
    network = period.shown()
    analysis = results.analysis(network)
    _points(analysis)
    _without_us(analysis)
    _go_betweens(analysis)
    _ties(analysis)


def _points(analysis: Analysis) -> None:
    """Show the organisations whose leaving cuts others off."""
    t = session.translator()
    messages.finding(bridges_sentence(analysis, t))
    points = analysis.articulation_points
    if points.empty:
        return
    st.altair_chart(
        charts.bars(points.head(10), "cut_off", t("bridges.cut_off_axis"), session.language()),
        width="stretch",
        alt=bridges_sentence(analysis, t),
    )
    picked = tables.select_rows(
        points,
        "bridges_points",
        columns=["name", "sector", "cut_off", "parts_if_removed", "part_sizes"],
        file="bridges",
    )
    _open_in_map(points, picked)
    messages.small_print(t("bridges.points_small_print"))


def _open_in_map(frame: pd.DataFrame, row: int | None) -> None:
    """Offer to open the picked organisation in the map."""
    t = session.translator()
    if row is None:
        st.caption(t("bridges.pick"))
        return
    actor = frame.iloc[row]
    if st.button(
        messages.escaped(t("bridges.open", name=messages.short(actor["name"]))), icon=":material/hub:"
    ):
        session.select(str(actor["id"]))
        st.switch_page("pages/explore.py")


def _without_us(analysis: Analysis) -> None:
    """Show the network without the programme's own staff, where the data mark them."""
    network, t = analysis.network, session.translator()
    staff = network.actors.loc[network.actors["secretariat"], "id"].tolist()
    if not staff:
        return
    st.subheader(t("bridges.without_us"), anchor=False)
    rest = results.analysis(network.without(staff)).summary
    before, after = (s["largest_component"] / max(1, s["actors"]) for s in (analysis.summary, rest))
    word = "without_us_same" if t.percent(before) == t.percent(after) else "without_us_finding"
    messages.finding(
        t(
            f"bridges.{word}",
            count=len(staff),
            components=rest["components"],
            largest=after,
            before=before,
        )
    )


def _go_betweens(analysis: Analysis) -> None:
    """Rank the go-betweens, with the roles they play between sectors."""
    t = session.translator()
    st.subheader(t("bridges.go_betweens"), anchor=False)
    ranked = analysis.actors.assign(route_share=go_between_share(analysis))
    ranked = ranked.sort_values(["betweenness", "id"], ascending=[False, True], ignore_index=True)
    ranked = ranked[ranked["betweenness"] > 0]
    if ranked.empty:
        st.write(t("bridges.no_go_betweens"))
        return
    first = ranked.iloc[0]
    messages.finding(
        t("bridges.go_between_finding", name=messages.short(first["name"]), share=first["route_share"])
    )
    st.altair_chart(_role_chart(ranked.head(12)), width="stretch", alt=t("bridges.roles_small_print"))
    tables.show(
        ranked,
        "bridges_brokers",
        columns=["name", "sector", "route_share", "degree", "cross_sector_ties", "constraint", *_ROLES],
        file="go-betweens",
    )
    messages.small_print(t("bridges.roles_small_print"))


def _role_chart(ranked: pd.DataFrame) -> alt.LayerChart:
    """Draw what each go-between does, by role."""
    t = session.translator()
    labelled = ranked.assign(name=messages.distinct(ranked["name"]))
    long = labelled.melt(id_vars=["name"], value_vars=_ROLES, var_name="role", value_name="count")
    long["role"] = long["role"].map({role: t(f"table.{role}") for role in _ROLES})
    return charts.stacked(long, "name", "role", "count", t("bridges.roles_axis"))


def _ties(analysis: Analysis) -> None:
    """List the ties that alone join two parts."""
    t = session.translator()
    st.subheader(t("bridges.ties"), anchor=False)
    bridges = single_ties(analysis)
    st.write(ties_sentence(analysis, t))
    if len(bridges):
        tables.show(
            bridges,
            "bridges_ties",
            columns=["source_name", "target_name", "smaller_side", "larger_side"],
            file="single-ties",
        )


shell.page(show)
