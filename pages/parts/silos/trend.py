"""Whether ties lead across groups more than before, over their dates or over the stored versions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.findings import drift_note, openness_sentence, versions_sentence
from graphlib.network import Network
from graphlib.openness import Openness
from graphlib.periods import dating
from graphlib.storage import Version
from pages.parts import cache, charts, groups, messages, session, tables
from pages.parts.silos import measured

__all__ = ["show"]

_VERSIONS = 12
_DATED = 0.1
"""Share of ties and participations with a date from which days are worth looking at."""


def show(network: Network, by: str) -> None:
    """Show how the share of ties across groups moves."""
    t = session.translator()
    st.subheader(t("silos.trend.title"), anchor=False)
    dates = cache.once(dating, network)
    if dates.first is not None and dates.undated_share <= 1 - _DATED:
        found = measured.openness(network, by)
        if found is not None:
            _over_days(found, by)
        return
    stored = _stored(network)
    if len(stored) < 2:
        st.write(t("silos.trend.nothing"))
        return
    table = measured.versions(stored, by)
    if table is not None:
        _over_versions(table, by)


def _stored(network: Network) -> list[Version]:
    """List the last versions of a stored programme, the oldest first; none where a part is looked at."""
    if session.is_example() or not groups.is_whole(network):
        return []
    return list(session.workspace().versions(int(session.network_key()))[:_VERSIONS][::-1])


def _over_days(found: Openness, by: str) -> None:
    """Show the share day by day."""
    t = session.translator()
    said = openness_sentence(found, by, t)
    messages.finding(said)
    told = found.told
    if len(told) > 1:
        _curves(told, "day", t("silos.trend.day"), said)
        _table(found.table, ["day"], "trend")
    messages.small_print(drift_note(found, t))


def _over_versions(table: pd.DataFrame, by: str) -> None:
    """Show the share version by version."""
    t = session.translator()
    said = versions_sentence(table, by, t)
    messages.finding(said)
    if table["share_across"].notna().sum() > 1:
        _curves(table, "version", tables.header("version"), said)
        _table(table, ["version", "day"], "versions")
    messages.small_print(t("silos.trend.versions_how", count=_VERSIONS))


def _curves(table: pd.DataFrame, x: str, title: str, said: str) -> None:
    """Draw the share beside chance."""
    t = session.translator()
    real = table[[x]].assign(share=table["share_across"], series=t("silos.trend.observed"))
    chance = table[[x]].assign(
        share=table["share_across_expected"],
        series=t("silos.trend.chance"),
        low=table["chance_low"],
        high=table["chance_high"],
    )
    both = pd.concat([real, chance], ignore_index=True)
    drawn = charts.curves(both, x, "share", "series", titles=(title, t("silos.trend.axis")))
    st.altair_chart(drawn, width="stretch", alt=said)


def _table(table: pd.DataFrame, first: list[str], name: str) -> None:
    """Offer the figures behind the curves."""
    columns = [
        *first, "actors", "ties", "share_across", "share_across_expected", "chance_low", "chance_high",
        "ei_index", "ei_expected",
    ]  # fmt: skip
    with st.expander(session.translator()("silos.trend.table")):
        tables.show(table, f"silos_{name}", columns=columns, file=name)
