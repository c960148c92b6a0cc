"""Who and what holds the network together, and what falls apart without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances import adjacency, component_sizes
from graphlib.errors import UnknownNameError
from graphlib.kernels.cuts import has_shared_contact, largest_parts, search_tree
from graphlib.network import Network

__all__ = ["articulation_points", "bridges", "local_bridges", "parts_if_removed", "robustness"]

Positions: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Cuts:
    """What one depth-first search tells about every actor and tie, as arrays by position.

    ``owner`` and ``size`` list the parts that remain when ``owner`` leaves, larger ones first;
    ``bridge`` lists the ends of the bridges, the far end first, and ``far`` the actors behind it.
    """

    component: Positions
    owner: Positions
    size: Positions
    bridge: Positions
    far: Positions


def articulation_points(network: Network) -> pd.DataFrame:
    """Find the actors without whom others lose contact with the rest.

    An articulation point is an actor whose removal breaks its component [1]_. Undirected and
    unweighted. It says what the recorded ties would do, not what people would: they may find
    another way.

    Parameters
    ----------
    network
        Read as undirected and unweighted.

    Returns
    -------
    pandas.DataFrame
        One row an articulation point, most cut off first, then by id.

        ================ ===== ====== ==================================================
        column           dtype unit   meaning
        id               str   --     the actor
        name             str   --     its name
        sector           str   --     its sector
        parts_if_removed int64 parts  into which its component falls without it
        cut_off          int64 actors that lose contact with the largest remaining part
        part_sizes       str   actors sizes of the parts, largest first, joined by ``;``
        ================ ===== ====== ==================================================

        Cost O(n + m).

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    cuts = _cuts(network)
    parts = np.bincount(cuts.owner, minlength=len(network))
    points = np.flatnonzero(parts > 1)
    first = np.searchsorted(cuts.owner, points)
    sizes = [
        ";".join(map(str, cuts.size[start : start + parts[point]]))
        for start, point in zip(first, points, strict=True)
    ]
    table = network.actors.loc[points, ["id", "name", "sector"]].assign(
        parts_if_removed=parts[points].astype(np.int64),
        cut_off=cuts.component[points] - 1 - cuts.size[first],
        part_sizes=pd.Series(sizes, index=points, dtype="str"),
    )
    return table.sort_values("cut_off", ascending=False, kind="stable", ignore_index=True)


def parts_if_removed(network: Network) -> pd.Series:
    """Count the parts into which each actor's component falls when it leaves.

    Undirected and unweighted. Cost O(n + m).

    Returns
    -------
    pandas.Series
        int64 by actor id: 1 for an ordinary actor, 2 or more for an articulation point, 0 for
        an isolate, which leaves nothing behind.
    """
    parts = np.bincount(_cuts(network).owner, minlength=len(network))
    return pd.Series(parts.astype(np.int64), index=network.ids, name="parts_if_removed")


def bridges(network: Network) -> pd.DataFrame:
    """Find the ties without which two parts of the network lose contact.

    A bridge is the only path between its ends. Undirected and unweighted: several ties between
    the same two actors are one.

    Parameters
    ----------
    network
        Read as undirected and unweighted.

    Returns
    -------
    pandas.DataFrame
        One row a bridge, the largest smaller side first, then in the order of
        ``network.pairs``: ``source``, ``source_name``, ``target``, ``target_name`` (str),
        ``smaller_side``, ``larger_side`` (int64, actors on either side once the tie is gone,
        its ends included). Cost O(n + m).
    """
    cuts = _cuts(network)
    ends = np.sort(cuts.bridge, axis=1)
    near = cuts.component[ends[:, 0]] - cuts.far
    smaller = np.minimum(cuts.far, near)
    order = np.lexsort((ends[:, 1], ends[:, 0], -smaller))
    source, target = ends[order].T
    names = network.actors["name"]
    return pd.DataFrame(
        {
            "source": network.ids.take(source),
            "source_name": names.take(source).to_numpy(),
            "target": network.ids.take(target),
            "target_name": names.take(target).to_numpy(),
            "smaller_side": smaller[order],
            "larger_side": np.maximum(cuts.far, near)[order],
        }
    )


def local_bridges(network: Network) -> npt.NDArray[np.bool_]:
    """Tell which ties join two actors who share no contact.

    A local bridge [1]_ brings news that the ends' other contacts do not have. Every bridge is
    one. Undirected and unweighted.

    Returns
    -------
    numpy.ndarray
        bool by row of ``network.pairs``. Cost O(sum over ties of the smaller degree, times log).

    References
    ----------
    .. [1] Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology
       78(6), 1360-1380.
    """
    near = adjacency(network)
    return np.logical_not(has_shared_contact(near.indptr, near.indices, network.edges))


def robustness(network: Network, order: Sequence[str]) -> Positions:
    """Follow the largest connected part while actors leave one after the other.

    Undirected and unweighted. How fast it shrinks shows how much hangs on the first of
    ``order`` [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    order
        Ids of the actors that leave, first one first; one that is named again is gone already.

    Returns
    -------
    numpy.ndarray
        int64, one longer than ``order``: at ``k`` the size of the largest part when the first
        ``k`` are gone. Cost O(n + m), for all together.

    Raises
    ------
    UnknownNameError
        If ``order`` names an actor that does not exist.

    References
    ----------
    .. [1] Albert, R., Jeong, H. and Barabasi, A.-L. (2000). Error and attack tolerance of
       complex networks. Nature 406, 378-382.
    """
    places = network.ids.get_indexer(pd.Index(list(order), dtype="str"))
    if (places < 0).any():
        missing = str(list(order)[int(np.argmin(places))])
        raise UnknownNameError("error.kind.actor", missing, list(network.ids))
    near = adjacency(network)
    leaving, steps = np.unique(places, return_index=True)
    sizes = largest_parts(near.indptr, near.indices, leaving[np.argsort(steps)].astype(np.int64))
    gone = np.cumsum(np.isin(np.arange(len(places)), steps))
    return sizes[np.concatenate([[0], gone]).astype(np.int64)]


def _cuts(network: Network) -> _Cuts:
    """Read the parts of every removal off one depth-first search."""
    near = adjacency(network)
    component = component_sizes(near)
    parent, found, low, size = search_tree(near.indptr, near.indices)
    child = np.flatnonzero(parent >= 0)
    above = parent[child]
    is_first = parent < 0
    # A subtree falls off when it reaches nobody above its parent; a component's first has nobody above.
    falls = low[child] >= found[above]
    owner, part = above[falls], size[child[falls]]
    fallen = np.zeros(len(network), np.int64)
    np.add.at(fallen, owner, part)
    rest = np.flatnonzero(~is_first)
    owner = np.concatenate([owner, rest])
    part = np.concatenate([part, (component - 1 - fallen)[rest]])
    order = np.lexsort((-part, owner))
    is_bridge = low[child] > found[above]
    pairs = np.column_stack([child, above])[is_bridge]
    return _Cuts(component, owner[order], part[order], pairs, size[child[is_bridge]])
