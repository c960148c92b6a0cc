"""One group found, looked at: its members, the reader's own name for it, and whether it stays together."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from pages.parts import groups, messages, session, tables

__all__ = ["show"]

_PICKED = "silos_group"
_LONGEST = 60


def show(analysis: Analysis, names: Mapping[int, str]) -> None:
    """Ask for one group, and show its members with what the reader may make of it."""
    t = session.translator()
    with st.expander(t("silos.own.title"), key="silos_own", on_change="rerun") as opened:
        if not opened.open:
            return
        rows = analysis.clusters.set_index("key")
        words = {str(key): names[int(number)] for key, number in rows["cluster"].items()}
        key = st.selectbox(t("silos.own.pick"), list(words), format_func=lambda key: words[key], key=_PICKED)
        if groups.is_whole(analysis.network):
            _own(key, rows.loc[key])
        else:
            st.caption(t("silos.own.part"))
        _members(analysis, int(rows.loc[key, "cluster"]))


def _own(key: str, row: pd.Series) -> None:
    """Let the reader name the group, and keep it together."""
    t = session.translator()
    named, kept = f"silos_name:{key}", f"silos_pin:{key}"
    session.put(named, row["given_name"] if isinstance(row["given_name"], str) else "")
    session.put(kept, bool(row["is_pinned"]))
    left, right = st.columns([3, 2], vertical_alignment="bottom", gap="medium")
    left.text_input(
        t("silos.own.name"),
        max_chars=_LONGEST,
        help=t("silos.own.name_help"),
        key=named,
        on_change=_renamed,
        args=(key, named),
    )
    right.toggle(t("silos.own.pin"), key=kept, on_change=_pinned, args=(key, kept))
    st.caption(messages.escaped(t("silos.own.pin_help")))
    if session.is_example():
        st.caption(t("silos.own.example"))


def _renamed(key: str, widget: str) -> None:
    """Take over the name."""
    groups.rename(key, str(session.widget(widget) or ""))


def _pinned(key: str, widget: str) -> None:
    """Take over whether the group stays together."""
    groups.pin(key, stays=bool(session.widget(widget)))


def _members(analysis: Analysis, cluster: int) -> None:
    """List the members of one group."""
    members = analysis.actors[analysis.actors["cluster"] == cluster]
    tables.show(
        members.sort_values(["degree", "id"], ascending=[False, True]),
        f"silos_members:{cluster}",
        columns=["name", "sector", "degree", "cluster_confidence", "participation"],
        file="group-members",
    )
