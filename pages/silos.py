"""Who stays among themselves? Sectors against chance, and the groups found."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.clusters import cluster_name
from graphlib.findings import clusters_sentence, silos_sentence
from pages.parts import charts, findings, messages, period, results, session, shell, tables


def show() -> None:
    """Show the page."""
    messages.opening("silos")
    analysis = results.analysis(period.shown())
    messages.finding(silos_sentence(analysis, session.translator()))
    if findings.has_sectors(analysis):
        _matrix(analysis)
        _groups(analysis)
    _clusters(analysis)


def _matrix(analysis: Analysis) -> None:
    """Show the matrix of sectors, its blanks and its table."""
    t = session.translator()
    st.subheader(t("silos.matrix"), anchor=False)
    mixing = analysis.mixing
    blanks = mixing[(mixing["ties"] == 0) & (mixing["group_a"] != mixing["group_b"])]
    st.write(t("silos.matrix_how"))
    st.altair_chart(charts.matrix(mixing, session.language()), width="stretch", alt=t("silos.matrix_how"))
    if len(blanks):
        pairs = [
            t("silos.pair", a=tables.sector_word(a), b=tables.sector_word(b))
            for a, b in zip(blanks["group_a"], blanks["group_b"], strict=True)
        ]
        st.write(messages.escaped(t("silos.blanks", count=len(pairs), pairs=", ".join(pairs))))
    with st.expander(t("silos.as_table")):
        tables.show(mixing, "silos_mixing", file="sector-matrix")


def _groups(analysis: Analysis) -> None:
    """Show each sector's ties within and outwards, with the verdict."""
    t = session.translator()
    st.subheader(t("silos.groups"), anchor=False)
    tables.show(analysis.groups, "silos_groups", file="sectors")
    messages.small_print(
        t(
            "silos.groups_small_print",
            value=analysis.summary["ei_index"],
            expected=analysis.summary["ei_expected"],
            p=analysis.summary["ei_p_value"],
        )
    )


def _clusters(analysis: Analysis) -> None:
    """Show the groups found, or say that there are none to rely on."""
    t = session.translator()
    st.subheader(t("silos.clusters"), anchor=False)
    messages.finding(clusters_sentence(analysis, t))
    named = _named(analysis.clusters)
    columns = ["cluster", "group_name", "actors", "internal_ties", "external_ties", "confidence"]
    picked = tables.select_rows(named, "silos_clusters", columns=columns, file="groups-found")
    if picked is not None:
        _members(analysis, int(named["cluster"].iloc[picked]), str(named["group_name"].iloc[picked]))
    messages.small_print(t("silos.clusters_small_print"))


def _named(clusters: pd.DataFrame) -> pd.DataFrame:
    """Name the clusters in the reader's language."""
    return clusters.assign(
        group_name=[cluster_name(row, session.language()) for _, row in clusters.iterrows()]
    )


def _members(analysis: Analysis, cluster: int, name: str) -> None:
    """List the members of one cluster."""
    members = analysis.actors[analysis.actors["cluster"] == cluster]
    st.markdown(f"**{messages.escaped(name)}**")
    tables.show(
        members,
        "silos_members",
        columns=["name", "sector", "degree", "cluster_confidence", "participation"],
        file="group-members",
    )


shell.page(show)
