"""Scenarios that were saved: opened, renamed, deleted and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from graphlib.errors import InputError
from graphlib.scenario import Scenario
from graphlib.translation import Message
from pages.parts import messages, session
from pages.parts.scenarios import draft

__all__ = ["Saved", "bar", "every"]

_KIND = "scenario"
_LONGEST = 80
_OPEN, _NAME, _NOTE = "scenario_open", "scenario_name", "scenario_note"
_DONE, _NEXT = "scenario_done", "scenario_next"


@dataclass(frozen=True)
class Saved:
    """A scenario that was saved, and the record that holds it; 0 where it is kept with the session."""

    scenario: Scenario
    record: int


@dataclass(frozen=True)
class _Done:
    """What was just done, and what to write to undo it; said while ``scenario`` is being worked on."""

    programme: str
    text: Message
    back: Mapping[str, Scenario | None]
    scenario: Scenario


def every() -> dict[str, Saved]:
    """Give the scenarios that were saved for the open programme, by name."""
    if session.is_example():
        kept: dict[str, Scenario] = session.state(_key(), {})
        found = {name: Saved(scenario, 0) for name, scenario in kept.items()}
    else:
        records = session.workspace().records(int(session.network_key()), _KIND)
        found = {
            record.subject: Saved(scenario, record.id)
            for record in records
            if (scenario := _read(record.subject, record.value)) is not None
        }
    return dict(sorted(found.items(), key=lambda entry: (entry[0].casefold(), entry[0])))


def bar() -> None:
    """Let a saved scenario be opened, and the one that is made be saved, renamed or deleted."""
    t, known = session.translator(), every()
    _done()
    _opening(known)
    scenario, opened = draft.current(), _opened(known)
    if not scenario.size and opened is None:
        return
    with st.expander(t("scenarios.save_title"), icon=":material/save:", expanded=False):
        name = st.text_input(t("scenarios.name"), max_chars=_LONGEST, key=_NAME)
        note = st.text_area(t("scenarios.note"), max_chars=500, height=68, key=_NOTE)
        name = " ".join(name.split())
        is_taken = name in known and name != opened
        if is_taken:
            st.warning(
                messages.escaped(t("scenarios.taken", name=messages.short(name))), icon=":material/error:"
            )
        with st.container(horizontal=True):
            _buttons(known, opened, replace(scenario, name=name, note=note.strip()), is_taken=is_taken)
        if session.is_example():
            st.caption(t("scenarios.example"))


def _buttons(known: dict[str, Saved], opened: str | None, wanted: Scenario, *, is_taken: bool) -> None:
    """Offer to save, to rename and to delete."""
    t, name = session.translator(), wanted.name
    can_save = bool(name) and not is_taken and wanted.size > 0
    if st.button(
        t("scenarios.save"),
        icon=":material/save:",
        key="scenario_save",
        disabled=not can_save,
        type="primary",
    ):
        before = known[name].scenario if name in known else None
        _write(
            known,
            {name: wanted},
            Message("scenarios.done.saved", name=messages.short(name)),
            {name: before},
            wanted,
        )
    if opened is None:
        return
    is_renamed = bool(name) and not is_taken and name != opened
    if st.button(
        t("scenarios.rename"), icon=":material/edit:", key="scenario_rename", disabled=not is_renamed
    ):
        old = known[opened].scenario
        moved = replace(old, name=name)
        text = Message("scenarios.done.renamed", before=messages.short(opened), name=messages.short(name))
        _write(known, {opened: None, name: moved}, text, {opened: old, name: None}, moved)
    if st.button(t("scenarios.delete"), icon=":material/delete:", key="scenario_delete"):
        text = Message("scenarios.done.deleted", name=messages.short(opened))
        _write(known, {opened: None}, text, {opened: known[opened].scenario}, Scenario())


def _opening(known: dict[str, Saved]) -> None:
    """Let a saved scenario be opened, or a new one be begun."""
    t = session.translator()
    if not known:
        return
    opened = _opened(known)
    names = dict(zip(known, messages.distinct(known), strict=True))
    session.put(_OPEN, opened)
    st.selectbox(
        t("scenarios.open"),
        [None, *known],
        format_func=lambda name: t("scenarios.new") if name is None else names[name],
        key=_OPEN,
        on_change=_choose,
    )


def _opened(known: Mapping[str, Saved]) -> str | None:
    """Give the name of the saved scenario that is being worked on."""
    name = draft.current().name
    return name if name in known else None


def _choose() -> None:
    """Open what was chosen."""
    name, known = session.widget(_OPEN), every()
    saved = known.get(str(name)) if name is not None else None
    _go_to(saved.scenario if saved is not None else Scenario())


def _go_to(scenario: Scenario) -> None:
    """Go on with another scenario."""
    draft.open_scenario(scenario)
    session.put(_NAME, scenario.name)
    session.put(_NOTE, scenario.note)


def _write(
    known: Mapping[str, Saved],
    values: Mapping[str, Scenario | None],
    text: Message,
    back: Mapping[str, Scenario | None],
    following: Scenario,
) -> None:
    """Write scenarios down, or take them off, keep what was done with its way back, and go on."""
    if session.is_example():
        kept: dict[str, Scenario] = dict(session.state(_key(), {}))
        for name, scenario in values.items():
            if scenario is None:
                kept.pop(name, None)
            else:
                kept[name] = scenario
        session.keep(_key(), kept)
    else:
        session.workspace().record(
            int(session.network_key()),
            _KIND,
            {name: None if scenario is None else scenario.as_plain() for name, scenario in values.items()},
            based_on={name: known[name].record for name in values if name in known},
        )
    session.keep(_DONE, _Done(session.network_key(), text, back, following))
    # The fields of its name stand already: it is taken up when the page runs again.
    session.keep(_NEXT, following)
    st.rerun()


def _done() -> None:
    """Say what was just done, with the way back, and take up the scenario that goes on."""
    following: Scenario | None = session.state(_NEXT, None)
    if following is not None:
        session.keep(_NEXT, None)
        _go_to(following)
    done: _Done | None = session.state(_DONE, None)
    if done is None or (done.programme, done.scenario) != (session.network_key(), draft.current()):
        return
    t = session.translator()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(messages.escaped(done.text.text(t.language)), icon=":material/check:")
        if done.back and st.button(t("history.undo"), icon=":material/undo:", key="scenario_undo"):
            _undo(done)


def _undo(done: _Done) -> None:
    """Write what was there before."""
    back = next((scenario for scenario in done.back.values() if scenario is not None), None)
    following = back or replace(draft.current(), name="")
    _write(every(), done.back, Message("scenarios.done.undone"), {}, following)


def _read(name: str, value: object) -> Scenario | None:
    """Read a record; one that a later Passerelle wrote in another form is left alone."""
    try:
        return replace(Scenario.from_plain(value), name=name)
    except InputError:
        return None


def _key() -> str:
    """Name what is kept of an example until the browser leaves."""
    return f"scenarios:{session.network_key()}"
