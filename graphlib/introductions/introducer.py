"""Who introduces two actors to each other: a contact they share, with load to spare."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances import Adjacency, adjacency
from graphlib.introductions.rules import Rules
from graphlib.network import Network

__all__ = ["Introducers", "best_contacts", "common_contacts"]


def common_contacts(near: Adjacency, first: int, second: int) -> npt.NDArray[np.int32]:
    """List the contacts that two actors share, by position."""
    return np.intersect1d(_contacts(near, first), _contacts(near, second), assume_unique=True)


def best_contacts(network: Network, first: int, second: int) -> npt.NDArray[np.int32]:
    """List the contacts that two actors share, by position, in the order in which `Introducers` prefers.

    Loads and rules are left aside; cost: the contacts of the two.
    """
    near = adjacency(network)
    contacts = common_contacts(near, first, second)
    ties = [_ties(near, end, contacts) for end in (first, second)]
    strength = np.minimum(*(network.pairs["weight"].to_numpy()[rows] for rows in ties))
    days = pd.concat([network.pairs["latest"].iloc[rows] for rows in ties])
    recency = np.minimum(*np.split(pd.factorize(days, sort=True)[0], 2))
    return contacts[np.lexsort((contacts, -recency, -strength))]


class Introducers:
    """Chooses introducers and counts what each has been given.

    The best is the common contact whose weaker tie to the two is the strongest; among equals
    the one whose older tie is the most recent; then the first by position.
    """

    def __init__(self, network: Network, near: Adjacency, rule: Rules, cap: int | None) -> None:
        self._near = near
        self._may_introduce = rule.may_introduce
        self._cap = cap
        self._strength = network.pairs["weight"].to_numpy()
        # Undated ties get -1: any date is more recent than none.
        self._recency = pd.factorize(network.pairs["latest"], sort=True)[0]
        self._load = np.zeros(len(network), np.int64)

    def choose(self, first: int, second: int) -> int | None:
        """Name the best contact with load to spare, or ``None`` where there is none."""
        contacts = common_contacts(self._near, first, second)
        contacts = contacts[self._may_introduce[contacts]]
        if self._cap is not None:
            contacts = contacts[self._load[contacts] < self._cap]
        if not len(contacts):
            return None
        to_first, to_second = (_ties(self._near, end, contacts) for end in (first, second))
        strength = np.minimum(self._strength[to_first], self._strength[to_second])
        recency = np.minimum(self._recency[to_first], self._recency[to_second])
        return int(contacts[np.lexsort((contacts, -recency, -strength))[0]])

    def charge(self, introducer: int) -> None:
        """Count one introduction more for an introducer."""
        self._load[introducer] += 1


def _ties(near: Adjacency, actor: int, contacts: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Give the rows of ``network.pairs`` that join an actor to its contacts."""
    places = near.indptr[actor] + np.searchsorted(_contacts(near, actor), contacts)
    return np.asarray(near.ties[places], dtype=np.int32)


def _contacts(near: Adjacency, actor: int) -> npt.NDArray[np.int32]:
    """List an actor's contacts by position."""
    return near.indices[near.indptr[actor] : near.indptr[actor + 1]]
