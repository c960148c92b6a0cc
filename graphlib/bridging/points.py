"""Articulation points: the actors without whom others lose contact, and the parts they hold apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.bridging.cuts import Cuts, Parts, Positions, cuts, main_groups
from graphlib.errors import UnknownNameError
from graphlib.network import Network

__all__ = [
    "articulation_points",
    "dependent_pairs",
    "held_apart",
    "members_held_apart",
    "parts_if_removed",
]


def articulation_points(network: Network) -> pd.DataFrame:
    """Find the actors without whom others lose contact with the rest.

    An articulation point is an actor whose removal breaks its component [1]_. With parts of
    ``p_1 >= p_2 >= ...`` actors left over, ``p_2 + p_3 + ...`` are cut off, and
    ``sum over parts j < k of p_j p_k`` pairs of others depend on it alone.

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
        dependent_pairs  int64 pairs  of others, in contact now and not without it
        ================ ===== ====== ==================================================

        Cost O(n + m).

    Warnings
    --------
    It says what the recorded ties would do, not what people would: they may find another way,
    and a tie that nobody wrote down may hold already. To be an articulation point is no merit
    and no fault of the actor.

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    known, points, parts = _points(network)
    first = np.searchsorted(parts.owner, points)
    count = known.tree.parts[points]
    sizes = [
        ";".join(map(str, parts.size[start : start + number]))
        for start, number in zip(first, count, strict=True)
    ]
    table = network.actors.loc[points, ["id", "name", "sector"]].assign(
        parts_if_removed=count,
        cut_off=known.tree.component[points] - 1 - parts.size[first],
        part_sizes=pd.Series(sizes, index=points, dtype="str"),
        dependent_pairs=known.tree.dependent_pairs[points],
    )
    return table.sort_values("cut_off", ascending=False, kind="stable", ignore_index=True)


def parts_if_removed(network: Network) -> pd.Series:
    """Count the parts into which each actor's component falls when it leaves.

    The number of components that its component becomes [1]_. Undirected and unweighted.

    Returns
    -------
    pandas.Series
        int64 by actor id: 1 for an ordinary actor, 2 or more for an articulation point, 0 for
        an isolate, which leaves nothing behind. Cost O(n + m).

    Warnings
    --------
    Many parts need not be much loss: they may be single actors. Read it beside how many are cut
    off.

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    return pd.Series(cuts(network).tree.parts, index=network.ids, name="parts_if_removed")


def dependent_pairs(network: Network) -> pd.Series:
    """Count the pairs of others who are in contact only through each actor.

    The pairs that a path joins now and none without the actor: with parts of ``p_1, p_2, ...``
    actors left over, ``sum over j < k of p_j p_k``. What each actor adds to the fragmentation
    of the others [1]_. Undirected and unweighted.

    Returns
    -------
    pandas.Series
        int64 by actor id, in pairs; 0 for all but articulation points. Cost O(n + m).

    Warnings
    --------
    It counts contact over any number of ties, so that most of these pairs may never have dealt
    with each other. A pair that depends on two actors, one behind the other, counts for both:
    figures of several actors do not add up.

    References
    ----------
    .. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network.
       Computational and Mathematical Organization Theory 12, 21-34.
    """
    return pd.Series(cuts(network).tree.dependent_pairs, index=network.ids, name="dependent_pairs")


def held_apart(network: Network, *, by: str = "sector") -> pd.DataFrame:
    """Describe the parts that only each articulation point keeps in contact.

    The parts are the components into which its component falls without it [1]_. Each is named
    by its best-connected actor and by its most frequent group.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group.

    Returns
    -------
    pandas.DataFrame
        One row for each part of each articulation point, in the order of
        `articulation_points`, then the largest part first.

        =================== ===== ====== ========================================================
        column              dtype unit   meaning
        id                  str   --     the articulation point
        name                str   --     its name
        part                int64 --     number of the part, 1 for the largest
        actors              int64 actors in the part
        best_connected      str   --     the part's actor with most ties, then the first by id
        best_connected_name str   --     its name
        main_sector         str   --     most frequent known group; NaN where none is known
        main_sector_actors  int64 actors of that group in the part
        =================== ===== ====== ========================================================

        Cost O(n + m + groups (n + parts)).

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    The best-connected actor stands for a part so that it can be named; nothing says that it
    speaks for the part or would lose most.

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    groups = network.groups(by)
    known, _, parts = _points(network)
    code, members = main_groups(groups, known.tree.found, lambda before: _members(known, parts, before))
    first = np.searchsorted(parts.owner, parts.owner)
    cut_off = known.tree.component[parts.owner] - 1 - parts.size[first]
    names = network.actors["name"].to_numpy()
    table = pd.DataFrame(
        {
            "id": network.ids.take(parts.owner),
            "name": pd.array(names[parts.owner], dtype="str"),
            "part": np.arange(len(parts.owner)) - first + 1,
            "actors": parts.size,
            "best_connected": network.ids.take(parts.best),
            "best_connected_name": pd.array(names[parts.best], dtype="str"),
            "main_sector": pd.array([*groups.names, None], dtype="str").take(code),
            "main_sector_actors": members,
        }
    )
    return table.iloc[np.lexsort((parts.owner, -cut_off))].reset_index(drop=True)


def members_held_apart(network: Network, actor: str) -> pd.Series:
    """Say in which part each other actor would be if one actor left.

    The parts are the components into which its component falls [1]_, numbered as by `held_apart`.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    actor
        Id of the actor that leaves.

    Returns
    -------
    pandas.Series
        int64 by actor id, named ``part``: 1 for the largest part; 0 for the actor itself and
        for all whom no path joins to it. Cost O(n + m).

    Raises
    ------
    UnknownNameError
        If there is no such actor.

    Warnings
    --------
    A part stays connected inside, but distances in it may grow when the actor leaves.

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    place = int(network.ids.get_indexer([actor])[0])
    if place < 0:
        raise UnknownNameError("error.kind.actor", actor, list(network.ids))
    known = cuts(network)
    tree, parts = known.tree, known.parts(np.array([place]))
    rest = np.flatnonzero(parts.head < 0)
    part = np.where(tree.start == tree.start[place], rest[0] + 1 if len(rest) else 0, 0)
    for number, head in enumerate(parts.head, 1):
        if head >= 0:
            age = tree.found - tree.found[head]
            part[(age >= 0) & (age < tree.size[head])] = number
    part[place] = 0
    return pd.Series(part.astype(np.int64), index=network.ids, name="part")


def _points(network: Network) -> tuple[Cuts, Positions, Parts]:
    """Give the search, the positions of the articulation points, and their parts."""
    known = cuts(network)
    points = np.flatnonzero(known.tree.parts > 1)
    return known, points, known.parts(points)


def _members(known: Cuts, parts: Parts, before: Positions) -> Positions:
    """Count a group's members in each part, from how many were found before each time."""
    tree, hangs = known.tree, parts.head >= 0
    start, owner = tree.found[parts.head], parts.owner
    inside = before[start + tree.size[parts.head]] - before[start]
    fallen = np.zeros(len(tree.parent), np.int64)
    np.add.at(fallen, owner[hangs], inside[hangs])
    own = before[tree.found[owner] + 1] - before[tree.found[owner]]
    whole = before[tree.start[owner] + tree.component[owner]] - before[tree.start[owner]]
    members: Positions = np.where(hangs, inside, whole - own - fallen[owner])
    return members
