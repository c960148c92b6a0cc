"""Go-betweens: who stands between others, how sure that is, and what they do between sectors."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import go_between_sentence, go_betweens, rank_sentence
from graphlib.stability import RankIntervals
from graphlib.translation import Message
from pages.parts import charts, messages, session, tables
from pages.parts.bridging import measured

__all__ = ["show"]

# Where ties have no direction a representative is a gatekeeper seen from the other side.
_ROLES = ["coordinator", "itinerant", "gatekeeper", "liaison"]
_COLUMNS = ["name", "sector", "route_share", "dependent_pairs", "degree", "cross_sector_ties", "constraint",
            "effective_size"]  # fmt: skip

_SHOWN = 500
"""Rows of the table; the download has all."""

_DRAWN = 10
_CLEAR_Z, _DARKEST_Z = 2.0, 6.0


def show(analysis: Analysis) -> None:
    """Show the finding with its interval, the ranking, and the roles."""
    t = session.translator()
    st.subheader(t("bridges.go_betweens"), anchor=False)
    sentence = go_between_sentence(analysis, t)
    if not (analysis.actors["betweenness"] > 0).any():
        st.write(sentence)
        return
    messages.finding(sentence)
    intervals = measured.intervals(analysis)
    if intervals is not None:
        st.write(messages.escaped(rank_sentence(intervals, t)))
    ranked = go_betweens(analysis, intervals)
    _ranking(ranked)
    messages.small_print(_sureness(analysis, intervals))
    _roles(analysis, ranked)


def _ranking(ranked: pd.DataFrame) -> None:
    """Show the leading go-betweens and offer all of them."""
    t = session.translator()
    ranges = [name for name in ("rank", "rank_range") if name in ranked]
    tables.show(ranked.head(_SHOWN), "bridges_brokers", columns=[*ranges, *_COLUMNS])
    if len(ranked) > _SHOWN:
        st.caption(t("bridges.go_between_table", shown=_SHOWN, count=len(ranked)))
    tables.download(ranked, "go-betweens", key="bridges_brokers_download")


def _sureness(analysis: Analysis, intervals: RankIntervals | None) -> str:
    """Say how the ranking came about and what of it is estimated."""
    t, summary = session.translator(), analysis.summary
    said = [t("bridges.go_between_small_print")]
    if summary["betweenness_samples"] is None:
        said.append(t("measures.betweenness.exact"))
    else:
        count, error = summary["betweenness_samples"], summary["betweenness_error"]
        said.append(Message("measures.betweenness.sampled", count=count, error=error).text(t.language))
    if intervals is not None:
        said.append(intervals.sureness.text(t.language))
    return " ".join(said)


def _roles(analysis: Analysis, ranked: pd.DataFrame) -> None:
    """Show what the leading go-betweens do, by role, beside chance."""
    t = session.translator()
    st.subheader(t("bridges.roles"), anchor=False)
    if len(analysis.network.groups(analysis.by).names) < 2:
        st.write(t("bridges.roles_unknown"))
        return
    titles = (t("table.name"), t("bridges.roles_axis"))
    st.altair_chart(
        charts.cells(_grid(ranked.head(_DRAWN)), "row", "role", "text", "tone", titles),
        width="stretch",
        alt=t("bridges.roles_small_print"),
    )
    with st.expander(t("bridges.roles_table")):
        columns = [column for role in _ROLES for column in (role, f"{role}_z")]
        tables.show(ranked.head(_SHOWN), "bridges_roles", columns=["name", "sector", *columns])
        tables.download(ranked, "roles", key="bridges_roles_download")
    messages.small_print(t("bridges.roles_small_print"))


def _grid(leading: pd.DataFrame) -> pd.DataFrame:
    """Give each role of each go-between a cell: its count, marked and shaded where chance gives less."""
    t = session.translator()
    rows = zip(messages.distinct(leading["name"]), leading.to_dict("records"), strict=True)
    return pd.DataFrame(
        [
            {
                "row": name,
                "role": t(f"table.{role}"),
                "text": t.number(actor[role]) + (" ↑" if actor[f"{role}_z"] >= _CLEAR_Z else ""),
                "tone": min(max(actor[f"{role}_z"], 0.0), _DARKEST_Z) / _DARKEST_Z,
            }
            for name, actor in rows
            for role in _ROLES
        ]
    ).fillna({"tone": 0.0})
