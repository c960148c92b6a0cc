"""E-I, mixing and silos on networks small enough to count by hand."""

from __future__ import annotations

import math
import random
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from graphlib import homophily
from graphlib.errors import UndefinedMeasureError, UnknownNameError
from graphlib.kernels.rewiring import rewire, tie_table
from graphlib.network import Network


def network(sectors: str, ties: str) -> Network:
    """Make actors a, b, c, ... of the given sectors ('?' unknown), tied as in ``"ab bc"``."""
    ids = [chr(ord("a") + i) for i in range(len(sectors))]
    actors = pd.DataFrame({"id": ids, "sector": [s.replace("?", "unknown") for s in sectors]})
    return Network.build(actors, pd.DataFrame([tuple(t) for t in ties.split()], columns=["source", "target"]))


def random_network(actors: int, ties: int, groups: int, seed: int) -> Network:
    """Make a network whose ties know nothing of the groups."""
    rng = np.random.default_rng(seed)
    ids = [f"{i:04d}" for i in range(actors)]
    picked = rng.choice(list(combinations(ids, 2)), ties, replace=False)
    sectors = rng.permutation(np.arange(actors) % groups).astype(str)
    return Network.build(
        pd.DataFrame({"id": ids, "sector": sectors}), pd.DataFrame(picked, columns=["source", "target"])
    )


# Two triangles of X and Y joined by one tie, an unknown z tied to both, and a lone W.
TWO = network("XXXYYY?W", "ab bc ac de ef df cd ag dg")


def test_ei_counts_ties_inside_and_out() -> None:
    table = homophily.ei_index(TWO).set_index("group")
    assert list(table.index) == ["X", "Y", "W"]
    assert table[["actors", "internal", "external"]].to_numpy().tolist() == [[3, 3, 1], [3, 3, 1], [1, 0, 0]]
    assert table.loc[["X", "Y"], "ei_index"].tolist() == [-0.5, -0.5]
    # Of 7 actors a tie of X stays inside with 2 chances and leaves with 4, seen from one end.
    assert table.loc["X", "ei_expected"] == pytest.approx((2 * 4 - 2) / (2 * 4 + 2))
    assert table.loc["W", ["ei_index", "ei_p_value"]].isna().all()


def test_the_whole_counts_each_tie_once() -> None:
    found = homophily.ei_whole(TWO)
    assert found.value == pytest.approx((1 - 6) / 7)
    assert found.expected == pytest.approx(1 - 2 * (3 * 2 + 3 * 2) / (7 * 6))
    assert homophily.cross_sector_share(TWO) == pytest.approx(1 / 7)
    assert homophily.cross_sector_share_expected(TWO) == pytest.approx(1 - 12 / 42)
    assert homophily.freeman_segregation(TWO) == pytest.approx(1 - (1 / 7) / (30 / 42))


def test_the_p_value_is_the_share_of_deals_at_least_as_closed() -> None:
    # Of the 20 ways to deal 3 X and 3 Y to two triangles joined by a tie, 2 are as closed.
    two = network("XXXYYY", "ab bc ac de ef df cd")
    found = homophily.ei_whole(two, permutations=4999).p_value
    assert found == pytest.approx(2 / 20, abs=4 * math.sqrt(0.1 * 0.9 / 4999))
    assert homophily.ei_index(two, permutations=4999)["ei_p_value"].tolist() == [found, found]


def test_seeds_repeat_and_leave_global_randomness_alone() -> None:
    random.seed(4)
    before = random.getstate()
    first, again, other = (homophily.mixing(random_network(40, 90, 3, 1), seed=s) for s in (7, 7, 8))
    pd.testing.assert_frame_equal(first, again)
    assert not first["z"].equals(other["z"])
    pd.testing.assert_frame_equal(homophily.ei_index(TWO, seed=3), homophily.ei_index(TWO, seed=3))
    assert random.getstate() == before


def test_mixing_keeps_blank_cells_and_hand_counts() -> None:
    table = homophily.mixing(TWO)
    assert list(zip(table["group_a"], table["group_b"], table["ties"], strict=True)) == [
        ("W", "W", 0), ("W", "X", 0), ("W", "Y", 0), ("X", "X", 3), ("X", "Y", 1), ("Y", "Y", 3)
    ]  # fmt: skip
    assert table["expected"].tolist() == pytest.approx([0, 0, 0, 7 * 7 / 28, 7 * 7 / 14, 7 * 7 / 28])
    assert table["ratio"].tolist() == pytest.approx([math.nan] * 3 + [12 / 7, 2 / 7, 12 / 7], nan_ok=True)


def test_mixing_z_finds_the_planted_blank_and_nothing_in_chance() -> None:
    rng = np.random.default_rng(2)
    ids, sector = [f"{i:03d}" for i in range(90)], np.arange(90) % 3
    drawn = [(i, j) for i, j in combinations(range(90), 2) if rng.random() < 0.12]
    actors = pd.DataFrame({"id": ids, "sector": [f"s{s}" for s in sector]})

    def z(pairs: list[tuple[int, int]]) -> pd.Series:
        ties = pd.DataFrame([(ids[i], ids[j]) for i, j in pairs], columns=["source", "target"])
        return homophily.mixing(Network.build(actors, ties)).set_index(["group_a", "group_b"])["z"]

    assert z(drawn).abs().max() < 4
    blank = z([(i, j) for i, j in drawn if {sector[i], sector[j]} != {0, 1}])
    assert blank.idxmin() == ("s0", "s1")
    assert blank.min() < -5


def test_rewiring_keeps_every_actors_ties_and_joins_no_pair_twice() -> None:
    ends = random_network(50, 200, 2, 3).edges.copy()
    degree, before = np.bincount(ends.ravel(), minlength=50), ends.copy()
    table, state = tie_table(ends), 11
    for _ in range(30):
        state = rewire(ends, table, 500, state)
        pairs = np.sort(ends, axis=1)
        assert (np.bincount(ends.ravel(), minlength=50) == degree).all()
        assert (pairs[:, 0] < pairs[:, 1]).all()
        assert len(np.unique(pairs, axis=0)) == 200
    assert (pairs == before).all(axis=1).mean() < 0.2


def test_rewiring_reaches_each_network_of_these_degrees_equally_often() -> None:
    # Six actors with one tie each: 15 ways to pair them up.
    ends, state = np.array([[0, 1], [2, 3], [4, 5]], np.int32), 5
    table, seen = tie_table(ends), {}
    for _ in range(6000):
        state = rewire(ends, table, 8, state)
        key = frozenset(map(frozenset, ends.tolist()))
        seen[key] = seen.get(key, 0) + 1
    counts = np.array(list(seen.values()))
    assert len(counts) == 15
    assert ((counts - 400) ** 2 / 400).sum() < 40  # chi-squared, 14 degrees of freedom: p < 0.001


def test_two_cliques_are_silos() -> None:
    ties = [f"{a}{b}" for group in ("abcdef", "ghijkl") for a, b in combinations(group, 2)]
    table = homophily.silos(network("X" * 6 + "Y" * 6, " ".join([*ties, "ag"])))
    assert table["is_silo"].tolist() == [True, True]
    assert table["inside_share"].tolist() == pytest.approx([15 / 16] * 2)
    assert table["inside_share_expected"].tolist() == pytest.approx([30 / (30 + 72)] * 2)


def test_random_labels_give_silos_no_oftener_than_one_in_twenty() -> None:
    found = sum(
        int(homophily.silos(random_network(60, 150, 4, seed), permutations=199, seed=seed)["is_silo"].sum())
        for seed in range(100)
    )
    assert binom.ppf(0.0005, 400, 0.02) <= found <= binom.ppf(0.9995, 400, 0.05)


@pytest.mark.parametrize("sectors", ["????", "XXXX"])
def test_what_cannot_be_said_is_missing(sectors: str) -> None:
    found = network(sectors, "ab bc")
    assert math.isnan(homophily.assortativity(found))
    assert math.isnan(homophily.freeman_segregation(found))
    assert not homophily.silos(found)["is_silo"].any()
    assert len(homophily.mixing(found)) == (sectors == "XXXX")


def test_a_network_without_ties_has_no_figures() -> None:
    found = network("XXYY", "")
    assert math.isnan(homophily.cross_sector_share(found))
    assert math.isnan(homophily.modularity(found))
    assert math.isnan(homophily.ei_whole(found).p_value)
    assert homophily.cross_sector_share_expected(found) == pytest.approx(2 / 3)
    assert homophily.mixing(found)["ties"].tolist() == [0, 0, 0]


def test_modularity_and_assortativity_by_hand() -> None:
    two = network("XXXYYY", "ab bc ac de ef df cd")
    assert homophily.modularity(two) == pytest.approx(6 / 7 - 0.5)
    assert homophily.assortativity(two) == pytest.approx((6 / 7 - 0.5) / 0.5)


def test_errors_say_what_to_do() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'sector'"):
        homophily.ei_index(TWO, by="sectr")
    many = random_network(homophily.MOST_GROUPS + 1, 5, 1, 0)
    with pytest.raises(UndefinedMeasureError, match="at most 500 values"):
        homophily.mixing(many, by="name")


@pytest.mark.parametrize(("ties", "networks"), [(0, 200), (60_000, 200), (435_736, 27), (10_000_000, 20)])
def test_large_networks_are_compared_with_fewer_rewired_ones(ties: int, networks: int) -> None:
    assert homophily.rewirings(ties) == networks
