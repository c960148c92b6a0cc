"""The list of pairs: filtered, twenty at a time, ticked and decided on together."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from graphlib.duplicates import likely_duplicates, undecided, with_places
from graphlib.network import Network
from graphlib.reports.text import readable
from pages.parts import cache, session, tables
from pages.parts.duplicates import decided, merging

__all__ = ["LIKELY", "choose", "evidence_words", "undecided_pairs"]

LIKELY = 50
"""Score from which one organisation is likelier than two."""

_PAGE = 20
"""Pairs shown at a time."""

_COLUMNS = ["tick", "name_a", "name_b", "keep", "score", "evidence", "place_a", "place_b"]

_KEPT = "duplicates_chosen"
"""Where the user's choice of the one to keep is kept while pages are turned and all are ticked."""

_NAME = 126
"""Pixels of a column of names at least: with the box, both are seen on a telephone."""

_BOX = 50
"""Pixels of the box: as narrow as a column can be."""

_SHORT = 52
"""Pixels at least of a letter or a number under its heading."""

_WHY = 220
"""Pixels of the reasons at least."""

_LINES = 66
"""Pixels of a row: more than Streamlit's 64, from which it wraps words instead of cutting names off."""


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
    chosen = _chosen(page)
    if not session.is_example():
        merging.preview(chosen)
        merging.buttons(chosen)
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


def _chosen(page: pd.DataFrame) -> list[tuple[str, str]]:
    """Let the user tick pairs of a page, and give the ids of the ticked, the one to keep first."""
    t = session.translator()
    pairs = list(zip(page["id_a"], page["id_b"], strict=True))
    key = ",".join(f"{a}|{b}" for a, b in pairs)
    is_ticked = st.checkbox(t("duplicates.tick_all"), key=f"duplicates_all:{key}")
    edited = _editor(page, f"duplicates_pairs:{is_ticked}:{key}", is_ticked=is_ticked)
    said = dict(zip(pairs, edited["keep"], strict=True))
    session.keep(_KEPT, {**session.state(_KEPT, {}), **said})
    ticked = [pair for pair, tick in zip(pairs, edited["tick"], strict=True) if tick]
    return [pair if said[pair] == "A" else (pair[1], pair[0]) for pair in ticked]


def _editor(page: pd.DataFrame, key: str, *, is_ticked: bool) -> pd.DataFrame:
    """Show pairs with boxes to tick and the one to keep."""
    rows = page.assign(
        tick=is_ticked, keep=_to_keep(page, key), evidence=page["evidence"].map(evidence_words)
    )
    for name in ("name_a", "name_b", "place_a", "place_b"):
        rows[name] = rows[name].map(readable)
    edited: pd.DataFrame = st.data_editor(
        rows[_COLUMNS],
        key=key,
        hide_index=True,
        width="stretch",
        height="content",
        row_height=_LINES,
        disabled=[name for name in _COLUMNS if name not in ("tick", "keep")],
        column_config=_config(),
    )
    st.caption(session.translator()("duplicates.ticked_help"))
    return edited


def _to_keep(page: pd.DataFrame, key: str) -> list[str]:
    """Say which of each pair is to be kept when this table is first shown: what the user last chose."""
    # A table's edits are lost when its first values change, so these stay while it is shown.
    shown: tuple[str, list[str]] = session.state("duplicates_shown", ("", []))
    if shown[0] == key:
        return shown[1]
    said: dict[tuple[str, str], str] = session.state(_KEPT, {})
    first = [said.get((row.id_a, row.id_b), row.keep) for row in page.itertuples()]
    session.keep("duplicates_shown", (key, first))
    return first


def _config() -> dict[str, Any]:
    """Say how each column is headed and written."""
    t = session.translator()
    return {
        "tick": st.column_config.CheckboxColumn(
            t("duplicates.tick_short"), width=_BOX, pinned=True, help=t("duplicates.tick")
        ),
        "name_a": st.column_config.TextColumn(t("duplicates.name_a"), width=_NAME),
        "name_b": st.column_config.TextColumn(t("duplicates.name_b"), width=_NAME),
        "score": st.column_config.NumberColumn(t("duplicates.score"), format="%.0f", width=_SHORT),
        "evidence": st.column_config.TextColumn(t("duplicates.evidence_title"), width=_WHY),
        "keep": st.column_config.SelectboxColumn(
            t("duplicates.keep"),
            options=["A", "B"],
            required=True,
            width=_SHORT,
            help=t("duplicates.keep_help"),
        ),
        "place_a": t("duplicates.place_a"),
        "place_b": t("duplicates.place_b"),
    }
