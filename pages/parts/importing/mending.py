"""The third step: every fault with its cure, mended in place or left out knowingly; and every remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from graphlib.errors import Problem
from graphlib.readers import Reading
from graphlib.readers.annotated import annotated_copy
from graphlib.readers.choices import Mend
from pages.parts import messages, session, tables
from pages.parts.importing import draft

__all__ = ["as_headed", "remarks_of", "show"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ALL = 1_000_000
"""Rows listed where all of a fault are meant."""

_SHOWN_BEFORE = frozenset(
    f"readers.{name}.what" for name in ("columns", "further_columns", "sectors_mapped", "sectors_own")
)
"""Remarks on columns and sector words, which the tables of the second step show whole."""

_SHOWN = 200
"""Faults that can be mended one by one at a time."""


@dataclass(frozen=True)
class _Group:
    """Faults of one kind in one column."""

    key: str
    column: str | None
    problems: tuple[Problem, ...]

    @property
    def is_about_rows(self) -> bool:
        """Whether each stands in a row."""
        return all(problem.row is not None for problem in self.problems)


def show() -> None:
    """Show faults and remarks."""
    t = session.translator()
    found = draft.reading()
    _decided()
    if found.problems:
        st.error(t("data.faults", count=len(found.problems)), icon=":material/error:")
        groups = _groups(found.problems)
        firsts = as_headed([group.problems[0] for group in groups], found)
        for group, first in zip(groups, firsts, strict=True):
            _cures(group, first)
        _one_by_one(found)
    else:
        st.success(t("importing.no_faults"), icon=":material/check:")
        if st.button(t("importing.to_changes"), type="primary", icon=":material/arrow_forward:"):
            draft.go("changes")
    remarks = remarks_of(found)
    if remarks:
        st.subheader(t("data.warnings", count=len(remarks)), anchor=False)
        messages.problems(as_headed(remarks, found), "warnings")


def remarks_of(found: Reading) -> list[Problem]:
    """Give the remarks but those that only repeat what the step before shows in its tables."""
    return [problem for problem in found.warnings if problem.what.key not in _SHOWN_BEFORE]


def as_headed(problems: Sequence[Problem], found: Reading) -> list[Problem]:
    """Name the columns of problems as the user's own files head them, where one heading is meant."""
    headings: dict[tuple[str, str], list[str]] = {}
    for file in found.files:
        for column in file.readings:
            for name in {column.role, column.role.rpartition(".")[2]} - {""}:
                headings.setdefault((file.file, name), []).append(column.heading)
    named = []
    for problem in problems:
        if problem.column is not None:
            meant = headings.get((problem.file, problem.column), [])
            problem = replace(problem, column=meant[0] if len(meant) == 1 else tables.header(problem.column))
        named.append(problem)
    return named


def _decided() -> None:
    """Say what was decided so far, and take it back on the user's word."""
    t, choices = session.translator(), draft.current().choices
    if not (choices.mends or choices.skipped):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        rows = messages.counted(rows=len(choices.skipped))
        cells = messages.counted(cells=len(choices.mends))
        st.write(t("importing.decided", rows=rows, cells=cells))
        if st.button(t("importing.take_back"), icon=":material/undo:"):
            draft.change_choices(mends=(), skipped=frozenset())


def _groups(problems: Sequence[Problem]) -> list[_Group]:
    """Put faults of one kind in one column together."""
    found: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.what.key, problem.column), []).append(problem)
    return [_Group(key, column, tuple(listed)) for (key, column), listed in found.items()]


def _cures(group: _Group, first: Problem) -> None:
    """Show one kind of fault, the first one under the user's own heading, and cures for all its rows."""
    t, language = session.translator(), session.language()
    with st.container(border=True):
        said = messages.escaped(f"{first.what.text(language)} {first.fix.text(language)}")
        st.markdown(f"**{messages.escaped(first.place(language))}** — {said}")
        if len(group.problems) > 1:
            st.caption(t("importing.alike", count=len(group.problems) - 1))
        if not group.is_about_rows:
            return
        name = f"{group.key}:{group.column}:{draft.current().turn}"
        with st.container(horizontal=True):
            if _meant(first) is not None and st.button(t("importing.use_meant"), key=f"meant:{name}"):
                _mend([(problem, _meant(problem) or "") for problem in _all_of(group)])
            if _may_be_blank(group) and st.button(t("importing.blank_cells"), key=f"blank:{name}"):
                _mend([(problem, "") for problem in _all_of(group)])
            if st.button(t("importing.skip_rows"), key=f"skip:{name}", icon=":material/visibility_off:"):
                _skip(_all_of(group))


def _meant(problem: Problem) -> str | None:
    """Give the value that was probably meant, where the fault names one."""
    if not problem.what.key.startswith("checks.near_"):
        return None
    return str(problem.what.values["said"])  # noqa: PD011 - the fields of a message


def _may_be_blank(group: _Group) -> bool:
    """Tell whether the cell may be left blank: what names the row itself may not."""
    return group.column not in (None, "id", "source", "target", "actor_id", "event_id")


def _all_of(group: _Group) -> list[Problem]:
    """Give every row with this fault, those too that were only counted."""
    listed = draft.reading(listed=_ALL)
    return [
        one for one in listed.problems if (one.what.key, one.column) == (group.key, group.column) and one.row
    ]


def _mend(cells: Sequence[tuple[Problem, str]]) -> None:
    """Keep corrections and read again."""
    choices = draft.current().choices
    fresh = {
        (problem.file, int(problem.row), str(problem.column)): Mend(
            problem.file, int(problem.row), str(problem.column), problem.value, after
        )
        for problem, after in cells
        if problem.row is not None and problem.column is not None
    }
    kept = [mend for mend in choices.mends if (mend.file, mend.row, mend.column) not in fresh]
    draft.change_choices(mends=(*kept, *fresh.values()))


def _skip(problems: Sequence[Problem]) -> None:
    """Leave rows out and read again."""
    rows = {(problem.file, int(problem.row)) for problem in problems if problem.row is not None}
    draft.change_choices(skipped=draft.current().choices.skipped | rows)


def _one_by_one(found: Reading) -> None:
    """Show faults as a table in which each can be mended or its row left out; and the annotated copy."""
    t, language = session.translator(), session.language()
    rows = [problem for problem in found.problems if problem.row is not None][:_SHOWN]
    if rows:
        _table(rows, found)
    st.download_button(
        t("importing.annotated"),
        lambda: annotated_copy(
            found.grids, found.problems, choices=draft.current().choices, language=language
        ),
        file_name=f"{t('importing.annotated_file')}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
    )


def _table(problems: Sequence[Problem], found: Reading) -> None:
    """Show the table of faults, and take corrections."""
    t, language = session.translator(), session.language()
    headed = as_headed(problems, found)
    grids = {grid.file: grid.rows for grid in found.grids}
    if any(problem.column is None for problem in problems):
        st.caption(t("importing.cut_rows"))
    frame = pd.DataFrame(
        {
            "row": [problem.row for problem in problems],
            "skip": [False] * len(problems),
            "value": [_stands(problem, grids.get(problem.file, ())) for problem in problems],
            "after": [_meant(problem) or problem.value or "" for problem in problems],
            "column": [problem.column or "" for problem in headed],
            "what": [problem.what.text(language) for problem in problems],
            "table": [messages.short(problem.file) for problem in problems],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"mending:{draft.current().turn}",
        hide_index=True,
        width="stretch",
        disabled=["table", "row", "column", "value", "what"],
        column_config={name: t(f"importing.column.{name}") for name in frame.columns},
    )
    lost = [
        problem
        for problem, after in zip(problems, edited["after"].fillna(""), strict=True)
        if problem.column is None and after
    ]
    if lost:
        st.warning(t("importing.typed_for_rows"), icon=":material/edit_off:")
    if st.button(t("importing.apply"), type="primary", icon=":material/check:"):
        _apply(problems, edited)


def _stands(problem: Problem, rows: Sequence[Sequence[str]]) -> str:
    """Show what stands at the place of a fault: the cell, or the whole row where it is about that."""
    if problem.column is not None:
        return problem.value or ""
    at = problem.row or 0
    row = rows[at - 1] if 0 < at <= len(rows) else ()
    return messages.short(" · ".join(cell for cell in row if cell))


def _apply(problems: Sequence[Problem], edited: pd.DataFrame) -> None:
    """Keep what was typed and ticked, and read again."""
    choices = draft.current().choices
    skipped = {
        (problem.file, int(problem.row or 0))
        for problem, skip in zip(problems, edited["skip"], strict=True)
        if skip
    }
    mends = [
        Mend(problem.file, int(problem.row or 0), problem.column, problem.value, str(after))
        for problem, after, skip in zip(problems, edited["after"].fillna(""), edited["skip"], strict=True)
        if not skip and problem.column is not None and str(after) != (problem.value or "")
    ]
    draft.change_choices(mends=(*choices.mends, *mends), skipped=choices.skipped | skipped)
