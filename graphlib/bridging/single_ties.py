"""Bridges: the ties without which two parts lose contact; and ties between actors who share none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.bridging.cuts import Cuts, Positions, cuts, main_groups
from graphlib.distances import adjacency
from graphlib.kernels.cuts import has_shared_contact
from graphlib.network import Network

__all__ = ["bridges", "local_bridges"]


def bridges(network: Network, *, by: str = "sector") -> pd.DataFrame:
    """Find the ties without which two parts of the network lose contact.

    A bridge is the only path between its ends [1]_; with ``a`` actors on one side and ``b`` on
    the other, ``a b`` pairs depend on it alone. Several ties between the same two actors are
    one.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group.

    Returns
    -------
    pandas.DataFrame
        One row a bridge, the largest smaller side first, then in the order of
        ``network.pairs``. Where both sides are equal, the one of ``source`` is the smaller.

        =========================== ===== ====== ==============================================
        column                      dtype unit   meaning
        source, target              str   --     the ends
        source_name, target_name    str   --     their names
        smaller_side, larger_side   int64 actors once the tie is gone, its ends included
        dependent_pairs             int64 pairs  in contact now and not without the tie
        smaller_end                 str   --     the end on the smaller side
        smaller_best_connected      str   --     the smaller side's actor with most ties
        smaller_best_connected_name str   --     its name
        smaller_main_sector         str   --     most frequent known group; NaN where none is
        smaller_main_sector_actors  int64 actors of that group on the smaller side
        =========================== ===== ====== ==============================================

        The last four stand there for the larger side too. Cost O(n + m + groups (n + bridges)).

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    It says what the recorded ties would do: a tie that nobody wrote down may join the sides too.
    A bridge to one actor alone is no more than that actor's only contact.

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    known = cuts(network)
    child = np.flatnonzero(_is_bridge_above(known))
    sizes = np.column_stack([known.tree.size[child], known.tree.component[child] - known.tree.size[child]])
    ends = np.column_stack([child, known.tree.parent[child]])
    sides = _sides(network, by, known, child)
    # The side of the child is the smaller one where it has fewer actors, or as many and the source.
    flipped = (sizes[:, 0] > sizes[:, 1]) | ((sizes[:, 0] == sizes[:, 1]) & (ends[:, 0] > ends[:, 1]))
    order = np.lexsort((ends.max(axis=1), ends.min(axis=1), -sizes.min(axis=1)))
    source, target = ends.min(axis=1)[order], ends.max(axis=1)[order]
    names = network.actors["name"]
    table = pd.DataFrame(
        {
            "source": network.ids.take(source),
            "source_name": names.take(source).to_numpy(),
            "target": network.ids.take(target),
            "target_name": names.take(target).to_numpy(),
            "smaller_side": sizes.min(axis=1)[order],
            "larger_side": sizes.max(axis=1)[order],
            "dependent_pairs": sizes.prod(axis=1)[order],
            "smaller_end": network.ids.take(np.where(flipped, ends[:, 1], ends[:, 0])[order]),
        }
    )
    rows = np.arange(len(child)) * 2
    for side, places in (("smaller", rows + flipped), ("larger", rows + ~flipped)):
        described = sides.iloc[places[order]].reset_index(drop=True)
        table = table.join(described.add_prefix(f"{side}_"))
    return table


def local_bridges(network: Network) -> npt.NDArray[np.bool_]:
    """Tell which ties join two actors who share no contact.

    A local bridge [1]_ is a tie without a third actor tied to both ends. Every bridge is one.
    Undirected and unweighted.

    Returns
    -------
    numpy.ndarray
        bool by row of ``network.pairs``. Cost O(sum over ties of the smaller degree, times log).

    Warnings
    --------
    It may bring news that the ends' other contacts do not have; whether it does, the data do not
    say. In a network with few ties almost every tie is a local bridge.

    References
    ----------
    .. [1] Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology
       78(6), 1360-1380.
    """
    near = adjacency(network)
    return np.logical_not(has_shared_contact(near.indptr, near.indices, network.edges))


def _is_bridge_above(known: Cuts) -> npt.NDArray[np.bool_]:
    """Tell for each actor whether the tie to the one it was found from is a bridge."""
    tree = known.tree
    # Positions of -1 read the last actor: of no matter, since a component's first is left out.
    return (tree.parent >= 0) & (tree.low > tree.found[tree.parent])


def _sides(network: Network, by: str, known: Cuts, child: Positions) -> pd.DataFrame:
    """Describe the side of each bridge's child, and in the next row the other side."""
    tree, groups = known.tree, network.groups(by)
    start, first = tree.found[child], tree.start[child]

    def members(before: Positions) -> Positions:
        inside = before[start + tree.size[child]] - before[start]
        whole = before[first + tree.component[child]] - before[first]
        return np.column_stack([inside, whole - inside]).ravel()

    code, count = main_groups(groups, tree.found, members)
    best = known.actor(np.column_stack([known.inside[child], known.outside[child]]).ravel())
    return pd.DataFrame(
        {
            "best_connected": network.ids.take(best),
            "best_connected_name": network.actors["name"].take(best).to_numpy(),
            "main_sector": pd.array([*groups.names, None], dtype="str").take(code),
            "main_sector_actors": count,
        }
    )
