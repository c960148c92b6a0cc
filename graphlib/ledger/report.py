"""What became of the introductions, beside what became of pairs like them that nobody introduced."""

from __future__ import annotations

import datetime
import math
import statistics
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import pandas as pd

from graphlib.ledger.entry import Entry
from graphlib.ledger.rounds import Comparable, Ledger
from graphlib.ledger.shares import Difference, Share
from graphlib.translation import Message

__all__ = [
    "FEWEST",
    "FEWEST_COMPARABLE",
    "FEWEST_DAYS",
    "REPORT_COLUMNS",
    "By",
    "Outcome",
    "credit",
    "left_out",
    "outcome",
    "refusals",
    "report",
    "summary",
]

FEWEST = 10
"""Suggestions below which nothing is concluded."""

FEWEST_COMPARABLE = 20
"""Comparable pairs below which nothing is concluded."""

FEWEST_DAYS = 5
"""Ties seen below which their median of days says nothing."""

By: TypeAlias = Literal["round", "sectors", "introducer", "reason"]

REPORT_COLUMNS = {
    "group": "str",
    "suggested": "int64",
    "early": "int64",
    "taken": "int64",
    "asked": "int64",
    "met": "int64",
    "seen": "int64",
    "lasting": "int64",
    "gone": "int64",
    "declined": "int64",
    "days": "float64",
    "seen_share": "float64",
    "seen_low": "float64",
    "seen_high": "float64",
    "matched": "int64",
    "matched_share": "float64",
    "comparable": "int64",
    "comparable_seen": "int64",
    "comparable_share": "float64",
    "comparable_low": "float64",
    "comparable_high": "float64",
    "difference": "float64",
    "difference_low": "float64",
    "difference_high": "float64",
}
"""Columns of `report` and their dtypes."""


@dataclass(frozen=True)
class Outcome:
    """What became of some suggestions and of the pairs like them.

    Attributes
    ----------
    counts
        How many were suggested, early, taken, asked, met, seen, lasting, gone and declined; early are
        those of rounds since which no data were stored, of which no tie can have been seen.
    days
        Median number of days from the suggestion to the tie, NaN of fewer than `FEWEST_DAYS`.
    seen
        Share of the suggestions whose tie was seen, those apart that are early or were tied before.
    matched
        The same of the suggestions alone that have pairs like them.
    comparable
        The same of those pairs; all that are like one suggestion weigh together as much as it does.
    comparable_pairs, comparable_seen
        How many pairs these are, and of how many a tie was seen.
    said, comparable_said
        Mean likelihood that was said of ``matched`` and of ``comparable``, NaN of none.
    """

    counts: dict[str, int]
    days: float
    seen: Share
    matched: Share
    comparable: Share
    comparable_pairs: int
    comparable_seen: int
    said: float
    comparable_said: float

    @property
    def is_early(self) -> bool:
        """Whether there are suggestions, and no tie can have been seen of any."""
        return 0 < self.counts["suggested"] == self.counts["early"]

    @property
    def difference(self) -> Difference:
        """How many more of the suggestions that have pairs like them came true than of these."""
        return Difference(self.matched, self.comparable)


def outcome(ledger: Ledger, chosen: Iterable[Entry]) -> Outcome:
    """Say what became of some entries of a ledger.

    Parameters
    ----------
    ledger
        The whole ledger.
    chosen
        Entries of it.

    Returns
    -------
    Outcome
        Of the pairs like ``chosen`` those are left out that were suggested themselves since. Cost:
        linear.

    Warnings
    --------
    The pairs were not drawn by lot: those suggested were chosen for what they would change. That
    more of them came true speaks for the introductions, and proves nothing.
    """
    listed = list(chosen)
    early = {one.number for one in ledger.rounds if one.is_early}
    late = [entry for entry in listed if entry.round not in early]
    judged = [entry for entry in late if entry.standing.tied_since is None]
    alike = _alike(ledger, judged)
    matched = [entry for entry in judged if entry.key in alike]
    pairs = [pair for entry in matched for pair in alike[entry.key]]
    weights = [1 / len(alike[pair.like]) for pair in pairs]
    counts: dict[str, int] = {
        "suggested": len(listed),
        "early": len(listed) - len(late),
        **{state: sum(entry.was(state) for entry in listed) for state in _COUNTED},
        "gone": sum(entry.standing.is_gone for entry in listed),
    }
    hits = [pair.seen_on is not None for pair in pairs]
    return Outcome(
        counts,
        _median_days(listed),
        _seen(judged),
        _seen(matched),
        Share.weighted(hits, weights),
        len(pairs),
        sum(hits),
        _mean(matched, [1.0] * len(matched)),
        _mean(pairs, weights),
    )


def _alike(ledger: Ledger, judged: Iterable[Entry]) -> dict[str, list[Comparable]]:
    """List the pairs like each of these entries, by its key; those without any are left out."""
    keys, suggested = {entry.key for entry in judged}, {entry.pair for entry in ledger.entries}
    found: dict[str, list[Comparable]] = {}
    for pair in (pair for one in ledger.rounds for pair in one.comparable):
        if pair.like in keys and pair.pair not in suggested and pair.tied_since is None:
            found.setdefault(pair.like, []).append(pair)
    return found


def _seen(judged: Sequence[Entry]) -> Share:
    """Give the share of entries whose tie was seen."""
    return Share(sum(entry.was("seen") for entry in judged), len(judged))


_COUNTED: tuple[Literal["taken", "asked", "met", "seen", "lasting", "declined"], ...] = (
    "taken",
    "asked",
    "met",
    "seen",
    "lasting",
    "declined",
)


def _median_days(listed: Iterable[Entry]) -> float:
    """Give the median number of days from the suggestion to the tie, where enough were seen."""
    days = [_apart(entry.day, entry.standing.seen_on) for entry in listed if entry.standing.seen_on]
    return float(statistics.median(days)) if len(days) >= FEWEST_DAYS else math.nan


def _apart(start: str, stop: str) -> int:
    """Count the days from one ISO day to another."""
    return (datetime.date.fromisoformat(stop) - datetime.date.fromisoformat(start)).days


def _mean(listed: Sequence[Entry] | Sequence[Comparable], weights: Sequence[float]) -> float:
    """Give the mean likelihood that was said."""
    return statistics.fmean([pair.likelihood for pair in listed], weights) if listed else math.nan


def report(ledger: Ledger, *, by: By = "round") -> pd.DataFrame:
    """Say what became of the introductions, group by group.

    Parameters
    ----------
    ledger
        The whole ledger.
    by
        ``round``, ``sectors`` for the pair of groups, ``introducer``, or ``reason`` for what spoke
        for the suggestion: one with several reasons counts in the row of each.

    Returns
    -------
    DataFrame
        One row a group, in order; ``group`` is the number of the round, the two groups joined by
        `` + ``, the introducer's name, blank for none, or the code of the reason. ``days`` is a
        median; shares are of one, with intervals of 95 %, NaN where there are no cases; the
        difference is ``matched_share`` less ``comparable_share``. Cost: linear in entries and groups.
    """
    groups: dict[Hashable, list[Entry]] = {}
    for entry in ledger.entries:
        for group in _GROUPS[by](entry):
            groups.setdefault(group, []).append(entry)
    rows = [
        {"group": str(group), **_row(outcome(ledger, groups[group]))} for group in sorted(groups, key=_order)
    ]
    return pd.DataFrame(rows, columns=list(REPORT_COLUMNS)).astype(REPORT_COLUMNS)


_GROUPS: dict[By, Callable[[Entry], tuple[Hashable, ...]]] = {
    "round": lambda entry: (entry.round,),
    "sectors": lambda entry: (" + ".join(entry.sectors),),
    "introducer": lambda entry: (entry.introducer_name or "",),
    "reason": lambda entry: entry.reasons,
}


def _order(group: Hashable) -> tuple[int, str]:
    """Sort rounds by number, all else by its words."""
    return (group, "") if isinstance(group, int) else (0, str(group))


def _row(found: Outcome) -> dict[str, Any]:
    """Write an outcome as a row."""
    row: dict[str, Any] = {**found.counts, "days": found.days}
    for name, share in (("seen", found.seen), ("comparable", found.comparable)):
        row |= {f"{name}_share": share.value, f"{name}_low": share.interval[0]}
        row |= {f"{name}_high": share.interval[1]}
    apart = found.difference
    row |= {"comparable": found.comparable_pairs, "comparable_seen": found.comparable_seen}
    row |= {"matched": int(found.matched.cases), "matched_share": found.matched.value}
    return row | {
        "difference": apart.value,
        "difference_low": apart.interval[0],
        "difference_high": apart.interval[1],
    }


def credit(found: Outcome) -> Message:
    """Say in a sentence whether the introductions may be credited with the ties that were seen.

    They are only where enough pairs like them were kept, and the whole interval of the difference
    is above 0. Before newer data were stored it is too early to tell.
    """
    if found.is_early:
        return Message("ledger.credit.early")
    if not found.comparable_pairs:
        return Message("ledger.credit.none")
    values = {
        "suggested": int(found.matched.cases),
        "comparable": found.comparable_pairs,
        "share": found.matched.value,
        "other": found.comparable.value,
    }
    if found.matched.cases < FEWEST or found.comparable_pairs < FEWEST_COMPARABLE:
        return Message("ledger.credit.few", fewest=FEWEST, fewest_comparable=FEWEST_COMPARABLE, **values)
    low, high = (100 * bound for bound in found.difference.interval)
    if low > 0:
        return Message("ledger.credit.more", low=low, high=high, **values)
    return Message(
        "ledger.credit.fewer" if high < 0 else "ledger.credit.chance", low=low, high=high, **values
    )


def left_out(found: Outcome) -> tuple[Message, ...]:
    """Say what stands in the counts, and not in the comparison that `credit` speaks of, and why."""
    if found.is_early or not found.comparable_pairs:
        return ()
    counts = {
        "alone": int(found.seen.hits - found.matched.hits),
        "recent": found.counts["early"],
    }
    return tuple(Message(f"ledger.left_out.{name}", count=count) for name, count in counts.items() if count)


def summary(ledger: Ledger) -> tuple[Message, ...]:
    """Say in sentences what became of all introductions of a ledger; none of an empty one.

    Returns
    -------
    tuple
        The counts, then what `credit` says, then what `left_out` says.
    """
    if not ledger.entries:
        return ()
    found = outcome(ledger, ledger.entries)
    counts = {name: found.counts[name] for name in ("taken", "met", "seen", "declined")}
    overall = Message("ledger.report.overall", count=found.counts["suggested"], **counts)
    return overall, credit(found), *left_out(found)


def refusals(ledger: Ledger) -> pd.DataFrame:
    """Count why introductions were declined or wrong.

    Returns
    -------
    DataFrame
        ``reason`` (one of `REASONS`), ``declined`` and ``wrong`` (int64), the most frequent first.
    """
    rows = [
        {
            "reason": entry.standing.reason,
            "declined": entry.state == "declined",
            "wrong": entry.state == "wrong",
        }
        for entry in ledger.entries
        if entry.standing.reason is not None
    ]
    frame = pd.DataFrame(rows, columns=["reason", "declined", "wrong"])
    counts = frame.groupby("reason", as_index=False)[["declined", "wrong"]].sum()
    counts = counts.astype({"reason": "str", "declined": "int64", "wrong": "int64"})
    total = counts["declined"] + counts["wrong"]
    return counts.assign(total=total).sort_values(
        ["total", "reason"], ascending=[False, True], ignore_index=True
    )[["reason", "declined", "wrong"]]
