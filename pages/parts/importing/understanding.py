"""The second step: what each table and each column was read as, and all of it to be changed."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from graphlib.readers import FileReading, Reading
from graphlib.readers.choices import IGNORED, NOTHING
from graphlib.readers.roles import SHAPES, ends_of, is_complete, roles_of
from graphlib.sectors import CANONICAL, UNKNOWN
from pages.parts import messages, session, tables
from pages.parts.importing import draft, mending

__all__ = ["show"]

_KEPT = "+"
"""Stands in the table for a further column, whose role is blank: a blank cell would look like a fault."""

_FIRST = 3
"""Faults that are said here; the next step has all."""

_CHOOSING = frozenset(
    {"checks.missing_column.what", "checks.misspelt_column.what", "readers.unrecognised.what"}
)
"""What is said beside the columns already, while they are being chosen."""

_SEPARATORS = ("", ";", ",", "/", "|", "\n")


def show() -> None:
    """Show what was understood, and take the user's word on it."""
    t = session.translator()
    found = draft.reading()
    if found.files:
        st.write(t("importing.understood", count=len(found.files)))
        _overview(found.files)
        chosen = _choose(found.files)
        _details(chosen)
    _sectors(found.sector_mapping)
    _on(found)


def _overview(files: tuple[FileReading, ...]) -> None:
    """List the tables and what each was read as."""
    t = session.translator()
    frame = pd.DataFrame(
        {
            "table": [_label(file) for file in files],
            "read_as": [_shape_word(file.shape) for file in files],
            "how": [_origin(file) for file in files],
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


def _origin(file: FileReading) -> str:
    """Say how it was found what a table is."""
    t = session.translator()
    if file.signature in draft.layouts() and file.file not in draft.current().choices.shapes:
        return t("importing.origin.remembered")
    return t(f"importing.origin.{file.origin if file.shape else 'none'}")


def _choose(files: tuple[FileReading, ...]) -> FileReading:
    """Choose a table to look at: at first one that was not understood."""
    t = session.translator()
    if len(files) == 1:
        return files[0]
    first = next((place for place, file in enumerate(files) if file.shape is None), 0)
    place = st.selectbox(
        t("importing.look"),
        range(len(files)),
        index=first,
        format_func=lambda at: f"{at + 1}. {_label(files[at])}",
        key=f"import_table:{draft.current().digest}",
    )
    return files[place]


def _details(file: FileReading) -> None:
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
            _decide(file, "shapes", shape)
        if file.shape in ("actors", "ties", "events", "participations"):
            _columns(file)
            _repeated(file)
            _missing(file)
            _separator(file)
            _dates(file)
        st.caption(t("importing.first_rows", row=file.heading_row))
        st.dataframe(_sample(file), hide_index=True, width="stretch", key=f"import_rows:{file.file}")


def _decide(file: FileReading, what: str, value: Any) -> None:  # noqa: ANN401
    """Keep a decision for a table and for all others with the same headings, and run anew."""
    choices = draft.current().choices
    same = [other.file for other in draft.reading().files if other.signature == file.signature]
    held = {**getattr(choices, what), **dict.fromkeys(same, value)}
    cleared: dict[str, Any] = {}
    if what == "shapes":
        cleared = {
            name: {key: kept for key, kept in getattr(choices, name).items() if key not in same}
            for name in ("roles", "splits", "constants")
        }
    draft.change_choices(**{what: held}, **cleared)


def _sample(file: FileReading) -> pd.DataFrame:
    """Give the first rows under their headings."""
    width = len(file.readings)
    rows = [(*row[:width], *[""] * (width - len(row))) for row in file.sample]
    names = [messages.short(column.heading) for column in file.readings]
    unique = [name if names.count(name) == 1 else f"{name} [{at + 1}]" for at, name in enumerate(names)]
    return pd.DataFrame(rows, columns=unique)


def _columns(file: FileReading) -> None:
    """Show each column with its role, to be changed in place."""
    t, now = session.translator(), draft.current()
    options = [_KEPT, NOTHING, *roles_of(str(file.shape))]
    frame = pd.DataFrame(
        {
            "heading": [column.heading for column in file.readings],
            "role": [column.role or _KEPT for column in file.readings],
            "sure": [t(f"importing.sure.{column.confidence}") for column in file.readings],
            "examples": [
                " · ".join(messages.short(cell) for cell in column.examples[:3]) for column in file.readings
            ],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"roles:{file.file}:{file.shape}:{now.turn}",
        hide_index=True,
        width="stretch",
        disabled=["heading", "sure", "examples"],
        column_config={
            "heading": t("importing.column.heading"),
            "role": st.column_config.SelectboxColumn(
                t("importing.column.role"),
                options=options,
                required=True,
                format_func=lambda role: _role_word(str(role)),
            ),
            "sure": t("importing.column.sure"),
            "examples": t("importing.column.examples"),
        },
    )
    changed = edited[edited["role"] != frame["role"]]
    if len(changed):
        held = dict(draft.reading().choices.roles.get(file.file, {}))
        chosen = changed["role"].replace(_KEPT, "")
        held |= dict(zip(changed["heading"], chosen, strict=True))
        _decide(file, "roles", held)


def _role_word(role: str) -> str:
    """Say a role: what of whom a column holds."""
    t = session.translator()
    if role in (_KEPT, NOTHING):
        return t(f"importing.role.{'kept' if role == _KEPT else 'dropped'}")
    if t.has(f"importing.role.id.{role}"):
        return t(f"importing.role.id.{role}")
    part, _, column = role.rpartition(".")
    if not part:
        return tables.header(role)
    said = t("importing.role.name") if column == "name" else tables.header(column)
    return t(f"importing.role.{part}", column=said)


def _repeated(file: FileReading) -> None:
    """Say which columns are read as the same."""
    t = session.translator()
    roles = [column.role for column in file.readings if column.role not in ("", NOTHING)]
    for role in dict.fromkeys(role for role in roles if roles.count(role) > 1):
        names = ", ".join(messages.short(column.heading) for column in file.readings if column.role == role)
        st.caption(messages.escaped(t("importing.same_role", role=_role_word(role), columns=names)))


def _missing(file: FileReading) -> None:
    """Ask for what no column says: the other end of every row, or which column it is."""
    t, now = session.translator(), draft.current()
    roles = [column.role for column in file.readings]
    given = draft.reading().choices.constants.get(file.file, {})
    if not is_complete(str(file.shape), [*roles, *given]):
        st.warning(t(f"importing.needs.{file.shape}"), icon=":material/help:")
    for part, (key, _) in ends_of(str(file.shape)).items():
        if {key, f"{part}.name"} & set(roles):
            continue
        typed = st.text_input(
            t(f"importing.constant.{key}"), given.get(key, ""), key=f"constant:{file.file}:{key}:{now.turn}"
        ).strip()
        if typed != given.get(key, ""):
            _decide(file, "constants", {**given, key: typed})


def _separator(file: FileReading) -> None:
    """Say what parts several organisations in a cell."""
    t, now = session.translator(), draft.current()
    for part, (key, table) in ends_of(str(file.shape)).items():
        columns = [column for column in file.readings if column.role in (key, f"{part}.name")]
        if table != "actors" or len(columns) != 1:
            continue
        heading = columns[0].heading
        given = draft.reading().choices.splits.get(file.file, {})
        chosen = st.selectbox(
            t("importing.split", column=messages.short(heading)),
            ["auto", *_SEPARATORS],
            index=["auto", *_SEPARATORS].index(given.get(heading, "auto")),
            format_func=lambda mark: t(f"importing.separator.{_MARKS.get(mark, mark)}"),
            key=f"split:{file.file}:{heading}:{now.turn}",
        )
        if chosen != given.get(heading, "auto"):
            kept = {name: mark for name, mark in given.items() if name != heading}
            _decide(file, "splits", kept if chosen == "auto" else {**kept, heading: chosen})


_MARKS = {"": "none", ";": "semicolon", ",": "comma", "/": "slash", "|": "bar", "\n": "line"}


def _dates(file: FileReading) -> None:
    """Say whether 03/04 is in March or in April, where the file has such dates."""
    t, now = session.translator(), draft.current()
    if not any(
        "/" in cell for column in file.readings for cell in column.examples if cell[:2].strip("/").isdigit()
    ):
        return
    given = draft.reading().choices.month_first.get(file.file)
    options = [None, False, True]
    chosen = st.selectbox(
        t("importing.dates"),
        options,
        index=options.index(given),
        format_func=lambda order: t(
            f"importing.order.{ {None: 'auto', False: 'day', True: 'month'}[order] }"
        ),
        key=f"dates:{file.file}:{now.turn}",
    )
    if chosen != given:
        held = {name: order for name, order in now.choices.month_first.items() if name != file.file}
        draft.change_choices(month_first=held if chosen is None else {**held, file.file: chosen})


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
    t = session.translator()
    problems = [problem for problem in found.problems if problem.what.key not in _CHOOSING]
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
