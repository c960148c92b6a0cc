"""Paths, cuts and distances on any small network, against igraph, networkx and plain counting."""

import itertools
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib import bridging, centrality, cohesion, distances
from graphlib.network import Network

SECTORS = ("company", "public body", "community", "unknown")
few = settings(max_examples=30, deadline=None)


def build(sectors, ties):
    """Build a network of actors numbered from 0."""
    ids = [f"a{place:02}" for place in range(len(sectors))]
    return Network.build(
        pd.DataFrame({"id": ids, "sector": sectors}),
        pd.DataFrame([(ids[u], ids[v]) for u, v in ties], columns=["source", "target"]),
    )


@st.composite
def networks(draw, *, least=1, most=22):
    """Draw a network: often in several parts, with isolates and actors of unknown sector."""
    sectors = draw(st.lists(st.sampled_from(SECTORS), min_size=least, max_size=most))
    pairs = list(itertools.combinations(range(len(sectors)), 2))
    ties = draw(st.lists(st.sampled_from(pairs), max_size=2 * len(sectors))) if pairs else []
    return build(sectors, ties)


def as_networkx(network):
    """Give the same network to networkx, actors as positions."""
    graph = nx.Graph(network.edges.tolist())
    graph.add_nodes_from(range(len(network)))
    return graph


def largest(graph):
    """Give the size of the largest part."""
    return max(map(len, nx.connected_components(graph)), default=0)


@few
@given(networks())
def test_distances_are_igraphs(network):
    found = distances.distances_from(distances.adjacency(network), range(len(network)))
    expected = np.array(network.graph.distances())
    assert np.array_equal(found, np.where(np.isinf(expected), distances.NO_PATH, expected))


@few
@given(networks())
def test_sweep_agrees_with_the_distances(network):
    rows = distances.distances_from(distances.adjacency(network), range(len(network)))
    found = distances.sweep(network)
    assert found.histogram[1:].tolist() == np.bincount(rows.ravel(), minlength=256)[1:255].tolist()
    codes = network.groups().codes
    across = (codes[:, None] != codes) & (codes[:, None] >= 0) & (codes >= 0)
    assert found.reach_sum == distances.INVERSE[rows[across]].sum()


@few
@given(networks(least=2))
def test_harmonic_is_igraphs(network):
    expected = np.array(network.graph.harmonic_centrality())
    assert centrality.harmonic(network).to_numpy() == pytest.approx(expected, rel=1e-12)


@few
@given(networks())
def test_reach_is_the_plain_mean_of_inverse_distances(network):
    far = dict(nx.all_pairs_shortest_path_length(as_networkx(network)))
    labels = network.actors["sector"].tolist()
    across = [
        1 / far[u][v] if v in far[u] else 0.0
        for u, v in itertools.combinations(range(len(network)), 2)
        if labels[u] != labels[v] and "unknown" not in (labels[u], labels[v])
    ]
    found = distances.cross_sector_reach(network)
    assert distances.cross_pairs(network.groups()) == len(across)
    if across:
        assert found.value == pytest.approx(sum(across) / len(across), rel=1e-12)
    else:
        assert math.isnan(found.value)


@few
@given(networks())
def test_betweenness_is_igraphs(network):
    found = centrality.betweenness(network)
    assert found.actors.to_numpy() == pytest.approx(np.array(network.graph.betweenness()), rel=1e-9, abs=1e-9)
    assert found.ties.to_numpy() == pytest.approx(np.array(network.graph.edge_betweenness()), rel=1e-9)


@few
@given(networks())
def test_mean_distance_is_igraphs(network):
    expected = network.graph.average_path_length(unconn=True)
    assert cohesion.mean_distance(network).value == pytest.approx(expected, nan_ok=True)
    expected = network.graph.density()
    assert cohesion.density(network) == pytest.approx(expected, nan_ok=True)


@few
@given(networks())
def test_components_are_networkxs(network):
    found = cohesion.components(network)
    parts = {frozenset(part) for part in nx.connected_components(as_networkx(network))}
    assert {frozenset(np.flatnonzero(found == number)) for number in found.unique()} == parts
    sizes = found.value_counts().sort_index()
    assert sizes.tolist() == sorted(map(len, parts), reverse=True)


@few
@given(networks())
def test_removing_an_actor_leaves_the_parts_foretold(network):
    graph = as_networkx(network)
    points = bridging.articulation_points(network).set_index("id")
    assert set(points.index) == {network.ids[place] for place in nx.articulation_points(graph)}
    assert points["cut_off"].is_monotonic_decreasing
    for place, (name, count) in enumerate(bridging.parts_if_removed(network).items()):
        own = graph.subgraph(nx.node_connected_component(graph, place) - {place})
        sizes = sorted(map(len, nx.connected_components(own)), reverse=True)
        assert count == len(sizes)
        if count > 1:
            assert points.loc[name, "part_sizes"] == ";".join(map(str, sizes))
            assert points.loc[name, "cut_off"] == sum(sizes[1:])


@few
@given(networks())
def test_removing_a_bridge_leaves_the_sides_foretold(network):
    graph = as_networkx(network)
    found = bridging.bridges(network)
    ends = list(
        zip(network.ids.get_indexer(found["source"]), network.ids.get_indexer(found["target"]), strict=True)
    )
    assert sorted(ends) == sorted(tuple(sorted(tie)) for tie in nx.bridges(graph))
    for tie, smaller, larger in zip(ends, found["smaller_side"], found["larger_side"], strict=True):
        graph.remove_edge(*tie)
        sides = sorted(len(nx.node_connected_component(graph, end)) for end in tie)
        assert [smaller, larger] == sides
        graph.add_edge(*tie)


@few
@given(networks())
def test_local_bridges_are_networkxs(network):
    expected = {tuple(sorted(tie)) for tie in nx.local_bridges(as_networkx(network), with_span=False)}
    found = network.edges[bridging.local_bridges(network)]
    assert set(map(tuple, found.tolist())) == expected


@few
@given(networks(), st.data())
def test_robustness_is_what_removal_shows(network, data):
    order = data.draw(st.lists(st.sampled_from(list(network.ids)), max_size=6))
    graph = as_networkx(network)
    expected = [largest(graph)]
    for name in order:
        graph.remove_nodes_from([network.ids.get_loc(name)])
        expected.append(largest(graph))
    assert bridging.robustness(network, order).tolist() == expected


@few
@given(networks(least=2), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(network, random):
    actors, ties = (
        frame.sample(frac=1, random_state=random.randrange(1000))
        for frame in (network.actors, network.stated_ties)
    )
    other = Network.build(actors, ties)
    one, two = centrality.betweenness(network), centrality.betweenness(other)
    assert one.actors.to_numpy().tobytes() == two.actors.to_numpy().tobytes()
    assert one.ties.to_numpy().tobytes() == two.ties.to_numpy().tobytes()
    assert centrality.harmonic(network).equals(centrality.harmonic(other))
    assert bridging.bridges(network).equals(bridging.bridges(other))
    assert bridging.articulation_points(network).equals(bridging.articulation_points(other))
    assert cohesion.components(network).equals(cohesion.components(other))


def test_nobody_at_all():
    nobody = build(["company"], []).without(["a00"])
    assert distances.distances_from(distances.adjacency(nobody), []).shape == (0, 0)
    assert distances.sweep(nobody).reach_sum == 0
    assert math.isnan(distances.cross_sector_reach(nobody).value)
    assert len(bridging.parts_if_removed(nobody)) == 0
    assert len(bridging.local_bridges(nobody)) == 0
    for directed, weight in itertools.product([False, True], ["none", "strength"]):
        options = {"directed": directed, "weight": weight}
        assert centrality.betweenness(nobody, **options).ties.empty
        assert centrality.nearness(nobody, **options).actors.empty
        assert centrality.nearness(nobody, exact_up_to=-1, **options).actors.empty
        assert math.isnan(cohesion.mean_distance(nobody, **options).value)
