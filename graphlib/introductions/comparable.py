"""Pairs as likely as those suggested, but not suggested: what would have happened anyway."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["CALIPER", "comparable"]

CALIPER = 1.5
"""A pair is as likely as another one when neither is more than so many times as likely."""

_Places = npt.NDArray[np.int64]


def comparable(
    first: npt.NDArray[np.int32],
    second: npt.NDArray[np.int32],
    likelihood: npt.NDArray[np.float64],
    codes: npt.NDArray[np.int32],
    chosen: npt.NDArray[np.integer],
    *,
    each: int = 5,
) -> list[_Places]:
    """Find, for each pair that was suggested, pairs like it that were not.

    A pair is like another one when it joins the same two groups and is as likely, within `CALIPER`.
    The nearest by the ratio of the likelihoods are taken first, the likelier one of two equally
    near, then by actor; no pair serves two suggestions, those chosen first go first.

    Parameters
    ----------
    first, second
        Positions of the ends of each candidate, no pair twice.
    likelihood
        Of each candidate.
    codes
        Group of each actor.
    chosen
        Places of the suggestions among the candidates, in the order in which they were chosen.
    each
        Most pairs for each suggestion.

    Returns
    -------
    list
        For each suggestion the places of up to ``each`` candidates, nearest first: the same pairs
        whatever the order of the candidates. Cost: O(candidates + c log c), c of them within reach
        of a suggestion.
    """
    if not len(chosen):
        return []
    low, high = np.minimum(first, second), np.maximum(first, second)
    joined = _group_pairs(codes[first], codes[second])
    nearness = np.log(np.maximum(likelihood, np.finfo(np.float64).tiny))
    reach = np.log(CALIPER) + 1e-12
    near = nearness[chosen]
    is_open = (nearness >= near.min() - reach) & (nearness <= near.max() + reach)
    is_open &= np.isin(joined, joined[chosen])
    is_open[chosen] = False
    places = np.flatnonzero(is_open)
    order = places[np.lexsort((high[places], low[places], -nearness[places], joined[places]))]
    sorted_pairs, sorted_nearness = joined[order], nearness[order]
    is_free = np.ones(len(order), np.bool_)
    found = []
    for place in chosen:
        start, stop = np.searchsorted(sorted_pairs, [joined[place], joined[place] + 1])
        apart = np.abs(sorted_nearness[start:stop] - nearness[place])
        apart[~is_free[start:stop] | (apart > reach)] = np.inf
        # Rounded, so that two equally near ones are not told apart by their last digit.
        taken = np.argsort(np.round(apart, 9), kind="stable")[:each]
        taken = taken[np.isfinite(apart[taken])]
        is_free[start + taken] = False
        found.append(order[start + taken])
    return found


def _group_pairs(one: npt.NDArray[np.int32], other: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Give each pair of groups a number, whichever comes first."""
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    return (low + 1) * (int(high.max(initial=0)) + 2) + high + 1
