"""Which organisations stand twice? Pairs with what speaks for them, decided by the user alone."""

from __future__ import annotations

import streamlit as st

from pages.parts import messages, session, versioning
from pages.parts.duplicates import closely, decided, pairs, words

__all__ = ["show"]


def show() -> None:
    """Show the pairs that may be one organisation, what was decided, and sector words that look alike."""
    t = session.translator()
    st.subheader(t("duplicates.title"), anchor=False)
    decided.outcome()
    decided.apart_again()
    with st.spinner(t("duplicates.searching")):
        found = pairs.undecided_pairs()
    if found.empty:
        messages.finding(t("duplicates.none"))
    else:
        messages.finding(t("duplicates.finding", count=int((found["score"] >= pairs.LIKELY).sum())))
        st.write(t("duplicates.intro"))
        if session.is_example():
            st.info(t("duplicates.example_how"), icon=":material/science:")
        shown = pairs.choose(found)
        if len(shown):
            closely.show(shown)
    if session.is_example():
        versioning.copy_first()
    decided.show()
    words.show()
