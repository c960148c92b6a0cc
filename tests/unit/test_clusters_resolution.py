"""Clusters at other resolutions, with strengths, and with actors that stay together."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import igraph
import numpy as np
import pandas as pd
import pytest

from graphlib.clusters import NOT_CONNECTED, clusters, resolutions
from graphlib.clusters import leiden as search
from graphlib.clusters.partition import ground, leiden, network_ground, quality, rand_index
from graphlib.clusters.resolution import _most_alike, _plateau
from graphlib.errors import UnknownNameError
from graphlib.network import Network

ROOT = Path(__file__).resolve().parents[2]


def network(pairs: list[tuple[int, int]], actors: int, weights: list[float] | None = None) -> Network:
    """Make a network of numbered actors."""
    ids = [f"a{i:03d}" for i in range(actors)]
    ties = pd.DataFrame([(ids[i], ids[j]) for i, j in pairs], columns=["source", "target"], dtype="str")
    if weights is not None:
        ties["weight"] = weights
    return Network.build(pd.DataFrame({"id": ids}), ties)


def ring_of_cliques(count: int, size: int) -> Network:
    """Stand cliques in a ring, each tied to the next by one tie."""
    pairs = [
        (size * clique + i, size * clique + j)
        for clique in range(count)
        for i, j in combinations(range(size), 2)
    ]
    ring = [(size * clique, (size * (clique + 1) + 1) % (size * count)) for clique in range(count)]
    return network(pairs + ring, count * size)


def planted(groups: int, size: int, inside: float, outside: float, seed: int) -> tuple[Network, np.ndarray]:
    """Plant groups of one size."""
    rng, group = np.random.default_rng(seed), np.repeat(np.arange(groups), size)
    pairs = [
        (i, j)
        for i, j in combinations(range(len(group)), 2)
        if rng.random() < (inside if group[i] == group[j] else outside)
    ]
    return network(pairs, len(group)), group


def test_many_small_groups_are_found_where_resolution_one_joins_them():
    given, group = ring_of_cliques(30, 5), np.repeat(np.arange(30), 5)
    found, standard = clusters(given), clusters(given, resolution=1.0)
    assert rand_index(found.membership.to_numpy(), group) == 1
    assert (found.confidence == 1).all()
    assert found.is_reliable
    assert standard.agreement < 0.7
    assert not standard.is_reliable
    assert found.plateau is not None
    assert found.plateau[0] > 1
    assert found.plateau[0] <= found.resolution <= found.plateau[1]
    assert standard.plateau is None
    assert standard.resolution == 1


@pytest.mark.parametrize("seed", range(3))
def test_planted_groups_beyond_the_resolution_limit_are_recovered_surely(seed: int) -> None:
    given, group = planted(40, 15, 0.5, 0.004, seed)
    found = clusters(given, seed=seed)
    assert rand_index(found.membership.to_numpy(), group) > 0.98
    assert found.confidence.mean() >= 0.9
    assert found.is_reliable


def test_resolutions_tell_what_was_scanned_and_chosen():
    given = ring_of_cliques(30, 5)
    table, found = resolutions(given, seed=3), clusters(given, seed=3)
    assert table["resolution"].tolist() == pytest.approx([2 ** (step / 2) for step in range(-4, 7)])
    assert table["is_chosen"].sum() == 1
    chosen = table[table["is_chosen"]].iloc[0]
    assert chosen["is_plateau"]
    assert chosen["resolution"] == found.resolution
    assert chosen["clusters"] == 30
    steady = table[table["is_plateau"]]
    assert found.plateau == (steady["resolution"].min(), steady["resolution"].max())
    assert (steady["agreement"] >= 0.9).all()
    assert table["runs"].tolist() == [4] * 11
    assert table["seed"].tolist() == [3] * 11
    assert resolutions(network([], 4)).empty


def test_without_a_plateau_the_standard_resolution_is_taken():
    rng = np.random.default_rng(1)
    pairs = list(combinations(range(80), 2))
    given = network([pairs[i] for i in rng.choice(len(pairs), 160, replace=False)], 80)
    table = resolutions(given)
    assert not table["is_plateau"].any()
    assert table.loc[table["is_chosen"], "resolution"].tolist() == [1.0]
    assert clusters(given).resolution == 1


def test_very_large_networks_are_not_scanned_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SCANNED_TIES", 100)
    found = clusters(ring_of_cliques(30, 5))
    assert (found.resolution, found.plateau) == (1, None)


def test_at_resolution_nought_everybody_who_hangs_together_is_one_cluster():
    given, _ = planted(4, 20, 0.5, 0.02, 1)
    assert len(clusters(given, resolution=0.0).table) == 1


def test_a_plateau_is_the_longest_steady_row():
    agreed = np.array([1, 1, 1, 0.5, 0.95, 0.9, 1, 1, 1])
    alike = np.array([np.nan, 1, 1, 1, 1, 0.95, 0.9, 0.8, 1])
    # The first row is one cluster at its start, the last is cut where likeness falls to 0.8.
    assert _plateau([1, 2, 2, 3, 3, 3, 3, 3, 3], agreed, alike, np.full(9, 0.5)) == (4, 6)
    # Where modularity falls below 95 % of the best, a row is no plateau.
    modular = np.array([0.5, 0.5, 0.5, 0.5, 0.47, 0.5, 0.5, 0.5, 0.5])
    assert _plateau([2, 2, 2, 3, 3, 3, 3, 3, 3], agreed, alike, modular) == (0, 2)
    assert _plateau([2] * 9, np.full(9, 0.89), alike, modular) is None


def test_within_a_plateau_the_clusters_most_like_the_others_are_taken():
    few, many = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 2, 1, 1, 1])
    levels = (0.5, 1.0, 2.0, 4.0)
    assert _most_alike(levels, [few, few, many, many], (0, 2)) == 1
    assert _most_alike(levels, [few, many, many, many], (0, 3)) == 1
    assert _most_alike(levels, [few, few, many, many], (1, 3)) == 2


def test_one_run_of_ours_is_igraphs_leiden_and_its_modularity():
    graph = igraph.Graph.Famous("Zachary")
    given = network([edge.tuple for edge in graph.es], 34)
    on = network_ground(given, "none", ())[1]
    member = leiden(on, 5, 1.0)
    assert quality(on, member) == pytest.approx(graph.modularity(member.tolist()), abs=1e-12)
    assert quality(on, member, 2.5) == pytest.approx(
        graph.modularity(member.tolist(), resolution=2.5), abs=1e-12
    )
    # 0.4198 is the best modularity that any clusters of this network have (Brandes et al. 2008).
    assert clusters(given, resolution=1.0).modularity == pytest.approx(0.4198, abs=5e-5)


def test_strengths_decide_where_asked():
    # A ring of four: either pair of opposite ties can be the strong one.
    pairs = [(0, 1), (1, 2), (2, 3), (0, 3)]
    one = clusters(network(pairs, 4, [9, 1, 9, 1]), weight="strength", resolution=1.0)
    other = clusters(network(pairs, 4, [1, 9, 1, 9]), weight="strength", resolution=1.0)
    assert one.membership.tolist() == [1, 1, 2, 2]
    assert other.membership.tolist() == [1, 2, 2, 1]
    # Each pair holds 9 of 20 inside and half of the ends: 18/20 - 2 / 4.
    assert one.modularity == pytest.approx(18 / 20 - 1 / 2)
    assert (one.weight, clusters(network(pairs, 4)).weight) == ("strength", "none")


def test_another_way_to_read_strength_is_refused():
    with pytest.raises(UnknownNameError, match="wieght"):
        clusters(network([(0, 1)], 2), weight="wieght")


def test_strengths_of_several_ties_add_up_and_modularity_is_igraphs():
    rng = np.random.default_rng(2)
    pairs = [pair for pair in combinations(range(40), 2) if rng.random() < 0.15]
    given = network(pairs, 40, rng.uniform(0.1, 5, len(pairs)).tolist())
    found = clusters(given, weight="strength")
    expected = given.graph.modularity(found.membership.tolist(), weights="weight")
    assert found.modularity == pytest.approx(expected, abs=1e-12)


def test_pinned_actors_are_never_parted():
    given, _ = planted(4, 20, 0.5, 0.02, 1)
    together = {"a000", "a025", "a050", "nobody"}
    found = clusters(given, pinned=[together])
    assert len(set(found.membership[["a000", "a025", "a050"]])) == 1
    assert len(set(found.confidence[["a000", "a025", "a050"]])) == 1
    assert found.modularity < clusters(given).modularity


def test_pinning_whole_groups_keeps_two_apart_nowhere_else():
    given, group = planted(4, 20, 0.5, 0.02, 1)
    ids = given.ids
    free, kept = clusters(given), clusters(given, pinned=[set(ids[:20]), set(ids[20:40])])
    assert rand_index(free.membership.to_numpy(), group) == 1
    pd.testing.assert_series_equal(free.membership, kept.membership)
    assert free.modularity == kept.modularity


def test_pinned_sets_that_share_an_actor_are_one_and_isolates_go_along():
    given = network([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)], 9)
    found = clusters(given, pinned=[["a000", "a003"], ["a003", "a006"], ["a007", "a008"]])
    assert found.membership.tolist() == [1, 1, 1, 1, 2, 2, 1, NOT_CONNECTED, NOT_CONNECTED]
    assert found.confidence.notna().tolist() == [True] * 7 + [False] * 2
    assert found.table["actors"].tolist() == [5, 2]


@pytest.mark.parametrize("seed", range(5))
def test_contracting_pinned_actors_leaves_the_best_modularity_that_keeps_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ends = np.array([pair for pair in combinations(range(7), 2) if rng.random() < 0.5])
    weight = rng.uniform(0.5, 2, len(ends))
    place = np.array([0, 1, 2, 3, 3, 4, 0])
    on = ground(ends, weight, place)

    def partitions(count: int) -> list[list[int]]:
        """List every way to part ``count`` places."""
        if not count:
            return [[]]
        return [[*head, last] for head in partitions(count - 1) for last in range(max(head, default=-1) + 2)]

    best = max(quality(on, np.array(way)[place]) for way in partitions(5))
    assert max(quality(on, leiden(on, run, 1.0, -1)) for run in range(10)) == pytest.approx(best, abs=1e-12)


def test_another_process_finds_the_same() -> None:
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.unit.test_clusters_resolution import planted\n"
        "from graphlib.clusters import clusters, resolutions\n"
        "given = planted(6, 15, 0.3, 0.05, 2)[0]\n"
        "found = clusters(given, weight='strength', pinned=[['a000', 'a030', 'a031']])\n"
        "print(found.membership.tolist(), found.confidence.tolist(), found.agreement, found.resolution)\n"
        "print(resolutions(given).to_csv())"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 500
