"""The E-I index, silos, and the share of ties across groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.homophily.known import Floats, known_ties
from graphlib.network import Network

__all__ = [
    "SILO_P_VALUE",
    "EiWhole",
    "ei_index",
    "ei_whole",
    "silos",
]

SILO_P_VALUE = 0.05
"""A group may be called a silo where chance closes it as much this rarely or more rarely."""


@dataclass(frozen=True)
class EiWhole:
    """The E-I index of the whole network, beside what random labels give.

    ``p_value`` is the share of label shuffles at least as closed. All are NaN where no tie
    joins two actors of known group.
    """

    value: float
    expected: float
    p_value: float


def ei_index(network: Network, *, by: str = "sector", permutations: int = 999, seed: int = 1) -> pd.DataFrame:
    """Measure, for each group, whether its ties lead outwards or stay inside.

    The E-I index of a group is ``(E - I) / (E + I)``, with ``E`` the ties from its actors to
    other groups and ``I`` the ties among its own [1]_. It runs from -1 (every tie stays
    inside) to +1 (every tie leads out).

    Parameters
    ----------
    network
        Read as undirected and unweighted; a tie counts once for each group it touches.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    permutations
        Number of times the groups are dealt out anew among the actors of known group.
    seed
        Seed of these shuffles.

    Returns
    -------
    pandas.DataFrame
        One row a group, most closed first, groups without ties last.

        =========== ======= ======= =====================================================
        column      dtype   unit    meaning
        group       str     --      value of ``by``
        actors      int64   actors  of this group
        internal    int64   ties    both ends in the group
        external    int64   ties    exactly one end in the group
        ei_index    float64 [-1, 1] NaN when the group has no tie
        ei_expected float64 [-1, 1] same, of the tie counts that random labels give on average
        ei_p_value  float64 [0, 1]  share of shuffles at least as closed, the observed one
                                    counted in; shuffles that leave the group without ties
                                    count as closed; NaN when the group has no tie
        =========== ======= ======= =====================================================

        A small group is rarely more closed than chance allows to show. Cost: permutations m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    References
    ----------
    .. [1] Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises.
       Social Psychology Quarterly 51(2), 123-140.
    """
    known = known_ties(network, by)
    inside, ends, sizes = known.inside(known.codes), known.degrees(known.codes), known.sizes
    observed = _ei(ends - 2 * inside, inside)
    as_closed = np.ones(len(sizes))
    for codes in known.shuffles(permutations, seed):
        shuffled = known.inside(codes)
        as_closed += ~(_ei(known.degrees(codes) - 2 * shuffled, shuffled) > observed)
    table = pd.DataFrame(
        {
            "group": pd.Series(known.names, dtype="str"),
            "actors": sizes.astype(np.int64),
            "internal": inside,
            "external": ends - 2 * inside,
            "ei_index": observed,
            "ei_expected": _ei(2 * sizes * (len(known.codes) - sizes), sizes * (sizes - 1)),
            "ei_p_value": np.where(ends > 0, as_closed / (permutations + 1), np.nan),
        }
    )
    return table.sort_values(["ei_index", "group"], ignore_index=True)


def ei_whole(network: Network, *, by: str = "sector", permutations: int = 999, seed: int = 1) -> EiWhole:
    """Measure whether the network's ties lead across groups or stay inside them.

    ``(E - I) / (E + I)`` over all ties; under random labels ``1 - 2 sum n_s (n_s - 1) / (n (n - 1))``
    is expected [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    permutations, seed
        As in `ei_index`; the shuffles are the same.

    Returns
    -------
    EiWhole
        Cost: permutations m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    References
    ----------
    .. [1] Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises.
       Social Psychology Quarterly 51(2), 123-140.
    """
    known = known_ties(network, by)
    inside, ties = int(known.inside(known.codes).sum()), len(known.ends)
    if not ties:
        return EiWhole(np.nan, np.nan, np.nan)
    as_closed = sum(int(known.inside(codes).sum()) >= inside for codes in known.shuffles(permutations, seed))
    value = (ties - 2 * inside) / ties
    return EiWhole(value, 2 * known.share_across_expected - 1, (1 + as_closed) / (permutations + 1))


def silos(network: Network, *, by: str = "sector", permutations: int = 999, seed: int = 1) -> pd.DataFrame:
    """Tell which groups stay among themselves far more than chance would have it.

    A silo is a group whose share of inside ties is above what random labels give, and whose
    E-I index is reached by at most one shuffle in twenty.

    Parameters
    ----------
    network, by, permutations, seed
        As in `ei_index`.

    Returns
    -------
    pandas.DataFrame
        The table of `ei_index` with ``inside_share`` and ``inside_share_expected`` (float64,
        share of the ties that touch the group; NaN when undefined) and ``is_silo`` (bool).
        Among many groups one in twenty passes the test by chance: look at the shares too.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    """
    table = ei_index(network, by=by, permutations=permutations, seed=seed)
    table["inside_share"] = (1 - table["ei_index"]) / 2
    table["inside_share_expected"] = (1 - table["ei_expected"]) / 2
    is_closed = table["inside_share"] > table["inside_share_expected"]
    table["is_silo"] = is_closed & (table["ei_p_value"] <= SILO_P_VALUE)
    return table


def _ei(external: npt.NDArray[Any], internal: npt.NDArray[Any]) -> Floats:
    """Give (E - I) / (E + I); NaN where there is neither."""
    with np.errstate(invalid="ignore"):
        return np.asarray((external - internal) / (external + internal))
