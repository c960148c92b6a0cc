"""A suggested introduction in the ledger: what was suggested, where it stands, and how it came there."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, Protocol, TypeAlias

__all__ = [
    "KIND",
    "OPEN",
    "REASONS",
    "STATES",
    "Entry",
    "Standing",
    "State",
    "Step",
    "Written",
    "as_record",
    "entries",
    "key_of",
    "pair_of",
    "suggested",
]

KIND = "move"
"""Kind of the records that hold the ledger."""

State: TypeAlias = Literal[
    "suggested",
    "set_aside",
    "taken",
    "asked",
    "met",
    "seen",
    "lasting",
    "declined",
    "already_linked",
    "wrong",
]

STATES: tuple[State, ...] = (
    "suggested",
    "set_aside",
    "taken",
    "asked",
    "met",
    "seen",
    "lasting",
    "declined",
    "already_linked",
    "wrong",
)
"""Where an introduction may stand, in the order in which it gets there."""

OPEN: frozenset[State] = frozenset({"suggested", "set_aside", "taken", "asked", "met"})
"""States of which nobody has said, nor the data shown, that they are the last."""

REASONS = ("not_relevant", "competitors", "wrong_data", "no_capacity", "other")
"""Why an introduction was declined, or wrong to suggest."""


class Written(Protocol):
    """A record as the workspace keeps it; see `graphlib.storage.Record`."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def subject(self) -> str:
        """Key of the entry."""

    @property
    def value(self) -> Any:  # noqa: ANN401
        """What JSON says of it."""

    @property
    def author(self) -> str:
        """Who wrote it."""

    @property
    def created(self) -> datetime.datetime:
        """When it was written."""


@dataclass(frozen=True)
class Standing:
    """Where an entry stands.

    Attributes
    ----------
    state
        One of `STATES`.
    path
        The states it came through, the first one first, itself last.
    owner, due, notes
        Who looks after it, until which ISO day, and what was noted.
    reason, words
        Why it came into this state: one of `REASONS` where one was asked for, and in free words.
    seen_on, seen_round
        ISO day on which the tie began or else was found, and the newest round then.
    tied_since
        ISO day before the suggestion on which the two were tied already, as later data say.
    is_gone
        Whether the tie that was seen is no longer in the data.
    """

    state: State = "suggested"
    path: tuple[State, ...] = ("suggested",)
    owner: str = ""
    due: str | None = None
    notes: str = ""
    reason: str | None = None
    words: str = ""
    seen_on: str | None = None
    seen_round: int | None = None
    tied_since: str | None = None
    is_gone: bool = False


@dataclass(frozen=True)
class Step:
    """What was written of an entry at one moment: where it stood from then on, who says so and when."""

    standing: Standing
    when: datetime.datetime
    who: str
    is_undo: bool


@dataclass(frozen=True)
class Entry:
    """One suggested introduction of a round.

    Attributes
    ----------
    key
        Its name in the records, from the round and the pair, whichever of the two comes first.
    round, day
        Number of the round in which the pair was first suggested, and the ISO day.
    rank
        Its place in the list then.
    source, target, introducer
        Ids, each with its ``_name`` then; nobody to introduce them is ``None``.
    source_sector, target_sector
        Their groups then.
    reasons
        Codes of the reasons given.
    likelihood, gain
        As they were said.
    standing
        Where it stands.
    history
        How it came there, oldest first; empty before it was written.
    is_undo
        Whether the last move was taken back to stand here.
    record_id
        Id of its newest record, 0 before it was written.
    """

    key: str
    round: int
    day: str
    rank: int
    source: str
    source_name: str
    source_sector: str
    target: str
    target_name: str
    target_sector: str
    introducer: str | None
    introducer_name: str | None
    reasons: tuple[str, ...]
    likelihood: float
    gain: float
    standing: Standing = Standing()
    history: tuple[Step, ...] = field(default=(), compare=False)
    is_undo: bool = False
    record_id: int = field(default=0, compare=False)

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the two, the smaller first."""
        return pair_of(self.source, self.target)

    @property
    def sectors(self) -> tuple[str, str]:
        """The groups of the two, in alphabetical order."""
        return pair_of(self.source_sector, self.target_sector)

    @property
    def state(self) -> State:
        """Where it stands, in one word."""
        return self.standing.state

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.state in OPEN

    def was(self, state: State) -> bool:
        """Tell whether it stands, or stood on its way, in a state."""
        return state in self.standing.path


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Put two names into an order that does not depend on which comes first."""
    return (one, other) if one <= other else (other, one)


def key_of(number: int, source: str, target: str) -> str:
    """Name the entry of a pair in a round, whichever of the two comes first."""
    return json.dumps([number, *pair_of(source, target)], ensure_ascii=False)


def suggested(row: Mapping[str, Any], number: int, day: str) -> Entry:
    """Make the entry of a row of `graphlib.introductions.Plan.table` in a round of this number.

    Parameters
    ----------
    row
        The row, or any mapping with its columns.
    number
        Of the round, from 1.
    day
        ISO day of the suggestion.
    """
    introducer, name = row["introducer"], row["introducer_name"]
    return Entry(
        key=key_of(number, str(row["source"]), str(row["target"])),
        round=number,
        day=day,
        rank=int(row["rank"]),
        source=str(row["source"]),
        source_name=_text(row["source_name"]),
        source_sector=_text(row["source_sector"]),
        target=str(row["target"]),
        target_name=_text(row["target_name"]),
        target_sector=_text(row["target_sector"]),
        introducer=str(introducer) if introducer == introducer else None,
        introducer_name=str(name) if name == name else None,
        reasons=tuple(code for code in str(row["reasons"]).split(";") if code),
        likelihood=float(row["likelihood"]),
        gain=float(row["reach_gain"]),
    )


def _text(cell: object) -> str:
    """Read a cell as text, blank where it is missing."""
    return str(cell) if cell == cell else ""


def as_record(entry: Entry) -> tuple[str, dict[str, Any]]:
    """Give the subject and the value of the record that says where an entry stands."""
    value = asdict(replace(entry, history=()))
    for name in ("key", "history", "record_id"):
        del value[name]
    return entry.key, value


def entries(records: Iterable[Written]) -> tuple[Entry, ...]:
    """Read the ledger from its records.

    Parameters
    ----------
    records
        All of them, oldest first, also those that later ones replaced: they are the history.

    Returns
    -------
    tuple
        One entry for each subject that was not withdrawn, by round, rank and key.
    """
    found: dict[str, Entry] = {}
    for record in records:
        if record.value is None:
            found.pop(record.subject, None)
            continue
        entry = _read(record.subject, record.value)
        before = found[record.subject].history if record.subject in found else ()
        step = Step(entry.standing, record.created, record.author, entry.is_undo)
        found[record.subject] = replace(entry, history=(*before, step), record_id=record.id)
    return tuple(sorted(found.values(), key=lambda entry: (entry.round, entry.rank, entry.key)))


def _read(key: str, value: Mapping[str, Any]) -> Entry:
    """Read an entry back from what JSON says of it."""
    standing = Standing(**{**value["standing"], "path": tuple(value["standing"]["path"])})
    return Entry(key=key, **{**value, "standing": standing, "reasons": tuple(value["reasons"])})
