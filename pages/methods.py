"""How is this computed? Definitions, limits, what not to conclude."""

from __future__ import annotations

import streamlit as st

from graphlib import state
from graphlib.version import versions
from pages.parts import messages, session, shell

_ENTRIES = (
    "tie",
    "sector",
    "articulation_point",
    "bridge",
    "betweenness",
    "harmonic",
    "constraint",
    "roles",
    "reach",
    "ei_index",
    "mixing",
    "clusters",
    "participation",
    "introduction",
    "likelihood",
    "state",
)


def show() -> None:
    """Show the page."""
    messages.opening("methods")
    t = session.translator()
    messages.finding(t("methods.finding"))
    wanted = st.text_input(t("methods.search"), key="methods_search").casefold()
    for entry in _ENTRIES:
        title = t(f"methods.{entry}.title")
        text = t(f"methods.{entry}.text", **_values(entry))
        if wanted in f"{title} {text}".casefold():
            _entry(entry, title, text)
    network = session.network()
    st.caption(
        messages.escaped(
            t(
                "methods.versions",
                fingerprint=network.fingerprint,
                versions=", ".join(f"{name} {number}" for name, number in versions().items()),
            )
        )
    )


def _entry(entry: str, title: str, text: str) -> None:
    """Show one definition with its limits and its source."""
    t = session.translator()
    with st.container(border=True):
        st.subheader(title, anchor=entry)
        st.markdown(messages.escaped(text))
        st.markdown(f"**{t('methods.beware')}** {messages.escaped(t(f'methods.{entry}.beware'))}")
        st.caption(messages.escaped(t(f"methods.{entry}.source")))


def _values(entry: str) -> dict[str, object]:
    """Give the thresholds that an entry quotes."""
    if entry != "state":
        return {}
    return {
        "largest": state.LARGEST_UNDER,
        "p_value": state.P_VALUE_UP_TO,
        "cross": state.CROSS_SHARE_UNDER,
        "cut_off": state.CUT_OFF_ABOVE,
    }


shell.page(show)
