"""Whom to introduce to whom at an event, through whom, and who opens each table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.introductions.introducer import best_contacts
from graphlib.introductions.seating.worths import Worths
from graphlib.network import Network

__all__ = ["Introducer", "at_tables", "hosts", "introducer", "to_look_out"]

_AT_A_TABLE = 5
"""Most introductions proposed at one table."""

_EACH_AT_A_TABLE = 2
_ALL_ROUND = 20
"""Most pairs told to look out for each other."""

_EACH_ALL_ROUND = 2


@dataclass(frozen=True)
class Introducer:
    """Who could introduce two guests: position, and its table, ``None`` where it is no guest.

    ``contacts`` is the number of contacts that the two share.
    """

    actor: int | None
    table: int | None
    contacts: int


def hosts(
    are_linked: npt.NDArray[np.bool_], is_staff: npt.NDArray[np.bool_], table: npt.NDArray[np.int64]
) -> list[tuple[int, bool]]:
    """Give for each guest how many others at the table it knows, and whether it is the host.

    The host knows most of the others; among equals it is the secretariat, then who knows most
    guests, then the first. A table at which nobody knows anybody has none but the secretariat.
    """
    known = (are_linked & (table[:, None] == table)).sum(axis=1)
    order = np.lexsort((np.arange(len(table)), -are_linked.sum(axis=1), ~is_staff, -known))
    chosen: dict[int, int] = {}
    for guest in order.tolist():
        chosen.setdefault(int(table[guest]), guest)
    is_chosen = np.isin(np.arange(len(table)), list(chosen.values()))
    is_host = is_chosen & ((known > 0) | is_staff)
    return list(zip(known.tolist(), is_host.tolist(), strict=True))


def at_tables(worths: Worths, table: npt.NDArray[np.int64]) -> list[int]:
    """Choose the pairs to introduce at each table: the best first, no guest more than twice."""
    own = table[worths.first]
    together = np.flatnonzero(own == table[worths.second])
    by_table = together[np.lexsort((together, -worths.worth[together], own[together]))]
    chosen, count = [], Counter[int]()
    for pair in _capped(worths, by_table.tolist(), _EACH_AT_A_TABLE):
        number = int(own[pair])
        if count[number] < _AT_A_TABLE:
            count[number] += 1
            chosen.append(pair)
    return chosen


def to_look_out(worths: Worths, table: npt.NDArray[np.int64]) -> list[int]:
    """Choose the best pairs that sit apart, no guest more than twice."""
    apart = np.flatnonzero(table[worths.first] != table[worths.second])
    order = apart[np.lexsort((apart, -worths.worth[apart]))]
    return list(_capped(worths, order.tolist(), _EACH_ALL_ROUND))[:_ALL_ROUND]


def _capped(worths: Worths, pairs: Sequence[int], most: int) -> Iterable[int]:
    """Keep the pairs of whom neither guest stands in as many as it may already."""
    load = Counter[int]()
    for pair in pairs:
        ends = (int(worths.first[pair]), int(worths.second[pair]))
        if max(load[end] for end in ends) < most:
            load.update(ends)
            yield pair


def introducer(
    network: Network,
    may_introduce: npt.NDArray[np.bool_],
    table: npt.NDArray[np.int64],
    first: int,
    second: int,
) -> Introducer:
    """Name who could introduce two actors: one at their table, else another guest, else anybody.

    Parameters
    ----------
    network
        Where the ties are.
    may_introduce
        Whether each actor may.
    table
        Table of each actor, -1 for those who are no guests.
    first, second
        Positions of the two.
    """
    contacts = best_contacts(network, first, second)
    contacts = contacts[may_introduce[contacts]]
    if not len(contacts):
        return Introducer(None, None, 0)
    here = table[contacts]
    is_near = (here >= 0) & ((here == table[first]) | (here == table[second]))
    best = int(contacts[np.argsort(np.where(is_near, 0, np.where(here >= 0, 1, 2)), kind="stable")[0]])
    return Introducer(best, int(table[best]) if table[best] >= 0 else None, len(contacts))
