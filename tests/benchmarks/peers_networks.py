"""The networks that measures are timed on, by number of actors: real ones where there are, else made."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

import numpy as np  # noqa: E402
from peers_inputs import Inputs  # noqa: E402

from graphlib.generators import random_network  # noqa: E402
from graphlib.network import Network  # noqa: E402
from graphlib.readers import read_network  # noqa: E402

DATA = Path(__file__).parents[3] / "shared" / "data"
REAL = {692: DATA / "cordis-slices" / "fr-be-lu-ch-SC3-SC4-named", 26_850: DATA / "cordis-h2020"}
MADE = {5_000: 40_000, 100_000: 460_000, 200_000: 1_000_000}
SIZES = sorted([*REAL, *MADE])
EXACT_UP_TO, SAMPLES = 5_000, 2_048
"""As `graphlib.betweenness` has them."""


def is_there(size: int) -> bool:
    """Tell whether the network of this size can be had on this machine."""
    return size in MADE or REAL[size].is_dir()


def network_of(size: int) -> Network:
    """Read or make the network of so many actors; made ones have five sectors and no pattern."""
    return read_network(REAL[size]) if size in REAL else random_network(size, MADE[size], sectors=5)


def inputs_of(size: int) -> Inputs:
    """Put the network of so many actors into plain arrays.

    Ties of real networks keep their strength; made ones get 1, 2 or 4, whose inverse is exact.
    Where direction counts each tie leads one way, by the throw of a coin.
    """
    network, draw = network_of(size), np.random.default_rng(1)
    count = len(network.edges)
    strength = network.pairs["weight"].to_numpy() if size in REAL else 2.0 ** draw.integers(0, 3, count)
    sources = draw.choice(size, SAMPLES, replace=False) if size > EXACT_UP_TO else np.empty(0)
    return Inputs(
        len(network),
        network.edges,
        strength,
        draw.integers(0, 2, count).astype(np.int32),
        # Without a sector one stands in a sector of its own: the others have no word for unknown.
        np.where(network.groups().codes < 0, len(network.groups().names), network.groups().codes),
        sources.astype(np.int32),
    )
