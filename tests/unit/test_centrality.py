"""Degree, strength, nearness and betweenness on networks small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest

from graphlib import centrality
from graphlib.errors import UnknownNameError
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


@pytest.fixture
def led():
    """a leads to b and b to c; c and d are joined both ways, strongly; e leads to a and a to e."""
    rows = [("a", "b", 1, True), ("b", "c", 0.5, True), ("c", "d", 4, False)]
    rows += [("e", "a", 2, True), ("a", "e", 3, True)]
    return Network.build(
        pd.DataFrame({"id": list("abcdef")}),
        pd.DataFrame(rows, columns=["source", "target", "weight", "directed"]),
    )


def test_ties_in_and_out_by_hand(led):
    assert centrality.degree(led).tolist() == [2, 2, 2, 1, 1, 0]
    assert centrality.degree(led, direction="in").tolist() == [1, 1, 2, 1, 1, 0]
    assert centrality.degree(led, direction="out").tolist() == [2, 1, 1, 1, 1, 0]
    assert centrality.strength(led).tolist() == [6, 1.5, 4.5, 4, 5, 0]
    assert centrality.strength(led, direction="in").tolist() == [2, 1, 4.5, 4, 3, 0]
    found = centrality.strength(led, direction="out")
    assert found.tolist() == [4, 0.5, 4, 4, 2, 0]
    assert found.name == "out_strength"
    assert centrality.degree(led, direction="in").name == "in_degree"


def test_a_direction_or_reading_that_does_not_exist(led):
    with pytest.raises(UnknownNameError, match="no direction 'inn'"):
        centrality.degree(led, direction="inn")
    with pytest.raises(UnknownNameError, match="strenght"):
        centrality.betweenness(led, weight="strenght")
    with pytest.raises(UnknownNameError, match="Did you mean 'strength'"):
        centrality.harmonic(led, weight="strenght")


def test_betweenness_with_direction_counts_ordered_pairs(led):
    found = centrality.betweenness(led, directed=True)
    # Through a: e to b, c, d. Through b: a and e to c and d. Through c: a, b, e to d.
    assert found.actors.tolist() == [3, 4, 3, 0, 0, 0]
    by_tie = dict(zip(led.pairs["source"] + led.pairs["target"], found.ties, strict=True))
    # ab: a and e to b, c, d. ae: e to a, b, c, d, and a to e. cd: a, b, c, e to d, and d to c.
    assert by_tie == {"ab": 6, "ae": 5, "bc": 6, "cd": 5}
    both_ways = [centrality.betweenness(led, directed=way).actors["c"] for way in (False, True)]
    assert both_ways == [3, 3]  # d is reached, and leads nowhere else


def test_strong_ties_are_short_ways():
    # Straight from a to c is 1 / 0.5 = 2 long, by b only 1 / 4 + 1 / 2 = 0.75.
    triangle = network([("a", "b", 4), ("b", "c", 2), ("a", "c", 0.5)], "abc")
    assert centrality.betweenness(triangle).actors.tolist() == [0, 0, 0]
    found = centrality.betweenness(triangle, weight="strength")
    assert found.actors.tolist() == [0, 1, 0]
    assert found.ties.tolist() == [2, 0, 2]
    near = centrality.harmonic(triangle, weight="strength")
    assert near.tolist() == pytest.approx([(4 + 1 / 0.75) / 2, (4 + 2) / 2, (2 + 1 / 0.75) / 2])


def test_ways_of_equal_length_share_their_paths_whatever_the_rounding():
    # By b the way is 0.1 + 0.2 long, by c 0.15 + 0.15: in floating point these differ in the last bit.
    lengths = {"ab": 0.1, "bd": 0.2, "ac": 0.15, "cd": 0.15}
    square = network([(*ends, 1 / length) for ends, length in lengths.items()], "abcd")
    found = centrality.betweenness(square, weight="strength")
    assert 0.1 + 0.2 != 0.15 + 0.15
    assert found.actors.tolist() == [1, 0.5, 0.5, 0]


def test_a_better_way_found_late_replaces_all_found_before():
    # To e: straight 9, by b 8 (twice the same by c), by d 3.
    lengths = {"ae": 9, "ab": 4, "be": 4, "ac": 4, "ce": 4, "ad": 2, "de": 1}
    late = network([(*ends, 1 / length) for ends, length in lengths.items()], "abcde")
    found = centrality.betweenness(late, weight="strength").actors
    # Through d: a to e. Through a: b to c (as short by e), b to d and c to d (as 4 + 2 against 4 + 1 by e).
    assert found.to_dict() == {"a": 0.5, "b": 0, "c": 0, "d": 1, "e": 2.5}


def test_strengths_of_any_size_give_figures():
    rows = [
        ("a", "b", 1e300),
        ("b", "c", 1e-300),
        ("c", "d", 1),
        ("d", "e", 5e-324),
        ("a", "f", 1.7e308),
        ("f", "a", 1.7e308),
    ]
    with np.errstate(over="ignore"):  # the strengths of a and f add up to more than can be written
        found = centrality.betweenness(network(rows, "abcdef"), weight="strength")
    assert np.isfinite(found.actors).all()
    assert np.isfinite(centrality.harmonic(network(rows, "abcdef"), weight="strength")).all()


def test_nearness_with_direction_looks_from_the_actor(led):
    found = centrality.harmonic(led, directed=True)
    assert found["e"] == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 4) / 5)
    assert found["d"] == pytest.approx(1 / 5)
    assert found["f"] == 0


def strong(actors, ties, seed):
    """Make a random network with strengths and directions."""
    made = random_network(actors, ties, seed=seed)
    chance = np.random.default_rng(seed)
    rows = made.stated_ties.assign(
        weight=chance.integers(1, 9, len(made.stated_ties)),
        directed=chance.random(len(made.stated_ties)) < 0.5,
    )
    return Network.build(made.actors, rows)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("weight", ["none", "strength"])
def test_sampled_nearness_says_how_sure_it_is(directed, weight):
    some = strong(900, 3600, seed=4)
    options = {"directed": directed, "weight": weight}
    exact = centrality.nearness(some, **options)
    assert (exact.samples, exact.error) == (None, 0)
    found = centrality.nearness(some, exact_up_to=500, samples=450, **options)
    assert found.samples is not None
    assert 400 <= found.samples <= 450
    assert 0 < found.error < 0.1
    leading = exact.actors.nlargest(50).index
    missed = (found.actors[leading] / exact.actors[leading] - 1).abs()
    assert missed.median() < found.error
    assert str(found.samples) in found.sureness.text("en")
    assert "mesurée de chacun" in exact.sureness.text("fr")


def test_the_doubt_of_nearness_holds_the_truth_about_as_often_as_it_says():
    some = strong(700, 2100, seed=2)
    exact = centrality.harmonic(some)
    leading = exact.nlargest(50).index
    held = []
    for seed in range(40):
        found = centrality.nearness(some, exact_up_to=1, samples=256, seed=seed)
        held.append(((found.actors[leading] / exact[leading] - 1).abs() <= found.error).mean())
    assert 0.88 <= np.mean(held) <= 1


@pytest.mark.parametrize("directed", [False, True])
def test_sampled_betweenness_with_strength_says_how_sure_it_is(directed):
    some = strong(900, 2700, seed=7)
    options = {"directed": directed, "weight": "strength"}
    exact = centrality.betweenness(some, **options)
    found = centrality.betweenness(some, exact_up_to=500, samples=450, **options)
    leading = exact.actors.nlargest(50).index
    missed = (found.actors[leading] / exact.actors[leading] - 1).abs().median()
    assert 0 < missed < found.error < 0.5
    assert found.ties.sum() == pytest.approx(exact.ties.sum(), rel=0.1)


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


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("weight", ["none", "strength"])
def test_figures_are_the_same_to_the_bit_on_one_core(monkeypatch, directed, weight):
    some = strong(300, 900, seed=5)
    options = {"directed": directed, "weight": weight}
    many, near = centrality.betweenness(some, **options), centrality.harmonic(some, **options)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    other = strong(300, 900, seed=5)
    one = centrality.betweenness(other, **options)
    assert near.to_numpy().tobytes() == centrality.harmonic(other, **options).to_numpy().tobytes()
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
