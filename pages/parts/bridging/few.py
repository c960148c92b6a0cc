"""The few who together do most: a set that complements itself, where a ranking repeats itself."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.key_players import Goal
from pages.parts import messages, session, tables
from pages.parts.bridging import measured

__all__ = ["show"]

_MOST, _FIRST = 10, 5
_UNITS: dict[Goal, str] = {"reach": "actors", "hold": "pairs"}
_GOALS: tuple[Goal, ...] = get_args(Goal)


@st.fragment
def show(analysis: Analysis) -> None:
    """Ask what the few are for and how many, and show them with what each adds; alone run again then."""
    t = session.translator()
    st.subheader(t("bridges.few"), anchor=False)
    if analysis.reaching.table.empty:
        st.write(t("bridges.few_none"))
        return
    goal, size = _asked()
    found = measured.few(analysis, goal, size)
    if found.table.empty:
        st.write(t("bridges.few_none"))
        return
    messages.finding(found.comparison.text(session.language()))
    unit = _UNITS[goal]
    names = {"gain": f"adds_{unit}", "share": "together", "alone": f"alone_{unit}"}
    tables.show(
        found.table.rename(columns=names),
        f"bridges_few_{goal}",
        columns=["rank", "name", "sector", *names.values()],
        file="key-players",
    )
    messages.small_print(t(f"bridges.few_small_print_{goal}"))


def _asked() -> tuple[Goal, int]:
    """Ask for the goal and the size of the set."""
    t = session.translator()
    left, right = st.columns(2, gap="large")
    goal = left.radio(
        t("bridges.few_goal"),
        _GOALS,
        format_func=lambda choice: t(f"bridges.few_{choice}"),
        horizontal=True,
        key="bridges_few_goal",
    )
    return goal, right.slider(t("bridges.few_size"), 1, _MOST, _FIRST, key="bridges_few_size")
