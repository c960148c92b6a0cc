"""What the reader does with an introduction: take it, put it off, or say why it is none."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.introductions import Plan
from graphlib.ledger import Entry, Ledger
from pages.parts import messages, session
from pages.parts.introductions import board_entry, ledger

__all__ = ["mark", "show"]

_UNANSWERED = ("suggested", "set_aside")


def mark(row: pd.Series, book: Ledger) -> str:
    """Say what became of a suggestion; empty where nothing did."""
    entry = ledger.state_of(row, book)
    return "" if entry is None or entry.state == "suggested" else ledger.state_word(entry)


def show(plan: Plan, position: int) -> None:
    """Offer what can be done with a suggestion, or say what became of it."""
    t = session.translator()
    if session.is_example():
        st.caption(t("introductions.answer.example"))
        return
    ledger.said()
    entry = ledger.state_of(plan.table.iloc[position])
    if entry is not None and entry.state != "suggested":
        _became(entry)
    if entry is None or entry.state in _UNANSWERED:
        _answers(plan, position)


def _became(entry: Entry) -> None:
    """Say where the entry stands, and lead to it on the board."""
    t = session.translator()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(messages.escaped(t("introductions.answer.state", state=ledger.state_word(entry))))
        if st.button(t("introductions.answer.board"), icon=":material/view_kanban:", key="answer_board"):
            session.keep("introductions_open", None)
            session.look_through("board")
            board_entry.open_one(entry)
            st.rerun()


def _answers(plan: Plan, position: int) -> None:
    """Offer the four answers; what is wrong with a suggestion is asked for."""
    t = session.translator()
    with st.container(horizontal=True):
        st.button(
            t("introductions.answer.take"),
            type="primary",
            icon=":material/handshake:",
            key="answer_take",
            on_click=ledger.take,
            args=(plan, position),
        )
        st.button(
            t("introductions.answer.not_now"),
            icon=":material/snooze:",
            key="answer_not_now",
            on_click=ledger.set_aside,
            args=(plan, position),
        )
        st.button(
            t("introductions.answer.linked"),
            icon=":material/link:",
            key="answer_linked",
            on_click=ledger.already_linked,
            args=(plan, position),
        )
        with st.popover(t("introductions.answer.wrong"), icon=":material/block:"):
            _wrong(plan, position)


def _wrong(plan: Plan, position: int) -> None:
    """Ask why a suggestion is wrong."""
    t, reasons = session.translator(), ledger.reasons()
    reason = st.radio(
        t("introductions.answer.why"),
        list(reasons),
        format_func=lambda code: reasons[code],
        key="answer_reason",
    )
    words = st.text_input(t("introductions.answer.words"), max_chars=500, key="answer_words")
    st.button(
        t("introductions.answer.wrong_so"),
        key="answer_wrong",
        on_click=ledger.wrong,
        args=(plan, position, reason),
        kwargs={"words": words},
    )
