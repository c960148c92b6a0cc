"""Roles of brokers: between which groups each actor stands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.brokerage.counts import by_actor
from graphlib.brokerage.paths import ORDERS, ROLES, open_paths
from graphlib.network import Network

__all__ = ["brokerage_roles", "cross_sector_ties"]


def brokerage_roles(
    network: Network, *, by: str = "sector", directed: bool = False, directed_reading: bool = False
) -> pd.DataFrame:
    """Count, for each actor, the unjoined pairs it stands between, by the groups of the three.

    The roles of Gould and Fernandez in two-paths ``i -> v -> j`` without a tie ``i -> j`` [1]_:
    *coordinator*, all three of one group; *itinerant*, i and j of one group and the broker v of
    another; *gatekeeper*, v and j of one group that i comes into; *representative*, i and v of
    one group that leads out to j; *liaison*, three groups. Without directions gatekeeper and
    representative are one number, seen from inside and from outside, and every pair counts once.

    Parameters
    ----------
    network
        Read as unweighted, and as undirected unless ``directed``.
    by
        Column of ``network.actors`` that names each actor's group. Triples that touch an actor
        of unknown group are not counted.
    directed
        Follow directions; ties without direction lead both ways.
    directed_reading
        Without ``directed``: count each pair once for each order, as R's ``sna`` does with a
        symmetric network: coordinator, itinerant and liaison are doubled.

    Returns
    -------
    pandas.DataFrame
        ``id`` (str), then ``coordinator``, ``itinerant``, ``gatekeeper``, ``representative``,
        ``liaison`` (int64, pairs), in network order; 0 for actors without ties. Cost: the
        triangles, at most ``m^1.5``.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    Large counts come with many contacts: compare with `brokerage_by_chance` before calling anyone
    a broker. A place between two others is an opportunity; it does not show that anything passes.

    References
    ----------
    .. [1] Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation. Sociological
       Methodology 19, 89-126.
    """
    counts = open_paths(network, by, directed=directed).roles
    if not (directed or directed_reading):
        counts = counts // np.array(ORDERS)
    return pd.DataFrame({"id": network.ids, **dict(zip(ROLES, counts.T, strict=True))})


def cross_sector_ties(network: Network, *, by: str = "sector") -> pd.Series:
    """Count each actor's ties to actors of other groups.

    ``sum_j a_vj [s_v != s_j]``, over the contacts j of v whose group is known.

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

    Warnings
    --------
    An actor of a small group finds most others outside it: a high count may only mean that. It
    does not tell whether those contacts lack other links to the group.
    """
    group = network.groups(by).codes[network.edges]
    crosses = (group[:, 0] != group[:, 1]) & (group >= 0).all(axis=1)
    count = np.bincount(network.edges[crosses].ravel(), minlength=len(network))
    return by_actor(network, count, "cross_sector_ties")
