"""Clusters: planted ones are found surely, chance gives none, names are plain and unique."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import igraph
import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

from graphlib.clusters import NOT_CONNECTED, chance, cluster_name, clusters
from graphlib.clusters.chance import _upper_limit, chance_networks
from graphlib.clusters.naming import _log_tail
from graphlib.clusters.partition import agreement, confidence, rand_index
from graphlib.network import Network
from graphlib.randomness import seeded_igraph


def network(pairs: list[tuple[int, int]], actors: int, **columns: object) -> Network:
    """Make a network of numbered actors."""
    ids = [f"a{i:04d}" for i in range(actors)]
    ties = pd.DataFrame([(ids[i], ids[j]) for i, j in pairs], columns=["source", "target"])
    return Network.build(pd.DataFrame({"id": ids, **columns}), ties)


def planted(sizes: list[int], inside: float, outside: float, seed: int) -> Network:
    """Plant groups, numbered in ``region``."""
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    pairs = [
        (i, j)
        for i, j in combinations(range(len(group)), 2)
        if rng.random() < (inside if group[i] == group[j] else outside)
    ]
    return network(pairs, len(group), region=group.astype(str))


def by_chance(actors: int, ties: int, seed: int) -> Network:
    """Draw ties at random."""
    rng = np.random.default_rng(seed)
    pairs = list(combinations(range(actors), 2))
    return network([pairs[i] for i in rng.choice(len(pairs), ties, replace=False)], actors)


def cliques(*sizes: int) -> list[tuple[int, int]]:
    """Join everybody within each group."""
    starts = np.cumsum([0, *sizes])
    return [pair for s, e in pairwise(starts) for pair in combinations(range(s, e), 2)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("sizes", "inside"), [([30] * 4, 0.3), ([24, 20, 16, 12], 0.5)])
def test_planted_groups_are_found_with_confidence(sizes: list[int], inside: float, seed: int) -> None:
    found_in = planted(sizes, inside, 0.02, seed)
    found = clusters(found_in, seed=seed)
    region = found_in.actors["region"].to_numpy()
    assert rand_index(found.membership.to_numpy(), region.astype(np.int64)) > 0.95
    assert found.confidence.mean() >= 0.9
    assert (found.table["confidence"] >= 0.9).all()
    assert found.is_reliable


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("actors", "ties"), [(200, 500), (60, 90), (25, 40), (200, 200)])
def test_chance_gives_no_reliable_clusters(actors: int, ties: int, seed: int) -> None:
    found = clusters(by_chance(actors, ties, seed), seed=seed)
    assert not found.is_reliable
    assert found.plateau is None


def test_a_large_network_by_chance_has_no_reliable_clusters() -> None:
    assert not clusters(by_chance(2_000, 40_000, 1)).is_reliable


def test_chance_is_ruled_out_by_fewer_networks_where_each_costs_more() -> None:
    assert [chance_networks(ties) for ties in (78, 2_000, 2_001, 60_000, 436_000, 9_000_000)] == [
        99,
        99,
        19,
        19,
        2,
        2,
    ]


def test_few_networks_by_chance_give_a_limit_by_students_t() -> None:
    values = np.array([0.30, 0.31, 0.33])
    spread = np.sqrt((0.0133333333**2 + 0.0033333333**2 + 0.0166666667**2) / 2)
    # 2.919986 is the 95 % point of Student's t with two degrees of freedom.
    assert _upper_limit(values) == pytest.approx(0.3133333333 + 2.919986 * spread * np.sqrt(4 / 3), abs=1e-7)


def test_the_test_of_few_networks_keeps_what_is_planted_and_drops_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chance, "_SMALL", 0)
    monkeypatch.setattr(chance, "_REWIRED_TIES", 1)
    found = clusters(planted([30] * 4, 0.3, 0.02, 1))
    assert found.is_reliable
    assert found.chance_networks == 2
    assert not any(clusters(by_chance(200, 200, seed), seed=seed).is_reliable for seed in range(10))


def test_isolates_stand_apart_and_numbers_go_by_size_then_id() -> None:
    found = clusters(network(cliques(3, 5, 3), 13))
    assert found.membership.tolist() == [2] * 3 + [1] * 5 + [3] * 3 + [NOT_CONNECTED] * 2
    assert found.confidence.isna().tolist() == [False] * 11 + [True] * 2
    assert found.table["cluster"].tolist() == [1, 2, 3]
    assert found.table["actors"].tolist() == [5, 3, 3]
    assert found.agreement == 1
    assert found.is_reliable


def test_one_group_alone_is_no_reliable_answer() -> None:
    found = clusters(network(cliques(8), 8))
    assert len(found.table) == 1
    assert not found.is_reliable


def test_a_network_without_ties_has_no_clusters() -> None:
    found = clusters(network([], 3))
    assert found.membership.tolist() == [NOT_CONNECTED] * 3
    assert found.table.empty
    assert "name" in found.table
    assert not found.is_reliable


def test_the_table_counts_ties_and_names_the_best_connected() -> None:
    pairs = [*cliques(4, 4), (0, 4), (1, 4)]
    table = clusters(network(pairs, 8)).table
    assert table[["actors", "internal_ties", "external_ties"]].to_numpy().tolist() == [[4, 6, 2], [4, 6, 2]]
    assert table["best_connected"].tolist() == ["a0000", "a0004"]
    assert table["name"].tolist() == ["Around a0000", "Around a0004"]


@pytest.mark.parametrize(
    ("column", "kind", "english", "french"),
    [
        ("themes", "theme", "solar, around a0000", "solar, autour de a0000"),
        ("sector", "sector", "Public bodies, around a0000", "Organismes publics, autour de a0000"),
        ("country", "country", "Germany, around a0000", "Allemagne, autour de a0000"),
    ],
)
def test_a_cluster_is_named_by_what_is_over_represented(
    column: str, kind: str, english: str, french: str
) -> None:
    value = {"themes": "solar;water", "sector": "public body", "country": "DE"}[column]
    rest = {"themes": "water", "sector": "unknown", "country": "Elsewhere"}[column]
    cells = [value] * 8 + [rest] * 24
    if column == "sector":
        cells[20:] = ["company"] * 12
    row = clusters(network(cliques(8, 8, 8, 8), 32, **{column: cells})).table.iloc[0]
    assert row["label_kind"] == kind
    assert row["name"] == cluster_name(row) == english
    assert cluster_name(row, "fr") == french


def test_a_small_surplus_names_nothing_but_the_most_frequent_is_told() -> None:
    cells = ["solar", "solar", "water", "wind"] * 8
    row = clusters(network(cliques(8, 8, 8, 8), 32, themes=cells)).table.iloc[0]
    assert row["label_kind"] == "actor"
    assert pd.isna(row["label_value"])
    assert row["main_theme"] == "solar"
    assert pd.isna(row["main_sector"])


@pytest.mark.parametrize(
    "name", ["Twin", "x" * 4000, "<script>alert(1)</script>", "line\nbreak {value} {0}", "Twin (2)"]
)
def test_names_are_unique_short_lines_whatever_actors_are_called(name: str) -> None:
    names = [name if i % 4 else "Twin" for i in range(16)]
    table = clusters(network([*cliques(4, 4, 4, 4)], 16, name=names)).table
    assert table["name"].is_unique
    assert table["name"].str.len().max() < 100
    assert not table["name"].str.contains("\n").any()
    assert [cluster_name(row) for _, row in table.iterrows()] == table["name"].tolist()
    assert len({cluster_name(row, "fr") for _, row in table.iterrows()}) == len(table)


def test_rows_in_any_order_give_the_same_clusters() -> None:
    first = planted([20, 20, 20], 0.3, 0.05, 1)
    again = Network.build(
        first.actors.sample(frac=1, random_state=2), first.stated_ties.sample(frac=1, random_state=3)
    )
    one, other = clusters(first, seed=5), clusters(again, seed=5)
    pd.testing.assert_series_equal(one.membership, other.membership)
    pd.testing.assert_series_equal(one.confidence, other.confidence)
    pd.testing.assert_frame_equal(one.table, other.table)


def test_seeded_runs_leave_global_randomness_alone() -> None:
    random.seed(9)
    before = random.getstate()
    clusters(by_chance(50, 100, 1), runs=5)
    assert random.getstate() == before


def test_resolution_splits_further() -> None:
    found_in = planted([15] * 6, 0.5, 0.1, 1)
    few, many = (len(clusters(found_in, resolution=r).table) for r in (0.3, 3.0))
    assert few < many


def test_a_consensus_where_runs_differ_is_no_worse_than_a_run() -> None:
    found_in = by_chance(150, 400, 3)
    found = clusters(found_in)
    assert found.agreement < 0.9
    with seeded_igraph(1):
        single = max(found_in.graph.community_leiden("modularity").modularity for _ in range(3))
    assert found.modularity > 0.95 * single
    assert found.modularity == pytest.approx(found_in.graph.modularity(found.membership.tolist()))


def test_agreement_is_igraphs_adjustedrand_index() -> None:
    rng = np.random.default_rng(1)
    runs = [rng.integers(0, 4, 50) for _ in range(3)]
    expected = [
        igraph.compare_communities(a.tolist(), b.tolist(), method="adjusted_rand")
        for a, b in combinations(runs, 2)
    ]
    assert agreement(runs) == pytest.approx(np.mean(expected))


def test_confidence_is_the_share_of_runs_that_keep_an_actor_with_most_of_its_cluster() -> None:
    member = np.array([1, 1, 1, 1, 2, 2])
    runs = [np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 0, 0, 1, 1]), np.array([0, 0, 1, 1, 2, 3])]
    # In the third run no part holds more than half of either cluster.
    assert confidence(member, runs).tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1 / 3, 2 / 3, 2 / 3])


@pytest.mark.parametrize(
    ("held", "actors", "marked", "drawn"), [(3, 40, 10, 12), (12, 500, 30, 40), (1, 9, 1, 9)]
)
def test_over_representation_is_the_hypergeometric_tail(held, actors, marked, drawn):
    expected = hypergeom.logsf(held - 1, actors, marked, drawn)
    assert _log_tail(held, actors, marked, drawn) == pytest.approx(expected, abs=1e-9)
