"""The networks that introductions are tried on: published, real and generated."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from graphlib.generators import random_network
from graphlib.network import Network
from graphlib.readers import read_network

SHARED = Path(__file__).parents[2].parent / "shared"
FOLDERS = {
    "slice 692": "cordis-slices/fr-be-lu-ch-SC3-SC4-named",
    "FTS 716": "fts-humanitarian",
    "EuroSiS 1,285": "eurosis-web",
    "SC5 3,606": "cordis-themes/SC5",
    "H2020 26,850": "cordis-h2020",
}
PUBLISHED = ("karate", "lesmis")
GENERATED = {
    "random 3,000": (3_000, 14_000, 0),
    "hubs 3,000": (3_000, 14_000, 1),
    "hubs 10,000": (10_000, 46_000, 1),
    "random 10,000": (10_000, 46_000, 0),
    "hubs 100,000": (100_000, 460_000, 1),
    "random 100,000": (100_000, 460_000, 0),
}
"""Actors, ties, and whether ties gather at hubs, as those of programmes do."""


def network_of(name: str) -> Network:
    """Read or make a network."""
    if name in GENERATED:
        actors, ties, has_hubs = GENERATED[name]
        return hubs(actors, ties) if has_hubs else random_network(actors, ties, sectors=6)
    if name in PUBLISHED:
        return _published(SHARED / "reference" / f"input_{name}.json")
    return read_network(SHARED / "data" / FOLDERS[name])


def hubs(actors: int, ties: int, *, seed: int = 1, sectors: int = 6) -> Network:
    """Make a network by preferential attachment within and, one time in four, across sectors.

    Each tie joins an actor at random to an end of an earlier tie, of its own sector three times in
    four, so that few have most ties [1]_.

    References
    ----------
    .. [1] Barabasi, A.-L. and Albert, R. (1999). Emergence of scaling in random networks. Science
       286, 509-512.
    """
    random = np.random.default_rng(seed)
    codes = random.integers(0, sectors, actors)
    ends: list[list[int]] = [np.flatnonzero(codes == code).tolist() for code in range(sectors)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ties:
        one = int(random.integers(actors))
        code = int(codes[one]) if random.random() < 0.75 else int(random.integers(sectors))
        other = ends[code][int(random.integers(len(ends[code])))]
        pair = (min(one, other), max(one, other))
        if one != other and pair not in pairs:
            pairs.add(pair)
            ends[codes[one]].append(one)
            ends[code].append(other)
    ids = np.asarray([f"a{place:06}" for place in range(actors)], dtype=object)
    places = np.asarray(sorted(pairs))
    return Network.build(
        pd.DataFrame({"id": ids, "sector": [f"sector {code + 1}" for code in codes]}),
        pd.DataFrame({"source": ids[places[:, 0]], "target": ids[places[:, 1]]}),
    )


def _published(path: Path) -> Network:
    """Read a published network kept beside the reference values."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    ids = [f"{place:03d}" for place in range(kept["n"])]
    sectors = [kept["sectors"][code] for code in kept["sector"]]
    ties = pd.DataFrame([(ids[u], ids[v]) for u, v in kept["edges"]], columns=["source", "target"])
    return Network.build(pd.DataFrame({"id": ids, "sector": sectors}), ties)
