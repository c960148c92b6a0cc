"""Without us: the network today beside the network without the programme's own staff."""

from __future__ import annotations

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import without_us, without_us_sentence
from pages.parts import messages, session, tables
from pages.parts.bridging import measured

__all__ = ["show"]


def show(analysis: Analysis) -> None:
    """Show both beside each other, or say why there is only one."""
    t = session.translator()
    st.subheader(t("bridges.without_us"), anchor=False)
    actors = analysis.network.actors
    staff = tuple(actors.loc[actors["secretariat"], "id"])
    if not staff:
        is_out = session.leaves_staff_out() and bool(session.network().actors["secretariat"].any())
        st.write(t("bridges.without_us_already" if is_out else "bridges.without_us_unmarked"))
        return
    rest = measured.without(analysis.network, staff)
    if rest is None:
        return
    messages.finding(without_us_sentence(analysis, rest, t))
    tables.show(without_us(analysis, rest, t), "bridges_without_us", file="without-us")
    messages.small_print(t("bridges.without_us_small_print"))
