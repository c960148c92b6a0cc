"""Which side of the introductions is looked at: asked at the head of the page, kept in the address."""

from __future__ import annotations

import streamlit as st

from pages.parts import session

__all__ = ["VIEWS", "asked"]

VIEWS = ("list", "board", "rules", "seating", "worked")

_KEY = "introductions_view"


def asked() -> str:
    """Ask what to look at, and give it."""
    t, chosen = session.translator(), session.view()
    view = chosen if chosen in VIEWS else VIEWS[0]
    session.put(_KEY, view)
    st.radio(
        t("introductions.view.label"),
        VIEWS,
        format_func=lambda name: t(f"introductions.view.{name}"),
        key=_KEY,
        on_change=_changed,
        label_visibility="collapsed",
        horizontal=True,
    )
    return view


def _changed() -> None:
    """Take over what was chosen."""
    chosen = session.widget(_KEY)
    session.look_through(None if chosen == VIEWS[0] else str(chosen))
