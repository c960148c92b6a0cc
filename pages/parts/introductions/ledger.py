"""The ledger of the open programme: read from the workspace, moved on the user's word, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from graphlib.errors import GraphlibError, OvertakenError, StorageError
from graphlib.introductions import Plan
from graphlib.ledger import (
    KIND,
    REASONS,
    ROUND_KIND,
    Entry,
    Ledger,
    News,
    State,
    as_record,
    changed,
    ledger_of,
    moved,
    opened,
    reconciled,
    undone,
)
from graphlib.network import Network
from graphlib.translation import Message
from pages.parts import messages, session
from pages.parts.introductions import rulebook
from pages.parts.introductions.ledger_news import named, told
from pages.parts.introductions.rulebook import today

__all__ = [
    "OPEN",
    "already_linked",
    "catch_up",
    "current",
    "edit",
    "move",
    "reasons",
    "said",
    "set_aside",
    "start",
    "start_round",
    "state_of",
    "state_word",
    "take",
    "undo",
    "undo_last",
    "wrong",
]

OPEN = "ledger_open"
"""Where the page keeps the key of the entry that is open above the board."""

_DONE = "ledger_done"


@dataclass(frozen=True)
class _Done:
    """What was just done to the ledger of a programme, or why it could not be.

    ``entries`` hold the ids of the entries' records that Undo takes back, by their keys; ``round``
    is the key of the round that it takes back. ``about`` is the key of the entry that it was done
    to, blank where that is none in particular; ``shown`` are entries worth opening.
    """

    texts: tuple[Message, ...]
    programme: str
    entries: Mapping[str, int]
    round: str | None = None
    is_refusal: bool = False
    about: str = ""
    shown: tuple[Entry, ...] = ()


def current() -> Ledger:
    """Give the ledger of the open programme; that of an example is empty."""
    if session.is_example():
        return Ledger()
    workspace, number = session.workspace(), int(session.network_key())
    rounds, moves = (workspace.records(number, kind, history=True) for kind in (ROUND_KIND, KIND))
    return ledger_of(rounds, moves)


def state_of(row: pd.Series | Mapping[str, Any], book: Ledger | None = None) -> Entry | None:
    """Give the newest entry of the pair of a plan's row, or ``None``; ``book`` where many are asked for."""
    return (current() if book is None else book).entry_of(str(row["source"]), str(row["target"]))


def state_word(entry: Entry) -> str:
    """Say in the reader's language where an entry stands."""
    return session.translator()(f"ledger.state.{entry.state}")


def reasons() -> dict[str, str]:
    """Give the reasons for declining, or for calling a suggestion wrong, each in the reader's words."""
    t = session.translator()
    return {code: t(f"ledger.reason.is_{code}") for code in REASONS}


def take(plan: Plan, position: int, *, owner: str = "", due: str | None = None) -> None:
    """Take an introduction of a plan up; without an owner it is whoever looks."""
    _answer(plan, position, "taken", owner=owner or session.state("author", ""), due=due)


def set_aside(plan: Plan, position: int, *, words: str = "") -> None:
    """Say of an introduction: not now."""
    _answer(plan, position, "set_aside", words=words)


def already_linked(plan: Plan, position: int, *, words: str = "") -> None:
    """Say of an introduction that the two know each other."""
    _answer(plan, position, "already_linked", words=words)


def wrong(plan: Plan, position: int, reason: str, *, words: str = "") -> None:
    """Say why an introduction is wrong, by one of `reasons`."""
    _answer(plan, position, "wrong", reason=reason, words=words)


def _answer(plan: Plan, position: int, to: State, **values: Any) -> None:  # noqa: ANN401
    """Move an introduction of a plan; all that the plan suggests is in the ledger from then on."""

    def work() -> _Done:
        row = plan.table.iloc[position]
        entry = state_of(row)
        if entry is None:
            _write(_shown(plan, is_new=False))
            entry = current().entry_of(str(row["source"]), str(row["target"]))
        return _moved(entry, to, **values) if entry is not None else _done([])

    _try(work)


def move(entry: Entry, to: State, *, reason: str | None = None, words: str = "") -> None:
    """Move an entry as the user saw it."""
    owner = None if entry.standing.owner or to != "taken" else session.state("author", "")
    _try(lambda: _moved(entry, to, reason=reason, words=words, owner=owner), entry.key)


def _moved(entry: Entry, to: State, **values: Any) -> _Done:  # noqa: ANN401
    """Move an entry and write it down."""
    after = moved(entry, to, **values)
    written = _write(News(entries=(after,)))
    return _done([Message("ledger.done.moved", **named(entry), state=_word(after))], written)


def edit(entry: Entry, *, owner: str, due: str | None, notes: str) -> None:
    """Write down who looks after an entry as the user saw it, until when, and what is noted."""

    def work() -> _Done:
        after = changed(entry, owner=owner, due=due, notes=notes)
        if after == entry:
            return _done([Message("ledger.done.edited", **named(entry))])
        written = _write(News(entries=(after,)))
        return _done([Message("ledger.done.edited", **named(entry))], written)

    _try(work, entry.key)


def undo_last(entry: Entry) -> None:
    """Take back the last that was done to an entry."""

    def work() -> _Done:
        after = undone(entry)
        _write(News(entries=(after,)))
        return _done([Message("ledger.done.undone", **named(entry), state=_word(after))])

    _try(work, entry.key)


def start_round(plan: Plan) -> None:
    """Begin a round with all that a plan suggests and the ledger does not hold yet."""

    def work() -> _Done:
        news = _shown(plan, is_new=True)
        if not news.entries:
            return _done([Message("ledger.done.round_none")])
        (only,) = news.rounds
        written = _write(news)
        text = Message("ledger.done.round", number=only.number, count=len(news.entries))
        return _done([text], written, only.key)

    _try(work)


def start(plan: Plan) -> None:
    """Offer to begin a round with what a plan suggests, and say what that means."""
    t, book = session.translator(), current()
    news = opened(book, plan.table, plan.comparable, day=today(), version=0)
    if session.is_example() or not news.entries:
        return
    number = 1 if book.newest is None else book.newest.number + 1
    st.button(
        t("ledger.start", count=len(news.entries), number=number),
        help=t("ledger.start_how"),
        icon=":material/flag:",
        key="ledger_start",
        on_click=start_round,
        args=(plan,),
    )


def undo() -> None:
    """Take back what was just done."""
    last = _last()
    if last is not None:
        _try(lambda: _back(last), last.about)


def _back(last: _Done) -> _Done:
    """Take back what was done, where nobody did anything since."""
    if last.round is not None:
        return _without_round(last)
    found = [entry for entry in current().entries if last.entries.get(entry.key) == entry.record_id]
    _write(News(entries=tuple(undone(entry) for entry in found)))
    return _done([Message("ledger.done.undone", **named(one), state=_word(undone(one))) for one in found])


def _without_round(last: _Done) -> _Done:
    """Withdraw a round and its entries, if nothing was done in it."""
    key = last.round or ""
    book = current()
    number = next((one.number for one in book.rounds if one.key == key), 0)
    listed = [entry for entry in book.entries if entry.round == number]
    if {entry.key: entry.record_id for entry in listed} != dict(last.entries):
        values = {"number": key}
        raise StorageError(
            Message("ledger.done.round_moved", **values), Message("ledger.done.round_moved_fix")
        )
    _record(KIND, dict.fromkeys(last.entries), dict(last.entries))
    _record(ROUND_KIND, {key: None}, None)
    return _done([Message("ledger.done.round_undone", number=key)])


def catch_up(network: Network) -> None:
    """Look once at each new version of the data, write down what it shows of the ledger, and say so."""
    if session.is_example():
        return
    version, before = session.workspace().current(int(session.network_key())), current()
    day = version.created.astimezone(rulebook.zone()).date().isoformat()
    news = reconciled(before, network, day, version.id)
    if not news.rounds:
        return

    try:
        _write(news)
    except OvertakenError:
        # Somebody else opened the page a moment before: what is new was written down then.
        return
    texts, shown = told(before, news)
    if texts:
        session.keep(_DONE, _Done(texts, session.network_key(), {}, shown=shown))


def said(*, about: str | None = None, unless: Collection[str] = ()) -> None:
    """Say what was just done, with the way back, or why it could not be done.

    Parameters
    ----------
    about
        Key of the entry that is open and asks: what was done elsewhere is not said in it.
    unless
        Keys of the entries that are open, and say themselves what was done to them.
    """
    key = f"ledger_undo:{about or ''}"
    if about is not None and session.widget(key):
        # Its Undo was pressed and is gone by now: the page behind what is open still shows what was.
        st.rerun()
    last, t = _last(), session.translator()
    if last is None or not last.texts or last.about in unless or about not in (None, last.about):
        return
    text = messages.escaped(" ".join(text.text(t.language) for text in last.texts))
    with st.container(horizontal=True, vertical_alignment="center"):
        if last.is_refusal:
            st.error(text, icon=":material/error:")
        else:
            st.success(text, icon=":material/check:")
        if last.entries:
            st.button(t("history.undo"), icon=":material/undo:", key=key, on_click=undo)
    for entry in last.shown:
        label = messages.escaped(t("ledger.field.open", **named(entry)))
        st.button(label, key=f"ledger_show:{entry.key}", on_click=_open, args=(entry.key,))


def _open(key: str) -> None:
    """Open an entry on the board."""
    session.look_through("board")
    session.keep(OPEN, key)


def _last() -> _Done | None:
    """Give what was just done to the ledger of the open programme."""
    kept: _Done | None = session.state(_DONE, None)
    return kept if kept is not None and kept.programme == session.network_key() else None


def _done(texts: list[Message], entries: Mapping[str, int] | None = None, key: str | None = None) -> _Done:
    """Tell what was done in the open programme."""
    return _Done(tuple(texts), session.network_key(), entries or {}, key)


def _try(work: Callable[[], _Done], about: str = "") -> None:
    """Do something and keep what is to be said of it; also what the workspace or the rules refuse."""
    try:
        done = replace(work(), about=about)
    except GraphlibError as error:
        done = _Done((error.what, error.fix), session.network_key(), {}, is_refusal=True, about=about)
    session.keep(_DONE, done)


def _shown(plan: Plan, *, is_new: bool) -> News:
    """Give what a plan suggests and the ledger does not hold."""
    version = 0 if session.is_example() else session.workspace().current(int(session.network_key())).id
    return opened(current(), plan.table, plan.comparable, day=today(), version=version, is_new=is_new)


def _write(news: News) -> dict[str, int]:
    """Write rounds and entries down as they were seen; give the ids of the entries' records by key."""
    if news.rounds:
        seen = {one.key: one.record_id for one in news.rounds}
        _record(ROUND_KIND, dict(one.as_record() for one in news.rounds), seen)
    if not news.entries:
        return {}
    seen = {entry.key: entry.record_id for entry in news.entries}
    return _record(KIND, dict(map(as_record, news.entries)), seen)


def _record(kind: str, values: Mapping[str, Any], seen: Mapping[str, int] | None) -> dict[str, int]:
    """Write values into the workspace, where the open programme is no example."""
    if session.is_example():
        raise StorageError(Message("history.example.what"), Message("history.example.fix"))
    written = session.workspace().record(
        int(session.network_key()), kind, values, author=session.state("author", ""), based_on=seen
    )
    return {record.subject: record.id for record in written}


def _word(entry: Entry) -> Message:
    """Name the state of an entry."""
    return Message(f"ledger.state.{entry.state}")
