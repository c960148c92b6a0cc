"""Actors between clusters, and what clusters are made of."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.clusters import boundary, clusters, composition
from graphlib.clusters.leiden import Clusters
from graphlib.errors import UndefinedMeasureError, UnknownNameError
from graphlib.network import Network


def network(pairs: list[tuple[int, int]], actors: int, **columns: object) -> Network:
    """Make a network of numbered actors."""
    ids = [f"a{i:02d}" for i in range(actors)]
    ties = pd.DataFrame([(ids[i], ids[j]) for i, j in pairs], columns=["source", "target"], dtype="str")
    return Network.build(pd.DataFrame({"id": ids, **columns}), ties)


def told(within: Network, membership: list[int], confidence: list[float]) -> Clusters:
    """Say which clusters were found, so that each figure can be worked out by hand."""
    member = pd.Series(membership, within.ids, dtype="int64")
    sizes = np.bincount(member)[1:]
    table = pd.DataFrame({"cluster": np.arange(1, len(sizes) + 1), "actors": sizes})
    sure = pd.Series(confidence, within.ids, dtype=float)
    return Clusters(
        member, sure, 1.0, True, 0.0, table, 1, resolution=1.0, plateau=None, chance_networks=0, seed=1,
        weight="none",
    )  # fmt: skip


# Three triangles; a02 also knows two of the second and one of the third, a08 one of the second.
TRIANGLES = [pair for start in (0, 3, 6) for pair in combinations(range(start, start + 3), 2)]
BETWEEN = [*TRIANGLES, (2, 3), (2, 4), (2, 6), (5, 8)]


def test_the_boundary_lists_torn_and_unsure_actors_with_their_sides():
    within = network(BETWEEN, 10, name=[f"Actor {i}" for i in range(10)])
    sure = [1, 1, 1, 1, 1, 1, 0.5, 1, 1, np.nan]
    found = boundary(within, told(within, [1, 1, 1, 2, 2, 2, 3, 3, 3, 0], sure))
    assert found["id"].tolist() == ["a02", "a06"]
    first, second = found.to_dict("records")
    assert first == {
        "id": "a02", "name": "Actor 2", "cluster": 1, "other_cluster": 2, "ties_inside": 2, "ties_other": 2,
        "outside_share": 3 / 5, "other_share": 2 / 5, "confidence": 1.0,
    }  # fmt: skip
    assert (second["other_cluster"], second["ties_other"], second["outside_share"]) == (1, 1, 1 / 3)


def test_an_unsure_actor_whose_ties_stay_inside_has_no_other_cluster():
    within = network(TRIANGLES, 9)
    row = boundary(within, told(within, [1] * 3 + [2] * 3 + [3] * 3, [0.89, 0.9] + [1] * 7)).to_dict(
        "records"
    )
    assert [(r["id"], r["other_cluster"], r["ties_other"], r["other_share"]) for r in row] == [
        ("a00", 0, 0, 0)
    ]


def test_of_two_other_clusters_with_equal_ties_the_larger_is_told():
    within = network([*TRIANGLES, (0, 3), (0, 6)], 9)
    found = boundary(within, told(within, [1] * 3 + [2] * 3 + [3] * 3, [0.5] + [1] * 8))
    assert found["other_cluster"].tolist() == [2]


def test_the_boundary_starts_with_most_ties_on_both_sides_then_the_least_sure():
    # a00 has three ties on each side, a06 none in its own cluster, the others at least one on each.
    pairs = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (12, 1), (12, 4), (13, 2), (13, 5), *TRIANGLES]
    within = network(pairs, 14)
    member = [1, 1, 1, 1, 2, 2, 2, 3, 3, 0, 0, 0, 1, 1]
    found = boundary(within, told(within, member, [1] * 12 + [1, 0.5]))
    assert found["id"].tolist() == ["a00", "a13", "a03", "a04", "a05", "a07", "a08", "a12", "a06"]


def test_networks_without_ties_or_actors_have_no_boundary_and_no_composition():
    for actors in (0, 3):
        within = network([], actors, sector=["research"] * actors)
        assert boundary(within, clusters(within)).empty
        assert composition(within, clusters(within)).empty


def test_composition_is_held_against_what_sizes_explain():
    sectors = [
        "research",
        "research",
        "company",
        "company",
        "company",
        "unknown",
        "unknown",
        "unknown",
        "company",
    ]
    within = network(TRIANGLES, 10, sector=[*sectors, "research"])
    found = composition(within, told(within, [1] * 3 + [2] * 3 + [3] * 3 + [0], [1] * 9 + [np.nan]))
    assert found["cluster"].tolist() == [1, 1, 2, 2, 3, 3]
    assert found["group"].tolist() == ["company", "research"] * 3
    assert found["actors"].tolist() == [1, 2, 2, 0, 1, 0]
    # Six are known and tied: four companies, two research; the clusters hold three, two and one of them.
    assert found["expected"].tolist() == pytest.approx([2, 1, 4 / 3, 2 / 3, 2 / 3, 1 / 3])
    assert found["ratio"].tolist() == pytest.approx([0.5, 2, 1.5, 0, 1.5, 0])
    assert found["share"].tolist() == pytest.approx([1 / 3, 2 / 3, 1, 0, 1, 0])


def test_a_cluster_of_which_nothing_is_known_has_no_ratio():
    within = network(TRIANGLES, 9, sector=["research"] * 3 + ["unknown"] * 6)
    found = composition(within, told(within, [1] * 3 + [2] * 3 + [3] * 3, [1] * 9))
    assert found["ratio"].isna().tolist() == [False, True, True]
    assert found["share"].isna().tolist() == [False, True, True]


def test_composition_refuses_what_is_no_group():
    within = network([(i, i + 1) for i in range(600)], 601, region=[f"r{i}" for i in range(601)])
    found = clusters(within, runs=2, resolution=1.0)
    with pytest.raises(UndefinedMeasureError, match="601 different values"):
        composition(within, found, by="region")
    with pytest.raises(UnknownNameError):
        composition(within, found, by="sektor")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), unique=True))
def test_shares_and_counts_add_up(pairs: list[tuple[int, int]]) -> None:
    within = network(pairs, 12, sector=["research", "company", "unknown"] * 4)
    found = clusters(within, runs=3)
    between, made = boundary(within, found), composition(within, found)
    degree = np.bincount(within.edges.ravel(), minlength=12)[within.ids.get_indexer(pd.Index(between["id"]))]
    assert np.allclose(between["outside_share"] * degree, degree - between["ties_inside"])
    assert ((between["confidence"] < 0.9) | (between["other_share"] >= 0.4)).all()
    assert (between["cluster"] != between["other_cluster"]).all()
    assert np.allclose(made.groupby("cluster")["share"].sum(min_count=1).dropna(), 1)
    assert made["expected"].sum() == pytest.approx(made["actors"].sum())
