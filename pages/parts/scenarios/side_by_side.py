"""Several saved scenarios side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.network import Network
from graphlib.scenario import compared
from graphlib.translation import Translator
from pages.parts import messages, results, session, tables
from pages.parts.scenarios import measured, saved, written

__all__ = ["show"]

_MOST = 4
"""Scenarios set side by side: more columns than a page holds."""


def show(network: Network) -> None:
    """Let saved scenarios be chosen, and set every figure of them side by side."""
    t, known = session.translator(), saved.every()
    if len(known) < 2:
        return
    st.subheader(t("scenarios.compare"), anchor=False)
    names = dict(zip(known, messages.distinct(known), strict=True))
    picked = st.multiselect(
        t("scenarios.compare_which"),
        list(known),
        format_func=lambda name: names[name],
        max_selections=_MOST,
        placeholder=t("scenarios.compare_placeholder"),
        key="scenario_compared",
    )
    if len(picked) < 2:
        st.caption(t("scenarios.compare_how"))
        return
    today = results.analysis(network)
    then = [measured.measures(network, known[name].scenario) for name in picked]
    messages.finding(_best(today, then, picked, t))
    table = _table(compared(today, then), [names[name] for name in picked], t)
    tables.show(table, "scenario_side_by_side", file="scenarios")


def _best(today: Analysis, then: list[Analysis], names: list[str], t: Translator) -> str:
    """Say which scenario brings the sectors nearest."""
    reaches = [float(each.summary["cross_sector_reach"]) for each in then]
    base = float(today.summary["cross_sector_reach"])
    known = [(reach, -place) for place, reach in enumerate(reaches) if reach == reach]
    if not known or base != base:
        return t("scenarios.compare_unknown")
    best, place = max(known)
    if best <= base:
        return t("scenarios.compare_none", today=base)
    if sum(abs(reach - best) < 1e-12 for reach, _ in known) > 1:
        return t("scenarios.compare_equal", best=best, today=base)
    return t("scenarios.compare_best", name=messages.short(names[-place]), best=best, today=base)


def _table(found: pd.DataFrame, names: list[str], t: Translator) -> pd.DataFrame:
    """Write the figures, one column a scenario; a name in quotes is never mistaken for a column of ours."""
    columns = {"measure": [written.measure_word(measure, t) for measure in found["measure"]]}
    columns["today"] = _figures(found, "today", t)
    for number, name in enumerate(names, start=1):
        columns[t("silos.quoted", name=name)] = _figures(found, f"then_{number}", t)
    return pd.DataFrame(columns)


def _figures(found: pd.DataFrame, column: str, t: Translator) -> list[str]:
    """Write one column."""
    pairs = zip(found["measure"], found[column], strict=True)
    return [written.figure(value, measure, t) for measure, value in pairs]
