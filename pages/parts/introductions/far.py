"""Pairs worth joining for whom nobody can make the introduction yet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.introductions import Plan
from pages.parts import messages, session, tables

__all__ = ["show"]

_SAID = 5
"""Pairs that are told in sentences; the table has all."""

_COLUMNS = (
    "source_name",
    "source_sector",
    "target_name",
    "target_sector",
    "distance",
    "reach_gain",
    "chain",
)


def show(plan: Plan) -> None:
    """Tell who would have to introduce whom first, and which islands wait for a first tie."""
    far = plan.without_introducer
    if far.empty:
        return
    t = session.translator()
    st.subheader(t("introductions.far"), anchor=False)
    is_island = far["distance"].isna()
    _section("chain", far[~is_island])
    _section("island", far[is_island])


def _section(kind: str, rows: pd.DataFrame) -> None:
    """Tell the first pairs of one kind, and offer all of them as a table."""
    if rows.empty:
        return
    t = session.translator()
    st.markdown(f"**{messages.escaped(t(f'introductions.far_{kind}s', count=len(rows)))}**")
    say = _chain if kind == "chain" else _island
    for row in rows.head(_SAID).to_dict("records"):
        st.markdown(f"- {messages.escaped(say(row))}")
    with st.expander(t(f"introductions.far_table_{kind}", count=len(rows))):
        columns = [name for name in _COLUMNS if kind == "chain" or name not in {"distance", "chain"}]
        tables.show(rows, f"introductions_far_{kind}", columns=columns, file=f"no-introducer-yet-{kind}")


def _chain(row: dict[str, object]) -> str:
    """Say who introduces to whom first."""
    t = session.translator()
    names = {end: messages.short(str(row[f"{end}_name"])) for end in ("source", "target")}
    links = [messages.short(name) for name in str(row["chain"]).split(" > ")]
    if len(links) == 2:
        return t("introductions.far_two", first=links[0], second=links[1], **names)
    return t("introductions.far_more", chain=" → ".join(links), **names)


def _island(row: dict[str, object]) -> str:
    """Say that no path leads from one to the other."""
    return session.translator()(
        "introductions.far_island",
        source=messages.short(str(row["source_name"])),
        source_sector=tables.sector_word(str(row["source_sector"])),
        target=messages.short(str(row["target_name"])),
        target_sector=tables.sector_word(str(row["target_sector"])),
    )
