"""Sector words that look alike but are read as two sectors."""

from __future__ import annotations

import streamlit as st

from graphlib.duplicates import read_alike, split_words
from graphlib.reports.text import readable
from graphlib.translation import Message
from pages.parts import cache, session, tables, versioning

__all__ = ["show"]

_COLUMNS = ["word_a", "sector_a", "word_b", "sector_b"]


def show() -> None:
    """List the pairs of words, and read the ticked ones alike on the user's word."""
    t, network = session.translator(), session.network()
    found = cache.once(split_words, network)
    if found.empty:
        return
    with st.expander(t("duplicates.words", count=len(found))):
        st.write(t("duplicates.words_how"))
        shown = found[_COLUMNS].copy(deep=False)
        for name in _COLUMNS:
            read = tables.sector_word if name.startswith("sector") else readable
            shown[name] = shown[name].map(read)
        shown.insert(0, "tick", False)
        edited = st.data_editor(
            shown,
            key=f"duplicates_words:{network.fingerprint}",
            hide_index=True,
            width="stretch",
            disabled=_COLUMNS,
            column_config={name: t(f"duplicates.{name}") for name in ("tick", *_COLUMNS)},
        )
        ticked = found[edited["tick"].to_numpy(bool)]
        label = t("duplicates.words_read", count=len(ticked))
        if not session.is_example() and st.button(label, key="duplicates_read", disabled=ticked.empty):
            # The likeliest reading of a word goes before others.
            chosen = dict(
                zip(reversed(ticked["word_b"].tolist()), reversed(ticked["sector_a"].tolist()), strict=True)
            )
            versioning.store(
                read_alike(network, chosen), Message("duplicates.action_words", count=len(chosen))
            )
