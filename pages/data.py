"""What do we know, and how well? Drop files, see what was understood, store, go back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from graphlib.network import Network
from graphlib.readers import Reading, likely_duplicates, read_files
from graphlib.readers.templates import template_workbook
from pages.parts import cache, messages, session, shell, tables

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """Show the page."""
    messages.opening("data")
    _known(session.network())
    _import()
    _versions()
    _tables(session.network())


def _known(network: Network) -> None:
    """Say what the open network holds, and how complete it is."""
    t = session.translator()
    actors, pairs = network.actors, network.pairs
    messages.finding(
        t(
            "data.finding",
            actors=len(network),
            ties=len(pairs),
            events=len(network.events),
            day=network.latest_date or "–",
        )
    )
    large = network.event_sizes[network.event_sizes > network.event_cap]
    rows = [
        (t("data.quality.sector"), (actors["sector"] != "unknown").mean(), t("data.quality.sector_why")),
        (t("data.quality.themes"), actors["themes"].notna().mean(), t("data.quality.themes_why")),
        (
            t("data.quality.place"),
            (actors["country"].notna() | actors["region"].notna()).mean(),
            t("data.quality.place_why"),
        ),
        (
            t("data.quality.dated"),
            pairs["since"].notna().mean() if len(pairs) else 0.0,
            t("data.quality.dated_why"),
        ),
    ]
    with st.expander(t("data.quality.title")):
        st.dataframe(
            pd.DataFrame(rows, columns=["what", "share", "why"]),
            hide_index=True,
            width="stretch",
            column_config={
                "what": t("data.quality.what"),
                "share": st.column_config.ProgressColumn(
                    t("data.quality.share"), format="percent", min_value=0, max_value=1
                ),
                "why": t("data.quality.why"),
            },
        )
        if len(large):
            st.write(t("data.quality.large_events", count=len(large), cap=network.event_cap))


def _import() -> None:
    """Take files in, show what was understood, and store on the user's word."""
    t = session.translator()
    st.subheader(t("data.own"), anchor=False)
    left, right = st.columns([3, 1])
    files = left.file_uploader(
        t("data.drop"),
        accept_multiple_files=True,
        key=f"upload:{session.state('upload', 0)}",
        help=t("data.drop_help"),
    )
    with right:
        st.write(t("data.template_how"))
        st.download_button(
            t("data.template"),
            lambda: template_workbook(session.language()),
            file_name=f"{t('data.template_file')}.xlsx",
            mime=_XLSX,
            icon=":material/download:",
            on_click="ignore",
        )
    if not files:
        return
    with st.spinner(t("data.reading")):
        reading = read_files({file.name: file.getvalue() for file in files})
    _understood(reading)
    if reading.network is not None:
        _store(reading, reading.network, [file.name for file in files])


def _understood(reading: Reading) -> None:
    """Show what was understood of the files, before anything is stored."""
    t = session.translator()
    if reading.problems:
        st.error(t("data.faults", count=len(reading.problems)), icon=":material/error:")
        messages.problems(reading.problems, "faults")
    for file in reading.files:
        st.markdown(
            "- "
            + messages.escaped(
                t(
                    "data.file",
                    file=file.file,
                    table=t(f"data.table.{file.table}"),
                    rows=file.rows,
                    encoding=file.encoding or "–",
                )
            )
        )
    if reading.network is None:
        return
    mapping = reading.sector_mapping
    if len(mapping):
        st.write(t("data.sectors_read"))
        tables.show(mapping, "sector_mapping", file="sector-words")
    if reading.warnings:
        with st.expander(t("data.warnings", count=len(reading.warnings)), expanded=len(reading.warnings) < 6):
            messages.problems(reading.warnings, "warnings")


def _store(reading: Reading, network: Network, files: list[str]) -> None:
    """Store what was read as a new programme or as a new version of the open one."""
    t = session.translator()
    with st.form("store", border=True):
        choices = ["new"] if session.is_example() else ["new", "version"]
        where = st.radio(
            t("data.where"),
            choices,
            format_func=lambda code: messages.escaped(t(f"data.where_{code}", name=session.name())),
            horizontal=True,
        )
        name = st.text_input(t("data.name"), _suggested(files), max_chars=120)
        stored = st.form_submit_button(
            t("data.store", count=len(network)), type="primary", icon=":material/save:"
        )
    if not stored:
        return
    workspace, mapping = session.workspace(), reading.sector_mapping
    number = (
        int(session.network_key())
        if where == "version"
        else workspace.add_network(name.strip() or _suggested(files)).id
    )
    workspace.store(
        number,
        network,
        sources=tuple(files),
        sector_words=dict(zip(mapping["sector_source"], mapping["sector"], strict=True)),
        warnings=reading.warnings,
    )
    session.open_network(str(number))
    session.keep("upload", session.state("upload", 0) + 1)
    session.keep("stored", len(network))
    st.switch_page("pages/overview.py")


def _suggested(files: list[str]) -> str:
    """Suggest a programme's name after its files."""
    stems = {Path(file).name.split(".")[0] for file in files}
    plain = stems - {"actors", "ties", "events", "participations"}
    return min(plain) if plain else session.translator()("data.new_name")


def _versions() -> None:
    """List the versions of the open programme, and go back to one."""
    if session.is_example():
        return
    t, workspace = session.translator(), session.workspace()
    number = int(session.network_key())
    versions, current = workspace.versions(number), workspace.current(number)
    st.subheader(t("data.versions"), anchor=False)
    for entry in versions:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(
            messages.escaped(
                t(
                    "data.version",
                    number=entry.number,
                    day=entry.created.date().isoformat(),
                    actors=entry.actors,
                    ties=entry.ties,
                    files=", ".join(entry.sources),
                )
            )
        )
        if entry.id == current.id:
            right.markdown(f":material/check: {t('data.version_open')}")
        elif right.button(t("data.version_go"), key=f"version:{entry.id}"):
            workspace.choose(entry.id)
            st.rerun()


def _tables(network: Network) -> None:
    """Show the tables as they were read, and pairs that may be the same organisation."""
    t = session.translator()
    with st.expander(t("data.organisations", count=len(network))):
        tables.show(network.actors.dropna(axis=1, how="all"), "data_actors", file="organisations")
    with st.expander(t("data.ties", count=len(network.pairs))):
        tables.show(network.pairs, "data_ties", file="ties")
    with st.expander(t("data.duplicates")):
        found = cache.once(likely_duplicates, network)
        st.write(t("data.duplicates_found", count=len(found)))
        if len(found):
            tables.show(
                found, "data_duplicates", columns=["name_a", "name_b", "score"], file="likely-duplicates"
            )


shell.page(show)
