"""The rules of the open programme: read from the workspace, changed on the user's word, with the way back."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graphlib.errors import OvertakenError
from graphlib.introductions.rulebook import RuleBook, as_record, from_records
from graphlib.network import Network
from graphlib.translation import Message
from pages.parts import session

__all__ = ["Done", "book", "change", "current", "done", "seen", "today", "undo", "zone"]

_KIND = "rule"
_DONE = "rules_done"

Values = Mapping[str, Any]
"""What is written of each subject, ``None`` to withdraw it."""


@dataclass(frozen=True)
class Done:
    """What was just done to the rules of a programme: ``back`` undoes it, if that can be.

    ``records`` are the ids of what was written, by subject.
    """

    text: Message
    programme: str
    back: Values | None
    records: Mapping[str, int]


def current(network: Network) -> RuleBook:
    """Give the rules that hold today and speak of what the network has."""
    return book().holding(today()).known_to(network)


def book() -> RuleBook:
    """Give all rules of the open programme, also those that have expired."""
    return from_records(_stored().values())


def seen() -> dict[str, int]:
    """Give the id of the newest record of each rule; an example has none."""
    if session.is_example():
        return {}
    records = session.workspace().records(int(session.network_key()), _KIND, history=True)
    return {record.subject: record.id for record in records}


def today() -> str:
    """Give today's date by the clock of whoever looks, in UTC where that is not known."""
    return datetime.datetime.now(zone()).date().isoformat()


def zone() -> datetime.tzinfo:
    """Give the time zone of whoever looks, UTC where that is not known."""
    try:
        return zoneinfo.ZoneInfo(st.context.timezone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return datetime.UTC


def change(added: RuleBook, withdrawn: RuleBook, said: Message, based_on: Mapping[str, int]) -> None:
    """Write rules down, withdraw others, and say so with an Undo; all of it, or nothing.

    Parameters
    ----------
    added, withdrawn
        The rules.
    said
        What was done.
    based_on
        What `seen` gave when the user saw the rules: whoever was overtaken changes nothing.
    """
    values = {**dict.fromkeys(subject for subject, _ in map(as_record, withdrawn.rules)), **_values(added)}
    before = _stored()
    back = {subject: before.get(subject) for subject in values}
    _write(values, said, back, {subject: based_on.get(subject, 0) for subject in values})


def done() -> Done | None:
    """Give what was just done to the rules of the open programme."""
    kept: Done | None = session.state(_DONE, None)
    return kept if kept is not None and kept.programme == session.network_key() else None


def undo() -> None:
    """Put the rules back as they were before what was just done."""
    last = done()
    if last is not None and last.back is not None:
        _write(last.back, Message("rules.undone"), None, last.records)


def _values(rules: RuleBook) -> dict[str, Any]:
    """Give what is written of each rule."""
    return dict(map(as_record, rules.rules))


def _stored() -> dict[str, Any]:
    """Give what is kept of each rule."""
    if session.is_example():
        kept: dict[str, Any] = session.state(_example(), {})
        return kept
    records = session.workspace().records(int(session.network_key()), _KIND)
    return {record.subject: record.value for record in records}


def _write(values: Values, said: Message, back: Values | None, based_on: Mapping[str, int]) -> None:
    """Write values down, or say that somebody else was faster."""
    key = session.network_key()
    if session.is_example():
        kept = {**_stored(), **values}
        session.keep(_example(), {subject: value for subject, value in kept.items() if value is not None})
        session.keep(_DONE, Done(said, key, back, {}))
        return
    try:
        written = session.workspace().record(
            int(key), _KIND, values, author=session.state("author", ""), based_on=based_on
        )
    except OvertakenError:
        session.keep(_DONE, Done(Message("rules.overtaken"), key, None, {}))
        return
    session.keep(_DONE, Done(said, key, back, {record.subject: record.id for record in written}))


def _example() -> str:
    """Name where the rules of an example are kept until the browser leaves."""
    return f"rules:{session.network_key()}"
