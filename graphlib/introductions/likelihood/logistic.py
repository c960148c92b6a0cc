"""Logistic regression with a penalty on large coefficients."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["offset_logistic", "ridge_logistic", "sigmoid"]

Floats: TypeAlias = npt.NDArray[np.float64]

_STEPS = 50
_LONGEST = 5.0
_PENALTY = 10.0


def sigmoid(x: Floats) -> Floats:
    """Give 1 / (1 + exp(-x)), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0))))


def ridge_logistic(columns: Floats, happened: Floats, weight: Floats) -> Floats:
    """Find intercept and slopes, the columns brought to one scale before the penalty.

    Parameters
    ----------
    columns
        Shape (rows, features).
    happened
        0 or 1 for each row.
    weight
        How much each row counts.

    Returns
    -------
    numpy.ndarray
        The intercept, then one slope a column. Cost: n p^2 a step of Newton's method.
    """
    mean = np.average(columns, axis=0, weights=weight)
    spread = np.sqrt(np.average((columns - mean) ** 2, axis=0, weights=weight)) + 1e-3
    scaled = np.hstack([np.ones((len(columns), 1)), (columns - mean) / spread])
    penalty = np.array([0.0] + [_PENALTY] * columns.shape[1])
    found = offset_logistic(scaled, happened, weight, penalty, np.zeros(len(columns)))
    slopes = found[1:] / spread
    return np.concatenate([[found[0] - slopes @ mean], slopes])


def offset_logistic(
    columns: Floats, happened: Floats, weight: Floats, penalty: Floats, offset: Floats
) -> Floats:
    """Find coefficients beside a part of the logit that is given, by Newton's method.

    Half of ``penalty`` times the square of each coefficient is taken from the log-likelihood.
    """
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        mean = sigmoid(columns @ found + offset)
        spread = weight * np.maximum(mean * (1.0 - mean), 1e-9)
        slope = columns.T @ (weight * (happened - mean)) - penalty * found
        curve = (columns * spread[:, None]).T @ columns + np.diag(penalty + 1e-8)
        step = np.linalg.solve(curve, slope)
        longest = np.abs(step).max(initial=0.0)
        found += step * min(1.0, _LONGEST / max(longest, 1e-12))
        if longest < 1e-6:
            break
    return found
