"""What plain ranks meant where the past was known: for networks without one."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.likelihood.learning import Curve
from graphlib.introductions.likelihood.states import Pairs, State

__all__ = ["TYPICAL", "TYPICAL_RATE", "typical_strangers"]

Floats: TypeAlias = npt.NDArray[np.float64]

TYPICAL = Curve(np.array([0.0, 1.0, 3.0, 5.0, 7.0, 9.0]), np.array([3e-4, 1e-3, 5e-3, 2e-2, 7e-2, 0.15]))
"""Share of pairs tied within a year, by their score."""

TYPICAL_RATE = 1e-3
"""Share of all candidates tied within a year."""

_STRANGERS = 2e-4
_POWER = 0.5


def typical_strangers(state: State, pairs: Pairs) -> Floats:
    """Give the usual probability of pairs without a common contact, by the product of their degrees."""
    degree = np.diff(state.ground.indptr) / max(
        float(np.diff(state.ground.indptr)[state.is_here].mean()), 1.0
    )
    return np.minimum(_STRANGERS * (degree[pairs.first] * degree[pairs.second]) ** _POWER, TYPICAL_RATE)
