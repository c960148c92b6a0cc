"""How near the other groups are, on average."""

from __future__ import annotations

import math

import numpy as np

from graphlib.distances.sweeps import UNIT, in_units, sweep
from graphlib.network import Groups, Network
from graphlib.randomness import generator
from graphlib.sampling import Estimate, sampled_ratio, stratified_sources

__all__ = ["cross_pairs", "cross_sector_reach"]


def cross_pairs(groups: Groups) -> int:
    """Count the pairs of actors whose groups are known and differ."""
    sizes = [int(size) for size in groups.sizes]
    return (sum(sizes) ** 2 - sum(size * size for size in sizes)) // 2


def cross_sector_reach(
    network: Network, *, by: str = "sector", seed: int = 1, exact_up_to: int = 30_000, samples: int = 1024
) -> Estimate:
    """Say how near the other groups are, on average: 1 if everybody knew everybody.

    ``E_x = (1/P) sum of 1/d(i, j)`` over the P pairs of actors of different known groups, with
    ``1/d = 0`` where no path leads [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted. Islands stay in the mean, with 0.
    by
        Column of ``network.actors`` that names each actor's group.
    seed
        Chooses the sampled sources.
    exact_up_to
        Above this number of actors E_x is estimated from sampled sources.
    samples
        Number of sampled sources, taken evenly through the groups.

    Returns
    -------
    Estimate
        In [0, 1], with the half width of the 95 % interval where it is sampled; NaN where no two
        actors are of different known groups. Cost O((n + m) levels) for each 64 sources.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    It says how few ties lie between the groups, not whether anybody uses them. Islands pull it
    down: attaching one can raise it more than any introduction.

    References
    ----------
    .. [1] Latora, V. and Marchiori, M. (2001). Efficient behavior of small-world networks.
       Physical Review Letters 87, 198701. Here over pairs of different groups.
    """
    groups = network.groups(by)
    pairs = cross_pairs(groups)
    if pairs == 0:
        return Estimate(math.nan)
    if len(network) <= exact_up_to:
        return Estimate(sweep(network, by=by).reach_sum / (2 * pairs * UNIT))
    known = int(groups.sizes.sum())
    batches = stratified_sources(groups.codes, samples, generator(seed, "reach"), is_known_only=True)
    found = sweep(network, by=by, sources=batches)
    if len(found.sources) == known:
        return Estimate(found.reach_sum / (2 * pairs * UNIT))
    sums = np.array([in_units(counts) / UNIT for counts in found.batch_reach])
    sizes = (batches >= 0).sum(axis=1)
    mean, error = sampled_ratio(sums, sizes, share=len(found.sources) / known)
    scale = known / (2 * pairs)
    return Estimate(mean * scale, error * scale, len(found.sources))
