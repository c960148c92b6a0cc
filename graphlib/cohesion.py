"""Whether the network holds together: its parts, how dense it is, how far its actors are apart."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances import adjacency, component_labels, is_sampled, length_sweep, sweep
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.sampling import Estimate, sampled_ratio, stratified_sources
from graphlib.ties import Weight

__all__ = ["components", "density", "mean_distance"]


def components(network: Network) -> pd.Series:
    """Tell which actors are joined by any path, and which are islands.

    Undirected and unweighted: a tie joins its ends whatever its direction [1]_.

    Returns
    -------
    pandas.Series
        int64 by actor id: 1 for the largest part, 2 for the next. Parts of the same size are
        numbered by their first id; an isolate is a part of its own. Cost O(n + m).

    Warnings
    --------
    Parts that look apart may be joined by ties that nobody wrote down.

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    labels = component_labels(adjacency(network)) + 1
    return pd.Series(labels, index=network.ids, name="component")


def density(network: Network, *, directed: bool = False) -> float:
    """Say which share of all possible pairs of actors is tied.

    ``2 m / (n (n - 1))`` [1]_, unweighted, several ties of a pair counting once; with direction
    ``a / (n (n - 1))``, where a counts the pairs (from, to) in which a tie leads from one to the
    other.

    Parameters
    ----------
    network
        Read as unweighted; isolates count as actors.
    directed
        Whether the two directions of a pair count apart.

    Returns
    -------
    float
        From 0 to 1; NaN where there are fewer than two actors. Cost O(1).

    Warnings
    --------
    Density falls as networks grow, because nobody keeps up ties with everybody: compare networks
    of similar size only.

    References
    ----------
    .. [1] Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
       Cambridge University Press, chapter 4.
    """
    possible = len(network) * (len(network) - 1)
    tied = len(network.arcs) if directed else 2 * len(network.edges)
    return tied / possible if possible else math.nan


def mean_distance(
    network: Network,
    *,
    directed: bool = False,
    weight: Weight = "none",
    seed: int = 1,
    exact_up_to: int | None = None,
    samples: int = 1024,
) -> Estimate:
    """Say how many ties apart two actors are on average, where any path joins them.

    The characteristic path length [1]_: the mean of ``d(i, j)`` over the pairs that a path
    joins, with direction over the pairs (from, to). Distances above 254 ties count as 254.

    Parameters
    ----------
    network
        Where the ties are.
    directed
        Whether paths follow the direction of ties.
    weight
        ``"strength"`` reads a strong tie as a short one, of length ``1 / strength`` [2]_.
    seed
        Chooses the sampled sources.
    exact_up_to
        Above this number of actors the mean is estimated from sampled sources; 30,000 unless
        given, 5,000 with strength.
    samples
        Number of sampled sources, taken evenly through the sectors.

    Returns
    -------
    Estimate
        In ties, with strength in one over its unit; NaN where no two actors are connected. Cost
        O((n + m) levels) for each 64 sources, with strength O(m log n) for each.

    Raises
    ------
    UnknownNameError
        If ``weight`` is neither ``"none"`` nor ``"strength"``.

    Warnings
    --------
    Pairs that no path joins are left out, so a network in many small parts looks near: read it
    beside the size of the largest part.

    References
    ----------
    .. [1] Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of small-world networks.
       Nature 393, 440-442.
    .. [2] Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E 64,
       016132.
    """
    sources = None
    if is_sampled(network, weight, exact_up_to=exact_up_to):
        sources = stratified_sources(network.groups().codes, samples, generator(seed, "distance"))
    sums, pairs, drawn = _batches(network, sources, directed=directed, weight=weight)
    if pairs.sum() == 0:
        return Estimate(math.nan)
    if drawn == len(network):
        return Estimate(float(sums.sum()) / int(pairs.sum()))
    value, error = sampled_ratio(sums, pairs, share=drawn / len(network))
    return Estimate(value, error, drawn)


def _batches(
    network: Network, sources: npt.NDArray[np.int64] | None, *, directed: bool, weight: Weight
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64], int]:
    """Give, by batch of sources, the sum of distances and the pairs joined; and the number of sources."""
    if weight != "none":
        measured = length_sweep(network, directed=directed, batches=sources)
        return measured.batch_sums, measured.batch_pairs, len(measured.sources)
    found = sweep(network, directed=directed, sources=sources)
    sums = found.batch_histograms @ np.arange(found.batch_histograms.shape[1])
    return sums.astype(np.float64), found.batch_histograms.sum(axis=1), len(found.sources)
