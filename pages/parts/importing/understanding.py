"""The second step: what each table and each column was read as, and all of it to be changed."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from graphlib.readers import FileReading, Reading
from graphlib.readers.choices import IGNORED
from graphlib.readers.limits import enumeration
from graphlib.readers.roles import SHAPES
from graphlib.sectors import CANONICAL, UNKNOWN
from pages.parts import messages, session, tables
from pages.parts.importing import columns, draft, mending

__all__ = ["show"]

_FIRST = 3
"""Faults that are said here; the next step has all."""

_UNRECOGNISED = frozenset({"readers.unrecognised.what"})
"""What is said beside a table already that was not understood."""

_COLUMNS_LACK = frozenset({"checks.missing_column.what", "checks.misspelt_column.what"})
"""What is said beside the columns already, while they are being chosen."""


def show() -> None:
    """Show what was understood, and take the user's word on it."""
    t = session.translator()
    found = draft.reading()
    if found.files:
        st.write(t("importing.understood", count=len(found.files)))
        _overview(found)
        chosen = _choose(found)
        _details(chosen, found)
    _sectors(found.sector_mapping)
    _on(found)


def _overview(found: Reading) -> None:
    """List the tables and what each was read as."""
    t, files = session.translator(), found.files
    frame = pd.DataFrame(
        {
            "table": [_label(file) for file in files],
            "read_as": [_shape_word(file.shape) for file in files],
            "how": [_origin(file, found) for file in files],
            "rows": [file.rows for file in files],
            "language": [t(f"importing.language.{file.language or 'none'}") for file in files],
            "encoding": [file.encoding or file.format for file in files],
        }
    )
    config = {name: t(f"importing.column.{name}") for name in frame.columns}
    st.dataframe(frame, hide_index=True, width="stretch", column_config=config, key="import_files")


def _label(file: FileReading) -> str:
    """Name a table: parts of a network's file by what they hold, not by that format's words."""
    name = messages.short(file.file)
    if file.origin != "format" or not file.shape:
        return name
    return re.sub(r" \[[a-z]+\]$", f" [{session.translator()(f'importing.part.{file.shape}')}]", name)


def _shape_word(shape: str | None) -> str:
    """Say what a table is."""
    return session.translator()(f"importing.shape.{shape or 'none'}")


def _origin(file: FileReading, found: Reading) -> str:
    """Say how it was found what a table is."""
    t, chosen = session.translator(), draft.current().choices
    is_recalled = found.choices.remembered(file.file) != chosen.remembered(file.file)
    if is_recalled and file.file not in chosen.shapes:
        return t("importing.origin.remembered")
    return t(f"importing.origin.{file.origin if file.shape else 'none'}")


def _choose(found: Reading) -> FileReading:
    """Choose a table to look at: at first one that lacks columns, or else one that was not understood."""
    t, files = session.translator(), found.files
    if len(files) == 1:
        return files[0]
    unclear = [*columns.lacking(found), *(file for file in files if file.shape is None)]
    first = files.index(unclear[0]) if unclear else 0
    place = st.selectbox(
        t("importing.look"),
        range(len(files)),
        index=first,
        format_func=lambda at: f"{at + 1}. {_label(files[at])}",
        key=f"import_table:{draft.current().digest}",
    )
    return files[place]


def _details(file: FileReading, found: Reading) -> None:
    """Show one table: what it is, its columns, its first rows."""
    t, now = session.translator(), draft.current()
    with st.container(border=True):
        options = [*SHAPES, IGNORED]
        st.markdown(f"**{messages.escaped(_label(file))}**")
        shape = st.selectbox(
            t("importing.holds"),
            options,
            index=options.index(file.shape) if file.shape in options else None,
            placeholder=t("importing.shape.none"),
            format_func=_shape_word,
            key=f"import_shape:{file.file}:{now.turn}",
        )
        if shape is not None and shape != file.shape:
            columns.decide(file, found, "shapes", shape)
        columns.show(file, found)
        st.caption(t("importing.first_rows", row=file.heading_row))
        st.dataframe(_sample(file), hide_index=True, width="stretch", key=f"import_rows:{file.file}")


def _sample(file: FileReading) -> pd.DataFrame:
    """Give the first rows under their headings."""
    width = len(file.readings)
    rows = [(*row[:width], *[""] * (width - len(row))) for row in file.sample]
    names = [messages.short(column.heading) for column in file.readings]
    unique = [name if names.count(name) == 1 else f"{name} [{at + 1}]" for at, name in enumerate(names)]
    return pd.DataFrame(rows, columns=unique)


def _sectors(mapping: pd.DataFrame) -> None:
    """Show how the words for sectors were read, to be changed in place."""
    t = session.translator()
    if mapping.empty or list(mapping["sector_source"]) == [""]:
        return
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
    if len(changed):
        held = dict(draft.current().choices.sector_words)
        held |= dict(zip(changed["sector_source"], changed["sector"], strict=True))
        draft.change_choices(sector_words=held)


def _on(found: Reading) -> None:
    """Say whether all is well, and lead on."""
    t = session.translator()
    if found.network is None:
        _unread(found)
        return
    network = found.network
    counts = messages.counted(actors=len(network), ties=len(network.pairs), events=len(network.events))
    if network.pairs.empty:
        st.warning(t("importing.no_ties", counts=counts), icon=":material/link_off:")
    else:
        st.success(t("importing.whole", counts=counts), icon=":material/check:")
    if len(network.stated_ties) > len(network.pairs):
        records = messages.counted(records=len(network.stated_ties))
        st.caption(t("importing.from_rows", records=records))
    with st.container(horizontal=True):
        if st.button(t("importing.to_changes"), type="primary", icon=":material/arrow_forward:"):
            draft.go("changes")
        remarks = mending.remarks_of(found)
        if remarks and st.button(t("importing.to_remarks", count=len(remarks))):
            draft.go("faults")


def _unread(found: Reading) -> None:
    """Say what keeps the files from being read, but for columns that are still being chosen."""
    t, lacking = session.translator(), columns.lacking(found)
    if lacking and len(found.files) > 1:
        names = enumeration([_label(file) for file in lacking])
        said = t("importing.lacking", count=len(lacking), names=names)
        st.warning(messages.escaped(said), icon=":material/help:")
    beside = _UNRECOGNISED | _COLUMNS_LACK if lacking else _UNRECOGNISED
    problems = [problem for problem in found.problems if problem.what.key not in beside]
    if problems:
        st.error(t("data.faults", count=len(problems)), icon=":material/error:")
        if len(problems) > _FIRST:
            st.caption(t("importing.shown_first", count=_FIRST, all=len(problems)))
        messages.problems(mending.as_headed(problems[:_FIRST], found), "first_faults")
    if not found.files:
        if st.button(t("importing.other_file"), type="primary", icon=":material/arrow_back:"):
            draft.drop()
            st.rerun()
    elif problems and st.button(t("importing.to_faults"), type="primary", icon=":material/arrow_forward:"):
        draft.go("faults")
