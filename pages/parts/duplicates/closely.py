"""One pair side by side: where the names differ, what each says, and the user's word on it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.duplicates import side_by_side
from graphlib.reports.text import readable
from pages.parts import cache, messages, session, tables
from pages.parts.duplicates import decided
from pages.parts.duplicates.pairs import evidence_words

__all__ = ["show"]


def show(pairs: pd.DataFrame) -> None:
    """Let the user pick one of these pairs, and show it closely."""
    t = session.translator()
    names = [
        f"{a} — {b}"
        for a, b in zip(pairs["name_a"].map(messages.short), pairs["name_b"].map(messages.short), strict=True)
    ]
    labels = messages.distinct(names)
    with st.container(border=True):
        place = st.selectbox(
            t("duplicates.closely"),
            range(len(labels)),
            format_func=lambda place: labels[place],
            key="duplicates_closely:" + str(pairs["id_a"].iloc[0]),
        )
        row = pairs.iloc[int(place or 0)]
        _names(str(row["name_a"]), str(row["name_b"]))
        why = messages.escaped(evidence_words(row["evidence"]))
        st.write(f"{t('duplicates.score')} {row['score']:.0f} · {why}")
        _table(str(row["id_a"]), str(row["id_b"]))
        if not session.is_example():
            _buttons(str(row["id_a"]), str(row["id_b"]))


def _names(first: str, second: str) -> None:
    """Write both names, the words in which they differ in bold."""
    left, right = st.columns(2)
    left.markdown(f"A: {_marked(first, second)}")
    right.markdown(f"B: {_marked(second, first)}")


def _marked(name: str, other: str) -> str:
    """Write a name with the words that the other one lacks in bold."""
    words, others = readable(name).split(), readable(other).split()
    plain = {word.casefold() for word in others}
    # Where only the case differs, the case is what is marked.
    lacks = {word for word in words if word.casefold() not in plain} or set(words) - set(others)
    return " ".join(
        f"**{messages.escaped(word)}**" if word in lacks else messages.escaped(word) for word in words
    )


def _table(first: str, second: str) -> None:
    """Show what is known of both, the rows that differ first."""
    t = session.translator()
    frame = cache.once(side_by_side, session.network(), first, second)
    if not frame["differs"].any():
        st.write(t("duplicates.nothing_more"))
    shown = pd.DataFrame(
        {
            t("duplicates.what"): [_heading(name) for name in frame["column"]],
            t("duplicates.says_a"): [_cell(*cell) for cell in zip(frame["column"], frame["a"], strict=True)],
            t("duplicates.says_b"): [_cell(*cell) for cell in zip(frame["column"], frame["b"], strict=True)],
        }
    )
    st.dataframe(shown, key="duplicates_side", hide_index=True, width="stretch")
    st.caption(t("duplicates.differs"))


def _heading(name: str) -> str:
    """Name a row in words."""
    own = {"contacts", "events"}
    return session.translator()(f"duplicates.{name}") if name in own else tables.header(name)


def _cell(column: str, text: str) -> str:
    """Write a cell in the reader's words."""
    if text == "True":
        return session.translator()("app.yes")
    return tables.sector_word(text) if column == "sector" else readable(text)


def _buttons(first: str, second: str) -> None:
    """Take the user's word on the pair."""
    t, network = session.translator(), session.network()
    with st.container(horizontal=True):
        if st.button(t("duplicates.same_keep_a"), key="duplicates_keep_a", icon=":material/merge:"):
            decided.same(network, [(first, second)])
        if st.button(t("duplicates.same_keep_b"), key="duplicates_keep_b", icon=":material/merge:"):
            decided.same(network, [(second, first)])
        if st.button(t("duplicates.different"), key="duplicates_two"):
            decided.different(network, [(first, second)])
