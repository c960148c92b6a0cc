"""Change organisations, ties, events and attendance in a table; checked as at the import, then stored.

What is typed is kept apart from the tables until it is stored (`graphlib.editing.Edits`), together
with the version that it was begun on: no rerun, no other page and no fault loses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from graphlib.editing import Edited, Edits, edited
from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.sectors import canonical
from graphlib.translation import Message
from pages.parts import cache, editing_columns, messages, session, tables, versioning

__all__ = ["show"]

_MOST = 500
"""Rows of a table that can be edited at once: more would make every keystroke slow."""

_TABLES = ("actors", "ties", "events", "participations")


@dataclass(frozen=True)
class _Work:
    """What is being edited, between two clicks.

    ``edits`` is what was typed into each table until the view was made; ``typed`` has with it what
    was typed into the view since. The view shows the rows ``labels`` of ``table``, and stays as it
    is while it is typed into: ``asked`` says for which choice of table and search it was made.
    ``goes`` says whether the rows that name what was deleted go with it.
    """

    version: int | None
    edits: Mapping[str, Edits] = field(default_factory=dict)
    typed: Mapping[str, Edits] = field(default_factory=dict)
    table: str = ""
    asked: tuple[object, ...] = ()
    count: int = 0
    labels: tuple[int, ...] = ()
    found: int = 0
    view: pd.DataFrame | None = None
    goes: bool = False

    @property
    def key(self) -> str:
        """Key of the editor."""
        return f"editing:{self.table}:{self.count}"

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return all(edits.is_empty for edits in self.typed.values())


def show() -> None:
    """Show the tables to be edited, what was changed, and the way to store it."""
    t = session.translator()
    st.subheader(t("editing.title"), anchor=False)
    if session.is_example():
        versioning.copy_first()
        return
    _take()
    work = _work()
    network = session.network() if work.version is None else cache.version(work.version)
    table = st.radio(
        t("editing.which"),
        _TABLES,
        format_func=lambda name: t(f"editing.tables.{name}"),
        horizontal=True,
        key="editing_table",
    )
    work = _viewed(work, network, str(table))
    _editor(work, network)
    if work.is_empty:
        st.write(t("editing.nothing"))
    else:
        _changes(work, network)


def _name() -> str:
    """Say under which name the work on the open programme is kept."""
    return f"editing:{session.network_key()}"


def _work() -> _Work:
    """Give the work in hand; while nothing is typed it is on the version that is open."""
    kept: _Work | None = session.state(_name(), None)
    opened = versioning.opened()
    current = None if opened is None else opened.id
    if kept is None or (kept.is_empty and kept.version != current):
        return _Work(current, count=0 if kept is None else kept.count)
    return kept


def _take() -> None:
    """Take in what the editor holds: before anything is shown, and whenever something is typed."""
    work: _Work | None = session.state(_name(), None)
    state = None if work is None else session.widget(work.key)
    if work is None or work.view is None or not isinstance(state, dict):
        return
    first = len(_own(cache.version(work.version) if work.version else session.network(), work.table))
    before = work.edits.get(work.table, Edits())
    typed = before.with_typed(state, work.labels, first)
    session.keep(_name(), replace(work, typed={**work.edits, work.table: typed}))


def _decide() -> None:
    """Keep whether the rows that name what was deleted go with it, before anything is shown."""
    work: _Work | None = session.state(_name(), None)
    if work is not None:
        session.keep(_name(), replace(work, goes=bool(session.widget("editing_goes"))))


def _own(network: Network, table: str) -> pd.DataFrame:
    """Give a table as the network has it."""
    own = {
        "actors": network.actors,
        "ties": network.stated_ties,
        "events": network.events,
        "participations": network.participations,
    }
    return own[table]


def _viewed(work: _Work, network: Network, table: str) -> _Work:
    """Ask what to look for, and make the view anew where that changed or the editor was left."""
    t = session.translator()
    left, right = st.columns([3, 2])
    search = left.text_input(
        t("editing.search"), key=f"editing_search:{table}", help=t("editing.search_help")
    )
    sector = ""
    if table == "actors":
        sector = right.text_input(
            t("editing.own_sector"), key="editing_sector", help=t("editing.own_sector_help")
        )
    asked = (table, search, sector, t.language)
    if work.asked == asked and session.widget(work.key) is not None:
        return work
    edits = work.typed.get(table, Edits())
    frame = edits.applied(_own(network, table))
    rows = editing_columns.searched(frame, search, table, _named(work, network))
    view = editing_columns.view(rows.iloc[:_MOST], table, _named(work, network))
    work = replace(
        work,
        edits=work.typed,
        table=table,
        asked=asked,
        count=work.count + 1,
        labels=tuple(int(label) for label in rows.index[:_MOST]),
        found=len(rows),
        view=view,
    )
    session.keep(_name(), work)
    return work


def _named(work: _Work, network: Network) -> dict[str, pd.Series]:
    """Give the names of organisations and events by id, with those that were added or renamed."""
    names = {}
    for table, key in (("actors", "id"), ("events", "event_id")):
        edits = work.typed.get(table, Edits())
        frame = edits.applied(_own(network, table)) if not edits.is_empty else _own(network, table)
        known = frame[frame[key].notna() & ~frame[key].duplicated()] if key in frame else frame.iloc[:0]
        names[table] = known.set_index(key)["name"].fillna("")
    return names


def _editor(work: _Work, network: Network) -> None:
    """Show the rows to type into."""
    t = session.translator()
    total = len(_own(network, work.table))
    if work.found > _MOST:
        st.info(t("editing.first", count=work.found, of=total, shown=_MOST), icon=":material/filter_alt:")
    else:
        st.caption(t("editing.found", count=work.found, of=total))
    if editing_columns.are_ids_typed(work.table, _named(work, network)):
        st.caption(t("editing.ids"))
    st.data_editor(
        work.view,
        key=work.key,
        num_rows="dynamic",
        width="stretch",
        column_config=editing_columns.config(
            work.view, work.table, _named(work, network), own_sector=canonical(str(work.asked[2]))
        ),
        on_change=_take,
        placeholder="",
    )


def _changes(work: _Work, network: Network) -> None:
    """Say what was changed and every fault; store it on the user's word, or drop it."""
    t = session.translator()
    goes = False
    if any(work.typed.get(name, Edits()).gone for name in ("actors", "events")):
        goes = st.checkbox(t("editing.with_their_rows"), work.goes, key="editing_goes", on_change=_decide)
    result = _judged(work, network, goes=goes)
    said = _summary(result)
    pending = t("editing.pending", what=_joined(said)) if said else t("editing.nothing")
    st.markdown(f"**{messages.escaped(pending)}**")
    _stale(work)
    if result.problems:
        st.error(t("editing.faults", count=len(result.problems)), icon=":material/error:")
        _faults(work, network, result)
    note = versioning.note_field()
    with st.container(horizontal=True):
        stores = st.button(
            t("editing.store"),
            key="editing_store",
            type="primary",
            icon=":material/save:",
            disabled=bool(result.problems) or not said,
        )
        if st.button(t("editing.discard"), key="editing_discard", icon=":material/undo:"):
            session.keep(_name(), _Work(None, count=work.count))
            st.rerun()
    if stores:
        _store(work, result, _joined(said), note)


def _judged(work: _Work, network: Network, *, goes: bool) -> Edited:
    """Check what was typed, once for each state of it."""
    t = session.translator()
    asked = (work.version, dict(work.typed), goes, t.language)
    kept: tuple[object, Edited] | None = session.state("editing_judged", None)
    if kept is not None and kept[0] == asked:
        return kept[1]
    frames = {
        name: edits.applied(_own(network, name)) for name, edits in work.typed.items() if not edits.is_empty
    }
    files = {name: t(f"editing.tables.{name}") for name in _TABLES}
    result = edited(network, **frames, with_their_rows=goes, files=files)
    session.keep("editing_judged", (asked, result))
    return result


def _summary(result: Edited) -> list[Message]:
    """Say how many rows of each table changed, were added and are gone."""
    return [
        Message(f"editing.{what}.{name}", count=getattr(counts, what))
        for name, counts in result.counts.items()
        for what in ("changed", "added", "gone")
        if getattr(counts, what)
    ]


def _joined(said: list[Message]) -> Message:
    """Make one sentence of several, each with its own count."""
    first, *rest = said
    return Message("editing.joined", first=first, rest=_joined(rest)) if rest else first


def _stale(work: _Work) -> None:
    """Say that somebody stored a newer version since the work was begun."""
    opened = versioning.opened()
    if opened is not None and work.version is not None and opened.id != work.version:
        number = session.workspace().version(work.version).number
        st.info(session.translator()("editing.older", number=number), icon=":material/history:")


def _faults(work: _Work, network: Network, result: Edited) -> None:
    """List the faults, each with the row it stands in, in words."""
    language = session.language()
    named = _named(work, network)
    titles = {session.translator()(f"editing.tables.{name}"): name for name in _TABLES}
    rows = []
    for problem in result.problems:
        name = titles.get(problem.file, "actors")
        edits = work.typed.get(name, Edits())
        own = _own(network, name)
        label = -1 if problem.row is None else problem.row - 2
        cells = own.loc[label].to_dict() if label in own.index else {}
        cells |= {**edits.changed.get(label, {}), **edits.added.get(label, {})}
        rows.append(
            {
                "what": problem.what.text(language),
                "fix": problem.fix.text(language),
                session.translator()("editing.at"): editing_columns.row_name(cells, name, named),
                "column": "" if problem.column is None else tables.header(problem.column),
                "value": problem.value or "",
                "file": problem.file,
            }
        )
    tables.show(pd.DataFrame(rows), "editing_faults", file="faults")


def _store(work: _Work, result: Edited, what: Message, note: str) -> None:
    """Store what was typed; it is kept where that fails."""
    with st.spinner(session.translator()("editing.building")):
        network = result.network
    if network is None:
        return
    session.keep(_name(), _Work(None, count=work.count))
    try:
        versioning.store(network, Message("editing.action", what=what), note=note, based_on=work.version)
    except GraphlibError:
        session.keep(_name(), work)
        raise
