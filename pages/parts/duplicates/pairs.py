"""The list of pairs: filtered, twenty at a time, ticked and decided on together."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from graphlib.duplicates import likely_duplicates, undecided, with_places
from graphlib.network import Network
from graphlib.reports.text import readable
from pages.parts import cache, session, tables
from pages.parts.duplicates import decided

__all__ = ["LIKELY", "choose", "evidence_words", "undecided_pairs"]

LIKELY = 50
"""Score from which one organisation is likelier than two."""

_PAGE = 20
"""Pairs shown at a time."""

_COLUMNS = ["tick", "name_a", "name_b", "keep", "score", "evidence", "place_a", "place_b"]

_WIDE = 290
"""Pixels of a column of names."""


def undecided_pairs() -> pd.DataFrame:
    """Give all pairs of the open network that nobody has called different."""
    network = session.network()
    return undecided(cache.once(_found, network), network, decided.decisions())


def choose(found: pd.DataFrame) -> pd.DataFrame:
    """Filter the pairs, show a page of them to be ticked, and do what the user says with the ticked.

    Returns
    -------
    pandas.DataFrame
        The pairs on the page.
    """
    t = session.translator()
    left = _filtered(found)
    if left.empty:
        st.write(t("duplicates.none_left"))
        return left
    page = _page(left)
    edited = _editor(page)
    ticked = edited.index[edited["tick"].to_numpy(bool)]
    chosen = [
        (row.id_a, row.id_b) if keep == "A" else (row.id_b, row.id_a)
        for row, keep in zip(page.loc[ticked].itertuples(), edited.loc[ticked, "keep"], strict=True)
    ]
    if not session.is_example():
        _buttons(chosen)
    tables.download(left.drop(columns="keep"), "likely-duplicates", key="duplicates_download")
    return page


def evidence_words(codes: str) -> str:
    """Say the evidence of a pair in words."""
    t = session.translator()
    return " · ".join(t(f"duplicates.evidence.{code}") for code in codes.split(";"))


def _found(network: Network) -> pd.DataFrame:
    """Find all likely duplicates of a network, with places and the one to keep."""
    return with_places(likely_duplicates(network, limit=None), network)


def _filtered(found: pd.DataFrame) -> pd.DataFrame:
    """Let the user choose kinds of evidence and the lowest score."""
    t = session.translator()
    codes = sorted({code for codes in found["evidence"] for code in codes.split(";")})
    left, right = st.columns([2, 1])
    wanted = left.multiselect(
        t("duplicates.filter_evidence"),
        codes,
        format_func=lambda code: t(f"duplicates.evidence.{code}"),
        key="duplicates_evidence",
        placeholder=t("duplicates.filter_all"),
    )
    lowest = right.slider(
        t("duplicates.filter_score"),
        20,
        100,
        LIKELY,
        5,
        key="duplicates_score",
        help=t("duplicates.filter_score_help"),
    )
    if wanted:
        found = found[[bool(set(wanted) & set(codes.split(";"))) for codes in found["evidence"]]]
    return found[found["score"] >= lowest].reset_index(drop=True)


def _page(left: pd.DataFrame) -> pd.DataFrame:
    """Give the page that is looked at."""
    t = session.translator()
    pages = -(-len(left) // _PAGE)
    page = 1
    if pages > 1:
        page = int(st.number_input(t("duplicates.page"), 1, pages, key=f"duplicates_page:{pages}", width=160))
    first = (page - 1) * _PAGE
    shown = left.iloc[first : first + _PAGE]
    st.caption(t("duplicates.page_of", first=first + 1, last=first + len(shown), count=len(left)))
    return shown


def _editor(page: pd.DataFrame) -> pd.DataFrame:
    """Show pairs with boxes to tick and the one to keep."""
    rows = page.assign(tick=False, evidence=page["evidence"].map(evidence_words))
    for name in ("name_a", "name_b", "place_a", "place_b"):
        rows[name] = rows[name].map(readable)
    edited: pd.DataFrame = st.data_editor(
        rows[_COLUMNS],
        key="duplicates_pairs:"
        + ",".join(f"{a}|{b}" for a, b in zip(page["id_a"], page["id_b"], strict=True)),
        hide_index=True,
        width="stretch",
        height="content",
        disabled=[name for name in _COLUMNS if name not in ("tick", "keep")],
        column_config=_config(),
    )
    st.caption(session.translator()("duplicates.ticked_help"))
    return edited


def _config() -> dict[str, Any]:
    """Say how each column is headed and written."""
    t = session.translator()
    return {
        "tick": st.column_config.CheckboxColumn(t("duplicates.tick"), width="small", pinned=True),
        "name_a": st.column_config.TextColumn(t("duplicates.name_a"), width=_WIDE),
        "name_b": st.column_config.TextColumn(t("duplicates.name_b"), width=_WIDE),
        "score": st.column_config.NumberColumn(t("duplicates.score"), format="%.0f", width="small"),
        "evidence": st.column_config.TextColumn(t("duplicates.evidence_title"), width=_WIDE),
        "keep": st.column_config.SelectboxColumn(
            t("duplicates.keep"),
            options=["A", "B"],
            required=True,
            width="small",
            help=t("duplicates.keep_help"),
        ),
        "place_a": t("duplicates.place_a"),
        "place_b": t("duplicates.place_b"),
    }


def _buttons(chosen: list[tuple[str, str]]) -> None:
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
