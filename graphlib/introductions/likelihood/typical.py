"""What plain ranks meant where the past was known: for networks without one."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.likelihood.learning import Curve
from graphlib.introductions.likelihood.states import Pairs, State

__all__ = ["TYPICAL", "TYPICAL_RATE", "typical_strangers"]

Floats: TypeAlias = npt.NDArray[np.float64]

TYPICAL = Curve(
    np.array([0.0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5]),
    np.array([0.0006, 0.0016, 0.0059, 0.015, 0.033, 0.05, 0.075, 0.095, 0.125, 0.17]),
)
"""Share of pairs tied within a year by their score, the mean of -log(rank / number) of plain figures.

The middle one of seven sets of 3,000 to 700,000 candidates, three days each: project partners of
Horizon 2020 in transport, energy, climate, biotechnology, infrastructures and emerging technologies,
and funding of humanitarian aid. Sets lie up to three times higher or lower.
"""

TYPICAL_RATE = 0.004
"""Share of all candidates tied within a year: the middle of the same, from 0.001 to 0.014."""

_STRANGERS = 0.0005
"""Share of pairs of average degree tied within a year that had no common contact, there."""

_POWER = 0.35
"""How it grew with the product of the degrees."""


def typical_strangers(state: State, pairs: Pairs) -> Floats:
    """Give the usual probability of pairs without a common contact, by the product of their degrees."""
    degree = np.maximum(np.diff(state.ground.indptr), 0.5)
    mean = max(float(degree[state.is_here].mean()), 1.0) if state.is_here.any() else 1.0
    product = degree[pairs.first] * degree[pairs.second] / mean**2
    return np.asarray(np.minimum(_STRANGERS * product**_POWER, TYPICAL_RATE))
