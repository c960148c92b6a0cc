"""Random-walk controversy: whether two groups would hear of one another, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.sparse import csc_array, csr_array, diags_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu

from graphlib.homophily.known import Floats, Ints, Known, known_ties
from graphlib.kernels.walks import end_shares
from graphlib.network import Network

__all__ = ["FEWEST_WALKERS", "HUB_SHARE", "controversy"]

FEWEST_WALKERS = 5
"""A side with fewer connected actors, or fewer than twice the hubs, has no controversy score."""

HUB_SHARE = 20
"""Connected actors of the smaller side for each hub, unless said otherwise."""
_FACTORISED_UP_TO = 1_000
_TOLERANCE = 1e-12
_STEPS = 5_000
_DIGITS = 12


@dataclass(frozen=True)
class _Side:
    """One of two groups, by positions within the pair: all its connected actors, and its hubs."""

    actors: Ints
    hubs: Ints


def controversy(network: Network, *, by: str = "sector", k: int | None = None, top: int = 10) -> pd.DataFrame:
    """Tell, for each pair of groups, whether what is said in one would reach the other.

    Of the ties within and between groups X and Y a walker takes one at random at each step, and
    stops at the first of the k best-connected actors of either side, its hubs, that it comes to.
    The score is ``P_XX P_YY - P_XY P_YX`` with ``P_AB`` the probability that a walk that ended at a
    hub of B began in A, both sides being equally likely beginnings [1]_. 1: no walk ever changes
    sides; 0: where a walk ends says nothing of where it began.

    Parameters
    ----------
    network
        Read as undirected and unweighted. Of each pair only the ties within and between its two
        groups count, also for who is best connected.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    k
        Hubs of each side. Unless said, one for each twenty connected actors of the smaller side,
        at least one. Among equally connected actors those with the smaller id are hubs.
    top
        Only pairs of the largest groups, so many at most, are looked at.

    Returns
    -------
    pandas.DataFrame
        One row a pair of groups, in alphabetical order.

        ================== ======= ======= ================================================
        column             dtype   unit    meaning
        group_a, group_b   str     --      values of ``by``
        actors_a, actors_b int64   actors  from which walks start: those with a path to a hub
        k                  int64   actors  hubs of each side; 0 where a side is too small
        stay_a, stay_b     float64 [0, 1]  probability that a walk from the side ends there
        controversy        float64 [-1, 1] NaN where a side is too small
        is_too_small       bool    --      a side has fewer than 2 k connected actors, or
                                           fewer than `FEWEST_WALKERS`
        groups_left_out    int64   groups  smaller than the ``top`` largest
        ================== ======= ======= ================================================

        Exact but for rounding to 12 decimals: solved by factorisation up to 1,000 walking actors,
        above by conjugate gradients to a residual of 1e-12. Cost: pairs m in practice.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    The score rises with k: compare only scores of equal k and sides of like size. It tells who
    would hear of whom, not whether anybody quarrels; and 0 is no threshold that chance was
    measured by.

    References
    ----------
    .. [1] Garimella, K., De Francisci Morales, G., Gionis, A. and Mathioudakis, M. (2018).
       Quantifying controversy on social media. ACM Transactions on Social Computing 1(1), 3.
    """
    known = known_ties(network, by)
    largest = np.lexsort((np.arange(len(known.names)), -known.sizes))[:top]
    rows = [_pair(known, a, b, k) for a, b in combinations(sorted(largest.tolist()), 2)]
    dtypes = {
        "group_a": "str", "group_b": "str", "actors_a": "int64", "actors_b": "int64", "k": "int64",
        "stay_a": "float64", "stay_b": "float64", "controversy": "float64", "is_too_small": "bool",
    }  # fmt: skip
    table = pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)
    return table.assign(groups_left_out=np.full(len(table), len(known.names) - len(largest), np.int64))


def _pair(known: Known, a: int, b: int, k: int | None) -> tuple[object, ...]:
    """Give the row of one pair of groups."""
    names = known.names[a], known.names[b]
    in_pair = np.isin(known.codes, (a, b))
    places = np.cumsum(in_pair) - 1
    ends = places[known.ends[in_pair[known.ends].all(axis=1)]]
    codes, size = known.codes[in_pair], int(in_pair.sum())
    joined = csr_array(
        (np.ones(2 * len(ends)), (np.r_[ends[:, 0], ends[:, 1]], np.r_[ends[:, 1], ends[:, 0]])), (size, size)
    )
    connected = [np.flatnonzero((codes == side) & (np.diff(joined.indptr) > 0)) for side in (a, b)]
    smaller = min(map(len, connected))
    hubs = max(1, smaller // HUB_SHARE) if k is None else k
    if smaller < max(FEWEST_WALKERS, 2 * hubs):
        return (*names, *map(len, connected), 0, np.nan, np.nan, np.nan, True)
    first, second = (_side(joined, actors, hubs) for actors in connected)
    started, stay = _walked(joined, first, second)
    return (*names, *started, hubs, *np.round(stay, _DIGITS), round(_score(*stay), _DIGITS), False)


def _side(joined: csr_array, actors: Ints, hubs: int) -> _Side:
    """Find the best-connected actors of a side; of equals those that stand first."""
    degree = np.diff(joined.indptr)[actors]
    return _Side(actors, np.sort(actors[np.argsort(-degree, kind="stable")[:hubs]]))


def _score(stay_a: float, stay_b: float) -> float:
    """Turn the shares of walks that end on their own side into the score."""
    from_a = stay_a / (stay_a + 1 - stay_b)
    from_b = stay_b / (stay_b + 1 - stay_a)
    return from_a * from_b - (1 - from_a) * (1 - from_b)


def _walked(joined: csr_array, first: _Side, second: _Side) -> tuple[tuple[int, int], tuple[float, float]]:
    """Count the actors from which a walk can end, and give each side's share that ends at home."""
    size = joined.shape[0]
    parts = connected_components(joined, directed=False)[1]
    hubs = np.concatenate([first.hubs, second.hubs])
    ends_at_first = np.zeros(size)
    ends_at_first[first.hubs] = 1
    can_end = np.isin(parts, parts[hubs])
    walks_on = can_end.copy()
    walks_on[hubs] = False
    ends_at_first[walks_on] = _solved(joined, np.flatnonzero(walks_on), first.hubs)
    # Even a walk that begins at a hub takes a step before it may end.
    after_a_step = joined @ ends_at_first
    starts = [side.actors[can_end[side.actors]] for side in (first, second)]
    at_first = [float((after_a_step[s] / np.diff(joined.indptr)[s]).mean()) for s in starts]
    return (len(starts[0]), len(starts[1])), (at_first[0], 1 - at_first[1])


def _solved(joined: csr_array, walking: Ints, goal: Ints) -> Floats:
    """Give, for each walking actor, the probability that its walk ends at one of the goals."""
    if not len(walking):
        return np.empty(0)
    rows = joined[walking]
    degree = np.diff(rows.indptr).astype(float)
    among, reached = rows[:, walking], np.asarray(rows[:, goal].sum(axis=1), dtype=float)
    if len(walking) > _FACTORISED_UP_TO:
        found = end_shares(
            among.indptr.astype(np.int32), among.indices.astype(np.int32), degree, reached, _TOLERANCE, _STEPS
        )
        if len(found):
            return np.asarray(np.clip(found, 0, 1))
    # Chains that gradients are slow on are long and thin, and so quick to factorise.
    return _factorised(csc_array(diags_array(degree) - among), reached)


def _factorised(system: csc_array, goal: Floats) -> Floats:
    """Solve a symmetric system of walks exactly."""
    factors = splu(system, permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True}, diag_pivot_thresh=0.0)
    return np.asarray(np.clip(factors.solve(goal), 0, 1))
