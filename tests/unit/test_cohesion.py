"""Parts, density and mean distance, by hand."""

import math

import pandas as pd
import pytest

from graphlib import cohesion
from graphlib.errors import UnknownNameError
from graphlib.generators import planted, random_network
from graphlib.network import Network


def network(ties, actors="abcdefg"):
    return Network.build(
        pd.DataFrame({"id": list(actors)}), pd.DataFrame(map(list, ties), columns=["source", "target"])
    )


def test_components_number_the_largest_first_and_ties_by_first_id():
    found = cohesion.components(network(["fg", "cd", "de"]))
    assert found.to_dict() == {"c": 1, "d": 1, "e": 1, "f": 2, "g": 2, "a": 3, "b": 4}
    assert found.name == "component"
    assert found.dtype == "int64"


def test_components_of_a_planted_network():
    made = planted(sectors=3, size=5, tail=2, joined="nothing")
    assert cohesion.components(made.network).value_counts().sort_index().tolist() == [7, 5, 5, 2]


def test_density_is_the_share_of_pairs():
    assert cohesion.density(network(["ab", "bc"], "abcd")) == pytest.approx(2 / 6)
    assert cohesion.density(network(["ab", "ba"], "ab")) == 1


def test_mean_distance_leaves_out_pairs_without_path():
    # 1 for four pairs, 2 for two, 3 for one; f and g are alone.
    found = cohesion.mean_distance(network(["ab", "bc", "cd", "fg"]))
    assert found.value == pytest.approx((4 * 1 + 2 * 2 + 3) / 7)
    assert found.error == 0
    assert found.samples is None


def test_direction_and_strength_change_density_and_mean_distance():
    rows = [("a", "b", 2.0, True), ("b", "c", 4.0, False)]
    led = Network.build(
        pd.DataFrame({"id": list("abc")}),
        pd.DataFrame(rows, columns=["source", "target", "weight", "directed"]),
    )
    assert cohesion.density(led) == pytest.approx(2 / 3)
    assert cohesion.density(led, directed=True) == pytest.approx(3 / 6)
    # a to b, a to c, b to c, c to b; nobody reaches a.
    assert cohesion.mean_distance(led, directed=True).value == pytest.approx((1 + 2 + 1 + 1) / 4)
    found = cohesion.mean_distance(led, directed=True, weight="strength")
    assert found.value == pytest.approx((1 / 2 + 3 / 4 + 1 / 4 + 1 / 4) / 4)
    assert cohesion.mean_distance(led, weight="strength").value == pytest.approx((1 / 2 + 3 / 4 + 1 / 4) / 3)
    with pytest.raises(UnknownNameError, match="force"):
        cohesion.mean_distance(led, weight="force")


def test_mean_distance_of_a_sample_holds_the_truth():
    some = random_network(1000, 3000, seed=2)
    truth = cohesion.mean_distance(some).value
    found = cohesion.mean_distance(some, exact_up_to=500, samples=320)
    assert found.samples is not None
    assert 250 <= found.samples <= 320
    assert 0 < found.error < 0.1
    assert abs(found.value - truth) < found.error
    truth = cohesion.mean_distance(some, weight="strength", directed=True).value
    found = cohesion.mean_distance(some, weight="strength", directed=True, exact_up_to=500, samples=320)
    assert abs(found.value - truth) < found.error < 0.1


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    some = random_network(1000, 2000, seed=2)
    truth = cohesion.mean_distance(some).value
    samples = [cohesion.mean_distance(some, exact_up_to=1, samples=320, seed=seed) for seed in range(100)]
    assert 88 <= sum(abs(found.value - truth) <= found.error for found in samples) <= 100


def test_figures_that_do_not_exist():
    alone = network([], "a")
    assert math.isnan(cohesion.density(alone))
    assert math.isnan(cohesion.mean_distance(network([])).value)
    nobody = alone.without(["a"])
    assert math.isnan(cohesion.density(nobody))
    assert math.isnan(cohesion.mean_distance(nobody).value)
    assert cohesion.components(nobody).empty
