"""How fast the network falls apart while actors leave, in a given order or at random."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from graphlib.bridging.cuts import Positions
from graphlib.distances import adjacency
from graphlib.errors import UnknownNameError
from graphlib.kernels.cuts import largest_parts
from graphlib.kernels.threads import stream
from graphlib.network import Network
from graphlib.randomness import generator

__all__ = ["robustness", "robustness_at_random"]


def robustness(network: Network, order: Sequence[str]) -> Positions:
    """Follow the largest connected part while actors leave one after the other.

    ``S(k)`` is the number of actors in the largest component when the first ``k`` of ``order``
    are gone [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    order
        Ids of the actors that leave, first one first; one that is named again is gone already.

    Returns
    -------
    numpy.ndarray
        int64, one longer than ``order``: at ``k`` the size of the largest part when the first
        ``k`` are gone. Cost O(n + m), for all together.

    Raises
    ------
    UnknownNameError
        If ``order`` names an actor that does not exist.

    Warnings
    --------
    Those who are gone are missed in the largest part too, so that it shrinks by one a step even
    where nobody loses contact. In life others step in; here nobody does.

    References
    ----------
    .. [1] Albert, R., Jeong, H. and Barabasi, A.-L. (2000). Error and attack tolerance of
       complex networks. Nature 406, 378-382.
    """
    places = network.ids.get_indexer(pd.Index(list(order), dtype="str"))
    if (places < 0).any():
        missing = str(list(order)[int(np.argmin(places))])
        raise UnknownNameError("error.kind.actor", missing, list(network.ids))
    near = adjacency(network)
    leaving, steps = np.unique(places, return_index=True)
    sizes = largest_parts(near.indptr, near.indices, leaving[np.argsort(steps)].astype(np.int64))
    gone = np.cumsum(np.isin(np.arange(len(places)), steps))
    return sizes[np.concatenate([[0], gone]).astype(np.int64)]


def robustness_at_random(network: Network, *, steps: int, orders: int = 100, seed: int = 1) -> pd.DataFrame:
    """Follow the largest connected part while actors leave by lot, to compare with `robustness`.

    ``S(k)`` as there [1]_, over ``orders`` random orders, each order as likely as any other.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    steps
        How many actors leave; at most all.
    orders
        Number of random orders, at least 1.
    seed
        Chooses the orders.

    Returns
    -------
    pandas.DataFrame
        One row for each number of actors gone, from 0: ``gone`` (int64), ``mean``, ``low``,
        ``high`` (float64, actors in the largest part: the mean over the orders, and the figures
        that 5 % of the orders stay under and over), ``orders``, ``seed`` (int64). The standard
        error of the mean is about a third of ``high - low`` over the root of ``orders``. Cost
        O(orders (n + m)), on all cores; the same on any number of them.

    Warnings
    --------
    Nobody leaves by lot. The curve is a yardstick: where the curve of the strongest
    go-betweens falls no faster than this one, the network does not hang on the few.

    References
    ----------
    .. [1] Albert, R., Jeong, H. and Barabasi, A.-L. (2000). Error and attack tolerance of
       complex networks. Nature 406, 378-382.
    """
    near = adjacency(network)
    steps = max(0, min(steps, len(network)))

    def follow(piece: slice) -> Positions:
        order = generator(seed, f"leaving at random {piece.start}").permutation(len(network))[:steps]
        return largest_parts(near.indptr, near.indices, order.astype(np.int64))

    sizes = np.array(list(stream(follow, orders, parts=orders)), np.float64)
    low, high = np.quantile(sizes, (0.05, 0.95), axis=0)
    return pd.DataFrame(
        {
            "gone": np.arange(steps + 1),
            "mean": sizes.mean(axis=0),
            "low": low,
            "high": high,
            "orders": orders,
            "seed": seed,
        }
    )
