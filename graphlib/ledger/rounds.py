"""Rounds of introductions: what was shown, what was like it and not shown, and what the data say since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pandas as pd

from graphlib.ledger.entry import Entry, Written, entries, pair_of, suggested
from graphlib.ledger.moves import seen
from graphlib.network import Network
from graphlib.periods import at

__all__ = ["ROUND_KIND", "Comparable", "Ledger", "News", "Round", "ledger_of", "opened", "reconciled"]

ROUND_KIND = "round"
"""Kind of the records that hold the rounds."""


@dataclass(frozen=True)
class Comparable:
    """A pair like a suggested one that was not suggested.

    ``like`` is the key of the entry it is like, ``day`` the ISO day on which both were listed;
    ``seen_on`` and ``tied_since`` as in `graphlib.ledger.Standing`.
    """

    like: str
    source: str
    target: str
    likelihood: float
    day: str
    seen_on: str | None = None
    tied_since: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the two, the smaller first."""
        return pair_of(self.source, self.target)


@dataclass(frozen=True)
class Round:
    """A round: its number and first ISO day, and the comparable pairs that were listed with it.

    ``version`` is the id of the newest version of the data that was looked at, ``began_with`` that
    of the version it began with; ``record_id`` that of its newest record, 0 before it was written.
    """

    number: int
    day: str
    version: int
    comparable: tuple[Comparable, ...] = ()
    began_with: int = 0
    record_id: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """Its name in the records."""
        return str(self.number)

    @property
    def is_early(self) -> bool:
        """Whether no data were stored since that could show a tie."""
        return self.version <= self.began_with

    def as_record(self) -> tuple[str, dict[str, Any]]:
        """Give the subject and the value of its record."""
        value = asdict(self)
        del value["record_id"]
        return self.key, value


@dataclass(frozen=True)
class Ledger:
    """All rounds, oldest first, and all entries, by round and rank."""

    rounds: tuple[Round, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def newest(self) -> Round | None:
        """The newest round, or ``None`` before the first."""
        return self.rounds[-1] if self.rounds else None

    @property
    def earlier(self) -> tuple[Entry, ...]:
        """Entries of all rounds but the newest."""
        newest = self.newest
        return tuple(entry for entry in self.entries if newest is not None and entry.round < newest.number)

    def entry_of(self, source: str, target: str) -> Entry | None:
        """Give the newest entry of a pair, whichever of the two comes first."""
        pair = pair_of(source, target)
        return next((entry for entry in reversed(self.entries) if entry.pair == pair), None)

    @property
    def answered(self) -> tuple[tuple[str, str], ...]:
        """Pairs not to be suggested again: declined, wrong, or said to be linked already."""
        closed = {"declined", "wrong", "already_linked"}
        return tuple(sorted({entry.pair for entry in self.entries if entry.state in closed}))


@dataclass(frozen=True)
class News:
    """What is to be written: rounds and entries that are new or stand otherwise than before."""

    rounds: tuple[Round, ...] = ()
    entries: tuple[Entry, ...] = ()


def ledger_of(rounds: Iterable[Written], moves: Iterable[Written]) -> Ledger:
    """Read the ledger from its records, each kind with its whole history, oldest first."""
    newest = {record.subject: record for record in rounds}
    read = [_read(record) for record in newest.values() if record.value is not None]
    return Ledger(tuple(sorted(read, key=lambda one: one.number)), entries(moves))


def _read(record: Written) -> Round:
    """Read a round back from its record."""
    listed = tuple(Comparable(**pair) for pair in record.value["comparable"])
    return Round(**{**record.value, "comparable": listed, "record_id": record.id})


def opened(
    ledger: Ledger,
    table: pd.DataFrame,
    comparable: pd.DataFrame,
    *,
    day: str,
    version: int,
    is_new: bool = True,
) -> News:
    """Write down all that a plan suggests: as a new round, or added to the newest one.

    Everything that is shown counts as suggested, also what nobody takes: else the shares of what
    came true would be those of a choice. A pair stands in the ledger once: it belongs to the round
    in which it was first suggested, unless that was declined or otherwise answered before.

    Parameters
    ----------
    ledger
        What is written so far.
    table, comparable
        ``table`` and ``comparable`` of `graphlib.introductions.Plan`.
    day
        ISO day of today.
    version
        Id of the version of the data that the plan was made from.
    is_new
        Whether a round begins; the first one begins anyway.

    Returns
    -------
    News
        The round with the comparable pairs of what is new in it, and its new entries. Cost: linear.
    """
    last = ledger.newest
    if last is None or is_new:
        last = Round(1 if last is None else last.number + 1, day, version, began_with=version)
    standing = {entry.pair for entry in ledger.entries if entry.is_open or entry.state in {"seen", "lasting"}}
    rows = [row for row in table.to_dict("records") if pair_of(row["source"], row["target"]) not in standing]
    added = [suggested(row, last.number, day) for row in rows]
    taken = {entry.key for entry in ledger.entries}
    added = [entry for entry in added if entry.key not in taken]
    listed = {pair.pair for one in ledger.rounds for pair in one.comparable}
    listed |= {entry.pair for entry in (*ledger.entries, *added)}
    return News(
        (replace(last, comparable=(*last.comparable, *_like(added, comparable, listed))),), tuple(added)
    )


def _like(
    added: Iterable[Entry], comparable: pd.DataFrame, listed: Collection[tuple[str, str]]
) -> list[Comparable]:
    """List the pairs like new entries, each pair once for all rounds."""
    by_rank = {entry.rank: entry for entry in added}
    return [
        Comparable(
            by_rank[row["rank"]].key,
            row["source"],
            row["target"],
            row["likelihood"],
            by_rank[row["rank"]].day,
        )
        for row in comparable.to_dict("records")
        if row["rank"] in by_rank and pair_of(row["source"], row["target"]) not in listed
    ]


def reconciled(ledger: Ledger, network: Network, day: str, version: int) -> News:
    """Find what a new version of the data shows of the suggested and of the comparable pairs.

    Both are looked at alike: a tie counts that holds on the day and did not begin before the pair
    was listed. Nothing is new for a version that was looked at, or for an older one.

    Parameters
    ----------
    ledger
        What is written so far.
    network
        The new version.
    day
        ISO day on which it was stored, by the clock that dated the rounds; where that is before the
        newest round, by somebody's clock further west, the day of that round.
    version
        Its id.

    Returns
    -------
    News
        Entries that moved, and every round that was looked at. Cost: linear in the rows.
    """
    last = ledger.newest
    if last is None or version <= last.version:
        return News()
    day = max(day, last.day)
    ends = {end for entry in ledger.entries for end in entry.pair}
    ends |= {end for one in ledger.rounds for pair in one.comparable for end in pair.pair}
    since = _since(at(network, day), ends)
    moved = [(entry, seen(entry, since.get(entry.pair), day, last.number)) for entry in _live(ledger)]
    rounds = [
        replace(
            one, version=version, comparable=tuple(_looked_at(pair, since, day) for pair in one.comparable)
        )
        for one in ledger.rounds
    ]
    return News(tuple(rounds), tuple(after for before, after in moved if after is not before))


def _live(ledger: Ledger) -> list[Entry]:
    """List the newest entry of each pair."""
    newest = {entry.pair: entry for entry in ledger.entries}
    return sorted(newest.values(), key=lambda entry: (entry.round, entry.rank, entry.key))


def _since(network: Network, ends: Collection[str]) -> dict[tuple[str, str], str]:
    """Tell since when each pair of these actors is tied; blank where its ties have no date."""
    pairs = network.pairs
    pairs = pairs[pairs["source"].isin(ends) & pairs["target"].isin(ends)]
    return {
        pair_of(source, target): since if since == since else ""
        for source, target, since in zip(pairs["source"], pairs["target"], pairs["since"], strict=True)
    }


def _looked_at(pair: Comparable, since: Mapping[tuple[str, str], str], day: str) -> Comparable:
    """Say of a comparable pair what the data show, once."""
    began = since.get(pair.pair)
    if began is None or pair.seen_on is not None or pair.tied_since is not None:
        return pair
    if began and began < pair.day:
        return replace(pair, tied_since=began)
    return replace(pair, seen_on=began or day)
