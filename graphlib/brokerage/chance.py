"""Roles of brokers beside chance: what the same ties would give if groups were dealt out at random."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import lcm, perm

import numpy as np
import pandas as pd

from graphlib.brokerage.counts import Floats, Ints
from graphlib.brokerage.paths import ORDERS, ROLES, Exact, open_paths
from graphlib.network import Network

__all__ = ["brokerage_by_chance"]

_DRAWN = (2, 2, 3, 3, 3, 4)
"""Actors besides the broker in two paths, for each way in which these overlap."""


def brokerage_by_chance(network: Network, *, by: str = "sector", directed: bool = False) -> pd.DataFrame:
    """Tell which roles each actor plays more, or less, than chance would give it.

    All ties stay and the groups of the actors of known group are dealt out anew at random, the
    broker's own too. Over all such deals a role's count has the mean ``E = P p`` and the variance
    ``sum_k N_k (p_k - p^2)``: P open two-paths of the actor, each in the role with probability p;
    N_k ordered pairs of them that overlap in way k (the same path, its reverse, one end shared in
    three ways, none), both in the role with probability p_k, of groups drawn without
    replacement. ``z = (count - E) / spread``, the spread being the variance's root. Nothing is
    sampled: this is what label permutation [1]_ approaches with ever more permutations.

    Parameters
    ----------
    network
        Read as unweighted, and as undirected unless ``directed``.
    by
        Column of ``network.actors`` that names each actor's group. Triples that touch an actor
        of unknown group are not counted.
    directed
        Follow directions; ties without direction lead both ways.

    Returns
    -------
    pandas.DataFrame
        ``id`` (str), then for each role of `brokerage_roles`, in the same reading:
        ``<role>_expected`` and ``<role>_spread`` (float64, pairs; 0 for an actor without open
        two-paths) and ``<role>_z`` (float64, standard deviations; NaN where chance leaves no
        choice). Exact but for rounding. Cost: the triangles, at most ``m^1.5``.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    These counts are skewed, the more so the fewer pairs an actor stands between: do not turn a z
    into a probability. Among many actors some pass 2 or 3 by chance alone; and a high z tells
    where an actor stands, not what it does there.

    References
    ----------
    .. [1] Hubert, L. and Schultz, J. (1976). Quadratic assignment as a general data analysis
       strategy. British Journal of Mathematical and Statistical Psychology 29(2), 190-241.
    """
    paths = open_paths(network, by, directed=directed)
    expected, spread = _moments(network.groups(by).sizes, paths.total, paths.overlaps())
    times = np.array([1] * len(ROLES) if directed else ORDERS)
    expected, spread, counts = expected / times, spread / times, paths.roles / times
    z = np.divide(counts - expected, spread, out=np.full(counts.shape, np.nan), where=spread > 0)
    columns = {
        f"{role}_{name}": values[:, place]
        for place, role in enumerate(ROLES)
        for name, values in (("expected", expected), ("spread", spread), ("z", z))
    }
    return pd.DataFrame({"id": network.ids, **columns})


def _moments(sizes: Ints, total: Ints, overlaps: Exact) -> tuple[Floats, Floats]:
    """Give mean and standard deviation of each actor's count of paths by role, shape (actors, 5)."""
    expected, spread = np.zeros((len(total), len(ROLES))), np.zeros((len(total), len(ROLES)))
    met = np.flatnonzero(total)
    for place, both in enumerate(_probabilities(sizes)):
        beyond = [chance - both[0] ** 2 for chance in both]
        # In whole numbers, so that a count that cannot vary has a spread of exactly 0.
        unit = lcm(*(part.denominator for part in beyond))
        parts = np.array([int(part * unit) for part in beyond], dtype=object)
        expected[met, place] = total[met] * float(both[0])
        spread[met, place] = np.sqrt((overlaps[met] @ parts / unit).astype(float))
    return expected, spread


def _probabilities(sizes: Ints) -> list[list[Fraction]]:
    """Give the chance that two paths both have a role, by role and by the way in which they overlap."""
    groups, actors = Counter(sizes.tolist()), int(sizes.sum())
    ways = [[0] * len(_DRAWN) for _ in ROLES]
    for own, number in groups.items():
        for place, counts in enumerate(_draws(own, groups - Counter([own]))):
            for overlap, count in enumerate(counts):
                ways[place][overlap] += number * own * count
    # Where there are too few actors for such paths there are none, and any chance will do.
    deals = [max(perm(actors, drawn + 1), 1) for drawn in _DRAWN]
    return [[Fraction(way, deal) for way, deal in zip(role, deals, strict=True)] for role in ways]


def _draws(own: int, others: Counter[int]) -> tuple[tuple[int, ...], ...]:
    """Count the draws of other actors that give both paths a role, for a broker of a group of ``own``.

    ``others`` are the sizes of the other groups. One tuple a role, one entry a way of overlapping.
    """
    fellows, strangers = own - 1, sum(size * number for size, number in others.items())
    twos, threes, fours = (
        sum(perm(size, drawn) * number for size, number in others.items()) for drawn in (2, 3, 4)
    )
    two_twos = twos**2 - sum(perm(size, 2) ** 2 * number for size, number in others.items())
    unlike = perm(strangers, 2) - twos
    fork = sum(size * perm(strangers - size, 2) * number for size, number in others.items())
    unlike_twice = perm(strangers, 4) - 2 * twos * perm(max(strangers - 2, 0), 2) + fours + two_twos
    once, twice = fellows * strangers, perm(fellows, 2) * perm(strangers, 2)
    one_fellow, two_fellows = fellows * perm(strangers, 2), perm(fellows, 2) * strangers
    return (
        tuple(perm(fellows, drawn) for drawn in _DRAWN),
        (twos, twos, threes, threes, threes, fours + two_twos),
        (once, 0, two_fellows, one_fellow, 0, twice),
        (once, 0, one_fellow, two_fellows, 0, twice),
        (unlike, unlike, fork, fork, fork, unlike_twice),
    )
