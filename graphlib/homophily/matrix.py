"""Who is tied to whom, group by group, beside what the groups' numbers of ties explain."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.homophily.known import Floats, Known, comparable_ties
from graphlib.kernels.homophily import group_counts, mixing_counts
from graphlib.kernels.rewiring import rewire, tie_table
from graphlib.network import Network
from graphlib.randomness import generator

__all__ = ["assortativity", "mixing", "modularity", "rewirings"]

_REWIRED_TIES = 12_000_000

_BLANK_FROM = 1.0
"""An empty cell is a finding where at least so many ties are expected."""


def mixing(network: Network, *, by: str = "sector", seed: int = 1) -> pd.DataFrame:
    """Set the ties of every pair of groups beside the number that the groups' ties would give.

    Expected under the configuration model: ``d_s d_t / 2m`` between two groups and
    ``d_s^2 / 4m`` within one, d the ties of a group's actors summed [1]_. The z score compares
    with networks in which every actor keeps its number of ties and ends are exchanged at
    random [2]_: 10 m exchanges tried, then m for each further network; 200 networks up to
    60,000 ties, fewer above.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    seed
        Seed of the exchanges.

    Returns
    -------
    pandas.DataFrame
        One row a pair of groups, each group with itself too, empty cells kept.

        ================ ======= ======= ==================================================
        column           dtype   unit    meaning
        group_a, group_b str     --      in alphabetical order
        ties             int64   ties    that join them
        expected         float64 ties    from the groups' numbers of ties alone
        ratio            float64 --      ``ties / expected``; NaN where nothing is expected
        z                float64 --      standard deviations of the rewired networks around
                                         their own mean; NaN where they do not vary
        is_blank         bool    --      no tie where at least one is expected
        rewirings        int64   --      R, the number of rewired networks
        seed             int64   --      seed of the exchanges
        ================ ======= ======= ==================================================

        Cost: rewirings m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    UndefinedMeasureError
        If there are more than `MOST_GROUPS` groups.

    Warnings
    --------
    The figures of a cell with few ties expected swing widely: a ratio of 3 may be three ties.
    With many cells, a z of 2 or 3 somewhere is to be expected of chance.

    References
    ----------
    .. [1] Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
    .. [2] Maslov, S. and Sneppen, K. (2002). Specificity and stability in topology of protein
       networks. Science 296, 910-913.
    """
    known = comparable_ties(network, by)
    groups = len(known.names)
    ties = mixing_counts(known.ends, known.codes, groups)
    ends = known.degrees().astype(float)
    expected = np.outer(ends, ends) / max(2 * len(known.ends), 1)
    np.fill_diagonal(expected, np.diag(expected) / 2)
    mean, spread = _rewired(known, seed)
    a, b = np.triu_indices(groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        return pd.DataFrame(
            {
                "group_a": pd.Series([known.names[i] for i in a], dtype="str"),
                "group_b": pd.Series([known.names[i] for i in b], dtype="str"),
                "ties": ties[a, b],
                "expected": expected[a, b],
                "ratio": np.where(expected > 0, ties / expected, np.nan)[a, b],
                "z": np.where(spread > 0, (ties - mean) / spread, np.nan)[a, b],
                "is_blank": ((ties == 0) & (expected >= _BLANK_FROM))[a, b],
                "rewirings": np.full(len(a), rewirings(len(known.ends)), np.int64),
                "seed": np.full(len(a), seed, np.int64),
            }
        )


def assortativity(network: Network, *, by: str = "sector") -> float:
    """Tell whether ties join like with like, more than the groups' numbers of ties explain.

    ``(sum e_ss - sum a_s^2) / (1 - sum a_s^2)``, e_ss the share of ties inside s and a_s the
    share of tie ends in s [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.

    Returns
    -------
    float
        1 when every tie stays inside, 0 as by chance, below 0 when more ties lead out; NaN
        without ties or where all ties touch one group alone. Cost: m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    It says that like are tied to like, not why: actors may choose their own, or only meet their
    own. A value for the whole may hide groups that are open.

    References
    ----------
    .. [1] Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
    """
    inside, chance = _inside_and_chance(network, by)
    return (inside - chance) / (1 - chance) if chance < 1 else float("nan")


def modularity(network: Network, *, by: str = "sector") -> float:
    """Give the share of ties inside groups, less what the groups' numbers of ties explain.

    ``sum_s (e_ss - a_s^2)``, as in `assortativity` [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.

    Returns
    -------
    float
        Below 1, 0 as by chance; NaN without ties. Cost: m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    Its size depends on the number of groups and of ties: compare networks by `assortativity`.

    References
    ----------
    .. [1] Newman, M. E. J. and Girvan, M. (2004). Finding and evaluating community structure
       in networks. Physical Review E 69, 026113.
    """
    inside, chance = _inside_and_chance(network, by)
    return inside - chance


def rewirings(ties: int) -> int:
    """Give the number of rewired networks that `mixing` compares a network of ``ties`` with.

    Parameters
    ----------
    ties
        Number of ties between actors of known group.

    Returns
    -------
    int
        200 up to 60,000 ties, then fewer, never under 20: 27 at 436,000. The standard
        deviation of R networks is itself uncertain by about ``1 / sqrt(2 R)``.
    """
    return int(np.clip(_REWIRED_TIES // max(ties, 1), 20, 200))


def _inside_and_chance(network: Network, by: str) -> tuple[float, float]:
    """Give the share of ties inside groups, and the same by chance given the tie ends."""
    groups = network.groups(by)
    inside, ends = group_counts(network.edges, groups.codes, len(groups.names))
    if not ends.any():
        return float("nan"), float("nan")
    shares = ends / ends.sum()
    return float(inside.sum() / (ends.sum() / 2)), float((shares**2).sum())


def _rewired(known: Known, seed: int) -> tuple[Floats, Floats]:
    """Give mean and standard deviation of the ties of each pair of groups when rewired."""
    groups, ties = len(known.names), len(known.ends)
    samples = rewirings(ties)
    ends, table = known.ends.copy(), tie_table(known.ends)
    state = rewire(ends, table, 10 * ties, int(generator(seed, "rewiring").integers(2**62)))
    total, squares = np.zeros((groups, groups), np.int64), np.zeros((groups, groups), np.int64)
    for _ in range(samples):
        state = rewire(ends, table, ties, state)
        counts = mixing_counts(ends, known.codes, groups)
        total += counts
        squares += counts**2
    variance = (squares - total.astype(float) ** 2 / samples) / (samples - 1)
    return total / samples, np.sqrt(np.maximum(variance, 0))
