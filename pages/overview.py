"""How is our network doing? The state in a word, four figures, three next steps, a map."""

from __future__ import annotations

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.drawing import picture
from graphlib.findings import year_earlier
from graphlib.introductions import Plan
from graphlib.network import Network
from graphlib.quality import crowds
from graphlib.state import state_help, state_name, state_reason
from graphlib.translation import Message
from pages.parts import cache, findings, groups, messages, period, results, session, shell, tables, versioning


def show() -> None:
    """Show the page."""
    messages.opening("overview")
    versioning.undo_message()
    network = period.shown()
    analysis = results.analysis(network)
    _state(analysis)
    _figures(analysis)
    _year_earlier(analysis)
    plan = results.plan(session.network()) if findings.has_sectors(analysis) else None
    _next_steps(analysis, plan)
    _map(analysis)
    _actors(analysis)


def _state(analysis: Analysis) -> None:
    """Say the state of the network, why, and what helps."""
    t, language = session.translator(), session.language()
    st.header(state_name(analysis.summary).text(language), anchor=False)
    messages.finding(state_reason(analysis.summary).text(language))
    crowded = findings.crowded(cache.once(crowds, analysis.network), t)
    if crowded:
        st.warning(crowded, icon=":material/groups:")
    if not crowded or analysis.summary["state"] != "fragmented":
        # An introduction to each island is no help where the events left thousands.
        st.write(messages.escaped(state_help(analysis.summary).text(language)))
    messages.small_print(findings.data_line(analysis, t))
    years = 0 if period.is_chosen() else findings.stale_years(analysis)
    if years:
        st.warning(
            t("overview.stale", count=years, day=analysis.network.latest_date), icon=":material/history:"
        )


def _figures(analysis: Analysis) -> None:
    """Show four figures, each with what chance or completeness would say."""
    for place, figure in zip(st.columns(4), findings.figures(analysis, session.translator()), strict=True):
        place.metric(
            figure.label,
            figure.value,
            figure.beside,
            delta_color="off",
            delta_arrow="off",
            help=figure.help,
            border=True,
        )


def _year_earlier(analysis: Analysis) -> None:
    """Set the share across sectors beside that of a year earlier, where dates tell."""
    earlier = cache.once(year_earlier, analysis.network)
    if earlier is not None:
        t = session.translator()
        said = t(
            "overview.year_earlier",
            day=earlier.day,
            share=earlier.cross_sector_share,
            ties=Message("app.count.ties", count=earlier.ties),
        )
        st.caption(messages.escaped(said))


def _next_steps(analysis: Analysis, plan: Plan | None) -> None:
    """Point at the worst risk, the most closed group and the best introduction."""
    t = session.translator()
    st.subheader(t("overview.next"), anchor=False)
    for place, step in zip(st.columns(3), findings.next_steps(analysis, plan, t), strict=True):
        with place.container(border=True, height="stretch"):
            st.markdown(f"**{messages.escaped(step.title)}**")
            st.write(messages.escaped(step.text))
            st.page_link(f"pages/{step.page}.py", label=step.link, icon=":material/arrow_forward:")


def _map(analysis: Analysis) -> None:
    """Show the condensed map, which the table beneath says in words."""
    t = session.translator()
    st.subheader(t("overview.map"), anchor=False)
    st.image(
        cache.once(
            _picture,
            analysis.network,
            session.language(),
            session.network().fingerprint + groups.mark(analysis),
        ),
        width="stretch",
        caption=t("overview.map_caption"),
        alt=state_reason(analysis.summary).text(t.language),
    )
    st.page_link("pages/explore.py", label=t("overview.explore"), icon=":material/hub:")


def _picture(network: Network, language: str, _around: str) -> str:
    """Draw the map as a still picture; places and names of groups, which it shows, are part of the key."""
    analysis = results.analysis(network)
    return picture.svg(
        network,
        positions=period.positions(network),
        clusters=analysis.found.membership,
        cluster_names=groups.names(analysis),
        language=language,
    )


def _actors(analysis: Analysis) -> None:
    """Offer everything measured about each organisation."""
    t = session.translator()
    with st.expander(t("overview.table", count=len(analysis.actors))):
        tables.show(
            analysis.actors,
            "overview_actors",
            columns=[
                "name",
                "sector",
                "degree",
                "betweenness",
                "harmonic",
                "cross_sector_ties",
                "parts_if_removed",
                "cluster",
            ],
            file="organisations",
        )


shell.page(show)
