"""Whom should we bring together next? Ten cards, then the list, then those without an introducer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.introductions import Plan
from graphlib.introductions.wording import expectation, likelihood_basis, likelihood_check, plan_sentence
from graphlib.network import Network
from pages.parts import messages, results, session, tables
from pages.parts.introductions import asking, cards, detail, far, ledger, planning
from pages.parts.introductions.wishes import Wishes, change

__all__ = ["show"]

_MINE, _JOINED = "introductions_mine", "introductions_sectors"

_HIDDEN = frozenset({"source", "target", "introducer"})
"""Columns of ids, whose names stand beside them."""


def show(network: Network) -> None:
    """Show what to ask for, the finding, the cards and the tables."""
    t = session.translator()
    ledger.catch_up(network)
    analysis = results.analysis(network)
    asked = asking.asked(analysis)
    if asked is None:
        messages.finding(t("introductions.finding.no_sectors"))
        st.page_link("pages/data.py", label=t("introductions.to_data"), icon=":material/table_chart:")
        return
    plan = planning.plan(analysis, asked)
    if not detail.is_open(plan):
        ledger.said()
    messages.finding(plan_sentence(plan, t))
    said = [expectation(plan), likelihood_check(plan.likelihood)]
    st.write(" ".join(message.text(t.language) for message in said if message is not None))
    kept = _filtered(plan, asked.wishes)
    cards.show(planning.grouped(analysis, asked), plan, kept)
    _table(plan, kept)
    ledger.start(plan)
    far.show(plan)
    is_sampled = plan.samples is not None and plan.samples < len(network)
    messages.small_print(
        t(
            "introductions.small_print_sampled" if is_sampled else "introductions.small_print_exact",
            count=plan.samples or 0,
            basis=likelihood_basis(plan.likelihood),
        )
    )


def _filtered(plan: Plan, found: Wishes) -> pd.DataFrame:
    """Keep the introductions that the reader asks for; their rank stays that of the whole list."""
    t, table = session.translator(), plan.table
    if table.empty:
        return table
    left, right = st.columns(2)
    with left:
        names = _names(table)
        mine = _narrowed("mine", _MINE, list(names), found.mine, t("introductions.mine"), names)
    with right:
        pairs = _pairs(table)
        joined = _narrowed("joined", _JOINED, list(pairs), found.joined, t("introductions.sectors"), pairs)
    if mine:
        ends = [table[end].isin(mine) for end in ("source", "target", "introducer")]
        table = table[ends[0] | ends[1] | ends[2]]
    if joined:
        table = table[[_pair(row) in joined for row in table.itertuples()]]
    return table


def _narrowed(
    field: str, key: str, options: list[str], kept: tuple[str, ...], label: str, words: dict[str, str]
) -> list[str]:
    """Ask what the list is narrowed to; what it no longer holds is let go."""
    session.put(key, [option for option in kept if option in words])
    return st.multiselect(
        label, options, format_func=lambda option: words[option], key=key, on_change=change, args=(field, key)
    )


def _names(table: pd.DataFrame) -> dict[str, str]:
    """Name all who stand in the list, in the order of the alphabet."""
    names = {
        actor: name
        for end in ("source", "target", "introducer")
        for actor, name in zip(table[end], table[f"{end}_name"], strict=True)
        if actor == actor
    }
    ids = sorted(names, key=lambda actor: (names[actor].casefold(), actor))
    return dict(zip(ids, messages.distinct(names[actor] for actor in ids), strict=True))


def _pairs(table: pd.DataFrame) -> dict[str, str]:
    """Name the pairs of sectors that the list joins, the most frequent first, with how often."""
    counts = pd.Series([_pair(row) for row in table.itertuples()]).value_counts()
    order = sorted(counts.index, key=lambda pair: (-counts[pair], pair))
    words = [" – ".join(map(tables.sector_word, pair.split("\t"))) for pair in order]
    names = messages.distinct(words)
    return {pair: f"{name} ({counts[pair]})" for pair, name in zip(order, names, strict=True)}


def _pair(row: object) -> str:
    """Give the two sectors that an introduction joins, in one order whichever end is which."""
    return "\t".join(sorted(str(getattr(row, f"{end}_sector")) for end in ("source", "target")))


def _table(plan: Plan, table: pd.DataFrame) -> None:
    """Offer the list as a table with every figure."""
    if plan.table.empty:
        return
    with st.expander(session.translator()("introductions.as_table", count=len(table))):
        tables.show(
            table,
            "introductions_table",
            file="introductions",
            columns=[name for name in table if name not in _HIDDEN],
        )
