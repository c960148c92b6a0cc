"""Brokerage and group measures against R (sna, igraph, netseg) and an independent numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from graphlib import brokerage
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
