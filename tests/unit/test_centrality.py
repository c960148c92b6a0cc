"""Degree, strength, nearness and betweenness on networks small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest

from graphlib import centrality
from graphlib.generators import random_network
from graphlib.network import Network


def network(ties, actors="abcdefg"):
    return Network.build(
        pd.DataFrame({"id": list(actors)}), pd.DataFrame(ties, columns=["source", "target", "weight"])
    )


@pytest.fixture
def kite():
    """A triangle a b c, a tail c - d - e, and f and g alone."""
    return network([("a", "b", 1), ("b", "c", 2), ("a", "c", 0.5), ("c", "d", 1), ("d", "e", 4)])


def test_degree_counts_others(kite):
    found = centrality.degree(kite)
    assert found.to_dict() == {"a": 2, "b": 2, "c": 3, "d": 2, "e": 1, "f": 0, "g": 0}
    assert found.name == "degree"
    assert found.dtype == "int64"


def test_two_ties_with_the_same_actor_count_once_in_degree_and_add_up_in_strength():
    twice = network([("a", "b", 1), ("b", "a", 2.5)], "ab")
    assert centrality.degree(twice).tolist() == [1, 1]
    assert centrality.strength(twice).tolist() == [3.5, 3.5]


def test_strength_adds_weights(kite):
    assert centrality.strength(kite).tolist() == [1.5, 3, 3.5, 5, 4, 0, 0]


def test_harmonic_is_the_mean_inverse_distance_to_all_others(kite):
    found = centrality.harmonic(kite)
    assert found["c"] == pytest.approx((1 + 1 + 1 + 1 / 2) / 6)
    assert found["e"] == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 3) / 6)
    assert found["f"] == 0


def test_harmonic_of_sampled_others_is_near_the_exact_one():
    some = random_network(600, 2400, seed=3)
    exact = centrality.harmonic(some)
    found = centrality.harmonic(some, exact_up_to=100, samples=300)
    assert not np.array_equal(found, exact)
    assert np.abs(found - exact).max() < 0.05


def test_betweenness_counts_paths_by_hand(kite):
    found = centrality.betweenness(kite)
    # c stands between {a, b} and {d, e}; d between {a, b, c} and e.
    assert found.actors.to_dict() == {"a": 0, "b": 0, "c": 4, "d": 3, "e": 0, "f": 0, "g": 0}
    by_tie = dict(zip(kite.pairs["source"] + kite.pairs["target"], found.ties, strict=True))
    assert by_tie == {"ab": 1, "ac": 3, "bc": 3, "cd": 6, "de": 4}
    assert found.samples is None
    assert found.error == 0


def test_betweenness_shares_equal_paths():
    square = network([("a", "b", 1), ("b", "c", 1), ("c", "d", 1), ("d", "a", 1)], "abcd")
    assert centrality.betweenness(square).actors.tolist() == [0.5] * 4
    assert centrality.betweenness(square).ties.tolist() == [2] * 4


def test_betweenness_is_igraphs():
    some = random_network(400, 1100, seed=5)
    found = centrality.betweenness(some)
    assert found.actors.to_numpy() == pytest.approx(np.array(some.graph.betweenness()), rel=1e-9, abs=1e-9)
    assert found.ties.to_numpy() == pytest.approx(np.array(some.graph.edge_betweenness()), rel=1e-9)


def test_betweenness_is_the_same_to_the_bit_on_one_core(monkeypatch):
    some = random_network(300, 900, seed=5)
    many = centrality.betweenness(some)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    one = centrality.betweenness(some)
    assert many.actors.to_numpy().tobytes() == one.actors.to_numpy().tobytes()
    assert many.ties.to_numpy().tobytes() == one.ties.to_numpy().tobytes()


def test_betweenness_of_a_sample_says_how_sure_it_is():
    some = random_network(900, 2700, seed=7)
    exact = centrality.betweenness(some)
    found = centrality.betweenness(some, exact_up_to=500, samples=450)
    assert found.samples is not None
    assert 400 <= found.samples <= 450
    assert 0 < found.error < 0.5
    leading = exact.actors.nlargest(50).index
    missed = (found.actors[leading] / exact.actors[leading] - 1).abs().median()
    assert missed < found.error
    assert found.ties.sum() == pytest.approx(exact.ties.sum(), rel=0.1)
    assert str(found.samples) in found.sureness.text("en")
    assert "tous les plus courts chemins" in exact.sureness.text("fr")


def test_sampled_betweenness_depends_on_the_seed_alone():
    some = random_network(300, 900, seed=7)
    first, again, other = (
        centrality.betweenness(some, exact_up_to=100, samples=128, seed=seed).actors for seed in (1, 1, 2)
    )
    assert first.equals(again)
    assert not first.equals(other)


def test_nobody_and_one_alone():
    alone = network([], "a")
    assert centrality.betweenness(alone).actors.tolist() == [0]
    nobody = alone.without(["a"])
    assert centrality.betweenness(nobody).actors.empty
    assert centrality.degree(nobody).empty
    assert centrality.harmonic(nobody).empty
