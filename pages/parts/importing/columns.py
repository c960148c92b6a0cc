"""The columns of a table in the second step: what each was read as, and what no column says."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from graphlib.readers import FileReading, Reading
from graphlib.readers.choices import NOTHING
from graphlib.readers.roles import ends_of, is_complete, roles_of
from pages.parts import messages, session, tables
from pages.parts.importing import draft

__all__ = ["decide", "lacking", "show"]

_KEPT = "+"
"""Stands in the table for a further column, whose role is blank: a blank cell would look like a fault."""

_HEADED = ("actors", "ties", "events", "participations")
"""What a table can hold whose columns have roles."""

_MARKS = {"": "none", ";": "semicolon", ",": "comma", "/": "slash", "|": "bar", "\n": "line"}


def show(file: FileReading, found: Reading) -> None:
    """Show the columns of a table with all that can be decided about them; none where they have no roles."""
    if file.shape in _HEADED:
        _columns(file, found)
        _repeated(file)
        _missing(file, found)
        _separator(file, found)
        _dates(file, found)


def lacking(found: Reading) -> list[FileReading]:
    """List the tables whose columns do not say yet what is needed."""
    return [file for file in found.files if file.shape in _HEADED and _lacks(file, found)]


def decide(file: FileReading, found: Reading, what: str, value: Any) -> None:  # noqa: ANN401
    """Keep a decision for a table and for all others with the same headings, and run anew."""
    choices = draft.current().choices
    same = [other.file for other in found.files if other.signature == file.signature]
    held = {**getattr(choices, what), **dict.fromkeys(same, value)}
    cleared: dict[str, Any] = {}
    if what == "shapes":
        cleared = {
            name: {key: kept for key, kept in getattr(choices, name).items() if key not in same}
            for name in ("roles", "splits", "constants")
        }
    draft.change_choices(**{what: held}, **cleared)


def _lacks(file: FileReading, found: Reading) -> bool:
    """Tell whether neither the columns of a table nor the user say what is needed."""
    given = found.choices.constants.get(file.file, {})
    roles = [column.role for column in file.readings]
    return not is_complete(str(file.shape), [*roles, *(role for role, value in given.items() if value)])


def _columns(file: FileReading, found: Reading) -> None:
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
        held = dict(found.choices.roles.get(file.file, {}))
        chosen = changed["role"].replace(_KEPT, "")
        held |= dict(zip(changed["heading"], chosen, strict=True))
        decide(file, found, "roles", held)


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


def _missing(file: FileReading, found: Reading) -> None:
    """Ask for what no column says: the other end of every row, or which column it is."""
    t, now = session.translator(), draft.current()
    roles = {column.role for column in file.readings}
    given = found.choices.constants.get(file.file, {})
    if _lacks(file, found):
        st.warning(t(f"importing.needs.{file.shape}"), icon=":material/help:")
    for part, (key, _) in ends_of(str(file.shape)).items():
        if {key, f"{part}.name"} & roles:
            continue
        typed = st.text_input(
            t(f"importing.constant.{key}"), given.get(key, ""), key=f"constant:{file.file}:{key}:{now.turn}"
        ).strip()
        if typed != given.get(key, ""):
            decide(file, found, "constants", {**given, key: typed})


def _separator(file: FileReading, found: Reading) -> None:
    """Say what parts several organisations in a cell."""
    t, now = session.translator(), draft.current()
    for part, (key, table) in ends_of(str(file.shape)).items():
        columns = [column for column in file.readings if column.role in (key, f"{part}.name")]
        if table != "actors" or len(columns) != 1:
            continue
        heading = columns[0].heading
        given = found.choices.splits.get(file.file, {})
        chosen = st.selectbox(
            t("importing.split", column=messages.short(heading)),
            ["auto", *_MARKS],
            index=["auto", *_MARKS].index(given.get(heading, "auto")),
            format_func=lambda mark: t(f"importing.separator.{_MARKS.get(mark, mark)}"),
            key=f"split:{file.file}:{heading}:{now.turn}",
        )
        if chosen != given.get(heading, "auto"):
            kept = {name: mark for name, mark in given.items() if name != heading}
            decide(file, found, "splits", kept if chosen == "auto" else {**kept, heading: chosen})


def _dates(file: FileReading, found: Reading) -> None:
    """Say whether 03/04 is in March or in April, where the file has such dates."""
    t, now = session.translator(), draft.current()
    if not any(
        "/" in cell for column in file.readings for cell in column.examples if cell[:2].strip("/").isdigit()
    ):
        return
    given = found.choices.month_first.get(file.file)
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
