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
from graphlib.homophily.chance import standing
from graphlib.homophily.known import known_ties
from graphlib.kernels import threads
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


def test_a_blank_is_an_empty_cell_where_ties_are_expected() -> None:
    # Three cliques of four: six ties each, and 1 x 12 x 12 / 36 = 4 expected between any two.
    ties = [f"{a}{b}" for group in ("abcd", "efgh", "ijkl") for a, b in combinations(group, 2)]
    table = homophily.mixing(network("XXXXYYYYZZZZW", " ".join([*ties[:-1], "al"])), seed=5)
    assert table.loc[table["is_blank"], ["group_a", "group_b"]].to_numpy().tolist() == [
        ["X", "Y"],
        ["Y", "Z"],
    ]
    assert table["rewirings"].unique().tolist() == [200]
    assert table["seed"].unique().tolist() == [5]


def test_two_cliques_are_silos() -> None:
    ties = [f"{a}{b}" for group in ("abcdef", "ghijkl") for a, b in combinations(group, 2)]
    table = homophily.silos(network("X" * 6 + "Y" * 6, " ".join([*ties, "ag"])))
    assert table["is_silo"].tolist() == [True, True]
    assert table["inside_share"].tolist() == pytest.approx([15 / 16] * 2)
    assert table["inside_share_expected"].tolist() == pytest.approx([30 / (30 + 72)] * 2)


@pytest.fixture(scope="module")
def shuffled() -> list[tuple[pd.DataFrame, homophily.EiWhole]]:
    """Judge 400 networks with two large and two small groups whose ties know nothing of them."""
    base, found = random_network(60, 150, 1, 0), []
    for seed in range(400):
        rng = np.random.default_rng(1000 + seed)
        sectors = rng.permutation(["W"] * 24 + ["X"] * 24 + ["Y"] * 8 + ["Z"] * 4)
        drawn = base.labelled("drawn", pd.Series(sectors, index=base.ids))
        table = homophily.silos(drawn, by="drawn", permutations=199, seed=seed)
        found.append((table, homophily.ei_whole(drawn, by="drawn", permutations=199, seed=seed)))
    return found


def test_intervals_of_shuffled_sectors_cover_zero(
    shuffled: list[tuple[pd.DataFrame, homophily.EiWhole]],
) -> None:
    tables = pd.concat([table.assign(run=run) for run, (table, _) in enumerate(shuffled)])
    covers = (tables["score_low"] <= 0) & (tables["score_high"] >= 0)
    whole = sum(found.score_low <= 0 <= found.score_high for _, found in shuffled)
    # Each group, all groups of a network together, and the whole: each misses in one of twenty at most.
    least, most = binom.ppf([0.001, 0.999], 400, 0.95)
    assert covers.groupby(tables["group"]).sum().min() >= least
    assert covers.groupby(tables["run"]).all().sum() >= least
    assert least <= whole <= most
    assert min(covers.mean(), covers.groupby(tables["run"]).all().mean(), whole / 400) >= 0.93


def test_shuffled_sectors_hold_a_silo_in_one_network_of_forty_at_most(
    shuffled: list[tuple[pd.DataFrame, homophily.EiWhole]],
) -> None:
    assert sum(table["is_silo"].any() for table, _ in shuffled) <= binom.ppf(0.999, 400, 0.025)


@pytest.mark.parametrize("seed", range(12))
def test_verdict_interval_and_p_never_contradict(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sector = np.arange(80) % 8
    closed = (sector[:, None] == sector) & (sector < 4)
    drawn = [(i, j) for i, j in combinations(range(80), 2) if rng.random() < 0.1 + 0.2 * closed[i, j]]
    ids = [f"{i:02d}" for i in range(80)]
    table = homophily.silos(
        Network.build(
            pd.DataFrame({"id": ids, "sector": sector.astype(str)}),
            pd.DataFrame([(ids[i], ids[j]) for i, j in drawn], columns=["source", "target"]),
        )
    )
    is_silo = table["is_silo"]
    assert 0 < is_silo.sum() < 8
    assert (is_silo == (table["score_low"] > 0)).all()
    assert (is_silo == (table["ei_p_adjusted"] <= homophily.SILO_P_VALUE)).all()
    assert (table["ei_p_adjusted"] >= 2 * table["ei_p_value"].clip(upper=0.5)).all()
    assert table["silo_score"].between(table["score_low"], table["score_high"]).all()
    assert (table["silo_score"] == table["inside_share"] - table["inside_share_expected"]).all()


def test_holm_steps_by_hand() -> None:
    # 199 shuffles; 0, 3 and 50 of them reach the three groups that are tested: p = 1/200, 4/200, 51/200.
    shuffles = np.tile(np.linspace(0, 0.1, 199), (4, 1)).T
    beyond = [0, 3, 50, 0]
    observed = np.array([np.sort(shuffles[:, 0])[::-1][b - 1] if b else 0.5 for b in beyond])
    found = standing(observed, shuffles, np.array([True, True, True, False]))
    assert found.p_value.tolist() == [1 / 200, 4 / 200, 51 / 200, 1 / 200]
    assert found.p_adjusted.tolist() == pytest.approx([3 * 2 / 200, 2 * 8 / 200, 102 / 200, 1])
    # The first is held against 0.05 / 3: more than two of 200 may not reach it, so the second highest
    # shuffle bounds it. The second fails 0.05 / 2, at which the others are bounded too: also two.
    assert found.low.tolist()[3] == 0
    assert found.low.tolist()[0] == pytest.approx(0.5 - 0.1)
    assert found.low.tolist()[1] == pytest.approx(observed[1] - shuffles[-2, 0])


def test_many_groups_are_shuffled_oftener_so_that_one_can_be_found() -> None:
    # 60 pairs, each joined by its own tie, and nothing else: every one is as closed as can be.
    ids = [f"{i:03d}" for i in range(120)]
    pairs = Network.build(
        pd.DataFrame({"id": ids, "sector": [f"s{i // 2:02d}" for i in range(120)]}),
        pd.DataFrame(list(zip(ids[::2], ids[1::2], strict=True)), columns=["source", "target"]),
    )
    table = homophily.silos(pairs)
    assert table["permutations"].unique().tolist() == [40 * 60 - 1]
    assert homophily.silos(pairs, permutations=9)["score_low"].eq(0).all()
    assert homophily.silos(pairs, permutations=0)["ei_p_value"].eq(1).all()


def test_a_lone_actor_is_not_tested_and_makes_nothing_stricter() -> None:
    ties = [f"{a}{b}" for group in ("abcdef", "ghijkl") for a, b in combinations(group, 2)]
    plain, lone = "X" * 6 + "Y" * 6, "X" * 6 + "Y" * 6 + "UVW"
    table = homophily.silos(network(lone, " ".join([*ties, "am", "bn"]))).set_index("group")
    # Two groups are tested, so the smaller p is doubled for both sides and again for both groups.
    assert table["ei_p_adjusted"].min() == 4 * table["ei_p_value"].min()
    assert table.loc["U", "ei_p_adjusted"] == 1
    assert table.loc["U", ["silo_score", "score_low", "score_high"]].tolist() == [0, 0, 0]
    assert table.loc["W", ["silo_score", "score_low", "ei_p_adjusted"]].isna().all()
    assert homophily.silos(network(plain, " ".join(ties)))["is_silo"].all()


def test_the_whole_has_a_score_with_its_interval() -> None:
    found = homophily.ei_whole(TWO, permutations=199, seed=4)
    assert found.score == pytest.approx(6 / 7 - 12 / 42)
    assert found.score_low <= found.score <= found.score_high
    assert (found.permutations, found.seed) == (199, 4)


def test_more_shuffles_begin_with_the_same_and_threads_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = known_ties(random_network(60, 150, 4, 1), "sector")
    many = known.shuffled(50, 3)
    for count in (1, 2, 7):
        monkeypatch.setattr(threads.os, "cpu_count", lambda count=count: count)
        for one, other in zip(known.shuffled(20, 3), many, strict=True):
            assert np.array_equal(one, other[:20])
    assert (many[0].sum(axis=1) * 2 + (many[1] - many[0]).sum(axis=1) == 300).all()


def test_shuffles_deal_every_actor_every_group_equally_often() -> None:
    # A star of five: its middle has four ties, so ties inside tell who sits there.
    star = known_ties(network("XXYYY", "ab ac ad ae"), "sector")
    inside = star.shuffled(6000, 2)[0]
    # The middle is X with 2/5, and then one tie of four stays; else it is Y, and two stay.
    assert sorted(map(tuple, np.unique(inside, axis=0).tolist())) == [(0, 2), (1, 0)]
    assert (inside[:, 0] == 1).mean() == pytest.approx(0.4, abs=4 * math.sqrt(0.24 / 6000))


def test_silos_by_a_cluster_a_theme_or_a_country() -> None:
    ids = list("abcdefgh")
    found = Network.build(
        pd.DataFrame(
            {"id": ids, "country": ["FR"] * 4 + ["BE"] * 4, "themes": ["water; air"] * 4 + ["air"] * 4}
        ),
        pd.DataFrame([*combinations("abcd", 2), *combinations("efgh", 2)], columns=["source", "target"]),
    )
    found = found.labelled("cluster", pd.Series([1] * 4 + [2] * 4, index=ids))
    for by, groups in (("country", ["BE", "FR"]), ("themes", ["air", "water"]), ("cluster", ["1", "2"])):
        for table in (homophily.silos(found, by=by), homophily.coleman(found, by=by)):
            assert table["group"].tolist() == groups
        assert homophily.silos(found, by=by)["inside_share"].tolist() == [1, 1]
        assert homophily.controversy(found, by=by)["is_too_small"].tolist() == [True]


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
    for measure in (homophily.ei_index, homophily.silos, homophily.ei_whole):
        with pytest.raises(UndefinedMeasureError, match="at most 500 values"):
            measure(many, by="name")


@pytest.mark.parametrize(("ties", "networks"), [(0, 200), (60_000, 200), (435_736, 27), (10_000_000, 20)])
def test_large_networks_are_compared_with_fewer_rewired_ones(ties: int, networks: int) -> None:
    assert homophily.rewirings(ties) == networks
