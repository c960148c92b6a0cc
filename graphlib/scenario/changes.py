"""What somebody thinks of changing, kept apart from the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graphlib.errors import InputError
from graphlib.readers.limits import refusal
from graphlib.sectors import UNKNOWN

__all__ = ["AddedActor", "Pair", "Scenario", "is_scenario", "ordered"]

Pair = tuple[str, str]
"""Ids of the two ends of a tie."""

_MARK = "scenario"
_MOST = 100_000
"""Changes that a file may hold."""


@dataclass(frozen=True)
class AddedActor:
    """An organisation that is not in the data.

    ``ties`` are ids of those whom it would be tied to, in the data or added as well; a blank
    ``name`` is the id.
    """

    id: str
    name: str = ""
    sector: str = UNKNOWN
    ties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """Changes to a network that were only thought of.

    Attributes
    ----------
    name, note
        What it is called, and why it was made.
    added_ties, removed_ties
        Pairs of ids; a tie has no direction here. A tie that is removed goes whatever it rests on,
        shared events too.
    added_actors
        Organisations that would join, with their ties.
    removed_actors
        Ids of those who would leave, with all their ties.
    """

    name: str = ""
    added_ties: tuple[Pair, ...] = ()
    removed_ties: tuple[Pair, ...] = ()
    added_actors: tuple[AddedActor, ...] = ()
    removed_actors: tuple[str, ...] = ()
    note: str = ""

    @property
    def size(self) -> int:
        """Number of changes; an organisation that joins counts once, with its ties."""
        kinds = (self.added_ties, self.removed_ties, self.added_actors, self.removed_actors)
        return sum(map(len, kinds))

    @property
    def new_ties(self) -> tuple[Pair, ...]:
        """Pairs that would be tied, those of organisations that join among them."""
        own = ((actor.id, contact) for actor in self.added_actors for contact in actor.ties)
        return (*self.added_ties, *own)

    def as_plain(self) -> dict[str, Any]:
        """Give it as JSON can say it."""
        return {"passerelle": _MARK, **json.loads(json.dumps(asdict(self)))}

    @classmethod
    def from_plain(cls, plain: object, *, file: str = "scenario.json") -> Scenario:
        """Read what `as_plain` gave.

        Parameters
        ----------
        plain
            Anything that JSON can say.
        file
            What it is called in the fault.

        Raises
        ------
        InputError
            If it is no scenario.
        """
        try:
            return _read(plain)
        except (KeyError, TypeError, ValueError) as error:
            raise refusal(file, "not_a_scenario", area="scenario") from error

    def to_json(self) -> bytes:
        """Write it as JSON, the same each time."""
        # Half of a pair of surrogates, which a hostile name may hold, is written as JSON escapes it.
        text = json.dumps(self.as_plain(), indent=2, ensure_ascii=False)
        return f"{text}\n".encode("utf-8", "backslashreplace")

    @classmethod
    def from_json(cls, data: bytes, *, file: str = "scenario.json") -> Scenario:
        """Read what `to_json` wrote.

        Raises
        ------
        InputError
            If it is no scenario.
        """
        try:
            plain = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise refusal(file, "not_a_scenario", area="scenario") from error
        return cls.from_plain(plain, file=file)


def ordered(pair: Pair) -> Pair:
    """Give a pair with the smaller id first."""
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


def is_scenario(data: bytes) -> bool:
    """Tell whether some bytes are a scenario that `Scenario.to_json` wrote."""
    if not data.lstrip().startswith(b"{") or b'"passerelle"' not in data[:4096]:
        return False
    try:
        Scenario.from_json(data)
    except InputError:
        return False
    return True


def _read(plain: object) -> Scenario:
    """Read a scenario, or fail as reading plain values does."""
    if not isinstance(plain, Mapping) or plain.get("passerelle") != _MARK:
        raise ValueError(plain)
    return Scenario(
        name=_text(plain.get("name", "")),
        added_ties=tuple(map(_pair, _listed(plain, "added_ties"))),
        removed_ties=tuple(map(_pair, _listed(plain, "removed_ties"))),
        added_actors=tuple(map(_actor, _listed(plain, "added_actors"))),
        removed_actors=tuple(map(_text, _listed(plain, "removed_actors"))),
        note=_text(plain.get("note", "")),
    )


def _listed(plain: Mapping[Any, Any], name: str) -> list[Any]:
    """Give a list of bearable length; none where it is not there."""
    items = plain.get(name, [])
    if not isinstance(items, list) or len(items) > _MOST:
        raise ValueError(name)
    return items


def _pair(plain: object) -> Pair:
    """Read the two ends of a tie."""
    if not isinstance(plain, list):
        raise TypeError(plain)
    first, second = plain
    return _text(first), _text(second)


def _actor(plain: object) -> AddedActor:
    """Read an organisation that joins."""
    if not isinstance(plain, Mapping):
        raise TypeError(plain)
    sector = _text(plain.get("sector", "")) or UNKNOWN
    ties = tuple(map(_text, _listed(plain, "ties")))
    return AddedActor(_text(plain["id"]), _text(plain.get("name", "")), sector, ties)


def _text(plain: object) -> str:
    """Take text as it is, and nothing else."""
    if not isinstance(plain, str):
        raise TypeError(plain)
    return plain
