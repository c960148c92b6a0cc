"""Brokerage on networks small enough to count by hand."""

from __future__ import annotations

import math
from typing import Any

import igraph
import numpy as np
import pandas as pd
import pytest

from graphlib import brokerage
from graphlib.errors import UnknownNameError
from graphlib.network import Network
from graphlib.randomness import seeded_igraph


def network(sectors: str, ties: str) -> Network:
    """Make actors a, b, c, ... of the given sectors ('?' unknown), tied as in ``"ab b>c cd:2"``.

    The second tie leads from b to c alone, the third has a strength of 2.
    """
    ids = [chr(ord("a") + i) for i in range(len(sectors))]
    actors = pd.DataFrame({"id": ids, "sector": [s.replace("?", "unknown") for s in sectors]})
    rows = [
        (tie[0], tie.split(":")[0][-1], ">" in tie, float(tie.partition(":")[2] or 1)) for tie in ties.split()
    ]
    return Network.build(actors, pd.DataFrame(rows, columns=["source", "target", "directed", "weight"]))


def roles(found: Network, actor: str, *, directed: bool = False) -> dict[str, int]:
    row = brokerage.brokerage_roles(found, directed=directed).set_index("id").loc[actor]
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


@pytest.mark.parametrize(
    ("sectors", "expected"),
    [
        ("XXX", {"coordinator": 1}),
        ("XYX", {"itinerant": 1}),
        ("XYY", {"gatekeeper": 1}),
        ("XXY", {"representative": 1}),
        ("XYZ", {"liaison": 1}),
        ("?XX", {}),
    ],
)
def test_a_path_that_leads_one_way_is_one_role(sectors: str, expected: dict[str, int]) -> None:
    path = network(sectors, "a>b b>c")
    assert roles(path, "b", directed=True) == expected
    assert roles(path, "a", directed=True) == roles(path, "c", directed=True) == {}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("a>b c>b", {}),
        ("b>a b>c", {}),
        ("a>b b>c a>c", {}),
        ("a>b b>c ac", {}),
        ("a>b b>c c>a", {"representative": 1}),
        ("ab b>c", {"representative": 1}),
        ("a>b b>a b>c", {"representative": 1}),
        ("ab bc", {"representative": 1, "gatekeeper": 1}),
        ("ab bc a>c", {"gatekeeper": 1}),
    ],
)
def test_directions_open_and_close_paths(ties: str, expected: dict[str, int]) -> None:
    assert roles(network("XXY", ties), "b", directed=True) == expected


def test_two_roles_on_a_round_trip_are_told_apart_from_two_contacts() -> None:
    # Both contacts of the hub a lead in and out: b-a-c and c-a-b, but never b-a-b.
    assert roles(network("XXX", "ab ac"), "a", directed=True) == {"coordinator": 2}


def test_chance_of_one_path_by_hand() -> None:
    # Any order of X, X, Y on a path: the middle is Y once, and X beside one X twice, of three.
    found = brokerage.brokerage_by_chance(network("XXY", "ab bc")).set_index("id").loc["b"]
    assert found["itinerant_expected"] == pytest.approx(1 / 3)
    assert found["gatekeeper_expected"] == pytest.approx(2 / 3)
    assert found["gatekeeper_spread"] == pytest.approx(math.sqrt(2) / 3)
    assert found["gatekeeper_z"] == pytest.approx(1 / math.sqrt(2))
    assert found["coordinator_expected"] == found["coordinator_spread"] == 0
    assert math.isnan(found["coordinator_z"])


def test_nothing_is_said_where_chance_leaves_no_choice() -> None:
    # However two of each are dealt out, the hub stands beside one of its own and two pairs alike.
    hub = network("XXYYZZ", "ab ac ad ae af")
    found = brokerage.brokerage_by_chance(hub).set_index("id").loc["a"]
    assert found[["itinerant_expected", "gatekeeper_expected", "liaison_expected"]].tolist() == [2, 4, 4]
    assert (found.filter(like="_spread") == 0).all()
    assert found.filter(like="_z").isna().all()


def test_chance_counts_the_actors_of_known_group_alone() -> None:
    known = brokerage.brokerage_by_chance(network("XXYY", "ab bc cd"))
    more = brokerage.brokerage_by_chance(network("XXYY??", "ab bc cd de be ef"))
    pd.testing.assert_frame_equal(more.head(4), known)
    assert (more.loc[4:].filter(like="_expected") == 0).to_numpy().all()


@pytest.mark.parametrize("sectors", ["", "X", "XY", "??", "X?Y"])
def test_chance_with_hardly_anybody(sectors: str) -> None:
    few = network(sectors, "ab" if len(sectors) > 1 else "")
    for directed in (False, True):
        found = brokerage.brokerage_by_chance(few, directed=directed)
        assert found["id"].tolist() == list(few.ids)
        assert (found.filter(like="_expected") == 0).to_numpy().all()
        assert found.filter(like="_z").isna().to_numpy().all()
        assert len(brokerage.brokerage_roles(few, directed=directed)) == len(sectors)


def test_a_hub_of_many_does_not_overflow() -> None:
    ids = [f"{i:06d}" for i in range(120_001)]
    actors = pd.DataFrame({"id": ids, "sector": np.resize(["X", "Y"], len(ids))})
    ties = pd.DataFrame({"source": ids[0], "target": ids[1:]})
    found = brokerage.brokerage_by_chance(Network.build(actors, ties)).iloc[0]
    # 60,000 others of the hub's own group and 60,000 of the other, or 60,001 and 59,999: hardly a choice.
    assert found["coordinator_expected"] == pytest.approx(60_000 * 59_999 / 2, rel=1e-4)
    assert 0 < found["coordinator_spread"] < 60_000


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


@pytest.mark.parametrize(
    ("ties", "options"),
    [
        ("ab:2 ac bc", {"weight": "strength"}),
        ("ab:4e300 ac:2e300 bc:2e300", {"weight": "strength"}),
        ("a>b b>a a>c c>b", {"directed": True}),
        ("ab a>c c>b", {"directed": True}),
        ("a>b:3 b>a a>c:2 bc", {"directed": True, "weight": "strength"}),
    ],
)
def test_burt_of_a_triangle_with_one_double_tie(ties: str, options: dict[str, Any]) -> None:
    # z is 2 between a and b, 1 between either and c; so p_ab = 2/3, p_ac = 1/3, p_ca = p_cb = 1/2.
    found = {
        measure: getattr(brokerage, measure)(network("XXX", ties), **options)
        for measure in ("constraint", "effective_size", "efficiency", "hierarchy")
    }
    near, far = (2 / 3 + 1 / 6) ** 2, (1 / 3 + 2 / 9) ** 2
    assert found["constraint"].tolist() == pytest.approx([near + far, near + far, 2 * (1 / 2 + 1 / 3) ** 2])
    assert found["effective_size"].tolist() == pytest.approx([7 / 6, 7 / 6, 1])
    assert found["efficiency"].tolist() == pytest.approx([7 / 12, 7 / 12, 1 / 2])
    shares = np.array([near, far]) / ((near + far) / 2)
    uneven = (shares * np.log(shares)).sum() / (2 * math.log(2))
    assert found["hierarchy"].tolist() == pytest.approx([uneven, uneven, 0], abs=1e-12)


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
    empty = network("XY", "")
    assert brokerage.brokerage_roles(empty).drop(columns="id").to_numpy().sum() == 0
    assert brokerage.constraint(empty).isna().all()
    assert brokerage.constraint(empty, directed=True, weight="strength").isna().all()
    groups = pd.Series({"a": 1, "b": 2})
    assert brokerage.participation(empty, membership=groups).isna().all()
    assert brokerage.within_cluster_z(empty, membership=groups).isna().all()
    assert brokerage.cross_sector_ties(empty).tolist() == [0, 0]
