"""Whether the network holds together: its parts, how dense it is, how far its actors are apart."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from graphlib.distances import adjacency, component_labels, sweep
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.sampling import Estimate, sampled_ratio, stratified_sources

__all__ = ["components", "density", "mean_distance"]


def components(network: Network) -> pd.Series:
    """Tell which actors are joined by any path, and which are islands.

    Undirected and unweighted. Cost O(n + m).

    Returns
    -------
    pandas.Series
        int64 by actor id: 1 for the largest part, 2 for the next. Parts of the same size are
        numbered by their first id; an isolate is a part of its own.
    """
    labels = component_labels(adjacency(network)) + 1
    return pd.Series(labels, index=network.ids, name="component")


def density(network: Network) -> float:
    """Say which share of all possible pairs of actors is tied.

    ``2 m / (n (n - 1))``, undirected and unweighted, several ties of a pair counting once. It
    falls as networks grow, because nobody keeps up ties with everybody: compare networks of
    similar size only. Cost O(1).

    Parameters
    ----------
    network
        Read as undirected and unweighted; isolates count as actors.

    Returns
    -------
    float
        From 0 to 1; NaN where there are fewer than two actors.
    """
    possible = len(network) * (len(network) - 1) / 2
    return len(network.edges) / possible if possible else math.nan


def mean_distance(
    network: Network, *, seed: int = 1, exact_up_to: int = 30_000, samples: int = 1024
) -> Estimate:
    """Say how many ties apart two actors are on average, where any path joins them.

    The characteristic path length [1]_ over connected pairs. Pairs that no path joins are left
    out, so a network in many small parts looks near: read it beside the size of the largest
    part. Distances above 254 count as 254.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    seed
        Chooses the sampled sources.
    exact_up_to
        Above this number of actors the mean is estimated from sampled sources.
    samples
        Number of sampled sources, taken evenly through the sectors.

    Returns
    -------
    Estimate
        In ties; NaN where no two actors are connected. Cost O((n + m) levels) for each 64
        sources.

    References
    ----------
    .. [1] Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of small-world networks.
       Nature 393, 440-442.
    """
    sources = None
    if len(network) > exact_up_to:
        sources = stratified_sources(network.groups().codes, samples, generator(seed, "distance"))
    found = sweep(network, sources=sources)
    pairs = found.batch_histograms.sum(axis=1)
    sums = found.batch_histograms @ np.arange(found.batch_histograms.shape[1])
    if pairs.sum() == 0:
        return Estimate(math.nan)
    if len(found.sources) == len(network):
        return Estimate(int(sums.sum()) / int(pairs.sum()))
    value, error = sampled_ratio(sums.astype(float), pairs, share=len(found.sources) / len(network))
    return Estimate(value, error, len(found.sources))
