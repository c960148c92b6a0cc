"""Paths with and without direction and strength, against igraph and networkx."""

import itertools
import math
from fractions import Fraction

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib import centrality, cohesion, distances
from graphlib.network import Network

STRENGTHS = (1, 2, 3, 0.5, 0.1, 1 / 3, 7.3)
few = settings(max_examples=30, deadline=None)
readings = pytest.mark.parametrize(
    ("directed", "weight"), list(itertools.product([False, True], ["none", "strength"]))
)


@st.composite
def tied(draw, *, least=1, most=14):
    """Draw a network whose ties have strengths and often a direction, some pairs tied twice."""
    actors = draw(st.integers(least, most))
    ids = [f"a{place:02}" for place in range(actors)]
    pairs = st.sampled_from(list(itertools.permutations(ids, 2)) or [("a00", "a00")])
    rows = st.tuples(pairs, st.sampled_from(STRENGTHS), st.booleans())
    ties = draw(st.lists(rows, max_size=3 * actors)) if actors > 1 else []
    columns = ["source", "target", "weight", "directed"]
    frame = pd.DataFrame([(*ends, weight, way) for ends, weight, way in ties], columns=columns)
    return Network.build(pd.DataFrame({"id": ids}), frame)


def drawn_anew(network, *, directed):
    """Give networkx the ties as they were stated: summed strengths, and lengths of one over them.

    The lengths are fractions, since networkx compares sums without tolerance.
    """
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(len(network)))
    for tie in network.stated_ties.itertuples():
        ends = network.ids.get_loc(tie.source), network.ids.get_loc(tie.target)
        for one, other in {ends, ends if tie.directed or not directed else ends[::-1]}:
            strength = graph.get_edge_data(one, other, {"strength": 0.0})["strength"] + tie.weight
            graph.add_edge(
                one, other, strength=strength, length=1 / Fraction(strength).limit_denominator(9999)
            )
    return graph


def in_igraph(network, *, directed, weight):
    """Give igraph the same, and the lengths that it is to read."""
    drawn = drawn_anew(network, directed=directed)
    graph = igraph.Graph(len(network), list(drawn.edges), directed=directed)
    return graph, [
        float(length) for *_, length in drawn.edges(data="length")
    ] if weight == "strength" else None


def by_pair(network, graph, values):
    """Add up what igraph says of each direction, in the order of the network's pairs."""
    sums = dict.fromkeys(map(tuple, network.edges.tolist()), 0.0)
    for edge, value in zip(graph.es, values, strict=True):
        sums[tuple(sorted(edge.tuple))] += value
    return list(sums.values())


@readings
@few
@given(tied())
def test_every_reading_of_betweenness_is_igraphs(directed, weight, network):
    graph, lengths = in_igraph(network, directed=directed, weight=weight)
    found = centrality.betweenness(network, directed=directed, weight=weight)
    expected = np.array(graph.betweenness(directed=directed, weights=lengths))
    assert found.actors.to_numpy() == pytest.approx(expected, rel=1e-9, abs=1e-9)
    expected = graph.edge_betweenness(directed=directed, weights=lengths)
    assert found.ties.tolist() == pytest.approx(by_pair(network, graph, expected), rel=1e-9, abs=1e-9)


@readings
@few
@given(tied())
def test_every_reading_of_betweenness_is_networkxs(directed, weight, network):
    graph = drawn_anew(network, directed=directed)
    length = "length" if weight == "strength" else None
    expected = nx.betweenness_centrality(graph, normalized=False, weight=length)
    found = centrality.betweenness(network, directed=directed, weight=weight).actors
    assert found.tolist() == pytest.approx(list(expected.values()), rel=1e-9, abs=1e-9)


@readings
@few
@given(tied(least=2))
def test_every_reading_of_harmonic_is_igraphs_and_networkxs(directed, weight, network):
    graph, lengths = in_igraph(network, directed=directed, weight=weight)
    found = centrality.harmonic(network, directed=directed, weight=weight).to_numpy()
    assert found == pytest.approx(np.array(graph.harmonic_centrality(mode="out", weights=lengths)), rel=1e-9)
    # networkx looks from the others to the actor.
    turned = drawn_anew(network, directed=directed)
    turned = turned.reverse() if directed else turned
    expected = nx.harmonic_centrality(turned, distance="length" if weight == "strength" else None)
    assert found * (len(network) - 1) == pytest.approx([*map(float, expected.values())], rel=1e-9)


@readings
@few
@given(tied())
def test_every_reading_of_distance_is_igraphs(directed, weight, network):
    graph, lengths = in_igraph(network, directed=directed, weight=weight)
    expected = np.array(graph.distances(weights=lengths, mode="out"))
    near = distances.adjacency(network, directed=directed, weight=weight)
    assert distances.lengths_from(near, range(len(network))) == pytest.approx(expected, rel=1e-9)
    counted = np.array(graph.distances(mode="out"))
    found = distances.distances_from(near, range(len(network)))
    assert np.array_equal(found, np.where(np.isinf(counted), distances.NO_PATH, counted))
    joined = expected[np.isfinite(expected) & ~np.eye(len(network), dtype=bool)]
    mean = joined.mean() if len(joined) else math.nan
    found = cohesion.mean_distance(network, directed=directed, weight=weight)
    assert found.value == pytest.approx(mean, rel=1e-9, nan_ok=True)
    assert cohesion.density(network, directed=directed) == pytest.approx(
        nx.density(drawn_anew(network, directed=directed)) if len(network) > 1 else math.nan, nan_ok=True
    )


@few
@given(tied())
def test_ties_in_and_out_are_networkxs(network):
    graph = drawn_anew(network, directed=True)
    for direction, ends in (("in", graph.in_degree), ("out", graph.out_degree)):
        assert centrality.degree(network, direction=direction).tolist() == [ties for _, ties in ends]
        expected = [strength for _, strength in ends(weight="strength")]
        assert centrality.strength(network, direction=direction).tolist() == pytest.approx(expected)


@readings
@few
@given(network=tied(least=2), random=st.randoms(use_true_random=False))
def test_no_reading_depends_on_the_order_of_rows(directed, weight, network, random):
    actors, ties = (
        frame.sample(frac=1, random_state=random.randrange(1000))
        for frame in (network.actors, network.stated_ties)
    )
    other = Network.build(actors, ties)
    options = {"directed": directed, "weight": weight}
    one, two = (centrality.betweenness(each, **options) for each in (network, other))
    assert one.actors.to_numpy().tobytes() == two.actors.to_numpy().tobytes()
    assert one.ties.to_numpy().tobytes() == two.ties.to_numpy().tobytes()
    assert centrality.harmonic(network, **options).equals(centrality.harmonic(other, **options))
    assert repr(cohesion.mean_distance(network, **options)) == repr(cohesion.mean_distance(other, **options))


@readings
@few
@given(network=tied(least=4), seed=st.integers(0, 99))
def test_a_sample_of_everybody_is_exact(directed, weight, network, seed):
    # One pack holds them all, so that nothing is left to chance.
    options = {"directed": directed, "weight": weight, "seed": seed}
    for measure in (centrality.betweenness, centrality.nearness):
        sampled, exact = measure(network, exact_up_to=0, **options), measure(network, **options)
        assert sampled.samples is None
        assert sampled.error == 0
        assert sampled.actors.to_numpy() == pytest.approx(exact.actors.to_numpy())
    assert cohesion.mean_distance(network, exact_up_to=0, **options).samples is None
