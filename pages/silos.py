"""Who stays among themselves? Groups against chance, and the groups that the ties make."""

from __future__ import annotations

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import CLUSTER, clusters_sentence
from pages.parts import messages, period, results, session, shell
from pages.parts.silos import choice, closed, found, measured, trend


def show() -> None:
    """Show the page."""
    messages.opening("silos")
    network = period.shown()
    analysis = results.analysis(network)
    by = choice.asked(analysis)
    _closed(analysis, by)
    changes = st.container()
    found.show(analysis)
    if by != CLUSTER:
        found.composition(analysis, measured.grouping(analysis, by, None), by)
    found.between(analysis)
    found.resolution(analysis)
    if by != CLUSTER and len(network.groups(by).names) > 1:
        # What takes longest comes last, so that it keeps nothing else waiting.
        with changes:
            trend.show(network, by)


def _closed(analysis: Analysis, by: str) -> None:
    """Show who stays among themselves, by what was asked for."""
    t, labels = session.translator(), choice.labels(analysis, by)
    grouping = measured.grouping(analysis, by, labels)
    if by == CLUSTER:
        messages.finding(clusters_sentence(analysis, t))
        st.info(t("silos.by.closed"), icon=":material/info:")
        if len(analysis.clusters) > len(grouping.groups):
            st.caption(t("silos.by.largest", count=len(grouping.groups), of=len(analysis.clusters)))
    else:
        closed.finding(grouping)
    if len(grouping.groups) < 2:
        return
    if by != CLUSTER:
        closed.groups(grouping)
    closed.matrix(grouping)
    closed.apart(grouping)


shell.page(show)
