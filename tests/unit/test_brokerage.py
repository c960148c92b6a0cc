"""Brokerage on networks small enough to count by hand."""

from __future__ import annotations

import math

import igraph
import numpy as np
import pandas as pd
import pytest

from graphlib import brokerage
from graphlib.errors import UnknownNameError
from graphlib.network import Network
from graphlib.randomness import seeded_igraph


def network(sectors: str, ties: str) -> Network:
    """Make actors a, b, c, ... of the given sectors ('?' unknown), tied as in ``"ab bc"``."""
    ids = [chr(ord("a") + i) for i in range(len(sectors))]
    actors = pd.DataFrame({"id": ids, "sector": [s.replace("?", "unknown") for s in sectors]})
    return Network.build(actors, pd.DataFrame([tuple(t) for t in ties.split()], columns=["source", "target"]))


def roles(found: Network, actor: str) -> dict[str, int]:
    row = brokerage.brokerage_roles(found).set_index("id").loc[actor]
    return {str(role): int(count) for role, count in row.items() if count}


@pytest.mark.parametrize(
    ("sectors", "expected"),
    [
        ("XXX", {"coordinator": 1}),
        ("XYX", {"itinerant": 1}),
        ("XXY", {"gatekeeper": 1, "representative": 1}),
        ("XYZ", {"liaison": 1}),
        ("XY?", {}),
        ("X?X", {}),
    ],
)
def test_the_middle_of_a_path_plays_the_role_of_its_sectors(sectors: str, expected: dict[str, int]) -> None:
    assert roles(network(sectors, "ab bc"), "b") == expected


def test_joined_contacts_need_no_broker() -> None:
    assert roles(network("XYZ", "ab bc ac"), "b") == {}


def test_roles_count_every_open_pair_of_a_hub() -> None:
    # The hub a of X has contacts b, c of X, d, e of Y, f of Z; only d and e know each other.
    found = roles(network("XXXYYZ", "ab ac ad ae af de"), "a")
    assert found == {"coordinator": 1, "gatekeeper": 6, "representative": 6, "liaison": 2}


def test_roles_equal_a_count_of_all_triples() -> None:
    rng = np.random.default_rng(3)
    for _ in range(5):
        sectors = "".join(rng.choice(list("XYZ?"), 14))
        pairs = [(i, j) for i in range(14) for j in range(i) if rng.random() < 0.35]
        found = network(sectors, " ".join(chr(97 + i) + chr(97 + j) for i, j in pairs))
        joined = {frozenset(pair) for pair in pairs}
        for v in range(14):
            expected = dict.fromkeys(("same", "ends", "one", "none"), 0)
            for i in range(14):
                for j in range(i):
                    is_open = {frozenset((v, i)), frozenset((v, j))} <= joined and frozenset(
                        (i, j)
                    ) not in joined
                    trio = sectors[v] + sectors[i] + sectors[j]
                    if is_open and "?" not in trio:
                        different = len(set(trio))
                        kind = {1: "same", 3: "none"}.get(different, "ends" if trio[1] == trio[2] else "one")
                        expected[kind] += 1
            row = brokerage.brokerage_roles(found).iloc[v]
            counts = row[["coordinator", "itinerant", "gatekeeper", "liaison"]].tolist()
            assert counts == list(expected.values())


def test_burt_of_a_star_and_its_points() -> None:
    star = network("XXXX", "ab ac ad")
    assert brokerage.constraint(star).tolist() == pytest.approx([1 / 3, 1, 1, 1])
    assert brokerage.effective_size(star).tolist() == [3, 1, 1, 1]
    assert brokerage.efficiency(star).tolist() == [1, 1, 1, 1]
    assert brokerage.hierarchy(star).tolist() == pytest.approx([0, 1, 1, 1])


def test_burt_of_a_triangle() -> None:
    triangle = network("XXX", "ab bc ac")
    assert brokerage.constraint(triangle).tolist() == pytest.approx([2 * 0.75**2] * 3)
    assert brokerage.effective_size(triangle).tolist() == [1] * 3


def test_constraint_agrees_with_igraph_on_a_random_network() -> None:
    with seeded_igraph(5):
        graph = igraph.Graph.Erdos_Renyi(n=26, m=90)
    ties = " ".join(chr(97 + u) + chr(97 + v) for u, v in graph.get_edgelist())
    found = brokerage.constraint(network("X" * 26, ties))
    np.testing.assert_allclose(found, graph.constraint(), rtol=0, atol=1e-12)


@pytest.mark.parametrize("measure", ["constraint", "effective_size", "efficiency", "hierarchy"])
def test_burt_says_nothing_of_actors_without_ties(measure: str) -> None:
    values = getattr(brokerage, measure)(network("XXX", "ab"))
    assert values.name == measure
    assert values.isna().tolist() == [False, False, True]


def test_participation_counts_groups_and_ignores_the_unknown() -> None:
    star = network("XXXXXX", "ab ac ad ae")
    groups = pd.Series({"a": 1, "b": 1, "c": 1, "d": 2, "e": math.nan, "f": 1})
    found = brokerage.participation(star, membership=groups)
    assert found["a"] == pytest.approx(1 - (2 / 3) ** 2 - (1 / 3) ** 2)
    assert found["b"] == 0
    assert math.isnan(found["f"])


def test_participation_goes_by_id_whatever_the_order_of_the_membership() -> None:
    path = network("XXX", "ab bc")
    groups = pd.Series({"c": "two", "a": "one", "b": "one"})
    assert brokerage.participation(path, membership=groups).tolist() == [0, 0.5, 0]


def test_within_cluster_z_by_the_population_spread() -> None:
    star = network("XXXXX", "ab ac ad ae")
    groups = pd.Series({"a": 1, "b": 1, "c": 1, "d": 2, "e": math.nan})
    found = brokerage.within_cluster_z(star, membership=groups)
    # Ties inside group 1: a has 2, b and c have 1: mean 4/3, spread sqrt(2)/3.
    assert found["a"] == pytest.approx((2 - 4 / 3) / (math.sqrt(2) / 3))
    assert found["d"] == 0
    assert math.isnan(found["e"])


def test_cross_sector_ties_leave_the_unknown_out() -> None:
    found = brokerage.cross_sector_ties(network("XXYZ?", "ab ac ad ae bc"))
    assert found.to_dict() == {"a": 2, "b": 1, "c": 2, "d": 1, "e": 0}


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownNameError, match="sector"):
        brokerage.brokerage_roles(network("XY", "ab"), by="sectr")


def test_a_network_without_ties_has_no_brokers() -> None:
    empty = Network.build(pd.DataFrame({"id": ["a", "b"], "sector": ["X", "Y"]}))
    assert brokerage.brokerage_roles(empty).drop(columns="id").to_numpy().sum() == 0
    assert brokerage.constraint(empty).isna().all()
    groups = pd.Series({"a": 1, "b": 2})
    assert brokerage.participation(empty, membership=groups).isna().all()
    assert brokerage.within_cluster_z(empty, membership=groups).isna().all()
    assert brokerage.cross_sector_ties(empty).tolist() == [0, 0]
