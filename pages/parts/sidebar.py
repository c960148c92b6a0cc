"""The choice of programme and language, beside every page."""

from __future__ import annotations

import streamlit as st

from graphlib.drawing.names import plain
from graphlib.translation import LANGUAGES
from pages.parts import session

__all__ = ["show"]


def show() -> None:
    """Show the choice of programme and of language."""
    t = session.translator()
    with st.sidebar:
        keys = _choices()
        chosen = st.selectbox(
            t("app.programme"),
            list(keys),
            index=list(keys).index(session.network_key()),
            format_func=lambda key: plain(keys[key]),
        )
        if chosen != session.network_key():
            session.open_network(chosen)
            st.rerun()
        language = st.selectbox(
            t("app.language"),
            list(LANGUAGES),
            index=list(LANGUAGES).index(session.language()),
            format_func=lambda code: LANGUAGES[code],
        )
        if language != session.language():
            session.speak(language)
            st.rerun()


def _choices() -> dict[str, str]:
    """Name the stored programmes, then the invented examples."""
    t = session.translator()
    invented = {
        f"example:{name}": t("app.example.named", name=t(f"app.example.{name}")) for name in session.EXAMPLES
    }
    return {**session.programmes(), **invented}
