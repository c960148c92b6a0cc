"""Coleman's index: whether the ties that a group's actors send stay in the group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.homophily.known import Floats, Ints
from graphlib.network import Network

__all__ = ["coleman"]


def coleman(network: Network, *, by: str = "sector") -> pd.DataFrame:
    """Tell, for each group, whether its actors choose their own, beyond what its size explains.

    With ``d_s`` the ties that leave the actors of s and ``w_s`` those of them that lead to its own,
    ``w*_s = d_s (n_s - 1) / (n - 1)`` is expected, and the index is ``(w_s - w*_s) / (d_s - w*_s)``
    where more than expected lead to its own, otherwise ``(w_s - w*_s) / w*_s`` [1]_.

    Parameters
    ----------
    network
        Read as directed and unweighted; a tie without direction counts once for each of its ends.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.

    Returns
    -------
    pandas.DataFrame
        One row a group, the most inclined to its own first, groups without an index last.

        ========== ======= ======= ====================================================
        column     dtype   unit    meaning
        group      str     --      value of ``by``
        actors     int64   actors  of this group
        ties_out   int64   ties    that leave its actors
        internal   int64   ties    of these, that lead to its own
        expected   float64 ties    that would, were others chosen blindly
        coleman    float64 [-1, 1] 1: all its ties stay; 0: as by chance; -1: all lead out.
                                   NaN without ties out, for a group of one actor, and
                                   where there is no other group
        ========== ======= ======= ====================================================

        Cost: m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    The index has no test of chance: of a group with few ties it says little. It does not count
    the ties that others send to the group.

    References
    ----------
    .. [1] Coleman, J. S. (1958). Relational analysis: the study of social organizations with
       survey methods. Human Organization 17(4), 28-36.
    """
    groups, arcs = network.groups(by), network.arcs
    source, target = groups.codes[arcs.source], groups.codes[arcs.target]
    is_known, count = (source >= 0) & (target >= 0), len(groups.names)
    ties_out = np.bincount(source[is_known], minlength=count).astype(np.int64)
    internal = np.bincount(source[is_known & (source == target)], minlength=count).astype(np.int64)
    expected = ties_out * (groups.sizes - 1) / max(int(groups.sizes.sum()) - 1, 1)
    table = pd.DataFrame(
        {
            "group": pd.Series(groups.names, dtype="str"),
            "actors": groups.sizes,
            "ties_out": ties_out,
            "internal": internal,
            "expected": expected,
            "coleman": _index(ties_out, internal, expected),
        }
    )
    return table.sort_values(["coleman", "group"], ascending=[False, True], ignore_index=True)


def _index(ties_out: Ints, internal: Ints, expected: Floats) -> Floats:
    """Give the surplus of inside ties over what it could be at most; NaN where it could not be any."""
    surplus = internal - expected
    room = np.where(surplus > 0, ties_out - expected, expected)
    with np.errstate(invalid="ignore", divide="ignore"):
        index: Floats = np.where((room > 0) & (ties_out > expected), surplus / room, np.nan)
    return index
