"""Which of several actors stays where pairs that were ticked one by one make one group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from graphlib.network import Network

__all__ = ["contacts", "staying"]


def contacts(network: Network) -> pd.Series:
    """Count the contacts of each actor, by its id."""
    return pd.Series(network.graph.degree(), index=network.ids, dtype="int64")


def staying(network: Network, groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Say for each actor that goes the one it goes into.

    Parameters
    ----------
    network
        Ids that it does not have are left out.
    groups
        Ids of actors that are one organisation, the one to keep first. Groups that share an actor are
        one: of those to keep that no group gives up, the one kept most often stays; where every one is
        given up somewhere, the one with most contacts among those to keep; of equals the one with more
        contacts, then the smaller id.

    Returns
    -------
    dict
        The id that stays by each id that goes; independent of the order of groups.

    Notes
    -----
    Cost: linear in the members of all groups and, where any is merged, in the ties.
    """
    known = set(network.ids)
    lists = {tuple(dict.fromkeys(actor for actor in group if actor in known)) for group in groups}
    lists = {members for members in lists if len(members) > 1}
    if not lists:
        return {}
    often = Counter(members[0] for members in lists)
    given_up = {actor for members in lists for actor in members[1:]}
    degrees = contacts(network)

    def rank(actor: str) -> tuple[bool, int, int, str]:
        """Sort the actor that stays before the others."""
        is_given_up = actor in given_up
        return is_given_up, 0 if is_given_up else -often[actor], -int(degrees[actor]), actor

    return {
        actor: stays
        for members in _joined(lists)
        for stays in [min((actor for actor in members if often[actor]), key=rank)]
        for actor in members
        if actor != stays
    }


def _joined(lists: Iterable[tuple[str, ...]]) -> list[list[str]]:
    """Join the lists that share an actor."""
    leader: dict[str, str] = {}

    def find(actor: str) -> str:
        """Give the first member of the group that an actor is in."""
        while leader.setdefault(actor, actor) != actor:
            actor = leader[actor]
        return actor

    for members in sorted(lists):
        for actor in members[1:]:
            first, second = sorted((find(members[0]), find(actor)))
            leader[second] = first
    sets: dict[str, list[str]] = {}
    for actor in sorted(leader):
        sets.setdefault(find(actor), []).append(actor)
    return list(sets.values())
