"""What joins two actors: each event and each stated tie, with its day and whether both sides bear it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from graphlib.network import Network

__all__ = ["Bond", "Proof", "bonds"]

Sides = Literal["both", "one", "unknown"]


@dataclass(frozen=True)
class Proof:
    """One thing in the data that joins two actors.

    Attributes
    ----------
    name
        Name of the event, or the kind of the stated tie.
    size
        Different actors at the event; 0 for a stated tie.
    day
        ISO day on which the tie began, or on which both had come to the event; ``None`` if unknown.
    last
        Last ISO day on which the data bear it out: its stated end, or else ``day``.
    sides
        Who bears it out: ``both`` at an event, where both ends confirmed a tie, and where each named
        the other; ``one`` where only one end did; ``unknown`` where the data do not say.
    """

    name: str
    size: int
    day: str | None
    last: str | None
    sides: Sides

    @property
    def is_event(self) -> bool:
        """Whether it is a shared event."""
        return self.size > 0


@dataclass(frozen=True)
class Bond:
    """Two actors by their ids, and all that joins them, the strongest first.

    What both sides bear out comes before what one side says, the more recent before the older and the
    undated, the smaller event before the larger, then by name.
    """

    first: str
    second: str
    proofs: tuple[Proof, ...]

    @property
    def last(self) -> str | None:
        """The last ISO day on which the data bear it out, ``None`` if nothing is dated."""
        return max((proof.last for proof in self.proofs if proof.last is not None), default=None)


def bonds(network: Network, pairs: Iterable[tuple[str, str]]) -> tuple[Bond, ...]:
    """List what joins each of a few pairs.

    Parameters
    ----------
    network
        Where their ties are. Events above its ``event_cap`` make no ties and are left out.
    pairs
        Ids, two by two.

    Returns
    -------
    tuple of Bond
        One a pair; without any proof where no tie joins them. Cost: one mask of the tables of ties and
        participations, then only the rows of those asked about.
    """
    asked = list(pairs)
    people = sorted({actor for pair in asked for actor in pair})
    stated = network.stated_ties
    stated = stated[stated["source"].isin(people) & stated["target"].isin(people)]
    taken = _attended(network, people)
    return tuple(
        Bond(
            first, second, _sorted([*_stated(stated, first, second), *_events(network, taken, first, second)])
        )
        for first, second in asked
    )


def _attended(network: Network, people: Sequence[str]) -> dict[str, dict[str, str]]:
    """Give for each actor the events that make ties and the day on which it had come, blank if unknown."""
    taken = network.participations
    taken = taken[taken["actor_id"].isin(people)]
    sizes = network.event_sizes
    taken = taken[taken["event_id"].map(sizes) <= network.event_cap]
    starts = _of_events(network, taken["event_id"], "start")
    days: dict[str, dict[str, str]] = {actor: {} for actor in people}
    for actor, event, date in zip(taken["actor_id"], taken["event_id"], taken["date"], strict=True):
        known = date if isinstance(date, str) else starts.get(event, "")
        earlier = days[actor].get(event)
        # Of several roles at one event the first day counts, as it does for the tie itself.
        days[actor][event] = known if earlier is None else min(earlier, known)
    return days


def _of_events(network: Network, ids: Iterable[str], column: str) -> dict[str, str]:
    """Look one column of some events up, by id; events without it are left out."""
    events = network.events
    rows = events[events["event_id"].isin(set(ids)) & events[column].notna()]
    return dict(zip(rows["event_id"], rows[column], strict=True))


def _events(network: Network, taken: dict[str, dict[str, str]], first: str, second: str) -> list[Proof]:
    """List the events that both took part in."""
    shared = sorted(taken[first].keys() & taken[second].keys())
    names = _of_events(network, shared, "name")
    found = []
    for event in shared:
        day = max(taken[first][event], taken[second][event]) or None
        found.append(Proof(names.get(event, event), int(network.event_sizes[event]), day, day, "both"))
    return found


def _stated(stated: pd.DataFrame, first: str, second: str) -> list[Proof]:
    """List the ties that the data state between two actors."""
    forth = (stated["source"] == first) & (stated["target"] == second)
    back = (stated["source"] == second) & (stated["target"] == first)
    rows = stated[forth | back]
    is_mutual = len(np.unique(rows.loc[rows["directed"], "source"].to_numpy(object))) > 1
    return [
        Proof(
            str(row.kind),
            0,
            _text(row.since),
            _text(row.until) or _text(row.since),
            _sides(str(row.confirmed), is_directed=bool(row.directed), is_mutual=is_mutual),
        )
        for row in rows.itertuples()
    ]


def _sides(confirmed: str, *, is_directed: bool, is_mutual: bool) -> Sides:
    """Tell who bears a stated tie out."""
    said = confirmed.strip().casefold()
    if said.startswith("both") or (is_directed and is_mutual):
        return "both"
    return "one" if is_directed or said.startswith("one") else "unknown"


def _sorted(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """Put the strongest first."""
    order = ("both", "unknown", "one")
    by_name = sorted(proofs, key=lambda proof: (proof.size, proof.name))
    by_day = sorted(by_name, key=lambda proof: proof.last or "", reverse=True)
    return tuple(sorted(by_day, key=lambda proof: order.index(proof.sides)))


def _text(cell: object) -> str | None:
    """Give a cell's text, ``None`` where it is missing."""
    return cell if isinstance(cell, str) else None
