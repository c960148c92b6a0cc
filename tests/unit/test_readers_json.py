from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphlib.errors import InputError
from graphlib.readers import read_files
from graphlib.readers.formats.objects import cx, cytoscape, kumu, node_link, records
from graphlib.readers.formats.objects.json_shape import shape
from graphlib.readers.formats.objects.json_text import parsed, text_of
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_CELL
from graphlib.reports.open_formats import network_bytes

RAW = Path(__file__).parents[3] / "shared/data/raw"
FORMATS = {
    "kumu": kumu,
    "cx": cx,
    "cx2": cx,
    "cytoscape": cytoscape,
    "node_link": node_link,
    "records": records,
}

PROJECT = {
    "name": "P",
    "attributes": [{"_id": "attr-1", "name": "Label"}],
    "elements": [
        {
            "_id": "e1",
            "attributes": {"label": "Alpha", "element type": "NGO", "Tags": ["sea", "coast"], "Budget": 3.0},
        },
        {"_id": "e2", "attributes": {"label": "Beta", "element type": None}},
    ],
    "connections": [
        {
            "_id": "c1",
            "from": "e1",
            "to": "e2",
            "direction": "mutual",
            "attributes": {"connection type": "funds"},
        },
        {"_id": "c2", "from": "e2", "to": "e1", "direction": "directed", "delayed": True, "attributes": {}},
    ],
    "loops": [{"_id": "l1", "attributes": {"label": "Growth"}, "connections": ["c1", "c2"]}],
}

CX1 = [
    {"numberVerification": [{"longNumber": 281474976710655}]},
    {"nodes": [{"@id": 1, "n": "Alpha", "r": "x:1"}]},
    {"edges": [{"@id": 9, "s": 1, "t": 2, "i": "funds"}]},
    {"nodeAttributes": [{"po": [1, 2], "n": "type", "v": "NGO"}, {"po": 1, "n": "name", "v": "Alpha"}]},
    {"nodes": [{"@id": 2}]},
    {"nodeAttributes": [{"po": 2, "n": "name", "v": "Beta"}]},
    {"edgeAttributes": [{"po": 9, "n": "since", "v": ["2020", "2021"], "d": "list_of_string"}]},
    {"cartesianLayout": [{"node": 1, "x": 0.0, "y": 0.0}]},
    {"status": [{"error": "", "success": True}]},
]

CX2 = [
    {"CXVersion": "2.0", "hasFragments": False},
    {
        "attributeDeclarations": [
            {
                "nodes": {"name": {"a": "n"}, "type": {"d": "string", "v": "NGO"}},
                "edges": {"interaction": {"a": "i", "v": "meets"}, "weight": {"d": "double"}},
            }
        ]
    },
    {"nodes": [{"id": 1, "x": 1.0, "v": {"n": "Alpha", "type": "firm"}}, {"id": 2, "v": {"n": "Beta"}}]},
    {
        "edges": [
            {"id": 1, "s": 1, "t": 2, "v": {"weight": 2.5}},
            {"id": 2, "s": 2, "t": 1, "v": {"i": "funds"}},
        ]
    },
    {"status": [{"success": False, "error": "cut"}]},
]


def cyjs(*names: str) -> dict[str, object]:
    """Give a Cytoscape network with a node of each name, and a tie from the first to the last."""
    return {
        "data": {"name": "net"},
        "elements": {
            "nodes": [
                {"data": {"id": name, "name": name.upper()}, "position": {"x": 1, "y": 2}} for name in names
            ],
            "edges": [{"data": {"id": "e", "source": names[0], "target": names[-1], "interaction": "funds"}}],
        },
    }


def code(content: object) -> bytes:
    """Write a value as JSON."""
    return json.dumps(content).encode()


def rows(content: object, module: object) -> tuple[list[list[str]], list[list[str]]]:
    """Read both tables of a value written as JSON."""
    data = content if isinstance(content, bytes) else code(content)
    assert module.recognises(data)
    actors, ties = module.read(data, file="f.json", name="f")
    assert (actors.table, ties.table) == ("actors", "ties")
    return actors.rows, ties.rows


def said(grid: Grid) -> str:
    """Give all remarks on a grid as one text."""
    return " ".join(problem.what.text("en") for problem in grid.notes)


def refused(data: bytes, module: object) -> str:
    """Give the words with which a file is refused."""
    with pytest.raises(InputError) as raised:
        module.read(data, file="f.json", name="f")
    return " ".join(problem.what.text("en") for problem in raised.value.problems)


def raw(name: str) -> bytes:
    """Give a real file, or skip."""
    if not (RAW / name).exists():
        pytest.skip("the real files are not on this machine (../shared/data/raw)")
    return (RAW / name).read_bytes()


# JSON itself


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    assert parsed('{"nom": "Évry-sur-Seine, à côté"}'.encode(encoding), file="f").value == {
        "nom": "Évry-sur-Seine, à côté"
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('var x = {"a": 1};', {"a": 1}),
        ('export const x = [1]\n', [1]),
        ('callback({"a": 1});', {"a": 1}),
        ('window.data = {"a": 1}', {"a": 1}),
        ('var nodes = [1];\nvar edges = [2];', {"nodes": [1], "edges": [2]}),
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        ("[123456789012345678901234567890, 1e999]", ["123456789012345678901234567890", "1e999"]),
    ],
)  # fmt: skip
def test_scripts_lines_and_large_numbers_are_read(text: str, value: object) -> None:
    assert parsed(text.encode(), file="f").value == value


def test_what_json_leaves_open_is_told() -> None:
    read = parsed(b'[{"a": 1, "a": 2, "b": NaN}, {"c": -Infinity}]', file="f")
    assert read.value == [{"a": 2, "b": None}, {"c": None}]
    assert [problem.what.values["count"] for problem in read.notes] == [1, 2]


def test_a_fault_is_told_with_its_line_and_place() -> None:
    with pytest.raises(InputError) as raised:
        parsed(b'{\n "a": 1,\n "b": oops\n}', file="f")
    (problem,) = raised.value.problems
    assert problem.row == 3
    assert "line 3, place 7" in problem.what.text("en")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"elements": [{"_id": "a"}', "breaks off"),
        (b'{"nodes": ' + b"[" * 100_000, "deeply"),
        (b'{"nodes": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, "deeply"),
        (b"", "blank"),
        (b"{'nodes': []}", "not valid JSON"),
    ],
)
def test_damaged_json_is_refused(data: bytes, words: str) -> None:
    assert words in refused(data, node_link)


def test_values_become_cells() -> None:
    values = [
        None,
        True,
        2.0,
        0.1,
        "  a ",
        ["a", 2, None],
        ["a;b", "c"],
        {"k": [1]},
        [],
        float("nan"),
        "\ud800\0",
    ]
    assert [text_of(value) for value in values] == [
        "", "true", "2", "0.1", "a", "a;2", '["a;b","c"]', '{"k":[1]}', "", "", "\ufffd",
    ]  # fmt: skip


# Which format it is


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PROJECT, "kumu"),
        ({"elements": [{"label": "A"}], "connections": []}, "kumu"),
        (CX1, "cx"),
        (CX2, "cx2"),
        (cyjs("a"), "cytoscape"),
        ({"net.tsv": cyjs("a")}, "cytoscape"),
        ([{"data": {"id": "a"}}], "cytoscape"),
        ({"elements": [{"group": "nodes", "data": {"id": "a"}}]}, "cytoscape"),
        ({"nodes": [{"id": "a"}], "links": []}, "node_link"),
        ({"nodes": ["a"], "edges": []}, "node_link"),
        ({"graph": {"nodes": {"a": {}}, "edges": []}}, "node_link"),
        ({"id": 1, "children": [{"id": 2}]}, "node_link"),
        ([{"name": "A", "type": "NGO"}], "records"),
        ({"results": [{"name": "A"}]}, "records"),
        ({"type": "nothing"}, None),
        ([1, 2], None),
    ],
)
def test_each_format_is_told_from_the_others(content: object, expected: str | None) -> None:
    data = code(content)
    assert shape(data) == expected
    assert shape(b"\xef\xbb\xbf \n" + data) == expected
    assert shape(b"var x = " + data) == expected
    recognising = {module for module in FORMATS.values() if module.recognises(data)}
    assert recognising == ({FORMATS[expected]} if expected else set())


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2", b"<xml/>", b"PK\x03\x04", b"name;[x]", b"{", b"\xff\xfe"])
def test_what_is_no_json_is_nobodys(data: bytes) -> None:
    assert shape(data) is None


# Kumu


def test_a_kumu_project_is_read() -> None:
    actors, ties = rows(PROJECT, kumu)
    assert actors == [
        ["id", "name", "type", "themes", "Budget"],
        ["e1", "Alpha", "NGO", "sea;coast", "3"],
        ["e2", "Beta", "", "", ""],
    ]
    assert ties == [
        ["source", "target", "kind", "directed", "direction", "delayed"],
        ["e1", "e2", "funds", "no", "mutual", ""],
        ["e2", "e1", "", "yes", "directed", "true"],
    ]
    grid = kumu.read(code(PROJECT), file="f", name="f")[0]
    assert "One loop was left aside (Growth)" in said(grid)


def test_kumu_maps_are_kept_where_there_are_several() -> None:
    maps = [
        {
            "name": "North",
            "elements": [{"element": "e1"}, {"element": "e2"}],
            "connections": [{"connection": "c1"}],
        },
        {"name": "South", "elements": [{"element": "e1"}], "connections": []},
    ]
    actors, ties = rows({**PROJECT, "maps": maps}, kumu)
    assert [row[actors[0].index("map")] for row in actors[1:]] == ["North;South", "North"]
    assert [row[ties[0].index("map")] for row in ties[1:]] == ["North", ""]


def test_elements_on_no_map_are_read_and_told() -> None:
    project = {**PROJECT, "maps": [{"name": "M", "elements": [{"element": "e1"}]}]}
    grid = kumu.read(code(project), file="f", name="f")[0]
    assert [row[grid.rows[0].index("map")] for row in grid.rows[1:]] == ["M", ""]
    assert "One element is on no map of the project (Beta)" in said(grid)


def test_a_kumu_blueprint_names_ends_by_label() -> None:
    actors, ties = rows(
        {
            "elements": [{"label": "A", "type": "Letter", "tags": ["one"], "Dessert": "ice"}, {"label": "B"}],
            "connections": [{"from": "A", "to": "B", "type": "likes"}],
        },
        kumu,
    )
    assert actors == [
        ["id", "name", "type", "themes", "Dessert"],
        ["A", "A", "Letter", "one", "ice"],
        ["B", "B", "", "", ""],
    ]
    assert ties == [["source", "target", "kind"], ["A", "B", "likes"]]


# CX


def test_cx_pieces_are_put_together() -> None:
    actors, ties = rows(CX1, cx)
    assert actors == [
        ["id", "name", "represents", "type"],
        ["1", "Alpha", "x:1", "NGO"],
        ["2", "Beta", "", "NGO"],
    ]
    assert ties == [["source", "target", "kind", "since"], ["1", "2", "funds", "2020;2021"]]
    assert "cartesianLayout" in said(cx.read(code(CX1), file="f", name="f")[0])


def test_cx2_short_names_and_declared_values_are_written_out() -> None:
    actors, ties = rows(CX2, cx)
    assert actors == [["id", "name", "type"], ["1", "Alpha", "firm"], ["2", "Beta", "NGO"]]
    assert ties == [
        ["source", "target", "kind", "weight"],
        ["1", "2", "meets", "2.5"],
        ["2", "1", "funds", ""],
    ]
    assert "its export failed" in said(cx.read(code(CX2), file="f", name="f")[0])


def test_a_cx_name_that_says_another_thing_is_kept() -> None:
    content = [*CX1, {"nodeAttributes": [{"po": 1, "n": "represents", "v": "y"}]}]
    actors, _ = rows(content, cx)
    assert actors[0] == ["id", "name", "represents", "type", "represents (2)"]
    assert actors[1] == ["1", "Alpha", "x:1", "NGO", "y"]


# Cytoscape


def test_cytoscape_in_all_its_forms() -> None:
    network = cyjs("a", "b")
    flat = [*network["elements"]["nodes"], *network["elements"]["edges"]]
    expected = (
        [["id", "name"], ["a", "A"], ["b", "B"]],
        [["source", "target", "kind", "id"], ["a", "b", "funds", "e"]],
    )
    for content in (network, {"elements": flat}, flat, {"net": network}):
        assert rows(content, cytoscape) == expected
    assert "positions" in said(cytoscape.read(code(network), file="f", name="f")[0])


def test_several_cytoscape_networks_are_joined_by_id() -> None:
    second = cyjs("a", "c")
    second["elements"]["nodes"][0]["data"]["name"] = "Other"
    actors, ties = rows({"one": cyjs("a", "b"), "two": second}, cytoscape)
    assert actors == [["id", "network", "name"], ["a", "one;two", "A"], ["b", "one", "B"], ["c", "two", "C"]]
    assert [row[:3] + row[4:] for row in ties[1:]] == [["a", "b", "funds", "e"], ["a", "c", "funds", "e"]]
    grid = cytoscape.read(code({"one": cyjs("a", "b"), "two": second}), file="f", name="f")[0]
    assert "One value differs between the networks" in said(grid)


def test_networkx_cytoscape_data_is_read() -> None:
    graph = nx.DiGraph()
    graph.add_node("a", size=3)
    graph.add_edge("a", "b", weight=2)
    actors, ties = rows(nx.cytoscape_data(graph), cytoscape)
    assert actors == [["id", "size", "name"], ["a", "3", "a"], ["b", "", "b"]]
    assert ties == [["source", "target", "weight"], ["a", "b", "2"]]


# Nodes and links


@pytest.mark.parametrize("word", ["links", "edges"])
def test_networkx_node_link_is_read(word: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", sector="NGO")
    graph.add_edge("a", "b", kind="funds")
    actors, ties = rows(nx.node_link_data(graph, edges=word), node_link)
    assert actors == [["id", "sector"], ["a", "NGO"], ["b", ""]]
    assert ties == [["source", "target", "directed", "kind", "key"], ["a", "b", "yes", "funds", "0"]]


def test_d3_links_by_position_and_by_node() -> None:
    nodes = [{"name": "Alpha", "group": 1}, {"name": "Beta", "group": 2}]
    expected = [["source", "target", "weight"], ["Alpha", "Beta", "3"]]
    actors, ties = rows({"nodes": nodes, "links": [{"source": 0, "target": 1, "value": 3}]}, node_link)
    assert actors == [["id", "name", "group"], ["Alpha", "Alpha", "1"], ["Beta", "Beta", "2"]]
    assert ties == expected
    drawn = [{**node, "index": place, "x": 1.5, "y": 2.5, "vx": 0} for place, node in enumerate(nodes)]
    actors, ties = rows(
        {"nodes": drawn, "links": [{"source": drawn[0], "target": drawn[1], "value": 3, "index": 0}]},
        node_link,
    )
    assert actors == [["id", "name", "group"], ["Alpha", "Alpha", "1"], ["Beta", "Beta", "2"]]
    assert ties == expected


def test_numbers_that_are_ids_are_no_positions() -> None:
    nodes = [{"id": 5}, {"id": 1}, {"id": 0}]
    _, ties = rows({"nodes": nodes, "links": [{"source": 1, "target": 0}]}, node_link)
    assert ties[1] == ["1", "0"]
    _, ties = rows({"nodes": nodes, "links": [{"source": 1, "target": 2}]}, node_link)
    assert ties[1] == ["1", "0"]


def test_graphology_attributes_are_columns_and_drawn_sizes_are_no_organisations_sizes() -> None:
    content = {
        "options": {"type": "mixed"},
        "nodes": [
            {
                "key": "a",
                "attributes": {"label": "Alpha", "x": 1, "y": 2, "size": 9, "color": "#f00", "staff": 4},
            },
            {"key": "b"},
        ],
        "edges": [
            {"key": "e", "source": "a", "target": "b", "undirected": True, "attributes": {"since": 2020}}
        ],
    }
    actors, ties = rows(content, node_link)
    assert actors == [["id", "label", "staff", "drawn size"], ["a", "Alpha", "4", "9"], ["b", "", "", ""]]
    assert ties == [["source", "target", "directed", "key", "since"], ["a", "b", "no", "e", "2020"]]


def test_what_sigma_draws_is_told_apart_from_what_it_says() -> None:
    content = {
        "nodes": [
            {"id": "a", "x": 1.0, "y": 2.0, "size": 3, "attributes": {"type": "NGO"}},
            {"id": "b", "x": 0, "y": 0},
        ],
        "edges": [{"id": "0", "source": "a", "target": "b", "size": 2.5, "color": "red", "attributes": {}}],
    }
    actors, ties = rows(content, node_link)
    assert actors == [["id", "type", "drawn size"], ["a", "NGO", "3"], ["b", "", ""]]
    assert ties == [["source", "target", "id", "drawn size"], ["a", "b", "0", "2.5"]]
    remark = said(node_link.read(code(content), file="f", name="f")[0])
    assert "positions" in remark
    assert "styles" in remark


def test_vis_says_from_and_to() -> None:
    content = {
        "nodes": [{"id": 1, "label": "Alpha"}, {"id": 2}],
        "edges": [{"from": 1, "to": 2, "label": "funds"}],
    }
    actors, ties = rows(content, node_link)
    assert actors == [["id", "label"], ["1", "Alpha"], ["2", ""]]
    assert ties == [["source", "target", "label"], ["1", "2", "funds"]]


def test_json_graph_format_in_both_versions() -> None:
    graph = {
        "directed": False,
        "nodes": {"a": {"label": "Alpha", "metadata": {"sector": "NGO"}}, "b": {"label": "Beta"}},
        "edges": [
            {"source": "a", "target": "b", "relation": "funds", "directed": True, "metadata": {"weight": 2}}
        ],
    }
    actors, ties = rows({"graph": graph}, node_link)
    assert actors == [["id", "label", "sector"], ["a", "Alpha", "NGO"], ["b", "Beta", ""]]
    assert ties == [["source", "target", "kind", "directed", "weight"], ["a", "b", "funds", "yes", "2"]]
    older = {**graph, "nodes": [{"id": key, **node} for key, node in graph["nodes"].items()], "label": "Old"}
    actors, ties = rows({"graphs": [older, {"label": "New", "nodes": [{"id": "c"}], "edges": []}]}, node_link)
    assert actors[0] == ["id", "network", "label", "sector"]
    assert [row[:2] for row in actors[1:]] == [["a", "Old"], ["b", "Old"], ["c", "New"]]


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph])
def test_networkx_adjacency_lists_a_tie_once(kind: type) -> None:
    graph = kind([("a", "b"), ("b", "c"), ("a", "a")])
    actors, ties = rows(nx.adjacency_data(graph), node_link)
    assert [row[0] for row in actors[1:]] == ["a", "b", "c"]
    ends = sorted(tuple(row[:2]) for row in ties[1:])
    assert ends == [("a", "a"), ("a", "b"), ("b", "c")]


def test_a_tree_is_ties_from_above_to_below() -> None:
    graph = nx.DiGraph([("root", "left"), ("root", "right"), ("left", "leaf")])
    _, ties = rows(nx.tree_data(graph, "root"), node_link)
    assert sorted(tuple(row) for row in ties[1:]) == [
        ("left", "leaf", "yes"), ("root", "left", "yes"), ("root", "right", "yes"),
    ]  # fmt: skip
    names = {
        "name": "all",
        "children": [{"name": "x", "children": [{"name": "z"}]}, {"name": "y", "children": [{"name": "z"}]}],
    }
    actors, _ = rows(names, node_link)
    assert [row[0] for row in actors[1:]] == ["all", "x", "z", "y", "y / z"]


def test_our_own_export_gives_the_same_network_again() -> None:
    files = {
        "actors.csv": b"id,name,sector,size,x,y\na,Alpha,public,12,1,2\nb,Beta,company,,3,4\nc,Gamma,,,,",
        "ties.csv": b"source,target,kind,weight,since,directed\na,b,meets,2,2024-01-01,no\nb,c,funds,1,,no\n",
    }
    network = read_files(files).network
    actors, ties = node_link.read(network_bytes(network, "json"), file="x.json", name="x")
    csv = {
        f"{grid.table}.csv": "\n".join(",".join(row) for row in grid.rows).encode() for grid in (actors, ties)
    }
    assert read_files(csv).network.fingerprint == network.fingerprint
    assert not actors.notes


# Lists of records


def test_lists_of_records_are_tables() -> None:
    (grid,) = records.read(
        b'[{"nom": "A", "mots": ["x", "y"]}, {"nom": "B", "lieu": {"ville": "Nantes"}}]', file="f", name="f"
    )
    assert grid.rows == [["nom", "mots", "lieu"], ["A", "x;y", ""], ["B", "", '{"ville":"Nantes"}']]
    assert grid.table is None
    several = records.read(
        b'{"total": 2, "actors": [{"id": 1}], "ties": [{"source": 1, "target": 2}]}', file="f", name="f"
    )
    assert [(grid.name, grid.rows[0]) for grid in several] == [
        ("actors", ["id"]),
        ("ties", ["source", "target"]),
    ]
    assert "total" in said(several[0])


def test_long_texts_are_cut_and_told() -> None:
    (grid,) = records.read(code([{"a": "x" * (MAX_CELL + 5)}]), file="f", name="f")
    assert len(grid.rows[1][0]) == MAX_CELL
    assert "“a”" in said(grid)


def test_too_many_columns_or_cells_are_refused() -> None:
    assert "columns" in refused(code([{str(n): n} for n in range(501)]), records)
    assert "cells" in refused(code([{str(n): n for n in range(400)}, *[{}] * 100_001]), records)


# Real files


@pytest.mark.parametrize(
    ("name", "module", "counts", "headings"),
    [
        ("kumu_omidyar_us_financial_inclusion.json", kumu, (230, 232), {"name", "type", "description"}),
        ("kumu_snap_to_project.json", kumu, (51, 113), {"name", "type", "region", "2014 population"}),
        ("ndex_wnt.cx", cx, (32, 74), {"name", "represents", "TYPE"}),
        ("ndex_demo.cx2", cx, (6, 6), {"name", "annot_source", "genes"}),
        ("cytoscape_web_session_cyjs_in_js.js", cytoscape, (233, 330), {"name", "Column_2", "Degree"}),
    ],
)
def test_real_files_give_what_they_hold(
    name: str, module: object, counts: tuple[int, int], headings: set[str]
) -> None:
    data = raw(name)
    assert [other for other in FORMATS.values() if other.recognises(data)] in ([module], [module, module])
    actors, ties = module.read(data, file=name, name=name)
    assert (len(actors.rows) - 1, len(ties.rows) - 1) == counts
    assert headings <= set(actors.rows[0])
    assert {end for row in ties.rows[1:] for end in row[:2]} <= {row[0] for row in actors.rows[1:]}


# Whatever comes


NAMES = """nodes links edges elements connections data id source target attributes children graph graphs x y
    adjacency maps loops @id s t po n v metadata key label CXVersion attributeDeclarations"""
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
VALUES = st.recursive(
    PLAIN | st.sampled_from(["a", "b", 0, 1]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(NAMES.split())), inner, max_size=4)
    ),
    max_leaves=25,
)


def read_or_refused(module: object, data: bytes) -> None:
    """Read, and check that whatever is given are whole tables of text; a refusal says why."""
    module.recognises(data)
    try:
        grids = module.read(data, file="f", name="f")
        problems = [problem for grid in grids for problem in grid.notes]
    except InputError as error:
        grids, problems = [], list(error.problems)
    assert grids or problems
    assert all(problem.what.text("fr") and problem.fix.text("en") for problem in problems)
    for grid in grids:
        assert len({len(row) for row in grid.rows}) == 1
        assert all(isinstance(cell, str) and cell.encode() is not None for row in grid.rows for cell in row)


@given(content=VALUES)
@pytest.mark.parametrize("module", [kumu, cx, cytoscape, node_link, records])
def test_any_json_is_read_or_refused(module: object, content: object) -> None:
    read_or_refused(module, json.dumps(content).encode())


@given(
    place=st.integers(0, 10_000),
    bits=st.binary(max_size=6),
    length=st.integers(0, 20),
    which=st.integers(0, 3),
)
@pytest.mark.parametrize("module", [kumu, cx, cytoscape, node_link, records])
def test_any_mutated_file_is_read_or_refused(
    module: object, place: int, bits: bytes, length: int, which: int
) -> None:
    whole = code((PROJECT, CX1, CX2, {"one": cyjs("a", "b"), "two": cyjs("a")})[which])
    start = place % len(whole)
    read_or_refused(module, whole[:start] + bits + whole[start + length :])


def test_one_flat_object_a_line_is_a_list_of_ties() -> None:
    lines = b'{"source": "a", "target": "b"}\n{"source": "b", "target": "c"}\n'
    reading = read_files({"x.jsonl": lines})
    assert (reading.files[0].format, list(reading.network.ids)) == ("json", ["a", "b", "c"])
