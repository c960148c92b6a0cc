"""One introduction of the ledger, opened: where it stands and may go, who looks after it, its history."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

import streamlit as st

from graphlib.ledger import EXPLAINED, Entry, Ledger, State, Step, can_undo, moves
from pages.parts import messages, session, tables
from pages.parts.introductions import ledger
from pages.parts.introductions.rulebook import today, zone

__all__ = ["dialog", "inside", "lines", "open_one"]

_LONGEST_NAME, _LONGEST_NOTE = 80, 2000


def open_one(entry: Entry) -> None:
    """Open an entry above the page."""
    session.keep(ledger.OPEN, entry.key)


def _close() -> None:
    """Close the entry that is open."""
    session.keep(ledger.OPEN, None)


def dialog(book: Ledger) -> str:
    """Show the entry that is open above the page, if the ledger has it, and give its key."""
    key = session.state(ledger.OPEN, "")
    entry = next((entry for entry in book.entries if entry.key == key), None)
    if entry is None:
        return ""
    t = session.translator()
    title = t("ledger.pair", source=_short(entry.source_name), target=_short(entry.target_name))
    st.dialog(title, width="large", on_dismiss=_close)(inside)(entry, "dialog")
    return entry.key


def _short(name: str) -> str:
    """Make a name fit for Markdown."""
    return messages.escaped(messages.short(name))


def lines(entry: Entry, day: str) -> list[str]:
    """Say who looks after an entry, until when, and what the data show of it."""
    t, standing = session.translator(), entry.standing
    said = [t("ledger.owner_is", name=messages.short(standing.owner))] if standing.owner else []
    if standing.due and entry.is_open:
        said.append(t("ledger.overdue" if standing.due < day else "ledger.due_is", day=standing.due))
    if standing.seen_on:
        said.append(t("ledger.seen_on", day=standing.seen_on))
    if standing.is_gone:
        said.append(t("ledger.is_gone"))
    if standing.tied_since:
        said.append(t("ledger.tied_before", day=standing.tied_since))
    if standing.reason:
        said.append(ledger.reasons().get(standing.reason, standing.reason))
    return [*said, messages.short(standing.words)] if standing.words else said


def inside(entry: Entry, place: str) -> None:
    """Show an entry with all that can be done to it; ``place`` tells two showings of it apart."""
    t = session.translator()
    ledger.said(about=entry.key)
    introducer = entry.introducer_name
    by = t("ledger.introducer", name=messages.short(introducer)) if introducer else t("ledger.no_introducer")
    said = [
        " – ".join(map(tables.sector_word, (entry.source_sector, entry.target_sector))),
        t("ledger.suggested_on", number=entry.round, day=entry.day),
        by,
        t("ledger.said", likelihood=entry.likelihood),
    ]
    st.caption(messages.escaped(" · ".join(said)))
    st.markdown(f"**{_sentence(ledger.state_word(entry))}**")
    for line in lines(entry, today()):
        st.write(messages.escaped(line))
    _moves(entry, f"{place}:{entry.key}:{entry.record_id}")
    _fields(entry, f"{place}:{entry.key}:{entry.record_id}")
    _history(entry.history)


def _sentence(words: str) -> str:
    """Begin words with a capital."""
    return messages.escaped(words[:1].upper() + words[1:])


def _moves(entry: Entry, key: str) -> None:
    """Offer the moves that are possible, and the way back."""
    t, possible = session.translator(), moves(entry)
    explained = [state for state in possible if state in EXPLAINED]
    plain = [state for state in possible if state not in EXPLAINED]
    with st.container(horizontal=True):
        for place, state in enumerate(plain):
            kind: Literal["primary", "secondary"] = "primary" if place == 0 else "secondary"
            label = t(f"ledger.move.{state}")
            _done_by(
                st.button(
                    label,
                    key=f"ledger_to:{state}:{key}",
                    type=kind,
                    on_click=ledger.move,
                    args=(entry, state),
                )
            )
        for state in explained:
            with st.popover(t(f"ledger.move.{state}")):
                _explained(entry, state, key)
        if can_undo(entry):
            _done_by(
                st.button(
                    t("ledger.field.undo"),
                    key=f"ledger_back:{key}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=ledger.undo_last,
                    args=(entry,),
                )
            )


def _done_by(is_pressed: bool) -> None:  # noqa: FBT001 - what a button says
    """Show the whole page anew after a button; what was open stays open, with what was done.

    What the button does is done before, with the entry as it was shown: whoever was overtaken by
    somebody else is told.
    """
    if is_pressed:
        st.rerun()


def _explained(entry: Entry, state: State, key: str) -> None:
    """Ask why, and move the entry for that reason."""
    t, words = session.translator(), ledger.reasons()
    asked = (f"ledger_why:{state}:{key}", f"ledger_words:{state}:{key}")
    reason = st.radio(
        t("ledger.reason.ask"),
        list(words),
        format_func=lambda code: words[code],
        index=None,
        key=asked[0],
    )
    st.text_input(t("ledger.field.words"), max_chars=_LONGEST_NOTE, key=asked[1])
    _done_by(
        st.button(
            t(f"ledger.field.say_{state}"),
            key=f"ledger_to:{state}:{key}",
            type="primary",
            disabled=reason is None,
            on_click=_explain,
            args=(entry, state, *asked),
        )
    )


def _explain(entry: Entry, state: State, reason: str, words: str) -> None:
    """Move an entry for the reason and in the words that the widgets with these keys hold."""
    chosen = session.widget(reason)
    ledger.move(
        entry, state, reason=None if chosen is None else str(chosen), words=str(session.widget(words) or "")
    )


def _fields(entry: Entry, key: str) -> None:
    """Ask who looks after it, until when, and for notes."""
    t, standing = session.translator(), entry.standing
    owner, due, notes = (f"ledger_{name}:{key}" for name in ("owned", "due", "notes"))
    with st.form(f"ledger_fields:{key}", border=False):
        left, right = st.columns(2)
        left.text_input(t("ledger.field.owner"), standing.owner, max_chars=_LONGEST_NAME, key=owner)
        right.date_input(
            t("ledger.field.due"),
            datetime.date.fromisoformat(standing.due) if standing.due else None,
            format="YYYY-MM-DD",
            key=due,
        )
        st.text_area(t("ledger.field.notes"), standing.notes, max_chars=_LONGEST_NOTE, height=100, key=notes)
        _done_by(
            st.form_submit_button(t("ledger.field.save"), on_click=_keep, args=(entry, owner, due, notes))
        )


def _keep(entry: Entry, owner: str, due: str, notes: str) -> None:
    """Keep what the widgets with these keys hold."""
    day = session.widget(due)
    ledger.edit(
        entry,
        owner=str(session.widget(owner) or ""),
        due=day.isoformat() if isinstance(day, datetime.date) else None,
        notes=str(session.widget(notes) or ""),
    )


def _history(steps: Sequence[Step]) -> None:
    """Say how the entry came where it stands, the newest step first."""
    t = session.translator()
    with st.expander(t("ledger.history.title")):
        for place in reversed(range(len(steps))):
            st.markdown(f"- {messages.escaped(_told(steps, place))}")


def _told(steps: Sequence[Step], place: int) -> str:
    """Say one step: when, who, what and why."""
    t, step = session.translator(), steps[place]
    word = t(f"ledger.state.{step.standing.state}")
    is_edit = place > 0 and step.standing.path == steps[place - 1].standing.path
    if step.is_undo:
        what = t("ledger.history.undone", state=word)
    elif is_edit:
        what = t("ledger.history.edited")
    else:
        why = " – ".join(
            filter(None, [ledger.reasons().get(step.standing.reason or ""), step.standing.words])
        )
        what = t("ledger.history.why", what=word, why=messages.short(why)) if why else word
    day = step.when.astimezone(zone()).date().isoformat()
    if step.who:
        return t("ledger.history.step_by", day=day, who=messages.short(step.who), what=what)
    return t("ledger.history.step", day=day, what=what)
