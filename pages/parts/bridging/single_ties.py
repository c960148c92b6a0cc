"""Single ties: the ties that alone join two parts, both sides named."""

from __future__ import annotations

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import local_bridges_sentence, single_ties, ties_sentence, worst_tie_sentence
from pages.parts import messages, session, tables
from pages.parts.bridging import opening

__all__ = ["show"]


def show(analysis: Analysis) -> None:
    """Show the finding, the ties with what is on each side, and how many ties are local bridges."""
    t = session.translator()
    st.subheader(t("bridges.ties"), anchor=False)
    messages.finding(ties_sentence(analysis, t))
    ties = single_ties(analysis)
    if len(ties):
        st.write(messages.escaped(worst_tie_sentence(analysis, t)))
        picked = tables.select_rows(
            ties,
            "bridges_ties",
            columns=[
                "source_name",
                "target_name",
                "smaller_side",
                "smaller_best_connected_name",
                "larger_side",
                "larger_best_connected_name",
                "dependent_pairs",
            ],
            file="single-ties",
        )
        if picked is None:
            st.caption(t("bridges.pick_tie"))
        else:
            row = ties.iloc[picked]
            end = "source" if row["smaller_end"] == row["source"] else "target"
            opening.in_map(str(row[end]), str(row[f"{end}_name"]), "bridges_ties_open")
    st.write(messages.escaped(local_bridges_sentence(analysis, t)))
    messages.small_print(t("bridges.ties_small_print"))
