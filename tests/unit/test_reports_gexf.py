"""GEXF: as its published schema says, and read by networkx once it bears the version that it knows."""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element

import networkx
import pytest
from defusedxml import ElementTree

from graphlib.network import Network
from graphlib.reports.open_formats import network_bytes
from tests.unit import open_format_samples as samples
from tests.unit.open_format_samples import HOSTILE, with_signs


@pytest.fixture(name="network")
def hostile() -> Network:
    return samples.network()


@pytest.fixture(name="flows")
def directed() -> Network:
    return samples.flows()


@pytest.fixture(name="mixed")
def both() -> Network:
    return samples.mixed()


def as_gexf_1_2(content: bytes) -> bytes:
    """Say of a file that it is of the version that networkx knows; nothing else changes."""
    return (
        content.replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft", 2)
        .replace(b'version="1.3"', b'version="1.2"', 1)
    )  # fmt: skip


def test_networkx_reads_the_gexf(network: Network, flows: Network) -> None:
    graph = networkx.read_gexf(io.BytesIO(as_gexf_1_2(network_bytes(network, "gexf"))))
    assert [graph.nodes[key]["label"] for key in network.ids] == with_signs(HOSTILE)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (9, 10)
    assert graph.nodes["a0"]["viz"]["color"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    assert graph.nodes["a0"]["size"] == 1.5
    assert graph.edges["a0", "event:e"]["date"] == "2026-01-15"
    directed = networkx.read_gexf(io.BytesIO(as_gexf_1_2(network_bytes(flows, "gexf"))))
    assert directed.is_directed()
    assert directed.number_of_edges("z", "p") == 2


GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
# Of the published schema (gexf.rnc, dynamics.rnc, viz.rnc of version 1.3): children, attributes.
STRUCTURE: dict[str, tuple[list[str], set[str], set[str]]] = {
    "gexf": (["meta", "graph"], {"version"}, {"variant"}),
    "meta": (["creator", "keywords", "description"], set(), {"lastmodifieddate"}),
    "creator": ([], set(), set()),
    "graph": (
        ["attributes", "nodes", "edges"],
        set(),
        {"defaultedgetype", "idtype", "timeformat", "start", "end", "mode", "timerepresentation", "timezone"},
    ),
    "attributes": (["attribute"], {"class"}, {"mode"}),
    "attribute": (["default", "options"], {"id", "title", "type"}, set()),
    "nodes": (["node"], set(), {"count"}),
    "edges": (["edge"], set(), {"count"}),
    "node": (["attvalues", "spells", "color", "size", "shape"], {"id"}, {"label", "start", "end", "pid"}),
    "edge": (
        ["attvalues", "spells"],
        {"source", "target"},
        {"id", "type", "label", "weight", "kind", "start", "end"},
    ),
    "attvalues": (["attvalue"], set(), set()),
    "attvalue": ([], {"for", "value"}, {"start", "end"}),
    "color": ([], {"r", "g", "b"}, {"a"}),
    "size": ([], {"value"}, set()),
    "shape": ([], {"value"}, {"uri"}),
}


def assert_follows_the_schema(element: Element) -> None:
    """Check one element and all in it against the published structure."""
    space = VIZ if element.tag.startswith(VIZ) else GEXF
    assert element.tag.startswith(space)
    tag = element.tag.removeprefix(space)
    assert (space == VIZ) == (tag in {"color", "size", "shape"})
    children, needed, allowed = STRUCTURE[tag]
    assert needed <= set(element.attrib) <= needed | allowed, tag
    order = [children.index(child.tag.split("}")[1]) for child in element]
    assert order == sorted(order), tag
    for child in element:
        assert_follows_the_schema(child)


def test_the_gexf_follows_the_published_schema(network: Network, mixed: Network, flows: Network) -> None:
    for one in (network, mixed, flows):
        root = ElementTree.fromstring(network_bytes(one, "gexf"))
        assert_follows_the_schema(root)
        assert root.attrib == {"version": "1.3"}
        declared = {
            kind: {
                found.get("id")
                for found in root.iterfind(f".//{GEXF}attributes[@class='{kind}']/{GEXF}attribute")
            }
            for kind in ("node", "edge")
        }
        nodes = list(root.iter(f"{GEXF}node"))
        edges = list(root.iter(f"{GEXF}edge"))
        known = {node.get("id") for node in nodes}
        assert len(known) == len(nodes) == int(root.find(f".//{GEXF}nodes").get("count"))
        assert len(edges) == int(root.find(f".//{GEXF}edges").get("count"))
        assert {edge.get(end) for edge in edges for end in ("source", "target")} <= known
        assert {edge.get("type") for edge in edges} <= {"directed", "undirected"}
        assert {shape.get("value") for shape in root.iter(f"{VIZ}shape")} <= {
            "disc", "square", "triangle", "diamond",
        }  # fmt: skip
        assert {found.get("type") for found in root.iter(f"{GEXF}attribute")} <= {
            "string",
            "double",
            "long",
            "boolean",
        }
        for kind, rows in (("node", nodes), ("edge", edges)):
            assert {value.get("for") for row in rows for value in row.iter(f"{GEXF}attvalue")} <= declared[
                kind
            ]


def test_the_gexf_says_kind_direction_and_days(mixed: Network) -> None:
    root = ElementTree.fromstring(network_bytes(mixed, "gexf"))
    graph = root.find(f"{GEXF}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert [edge.attrib for edge in root.iter(f"{GEXF}edge")][2] == {
        "source": "b", "target": "a", "type": "directed", "weight": "0.5", "kind": "loan",
        "start": "2024-01-01", "end": "2025-01-01",
    }  # fmt: skip
