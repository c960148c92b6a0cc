"""How likely two actors are to become tied within a year, and what that is known from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.introductions.likelihood.calibration import Check, check, unchecked
from graphlib.introductions.likelihood.learning import Model, learn
from graphlib.introductions.likelihood.outcomes import NEUTRAL, Leaning, leaning
from graphlib.introductions.likelihood.past import Past, actor_codes, as_day, past_of
from graphlib.introductions.likelihood.scoring import Scorer, scorer_of
from graphlib.introductions.likelihood.states import HORIZON, State, present, standing
from graphlib.introductions.likelihood.typical import TYPICAL_RATE
from graphlib.network import Network

__all__ = ["Basis", "Likelihood", "learned"]

Basis: TypeAlias = Literal["learned", "typical"]

HELD = 1_000_000
"""Candidates of a state that are learned from, about; of more, those of actors drawn at random are."""

_STEPS = (365, 547, 730)
"""Days before the day at which the states stood that are learned from."""

_LEAST = 20
_FEW = 100
_LEAST_OF_STATE = 5
_MOST_UNDATED = 0.5
_STRAGGLERS = 200


@dataclass(frozen=True, eq=False)
class Likelihood:
    """What was learned of how ties form in a network; made by `learned`.

    Attributes
    ----------
    basis
        ``learned`` from the network's own past; or ``typical``, where that is undated or too
        poor: the order is that of plain ranks, the figure what such ranks meant elsewhere.
    by
        Column whose groups are to be joined.
    before
        Nothing from this ISO day on was read; ``None`` where nothing is dated.
    positives
        Ties learned from: candidates with a common contact that were tied a year later, in the
        states one and two years before.
    is_few_data
        Whether these are fewer than 100, or nothing was learned.
    base_rate
        Share of candidates with a common contact that were tied a year later; of a typical
        network where nothing was learned.
    leaning
        What the outcomes of earlier introductions add.
    """

    basis: Basis
    by: str
    before: str | None
    positives: int
    base_rate: float
    seed: int
    model: Model | None
    checked: Check
    leaning: Leaning = NEUTRAL

    @property
    def is_few_data(self) -> bool:
        """Whether there was little to learn from."""
        return self.basis == "typical" or self.positives < _FEW

    @property
    def reliability(self) -> pd.DataFrame:
        """What would have been said a year earlier of the last year, beside what was seen; see `Check`."""
        return self.checked.reliability

    @property
    def brier(self) -> float:
        """Mean squared error of what would have been said of the last year; NaN where unknown."""
        return self.checked.brier

    @property
    def brier_base(self) -> float:
        """The same of saying the overall rate of that year of every pair."""
        return self.checked.brier_base

    def scorer(self, network: Network, codes: npt.NDArray[np.int32] | None = None) -> Scorer:
        """Make what gives the probability of pairs of a network.

        Parameters
        ----------
        network
            All its rows are read: give the network as it was known on the day that is asked about.
        codes
            Group of each actor, as ``network.groups(by)`` counts them; -1 where it may not be an
            end. Ranks are counted among the pairs these allow: leave rules that change often out
            of it, so that probabilities do not change with them.

        Returns
        -------
        Scorer
            Cost: that of the paths between 4 million pairs at most.
        """
        codes = actor_codes(network, self.by) if codes is None else codes
        day = 0 if self.before is None else as_day(self.before)
        state = present(past_of(network, codes), day, most=HELD, seed=self.seed)
        names = network.groups(self.by).names
        return scorer_of(state, self.model, names, self.seed, self.leaning.shift(network, self.by))

    def after(self, network: Network, outcomes: pd.DataFrame | None) -> Likelihood:
        """Give the same, shifted by what came of introductions; see `leaning` for ``outcomes``."""
        return replace(self, leaning=leaning(network, outcomes, by=self.by))


def learned(
    network: Network,
    *,
    by: str = "sector",
    before: str | None = None,
    outcomes: pd.DataFrame | None = None,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Likelihood:
    """Learn from a network's own dated past which pairs become tied.

    Parameters
    ----------
    network
        Read as undirected. Stated ties date by ``since``, participations by their day or the
        first of their event; what has no date is not learned from.
    by
        Column of ``network.actors`` whose groups are to be joined.
    before
        ISO day: nothing that began on it or later is read. Without, the day after the last
        beginning, of which the last half per cent are passed over, since one wrong year would
        leave nothing to learn from.
    outcomes
        What came of earlier introductions, as `leaning` reads it: those before ``before``.
    seed
        Draws pairs on large networks.
    progress
        Told the share that is done; may raise `CancelledError`.

    Returns
    -------
    Likelihood
        Small and picklable. Cost: that of the paths between 6 million pairs at most.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of the actors.

    Warnings
    --------
    That a tie forms says nothing about an introduction: nobody was introduced in the past.
    """
    found = _from_past(network, by, before, seed, progress or _silent)
    return found if outcomes is None else found.after(network, outcomes)


def _from_past(
    network: Network, by: str, before: str | None, seed: int, say: Callable[[float], None]
) -> Likelihood:
    """Learn from the dated past, or go by plain ranks where it does not tell enough."""
    everything = past_of(network, actor_codes(network, by))
    before = before or _after_last(everything.days)
    if before is None:
        return _typical(by, None, seed)
    day = as_day(before)
    years = _Years(everything.before(day), day, seed, say)
    positives = sum(years.state(back).positives for back in (_STEPS[0], _STEPS[-1]))
    is_undated = everything.before(day, undated=True).undated_share > _MOST_UNDATED
    latest = years.states(_STEPS)
    if is_undated or positives < _LEAST or latest[0] is not years.state(_STEPS[0]):
        return _typical(by, before, seed, positives)
    model = learn(latest, network.groups(by).names, seed)
    checked = _checked(years, network.groups(by).names, seed)
    say(1.0)
    rate = sum(state.positives for state in latest) / sum(len(state.pairs) for state in latest)
    return Likelihood("learned", by, before, positives, rate, seed, model, checked)


@dataclass(frozen=True)
class _Years:
    """States of a past, each shown once."""

    past: Past
    day: int
    seed: int
    say: Callable[[float], None]
    known: dict[int, State] = field(default_factory=dict)

    def state(self, back: int) -> State:
        """Show the network as it stood some days before the day."""
        if back not in self.known:
            self.say(len(self.known) / (2 * len(_STEPS)))
            self.known[back] = standing(self.past, self.day - back, most=HELD, seed=self.seed)
        return self.known[back]

    def states(self, back: tuple[int, ...]) -> list[State]:
        """Show several, leaving out those after which hardly a tie formed."""
        shown = [self.state(days) for days in back]
        return [state for state in shown if state.positives >= _LEAST_OF_STATE]


def _checked(years: _Years, names: tuple[str, ...], seed: int) -> Check:
    """Learn a year earlier, and compare what would have been said of the last year with what was seen."""
    earlier = years.states(tuple(back + HORIZON for back in _STEPS))
    if sum(state.positives for state in earlier) < _LEAST:
        return unchecked()
    model, last = learn(earlier, names, seed), years.state(_STEPS[0])
    return check(scorer_of(last, model, names, seed).of_held(), last.is_tied)


def _typical(by: str, before: str | None, seed: int, positives: int = 0) -> Likelihood:
    """Go by plain ranks."""
    return Likelihood("typical", by, before, positives, TYPICAL_RATE, seed, None, unchecked())


def _after_last(days: npt.NDArray[np.int64]) -> str | None:
    """Give the day after the last, the stragglers passed over; ``None`` where there is no day."""
    if not len(days):
        return None
    return str(np.datetime64(int(days[len(days) - 1 - len(days) // _STRAGGLERS]) + 1, "D"))


def _silent(share: float) -> None:
    """Tell nobody."""
