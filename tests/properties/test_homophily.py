"""Measures of groups agree with other software, or with plain linear algebra, whatever the network."""

from __future__ import annotations

import math
from itertools import permutations

import igraph
import networkx
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib import homophily
from graphlib.network import Network

SECTORS = ["company", "community", "public body", "unknown"]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw a small network, some ties of which have a direction, with actors of unknown sector."""
    sectors = draw(st.lists(st.sampled_from(SECTORS), min_size=0, max_size=14))
    ids = [f"{i:02d}" for i in range(len(sectors))]
    pairs = list(permutations(ids, 2))
    picked = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=60)) if pairs else []
    ties = pd.DataFrame(picked, columns=["source", "target"], dtype="str")
    ties["directed"] = draw(st.lists(st.booleans(), min_size=len(picked), max_size=len(picked)))
    return Network.build(pd.DataFrame({"id": ids, "sector": sectors}, dtype="str"), ties)


def known(network: Network) -> tuple[igraph.Graph, list[int]]:
    """Give the undirected graph of the actors of known sector, and their sectors."""
    codes = network.groups("sector").codes
    places = np.flatnonzero(codes >= 0).tolist()
    return network.graph.induced_subgraph(places), codes[places].tolist()


def same(one: float, other: float) -> bool:
    """Tell whether two figures agree, or neither exists."""
    return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=0, abs_tol=1e-9)


@settings(max_examples=80, deadline=None)
@given(networks())
def test_like_with_like_agrees_with_igraph(network: Network) -> None:
    graph, sectors = known(network)
    if not graph.ecount():
        assert math.isnan(homophily.assortativity(network))
        assert math.isnan(homophily.modularity(network))
        return
    assert same(homophily.modularity(network), graph.modularity(sectors))
    theirs = graph.assortativity_nominal(sectors, directed=False)
    assert same(homophily.assortativity(network), theirs if theirs is not None else math.nan)


@settings(max_examples=80, deadline=None)
@given(networks())
def test_mixing_counts_agree_with_networkx(network: Network) -> None:
    graph = networkx.Graph(network.pairs[["source", "target"]].itertuples(index=False, name=None))
    networkx.set_node_attributes(graph, network.actors.set_index("id")["sector"].to_dict(), "sector")
    theirs = networkx.attribute_mixing_dict(graph, "sector")
    for row in homophily.mixing(network).itertuples():
        count = theirs.get(row.group_a, {}).get(row.group_b, 0)
        assert row.ties == (count / 2 if row.group_a == row.group_b else count)


@settings(max_examples=80, deadline=None)
@given(networks())
def test_coleman_agrees_with_his_formula(network: Network) -> None:
    arcs, sector = network.arcs, network.actors["sector"].to_numpy()
    is_known = (sector[arcs.source] != "unknown") & (sector[arcs.target] != "unknown")
    out, to = sector[arcs.source[is_known]], sector[arcs.target[is_known]]
    count = (sector != "unknown").sum()
    for row in homophily.coleman(network).itertuples():
        d, w, size = (
            (out == row.group).sum(),
            ((out == row.group) & (to == row.group)).sum(),
            (sector == row.group).sum(),
        )
        if d == 0 or size in (1, count):
            assert math.isnan(row.coleman)
            continue
        chance = d * (size - 1) / (count - 1)
        assert same(row.coleman, (w - chance) / (d - chance if w > chance else chance))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32), st.integers(12, 60), st.integers(12, 200), st.integers(1, 3))
def test_controversy_agrees_with_dense_algebra(seed: int, actors: int, ties: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    ends = rng.integers(actors, size=(ties, 2))
    ids = [f"{i:02d}" for i in range(actors)]
    network = Network.build(
        pd.DataFrame({"id": ids, "sector": rng.choice(SECTORS[: 2 + rng.integers(3)], actors)}),
        pd.DataFrame([(ids[a], ids[b]) for a, b in ends if a != b], columns=["source", "target"]),
    )
    codes, names = network.groups("sector").codes, network.groups("sector").names
    joined = np.array(network.graph.get_adjacency().data, dtype=float)
    for row in homophily.controversy(network, k=k).itertuples():
        sides = [np.flatnonzero(codes == names.index(name)) for name in (row.group_a, row.group_b)]
        pair = np.concatenate(sides)
        connected = [int((joined[np.ix_(side, pair)].sum(axis=1) > 0).sum()) for side in sides]
        assert row.is_too_small == (min(connected) < max(5, 2 * k))
        assert same(row.controversy, math.nan if row.is_too_small else dense(joined, *sides, k))


def dense(joined: np.ndarray, first: np.ndarray, second: np.ndarray, k: int) -> float:
    """Follow walks of every length, a thousand and more steps at once, by squaring the matrix of steps."""
    pair = np.sort(np.concatenate([first, second]))
    ties = joined[np.ix_(pair, pair)]
    is_first, degree = np.isin(pair, first), ties.sum(axis=1)
    hubs = [
        sorted(np.flatnonzero(side & (degree > 0)), key=lambda i: (-degree[i], i))[:k]
        for side in (is_first, ~is_first)
    ]
    step = ties / np.maximum(degree, 1)[:, None]
    walk = step.copy()
    walk[np.concatenate(hubs)] = 0
    walk[np.concatenate(hubs), np.concatenate(hubs)] = 1
    for _ in range(40):
        walk = walk @ walk
    ends = step @ np.column_stack([walk[:, side].sum(axis=1) for side in hubs])
    can_end = ends.sum(axis=1) > 0.5
    a, b = ends[is_first & can_end, 0].mean(), ends[~is_first & can_end, 0].mean()
    from_a, from_b = a / (a + b), (1 - b) / (2 - a - b)
    return float(from_a * from_b - (1 - from_a) * (1 - from_b))
