"""The guests, what each pair of them is worth, and how they are shared out over tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances import adjacency
from graphlib.errors import UndefinedMeasureError
from graphlib.introductions.reach import reach_of
from graphlib.introductions.rulebook import RuleBook
from graphlib.introductions.rules import Rules, compiled
from graphlib.introductions.seating.search import best_tables, goal_of, table_sizes
from graphlib.introductions.seating.worths import Chances, Worths, linked, worths
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["Party", "gathered", "seated"]

_MORE_TABLES = 0.5
"""Tables that may be added, as a share, so that guests who must not share one can be kept apart."""


@dataclass(frozen=True)
class Party:
    """The guests by position, the pairs worth bringing together, and who must sit apart.

    ``guests`` are sorted and ``order`` lists them as they were listed; ``linked`` and ``apart`` are
    matrices.
    """

    network: Network
    by: str
    guests: npt.NDArray[np.int64]
    order: npt.NDArray[np.int64]
    worths: Worths
    rule: Rules
    linked: npt.NDArray[np.bool_]
    apart: npt.NDArray[np.bool_]

    def square(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Write one value a pair as a matrix of the guests."""
        return self.worths.square(values, len(self.guests))


def gathered(
    known: Network,
    listed: Sequence[str],
    book: RuleBook,
    chances: Chances,
    *,
    by: str,
    day: str | None,
    seed: int,
    progress: Callable[[float], None],
) -> Party:
    """Judge all pairs of guests.

    Parameters
    ----------
    known
        The network as it is known before the event.
    listed
        Ids of the guests.
    book
        The rules; those that hold on ``day``.
    chances
        Gives the likelihood of pairs.
    by, seed, progress
        As in `seating`.
    """
    places = known.ids.get_indexer(pd.Index(listed)).astype(np.int64)
    guests = np.sort(places)
    rule = compiled(known, book, by=by, day=day)
    reach = reach_of(adjacency(known), known.groups(by), seed)
    return Party(
        network=known,
        by=by,
        guests=guests,
        order=np.searchsorted(guests, places),
        worths=worths(reach, guests, rule, chances, progress=progress),
        rule=rule,
        linked=linked(reach, guests),
        apart=_apart(rule, guests),
    )


def _apart(rule: Rules, guests: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell which guests must not share a table: pairs never suggested, and competitors.

    Two without a language in common are not introduced, but nothing keeps them from one table.
    """
    strict = replace(rule, common=(), wanted=None)
    first, second = np.triu_indices(len(guests), 1)
    apart = np.zeros((len(guests), len(guests)), bool)
    apart[first, second] = ~strict.allowed(guests[first], guests[second])
    return apart | apart.T


def seated(
    party: Party, seats: int, seed: int, progress: Callable[[float], None]
) -> tuple[npt.NDArray[np.int64], int]:
    """Seat the guests at as few tables as keep apart who must not share one.

    Returns
    -------
    tuple
        Table of each guest, and how many tables were added so that all are kept apart.

    Raises
    ------
    UndefinedMeasureError
        If no way was found to keep all apart who must not share a table.
    """
    worth = party.square(party.worths.worth)
    worth[_asked(party)] = worth.max(initial=0.0)
    fewest = len(table_sizes(len(worth), seats))
    most = min(len(worth), fewest + 1 + int(_MORE_TABLES * fewest))
    for tables in range(fewest, most + 1):
        sizes = table_sizes(len(worth), seats, tables)
        table = best_tables(goal_of(worth, party.apart, sizes), sizes, seed=seed, progress=progress)
        if not (party.apart & (table[:, None] == table)).any():
            return table, tables - fewest
    raise UndefinedMeasureError(
        Message("seating.error.apart_what", count=int(np.triu(party.apart).sum()), tables=most),
        Message("seating.error.apart_fix"),
    )


def _asked(party: Party) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give the pairs of guests whom the rules ask to consider first, both ways round."""
    must = party.rule.must[np.isin(party.rule.must, party.guests).all(axis=1)]
    first, second = np.searchsorted(party.guests, must).reshape(-1, 2).T
    return np.concatenate([first, second]), np.concatenate([second, first])
