"""Roles of brokers: between which groups each actor stands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.brokerage.counts import Ints, by_actor, degrees, ties_by_group
from graphlib.kernels.brokerage import closed_pairs, forward
from graphlib.network import Network

__all__ = ["brokerage_roles", "cross_sector_ties"]


def brokerage_roles(network: Network, *, by: str = "sector", directed_reading: bool = False) -> pd.DataFrame:
    """Count, for each actor, the unjoined pairs it stands between, by the groups of the three.

    The roles of Gould and Fernandez [1]_: *coordinator*, all three of one group; *itinerant*,
    the ends of one group and the broker of another; *liaison*, three groups; *gatekeeper* and
    *representative*, one end of the broker's own group: without directions these two are one
    number, seen from inside and from outside.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Triples that touch an actor
        of unknown group are not counted.
    directed_reading
        Count each pair once for each order, as R's ``sna`` does with a symmetric network:
        coordinator, itinerant and liaison are doubled.

    Returns
    -------
    pandas.DataFrame
        ``id`` (str), then ``coordinator``, ``itinerant``, ``gatekeeper``, ``representative``,
        ``liaison`` (int64, pairs), in network order; 0 for actors without ties. Large counts
        come with many contacts: compare with chance before calling anyone a broker. Cost: the
        triangles, at most ``m^1.5``.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    References
    ----------
    .. [1] Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation. Sociological
       Methodology 19, 89-126.
    """
    group = network.groups(by).codes.astype(np.int64)
    ties = forward(network.edges, degrees(network))
    pairs = _contact_pairs(network, group) - closed_pairs(ties.start, ties.target, group)
    times = 2 if directed_reading else 1
    return pd.DataFrame(
        {
            "id": network.ids,
            "coordinator": pairs[:, 0] * times,
            "itinerant": pairs[:, 1] * times,
            "gatekeeper": pairs[:, 2],
            "representative": pairs[:, 2],
            "liaison": pairs[:, 3] * times,
        }
    )


def cross_sector_ties(network: Network, *, by: str = "sector") -> pd.Series:
    """Count each actor's ties to actors of other groups.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Ties that touch an actor of
        unknown group are not counted.

    Returns
    -------
    pandas.Series
        ``cross_sector_ties`` (int64, ties) by actor id. Cost: m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    """
    group = network.groups(by).codes[network.edges]
    crosses = (group[:, 0] != group[:, 1]) & (group >= 0).all(axis=1)
    count = np.bincount(network.edges[crosses].ravel(), minlength=len(network))
    return by_actor(network, count, "cross_sector_ties")


def _contact_pairs(network: Network, codes: Ints) -> Ints:
    """Count all pairs of contacts of each actor by role, joined or not (columns of the kernel)."""
    actor, group, ties = ties_by_group(network, codes)
    has_group = codes[actor] >= 0
    actor, group, ties = actor[has_group], group[has_group], ties[has_group]
    is_own = group == codes[actor]
    own = np.zeros(len(network), np.int64)
    own[actor[is_own]] = ties[is_own]
    other = np.zeros(len(network), np.int64)
    np.add.at(other, actor[~is_own], ties[~is_own])
    alike = np.zeros(len(network), np.int64)
    np.add.at(alike, actor[~is_own], (ties * (ties - 1) // 2)[~is_own])
    return np.column_stack([own * (own - 1) // 2, alike, own * other, other * (other - 1) // 2 - alike])
