"""The first introductions as cards: who, through whom, why, and what it would change."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.cards import likelihood_sentence, reason_line
from graphlib.introductions import Plan
from graphlib.introductions.wording import nearness
from graphlib.network import Network
from pages.parts import messages, session, tables
from pages.parts.introductions import answers, detail, ledger

__all__ = ["show"]

_FIRST = 10


@st.fragment
def show(network: Network, plan: Plan, table: pd.DataFrame) -> None:
    """Show the first introductions as cards, two in a row, and the one that is open."""
    t = session.translator()
    if table.empty:
        st.write(t("introductions.none_left"))
        return
    shown = session.state("introductions_shown", _FIRST)
    rows = list(table.head(shown).iterrows())
    book = ledger.current()
    for first in range(0, len(rows), 2):
        for place, (position, row) in zip(st.columns(2), rows[first : first + 2], strict=False):
            with place:
                _card(plan, int(str(position)), row, answers.mark(row, book))
    if len(table) > shown:
        label = t("introductions.more", count=min(_FIRST, len(table) - shown))
        st.button(label, on_click=session.keep, args=("introductions_shown", shown + _FIRST))
    detail.show(network, plan)


def _card(plan: Plan, position: int, row: pd.Series, mark: str) -> None:
    """Show one introduction in brief, with the way to all of it."""
    t = session.translator()
    with st.container(border=True):
        rank = t("introductions.card.rank", rank=int(row["rank"]))
        st.caption(f"{rank} · **{messages.escaped(mark)}**" if mark else rank)
        st.markdown(
            f"**{_party(row, 'source')}**  \n{t('introductions.card.and')}  \n**{_party(row, 'target')}**"
        )
        st.write(messages.escaped(_through(row)))
        line = reason_line(plan.evidence[position], t)
        if line:
            st.caption(messages.escaped(line))
        st.write(messages.escaped(_brief(plan, row)))
        st.button(
            t("introductions.card.read", rank=int(row["rank"])),
            key=f"card:{row['source']}:{row['target']}",
            icon=":material/open_in_full:",
            on_click=detail.open_card,
            args=(str(row["source"]), str(row["target"])),
        )


def _party(row: pd.Series, end: str) -> str:
    """Write one end with its sector, as Markdown."""
    name, sector = messages.short(row[f"{end}_name"]), tables.sector_word(row[f"{end}_sector"])
    return f"{messages.escaped(name)} ({messages.escaped(sector)})"


def _through(row: pd.Series) -> str:
    """Say who could introduce them, or that nobody can yet."""
    t = session.translator()
    if not isinstance(row["introducer_name"], str):
        return t("introductions.card.nobody")
    return t("introductions.card.introducer", name=messages.short(row["introducer_name"]))


def _brief(plan: Plan, row: pd.Series) -> str:
    """Say what the introduction changes by itself, and how plausible it is."""
    t = session.translator()
    share = float(row["gain_alone"]) / plan.base_reach if plan.base_reach else 0.0
    brief = t("introductions.card.brief", nearness=nearness(plan.objective), share=t.fine_percent(share))
    return f"{brief} {likelihood_sentence(float(row['likelihood']), t)}"
