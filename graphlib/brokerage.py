"""Brokers: who stands between others, and between which groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.kernels.brokerage import Forward, closed_pairs, forward, shared_contacts
from graphlib.network import Network

__all__ = [
    "brokerage_roles",
    "constraint",
    "cross_sector_ties",
    "effective_size",
    "efficiency",
    "hierarchy",
    "participation",
    "within_cluster_z",
]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def constraint(network: Network) -> pd.Series:
    """Measure how far each actor's contacts are tied to one another, and so bind it.

    Burt's constraint is ``sum_j (p_ij + sum_q p_iq p_qj)^2`` over the contacts j of i and the
    contacts q that i and j share, with ``p_ij = 1 / degree(i)`` [1]_. Low values belong to
    actors whose contacts do not know each other; with one contact it is 1.

    Parameters
    ----------
    network
        Read as undirected and unweighted.

    Returns
    -------
    pandas.Series
        ``constraint`` (float64) by actor id; NaN for an actor without ties. It can pass 1 in
        dense surroundings of two or three contacts. Cost: the triangles, at most ``m^1.5``.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard
       University Press, chapter 2.
    """
    parts = _constraint_parts(network)
    return _series(network, _sum_by_actor(network, parts), "constraint")


def effective_size(network: Network) -> pd.Series:
    """Count each actor's contacts, less what they repeat of one another.

    Burt's ``sum_j [1 - sum_q p_iq z_jq / max_k z_jk]``; without weights that is
    ``d - 2 t / d``, with d the contacts and t the ties among them [1]_, [2]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.

    Returns
    -------
    pandas.Series
        ``effective_size`` (float64, contacts) by actor id, from 1 to the degree; NaN for an
        actor without ties. Cost: the triangles, at most ``m^1.5``.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes. Harvard University Press, chapter 2.
    .. [2] Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures.
       Connections 20(1), 35-38.
    """
    degree = _degree(network)
    shared, _ = _shared(network, degree)
    both_ways = _sum_by_actor(network, np.column_stack([shared, shared]).astype(float))
    with np.errstate(invalid="ignore"):
        return _series(network, degree - both_ways / degree, "effective_size")


def efficiency(network: Network) -> pd.Series:
    """Give the share of each actor's contacts that is not repeated by the others.

    It is `effective_size` over the number of contacts: 1 when no two contacts know each other.

    Parameters
    ----------
    network
        Read as undirected and unweighted.

    Returns
    -------
    pandas.Series
        ``efficiency`` (float64, 0 to 1) by actor id; NaN for an actor without ties. Cost and
        source as `effective_size`.
    """
    degree = _degree(network)
    with np.errstate(invalid="ignore"):
        return _series(network, effective_size(network).to_numpy() / degree, "efficiency")


def hierarchy(network: Network) -> pd.Series:
    """Tell whether one contact alone makes most of an actor's constraint.

    ``sum_j r_j ln r_j / (N ln N)`` with ``r_j = c_ij / (C / N)``, c_ij the part of contact j in
    the constraint C of an actor with N contacts [1]_: 0 when all weigh the same, 1 when one
    contact is all there is.

    Parameters
    ----------
    network
        Read as undirected and unweighted.

    Returns
    -------
    pandas.Series
        ``hierarchy`` (float64, 0 to 1) by actor id; 1 for an actor with one contact, NaN
        without any. Cost as `constraint`.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes. Harvard University Press, chapter 2.
    """
    degree, parts, edges = _degree(network), _constraint_parts(network), network.edges
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _sum_by_actor(network, parts) / degree
        ratio = parts / mean[edges]
        value = _sum_by_actor(network, ratio * np.log(ratio)) / (degree * np.log(degree))
    return _series(network, np.where(degree == 1, 1.0, value), "hierarchy")


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
    ties = _forward(network)
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


def participation(network: Network, *, membership: pd.Series) -> pd.Series:
    """Tell how evenly each actor's ties spread over the groups.

    ``1 - sum_s (k_s / k)^2``, with k_s of an actor's k ties leading to group s [1]_: 0 when all
    lead to one group, near 1 when they spread over many.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    membership
        Group of each actor, indexed by actor id; missing ones are no group, and ties to them
        are not counted.

    Returns
    -------
    pandas.Series
        ``participation`` (float64, 0 to 1) by actor id; NaN for an actor none of whose ties is
        counted. Cost: m log m.

    References
    ----------
    .. [1] Guimera, R. and Amaral, L. A. N. (2005). Functional cartography of complex metabolic
       networks. Nature 433, 895-900.
    """
    actor, _, ties = _ties_by_group(network, _codes(network, membership))
    total = np.bincount(actor, ties, minlength=len(network))
    squares = np.bincount(actor, ties.astype(float) ** 2, minlength=len(network))
    with np.errstate(invalid="ignore"):
        return _series(network, 1 - squares / total**2, "participation")


def within_cluster_z(network: Network, *, membership: pd.Series) -> pd.Series:
    """Tell how much better connected within its own group each actor is than its fellows.

    The z score of an actor's ties inside its group among those of the group's actors, by the
    population standard deviation [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    membership
        Group of each actor, indexed by actor id; missing ones are no group.

    Returns
    -------
    pandas.Series
        ``within_cluster_z`` (float64, standard deviations) by actor id; 0 where all the group's
        actors have as many ties inside; NaN for an actor without group or without ties.
        Cost: m log m.

    References
    ----------
    .. [1] Guimera, R. and Amaral, L. A. N. (2005). Functional cartography of complex metabolic
       networks. Nature 433, 895-900.
    """
    codes = _codes(network, membership)
    actor, group, ties = _ties_by_group(network, codes)
    inside = np.bincount(actor, ties * (group == codes[actor]), minlength=len(network))
    has_group = codes >= 0
    members = pd.Series(inside[has_group]).groupby(codes[has_group])
    spread = np.sqrt(members.transform("var", ddof=0).to_numpy())
    apart = inside[has_group] - members.transform("mean").to_numpy()
    z = np.full(len(network), np.nan)
    z[has_group] = np.divide(apart, spread, out=np.zeros(len(apart)), where=spread > 0)
    return _series(network, np.where(_degree(network) > 0, z, np.nan), "within_cluster_z")


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
    return _series(network, count, "cross_sector_ties")


def _series(network: Network, values: npt.NDArray[np.generic], name: str) -> pd.Series:
    """Give a measure by actor id, in network order."""
    return pd.Series(values, index=network.ids, name=name)


def _degree(network: Network) -> Ints:
    """Count the ties of each actor."""
    return np.bincount(network.edges.ravel(), minlength=len(network)).astype(np.int64)


def _forward(network: Network) -> Forward:
    """Point the network's ties at their better-connected ends."""
    return forward(network.edges, _degree(network))


def _shared(network: Network, degree: Ints) -> tuple[Ints, Floats]:
    """Give, for each tie, the number of shared contacts and the sum of 1 / degree over them."""
    ties = forward(network.edges, degree)
    share = 1 / np.maximum(degree, 1)
    count, total = shared_contacts(ties.start, ties.target, ties.row, share)
    return count, total


def _constraint_parts(network: Network) -> Floats:
    """Give c_ij and c_ji of each tie: what each end adds to the other's constraint."""
    degree = _degree(network)
    _, total = _shared(network, degree)
    return np.asarray(((1 + total)[:, None] / degree[network.edges]) ** 2)


def _sum_by_actor(network: Network, values: Floats) -> Floats:
    """Sum values given for the two ends of each tie by actor; NaN for actors without ties."""
    total = np.bincount(network.edges.ravel(), values.ravel(), minlength=len(network))
    return np.where(_degree(network) > 0, total, np.nan)


def _codes(network: Network, membership: pd.Series) -> Ints:
    """Give the number of each actor's group, in network order; -1 where there is none."""
    codes, _ = pd.factorize(membership.reindex(network.ids), sort=True)
    return np.asarray(codes, np.int64)


def _ties_by_group(network: Network, codes: Ints) -> tuple[Ints, Ints, Ints]:
    """Count ties of each actor to each group: actor, group and count where there is any."""
    ends = network.edges.astype(np.int64)
    actor, group = ends.ravel(), codes[ends[:, ::-1]].ravel()
    groups = int(codes.max(initial=0)) + 1
    key, count = np.unique((actor * groups + group)[group >= 0], return_counts=True)
    return key // groups, key % groups, count.astype(np.int64)


def _contact_pairs(network: Network, codes: Ints) -> Ints:
    """Count all pairs of contacts of each actor by role, joined or not (columns of the kernel)."""
    actor, group, ties = _ties_by_group(network, codes)
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
