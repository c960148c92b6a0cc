"""Pairs without any common contact: how likely these are, which plain ranks cannot tell."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.likelihood.features import design
from graphlib.introductions.likelihood.logistic import ridge_logistic
from graphlib.introductions.likelihood.paths import path_sums
from graphlib.introductions.likelihood.states import Pairs, State, among
from graphlib.randomness import generator

__all__ = ["learn_strangers"]

Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int32]

_ROWS = 300
_EACH = 60
_LATER = 1_500
_LEAST = 20


def learn_strangers(states: list[State], rates: Floats, seed: int) -> Floats:
    """Fit a logistic regression with ridge on pairs without a common contact.

    Parameters
    ----------
    states
        States whose next year is known.
    rates
        Of the pairs of groups, as for the pairs with a common contact.
    seed
        Draws pairs.

    Returns
    -------
    numpy.ndarray
        Coefficients of the intercept and the columns of `design`; empty where fewer than 20 such
        pairs became tied. Cost: the paths of two ties from 1,800 actors of each state.
    """
    rows, happened, weight = [], [], []
    for state in states:
        tied, count = _became_tied(state, seed)
        others, total = _drawn(state, seed)
        if not len(tied) or not len(others):
            continue
        rows += [design(state, part, rates) for part in (tied, others)]
        happened += [np.ones(len(tied)), np.zeros(len(others))]
        weight += [np.full(len(tied), count / len(tied)), np.full(len(others), total / len(others))]
    if sum(part.sum() for part in happened) < _LEAST:
        return np.zeros(0)
    columns, tied_rows, weights = (np.concatenate(parts) for parts in (rows, happened, weight))
    return ridge_logistic(columns, tied_rows, weights)


def _became_tied(state: State, seed: int) -> tuple[Pairs, int]:
    """List pairs that were tied a year later without a common contact before, and how many there are."""
    known = state.is_here & (state.ground.codes >= 0)
    one, other = np.divmod(state.later, len(known))
    apart = known[one] & known[other] & (state.ground.codes[one] != state.ground.codes[other])
    one, other = one[apart], other[apart]
    drawn = np.sort(generator(seed, "strangers").permutation(len(one))[:_LATER])
    pairs = _without_contact(state, one[drawn], other[drawn])
    return pairs, round(len(pairs) * len(one) / max(len(drawn), 1))


def _drawn(state: State, seed: int) -> tuple[Pairs, float]:
    """Draw pairs of actors of different groups without tie and common contact; tell how many there are."""
    codes = state.ground.codes
    here = np.flatnonzero(state.is_here & (codes >= 0))
    if len(here) < 2:
        return _without_contact(state, here[:0], here[:0]), 0.0
    draw = generator(seed, "strangers")
    one = np.repeat(draw.permutation(here)[:_ROWS], _EACH)
    other = draw.choice(here, len(one))
    kept = codes[one] != codes[other]
    low, high = np.minimum(one, other)[kept], np.maximum(one, other)[kept]
    pairs = _without_contact(state, low, high)
    return pairs, len(pairs) / len(one) * len(here) * len(here) / 2


def _without_contact(state: State, one: npt.NDArray[np.integer], other: npt.NDArray[np.integer]) -> Pairs:
    """Add up the paths of pairs, and keep those with neither tie nor common contact."""
    order = np.lexsort((other, one))
    first, second = one[order].astype(np.int32), other[order].astype(np.int32)
    sums = path_sums(state.ground, first, second)
    keys = first.astype(np.int64) * len(state.ground.codes) + second
    apart = (sums[:, 0] == 0) & ~among(keys, state.tied)
    return Pairs(first[apart], second[apart], sums[apart].astype(np.float32))
