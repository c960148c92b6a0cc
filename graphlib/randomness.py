"""The only place where chance enters.

numpy generators are made from a seed and a purpose, so that two steps never share a stream.
igraph has one generator for the whole process, which several sessions share: it is lent here,
behind a lock, and handed back as it was.
"""

from __future__ import annotations

import random
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import igraph
import numpy as np

__all__ = ["generator", "seeded_igraph"]

_LOCK = threading.RLock()


def generator(seed: int, purpose: str) -> np.random.Generator:
    """Make the numpy generator of one random step.

    Parameters
    ----------
    seed
        The user's seed.
    purpose
        A word for the step; another word gives an independent stream.
    """
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


@contextmanager
def seeded_igraph(seed: int) -> Iterator[None]:
    """Seed igraph's global generator for the calls inside the block, then give it back."""
    with _LOCK:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - not for secrets
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
