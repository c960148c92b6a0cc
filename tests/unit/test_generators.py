"""What the generators promise, checked by igraph."""

import numpy as np
import pytest

from graphlib.generators import planted, random_network


def igraphs_answers(network):
    """Articulation points and bridges as igraph finds them."""
    ids = network.ids
    points = sorted(ids[place] for place in network.graph.articulation_points())
    bridges = sorted(tuple(network.pairs.loc[row, ["source", "target"]]) for row in network.graph.bridges())
    return tuple(points), tuple(bridges)


@pytest.mark.parametrize("joined", ["ties", "bridge", "nothing"])
@pytest.mark.parametrize(("tail", "seed"), [(0, 1), (1, 2), (4, 3)])
def test_planted_weak_points_are_all_there_are(joined, tail, seed):
    made = planted(sectors=4, size=7, joined=joined, tail=tail, seed=seed)
    assert igraphs_answers(made.network) == (made.articulation_points, made.bridges)


def test_planted_weak_points_by_name():
    made = planted(sectors=2, size=3, joined="bridge", tail=1)
    assert made.articulation_points == ("s1-001", "s1-003", "s2-001")
    assert made.bridges == (("island-1", "island-2"), ("s1-001", "tail-001"), ("s1-003", "s2-001"))


def test_planted_clusters_are_the_sectors():
    made = planted(sectors=3, size=5)
    assert made.clusters.index.equals(made.network.ids)
    assert made.clusters.value_counts().to_dict() == {1: 5, 2: 5, 3: 5, 0: 5}
    assert made.clusters["s2-004"] == 2
    assert made.clusters["tail-002"] == made.clusters["island-1"] == 0


def test_planted_chances_are_kept():
    made = planted(sectors=2, size=150, inside=0.2, across=0.01, tail=0)
    sector = np.array([name.split("-")[0] for name in made.network.ids])
    across = sum(sector[u] != sector[v] for u, v in made.network.edges)
    assert across == pytest.approx(150 * 150 * 0.01, rel=0.25)
    assert len(made.network.edges) - across == pytest.approx(2 * 150 * 149 / 2 * 0.2 + 240, rel=0.05)


def test_sectors_that_nothing_joins_are_islands():
    made = planted(sectors=3, size=4, joined="nothing", tail=0)
    assert len(made.network.graph.connected_components()) == 4


@pytest.mark.parametrize("wrong", [{"sectors": 0}, {"size": 2}])
def test_planted_refuses_what_cannot_be(wrong):
    with pytest.raises(ValueError, match="at least three"):
        planted(**wrong)


def test_random_network_has_as_many_ties_as_asked():
    made = random_network(200, 500, seed=4)
    assert len(made) == 200
    assert len(made.pairs) == 500
    assert set(made.actors["sector"]) == {"sector 1", "sector 2", "sector 3"}


def test_random_network_can_be_complete_or_empty():
    assert len(random_network(6, 15).pairs) == 15
    assert len(random_network(6, 0).pairs) == 0


def test_random_network_draws_every_pair_alike():
    drawn = np.zeros((5, 5))
    for seed in range(300):
        u, v = random_network(5, 2, seed=seed).edges.T
        drawn[u, v] += 1
    assert drawn[np.triu_indices(5, 1)].min() > 35
    assert drawn.sum() == 600


@pytest.mark.parametrize(
    "make", [lambda seed: planted(seed=seed).network, lambda seed: random_network(50, 99, seed=seed)]
)
def test_the_same_seed_makes_the_same_network(make):
    assert make(3).fingerprint == make(3).fingerprint
    assert make(3).fingerprint != make(4).fingerprint


def test_global_randomness_is_left_alone():
    np.random.seed(7)  # noqa: NPY002
    expected = np.random.random(3)  # noqa: NPY002
    np.random.seed(7)  # noqa: NPY002
    planted()
    random_network(20, 30)
    assert np.array_equal(np.random.random(3), expected)  # noqa: NPY002
