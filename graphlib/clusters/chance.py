"""Whether clusters are clearer than those of networks wired at random."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import stdtrit

from graphlib.clusters.partition import Floats, Ground, Ints, ground, leiden, quality
from graphlib.kernels.rewiring import rewire, tie_table
from graphlib.randomness import generator

__all__ = ["chance_networks", "is_beyond_chance"]

_SMALL, _MOST_WHEN_SMALL, _MOST, _FEWEST = 2_000, 99, 19, 2
_REWIRED_TIES = 1_200_000
_LEVEL = 0.95


def chance_networks(ties: int) -> int:
    """Give the number of networks wired at random that a network of ``ties`` is compared with.

    99 up to 2,000 ties, 19 up to some 60,000, then fewer, never under 2 (as at 436,000).
    """
    return _MOST_WHEN_SMALL if ties <= _SMALL else int(np.clip(_REWIRED_TIES // ties, _FEWEST, _MOST))


def is_beyond_chance(on: Ground, run: Ints, seed: int, resolution: float) -> bool:
    """Tell whether a run is more modular than runs on networks in which actors keep their numbers of ties.

    Of 19 networks and more, none may be as modular (p at most 0.05, 0.01 with 99). Of fewer, the
    run must lie above where Student's t says that 95 % of further such networks lie.
    """
    networks = chance_networks(len(on.ends))
    found = quality(on, run, resolution)
    chance = _wired_at_random(on, networks, seed, resolution)
    if networks >= _MOST:
        return all(found > other for other in chance)
    return found > _upper_limit(np.fromiter(chance, float, networks))


def _upper_limit(values: Floats) -> float:
    """Give the limit under which 95 % of further values lie, if values are normal."""
    count = len(values)
    reach = float(stdtrit(count - 1, _LEVEL)) * np.sqrt(1 + 1 / count)
    return float(values.mean() + reach * values.std(ddof=1))


def _wired_at_random(on: Ground, networks: int, seed: int, resolution: float) -> Iterator[float]:
    """Yield the modularity of one run on each network; strengths are dealt out anew."""
    rng = generator(seed, "clusters by chance")
    wired = on.ends.astype(np.int32)
    table, state, swaps = tie_table(wired), int(rng.integers(2**62)), 10 * len(wired)
    for run_seed in rng.integers(2**31, size=networks).tolist():
        state, swaps = rewire(wired, table, swaps, state), len(wired)
        weight = None if on.weight is None else rng.permutation(on.weight)
        other = ground(wired.astype(np.int64), weight, on.place)
        yield quality(other, leiden(other, run_seed, resolution), resolution)
