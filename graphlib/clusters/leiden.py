"""Groups found in the ties: many runs, their agreement, and a consensus where they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphlib.clusters.chance import chance_networks, is_beyond_chance
from graphlib.clusters.naming import cluster_table
from graphlib.clusters.partition import (
    Floats,
    Ground,
    Ints,
    Pinned,
    agreement,
    confidence,
    consensus,
    leiden,
    network_ground,
    quality,
)
from graphlib.clusters.resolution import SCANNED_TIES, STANDARD, scan
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.ties import Weight

__all__ = [
    "CONSENSUS_BELOW",
    "LARGE",
    "NOT_CONNECTED",
    "RELIABLE_FROM",
    "RUNS_WHEN_LARGE",
    "Clusters",
    "clusters",
]

NOT_CONNECTED = 0
"""Number that stands in for a cluster for actors without ties; it has no row in the table."""

CONSENSUS_BELOW = 0.9
"""Agreement under which the runs are merged instead of the best one taken."""

RELIABLE_FROM = 0.7
"""Agreement from which clusters may be called reliable."""

LARGE = 10_000
"""Actors above which there are fewer runs."""

RUNS_WHEN_LARGE = 8
"""Most runs of a large network."""


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
        Of ``membership``, at resolution 1, with strengths where ties count by them.
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
    resolution
        Resolution that the clusters were found at; NaN without ties.
    plateau
        Lowest and highest resolution at which the same clusters are found; ``None`` where there
        is no such stretch, or where a resolution was asked for.
    chance_networks
        Number of networks wired at random that the clusters were compared with; 0 where runs
        already disagree.
    seed, weight
        As asked for.
    """

    membership: pd.Series
    confidence: pd.Series
    agreement: float
    is_reliable: bool
    modularity: float
    table: pd.DataFrame
    runs: int
    resolution: float
    plateau: tuple[float, float] | None
    chance_networks: int
    seed: int
    weight: Weight


def clusters(
    network: Network,
    *,
    seed: int = 1,
    runs: int = 20,
    resolution: float | None = None,
    weight: Weight = "none",
    pinned: Pinned = (),
) -> Clusters:
    """Find the groups that the ties themselves make, whatever the sectors say.

    Leiden [1]_ on modularity, run several times from different seeds:
    ``sum_c (e_c - r a_c^2)``, e_c the share of ties inside cluster c, a_c the share of tie ends
    in it, r the resolution. Where runs agree (mean adjusted Rand index [2]_ of 0.9 and more) the
    one of highest modularity is taken; else a consensus: each tie weighs the share of runs that
    keep it inside a cluster, and Leiden is run on these weights [3]_. They are called reliable
    when there are at least two, the agreement is at least 0.7 (runs on a network wired at random
    reach about 0.2 to 0.6, the more the fewer its ties), and a run is more modular than runs on
    networks wired at random in which every actor keeps its number of ties: than all of 99 up
    to 2,000 ties, of 19 up to some 60,000, and above the limit that holds 95 % of further such
    networks, by Student's t, where fewer are made (2 at 436,000).

    Parameters
    ----------
    network
        Read as undirected.
    seed
        Seed of the runs and of the networks wired at random.
    runs
        Number of runs; at most 8 above 10,000 actors.
    resolution
        Above 1 gives more and smaller clusters, below 1 fewer and larger ones. Where none is
        asked for it is the one that `resolutions` chooses: 1, unless the same clusters are found
        over a wide stretch; above 500,000 ties 1.
    weight
        ``strength``: ties count by their summed strength; ``none``: one each. Networks wired at
        random are dealt the same strengths anew.
    pinned
        Sets of ids of actors that are never parted, whatever the ties say: each set counts as one
        actor with all its ties, which leaves modularity what it is. A set can still grow, and two
        can end in one cluster. An actor without ties goes with its set.

    Returns
    -------
    Clusters
        Without ties nobody is in a cluster; agreement, modularity and resolution are NaN.
        Cost: about (runs + 60) m log n.

    Raises
    ------
    UnknownNameError
        If ``weight`` is neither ``none`` nor ``strength``.

    Warnings
    --------
    Clusters that are not reliable should not be named or acted upon. A cluster says who is tied to
    whom, not who thinks alike or works together; small clusters may hide within large ones.

    References
    ----------
    .. [1] Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden. Scientific
       Reports 9, 5233.
    .. [2] Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2,
       193-218.
    .. [3] Tandon, A., Albeshri, A., Thayananthan, V., Alhalabi, W. and Fortunato, S. (2019). Fast
       consensus clustering in complex networks. Physical Review E 99, 042301.
    """
    if not len(network.edges):
        return _none(network, seed, weight)
    connected, on = network_ground(network, weight, pinned)
    scanned = scan(on, seed, len(network)) if resolution is None and len(on.ends) <= SCANNED_TIES else None
    standard = STANDARD if resolution is None else resolution
    taken, begun = (standard, []) if scanned is None else scanned.chosen_runs
    found = _runs(on, seed, min(runs, RUNS_WHEN_LARGE) if len(network) > LARGE else runs, taken, begun)
    agreed = agreement(found)
    member = _by_size(_merged(on, found, agreed, seed, taken))
    membership, sure = _by_actor(network, connected, member, confidence(member, found))
    is_stable = bool(member.max() > 1 and agreed >= RELIABLE_FROM)
    return Clusters(
        membership,
        sure,
        agreed,
        is_reliable=is_stable and is_beyond_chance(on, found[0], seed, taken),
        modularity=quality(on, member),
        table=cluster_table(network, membership, sure),
        runs=len(found),
        resolution=taken,
        plateau=scanned.stretch if scanned else None,
        chance_networks=chance_networks(len(on.ends)) if is_stable else 0,
        seed=seed,
        weight=weight,
    )


def _runs(on: Ground, seed: int, runs: int, resolution: float, begun: list[Ints]) -> list[Ints]:
    """Add to the runs that the scan has made at this resolution."""
    seeds = generator(seed, "clusters").integers(2**31, size=max(0, runs - len(begun))).tolist()
    return begun[:runs] + [leiden(on, run_seed, resolution) for run_seed in seeds]


def _merged(on: Ground, found: list[Ints], agreed: float, seed: int, resolution: float) -> Ints:
    """Take the best run where runs agree, else their consensus."""
    if agreed >= CONSENSUS_BELOW:
        return max(found, key=lambda run: quality(on, run, resolution))
    return consensus(on, found, int(generator(seed, "consensus").integers(2**31)), resolution)


def _by_actor(
    network: Network, connected: Ints, member: Ints, confidence: Floats
) -> tuple[pd.Series, pd.Series]:
    """Give membership and confidence to every actor, those without ties included."""
    membership = pd.Series(NOT_CONNECTED, network.ids, dtype="int64", name="cluster")
    membership.iloc[connected] = member
    sure = pd.Series(np.nan, network.ids, name="cluster_confidence")
    sure.iloc[connected] = confidence
    return membership, sure


def _none(network: Network, seed: int, weight: Weight) -> Clusters:
    """Give the answer for a network without ties."""
    nobody, nan = np.empty(0, np.int64), float("nan")
    membership, sure = _by_actor(network, nobody, nobody, np.empty(0))
    table = cluster_table(network, membership, sure)
    return Clusters(
        membership,
        sure,
        agreement=nan,
        is_reliable=False,
        modularity=nan,
        table=table,
        runs=0,
        resolution=nan,
        plateau=None,
        chance_networks=0,
        seed=seed,
        weight=weight,
    )


def _by_size(found: Ints) -> Ints:
    """Count clusters from 1, the largest first, equal ones by their first actor."""
    _, first, inverse, size = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(size), np.int64)
    number[np.lexsort((first, -size))] = np.arange(1, len(size) + 1)
    return number[inverse]
