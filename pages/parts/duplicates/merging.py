"""The pairs ticked: what will become of them, and the buttons that do it."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graphlib.duplicates import staying
from pages.parts import messages, session
from pages.parts.duplicates import decided

__all__ = ["buttons", "preview"]


def preview(chosen: list[tuple[str, str]]) -> None:
    """Say which names the ticked pairs leave, before anything is merged."""
    t, network = session.translator(), session.network()
    goes = Counter(staying(network, chosen).values())
    names = dict(zip(network.ids, network.actors["name"], strict=True))
    lines = [
        messages.escaped(t("duplicates.becomes", count=count + 1, name=messages.short(names[actor])))
        for actor, count in sorted(goes.items(), key=lambda item: (-item[1], names[item[0]], item[0]))
    ]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def buttons(chosen: list[tuple[str, str]]) -> None:
    """Merge the ticked pairs, or remember that they are different."""
    t, network = session.translator(), session.network()
    with st.container(horizontal=True):
        if st.button(
            t("duplicates.merge", count=len(chosen)),
            key="duplicates_merge",
            type="primary",
            disabled=not chosen,
            icon=":material/merge:",
        ):
            decided.same(network, chosen)
        if st.button(
            t("duplicates.mark_different", count=len(chosen)), key="duplicates_different", disabled=not chosen
        ):
            decided.different(network, chosen)
