"""Today beside then: the finding, four figures, what changes in sentences, and everything as tables."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.drawing.names import plain
from graphlib.network import Network
from graphlib.reports.open_formats import network_bytes
from graphlib.scenario import (
    Scenario,
    TodayAndThen,
    change_sentences,
    finding_sentence,
    fitting,
    misfits,
    today_and_then,
)
from pages.parts import messages, results, session, tables
from pages.parts.scenarios import charting, measured, picture, written

__all__ = ["show"]

_FIGURES = {
    "cross_sector_reach": "overview.figure.reach.label",
    "cross_sector_share": "overview.figure.across.label",
    "components": "scenarios.measure.components",
    "cut_off_by_top_brokers": "overview.figure.dependence.label",
}
_LITTLE = 0.005
"""A change of a share that is not worth a headline."""

_FIRST = 500
"""Rows about organisations that are shown; the file has all."""


def show(network: Network, scenario: Scenario, above: Any) -> None:  # noqa: ANN401
    """Show what a scenario would change; the finding stands in the container ``above``."""
    t = session.translator()
    kept = fitting(network, scenario)
    before = results.analysis(network)
    after = measured.measures(network, scenario)
    with above:
        messages.finding(finding_sentence(before, after, kept, t))
        _misfitting(network, scenario)
        _figures(before, after)
    st.subheader(t("scenarios.beside"), anchor=False)
    st.markdown("\n".join(f"- {messages.escaped(line)}" for line in change_sentences(before, after, t)))
    found = today_and_then(before, after)
    picture.show(network, kept, after)
    _sectors(found)
    _gains(found)
    _tables(found)
    _downloads(scenario, after.network)
    samples = before.summary["cross_sector_reach_samples"]
    small = "scenarios.small_print_exact" if samples is None else "scenarios.small_print_sampled"
    messages.small_print(t(small, seed=before.options.seed, count=samples or 0))


def _misfitting(network: Network, scenario: Scenario) -> None:
    """Say which changes do not fit the network as it is today, and that they were left out."""
    found = misfits(network, scenario)
    if not found:
        return
    count = len({(each.kind, each.place, each.contact) for each in found})
    st.warning(session.translator()("scenarios.misfits", count=count), icon=":material/error:")
    with st.expander(session.translator()("scenarios.misfits_which")):
        messages.problems([each.problem for each in found], "scenario_misfits")


def _figures(before: Analysis, after: Analysis) -> None:
    """Show four figures, today and then."""
    t = session.translator()
    for place, (measure, label) in zip(st.columns(4), _FIGURES.items(), strict=True):
        today, then, change = written.pair_of(before.summary[measure], after.summary[measure], measure, t)
        place.metric(
            t(label),
            then,
            t("scenarios.against", today=today, change=change)
            if change not in ("", "0")
            else None or t("scenarios.as_today", today=today),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )


def _sectors(found: TodayAndThen) -> None:
    """Draw how closed each sector is today and then."""
    t = session.translator()
    scores = found.groups[found.groups["measure"] == "silo_score"].dropna(subset=["today", "then"])
    if len(scores) < 2:
        return
    names = messages.distinct(tables.sector_word(str(group)) for group in scores["group"])
    data = scores.assign(name=names, today=scores["today"].astype(float), then=scores["then"].astype(float))
    moved = data.loc[data["change"].abs().idxmax()]
    st.subheader(
        t("scenarios.sectors_same")
        if math.isclose(moved["change"], 0.0, abs_tol=_LITTLE)
        else t(
            "scenarios.sectors_less" if moved["change"] < 0 else "scenarios.sectors_more",
            group=messages.escaped(str(moved["name"])),
        ),
        anchor=False,
    )
    titles = (t("table.silo_score"), t("table.today"), t("table.then"))
    st.altair_chart(
        charting.today_and_then(data[["name", "today", "then"]], titles),
        width="stretch",
        alt=t("scenarios.sectors_alt"),
    )
    st.caption(t("scenarios.sectors_how"))


def _gains(found: TodayAndThen) -> None:
    """Draw who comes nearer to all others most, or moves away."""
    t = session.translator()
    near = found.actors[found.actors["measure"] == "harmonic"].dropna(subset=["change"])
    if near.empty:
        return
    is_gain = float(near["change"].max()) > 1e-6
    ranked = near.sort_values(["change", "id"], ascending=[not is_gain, True]).head(8)
    ranked = ranked[ranked["change"] > 1e-6] if is_gain else ranked
    first = messages.escaped(plain(str(ranked["name"].iloc[0]), limit=45))
    st.subheader(t("scenarios.gains" if is_gain else "scenarios.losses", name=first), anchor=False)
    names = messages.distinct(ranked["name"])
    data = pd.DataFrame({"name": names, "today": ranked["today"], "then": ranked["then"]})
    titles = (t("table.harmonic"), t("table.today"), t("table.then"))
    st.altair_chart(
        charting.today_and_then(data, titles, is_share=False),
        width="stretch",
        alt=t("scenarios.gains_alt", name=messages.short(str(ranked["name"].iloc[0]))),
    )


def _tables(found: TodayAndThen) -> None:
    """Offer every figure as a table."""
    t = session.translator()
    with st.expander(t("scenarios.table_summary", count=len(found.summary)), expanded=True):
        tables.show(written.summary_table(found.summary, t), "scenario_summary")
        tables.download(found.summary, "today-and-then", key="scenario_summary_file")
    if len(found.groups):
        with st.expander(t("scenarios.table_groups", count=found.groups["group"].nunique())):
            tables.show(written.groups_table(found.groups, t), "scenario_groups")
            tables.download(found.groups, "today-and-then-sectors", key="scenario_groups_file")
    count = int(found.actors["id"].nunique())
    with st.expander(t("scenarios.table_actors", count=count)):
        if count:
            tables.show(written.actors_table(found.actors.head(_FIRST), t), "scenario_actors")
            if len(found.actors) > _FIRST:
                st.caption(t("scenarios.table_first", count=_FIRST, all=len(found.actors)))
            tables.download(found.actors, "today-and-then-organisations", key="scenario_actors_file")


def _downloads(scenario: Scenario, after: Network) -> None:
    """Offer the scenario, and the network that it makes, made when asked for."""
    t = session.translator()
    with st.container(horizontal=True):
        st.download_button(
            t("scenarios.save_json"),
            scenario.to_json,
            file_name="scenario.json",
            mime="application/json",
            key="scenario_json",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            t("scenarios.save_network"),
            lambda: network_bytes(after, "xlsx"),
            file_name="scenario.xlsx",
            key="scenario_network",
            icon=":material/download:",
            on_click="ignore",
        )
