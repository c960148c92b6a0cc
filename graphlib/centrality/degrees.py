"""How many ties each actor has, and how strong they are."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.errors import UnknownNameError
from graphlib.network import Network

__all__ = ["Direction", "degree", "strength"]

Direction: TypeAlias = Literal["all", "in", "out"]
"""Which ties of an actor count: all, those that lead to it, or those that lead from it."""

_TITLES: dict[str, str] = {"all": "", "in": "in_", "out": "out_"}


def degree(network: Network, *, direction: Direction = "all") -> pd.Series:
    """Count how many others each actor is tied to.

    Unweighted: several ties with the same other actor count once [1]_.

    Parameters
    ----------
    network
        Isolates have 0.
    direction
        ``"all"`` counts everybody tied to the actor in any direction, ``"in"`` those from whom
        a tie leads to it, ``"out"`` those to whom a tie leads from it. A tie without direction
        leads both ways.

    Returns
    -------
    pandas.Series
        int64 by actor id, in actors; named ``degree``, ``in_degree`` or ``out_degree``. Cost
        O(n + m).

    Raises
    ------
    UnknownNameError
        If ``direction`` is none of the three.

    Warnings
    --------
    Many ties in the data may only mean that somebody wrote them down: those who collected the
    data often have the most.

    References
    ----------
    .. [1] Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social
       Networks 1(3), 215-239.
    """
    counts = np.bincount(_ends(network, direction), minlength=len(network))
    return pd.Series(counts.astype(np.int64), index=network.ids, name=_TITLES[direction] + "degree")


def strength(network: Network, *, direction: Direction = "all") -> pd.Series:
    """Add up how strong the ties of each actor are.

    The weighted degree [1]_: several ties with the same other actor add up. It is in the unit of
    the strengths.

    Parameters
    ----------
    network
        Isolates have 0.
    direction
        ``"all"`` adds up all ties of the actor, ``"in"`` those that lead to it, ``"out"`` those
        that lead from it. A tie without direction leads both ways, each with its whole strength.

    Returns
    -------
    pandas.Series
        float64 by actor id; named ``strength``, ``in_strength`` or ``out_strength``. Cost
        O(n + m).

    Raises
    ------
    UnknownNameError
        If ``direction`` is none of the three.

    Warnings
    --------
    The unit of strength differs between networks: compare actors of one network only.

    References
    ----------
    .. [1] Barrat, A. et al. (2004). The architecture of complex weighted networks. Proceedings
       of the National Academy of Sciences 101(11), 3747-3752.
    """
    ends = _ends(network, direction)
    is_all = direction == "all"
    weights = np.repeat(network.pairs["weight"].to_numpy(), 2) if is_all else network.arcs.weight
    total = np.bincount(ends, weights=weights, minlength=len(network))
    return pd.Series(total.astype(np.float64), index=network.ids, name=_TITLES[direction] + "strength")


def _ends(network: Network, direction: Direction) -> npt.NDArray[np.integer]:
    """Name, for each tie, the actors that it counts for."""
    if direction not in _TITLES:
        raise UnknownNameError("measures.kind.direction", direction, list(_TITLES))
    if direction == "all":
        return network.edges.ravel()
    return network.arcs.target if direction == "in" else network.arcs.source
