"""Which sectors, or other groups that the data give, each cluster is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.clusters.leiden import NOT_CONNECTED, Clusters
from graphlib.errors import UndefinedMeasureError
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["MOST_GROUPS", "composition"]

MOST_GROUPS = 500
"""A table of every cluster and group is made up to this number of groups."""


def composition(network: Network, found: Clusters, *, by: str = "sector") -> pd.DataFrame:
    """Ask which groups each cluster is made of, and which it holds more of than its size explains.

    Expected is what the cluster would hold if the actors of known group were dealt to clusters at
    random: ``n_c n_g / n``, n_c those in the cluster, n_g those of the group, n all. The ratio
    ``n_cg / expected`` is 1 as by chance, 2 for twice as many (the location quotient [1]_).

    Parameters
    ----------
    network
        The network that the clusters were found in.
    found
        Its clusters, as `clusters` gives them.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        those without ties are left out.

    Returns
    -------
    pandas.DataFrame
        One row a cluster and group, those that do not meet too, by cluster and alphabet:
        ``cluster`` (int64), ``group`` (str), ``actors`` (int64), ``expected`` (float64, actors),
        ``ratio`` (float64; NaN where nothing is expected: a cluster or group of which nobody is
        known), ``share`` (float64, of the cluster's actors of known group; NaN when there are
        none). Cost: n, and clusters times groups.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    UndefinedMeasureError
        If there are more than `MOST_GROUPS` groups.

    Warnings
    --------
    Where little is expected, a ratio says little: three actors where one is expected can be
    chance. A cluster that is mostly of one sector is not for that reason closed to others.

    References
    ----------
    .. [1] Isard, W. (1960). Methods of Regional Analysis, chapter 7. MIT Press.
    """
    groups = network.groups(by)
    if len(groups.names) > MOST_GROUPS:
        raise UndefinedMeasureError(
            Message("clusters.mixing.what", by=by, count=len(groups.names)),
            Message("clusters.mixing.fix", most=MOST_GROUPS),
        )
    member, kinds, clusters = found.membership.to_numpy(), len(groups.names), len(found.table)
    is_known = (member != NOT_CONNECTED) & (groups.codes >= 0)
    cell = (member[is_known] - 1) * kinds + groups.codes[is_known]
    held = np.bincount(cell, minlength=clusters * kinds).reshape(clusters, kinds)
    of_cluster, of_group = held.sum(axis=1, keepdims=True), held.sum(axis=0, keepdims=True)
    expected = of_cluster * of_group / max(int(held.sum()), 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(expected > 0, held / expected, np.nan)
        share = np.where(of_cluster > 0, held / of_cluster, np.nan)
    return pd.DataFrame(
        {
            "cluster": np.repeat(np.arange(1, clusters + 1), kinds),
            "group": pd.Series(np.tile(np.array(groups.names, object), clusters), dtype="str"),
            "actors": held.ravel(),
            "expected": expected.ravel(),
            "ratio": ratio.ravel(),
            "share": share.ravel(),
        }
    )
