"""What a pair looks like, so that what was learned on an earlier, smaller network carries over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.likelihood.states import Pairs, State

__all__ = ["FEATURES", "Rates", "activity", "design", "group_rates", "katz", "rate_matrix"]

Floats: TypeAlias = npt.NDArray[np.float64]
Rates: TypeAlias = Mapping[tuple[str, str], float]

FEATURES = (
    "resource_allocation",
    "weighted_resource_allocation",
    "l3",
    "activity",
    "acts",
    "rest",
    "common_neighbours",
    "group_rate",
    "least_activity",
    "recent_resource_allocation",
)
"""Columns of `design`."""

_SUMS = (2, 3, 4, 0, 6)
"""Where the path sums of `FEATURES` stand among the sums of a pair."""

_KATZ = 0.002
"""What each further tie of a path counts [1]_.

References
----------
.. [1] Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika 18, 39-43.
"""

_PRIOR = 20.0
"""Ties at the overall rate that each pair of groups is credited with."""


def design(state: State, pairs: Pairs, rates: Floats) -> Floats:
    """Describe pairs of a state in the columns of `FEATURES`.

    Sums of paths become ``log(1 + x / mean)``, mean over the state's candidates; what actors did
    ``log(x / mean)``, mean over its actors, added up for the two ends; the less active end stands
    by itself as well.

    Parameters
    ----------
    state
        Where the pairs are.
    pairs
        The pairs.
    rates
        Matrix of `rate_matrix`.
    """
    ground, one, other = state.ground, pairs.first, pairs.second
    sums = np.log1p(pairs.sums[:, _SUMS] / state.means[list(_SUMS)].astype(np.float32))
    active, acts = (np.maximum(x, 1e-9) for x in (ground.active, ground.acts))
    fresh = np.log(active / active[state.is_here].mean())
    done = np.log1p(acts / acts[state.is_here].mean())
    rest = np.log1p(np.maximum(ground.idle[one], ground.idle[other]) / 180.0)
    columns = np.empty((len(pairs), len(FEATURES)))
    columns[:, :3] = sums[:, :3]
    columns[:, 3] = fresh[one] + fresh[other]
    columns[:, 4] = done[one] + done[other]
    columns[:, 5] = rest
    columns[:, 6] = sums[:, 3]
    columns[:, 7] = rates[ground.codes[one], ground.codes[other]]
    columns[:, 8] = np.minimum(fresh[one], fresh[other])
    columns[:, 9] = sums[:, 4]
    return columns


def katz(sums: npt.NDArray[np.floating]) -> Floats:
    """Give the Katz index of pairs from the sums of their paths, cut off after paths of three ties."""
    return np.asarray(_KATZ**2 * sums[:, 0].astype(np.float64) + _KATZ**3 * sums[:, 5])


def activity(state: State, pairs: Pairs) -> Floats:
    """Give the weighted resource allocation times what both ends did of late."""
    active = state.ground.active
    return pairs.sums[:, 3].astype(np.float64) * active[pairs.first] * active[pairs.second]


def group_rates(states: list[State], names: tuple[str, ...]) -> Rates:
    """Learn how much more often each pair of groups became tied than all did: a logarithm, smoothed."""
    groups = len(names)
    pairs, ties = np.zeros(groups * groups), np.zeros(groups * groups)
    for state in states:
        one, other = (state.ground.codes[end] for end in (state.pairs.first, state.pairs.second))
        cell = np.minimum(one, other) * groups + np.maximum(one, other)
        pairs += np.bincount(cell, minlength=groups * groups)
        ties += np.bincount(cell[state.is_tied], minlength=groups * groups)
    overall = max(ties.sum(), 1.0) / max(pairs.sum(), 1.0)
    rate = np.log((ties + _PRIOR) / (pairs * overall + _PRIOR))
    return {(names[k // groups], names[k % groups]): float(rate[k]) for k in np.flatnonzero(pairs)}


def rate_matrix(rates: Rates, names: tuple[str, ...]) -> Floats:
    """Put rates in a matrix by the codes of groups; its last row and column are of no group."""
    matrix = np.zeros((len(names) + 1, len(names) + 1))
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            matrix[i, j] = rates.get((one, other), rates.get((other, one), 0.0))
    return matrix
