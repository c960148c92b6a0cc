"""What holds of clusters and silos whatever the network."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib import brokerage, homophily
from graphlib.clusters import clusters
from graphlib.network import Network

SECTORS = ["company", "community", "public body", "unknown"]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw a small network with some actors of unknown sector and some without ties."""
    sectors = draw(st.lists(st.sampled_from(SECTORS), min_size=1, max_size=14))
    ids = [f"{i:02d}" for i in range(len(sectors))]
    pairs = list(combinations(ids, 2))
    picked = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    ties = pd.DataFrame(picked, columns=["source", "target"], dtype="str")
    return Network.build(pd.DataFrame({"id": ids, "sector": sectors}), ties)


def shuffled(network: Network, seed: int) -> Network:
    """Give the same network from tables in another order."""
    return Network.build(
        network.actors.sample(frac=1, random_state=seed),
        network.stated_ties.sample(frac=1, random_state=seed),
    )


@settings(max_examples=40, deadline=None)
@given(networks())
def test_ties_by_group_add_up(network: Network) -> None:
    table, mixing = homophily.silos(network, permutations=9), homophily.mixing(network)
    known = network.groups("sector").codes
    among = int((known[network.edges] >= 0).all(axis=1).sum())
    assert table["internal"].sum() + table["external"].sum() // 2 == among == mixing["ties"].sum()
    assert np.isclose(mixing["expected"].sum(), among)
    across = mixing.loc[mixing["group_a"] != mixing["group_b"], "ties"].sum()
    assert brokerage.cross_sector_ties(network).sum() == 2 * across
    assert table["ei_index"].dropna().between(-1, 1).all()
    assert table["ei_p_value"].dropna().between(0.1, 1).all()


@settings(max_examples=25, deadline=None)
@given(networks(), st.integers(0, 99))
def test_nothing_depends_on_the_order_of_rows(network: Network, seed: int) -> None:
    again = shuffled(network, seed)
    for measure in (brokerage.constraint, brokerage.hierarchy, brokerage.cross_sector_ties):
        pd.testing.assert_series_equal(measure(network), measure(again), check_exact=True)
    pd.testing.assert_frame_equal(
        homophily.silos(network, permutations=9), homophily.silos(again, permutations=9), check_exact=True
    )
    pd.testing.assert_frame_equal(homophily.mixing(network), homophily.mixing(again), check_exact=True)
    one, other = clusters(network, runs=4), clusters(again, runs=4)
    pd.testing.assert_frame_equal(one.table, other.table, check_exact=True)
    pd.testing.assert_series_equal(one.membership, other.membership)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_clusters_part_the_connected_actors(network: Network) -> None:
    found = clusters(network, runs=4)
    degree = np.bincount(network.edges.ravel(), minlength=len(network))
    assert ((found.membership == 0) == (degree == 0)).all()
    assert found.confidence.dropna().between(0, 1).all()
    assert (found.confidence.isna() == (degree == 0)).all()
    assert found.table["actors"].sum() == (degree > 0).sum()
    assert found.table["actors"].is_monotonic_decreasing
    assert found.table["internal_ties"].sum() + found.table["external_ties"].sum() // 2 == len(network.pairs)
    assert found.table["name"].is_unique
    spread = brokerage.participation(network, membership=found.membership)
    assert spread.dropna().between(0, 1).all()
