"""Place of each actor in and between groups: participation and within-group z."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.brokerage.counts import Ints, by_actor, degrees, ties_by_group
from graphlib.network import Network

__all__ = ["participation", "within_cluster_z"]


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

    Warnings
    --------
    The highest value depends on the number of ties, 1/2 with two of them: compare actors of
    about as many. It tells where ties lead, not whether anything passes along them.

    References
    ----------
    .. [1] Guimera, R. and Amaral, L. A. N. (2005). Functional cartography of complex metabolic
       networks. Nature 433, 895-900.
    """
    actor, _, ties = ties_by_group(network, _codes(network, membership))
    total = np.bincount(actor, ties, minlength=len(network))
    squares = np.bincount(actor, ties.astype(float) ** 2, minlength=len(network))
    with np.errstate(invalid="ignore"):
        return by_actor(network, 1 - squares / total**2, "participation")


def within_cluster_z(network: Network, *, membership: pd.Series) -> pd.Series:
    """Tell how much better connected within its own group each actor is than its fellows.

    ``z_v = (k_v - mean of k) / (standard deviation of k)``, with k_v the ties of actor v inside its
    group, mean and population standard deviation over the group's actors [1]_.

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

    Warnings
    --------
    It compares an actor with its own group alone: equal values in a large group and in a small
    one do not stand for as many ties. In a group of a few actors it says next to nothing.

    References
    ----------
    .. [1] Guimera, R. and Amaral, L. A. N. (2005). Functional cartography of complex metabolic
       networks. Nature 433, 895-900.
    """
    codes = _codes(network, membership)
    actor, group, ties = ties_by_group(network, codes)
    inside = np.bincount(actor, ties * (group == codes[actor]), minlength=len(network))
    has_group = codes >= 0
    members = pd.Series(inside[has_group]).groupby(codes[has_group])
    spread = np.sqrt(members.transform("var", ddof=0).to_numpy())
    apart = inside[has_group] - members.transform("mean").to_numpy()
    z = np.full(len(network), np.nan)
    z[has_group] = np.divide(apart, spread, out=np.zeros(len(apart)), where=spread > 0)
    return by_actor(network, np.where(degrees(network) > 0, z, np.nan), "within_cluster_z")


def _codes(network: Network, membership: pd.Series) -> Ints:
    """Give the number of each actor's group, in network order; -1 where there is none."""
    codes, _ = pd.factorize(membership.reindex(network.ids), sort=True)
    return np.asarray(codes, np.int64)
