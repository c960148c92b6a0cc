"""Structural holes: whose contacts do not know each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.brokerage.counts import Floats, Ints, by_actor, degrees
from graphlib.kernels.brokerage import forward, shared_contacts
from graphlib.network import Network

__all__ = ["constraint", "effective_size", "efficiency", "hierarchy"]


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
    return by_actor(network, _sum_by_actor(network, parts), "constraint")


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
    degree = degrees(network)
    shared, _ = _shared(network, degree)
    both_ways = _sum_by_actor(network, np.column_stack([shared, shared]).astype(float))
    with np.errstate(invalid="ignore"):
        return by_actor(network, degree - both_ways / degree, "effective_size")


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
    degree = degrees(network)
    with np.errstate(invalid="ignore"):
        return by_actor(network, effective_size(network).to_numpy() / degree, "efficiency")


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
    degree, parts, edges = degrees(network), _constraint_parts(network), network.edges
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _sum_by_actor(network, parts) / degree
        ratio = parts / mean[edges]
        value = _sum_by_actor(network, ratio * np.log(ratio)) / (degree * np.log(degree))
    return by_actor(network, np.where(degree == 1, 1.0, value), "hierarchy")


def _shared(network: Network, degree: Ints) -> tuple[Ints, Floats]:
    """Give, for each tie, the number of shared contacts and the sum of 1 / degree over them."""
    ties = forward(network.edges, degree)
    share = 1 / np.maximum(degree, 1)
    count, total = shared_contacts(ties.start, ties.target, ties.row, share)
    return count, total


def _constraint_parts(network: Network) -> Floats:
    """Give c_ij and c_ji of each tie: what each end adds to the other's constraint."""
    degree = degrees(network)
    _, total = _shared(network, degree)
    return np.asarray(((1 + total)[:, None] / degree[network.edges]) ** 2)


def _sum_by_actor(network: Network, values: Floats) -> Floats:
    """Sum values given for the two ends of each tie by actor; NaN for actors without ties."""
    total = np.bincount(network.edges.ravel(), values.ravel(), minlength=len(network))
    return np.where(degrees(network) > 0, total, np.nan)
