"""The way from a row to the same organisation in the map."""

from __future__ import annotations

import streamlit as st

from pages.parts import messages, session

__all__ = ["in_map"]


def in_map(actor: str, name: str, key: str) -> None:
    """Offer to open an organisation in the map; ``key`` tells the places of a page apart."""
    label = messages.escaped(session.translator()("bridges.open", name=messages.short(name)))
    if st.button(label, icon=":material/hub:", key=key):
        session.select(actor)
        st.switch_page("pages/explore.py")
