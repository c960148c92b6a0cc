"""Who holds the network together: the organisations whose leaving cuts others off."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.bridging import members_held_apart
from graphlib.findings import bridges_sentence, part_sentences
from graphlib.ranking import ranks
from pages.parts import cache, charts, messages, session, tables
from pages.parts.bridging import opening

__all__ = ["show"]

_DRAWN = 10


def show(analysis: Analysis) -> None:
    """Show the finding, the bars, the table and what hangs on the picked organisation."""
    t = session.translator()
    sentence = bridges_sentence(analysis, t)
    messages.finding(sentence)
    points = analysis.articulation_points
    if points.empty:
        return
    st.altair_chart(
        charts.bars(points.head(_DRAWN), "cut_off", t("bridges.cut_off_axis"), session.language()),
        width="stretch",
        alt=sentence,
    )
    if len(points) > _DRAWN:
        st.caption(t("bridges.points_drawn", drawn=_DRAWN, count=len(points)))
    picked = tables.select_rows(
        points.assign(rank=ranks(points["cut_off"])["text"]),
        "bridges_points",
        columns=["rank", "name", "sector", "cut_off", "dependent_pairs", "parts_if_removed"],
        file="bridges",
    )
    if picked is None:
        st.caption(t("bridges.pick"))
    else:
        _held(analysis, str(points["id"].iloc[picked]), str(points["name"].iloc[picked]))
    messages.small_print(t("bridges.points_small_print"))


def _held(analysis: Analysis, actor: str, name: str) -> None:
    """Name the parts that one organisation keeps in contact, and list who would be cut off."""
    t = session.translator()
    with st.container(border=True):
        st.markdown(f"**{messages.escaped(t('bridges.parts_title', name=messages.short(name)))}**")
        said = part_sentences(analysis, actor, t)
        st.markdown("\n".join(f"- {messages.escaped(part)}" for part in said))
        with st.expander(t("bridges.members")):
            tables.show(_cut_off(analysis, actor), "bridges_members", file="cut-off")
        opening.in_map(actor, name, "bridges_points_open")


def _cut_off(analysis: Analysis, actor: str) -> pd.DataFrame:
    """List who would be cut off without an organisation, by part."""
    part = cache.once(members_held_apart, analysis.network, actor).to_numpy()
    table = analysis.network.actors[["name", "sector"]].assign(part=part)
    return table[part > 1].sort_values(["part", "name"], kind="stable", ignore_index=True)
