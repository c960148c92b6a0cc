"""Distances on networks small enough to count by hand."""

import gc
import math
import weakref

import numpy as np
import pandas as pd
import pytest

from graphlib import distances
from graphlib.errors import UnknownNameError
from graphlib.network import Network


def network(sectors, ties):
    ids = [f"a{place:05}" for place in range(len(sectors))]
    return Network.build(
        pd.DataFrame({"id": ids, "sector": list(sectors)}),
        pd.DataFrame([(ids[u], ids[v]) for u, v in ties], columns=["source", "target"]),
    )


def path(actors, sectors=None):
    return network(
        sectors or ["x", "y"] * (actors // 2) + ["x"] * (actors % 2),
        zip(range(actors - 1), range(1, actors), strict=True),
    )


@pytest.fixture
def chain():
    """x - y - x - unknown, and a y that nobody knows."""
    return network(["x", "y", "x", "unknown", "y"], [(0, 1), (1, 2), (2, 3)])


def test_unit_is_divided_by_every_short_distance():
    assert distances.UNIT == 5_354_228_880
    assert [distances.INVERSE[d] * d for d in range(1, 24)] == [distances.UNIT] * 23
    assert distances.INVERSE[0] == distances.INVERSE[distances.NO_PATH] == 0


def test_adjacency_lists_neighbours_in_order_with_their_ties(chain):
    near = distances.adjacency(chain)
    assert near.indptr.tolist() == [0, 1, 3, 5, 6, 6]
    assert near.indices.tolist() == [1, 0, 2, 1, 3, 2]
    assert near.ties.tolist() == [0, 0, 1, 1, 2, 2]


@pytest.fixture
def led():
    """b leads to a, to c and, strongly, to d; c and d are joined both ways."""
    rows = [("b", "a", 1, True), ("b", "c", 0.5, True), ("b", "d", 4, True), ("c", "d", 2, False)]
    return Network.build(
        pd.DataFrame({"id": list("abcde")}),
        pd.DataFrame(rows, columns=["source", "target", "weight", "directed"]),
    )


def test_adjacency_with_direction_and_strength(led):
    near = distances.adjacency(led, directed=True, weight="strength")
    assert near.indptr.tolist() == [0, 0, 3, 4, 5, 5]
    assert near.indices.tolist() == [0, 2, 3, 3, 2]
    assert near.ties.tolist() == [0, 1, 2, 3, 3]
    assert near.lengths.tolist() == [1, 2, 0.25, 0.5, 0.5]
    assert near.tails.tolist() == [1, 1, 1, 2, 3]
    back = near.backwards
    assert back.indptr.tolist() == [0, 1, 1, 3, 5, 5]
    assert back.indices.tolist() == [1, 1, 3, 1, 2]
    assert back.lengths.tolist() == [1, 2, 0.5, 0.25, 0.5]
    assert back.ties.tolist() == [0, 1, 3, 2, 3]
    both = distances.adjacency(led, weight="strength")
    assert both.backwards is both
    assert both.lengths[both.ties == 2].tolist() == [0.25, 0.25]


def test_distances_and_lengths_lead_from_the_source(led):
    near = distances.adjacency(led, directed=True, weight="strength")
    assert distances.distances_from(near, [1, 0]).tolist() == [[1, 0, 1, 1, 255], [0, 255, 255, 255, 255]]
    none = math.inf
    assert distances.lengths_from(near, [1, 3]).tolist() == [
        [1, 0, 0.75, 0.25, none],
        [none, none, 0.5, 0, none],
    ]
    counted = distances.adjacency(led, directed=True)
    assert distances.lengths_from(counted, [1]).tolist() == [[1, 0, 1, 1, none]]


def test_a_length_sweep_adds_up_by_batch(led):
    found = distances.length_sweep(led, directed=True, batches=np.array([[2, -1], [0, 3]]))
    # To c: from b 0.75, from d 0.5. To a: from b 1. To d: from b 0.25, from c 0.5.
    assert found.batch_pairs.tolist() == [2, 3]
    assert found.batch_sums.tolist() == [1.25, 1.75]
    assert found.harmonic.tolist() == pytest.approx([0, (1 / 0.75 + 1 + 4) / 3, 2 / 2, 2 / 2, 0])
    everybody = distances.length_sweep(led)
    assert distances.length_sweep(led) is everybody
    assert everybody.sources.tolist() == [0, 1, 2, 3, 4]


def test_distances_from_counts_ties(chain):
    rows = distances.distances_from(distances.adjacency(chain), [3, 4])
    assert rows.dtype == np.uint8
    assert rows.tolist() == [[3, 2, 1, 0, 255], [255, 255, 255, 255, 0]]


def test_distances_beyond_254_count_as_254():
    rows = distances.distances_from(distances.adjacency(path(300)), [0])
    assert rows[0, 253:257].tolist() == [253, 254, 254, 254]
    assert rows[0, 299] == 254


def test_more_than_one_batch_of_sources_gives_the_same_rows():
    near = distances.adjacency(path(150))
    places = np.arange(150)
    assert np.array_equal(distances.distances_from(near, places), abs(places[:, None] - places))


def test_sweep_counts_pairs_by_distance(chain):
    found = distances.sweep(chain)
    assert found.histogram[:5].tolist() == [0, 6, 4, 2, 0]
    # Pairs across known sectors: (0, 1) and (1, 2) at 1; those with actor 4 never meet.
    assert found.reach_sum == 4 * distances.UNIT
    assert found.harmonic.tolist() == pytest.approx(
        [(1 + 1 / 2 + 1 / 3) / 4, 2.5 / 4, 2.5 / 4, (1 + 1 / 2 + 1 / 3) / 4, 0]
    )


def test_sweep_from_some_sources_is_the_mean_over_them(chain):
    found = distances.sweep(chain, sources=np.array([0, 4]))
    assert found.harmonic.tolist() == pytest.approx([0, 1 / 2, 1 / 4, 1 / 6, 0])
    assert found.histogram.sum() == 3
    assert found.sources.tolist() == [0, 4]


def test_a_sweep_from_everybody_is_made_once_and_cannot_be_changed(chain):
    first = distances.sweep(chain)
    assert distances.sweep(chain) is first
    with pytest.raises(ValueError, match="read-only"):
        first.harmonic[0] = 1


def test_a_kept_sweep_does_not_keep_the_network_alive():
    gone = network(["x", "y"], [(0, 1)])
    watch = weakref.ref(gone)
    distances.sweep(gone)
    del gone
    gc.collect()
    assert watch() is None


def test_an_actor_without_others_has_no_nearness():
    assert math.isnan(distances.sweep(network(["x"], [])).harmonic[0])
    assert len(distances.sweep(network(["x"], []).without(["a00000"])).harmonic) == 0


def test_cross_sector_reach_by_hand(chain):
    # x: two actors, y: two actors: four pairs, two of them at distance 1.
    assert distances.cross_pairs(chain.groups()) == 4
    assert distances.cross_sector_reach(chain) == distances.Estimate(0.5, 0.0, None)
    assert distances.cross_sector_reach(chain).sureness.text("fr") == "Ce chiffre est exact."


def test_everybody_known_to_everybody_has_reach_one():
    everybody = network(["x", "x", "y", "z"], [(u, v) for u in range(4) for v in range(u + 1, 4)])
    assert distances.cross_sector_reach(everybody).value == 1


def test_reach_does_not_exist_without_two_known_sectors():
    found = distances.cross_sector_reach(network(["x", "x", "unknown"], [(0, 1), (1, 2)]))
    assert math.isnan(found.value)
    assert found.sureness.text() == "This figure does not exist for this network."


def test_reach_by_a_column_that_does_not_exist(chain):
    with pytest.raises(UnknownNameError, match="sectr"):
        distances.cross_sector_reach(chain, by="sectr")


def test_sampled_reach_holds_the_truth_and_says_how_many():
    ring = network(["x", "y", "z"] * 300, [(u, (u + step) % 900) for u in range(900) for step in (1, 7, 40)])
    truth = distances.cross_sector_reach(ring).value
    found = distances.cross_sector_reach(ring, exact_up_to=100, samples=256)
    assert found.samples is not None
    assert 200 <= found.samples <= 256
    assert abs(found.value - truth) <= max(found.error, 1e-12)
    assert f"from {found.samples} organisations" in found.sureness.text("en")
    assert "0,00" in found.sureness.text("fr")


def test_sampled_reach_depends_on_the_seed_alone():
    star = network(["x", "y"] * 200, [(0, v) for v in range(1, 200)])
    first, again, other = (
        distances.cross_sector_reach(star, exact_up_to=10, samples=128, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other
