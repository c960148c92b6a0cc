"""Whether an introducer can be asked now, or which of its ties wants warming first."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graphlib.cards.bonds import Bond

__all__ = ["RECENT_DAYS", "SMALL_EVENT", "Advice", "Concern", "advice"]

RECENT_DAYS = 731
"""A tie that nothing bore out for longer than these two years wants warming."""

SMALL_EVENT = 10
"""At an event of at most so many organisations all met each other."""

Concern = Literal["one_sided", "undated", "old", "weak"]


@dataclass(frozen=True)
class Advice:
    """What to do before the introducer is asked.

    Attributes
    ----------
    is_full
        Whether this is the last introduction that the cap lets the introducer be asked for.
    concerns
        The ends, by id, to which the introducer's tie wants warming, and what is amiss with each.
    """

    is_full: bool
    concerns: tuple[tuple[str, Concern], ...]

    @property
    def is_now(self) -> bool:
        """Whether the introducer can be asked at once."""
        return not self.is_full and not self.concerns


def advice(ties: Sequence[Bond], *, day: str | None, place: int, cap: int | None) -> Advice:
    """Say whether to ask an introducer now or to warm a tie first.

    Ask now when both ties are recent and strong and the introducer's load is below the cap. A tie
    wants warming, in this order of gravity, when

    - ``one_sided``: all that joins the two is said by one end only;
    - ``undated``: nothing that joins them has a date;
    - ``old``: the data last bore it out more than `RECENT_DAYS` before ``day``;
    - ``weak``: it rests on one shared event alone, of more than `SMALL_EVENT` organisations.

    The load is at the cap when this is the last introduction of the round that the cap lets the
    introducer be asked for; where the cap is 1, being asked once is no load.

    Parameters
    ----------
    ties
        The introducer's tie to each end; the end is the bond's ``second``.
    day
        ISO day from which ages are counted; ``None`` where nothing is dated.
    place
        Which introduction of the round this is for the introducer, counted from 1.
    cap
        Most introductions that anyone may be asked for; ``None`` for no limit.

    Returns
    -------
    Advice
        It reads the data only: nobody was asked how they get on.
    """
    found = [(tie.second, _concern(tie, day)) for tie in ties]
    is_full = cap is not None and place >= max(cap, 2)
    return Advice(is_full, tuple((end, concern) for end, concern in found if concern is not None))


def _concern(tie: Bond, day: str | None) -> Concern | None:
    """Say what is amiss with a tie, the gravest first."""
    if all(proof.sides == "one" for proof in tie.proofs):
        return "one_sided"
    if tie.last is None:
        return "undated"
    if day is not None and _days(tie.last, day) > RECENT_DAYS:
        return "old"
    is_weak = len(tie.proofs) == 1 and tie.proofs[0].size > SMALL_EVENT
    return "weak" if is_weak else None


def _days(start: str, stop: str) -> int:
    """Count the days between two ISO days."""
    return (datetime.date.fromisoformat(stop) - datetime.date.fromisoformat(start)).days
