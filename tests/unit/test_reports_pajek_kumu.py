"""Pajek files that other programs read, Kumu blueprints as Kumu describes them, and what Pajek loses."""

from __future__ import annotations

import json
from pathlib import Path

import igraph
import networkx
import pandas as pd
import pytest

from graphlib.network import Network
from graphlib.reports.open_formats import convert, losses, network_bytes
from tests.unit import open_format_samples as samples
from tests.unit.open_format_samples import HOSTILE


@pytest.fixture(name="network")
def hostile() -> Network:
    return samples.network()


@pytest.fixture(name="flows")
def directed() -> Network:
    return samples.flows()


@pytest.fixture(name="mixed")
def both() -> Network:
    return samples.mixed()


def test_the_kumu_file_is_a_blueprint(network: Network, mixed: Network) -> None:
    content = json.loads(network_bytes(network, "kumu"))
    assert list(content) == ["elements", "connections"]
    assert content["elements"][0] == {
        "id": "a0", "label": HOSTILE[0], "type": "company", "size": 1.5, "secretariat": True,
        "own_column": "=1+1", "table": "actors",
    }  # fmt: skip
    assert content["elements"][8] == {
        "id": "event:e", "label": "Forum", "event_id": "e", "start": "2026-01-15", "table": "events",
    }  # fmt: skip
    ids = [element["id"] for element in content["elements"]]
    assert len(set(ids)) == len(ids)
    for connection in content["connections"]:
        assert {connection["from"], connection["to"]} <= set(ids)
        assert connection["direction"] == "undirected"
    assert json.loads(network_bytes(mixed, "kumu"))["connections"][2] == {
        "from": "b", "to": "a", "direction": "directed", "type": "loan", "strength": 0.5,
        "since": "2024-01-01", "until": "2025-01-01", "confirmed": "unknown",
    }  # fmt: skip


def test_themes_are_tags_in_kumu() -> None:
    network = Network.build(pd.DataFrame({"id": ["a"], "themes": ["energy;water"], "Type": ["x"]}))
    assert json.loads(network_bytes(network, "kumu"))["elements"] == [
        {
            "id": "a",
            "label": "a",
            "type": None,
            "tags": ["energy", "water"],
            "secretariat": False,
            "Type (2)": "x",
        }
    ]
    assert "“Type” is called “Type (2)”" in losses(network, "kumu")[0].text("en")


def test_igraph_and_networkx_read_the_pajek_network(mixed: Network, flows: Network, tmp_path: Path) -> None:
    path = convert(mixed, tmp_path / "mixed.net")
    graph = igraph.Graph.Read_Pajek(str(path))
    assert graph.vs["name"] == ["The 'A'", "B/C D", "c"]
    assert sorted(zip(graph.es["weight"], graph.es["label"], strict=True)) == [
        (0.5, "loan"), (1.0, "gift"), (2.0, "gift"),
    ]  # fmt: skip
    path = convert(flows, tmp_path / "flows.net")
    read = networkx.read_pajek(path)
    assert sorted(read.nodes) == ["b", "p", "z"]
    assert sorted(read.edges()) == [("b", "p"), ("z", "p"), ("z", "p")]
    assert igraph.Graph.Read_Pajek(str(path)).is_directed()


def test_a_pajek_network_of_participations_is_two_mode(tmp_path: Path) -> None:
    actors = pd.DataFrame({"id": ["a", "b"], "name": ["Same", "Same"]})
    taken = pd.DataFrame({"actor_id": ["a", "b"], "event_id": ["e", "e"]})
    path = convert(Network.build(actors, None, None, taken), tmp_path / "x.net")
    assert path.read_text("utf-8").split("\n")[0] == "*Vertices 3 2"
    graph = igraph.Graph.Read_Pajek(str(path))
    assert graph.vs["name"] == ["Same (a)", "Same (b)", "e"]
    assert graph.get_edgelist() == [(0, 2), (1, 2)]


def test_a_pajek_project_has_relations_and_a_partition(mixed: Network, network: Network) -> None:
    assert network_bytes(mixed, "paj").decode("utf-8-sig").splitlines() == [
        "*Network Ties",
        "*Vertices 3",
        "1 \"The 'A'\"",
        '2 "B/C D"',
        '3 "c"',
        '*Edges :1 "gift"',
        "1 2 2.0",
        "1 3 1.0",
        '*Arcs :2 "loan"',
        "2 1 0.5",
        "",
        "*Partition Sectors (1 company)",
        "*Vertices 3",
        "1",
        "1",
        "1",
    ]
    text = network_bytes(network, "paj").decode()
    assert "*Network Participations" in text
    assert "*Vertices 9 8" in text
