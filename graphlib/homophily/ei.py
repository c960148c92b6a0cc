"""The E-I index, of each group and of the whole, and the groups that are silos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.homophily.chance import permutations_needed, standing
from graphlib.homophily.known import Floats, comparable_ties
from graphlib.network import Network

__all__ = ["EiWhole", "ei_index", "ei_whole", "silos"]

_EI_COLUMNS = [
    "group", "actors", "internal", "external", "ei_index", "ei_expected", "ei_p_value", "ei_p_adjusted",
    "permutations", "seed",
]  # fmt: skip


@dataclass(frozen=True)
class EiWhole:
    """The E-I index of the whole network, beside what random labels give.

    ``p_value`` is the share of label shuffles at least as closed. ``score`` is the share of ties
    inside groups less the share that random labels give, ``score_low`` and ``score_high`` the
    observed share less the 97.5 and 2.5 % quantiles of the shuffled ones. All are NaN where no tie
    joins two actors of known group.
    """

    value: float
    expected: float
    p_value: float
    score: float
    score_low: float
    score_high: float
    permutations: int
    seed: int


def ei_index(
    network: Network, *, by: str = "sector", permutations: int | None = None, seed: int = 1
) -> pd.DataFrame:
    """Measure, for each group, whether its ties lead outwards or stay inside.

    The E-I index of a group is ``(E - I) / (E + I)``, with ``E`` the ties from its actors to
    other groups and ``I`` the ties among its own [1]_. It runs from -1 (every tie stays
    inside) to +1 (every tie leads out). ``p = (1 + #{shuffles at least as closed}) / (R + 1)``
    over R deals of the groups among the actors.

    Parameters
    ----------
    network
        Read as undirected and unweighted; a tie counts once for each group it touches.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    permutations
        Number of times the groups are dealt out anew among the actors of known group. Unless
        said, 999, or 40 for each group of two actors and more where that is more: fewer could
        not tell any of so many groups from chance.
    seed
        Seed of these shuffles.

    Returns
    -------
    pandas.DataFrame
        One row a group, most closed first, groups without ties last.

        ============= ======= ======= ===================================================
        column        dtype   unit    meaning
        group         str     --      value of ``by``
        actors        int64   actors  of this group
        internal      int64   ties    both ends in the group
        external      int64   ties    exactly one end in the group
        ei_index      float64 [-1, 1] NaN when the group has no tie
        ei_expected   float64 [-1, 1] same, of the tie counts that random labels give on
                                      average
        ei_p_value    float64 [0, 1]  share of shuffles at least as closed, the observed one
                                      counted in; shuffles that leave the group without ties
                                      count as closed; NaN when the group has no tie
        ei_p_adjusted float64 [0, 1]  the same doubled, since a group may be more open than
                                      chance too, and raised for the number of groups tested
                                      at once (Holm's steps over groups of two actors and
                                      more) [2]_
        permutations  int64   --      R, the number of shuffles
        seed          int64   --      seed of the shuffles
        ============= ======= ======= ===================================================

        Cost: permutations (n + m), on all cores.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    UndefinedMeasureError
        If there are more than `MOST_GROUPS` groups.

    Warnings
    --------
    A large group has many ties inside whatever its members want: compare with ``ei_expected``,
    not with 0. A small group is rarely more closed than chance allows to show.

    References
    ----------
    .. [1] Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises.
       Social Psychology Quarterly 51(2), 123-140.
    .. [2] Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian
       Journal of Statistics 6(2), 65-70.
    """
    return _beside_chance(network, by, permutations, seed)[_EI_COLUMNS]


def ei_whole(network: Network, *, by: str = "sector", permutations: int = 999, seed: int = 1) -> EiWhole:
    """Measure whether the network's ties lead across groups or stay inside them.

    ``(E - I) / (E + I)`` over all ties; under random labels ``1 - 2 sum n_s (n_s - 1) / (n (n - 1))``
    is expected [1]_. The score is ``I / (E + I)`` less what is expected of it.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    permutations
        Number of times the groups are dealt out anew among the actors of known group.
    seed
        Seed of these shuffles, which are those of `ei_index`.

    Returns
    -------
    EiWhole
        With an interval of 95 % and the number and seed of the shuffles. Cost: permutations
        (n + m), on all cores.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    UndefinedMeasureError
        If there are more than `MOST_GROUPS` groups.

    Warnings
    --------
    One closed group may hide that all others are open, and the other way round: look at each
    group. Ties that follow from where actors are, or from what they do, close groups too.

    References
    ----------
    .. [1] Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises.
       Social Psychology Quarterly 51(2), 123-140.
    """
    known = comparable_ties(network, by)
    ties = len(known.ends)
    if not ties:
        return EiWhole(np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, permutations, seed)
    share, expected = known.inside().sum() / ties, 1 - known.share_across_expected
    shuffled = known.shuffled(permutations, seed)[0].sum(axis=1, keepdims=True) / ties
    found = standing(np.array([share]), shuffled, np.array([True]))
    score, low, high = share - expected, found.low[0], found.high[0]
    return EiWhole(
        float(1 - 2 * share),
        float(1 - 2 * expected),
        float(found.p_value[0]),
        float(score),
        float(min(low, score)),
        float(max(high, score)),
        permutations,
        seed,
    )


def silos(
    network: Network, *, by: str = "sector", permutations: int | None = None, seed: int = 1
) -> pd.DataFrame:
    """Tell which groups stay among themselves far more than chance would have it.

    The score of a group is its share of inside ties ``I / (E + I)`` less the share of the tie
    counts that random labels give on average, ``(n_s - 1) / (2 n - n_s - 1)``. Its interval is the
    observed share less an upper and a lower quantile of the shares under random labels: 2.5 and
    97.5 % with one group, further out with more, so that all intervals hold together [1]_. A silo
    is a group whose interval lies above 0; then its E-I index is reached by at most one shuffle in
    forty. Where labels say nothing about ties, all intervals cover 0 in 19 networks of 20.

    Parameters
    ----------
    network
        Read as undirected and unweighted; a tie counts once for each group it touches.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    permutations, seed
        As in `ei_index`.

    Returns
    -------
    pandas.DataFrame
        The table of `ei_index` with

        ===================== ======= ======= ===========================================
        column                dtype   unit    meaning
        inside_share          float64 [0, 1]  share of the ties that touch the group
        inside_share_expected float64 [0, 1]  the same of the tie counts by chance
        silo_score            float64 [-1, 1] the first less the second
        score_low             float64 [-1, 1] lower end of its interval
        score_high            float64 [-1, 1] upper end of its interval
        is_silo               bool    --      ``score_low`` above 0
        ===================== ======= ======= ===========================================

        All but the last are NaN for a group without ties; the expected share needs none.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    UndefinedMeasureError
        If there are more than `MOST_GROUPS` groups.

    Warnings
    --------
    Chance here knows nothing of who could have met whom: a group may be closed because it is
    alone in its region or its trade. That a group is no silo does not show that it is open; a
    small one may only be too small to tell.

    References
    ----------
    .. [1] Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian
       Journal of Statistics 6(2), 65-70.
    """
    return _beside_chance(network, by, permutations, seed)


def _beside_chance(network: Network, by: str, permutations: int | None, seed: int) -> pd.DataFrame:
    """Make the table of `silos`."""
    known = comparable_ties(network, by)
    sizes, tested = known.sizes, known.sizes > 1
    shuffles = permutations_needed(int(tested.sum())) if permutations is None else permutations
    inside, ends = known.inside(), known.degrees()
    observed = _share(inside, ends - inside)
    found = standing(observed, _share(*known.shuffled(shuffles, seed)), tested)
    expected = _share(sizes * (sizes - 1), sizes * (2 * len(known.codes) - sizes - 1))
    score = observed - expected
    low = np.minimum(found.low, score)
    table = pd.DataFrame(
        {
            "group": pd.Series(known.names, dtype="str"),
            "actors": sizes.astype(np.int64),
            "internal": inside,
            "external": ends - 2 * inside,
            "ei_index": _share(ends - 3 * inside, ends - inside),
            "ei_expected": 1 - 2 * expected,
            "ei_p_value": found.p_value,
            "ei_p_adjusted": found.p_adjusted,
            "permutations": np.full(len(sizes), shuffles, np.int64),
            "seed": np.full(len(sizes), seed, np.int64),
            "inside_share": observed,
            "inside_share_expected": expected,
            "silo_score": score,
            "score_low": low,
            "score_high": np.maximum(found.high, score),
            "is_silo": low > 0,
        }
    )
    return table.sort_values(["ei_index", "group"], ignore_index=True)


def _share(part: npt.NDArray[Any], whole: npt.NDArray[Any]) -> Floats:
    """Give part / whole; NaN where there is nothing."""
    with np.errstate(invalid="ignore"):
        return np.asarray(part / whole)
