"""Values that were published, or computed by other software.

Karate and Les Miserables: ``../shared/reference/python_*.json``, an independent computation in
numpy. Krackhardt's kite: Krackhardt, D. (1990), Assessing the political landscape,
Administrative Science Quarterly 35(2). Florentine families: Jackson, M. O. (2008), Social and
Economic Networks, table 2.1.
"""

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from graphlib import bridging, centrality, cohesion, distances
from graphlib.network import Network

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"


def from_networkx(graph):
    """Build the network of a networkx graph."""
    ties = pd.DataFrame([tuple(map(str, tie)) for tie in graph.edges], columns=["source", "target"])
    return Network.build(pd.DataFrame({"id": list(map(str, graph.nodes))}), ties)


@pytest.fixture(scope="module", params=["karate", "lesmis"])
def known(request):
    """A network of the reference folder with the values that belong to it."""
    if not REFERENCE.is_dir():
        pytest.skip("the folder of reference values is not there")
    given = json.loads((REFERENCE / f"input_{request.param}.json").read_text(encoding="utf-8"))
    values = json.loads((REFERENCE / f"python_{request.param}.json").read_text(encoding="utf-8"))
    ids = [f"{place:03}" for place in range(given["n"])]
    actors = pd.DataFrame({"id": ids, "sector": [f"sector {code}" for code in given["sector"]]})
    ties = pd.DataFrame([(ids[u], ids[v]) for u, v in given["edges"]], columns=["source", "target"])
    return Network.build(actors, ties), values


def test_cross_sector_reach(known):
    network, values = known
    assert distances.cross_sector_reach(network).value == pytest.approx(values["E_x"], rel=1e-12)


def test_cross_sector_reach_of_karate_as_the_methods_quote_it(known):
    network, _ = known
    expected = {34: 0.3847174163783172, 77: 0.3863753913161713}[len(network)]
    assert distances.cross_sector_reach(network).value == pytest.approx(expected, rel=1e-12)


def test_articulation_points(known):
    network, values = known
    found = sorted(int(name) for name in bridging.articulation_points(network)["id"])
    assert found == sorted(values["articulation_points"])


def test_bridges(known):
    network, values = known
    found = bridging.bridges(network)
    pairs = sorted(zip(found["source"].astype(int), found["target"].astype(int), strict=True))
    assert pairs == sorted(tuple(sorted(pair)) for pair in values["bridges"])


def test_betweenness_and_nearness_as_igraph_has_them(known):
    network, _ = known
    found = centrality.betweenness(network)
    assert found.actors.to_numpy() == pytest.approx(np.array(network.graph.betweenness()), rel=1e-9, abs=1e-9)
    assert found.ties.to_numpy() == pytest.approx(np.array(network.graph.edge_betweenness()), rel=1e-9)
    expected = np.array(network.graph.harmonic_centrality())
    assert centrality.harmonic(network).to_numpy() == pytest.approx(expected, rel=1e-9)
    assert cohesion.mean_distance(network).value == pytest.approx(network.graph.average_path_length())


def test_betweenness_of_krackhardts_kite():
    kite = from_networkx(nx.krackhardt_kite_graph())
    # Andre, Beverly, Carol, Diane, Ed, Fernando, Garth, Heather, Ike, Jane; of 36 pairs.
    published = [0.023, 0.023, 0.000, 0.102, 0.000, 0.231, 0.231, 0.389, 0.222, 0.000]
    assert (centrality.betweenness(kite).actors / 36).tolist() == pytest.approx(published, abs=5e-4)
    assert set(bridging.articulation_points(kite)["id"]) == {"7", "8"}


def test_betweenness_of_the_medici():
    families = from_networkx(nx.florentine_families_graph())
    found = centrality.betweenness(families).actors / (14 * 13 / 2)
    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Strozzi"] == pytest.approx(0.103, abs=5e-4)
    assert found["Guadagni"] == pytest.approx(0.255, abs=5e-4)
