"""Which changes of a scenario do not fit a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process

from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.readers.limits import note
from graphlib.scenario.changes import Pair, Scenario, ordered

__all__ = ["Misfit", "fitting", "misfits"]

_NEAR = 75.0
"""Likeness above which an id may be the one that was meant, out of 100."""

_LOOKUPS = 20
"""Ids for which the nearest known one is looked for."""


@dataclass(frozen=True)
class Misfit:
    """A change of a scenario that does not fit the network.

    Attributes
    ----------
    kind, place
        Field of the scenario that holds the change, and where in it.
    contact
        Whom an organisation that joins cannot be tied to; ``None`` where the whole change is meant.
    problem
        What is wrong, and what to do.
    is_fault
        Whether nobody can tell what would come of it. Otherwise the change is already so and does
        nothing: the tie to be added is there, the one to be removed is not.
    """

    kind: str
    place: int
    contact: str | None
    problem: Problem
    is_fault: bool


def misfits(
    network: Network,
    scenario: Scenario,
    *,
    file: str = "scenario",
    rows: Mapping[tuple[str, int], int] | None = None,
) -> tuple[Misfit, ...]:
    """List every change of a scenario that does not fit a network.

    Parameters
    ----------
    network
        The network to be changed.
    scenario
        The changes.
    file
        What the scenario is called in the problems.
    rows
        The row of its file for each change, by the field that holds it and its place there.

    Returns
    -------
    tuple of Misfit
        Who leaves and who joins first, then ties. Cost: linear in the changes and in the ties of
        the network.
    """
    looked = _Looked.at(network, scenario)
    found: list[Misfit] = []
    for kind, place, contact, key, values in _wrong(looked, scenario):
        problem = note(
            file,
            key,
            area="scenario",
            row=(rows or {}).get((kind, place)),
            value=values["said"] or None,
            **{name: _cut(value) for name, value in values.items()},
        )
        found.append(Misfit(kind, place, contact, problem, is_fault=key not in _ALREADY))
    return tuple(found)


def fitting(network: Network, scenario: Scenario) -> Scenario:
    """Leave out of a scenario what does not fit a network, such as a newer version.

    Parameters
    ----------
    network
        The network to be changed.
    scenario
        The changes.

    Returns
    -------
    Scenario
        The changes that do something, each once. Cost: that of `misfits`.
    """
    found = misfits(network, scenario)
    gone = {(each.kind, each.place) for each in found if each.contact is None}
    alone = {(each.place, each.contact) for each in found if each.contact is not None}

    def kept(kind: str) -> tuple[Any, ...]:
        """Give the changes of one kind that fit."""
        changes = enumerate(getattr(scenario, kind))
        return tuple(change for place, change in changes if (kind, place) not in gone)

    actors = tuple(
        replace(actor, ties=tuple(each for each in dict.fromkeys(actor.ties) if (place, each) not in alone))
        for place, actor in enumerate(scenario.added_actors)
        if ("added_actors", place) not in gone
    )
    return replace(
        scenario,
        added_ties=kept("added_ties"),
        removed_ties=kept("removed_ties"),
        added_actors=actors,
        removed_actors=kept("removed_actors"),
    )


_ALREADY = frozenset({"tie_there", "no_tie", "repeated"})
"""What is wrong with changes that do nothing; everything else is a fault."""

_Wrong = tuple[str, int, str | None, str, dict[str, str]]
"""Field, place, contact, what is wrong, and what the sentence says."""


@dataclass(frozen=True)
class _Looked:
    """What a scenario is held against."""

    known: frozenset[str]
    there: frozenset[str]
    gone: frozenset[str]
    tied: frozenset[Pair]

    @classmethod
    def at(cls, network: Network, scenario: Scenario) -> _Looked:
        """Look at a network with the eyes of a scenario."""
        known = frozenset(network.ids)
        ends = {end for pair in (*scenario.added_ties, *scenario.removed_ties) for end in pair}
        pairs = network.pairs
        near = pairs[pairs["source"].isin(ends) & pairs["target"].isin(ends)]
        tied = frozenset(zip(near["source"], near["target"], strict=True))
        there = known | {actor.id for actor in scenario.added_actors}
        return cls(known, there, known & set(scenario.removed_actors), tied)


def _wrong(looked: _Looked, scenario: Scenario) -> Iterator[_Wrong]:
    """List what is wrong with a scenario."""
    near = _Nearest(looked.there)
    for place, actor in enumerate(scenario.removed_actors):
        key, values = ("repeated", {"said": actor})
        if actor not in looked.known:
            key, values = near.unknown(actor)
        if actor not in looked.known or actor in scenario.removed_actors[:place]:
            yield "removed_actors", place, None, key, values
    yield from _wrong_actors(looked, scenario, near)
    yield from _wrong_ties(looked, scenario, near)


def _wrong_actors(looked: _Looked, scenario: Scenario, near: _Nearest) -> Iterator[_Wrong]:
    """List what is wrong with those who join."""
    taken = set(looked.known)
    for place, actor in enumerate(scenario.added_actors):
        if not actor.id.strip() or actor.id in taken:
            key = "id_taken" if actor.id.strip() else "blank_id"
            yield "added_actors", place, None, key, {"said": actor.id, "name": actor.name or actor.id}
        taken.add(actor.id)
        for contact in dict.fromkeys(actor.ties):
            for key, values in _wrong_ends(looked, (contact,), near):
                yield "added_actors", place, contact, key, values
            if contact == actor.id:
                yield "added_actors", place, contact, "self_tie", {"said": contact}


def _wrong_ties(looked: _Looked, scenario: Scenario, near: _Nearest) -> Iterator[_Wrong]:
    """List what is wrong with ties that are added or removed."""
    removed = {ordered(pair) for pair in scenario.removed_ties}
    joining = {ordered((actor.id, contact)) for actor in scenario.added_actors for contact in actor.ties}
    # A tie is told once, where it is added, when both are asked for.
    kinds = (
        ("added_ties", scenario.added_ties, removed, joining),
        ("removed_ties", scenario.removed_ties, joining, set[Pair]()),
    )
    for kind, pairs, contrary, before in kinds:
        seen = set(before)
        for place, given in enumerate(pairs):
            pair, is_added = ordered(given), kind == "added_ties"
            for key, values in _wrong_ends(looked, given, near, may_be_gone=not is_added):
                yield kind, place, None, key, values
            wrong = _wrong_pair(looked, pair, contrary, seen, is_added=is_added)
            if wrong is not None:
                said = {"source": given[0], "target": given[1], "said": given[0]}
                yield kind, place, None, wrong, said
            seen.add(pair)


def _wrong_pair(
    looked: _Looked, pair: Pair, contrary: set[Pair], seen: set[Pair], *, is_added: bool
) -> str | None:
    """Say what is wrong with a tie whose ends are known."""
    if pair[0] == pair[1]:
        return "self_tie"
    if not looked.there.issuperset(pair):
        return None
    if pair in contrary:
        return "added_and_removed"
    if pair in seen:
        return "repeated"
    if is_added == (pair in looked.tied):
        return "tie_there" if is_added else "no_tie"
    return None


def _wrong_ends(
    looked: _Looked, ends: Iterable[str], near: _Nearest, *, may_be_gone: bool = False
) -> Iterator[tuple[str, dict[str, str]]]:
    """Say which ends of a tie are unknown, or leave in the same scenario."""
    for end in dict.fromkeys(ends):
        if end not in looked.there:
            yield near.unknown(end)
        elif end in looked.gone and not may_be_gone:
            yield "end_gone", {"said": end}


class _Nearest:
    """Finds the id that may have been meant, for the first few that are unknown."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = sorted(known)
        self._left = _LOOKUPS

    def unknown(self, value: str) -> tuple[str, dict[str, str]]:
        """Say that an id is unknown, with the nearest one that is not."""
        self._left -= 1
        match = (
            process.extractOne(
                value, self._known, scorer=fuzz.ratio, score_cutoff=_NEAR, processor=str.casefold
            )
            if self._left >= 0
            else None
        )
        if match is None:
            return "unknown_actor", {"said": value}
        return "near_actor", {"said": value, "near": match[0]}


def _cut(text: str) -> str:
    """Fit a word of the data into a sentence: one line, not endless."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
