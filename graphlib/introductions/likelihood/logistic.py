"""Logistic regression with a penalty on large coefficients."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["ridge_logistic", "sigmoid"]

Floats: TypeAlias = npt.NDArray[np.float64]

_STEPS = 50
_LONGEST = 5.0


def sigmoid(x: Floats) -> Floats:
    """Give 1 / (1 + exp(-x)), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0))))


def ridge_logistic(columns: Floats, happened: Floats, weight: Floats, penalty: Floats) -> Floats:
    """Find the coefficients by Newton's method; cost n p^2 a step.

    Parameters
    ----------
    columns
        Shape (rows, coefficients), the column of ones for the intercept included.
    happened
        0 or 1 for each row.
    weight
        How much each row counts.
    penalty
        Half of it times the square of each coefficient is taken from the log-likelihood.
    """
    return offset_logistic(columns, happened, weight, penalty, np.zeros(len(columns)))


def offset_logistic(
    columns: Floats, happened: Floats, weight: Floats, penalty: Floats, offset: Floats
) -> Floats:
    """Find the coefficients as `ridge_logistic` does, beside a part of the logit that is given."""
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
