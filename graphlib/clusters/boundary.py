"""Actors between clusters."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.clusters.leiden import NOT_CONNECTED, Clusters
from graphlib.clusters.partition import Ints
from graphlib.network import Network

__all__ = ["SURE_FROM", "TORN_FROM", "boundary"]

SURE_FROM = 0.9
"""Confidence from which an actor counts as surely of its cluster."""

TORN_FROM = 0.4
"""Share of ties to one other cluster from which an actor counts as between the two."""


def boundary(network: Network, found: Clusters) -> pd.DataFrame:
    """Ask which actors stand between clusters, and which two they could speak to.

    An actor is on the boundary when fewer than 90 % of the runs keep it with most of its
    cluster, ``confidence < 0.9``, or when at least 40 % of its ties lead to one other cluster,
    ``d_ic / d_i >= 0.4``, d_ic the ties of actor i to cluster c: where two clusters share an
    actor evenly, each has about half. The first finds those that runs put here and there [1]_,
    the second those whose place is the same in every run, but barely so.

    Parameters
    ----------
    network
        The network that the clusters were found in; read as undirected and unweighted.
    found
        Its clusters, as `clusters` gives them.

    Returns
    -------
    pandas.DataFrame
        One row a boundary actor; first those with the most ties on both sides (the smaller of
        ``ties_inside`` and ``ties_other``), among equals the least sure. ``id``, ``name`` (str),
        ``cluster``, ``other_cluster`` (int64; the one outside that has most of its ties, the
        larger among equals, 0 when no tie leads out), ``ties_inside``, ``ties_other`` (int64, to
        its own and to the other cluster), ``outside_share``, ``other_share`` (float64, of its
        ties), ``confidence`` (float64, share of runs). Actors without ties are in no row. Cost: m.

    Warnings
    --------
    An actor between clusters is no broker yet: it may know both sides without passing anything
    on. With two or three ties, one tie more or less puts an actor on the boundary.

    References
    ----------
    .. [1] Lancichinetti, A. and Fortunato, S. (2012). Consensus clustering in complex networks.
       Scientific Reports 2, 336.
    """
    member = found.membership.to_numpy()
    degree, inside, other, ties_other = _sides(network, member)
    sure = found.confidence.to_numpy()
    with np.errstate(invalid="ignore"):
        outside_share, other_share = (degree - inside) / degree, ties_other / degree
    table = pd.DataFrame(
        {
            "id": network.actors["id"],
            "name": network.actors["name"],
            "cluster": member,
            "other_cluster": other,
            "ties_inside": inside,
            "ties_other": ties_other,
            "outside_share": outside_share,
            "other_share": other_share,
            "confidence": sure,
        }
    )
    both = np.minimum(inside, ties_other)
    is_between = (degree > 0) & ((sure < SURE_FROM) | (other_share >= TORN_FROM))
    ranked = table.assign(both=both)[is_between].sort_values(
        ["both", "confidence", "id"], ascending=[False, True, True], ignore_index=True
    )
    return ranked.drop(columns="both")


def _sides(network: Network, member: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Count each actor's ties, those inside, and find the outside cluster that has most of them."""
    actors, clusters = len(member), int(member.max(initial=0)) + 1
    one, contact = np.concatenate([network.edges, network.edges[:, ::-1]]).T.astype(np.int64)
    is_out = member[one] != member[contact]
    cell, count = np.unique(one[is_out] * clusters + member[contact[is_out]], return_counts=True)
    actor, cluster = np.divmod(cell, clusters)
    first = np.lexsort((cluster, -count, actor))
    actor, place = np.unique(actor[first], return_index=True)
    other, most = np.full(actors, NOT_CONNECTED, np.int64), np.zeros(actors, np.int64)
    other[actor], most[actor] = cluster[first][place], count[first][place]
    degree = np.bincount(one, minlength=actors).astype(np.int64)
    return degree, degree - np.bincount(one[is_out], minlength=actors), other, most
