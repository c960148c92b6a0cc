"""Of those registered for an event, whom to seat together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from graphlib.distances import cross_pairs
from graphlib.errors import UndefinedMeasureError, UnknownNameError
from graphlib.introductions.likelihood import Likelihood, learned
from graphlib.introductions.plan import Progress
from graphlib.introductions.rulebook import RuleBook
from graphlib.introductions.seating.advice import at_tables, to_look_out
from graphlib.introductions.seating.chance import Comparison, compared
from graphlib.introductions.seating.coming import before_event, first_day, registered
from graphlib.introductions.seating.party import gathered, seated
from graphlib.introductions.seating.writing import guest_table, pair_table
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["MOST_GUESTS", "Seating", "seating"]

MOST_GUESTS = 4000
"""Guests that can be seated at once: every pair is held."""


@dataclass(frozen=True)
class Seating:
    """Who sits where, whom to introduce to whom, and how much better that is than chance.

    Attributes
    ----------
    guests
        One row a guest, by table; see `seating`.
    introductions
        The pairs to introduce at each table, the best of each table first.
    look_out
        The best pairs who sit apart: they should look out for each other.
    pairs
        Pairs at one table who are worth something and have a contact in common, beside chance and
        the list's order.
    worth
        What all pairs at one table are worth: likelihood times gain, summed; beside the same.
    tables, added_tables
        Number of tables, and how many of them only keep apart those who must not share one.
    without_host
        Tables at which nobody knows anybody, and the secretariat does not sit.
    likelihood
        What the likelihood of pairs was learned from.
    """

    guests: pd.DataFrame
    introductions: pd.DataFrame
    look_out: pd.DataFrame
    pairs: Comparison
    worth: Comparison
    tables: int
    added_tables: int
    without_host: tuple[int, ...]
    likelihood: Likelihood
    event: str | None
    seats: int
    by: str
    seed: int
    fingerprint: str


def seating(
    network: Network,
    *,
    event: str | None = None,
    guests: Iterable[str] = (),
    seats: int = 8,
    by: str = "sector",
    rules: RuleBook | None = None,
    likelihood: Likelihood | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Seating:
    """Say who of the guests of an event should share a table.

    A pair of different known groups who do not know each other is worth ``likelihood * gain``, as
    in `introductions`; any other pair is worth nothing. Guests are seated so that the worth of the
    pairs at one table is as high as a search by exchanges finds it [1]_. Where nothing is known of
    a pair, as with newcomers, its likelihood is the least of any, 1 in 10,000 at most. Tables are as few as
    ``seats`` allows, and their sizes differ by one at most.

    Parameters
    ----------
    network
        Read as undirected; distances count ties.
    event
        Id of an event: those registered are seated. Nobody has met there yet: its participations
        and all that begins on its first day or later are left out before anything is measured.
    guests
        Ids of those to seat, in the order of the list; with ``event`` instead of those registered.
    seats
        Most guests at one table, from 2 on.
    by
        Column of ``network.actors`` whose groups are to come nearer.
    rules
        Two who are never to be suggested, or who compete, share no table: a table is added where
        that takes one. A pair to consider counts like the best of all.
    likelihood
        What was learned of how ties form; by default it is learned from what was known before.
    seed
        Draws the seatings by chance, and the guests that the search moves.
    progress
        Told what is being done; may raise `CancelledError`.

    Returns
    -------
    Seating
        ``guests`` has one row a guest:

        ========== ===== ====== ====================================================
        column     dtype unit   meaning
        table      int64 --     number of the table, from 1
        actor      str   --     id, with its ``name`` and ``sector`` (``by``)
        is_host    bool  --     knows most others at the table, one at least, or is staff
        knows_here int64 guests others at the table whom it knows
        ========== ===== ====== ====================================================

        ``introductions`` and ``look_out`` have one row a pair: the tables of the two, ids, names
        and groups, the introducer (NaN without a contact in common) with its table (missing when
        it is no guest), the number of contacts in common, the likelihood and ``gain_alone``, the
        rise of E_x by this tie alone as a share. At a table at most 5 pairs, apart at most 20, no
        guest more than twice in either. Cost after the distances: O(n + |A| |B|) for each pair of
        guests, and O(guests^2) for each round of exchanges.

    Raises
    ------
    UnknownNameError
        If the event, a guest or ``by`` does not exist.
    UndefinedMeasureError
        If there are fewer than two guests or too many, no two known groups, or if no way was found
        to keep apart those who must not share a table.

    Warnings
    --------
    Sharing a table is no tie yet. The likelihood comes from ties that formed without anybody's
    seating plan; that people meet more by sitting together is not measured here.

    References
    ----------
    .. [1] Gallego, M., Laguna, M., Marti, R. and Duarte, A. (2013). Tabu search with strategic
       oscillation for the maximally diverse grouping problem. Journal of the Operational Research
       Society 64(5), 724-734.
    """
    say = progress or _silent
    listed = list(dict.fromkeys(guests)) or ([] if event is None else registered(network, event))
    _check(network, listed, seats, by)
    known = network if event is None else before_event(network, event)
    say(0.0, Message("seating.step.likelihood"))
    learnt = likelihood or learned(known, by=by, seed=seed, progress=_within(say, 0.0, 0.3, "likelihood"))
    say(0.3, Message("seating.step.distances"))
    party = gathered(
        known,
        listed,
        rules or RuleBook(),
        learnt.scorer(known),
        by=by,
        day=None if event is None else first_day(network, event),
        seed=seed,
        progress=_within(say, 0.5, 0.8, "worths"),
    )
    table, added = seated(party, seats, seed, _within(say, 0.8, 0.95, "tables"))
    say(0.95, Message("seating.step.pairs"))
    people = guest_table(party, table)
    result = Seating(
        guests=people,
        introductions=pair_table(party, table, at_tables(party.worths, table)),
        look_out=pair_table(party, table, to_look_out(party.worths, table)),
        pairs=compared(party.square(party.worths.has_contact.astype(float)), table, party.order, seed=seed),
        worth=compared(party.square(party.worths.worth), table, party.order, seed=seed),
        tables=int(table.max()) + 1,
        added_tables=added,
        without_host=tuple(sorted({*people["table"]} - {*people.loc[people["is_host"], "table"]})),
        likelihood=learnt,
        event=event,
        seats=seats,
        by=by,
        seed=seed,
        fingerprint=network.fingerprint,
    )
    say(1.0, Message("seating.step.done"))
    return result


def _silent(share: float, message: Message) -> None:
    """Tell nobody."""


def _within(say: Progress, start: float, stop: float, step: str) -> Callable[[float], None]:
    """Tell the progress of one step as its part of the whole."""
    return lambda share: say(start + (stop - start) * share, Message(f"seating.step.{step}"))


def _check(network: Network, listed: list[str], seats: int, by: str) -> None:
    """Say why nobody can be seated."""
    unknown = sorted({*listed} - {*network.ids})
    if unknown:
        raise UnknownNameError("error.kind.actor", unknown[0], list(network.ids))
    if not 2 <= len(listed) <= MOST_GUESTS:
        raise UndefinedMeasureError(
            Message("seating.error.guests_what", count=len(listed)),
            Message("seating.error.guests_fix", most=MOST_GUESTS),
        )
    if seats < 2:
        raise UndefinedMeasureError(
            Message("seating.error.seats_what", count=seats), Message("seating.error.seats_fix")
        )
    if cross_pairs(network.groups(by)) == 0:
        raise UndefinedMeasureError(
            Message("reason.error.groups_what", column=by), Message("reason.error.groups_fix", column=by)
        )
