"""What if they leave: how much stays together as the leading organisations go."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import Leaving, leaving_beside, leaving_sentence
from pages.parts import charts, messages, session, tables
from pages.parts.bridging import measured

__all__ = ["show"]

_CURVES = {"by_go_betweens": "go_betweens", "by_holders": "holders", "at_random": "random"}
"""Columns that are drawn, each with the name of its curve."""


def show(analysis: Analysis) -> None:
    """Show the finding, the curves and their table; nothing where nobody stands between others."""
    if not (analysis.actors["betweenness"] > 0).any():
        return
    t = session.translator()
    st.subheader(t("bridges.lasting"), anchor=False)
    found = measured.leaving(analysis)
    if found is None:
        return
    sentence = leaving_sentence(found, t)
    messages.finding(sentence)
    st.write(messages.escaped(leaving_beside(found, t)))
    titles = (t("bridges.leaving_gone"), t("bridges.leaving_connected"))
    st.altair_chart(
        charts.curves(_long(found), "gone", "share", "order", titles=titles), width="stretch", alt=sentence
    )
    with st.expander(t("bridges.leaving_table")):
        tables.show(found.table, "bridges_leaving", file="leaving")
    messages.small_print(t("bridges.leaving_small_print", orders=found.orders, seed=str(found.seed)))


def _long(found: Leaving) -> pd.DataFrame:
    """Put the curves below each other, each under its name, the random one with its band."""
    t = session.translator()
    pieces = [
        found.table[["gone"]].assign(
            order=t(f"bridges.leaving_{name}"),
            share=found.table[column],
            low=found.table["at_random_low"] if column == "at_random" else None,
            high=found.table["at_random_high"] if column == "at_random" else None,
        )
        for column, name in _CURVES.items()
    ]
    return pd.concat([piece.astype({"low": "float64", "high": "float64"}) for piece in pieces]).dropna(
        subset=["share"]
    )
