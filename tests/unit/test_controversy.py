"""Walks between two groups on networks small enough to follow by hand, and large ones solved twice."""

from __future__ import annotations

import importlib
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from graphlib import homophily
from graphlib.network import Network

module = importlib.import_module("graphlib.homophily.controversy")


def cliques(size: int, *between: tuple[str, str], extra: str = "") -> Network:
    """Make two cliques, X of a1, a2, ... and Y of b1, b2, ..., with ties between, and further actors of X."""
    sides = [[f"{side}{i}" for i in range(1, size + 1)] for side in "ab"]
    ties = [pair for side in sides for pair in combinations(side, 2)] + list(between)
    ids = [*sides[0], *sides[1], *extra.split()]
    actors = pd.DataFrame({"id": ids, "sector": ["Y" if i in sides[1] else "X" for i in ids]})
    return Network.build(actors, pd.DataFrame(ties, columns=["source", "target"]))


def rings(size: int, across: int, seed: int) -> Network:
    """Make two rings of actors with three chords each and some ties between."""
    rng = np.random.default_rng(seed)
    ids = [f"{i:05d}" for i in range(2 * size)]
    around = [(side * size + i, side * size + (i + 1) % size) for side in (0, 1) for i in range(size)]
    chords = [
        tuple(sorted(pair))
        for side in (0, 1)
        for pair in side * size + rng.integers(size, size=(3 * size, 2))
    ]
    crossing = [(int(a), int(size + b)) for a, b in rng.integers(size, size=(across, 2))]
    pairs = sorted({tuple(sorted(pair)) for pair in [*around, *chords, *crossing] if pair[0] != pair[1]})
    ties = pd.DataFrame([(ids[a], ids[b]) for a, b in pairs], columns=["source", "target"])
    return Network.build(pd.DataFrame({"id": ids, "sector": ["X"] * size + ["Y"] * size}), ties)


def test_two_cliques_joined_at_their_hubs() -> None:
    row = homophily.controversy(cliques(5, ("a3", "b3")), k=1).iloc[0]
    # Whoever is no hub meets the own hub before all others; a hub itself steps across once in five.
    assert (row["stay_a"], row["stay_b"]) == (0.96, 0.96)
    assert row["controversy"] == pytest.approx(0.96**2 - 0.04**2)
    assert row[["actors_a", "actors_b", "k"]].tolist() == [5, 5, 1]


def test_a_tie_between_others_leads_walks_across() -> None:
    # a5 and b5 join; a1 and b1 are the hubs, by two further ties each.
    found = cliques(
        5, ("a5", "b5"), ("a1", "a6"), ("a1", "a7"), ("b1", "a8"), ("b1", "a9"), extra="a6 a7 a8 a9"
    )
    # Let x and y be the chances to end at a1 from a5 and from a2. By mirror symmetry b5 has 1 - x, so
    # x = 1/5 + (3/5) y + (1/5)(1 - x) and y = 1/4 + (2/4) y + (1/4) x, which gives x = 7/9.
    row = homophily.controversy(found, k=1).iloc[0]
    y = 1 / 2 + (7 / 9) / 2
    a1 = (3 * y + 7 / 9 + 2) / 6
    a5 = (1 + 3 * y + (1 - 7 / 9)) / 5
    others = (1 + 2 * y + 7 / 9) / 4
    # a6 and a7 step onto the hub of X, a8 and a9 onto that of Y.
    assert row["stay_a"] == pytest.approx((a1 + a5 + 3 * others + 2) / 9)
    assert row["actors_a"] == 9


def test_groups_without_a_tie_between_them_share_no_walk() -> None:
    row = homophily.controversy(cliques(5)).iloc[0]
    assert row["controversy"] == row["stay_a"] == row["stay_b"] == 1


def test_islands_without_a_hub_start_no_walk() -> None:
    found = cliques(5, ("a1", "b1"), ("a6", "a7"), extra="a6 a7 a8")
    assert homophily.controversy(found).loc[0, ["actors_a", "actors_b"]].tolist() == [5, 5]
    same = homophily.controversy(cliques(5, ("a1", "b1")))
    assert homophily.controversy(found).loc[0, "controversy"] == same.loc[0, "controversy"]


@pytest.mark.parametrize(("size", "k"), [(4, 1), (5, 3), (5, 6)])
def test_a_small_side_has_no_score(size: int, k: int) -> None:
    row = homophily.controversy(cliques(size, ("a1", "b1")), k=k).iloc[0]
    assert row["is_too_small"]
    assert row[["controversy", "stay_a", "stay_b"]].isna().all()
    assert row["k"] == 0


def test_hubs_are_one_in_twenty_unless_said() -> None:
    assert homophily.controversy(rings(40, 9, 1)).loc[0, "k"] == 2
    assert homophily.controversy(rings(40, 9, 1), k=7).loc[0, "k"] == 7


def test_only_the_largest_groups_are_paired() -> None:
    ids = [f"{i:02d}" for i in range(30)]
    sectors = ["d"] * 3 + ["c"] * 8 + ["b"] * 9 + ["a"] * 8 + ["unknown"] * 2
    found = Network.build(pd.DataFrame({"id": ids, "sector": sectors}))
    table = homophily.controversy(found, top=3)
    assert table[["group_a", "group_b"]].to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert table["groups_left_out"].tolist() == [1, 1, 1]
    assert table["is_too_small"].all()
    assert len(homophily.controversy(found, top=2)) == 1


@pytest.mark.parametrize("sectors", [["X"], ["unknown"], []])
def test_without_two_groups_there_is_no_pair(sectors: list[str]) -> None:
    actors = pd.DataFrame({"id": [str(i) for i in range(len(sectors))], "sector": sectors}, dtype="str")
    table = homophily.controversy(Network.build(actors))
    assert table.empty
    assert table["controversy"].dtype == "float64"


def test_large_pairs_are_solved_as_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rings(900, 300, 2)
    one = homophily.controversy(found)
    monkeypatch.setattr(module, "_FACTORISED_UP_TO", 10_000)
    other = homophily.controversy(found)
    pd.testing.assert_frame_equal(one, other, rtol=0, atol=1e-10)
    assert 0.05 < one.loc[0, "controversy"] < 0.95


def test_long_chains_fall_back_on_factorisation(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rings(900, 300, 2)
    expected = homophily.controversy(found)
    monkeypatch.setattr(module, "_STEPS", 2)
    pd.testing.assert_frame_equal(homophily.controversy(found), expected, rtol=0, atol=1e-10)


def test_rows_in_another_order_and_words_for_groups_change_nothing() -> None:
    found = rings(60, 12, 3)
    again = Network.build(
        found.actors.sample(frac=1, random_state=2), found.stated_ties.sample(frac=1, random_state=3)
    )
    pd.testing.assert_frame_equal(
        homophily.controversy(found), homophily.controversy(again), check_exact=True
    )
    renamed = found.labelled("side", found.actors.set_index("id")["sector"].map({"X": "Q", "Y": "P"}))
    one, other = homophily.controversy(found).loc[0], homophily.controversy(renamed, by="side").loc[0]
    assert other["controversy"] == pytest.approx(one["controversy"], rel=0, abs=1e-11)
    assert other["stay_b"] == pytest.approx(one["stay_a"], rel=0, abs=1e-11)


def test_walks_followed_one_by_one_end_where_they_should() -> None:
    found = rings(40, 30, 4)
    row = homophily.controversy(found, k=2).iloc[0]
    contacts = [found.graph.neighbors(i) for i in range(80)]
    hubs = {
        i
        for side in (range(40), range(40, 80))
        for i in sorted(side, key=lambda i: (-len(contacts[i]), i))[:2]
    }
    rng, stays = np.random.default_rng(5), 0
    for _ in range(4000):
        at = int(rng.choice(contacts[rng.integers(40)]))
        while at not in hubs:
            at = int(rng.choice(contacts[at]))
        stays += at < 40
    assert row["stay_a"] == pytest.approx(stays / 4000, abs=4 * np.sqrt(0.25 / 4000))
