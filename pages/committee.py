"""What do we show on Tuesday? The snapshot as it will print, issued and kept."""

from __future__ import annotations

import datetime
from functools import partial

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.introductions import Plan
from graphlib.ledger import summary
from graphlib.network import Network
from graphlib.snapshot import AUDIENCES, Audience, Snapshot, snapshot
from graphlib.translation import LANGUAGES
from pages.parts import cache, findings, groups, messages, period, results, session, shell
from pages.parts.introductions import ledger, rulebook

_FORMATS = {
    "html": ("text/html", ":material/description:"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ":material/table:"),
    "graphml": ("application/xml", ":material/hub:"),
}


def show() -> None:
    """Show the page."""
    messages.opening("committee")
    period.note_whole()
    t = session.translator()
    messages.finding(t("committee.finding"))
    made, html = _made()
    left, right = st.columns([1, 2])
    with left:
        _downloads(made)
        _issue(made, html)
        _earlier()
    with right:
        st.caption(t("committee.preview"))
        st.iframe(html.decode(), height=900, alt=t("committee.preview"))
    messages.small_print(t("committee.small_print"))


def _made() -> tuple[Snapshot, bytes]:
    """Ask for title, language, audience and date, and give the snapshot with its file."""
    t, network = session.translator(), session.network()
    one, two, three, four = st.columns([3, 1, 1, 1])
    title = one.text_input(
        t("committee.title_field"), t("committee.title_default", name=session.name()), max_chars=200
    )
    languages = list(LANGUAGES)
    language = two.selectbox(
        t("app.language"),
        languages,
        index=languages.index(session.language()),
        format_func=lambda code: LANGUAGES[code],
        key="committee_language",
    )
    audience: Audience = three.selectbox(
        t("committee.audience"),
        AUDIENCES,
        format_func=lambda code: t(f"committee.{code}"),
        help=t("committee.audience_help"),
    )
    latest = datetime.date.fromisoformat(network.latest_date) if network.latest_date else None
    day = four.date_input(t("committee.date"), latest, help=t("committee.date_help"), format="DD/MM/YYYY")
    date = day.isoformat() if isinstance(day, datetime.date) else None
    ledger.catch_up(network)
    analysis, _ = _computed(network)
    with st.spinner(t("committee.making")):
        mark = f"{groups.mark(analysis)} {rulebook.current(network)} {summary(ledger.current())}"
        return cache.once(_drawn, network, language, audience, date, title or None, mark)


def _computed(network: Network) -> tuple[Analysis, Plan | None]:
    """Give what a snapshot shows; the page ends here while it is still being computed."""
    analysis = results.analysis(network)
    return analysis, results.plan(network) if findings.has_sectors(analysis) else None


def _drawn(
    network: Network,
    language: str,
    audience: Audience,
    date: str | None,
    title: str | None,
    _mark: str,
) -> tuple[Snapshot, bytes]:
    """Make the snapshot and write its file, once for each content and choice."""
    analysis, plan = _computed(network)
    made = snapshot(
        network,
        plan,
        analysis=analysis,
        language=language,
        audience=audience,
        date=date,
        title=title,
        became=summary(ledger.current()),
    )
    return made, made.bytes("html")


def _downloads(made: Snapshot) -> None:
    """Offer the snapshot in each format."""
    t = session.translator()
    for number, (ending, (mime, icon)) in enumerate(_FORMATS.items()):
        st.download_button(
            t(f"committee.download.{ending}"),
            partial(made.bytes, ending),
            file_name=f"{made.file_stem}.{ending}",
            mime=mime,
            icon=icon,
            type="primary" if number == 0 else "secondary",
            width="stretch",
            on_click="ignore",
        )


def _issue(made: Snapshot, html: bytes) -> None:
    """Keep the snapshot in the workspace, where it never changes again."""
    t = session.translator()
    if session.is_example():
        st.caption(t("committee.example"))
        return
    if st.button(t("committee.issue"), icon=":material/bookmark_add:", width="stretch"):
        workspace = session.workspace()
        workspace.save_snapshot(
            workspace.current(int(session.network_key())).id,
            html,
            title=made.title,
            language=made.language,
            audience=made.audience,
            date=made.date or "",
            format="html",
        )
        st.success(t("committee.issued", title=messages.escaped(made.title)), icon=":material/check:")


def _earlier() -> None:
    """List the snapshots issued before."""
    t = session.translator()
    if session.is_example():
        return
    st.subheader(t("committee.earlier"), anchor=False)
    kept = session.workspace().snapshots(int(session.network_key()))
    if not kept:
        st.write(t("committee.no_earlier"))
    for entry in kept:
        with st.container(border=True):
            st.markdown(f"**{messages.escaped(entry.title)}**")
            st.caption(
                messages.escaped(
                    t(
                        "committee.entry",
                        day=entry.date or "–",
                        issued=entry.created.date().isoformat(),
                        audience=t(f"committee.{entry.audience}"),
                    )
                )
            )
            st.download_button(
                t("committee.again"),
                partial(session.workspace().snapshot_bytes, entry.id),
                file_name=f"snapshot-{entry.id}.html",
                mime="text/html",
                key=f"snapshot:{entry.id}",
                on_click="ignore",
            )


shell.page(show)
