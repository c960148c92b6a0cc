"""Groups found in the ties: many runs, their agreement, and a consensus where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import igraph
import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.clusters.naming import cluster_table
from graphlib.kernels.rewiring import rewire, tie_table
from graphlib.network import Network
from graphlib.randomness import generator, seeded_igraph

__all__ = ["NOT_CONNECTED", "Clusters", "clusters"]

NOT_CONNECTED = 0
"""Number that stands in for a cluster for actors without ties; it has no row in the table."""

CONSENSUS_BELOW = 0.9
"""Agreement under which the runs are merged instead of the best one taken."""

RELIABLE_FROM = 0.7
"""Agreement from which clusters may be called reliable."""

_LARGE, _RUNS_WHEN_LARGE = 10_000, 8
_CHANCE_TIES, _CHANCE_SMALL = 20_000, 2_000

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Clusters:
    """Groups found in the ties, and how sure they are.

    Attributes
    ----------
    membership
        Number of each actor's cluster (int64) by actor id: 1 is the largest, equal ones stand
        in the order of their first actor; `NOT_CONNECTED` for actors without ties.
    confidence
        Share of the runs that keep the actor with most of its cluster (float64) by actor id;
        NaN without ties.
    agreement
        Mean adjusted Rand index of every two runs: 1 when all found the same, 0 as by chance.
    is_reliable
        Whether there are several clusters that runs agree on and chance does not give.
    modularity
        Of ``membership``, at resolution 1.
    table
        One row a cluster: ``cluster`` (int64), ``name`` (str, English; no two alike),
        ``actors``, ``internal_ties``, ``external_ties`` (int64), ``confidence`` (float64, mean),
        ``main_sector``, ``main_theme``, ``main_country`` (str, the most frequent known one; NaN
        where none is known), ``best_connected`` (str, id of the actor with the most ties
        inside), and what `cluster_name` makes a name of: ``best_connected_name``,
        ``label_kind`` (``theme``, ``sector``, ``country`` or ``actor``) and ``label_value`` (str;
        NaN for ``actor``).
    runs
        Number of runs made.
    """

    membership: pd.Series
    confidence: pd.Series
    agreement: float
    is_reliable: bool
    modularity: float
    table: pd.DataFrame
    runs: int


def clusters(network: Network, *, seed: int = 1, runs: int = 20, resolution: float = 1.0) -> Clusters:
    """Find the groups that the ties themselves make, whatever the sectors say.

    Leiden [1]_ on modularity, run several times from different seeds. Where runs agree (mean
    adjusted Rand index [2]_ of 0.9 and more) the one of highest modularity is taken; else a
    consensus: each tie weighs the share of runs that keep it inside a cluster, and Leiden is
    run on these weights [3]_. They are called reliable when there are at least two, the
    agreement is at least 0.7 (runs on a network wired at random reach about 0.2 to 0.6, the more
    the fewer its ties), and, up to 20,000 ties, modularity is above that of 19 networks
    wired at random in which every actor keeps its number of ties (of 99 up to 2,000 ties).

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    seed
        Seed of the runs and of the networks wired at random.
    runs
        Number of runs; at most 8 above 10,000 actors.
    resolution
        Above 1 gives more and smaller clusters, below 1 fewer and larger ones.

    Returns
    -------
    Clusters
        Without ties nobody is in a cluster; agreement and modularity are NaN. Clusters that
        are not reliable should not be named or acted upon. Small clusters hide within large
        networks: modularity joins what is small beside the whole. Cost: about runs m log n.

    References
    ----------
    .. [1] Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden. Scientific
       Reports 9, 5233.
    .. [2] Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2,
       193-218.
    .. [3] Tandon, A., Albeshri, A., Thayananthan, V., Alhalabi, W. and Fortunato, S. (2019). Fast
       consensus clustering in complex networks. Physical Review E 99, 042301.
    """
    connected = np.unique(network.edges).astype(np.int64)
    if not len(connected):
        return _none(network)
    runs = min(runs, _RUNS_WHEN_LARGE) if len(network) > _LARGE else runs
    ends = np.searchsorted(connected, network.edges)
    graph = igraph.Graph(n=len(connected), edges=ends.tolist())
    seeds = generator(seed, "clusters").integers(2**31, size=runs + 1).tolist()
    found = [_leiden(graph, run_seed, resolution) for run_seed in seeds[:-1]]
    agreement = _agreement(found)
    best = max(found, key=lambda run: float(graph.modularity(run.tolist())))
    merged = best if agreement >= CONSENSUS_BELOW else _consensus(ends, found, seeds[-1], resolution)
    member = _by_size(merged)
    membership, confidence = _by_actor(network, connected, member, _confidence(member, found))
    is_stable = member.max() > 1 and agreement >= RELIABLE_FROM
    return Clusters(
        membership,
        confidence,
        agreement,
        is_reliable=bool(is_stable and _is_beyond_chance(graph, best, seed, resolution)),
        modularity=float(graph.modularity(member.tolist())),
        table=cluster_table(network, membership, confidence),
        runs=runs,
    )


def _by_actor(
    network: Network, connected: Ints, member: Ints, confidence: Floats
) -> tuple[pd.Series, pd.Series]:
    """Give membership and confidence to every actor, those without ties included."""
    membership = pd.Series(NOT_CONNECTED, network.ids, dtype="int64", name="cluster")
    membership.iloc[connected] = member
    sure = pd.Series(np.nan, network.ids, name="cluster_confidence")
    sure.iloc[connected] = confidence
    return membership, sure


def _none(network: Network) -> Clusters:
    """Give the answer for a network without ties."""
    nobody = np.empty(0, np.int64)
    membership, confidence = _by_actor(network, nobody, nobody, np.empty(0))
    table = cluster_table(network, membership, confidence)
    nan = float("nan")
    return Clusters(membership, confidence, nan, is_reliable=False, modularity=nan, table=table, runs=0)


def _leiden(graph: igraph.Graph, seed: int, resolution: float, weights: list[float] | None = None) -> Ints:
    """Find clusters once; to the end on weights, since that answer is not one among many."""
    with seeded_igraph(seed):
        found = graph.community_leiden(
            "modularity", weights=weights, resolution=resolution, n_iterations=2 if weights is None else -1
        )
    return np.asarray(found.membership, np.int64)


def _consensus(ends: Ints, found: list[Ints], seed: int, resolution: float) -> Ints:
    """Merge runs: find clusters once more, each tie weighing the share of runs that keep it."""
    share = np.mean([run[ends[:, 0]] == run[ends[:, 1]] for run in found], axis=0)
    is_kept = share > 0
    graph = igraph.Graph(n=len(found[0]), edges=ends[is_kept].tolist())
    return _leiden(graph, seed, resolution, share[is_kept].tolist())


def _by_size(found: Ints) -> Ints:
    """Count clusters from 1, the largest first, equal ones by their first actor."""
    _, first, inverse, size = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(size), np.int64)
    number[np.lexsort((first, -size))] = np.arange(1, len(size) + 1)
    return number[inverse]


def _overlap(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Give for each actor the cell of the two memberships' cross table, and the cells' counts."""
    _, cell, count = np.unique(one * (other.max() + 1) + other, return_inverse=True, return_counts=True)
    return cell, count


def _agreement(found: list[Ints]) -> float:
    """Average the adjusted Rand index over every two runs; NaN with a single run."""
    pairs = [_rand_index(one, other) for one, other in combinations(found, 2)]
    return float(np.mean(pairs)) if pairs else float("nan")


def _rand_index(one: Ints, other: Ints) -> float:
    """Compare two memberships by the pairs they keep together: the adjusted Rand index."""
    cells, rows, columns = (
        float((count * (count - 1) // 2).sum())
        for count in (_overlap(one, other)[1], np.bincount(one), np.bincount(other))
    )
    chance = rows * columns / (len(one) * (len(one) - 1) / 2)
    most = (rows + columns) / 2
    return (cells - chance) / (most - chance) if most != chance else 1.0


def _confidence(member: Ints, found: list[Ints]) -> Floats:
    """Give the share of runs in which the actor stands with more than half of its cluster."""
    size = np.bincount(member)[member]
    kept = np.zeros(len(member), np.int64)
    for run in found:
        cell, count = _overlap(member, run)
        kept += 2 * count[cell] > size
    return kept / len(found)


def _is_beyond_chance(graph: igraph.Graph, best: Ints, seed: int, resolution: float) -> bool:
    """Tell whether networks of the same degrees wired at random are all less modular."""
    if graph.ecount() > _CHANCE_TIES:
        return True
    modularity = graph.modularity(best.tolist())
    networks = 99 if graph.ecount() <= _CHANCE_SMALL else 19
    rng = generator(seed, "clusters by chance")
    wired = np.asarray(graph.get_edgelist(), np.int32)
    table, state = tie_table(wired), int(rng.integers(2**62))
    for run_seed in rng.integers(2**31, size=networks).tolist():
        state = rewire(wired, table, 10 * len(wired), state)
        chance = igraph.Graph(edges=wired.tolist())
        if chance.modularity(_leiden(chance, run_seed, resolution).tolist()) >= modularity:
            return False
    return True
