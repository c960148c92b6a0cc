"""One introduction with all that is needed to decide on it: looked up when it is opened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.cards.advice import Advice, advice
from graphlib.cards.bonds import Bond, bonds
from graphlib.distances import NO_PATH, adjacency, distances_from
from graphlib.introductions import Plan, Reason
from graphlib.introductions.introducer import best_contacts
from graphlib.introductions.wording import likelihood_basis, nearness
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["Card", "Nearer", "Occasion", "Party", "card"]

_OTHERS = 5
"""Other common contacts that are named."""


@dataclass(frozen=True)
class Party:
    """One organisation of a card; ``contact`` is the person to write to, where the data name one."""

    id: str
    name: str
    sector: str
    contact: str | None


@dataclass(frozen=True)
class Nearer:
    """How many of the actors of other groups would come nearer to one end, and how many there are."""

    count: int
    of: int


@dataclass(frozen=True)
class Occasion:
    """The next event that both ends attend, and whether the introducer does."""

    name: str
    day: str
    is_introducer_there: bool


@dataclass(frozen=True)
class Card:
    """One introduction.

    Attributes
    ----------
    distance
        Steps between the ends today, ``None`` where no path leads.
    bonds
        What joins the introducer to the source and to the target; empty without introducer.
    others, others_count
        Names of other common contacts, the best first, and how many there are.
    before, after
        Reach across groups today, and when this tie alone has come true.
    nearness
        What ``before`` and ``after`` measure, to stand within a sentence.
    basis
        What the likelihood rests on.
    nearer
        For the source and for the target, who would come nearer to it; exact.
    place, load
        Which introduction of the list this is for the introducer, and how many it is asked for in all.
    day
        ISO day from which ages are counted; ``None`` where nothing is dated.
    """

    rank: int
    source: Party
    target: Party
    introducer: Party | None
    distance: int | None
    bonds: tuple[Bond, ...]
    others: tuple[str, ...]
    others_count: int
    reasons: tuple[Reason, ...]
    before: float
    after: float
    nearer: tuple[Nearer, Nearer]
    nearness: Message
    likelihood: float
    basis: Message
    place: int
    load: int
    cap: int | None
    advice: Advice | None
    occasion: Occasion | None
    day: str | None


def card(network: Network, plan: Plan, position: int, *, today: str) -> Card:
    """Look up all that speaks for one introduction, and what it changes.

    Parameters
    ----------
    network
        The network that the plan was made of.
    plan
        The introductions.
    position
        Row of ``plan.table``.
    today
        ISO day: events from it on are still to come. Ages are counted from it, or from the last day
        that the data name where that is earlier.

    Returns
    -------
    Card
        Cost: masks of the tables, the contacts of the two, and two searches of O(n + m).
    """
    row = plan.table.iloc[position]
    ends = str(row["source"]), str(row["target"])
    helper = str(row["introducer"]) if isinstance(row["introducer"], str) else None
    day = None if network.latest_date is None else min(today, network.latest_date)
    ties = () if helper is None else bonds(network, [(helper, end) for end in ends])
    asked = (plan.table["introducer"] == helper).to_numpy(bool)
    place, load = int(asked[: position + 1].sum()), int(asked.sum())
    first, second = map(int, network.ids.get_indexer(list(ends)))
    others, count = _others(network, plan, first, second, helper)
    return Card(
        rank=int(row["rank"]),
        source=_party(network, ends[0]),
        target=_party(network, ends[1]),
        introducer=None if helper is None else _party(network, helper),
        distance=None if pd.isna(row["distance"]) else int(row["distance"]),
        bonds=ties,
        others=others,
        others_count=count,
        reasons=plan.evidence[position],
        before=plan.base_reach,
        after=plan.base_reach + float(row["gain_alone"]),
        nearer=_nearer(network, plan.by, first, second),
        nearness=nearness(plan.objective),
        likelihood=float(row["likelihood"]),
        basis=likelihood_basis(plan.likelihood),
        place=place,
        load=load,
        cap=plan.cap,
        advice=None if helper is None else advice(ties, day=day, place=place, cap=plan.cap),
        occasion=_occasion(network, ends, helper, today),
        day=day,
    )


def _party(network: Network, actor: str) -> Party:
    """Describe one organisation."""
    row = network.actors.iloc[network.ids.get_loc(actor)]
    contact = row["contact_name"]
    return Party(actor, str(row["name"]), str(row["sector"]), contact if isinstance(contact, str) else None)


def _others(
    network: Network, plan: Plan, first: int, second: int, helper: str | None
) -> tuple[tuple[str, ...], int]:
    """Name the best of the other common contacts that no rule leaves out, and count all of them."""
    # A rule on one actor keeps it out of every list, one on two keeps it from introducing to the other.
    ends = {network.ids[first], network.ids[second]}
    barred = {
        actor for rule in plan.rules.never for actor in rule.actors if not ends.isdisjoint(rule.actors)
    } | {rule.actors[0] for rule in plan.rules.never if len(rule.actors) == 1}
    contacts = network.ids[best_contacts(network, first, second)]
    kept = contacts[~contacts.isin([*barred, helper])]
    names = network.actors["name"].iloc[network.ids.get_indexer(kept[:_OTHERS])]
    return tuple(map(str, names)), len(kept)


def _nearer(network: Network, by: str, first: int, second: int) -> tuple[Nearer, Nearer]:
    """Count for each end who of the other groups would come nearer to it."""
    codes = network.groups(by).codes
    rows = distances_from(adjacency(network), [first, second]).astype(np.int64)
    return (
        _gained(codes, first, rows[0], rows[1]),
        _gained(codes, second, rows[1], rows[0]),
    )


def _gained(
    codes: npt.NDArray[np.int32], end: int, own: npt.NDArray[np.int64], other: npt.NDArray[np.int64]
) -> Nearer:
    """Count who comes nearer to one end through the other."""
    elsewhere = (codes >= 0) & (codes != codes[end])
    comes = elsewhere & (other < NO_PATH) & (other + 1 < own)
    return Nearer(int(comes.sum()), int(elsewhere.sum()))


def _occasion(network: Network, ends: tuple[str, str], helper: str | None, today: str) -> Occasion | None:
    """Find the next event that both ends attend, with the introducer rather than without."""
    events = network.events
    events = events[events["start"] >= today]
    taken = network.participations
    taken = taken[taken["event_id"].isin(events["event_id"])]
    there = {actor: set(taken.loc[taken["actor_id"] == actor, "event_id"]) for actor in {*ends, helper or ""}}
    both = events[events["event_id"].isin(there[ends[0]] & there[ends[1]])]
    if both.empty:
        return None
    with_helper = both["event_id"].isin(there[helper or ""])
    found = (both[with_helper] if with_helper.any() else both).sort_values(["start", "event_id"]).iloc[0]
    name = found["name"] if isinstance(found["name"], str) else found["event_id"]
    return Occasion(str(name), str(found["start"]), bool(with_helper.any()))
