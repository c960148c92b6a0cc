"""What the measures of brokerage count: ties of each actor, in all and by group."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.network import Network

__all__ = ["Floats", "Ints", "by_actor", "degrees", "ties_by_group"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def by_actor(network: Network, values: npt.NDArray[np.generic], name: str) -> pd.Series:
    """Give a measure by actor id, in network order."""
    return pd.Series(values, index=network.ids, name=name)


def degrees(network: Network) -> Ints:
    """Count the ties of each actor."""
    return np.bincount(network.edges.ravel(), minlength=len(network)).astype(np.int64)


def ties_by_group(network: Network, codes: Ints) -> tuple[Ints, Ints, Ints]:
    """Count ties of each actor to each group: actor, group and count where there is any."""
    ends = network.edges.astype(np.int64)
    actor, group = ends.ravel(), codes[ends[:, ::-1]].ravel()
    groups = int(codes.max(initial=0)) + 1
    key, count = np.unique((actor * groups + group)[group >= 0], return_counts=True)
    return key // groups, key % groups, count.astype(np.int64)
