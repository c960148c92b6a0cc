"""Brokerage and group measures against R (sna, igraph, netseg) and an independent numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from graphlib import brokerage, homophily
from graphlib.homophily.known import known_ties
from graphlib.network import Network

Reference = Callable[[str], dict[str, Any]]
ROLES = ["coordinator", "itinerant", "representative", "gatekeeper", "liaison"]


@pytest.fixture(params=["karate", "lesmis"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def network(name: str, request: pytest.FixtureRequest) -> Network:
    found: Network = request.getfixturevalue(name)
    return found


@pytest.fixture
def sector(network: Network) -> pd.Series:
    return network.actors.set_index("id")["sector"]


@pytest.mark.parametrize("source", ["R", "python"])
def test_roles_in_the_directed_reading(
    network: Network, name: str, source: str, reference: Reference
) -> None:
    values = reference(f"{source}_{name}")
    expected = np.array(values["raw" if source == "R" else "gf_raw"])
    found = brokerage.brokerage_roles(network, directed_reading=True)[ROLES]
    assert np.array_equal(found.to_numpy(), expected[:, :5])
    assert np.array_equal(found.sum(axis=1), expected[:, 5])


def test_roles_are_halved_but_for_the_pair_counted_once_each_way(network: Network) -> None:
    once, twice = (brokerage.brokerage_roles(network, directed_reading=reading) for reading in (False, True))
    halved = ["coordinator", "itinerant", "liaison"]
    assert (once[halved] * 2).equals(twice[halved])
    assert (once["gatekeeper"] == twice["representative"]).all()


def test_roles_by_chance_as_two_thousand_permutations_say(
    network: Network, name: str, reference: Reference
) -> None:
    # The broker's own group is dealt out with the others': so the reference did it, and so do we.
    sampled = reference(f"python_{name}")["gf_label_perm"]
    mean, spread = (np.array(sampled[what])[:, :5] for what in ("mean", "sd"))
    found = brokerage.brokerage_by_chance(network, directed=True)
    expected, exact = (
        found[[f"{role}_{what}" for role in ROLES]].to_numpy() for what in ("expected", "spread")
    )
    assert (np.abs(mean - expected) <= 4 * exact / np.sqrt(sampled["R"])).all()
    np.testing.assert_allclose(spread, exact, rtol=0.1, atol=0)


def test_how_far_beyond_chance_a_leader_coordinates(karate: Network) -> None:
    # 6.82 +- 0.11 by the reference's 2,000 permutations; R's closed form for random digraphs says 43.
    for directed in (False, True):
        found = brokerage.brokerage_by_chance(karate, directed=directed)
        assert found.loc[0, "coordinator_z"] == pytest.approx(6.82, abs=0.11)


@pytest.mark.parametrize("directed", [False, True])
def test_ties_both_ways_are_ties_without_direction(network: Network, *, directed: bool) -> None:
    ties = network.stated_ties.assign(directed=directed)
    back = ties.rename(columns={"source": "target", "target": "source"})
    twice = Network.build(network.actors, pd.concat([ties, back]) if directed else ties)
    assert brokerage.brokerage_roles(twice, directed=True).equals(
        brokerage.brokerage_roles(network, directed_reading=True)
    )
    for measure in (
        brokerage.constraint,
        brokerage.effective_size,
        brokerage.efficiency,
        brokerage.hierarchy,
    ):
        np.testing.assert_allclose(measure(twice, directed=True), measure(network), rtol=0, atol=1e-12)


@pytest.mark.parametrize("measure", ["constraint", "effective_size", "efficiency", "hierarchy"])
def test_burt(network: Network, name: str, measure: str, reference: Reference) -> None:
    expected = reference(f"python_{name}")[f"burt_{measure}"]
    found = getattr(brokerage, measure)(network)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


def test_constraint_as_r_and_igraph_say(network: Network, name: str, reference: Reference) -> None:
    found = brokerage.constraint(network)
    np.testing.assert_allclose(found, reference(f"R_{name}")["constraint"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found, network.graph.constraint(), rtol=0, atol=1e-9)


def test_guimera_amaral(network: Network, name: str, sector: pd.Series, reference: Reference) -> None:
    values = reference(f"python_{name}")
    spread = brokerage.participation(network, membership=sector)
    inside = brokerage.within_cluster_z(network, membership=sector)
    np.testing.assert_allclose(spread, values["participation"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(inside, values["within_module_z"], rtol=0, atol=1e-9)


def test_ei_and_its_expectation(network: Network, name: str, reference: Reference) -> None:
    values = reference(f"python_{name}")["ei"]
    found = homophily.ei_whole(network)
    assert found.value == pytest.approx(values["ei"], rel=0, abs=1e-9)
    assert found.value == pytest.approx(reference(f"netseg_{name}")["ei"], rel=0, abs=1e-9)
    assert found.expected == pytest.approx(values["expected_exact"], rel=0, abs=1e-9)
    assert found.p_value == pytest.approx(0.001)


def test_shuffles_spread_as_the_reference_says(network: Network, name: str, reference: Reference) -> None:
    values = reference(f"python_{name}")["ei"]
    known = known_ties(network, "sector")
    ties = len(known.ends)
    drawn = 1 - 2 * known.shuffled(4000, 1)[0].sum(axis=1) / ties
    error = values["perm_sd"] / np.sqrt(4000)
    assert np.mean(drawn) == pytest.approx(values["expected_exact"], abs=5 * error)
    assert np.std(drawn) == pytest.approx(values["perm_sd"], rel=0.06)


@pytest.mark.parametrize("measure", ["assortativity", "modularity"])
def test_like_with_like(network: Network, name: str, measure: str, reference: Reference) -> None:
    found = getattr(homophily, measure)(network)
    assert found == pytest.approx(reference(f"python_{name}")[measure], rel=0, abs=1e-9)
    if measure == "assortativity":
        assert found == pytest.approx(reference(f"netseg_{name}")["assort"], rel=0, abs=1e-9)


def test_freeman_segregation(network: Network, name: str, reference: Reference) -> None:
    expected = reference(f"netseg_{name}")["freeman"]
    assert homophily.freeman_segregation(network) == pytest.approx(expected, rel=0, abs=1e-9)


def test_mixing_ends(network: Network, name: str, reference: Reference) -> None:
    values = reference(f"python_{name}")
    table = homophily.mixing(network)
    for column, expected in (("ties", "mixing_ends"), ("expected", "mixing_expected_ends")):
        wide = table.pivot_table(index="group_a", columns="group_b", values=column, fill_value=0.0)
        upper = wide.to_numpy()
        np.testing.assert_allclose(upper + upper.T, values[expected], rtol=0, atol=1e-9)
    upper = table.pivot_table(index="group_a", columns="group_b", values="ties", fill_value=0)
    assert upper.to_numpy().tolist() == reference(f"netseg_{name}")["mixing_ties"]
