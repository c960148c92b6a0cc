"""Files to a stored network: what was understood, what can be mended here, what will change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.readers import Reading
from graphlib.readers.templates import template_workbook
from graphlib.sectors import CANONICAL, UNKNOWN
from pages.parts import cache, messages, session, tables

__all__ = ["show"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FEW = 6
"""Remarks that are shown at once; more are folded away."""


def show() -> None:
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
        _template()
    if files:
        _read(files)


def _template() -> None:
    """Offer the template to those who have no files yet."""
    t = session.translator()
    st.write(t("data.template_how"))
    st.download_button(
        t("data.template"),
        lambda: template_workbook(session.language()),
        file_name=f"{t('data.template_file')}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
    )


def _read(files: list[UploadedFile]) -> None:
    """Read the files, let sector words be mended, and offer to store."""
    contents = tuple((file.name, file.getvalue()) for file in files)
    with st.spinner(session.translator()("data.reading")):
        first = cache.reading(contents, ())
    _understood(first)
    if first.network is None:
        return
    mended = _sectors(first.sector_mapping)
    reading = cache.reading(contents, mended) if mended else first
    if reading.network is not None:
        _store(reading, reading.network, [file.name for file in files])


def _understood(reading: Reading) -> None:
    """Show how each file was read, every fault, and every remark."""
    t = session.translator()
    if reading.problems:
        st.error(t("data.faults", count=len(reading.problems)), icon=":material/error:")
        messages.problems(reading.problems, "faults")
    for file in reading.files:
        said = t(
            f"data.file.{'text' if file.encoding else 'book'}",
            file=file.file,
            table=t(f"data.table.{file.table or 'ignored'}"),
            count=file.rows,
            encoding=file.encoding or "",
        )
        st.markdown(f"- {messages.escaped(said)}")
    if reading.warnings:
        _remarks(reading.warnings)


def _remarks(warnings: tuple[Problem, ...]) -> None:
    """Show the remarks on how the files were read."""
    label = session.translator()("data.warnings", count=len(warnings))
    with st.expander(label, expanded=len(warnings) < _FEW):
        messages.problems(warnings, "warnings")


def _sectors(mapping: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Show how the words for sectors were read, and give those that the user reads otherwise."""
    t = session.translator()
    if mapping.empty:
        return ()
    st.write(t("data.sectors_read"))
    sectors = list(dict.fromkeys([*CANONICAL, UNKNOWN, *mapping["sector"]]))
    config: dict[str, Any] = {name: tables.header(name) for name in mapping.columns}
    config["sector"] = st.column_config.SelectboxColumn(
        tables.header("sector"),
        options=sectors,
        required=True,
        format_func=lambda sector: tables.sector_word(str(sector)),
    )
    edited = st.data_editor(
        mapping,
        key="sector_words",
        hide_index=True,
        width="stretch",
        disabled=["sector_source", "actors"],
        column_config=config,
    )
    changed = edited[edited["sector"] != mapping["sector"]]
    return tuple(zip(changed["sector_source"], changed["sector"], strict=True))


def _store(reading: Reading, network: Network, files: list[str]) -> None:
    """Store what was read as a new programme or as a new version of the open one."""
    t = session.translator()
    with st.container(border=True):
        where = st.radio(
            t("data.where"),
            ["new"] if session.is_example() else ["new", "version"],
            format_func=lambda code: messages.escaped(t(f"data.where_{code}", name=session.name())),
            horizontal=True,
        )
        name = ""
        if where == "new":
            name = st.text_input(t("data.name"), _suggested(files), max_chars=120)
        else:
            st.write(_change(session.network(), network))
        label = t("data.store", count=len(network))
        if st.button(label, type="primary", icon=":material/save:"):
            _keep(reading, network, files, name.strip() or _suggested(files), is_new=where == "new")


def _keep(reading: Reading, network: Network, files: list[str], name: str, *, is_new: bool) -> None:
    """Store the network and go to its overview."""
    workspace, mapping = session.workspace(), reading.sector_mapping
    number = workspace.add_network(name).id if is_new else int(session.network_key())
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


def _change(before: Network, after: Network) -> str:
    """Say which organisations are new, gone and kept."""
    old, new = set(before.ids), set(after.ids)
    return session.translator()("data.change", added=len(new - old), gone=len(old - new), kept=len(old & new))


def _suggested(files: list[str]) -> str:
    """Suggest a programme's name after its files."""
    stems = {Path(file).name.split(".")[0] for file in files}
    plain = stems - {"actors", "ties", "events", "participations"}
    return min(plain) if plain else session.translator()("data.new_name")
