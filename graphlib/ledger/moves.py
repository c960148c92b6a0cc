"""How an introduction may move: step by step, by people's word or by what the data show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from graphlib.errors import GraphlibError, UnknownNameError
from graphlib.ledger.entry import REASONS, Entry, Standing, State, Step, suggested
from graphlib.translation import Message

__all__ = [
    "EXPLAINED",
    "MOVES",
    "IllegalMoveError",
    "can_undo",
    "changed",
    "moved",
    "moves",
    "seen",
    "taken_up",
    "undone",
]

MOVES: Mapping[State, tuple[State, ...]] = {
    "suggested": ("taken", "set_aside", "already_linked", "wrong"),
    "set_aside": ("taken", "suggested", "already_linked", "wrong"),
    "taken": ("asked", "declined", "already_linked", "wrong"),
    "asked": ("met", "declined", "already_linked"),
    "met": ("declined",),
    "seen": (),
    "lasting": (),
    "declined": (),
    "already_linked": (),
    "wrong": (),
}
"""Where people may move an entry from each state; the last ones are left by an undo alone."""

EXPLAINED: frozenset[State] = frozenset({"declined", "wrong"})
"""States that an entry enters with a reason."""


class IllegalMoveError(GraphlibError):
    """An introduction cannot move as asked; says how it can.

    Parameters
    ----------
    entry
        The introduction.
    to
        Where it was to go.
    """

    def __init__(self, entry: Entry, to: State) -> None:
        values = {"source": entry.source_name, "target": entry.target_name, "state": _word(entry.state)}
        possible = moves(entry)
        fix = (
            Message("ledger.illegal.possible", states=_listed(possible))
            if possible
            else Message("ledger.illegal.none")
        )
        super().__init__(Message("ledger.illegal.what", to=_word(to), **values), fix)


def _word(state: State) -> Message:
    """Name a state."""
    return Message(f"ledger.state.{state}")


def _listed(states: Sequence[State]) -> Message:
    """List states in words."""
    words = [_word(state) for state in states]
    return reduce(lambda first, last: Message("ledger.illegal.list", first=first, last=last), words)


def moves(entry: Entry) -> tuple[State, ...]:
    """List where people may move an entry."""
    return MOVES[entry.state]


def taken_up(
    row: Mapping[str, Any], number: int, day: str, *, owner: str = "", due: str | None = None
) -> Entry:
    """Make the entry of a row of a plan that is taken at once; see `graphlib.ledger.suggested`."""
    return moved(suggested(row, number, day), "taken", owner=owner, due=due)


def moved(
    entry: Entry,
    to: State,
    *,
    reason: str | None = None,
    words: str = "",
    owner: str | None = None,
    due: str | None = None,
) -> Entry:
    """Move an entry on people's word.

    Parameters
    ----------
    entry
        Where it stands now.
    to
        Where it is to go.
    reason
        One of `REASONS`; needed, and only kept, where ``to`` is one of `EXPLAINED`.
    words
        Why, in free words.
    owner, due
        Who looks after it and until which ISO day; ``None`` leaves them as they are.

    Raises
    ------
    IllegalMoveError
        If it cannot go there from where it stands.
    UnknownNameError
        If a reason is needed and ``reason`` is none of `REASONS`.
    GraphlibError
        If ``due`` is no day.
    """
    if to not in moves(entry):
        raise IllegalMoveError(entry, to)
    if to in EXPLAINED and reason not in REASONS:
        raise UnknownNameError("ledger.reason.kind", reason or "", REASONS)
    entry = changed(entry, owner=owner, due=entry.standing.due if due is None else due)
    return _into(entry, to, reason=reason if to in EXPLAINED else None, words=words.strip())


def _into(entry: Entry, to: State, **values: Any) -> Entry:  # noqa: ANN401
    """Put an entry into a state, whatever leads there."""
    path = (*entry.standing.path, to)
    standing = replace(entry.standing, **{"state": to, "path": path, "reason": None, "words": "", **values})
    return replace(entry, standing=standing, is_undo=False)


def changed(
    entry: Entry, *, owner: str | None = None, due: str | None = None, notes: str | None = None
) -> Entry:
    """Change who looks after an entry, until when, and its notes; it stays where it stands.

    Parameters
    ----------
    entry
        Any.
    owner, notes
        ``None`` leaves them as they are.
    due
        ISO day; ``None`` for no day.

    Raises
    ------
    GraphlibError
        If ``due`` is no day.
    """
    standing = replace(
        entry.standing,
        owner=entry.standing.owner if owner is None else owner.strip(),
        notes=entry.standing.notes if notes is None else notes.strip(),
        due=_day(due),
    )
    return replace(entry, standing=standing, is_undo=False)


def _day(text: str | None) -> str | None:
    """Read an ISO day, or none."""
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise GraphlibError(Message("ledger.due.what", value=text), Message("ledger.due.fix")) from error


def undone(entry: Entry) -> Entry:
    """Take the last move or change back; that is written down as a move back.

    Raises
    ------
    GraphlibError
        If nothing was done since it was suggested.
    """
    if not can_undo(entry):
        values = {"source": entry.source_name, "target": entry.target_name}
        raise GraphlibError(Message("ledger.undo.what", **values), Message("ledger.undo.fix"))
    return replace(entry, standing=_standings(entry.history)[-2], is_undo=True)


def can_undo(entry: Entry) -> bool:
    """Tell whether there is a move to take back."""
    return len(_standings(entry.history)) > 1


def _standings(history: Sequence[Step]) -> list[Standing]:
    """List where an entry stood, without the moves that were taken back."""
    found: list[Standing] = []
    for step in history:
        if step.is_undo:
            found.pop()
        else:
            found.append(step.standing)
    return found


def seen(entry: Entry, since: str | None, day: str, newest: int) -> Entry:
    """Say of an entry what a version of the data shows: a tie between the two, or none.

    Parameters
    ----------
    entry
        Any.
    since
        ISO day on which their tie began, blank where it has none; ``None`` where there is no tie.
    day
        ISO day of the version.
    newest
        Number of the newest round.

    Returns
    -------
    Entry
        The same where nothing is new. A tie that began before the suggestion makes an open entry
        one of ``already_linked``; another one makes it, or one that was declined, ``seen``, and
        ``lasting`` two rounds later. Of a tie that was seen and is gone, the entry says so.
    """
    if entry.state in {"seen", "lasting"}:
        return _followed(entry, is_tied=since is not None, newest=newest)
    if since is None or not (entry.is_open or entry.state == "declined"):
        return entry
    if since and since < entry.day:
        return _into(entry, "already_linked", tied_since=since)
    return _into(entry, "seen", seen_on=since or day, seen_round=newest)


def _followed(entry: Entry, *, is_tied: bool, newest: int) -> Entry:
    """Say what became of a tie that was seen."""
    standing = entry.standing
    if not is_tied or standing.is_gone:
        if standing.is_gone != is_tied:
            return entry
        began = newest if is_tied else standing.seen_round
        standing = replace(standing, is_gone=not is_tied, seen_round=began)
        return replace(entry, standing=standing, is_undo=False)
    if entry.state == "seen" and newest >= (standing.seen_round or newest) + 2:
        return _into(entry, "lasting")
    return entry
