"""Structural holes: whose contacts do not know each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphlib.brokerage.counts import Floats, Ints, by_actor, degrees
from graphlib.kernels.brokerage import forward, triangle_sums
from graphlib.network import Network
from graphlib.ties import Weight

__all__ = ["constraint", "effective_size", "efficiency", "hierarchy"]


@dataclass(frozen=True)
class _Holes:
    """What Burt's measures are made of.

    By actor: ``degree``, the number of contacts; ``total``, the strength of all its ties; and
    ``repeated``, how far its contacts repeat one another, times ``total``. ``parts`` has c_ij
    and c_ji of each tie: what each end adds to the other's constraint.
    """

    degree: Ints
    total: Floats
    repeated: Floats
    parts: Floats


def constraint(network: Network, *, directed: bool = False, weight: Weight = "none") -> pd.Series:
    """Measure how far each actor's contacts are tied to one another, and so bind it.

    Burt's constraint is ``sum_j (p_ij + sum_q p_iq p_qj)^2`` over the contacts j of i and the
    contacts q that i and j share, with ``p_ij = z_ij / sum_q z_iq`` the share of i's ties that
    lead to j, and ``z_ij = a_ij + a_ji`` what joins the two in either direction [1]_. Low values
    belong to actors whose contacts do not know each other; with one contact it is 1.

    Parameters
    ----------
    network
        Read as undirected unless ``directed``.
    directed
        Count a tie that leads both ways twice; which way a single one leads makes no difference.
    weight
        ``"strength"`` reads strengths as a; ``"none"`` reads every tie as 1.

    Returns
    -------
    pandas.Series
        ``constraint`` (float64) by actor id; NaN for an actor without ties. It can pass 1 in
        dense surroundings of two or three contacts. Cost: the triangles, at most ``m^1.5``.

    Warnings
    --------
    An actor with few contacts is constrained whatever they do: compare actors of about as many
    contacts. A low value says that an actor has room to act between others, not that it acts.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard
       University Press, chapter 2.
    """
    holes = _holes(network, directed=directed, weight=weight)
    return by_actor(network, _sum_by_actor(network, holes.parts), "constraint")


def effective_size(network: Network, *, directed: bool = False, weight: Weight = "none") -> pd.Series:
    """Count each actor's contacts, less what they repeat of one another.

    Burt's ``sum_j [1 - sum_q p_iq z_jq / max_k z_jk]``, with p and z as in `constraint` [1]_;
    without direction and strength that is ``d - 2 t / d``, with d the contacts and t the ties
    among them [2]_.

    Parameters
    ----------
    network
        Read as undirected unless ``directed``.
    directed
        Count a tie that leads both ways twice; which way a single one leads makes no difference.
    weight
        ``"strength"`` reads strengths as a; ``"none"`` reads every tie as 1.

    Returns
    -------
    pandas.Series
        ``effective_size`` (float64, contacts) by actor id, from 1 to the number of contacts; NaN
        for an actor without ties. Cost: the triangles, at most ``m^1.5``.

    Warnings
    --------
    It grows with the number of contacts: a large value may only mean many contacts, which
    `efficiency` sets aside. Contacts who seem apart may be joined by a tie that nobody recorded.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes. Harvard University Press, chapter 2.
    .. [2] Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures.
       Connections 20(1), 35-38.
    """
    return by_actor(
        network, _effective_size(_holes(network, directed=directed, weight=weight)), "effective_size"
    )


def efficiency(network: Network, *, directed: bool = False, weight: Weight = "none") -> pd.Series:
    """Give the share of each actor's contacts that is not repeated by the others.

    ``effective size / d``, with d the number of contacts [1]_: 1 when no two contacts know each
    other.

    Parameters
    ----------
    network
        Read as undirected unless ``directed``.
    directed, weight
        As in `effective_size`.

    Returns
    -------
    pandas.Series
        ``efficiency`` (float64, 0 to 1) by actor id; NaN for an actor without ties. Cost as
        `effective_size`.

    Warnings
    --------
    An actor with one contact has an efficiency of 1 and brokers nothing: read it beside the
    number of contacts.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes. Harvard University Press, chapter 2.
    """
    holes = _holes(network, directed=directed, weight=weight)
    with np.errstate(invalid="ignore"):
        return by_actor(network, _effective_size(holes) / holes.degree, "efficiency")


def hierarchy(network: Network, *, directed: bool = False, weight: Weight = "none") -> pd.Series:
    """Tell whether one contact alone makes most of an actor's constraint.

    ``sum_j r_j ln r_j / (N ln N)`` with ``r_j = c_ij / (C / N)``, c_ij the part of contact j in
    the constraint C of an actor with N contacts [1]_: 0 when all weigh the same, 1 when one
    contact is all there is.

    Parameters
    ----------
    network
        Read as undirected unless ``directed``.
    directed, weight
        As in `constraint`.

    Returns
    -------
    pandas.Series
        ``hierarchy`` (float64, 0 to 1) by actor id; 1 for an actor with one contact, NaN
        without any. Cost as `constraint`.

    Warnings
    --------
    It says how unevenly the constraint is shared out, not how large it is: an actor that is
    hardly bound at all may still have a high value.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes. Harvard University Press, chapter 2.
    """
    holes = _holes(network, directed=directed, weight=weight)
    degree, parts = holes.degree, holes.parts
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _sum_by_actor(network, parts) / degree
        ratio = parts / mean[network.edges]
        terms = np.where(ratio > 0, ratio * np.log(ratio), 0)
        value = _sum_by_actor(network, terms) / (degree * np.log(degree))
    return by_actor(network, np.where(degree == 1, 1.0, value), "hierarchy")


def _effective_size(holes: _Holes) -> Floats:
    """Give the contacts less what they repeat; NaN without any."""
    with np.errstate(invalid="ignore"):
        return np.asarray(holes.degree - holes.repeated / holes.total)


def _holes(network: Network, *, directed: bool, weight: Weight) -> _Holes:
    """Visit every triangle once and sum what the measures need."""
    edges, degree = network.edges, degrees(network)
    strength = _strengths(network, directed=directed, weight=weight)
    total = np.bincount(edges.ravel(), np.repeat(strength, 2), minlength=len(network)).astype(np.float64)
    largest = np.zeros(len(network))
    np.maximum.at(largest, edges.ravel(), np.repeat(strength, 2))
    has_ties = degree > 0
    share, scale = (np.divide(1, sums, out=np.zeros(len(sums)), where=has_ties) for sums in (total, largest))
    ties = forward(edges, degree)
    sums, repeated = triangle_sums(ties.start, ties.target, strength[ties.row], share, scale)
    indirect = np.empty(len(edges))
    indirect[ties.row] = sums
    return _Holes(degree, total, repeated, ((strength + indirect)[:, None] / total[edges]) ** 2)


def _strengths(network: Network, *, directed: bool, weight: Weight) -> Floats:
    """Give z of each tie: what joins its ends in either direction."""
    pairs = len(network.edges)
    if directed:
        arcs = network.arcs
        weights = arcs.weight if weight == "strength" else np.ones(len(arcs))
        strength = np.bincount(arcs.tie, weights, minlength=pairs).astype(np.float64)
    else:
        strength = network.pairs["weight"].to_numpy(np.float64) if weight == "strength" else np.ones(pairs)
    # Burt's measures do not depend on the unit, and products of very large strengths would overflow.
    return np.asarray(strength / max(strength.max(initial=0), np.finfo(float).tiny))


def _sum_by_actor(network: Network, values: Floats) -> Floats:
    """Sum values given for the two ends of each tie by actor; NaN for actors without ties."""
    total = np.bincount(network.edges.ravel(), values.ravel(), minlength=len(network))
    return np.where(degrees(network) > 0, total, np.nan)
