"""The profile of one organisation: what it does in the network, its ties, its introductions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.drawing.names import plain
from graphlib.drawing.palette import styles
from graphlib.drawing.view import contacts
from graphlib.introductions import Plan
from graphlib.network import Network
from graphlib.translation import Translator
from pages.parts import messages, results, session, tables

__all__ = ["head", "role", "show"]

_ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
_NAMED_BROKERS = 0.05


def show(analysis: Analysis, actor: str, clusters: Mapping[int, str]) -> None:
    """Show what an organisation does in the network, its ties and its introductions."""
    t = session.translator()
    place = int(analysis.network.ids.get_loc(actor))
    measured = analysis.actors.iloc[place]
    for sentence in role(analysis, actor, t):
        st.write(messages.escaped(sentence))
    st.caption(messages.escaped(_group(measured, clusters, t)))
    table = contacts(analysis.network, actor)
    if len(table):
        _ties(table, actor)
    _roles(measured)
    if len(analysis.network.groups().names) > 1:
        _introductions(results.plan(session.network()), actor)


def role(analysis: Analysis, actor: str, t: Translator) -> list[str]:
    """Say in plain sentences what an organisation does in the network.

    Parameters
    ----------
    analysis
        All measures of the network.
    actor
        Id of the organisation.
    t
        Speaks the reader's language.
    """
    measured = analysis.actors.set_index("id").loc[actor]
    degree = int(measured["degree"])
    if degree == 0:
        return [t("explore.role.isolate")]
    said = [t("explore.role.contacts", count=degree, across=int(measured["cross_sector_ties"]))]
    points = analysis.articulation_points
    held = points.loc[points["id"] == actor, "cut_off"]
    if len(held):
        said.append(t("explore.role.holds", count=int(held.iloc[0])))
    if int(measured["component"]) != 1:
        said.append(t("explore.role.island", count=degree))
    between = _between(analysis, actor, t)
    if between is not None:
        said.append(between)
    return said if len(said) > 1 else [*said, t("explore.role.ordinary")]


def _between(analysis: Analysis, actor: str, t: Translator) -> str | None:
    """Say how strong a go-between it is, if it is one of the strongest."""
    values = analysis.actors.set_index("id")["betweenness"]
    rank = int((values > values[actor]).sum()) + 1
    others = len(values) - 1
    if values[actor] <= 0 or rank > max(3, _NAMED_BROKERS * len(values)):
        return None
    share = float(values[actor]) / max(1.0, others * (others - 1) / 2)
    return t("explore.role.between", rank=rank, all=len(values), share=share)


def head(network: Network, actor: str) -> None:
    """Name the organisation, with what is known of it and the way out."""
    t = session.translator()
    row = network.actors.iloc[int(network.ids.get_loc(actor))]
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.subheader(messages.escaped(plain(row["name"], limit=60)), anchor=False)
    right.button(
        "",
        key="explore_close",
        icon=":material/close:",
        help=t("explore.profile.close"),
        type="tertiary",
        on_click=session.select,
        args=(None,),
    )
    if len(row["name"]) > 60:
        st.caption(messages.escaped(plain(row["name"])))
    sector = str(row["sector"])
    known = [
        row["country"],
        row["region"],
        str(row["themes"]).replace(";", ", ") if row["themes"] == row["themes"] else None,
    ]
    facts = [tables.sector_word(sector), *(plain(str(value)) for value in known if value == value and value)]
    st.markdown(f"{styles([sector])[sector].symbol} {messages.escaped(' · '.join(facts))}")
    if row["secretariat"]:
        st.caption(t("explore.profile.staff"))


def _group(measured: pd.Series, clusters: Mapping[int, str], t: Translator) -> str:
    """Say to which group found it belongs, and how surely."""
    number = int(measured["cluster"])
    if number not in clusters:
        return t("explore.profile.no_group")
    return t("explore.profile.group", name=clusters[number], confidence=float(measured["cluster_confidence"]))


def _ties(table: pd.DataFrame, actor: str) -> None:
    """Show its contacts by sector and one by one, with the way to each."""
    t = session.translator()
    names = dict(zip(table["id"], messages.distinct(table["name"]), strict=True))
    st.selectbox(
        t("explore.profile.go"),
        list(names),
        index=None,
        format_func=lambda other: names[other],
        placeholder=t("explore.profile.go_placeholder"),
        key=f"page:explore_go:{actor}",
        on_change=lambda: session.select(session.state(f"explore_go:{actor}", None)),
    )
    mix = table["sector"].value_counts()
    looks = styles(table["sector"])
    parts = [
        f"{looks[sector].symbol} {tables.sector_word(sector)} {t.number(int(mix[sector]))}"
        for sector in looks
    ]
    st.caption(messages.escaped(f"{t('explore.profile.mix')}: {' · '.join(parts)}"))
    st.markdown(f"**{t('explore.profile.ties')}**")
    shown = ["name", "sector", "kind", "since", "weight"]
    kept = [name for name in shown if table[name].notna().any()]
    tables.show(
        table, f"explore_ties:{actor}", columns=kept, file="ties", height=min(300, 38 + 35 * len(table))
    )


def _roles(measured: pd.Series) -> None:
    """Show how often it stands between which sectors."""
    t = session.translator()
    held = {name: float(measured[name]) for name in _ROLES if float(measured[name]) > 0}
    st.markdown(f"**{t('explore.profile.roles')}**", help=t("explore.profile.roles_help"))
    if not held:
        st.caption(messages.escaped(t("explore.profile.no_roles")))
        return
    st.write(
        messages.escaped(
            " · ".join(f"{tables.header(name)} {t.number(count)}" for name, count in held.items())
        )
    )


def _introductions(plan: Plan, actor: str) -> None:
    """List the introductions that name it, each with the way to the other end."""
    t = session.translator()
    table = plan.table
    mine = table[(table[["source", "target", "introducer"]] == actor).any(axis=1)]
    st.markdown(f"**{t('explore.profile.introductions')}**")
    if mine.empty:
        st.caption(messages.escaped(t("explore.profile.none", count=len(table))))
    for row in mine.itertuples(index=False):
        if row.introducer == actor:
            said = t(
                "explore.profile.introducer", source=plain(row.source_name), target=plain(row.target_name)
            )
            other = row.source
        else:
            other, name = (
                (row.target, row.target_name) if row.source == actor else (row.source, row.source_name)
            )
            said = t("explore.profile.introduction", name=plain(name), introducer=plain(row.introducer_name))
        st.button(
            messages.escaped(said),
            key=f"explore_introduction:{row.rank}",
            icon=":material/handshake:",
            type="tertiary",
            on_click=session.select,
            args=(str(other),),
        )
