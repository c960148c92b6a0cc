"""Whom should we bring together next? Ten cards, then the list, then those without an introducer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.introducers import introducer_sentences
from graphlib.introductions import Plan
from graphlib.introductions.wording import likelihood_word, plan_sentence
from graphlib.network import Network
from pages.parts import cache, messages, period, results, session, shell, tables

_FIRST = 10


def show() -> None:
    """Show the page."""
    messages.opening("introductions")
    period.note_whole()
    network = session.network()
    t = session.translator()
    if len(network.groups().names) < 2:
        messages.finding(t("introductions.finding.no_sectors"))
        st.page_link("pages/data.py", label=t("introductions.to_data"), icon=":material/table_chart:")
        return
    top, cap, never = _settings(network)
    plan = results.plan(network, top=top, cap=cap, exclude=never)
    messages.finding(plan_sentence(plan, t))
    kept = _filtered(plan)
    _cards(plan, kept)
    _table(plan, kept)
    _without_introducer(plan)
    is_sampled = plan.samples is not None and plan.samples < len(network)
    messages.small_print(
        t(
            "introductions.small_print_sampled" if is_sampled else "introductions.small_print_exact",
            count=plan.samples or 0,
        )
    )


def _settings(network: Network) -> tuple[int, int, tuple[str, ...]]:
    """Ask how many, how many each, and who must never be suggested."""
    t = session.translator()
    names = cache.once(_all_names, network)
    with st.popover(t("introductions.settings"), icon=":material/tune:"):
        top = st.radio(
            t("introductions.top"), [10, 20, 50, 100], index=2, horizontal=True, key="introductions_top"
        )
        cap = st.number_input(
            t("introductions.cap"), 1, 20, 3, help=t("introductions.cap_help"), key="introductions_cap"
        )
        never = st.multiselect(
            t("introductions.never"),
            list(names),
            format_func=lambda actor: names[actor],
            help=t("introductions.never_help"),
            key="introductions_never",
        )
    return int(top), int(cap), tuple(sorted(never))


def _all_names(network: Network) -> dict[str, str]:
    """Name every organisation, no two alike: a list to choose from tells them apart by their words."""
    actors = network.actors
    return dict(zip(actors["id"], messages.distinct(actors["name"]), strict=True))


def _filtered(plan: Plan) -> pd.DataFrame:
    """Keep the introductions that the reader asks for; their rank stays that of the whole list."""
    t, table = session.translator(), plan.table
    if table.empty:
        return table
    left, right = st.columns(2)
    names = _names(table)
    mine = left.multiselect(
        t("introductions.mine"), list(names), format_func=lambda actor: names[actor], key="introductions_mine"
    )
    sectors = sorted({*table["source_sector"], *table["target_sector"]})
    joined = right.multiselect(
        t("introductions.sectors"), sectors, format_func=tables.sector_word, key="introductions_sectors"
    )
    if mine:
        table = table[
            table["source"].isin(mine) | table["target"].isin(mine) | table["introducer"].isin(mine)
        ]
    if joined:
        table = table[table["source_sector"].isin(joined) | table["target_sector"].isin(joined)]
    return table


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


def _cards(plan: Plan, table: pd.DataFrame) -> None:
    """Show the first introductions as cards, two in a row."""
    t = session.translator()
    if table.empty:
        st.write(t("introductions.none_left"))
        return
    shown = session.state("introductions_shown", _FIRST)
    rows = list(table.head(shown).iterrows())
    bases = introducer_sentences(session.network(), plan, t)
    for first in range(0, len(rows), 2):
        for place, (position, row) in zip(st.columns(2), rows[first : first + 2], strict=False):
            with place:
                _card(plan, int(position), row, bases[int(position)])
    if len(table) > shown and st.button(t("introductions.more", count=min(_FIRST, len(table) - shown))):
        session.keep("introductions_shown", shown + _FIRST)
        st.rerun()


def _card(plan: Plan, position: int, row: pd.Series, basis: str) -> None:
    """Show one introduction: who, through whom, why, and what it changes."""
    t = session.translator()
    with st.container(border=True):
        st.caption(t("introductions.card.rank", rank=int(row["rank"])))
        st.markdown(
            f"**{_party(row, 'source')}**  \n{t('introductions.card.and')}  \n**{_party(row, 'target')}**"
        )
        st.write(
            messages.escaped(t("introductions.card.introducer", name=messages.short(row["introducer_name"])))
        )
        st.caption(messages.escaped(basis))
        for reason in plan.evidence[position]:
            st.markdown(f"- {messages.escaped(reason.message.text(t.language))}")
        st.write(messages.escaped(_effect(plan, position, row)))
        left, right = st.columns(2)
        for place, end in ((left, "source"), (right, "target")):
            if place.button(
                messages.escaped(t("introductions.card.open", name=messages.short(row[f"{end}_name"]))),
                key=f"open:{position}:{end}",
                icon=":material/hub:",
                type="tertiary",
            ):
                session.select(str(row[end]))
                st.switch_page("pages/explore.py")


def _party(row: pd.Series, end: str) -> str:
    """Write one end with its sector, as Markdown."""
    name, sector = messages.short(row[f"{end}_name"]), tables.sector_word(row[f"{end}_sector"])
    return f"{messages.escaped(name)} ({messages.escaped(sector)})"


def _effect(plan: Plan, position: int, row: pd.Series) -> str:
    """Say what the introduction changes if it succeeds, and how plausible it is."""
    t = session.translator()
    reach = float(row["cumulative_reach"])
    before, after = t.change(reach - float(row["reach_gain"]), reach)
    share = float(row["reach_gain"]) / plan.base_reach if plan.base_reach else 0.0
    return t(
        "introductions.card.effect",
        before=before,
        after=after,
        share=t.fine_percent(share),
        word=likelihood_word(float(row["likelihood"])),
        likelihood=float(row["likelihood"]),
    )


def _table(plan: Plan, table: pd.DataFrame) -> None:
    """Offer the list as a table with every figure."""
    t = session.translator()
    if plan.table.empty:
        return
    with st.expander(t("introductions.as_table", count=len(table))):
        tables.show(
            table,
            "introductions_table",
            file="introductions",
            columns=[name for name in table if name not in {"source", "target", "introducer"}],
        )


def _without_introducer(plan: Plan) -> None:
    """List pairs worth joining for whom nobody can make the introduction yet."""
    t, far = session.translator(), plan.without_introducer
    if far.empty:
        return
    st.subheader(t("introductions.far"), anchor=False)
    st.write(t("introductions.far_how"))
    tables.show(
        far,
        "introductions_far",
        columns=[
            "source_name",
            "source_sector",
            "target_name",
            "target_sector",
            "distance",
            "reach_gain",
            "chain",
        ],
        file="no-introducer-yet",
    )


shell.page(show)
