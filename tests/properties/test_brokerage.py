"""What holds of brokers whatever the network: directed, weighted, in pieces, small or empty."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

import igraph
import networkx
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib import brokerage
from graphlib.network import Network
from graphlib.ties import Weight

SECTORS = ["company", "community", "public body", "unknown"]
ROLES = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"]
BURT = ["constraint", "effective_size", "efficiency", "hierarchy"]
READINGS: list[dict[str, Any]] = [
    {"directed": directed, "weight": weight} for directed in (False, True) for weight in ("none", "strength")
]


@st.composite
def networks(draw: st.DrawFn, most: int = 12) -> Network:
    """Draw a network of ties with and without direction, of different strengths, some of the same two."""
    sectors = draw(st.lists(st.sampled_from(SECTORS), max_size=most))
    ids = [f"{i:02d}" for i in range(len(sectors))]
    pairs = list(permutations(ids, 2))
    rows = []
    if pairs:
        ends, strength = st.sampled_from(pairs), st.sampled_from([0.5, 1.0, 3.0])
        drawn = draw(st.lists(st.tuples(ends, st.booleans(), strength), max_size=40))
        rows = [(*tie, *more) for tie, *more in drawn]
    ties = pd.DataFrame(rows, columns=["source", "target", "directed", "weight"])
    return Network.build(pd.DataFrame({"id": ids, "sector": pd.Series(sectors, dtype="str")}), ties)


def strengths(network: Network, *, directed: bool, weight: Weight) -> npt.NDArray[np.float64]:
    """Give the matrix of what leads from each actor to each other, from the stated ties."""
    matrix = np.zeros((len(network), len(network)))
    for tie in network.stated_ties.itertuples():
        u, v = network.ids.get_indexer([tie.source, tie.target])
        matrix[u, v] += tie.weight
        matrix[v, u] += tie.weight * (not (directed and tie.directed))
    return matrix if weight == "strength" else np.sign(matrix)


@pytest.mark.parametrize("reading", READINGS)
@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_burt_agrees_with_networkx(reading: dict[str, Any], network: Network) -> None:
    kind = networkx.DiGraph if reading["directed"] else networkx.Graph
    graph = networkx.from_numpy_array(strengths(network, **reading), create_using=kind)
    for measure in ("constraint", "effective_size"):
        found = getattr(brokerage, measure)(network, **reading)
        # Actors are passed by name because the short cuts for whole networks are other formulas; and
        # an actor to whom ties only lead in, networkx takes for one without ties.
        theirs = getattr(networkx, measure)(graph, nodes=list(graph), weight="weight")
        seen = [i for i in graph if len(graph[i])]
        np.testing.assert_allclose(found.iloc[seen], [theirs[i] for i in seen], rtol=0, atol=1e-9)


@pytest.mark.parametrize("reading", READINGS)
@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_constraint_agrees_with_igraph(reading: dict[str, Any], network: Network) -> None:
    matrix = strengths(network, **reading)
    rows, columns = np.nonzero(matrix if reading["directed"] else np.triu(matrix))
    ends = list(zip(rows.tolist(), columns.tolist(), strict=True))
    graph = igraph.Graph(len(network), ends, directed=reading["directed"])
    theirs = graph.constraint(weights=matrix[rows, columns].tolist() if ends else None)
    np.testing.assert_allclose(brokerage.constraint(network, **reading), theirs, rtol=0, atol=1e-9)


@pytest.mark.parametrize("reading", READINGS)
@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_burt_stays_within_its_bounds(reading: dict[str, Any], network: Network) -> None:
    found = {measure: getattr(brokerage, measure)(network, **reading) for measure in BURT}
    degree = np.bincount(network.edges.ravel(), minlength=len(network))
    for values in found.values():
        assert (values.isna() == (degree == 0)).all()
    size = found["effective_size"].dropna()
    assert ((size >= 1 - 1e-9) & (size <= degree[degree > 0] + 1e-9)).all()
    assert found["hierarchy"].dropna().between(-1e-9, 1 + 1e-9).all()


def role(first: str, own: str, second: str) -> int:
    """Name the role of a broker between two others by its place in `ROLES`, as the definition says."""
    if first == own == second:
        return 0
    if first == second:
        return 1
    if own == second:
        return 2
    return 3 if own == first else 4


def paths(matrix: npt.NDArray[np.float64], known: list[int]) -> list[tuple[int, int, int]]:
    """List the two-paths between actors of known group that no tie closes."""
    return [
        (i, v, j) for i, v, j in permutations(known, 3) if matrix[i, v] and matrix[v, j] and not matrix[i, j]
    ]


def counts(found: list[tuple[int, int, int]], sectors: list[str]) -> npt.NDArray[np.float64]:
    """Count the paths of each actor by role."""
    table = np.zeros((len(sectors), len(ROLES)))
    for i, v, j in found:
        table[v, role(sectors[i], sectors[v], sectors[j])] += 1
    return table


@pytest.mark.parametrize("directed", [False, True])
@settings(max_examples=60, deadline=None)
@given(network=networks())
def test_roles_equal_a_count_of_all_paths(directed: bool, network: Network) -> None:
    sectors = network.actors["sector"].tolist()
    known = [place for place, sector in enumerate(sectors) if sector != "unknown"]
    open_ones = paths(strengths(network, directed=directed, weight="none"), known)
    found = brokerage.brokerage_roles(network, directed=directed, directed_reading=True)[ROLES]
    assert np.array_equal(found, counts(open_ones, sectors))
    once = brokerage.brokerage_roles(network, directed=directed)[ROLES]
    assert np.array_equal(once * (1 if directed else [2, 2, 1, 1, 2]), found)


@pytest.mark.parametrize("directed", [False, True])
@settings(max_examples=25, deadline=None)
@given(network=networks(most=7))
def test_chance_is_the_mean_and_spread_over_every_deal(directed: bool, network: Network) -> None:
    sectors = network.actors["sector"].tolist()
    known = [place for place, sector in enumerate(sectors) if sector != "unknown"]
    open_ones = paths(strengths(network, directed=directed, weight="none"), known)
    deals = []
    for order in permutations(known):
        dealt = list(sectors)
        for place, taken in zip(known, order, strict=True):
            dealt[place] = sectors[taken]
        deals.append(counts(open_ones, dealt))
    times = np.array([1] * 5 if directed else [2, 2, 1, 1, 2])
    expected, spread = np.mean(deals, axis=0) / times, np.std(deals, axis=0) / times
    found = brokerage.brokerage_by_chance(network, directed=directed)
    np.testing.assert_allclose(found[[f"{name}_expected" for name in ROLES]], expected, rtol=0, atol=1e-9)
    np.testing.assert_allclose(found[[f"{name}_spread" for name in ROLES]], spread, rtol=0, atol=1e-7)
    away = brokerage.brokerage_roles(network, directed=directed)[ROLES].to_numpy() - expected
    z = found[[f"{name}_z" for name in ROLES]].to_numpy()
    assert (np.isnan(z) == (spread < 1e-7)).all()
    np.testing.assert_allclose(np.nan_to_num(z) * spread, np.where(spread < 1e-7, 0, away), rtol=0, atol=1e-6)


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_chance_shares_out_the_same_pairs(network: Network) -> None:
    found = brokerage.brokerage_by_chance(network, directed=True)
    total = brokerage.brokerage_roles(network, directed=True)[ROLES].sum(axis=1)
    expected = found[[f"{name}_expected" for name in ROLES]].sum(axis=1)
    np.testing.assert_allclose(expected, total, rtol=1e-12, atol=1e-9)


@settings(max_examples=25, deadline=None)
@given(network=networks(), seed=st.integers(0, 99))
def test_nothing_depends_on_the_order_of_rows(network: Network, seed: int) -> None:
    again = Network.build(
        network.actors.sample(frac=1, random_state=seed),
        network.stated_ties.sample(frac=1, random_state=seed),
    )
    for reading in READINGS:
        for measure in BURT:
            one, other = (getattr(brokerage, measure)(each, **reading) for each in (network, again))
            pd.testing.assert_series_equal(one, other, check_exact=True)
    for directed in (False, True):
        for table in (brokerage.brokerage_roles, brokerage.brokerage_by_chance):
            pd.testing.assert_frame_equal(
                table(network, directed=directed), table(again, directed=directed), check_exact=True
            )


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_without_directions_pairs_add_up(network: Network) -> None:
    roles = brokerage.brokerage_roles(network)
    known = set(np.flatnonzero(network.actors["sector"] != "unknown"))
    joined = {(int(u), int(v)) for u, v in network.edges}
    for v in range(len(network)):
        contacts = sorted({int(u) for pair in joined if v in pair for u in pair} & known - {v})
        unjoined = [pair for pair in combinations(contacts, 2) if pair not in joined]
        parts = roles.loc[v, ["coordinator", "itinerant", "gatekeeper", "liaison"]]
        assert parts.sum() == (len(unjoined) if v in known else 0)
