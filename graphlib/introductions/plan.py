"""A plan: the introductions suggested for a network, with all that is needed to judge and repeat them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from graphlib.introductions.likelihood import Likelihood
from graphlib.introductions.objective import Objective
from graphlib.introductions.reasons import Reason
from graphlib.introductions.rulebook import RuleBook
from graphlib.introductions.valuation import Choice
from graphlib.translation import Message

__all__ = ["Plan", "Progress"]

Progress = Callable[[float, Message], None]
"""Told the share done and what is being done; may raise `CancelledError` to stop the work."""


@dataclass(frozen=True)
class Plan:
    """Suggested introductions, with all that is needed to judge and repeat them.

    Attributes
    ----------
    table
        One row a suggestion, in the order in which they were chosen; see `introductions`.
    evidence
        For each row of ``table`` the reasons with their names and figures.
    without_introducer
        Valuable pairs at distance 3 or more: up to 20 with the chain of contacts that leads from
        one to the other, then up to 20 that join an island, whose distance is missing and whose
        chain is empty. Each is judged on its own.
    comparable
        For each ``rank`` up to five pairs of the same two groups and of like likelihood that were
        not suggested: what became of them says what the suggestions are worth.
    likelihood
        How the likelihood was learned, and how far it can be relied on.
    base_reach
        Reach before any suggestion, between the sides of ``objective``.
    is_exact
        Whether every candidate was judged by every distance.
    samples
        Number of actors that gains were estimated from, ``None`` when exact. Where that is all
        of them the figures are exact, and only the candidates were narrowed down beforehand.
    rules
        The rules that hold in every list of the plan.
    before, undated_ties
        Only ties known before this day were used; so many of them have no date.
    """

    table: pd.DataFrame
    evidence: tuple[tuple[Reason, ...], ...]
    without_introducer: pd.DataFrame
    comparable: pd.DataFrame
    likelihood: Likelihood
    objective: Objective
    base_reach: float
    is_exact: bool
    samples: int | None
    seed: int
    cap: int | None
    weight: str
    choice: Choice
    require_contact: bool
    rules: RuleBook
    before: str | None
    undated_ties: int
    fingerprint: str

    @property
    def by(self) -> str:
        """Column of the groups that suggestions join."""
        return self.objective.by
