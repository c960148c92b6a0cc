"""A model of which candidate pairs become tied, learned from states whose next year is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

from graphlib.introductions.likelihood.experts import Ranks, counted
from graphlib.introductions.likelihood.features import (
    Rates,
    activity,
    design,
    group_rates,
    katz,
    rate_matrix,
)
from graphlib.introductions.likelihood.logistic import ridge_logistic, sigmoid
from graphlib.introductions.likelihood.states import Pairs, State
from graphlib.introductions.likelihood.strangers import learn_strangers
from graphlib.randomness import generator

__all__ = ["BLEND", "PLAIN", "Curve", "Model", "experts", "learn", "ranks_of", "score"]

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

BLEND = (3.0, 1.0, 1.0, 1.0, 1.0)
"""Weights of the ranks by the logit, resource allocation, recent activity, Katz, and all activity."""

PLAIN = (0.0, 1.0, 1.0, 1.0, 1.0)
"""The same without a past to learn from."""

_HARD = 3_000
_DRAWN = 20_000
_STEP = 0.01
"""Width of the steps of the score on which rates are counted."""


@dataclass(frozen=True, eq=False)
class Curve:
    """A probability that rises with the score, given at some scores and straight between them."""

    scores: Floats
    rates: Floats

    def __call__(self, score: Floats) -> Floats:
        """Read the curve; beyond its ends it stays level, but for a trace that keeps the order."""
        return np.asarray(np.interp(score, self.scores, self.rates) * (1.0 + 1e-6 * score))


@dataclass(frozen=True, eq=False)
class Model:
    """What was learned.

    Attributes
    ----------
    coefficients
        Of the intercept and the columns of `design`; empty where nothing could be learned.
    rates
        Of the pairs of groups.
    curve
        From score to probability.
    last_year
        Candidates with a common contact that were tied in the last closed year.
    strangers
        As ``coefficients``, for pairs without a common contact.
    """

    coefficients: Floats
    rates: Rates
    curve: Curve
    last_year: float
    strangers: Floats

    def logit(self, state: State, pairs: Pairs, rates: Floats) -> Floats:
        """Give the logit of pairs."""
        return np.asarray(design(state, pairs, rates) @ self.coefficients[1:] + self.coefficients[0])

    def of_strangers(self, state: State, pairs: Pairs, rates: Floats) -> Floats:
        """Give the probability of pairs without a common contact, where enough was learned of them."""
        return sigmoid(design(state, pairs, rates) @ self.strangers[1:] + self.strangers[0])


def experts(model: Model | None, state: State, pairs: Pairs, rates: Floats) -> list[Floats]:
    """Give the figures that pairs are ranked by; the first is 1 throughout without a model."""
    logit = np.ones(len(pairs))
    if model is not None:
        logit = np.exp(np.clip(model.logit(state, pairs, rates), -60.0, 60.0))
    acts = state.ground.acts[pairs.first] * state.ground.acts[pairs.second]
    return [logit, pairs.sums[:, 2].astype(np.float64), activity(state, pairs), katz(pairs.sums), acts]


def ranks_of(model: Model | None, state: State, blocks: Iterator[Pairs], rates: Floats) -> tuple[Ranks, ...]:
    """Rank pairs of a state by every expert."""
    return counted((experts(model, state, block, rates) for block in blocks), len(BLEND))


def score(ranks: tuple[Ranks, ...], figures: list[Floats], weights: tuple[float, ...]) -> Floats:
    """Give the weighted mean of -log(rank / number)."""
    found = np.zeros(len(figures[0]))
    for rank, figure, weight in zip(ranks, figures, weights, strict=True):
        if weight:
            found += weight * rank(figure)
    return found / sum(weights)


def learn(states: list[State], names: tuple[str, ...], seed: int) -> Model:
    """Learn from states whose next year is known, the latest first.

    Logistic regression with ridge on all pairs that became tied, those that any plain figure puts
    first, and a sample of the others weighted up; then the ranks by its logit blended with plain
    ranks; then the rates at which pairs of each score became tied, made to rise with it.
    """
    rates = group_rates(states, names)
    matrix = rate_matrix(rates, names)
    strangers = learn_strangers(states, matrix, seed)
    coefficients = _coefficients(states, matrix, seed)
    model = Model(coefficients, rates, Curve(np.zeros(1), np.zeros(1)), 0.0, strangers)
    curve = _curve(*zip(*(_scored(model, state, matrix) for state in states), strict=True))
    return replace(model, curve=curve, last_year=states[0].positives / states[0].share)


def _scored(model: Model, state: State, rates: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Give the scores of a state's pairs, and which became tied."""
    figures = experts(model, state, state.pairs, rates)
    ranks = counted([figures], len(BLEND))
    return score(ranks, figures, BLEND), state.is_tied


def _coefficients(states: list[State], rates: Floats, seed: int) -> Floats:
    """Fit the logistic regression; the intercept first."""
    rows, happened, weight = [], [], []
    for state in states:
        which, counts = _training(state, seed)
        rows.append(design(state, state.pairs.take(which), rates))
        happened.append(state.is_tied[which].astype(np.float64))
        weight.append(counts)
    return ridge_logistic(*(np.concatenate(parts) for parts in (rows, happened, weight)))


def _training(state: State, seed: int) -> tuple[Ints, Floats]:
    """Choose the pairs of a state to learn from, and how much each counts."""
    pairs, ground = state.pairs, state.ground
    sums = pairs.sums
    acts = ground.acts[pairs.first] * ground.acts[pairs.second]
    plain = (sums[:, 2], sums[:, 0], sums[:, 3], activity(state, pairs), sums[:, 4], acts + 1e-6 * sums[:, 2])
    kept = state.is_tied.copy()
    for figure in plain:
        kept[_first(figure, _HARD)] = True
    others = np.flatnonzero(~kept)
    drawn = np.sort(generator(seed, "pairs").permutation(len(others))[:_DRAWN])
    which = np.concatenate([np.flatnonzero(kept), others[drawn]])
    weight = np.ones(len(which))
    weight[kept.sum() :] = len(others) / max(len(drawn), 1)
    return which, weight


def _first(figure: npt.NDArray[np.floating], count: int) -> Ints:
    """Give the places of the greatest figures, in no order."""
    if len(figure) <= count:
        return np.arange(len(figure))
    return np.argpartition(figure, len(figure) - count)[-count:]


def _curve(scores: tuple[Floats, ...], happened: tuple[npt.NDArray[np.bool_], ...]) -> Curve:
    """Find the rates that rise with the score and fit best [1]_.

    References
    ----------
    .. [1] Zadrozny, B. and Elkan, C. (2002). Transforming classifier scores into accurate
       multiclass probability estimates. KDD 2002, 694-699.
    """
    found, tied = np.concatenate(scores), np.concatenate(happened)
    step = np.floor(found / _STEP).astype(np.int64)
    pairs = np.bincount(step)
    held = np.flatnonzero(pairs)
    middle = np.bincount(step, found)[held] / pairs[held]
    rate = np.bincount(step, tied)[held] / pairs[held]
    fitted = isotonic_regression(rate, weights=pairs[held])
    starts = fitted.blocks[:-1]
    weight = pairs[held].astype(np.float64)
    centre = np.add.reduceat(middle * weight, starts) / np.add.reduceat(weight, starts)
    return Curve(centre, np.maximum(fitted.x[starts], 1e-6))
