"""GraphML and XGMML: hand-worked files, and real ones beside networkx and igraph."""

import igraph
import networkx as nx

from tests.unit.xml_samples import GRAPHML, RAW, XGMML, keys, needs_raw, raw, read, records


def test_graphml_gives_actors_by_keys_wherever_they_stand():
    grids = read("graphml", GRAPHML)
    assert records(grids["actors"]) == [
        {"id": "n0", "name": "Chambre", "Actor type": "public", "weight": "1"},
        {"id": "n1", "name": "n1", "Actor type": "unknown kind", "weight": "1"},
        {"id": "n1::n0", "name": "Inner", "parent": "n1", "Actor type": "unknown kind", "weight": "1"},
    ]
    assert keys(grids) == ["hyperedges", "left_aside"]


def test_graphml_gives_ties_whose_own_direction_goes_first():
    assert records(read("graphml", GRAPHML)["ties"]) == [
        {"source": "n0", "target": "n1", "directed": "true", "weight": "3", "d9": "said"},
        {"source": "n1", "target": "n1::n0", "directed": "false", "weight": "1"},
    ]


def test_graphml_of_yed_takes_labels_and_arrows():
    text = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
     <key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
     <key attr.name="description" attr.type="string" for="node" id="d5"/>
     <graph edgedefault="directed" id="G"><node id="n0"><data key="d5"><![CDATA[said & done]]></data>
      <data key="d6"><y:ShapeNode><y:Fill color="#FFCC00"/><y:NodeLabel x="3"> Chambre
       <y:LabelModel/></y:NodeLabel><y:NodeLabel>second</y:NodeLabel></y:ShapeNode></data></node>
     <node id="n1" yfiles.foldertype="group"/>
     <edge id="e0" source="n0" target="n1" sourceport="p"><data key="d10"><y:PolyLineEdge>
      <y:Arrows source="none" target="none"/>
      <y:EdgeLabel>funds</y:EdgeLabel></y:PolyLineEdge></data></edge>
     <edge id="e1" source="n1" target="n0"><data key="d10">
      <y:Arrows source="none" target="standard"/></data></edge>
    </graph></graphml>"""
    grids = read("graphml", text)
    assert records(grids["actors"]) == [
        {"id": "n0", "name": "Chambre", "description": "said & done", "further labels": "second"},
        {"id": "n1", "name": "n1"},
    ]
    assert records(grids["ties"]) == [
        {"source": "n0", "target": "n1", "directed": "false", "label": "funds", "sourceport": "p"},
        {"source": "n1", "target": "n0", "directed": "true"},
    ]
    assert keys(grids) == ["no_arrows", "left_aside"]


def test_graphml_of_gephi_leaves_the_drawing_aside_for_its_size_is_no_head_count():
    titles = ["r", "g", "b", "x", "y", "size", "staff"]
    declared = "".join(f'<key id="{t}" for="node" attr.name="{t}"/>' for t in titles)
    values = "".join(f'<data key="{t}">1</data>' for t in titles)
    text = f"<graphml>{declared}<graph><node id='a'>{values}</node></graph></graphml>"
    grids = read("graphml", text)
    assert records(grids["actors"]) == [{"id": "a", "name": "a", "staff": "1"}]
    assert keys(grids) == ["left_aside"]
    alone = read("graphml", text.replace('"r"', '"q"'))
    assert records(alone["actors"])[0]["size"] == "1"


def test_graphml_of_several_graphs_says_which():
    one = (
        "<graph id='{0}' edgedefault='directed'><node id='{0}1'/><edge source='{0}1' target='{0}1'/></graph>"
    )
    grids = read("graphml", f"<graphml>{one.format('A')}{one.format('B')}</graphml>")
    assert [row["network"] for row in records(grids["actors"])] == ["A", "B"]
    assert [row["network"] for row in records(grids["ties"])] == ["A", "B"]
    assert keys(grids) == ["networks"]


def test_graphml_a_key_declared_for_the_other_side_still_gives_its_title():
    text = (
        "<graphml><key id='d0' for='node' attr.name='strength'/><graph>"
        "<edge source='a' target='b'><data key='d0'>2</data></edge></graph></graphml>"
    )
    assert records(read("graphml", text)["ties"])[0]["strength"] == "2"


def test_graphml_written_by_networkx_and_igraph_comes_back(tmp_path):
    graph = nx.DiGraph()
    graph.add_node("x", label="Chambre", size=3)
    graph.add_edge("x", "y", weight=2.5, type="funds")
    written = "\n".join(nx.generate_graphml(graph))
    grids = read("graphml", written)
    assert records(grids["actors"]) == [{"id": "x", "name": "Chambre", "size": "3"}, {"id": "y", "name": "y"}]
    assert records(grids["ties"]) == [
        {"source": "x", "target": "y", "directed": "true", "weight": "2.5", "type": "funds"}
    ]
    other = igraph.Graph([(0, 1)], vertex_attrs={"name": ["Chambre", "Coop"]})
    other.write_graphml(str(tmp_path / "x.graphml"))
    actors = records(read("graphml", (tmp_path / "x.graphml").read_bytes())["actors"])
    assert actors == [{"id": "n0", "name": "Chambre"}, {"id": "n1", "name": "Coop"}]


def test_xgmml_gives_actors_with_lists_and_groups():
    grids = read("xgmml", XGMML)
    assert records(grids["actors"]) == [
        {"id": "1", "name": "Chambre", "pays": "FR", "tags": "a;b"},
        {"id": "2", "name": "Group"},
        {"id": "3", "name": "Inner", "parent": "2"},
    ]
    assert keys(grids) == ["left_aside"]


def test_xgmml_gives_ties_with_kind_and_direction():
    assert records(read("xgmml", XGMML)["ties"]) == [
        {
            "source": "1",
            "target": "2",
            "kind": "pp",
            "weight": "4",
            "directed": "false",
            "label": "Chambre (pp) Group",
        },
        {"source": "2", "target": "3", "directed": "true"},
    ]


def test_values_inside_graphics_or_hyperedges_go_nowhere():
    text = (
        "<graphml><graph><node id='a'><port name='p'><data key='k'>v</data></port></node></graph></graphml>"
    )
    grids = read("graphml", text)
    assert records(grids["actors"]) == [{"id": "a", "name": "a"}]
    assert "connection points" in grids["actors"].notes[0].text("en")


def test_text_of_marks_inside_a_value_is_kept():
    value = "<data key='k'>one <p>two <data>three</data></p></data>"
    text = f"<graphml><graph><node id='a'>{value}</node></graph></graphml>"
    assert records(read("graphml", text)["actors"])[0]["k"] == "one  three two"


@needs_raw
def test_misplaced_keys_and_a_wrong_ending_lose_nothing():
    grids = raw("graphml", "esf_groups_graphml_named.gml")
    actors, ties = records(grids["actors"]), records(grids["ties"])
    assert (len(actors), len(ties)) == (1080, 500)
    text = (RAW / "esf_groups_graphml_named.gml").read_text(encoding="utf-8")
    assert sum("country" in actor for actor in actors) == text.count("<data key='country'>") - text.count(
        "<data key='country'></data>"
    )
    assert actors[0]["type"] == "Network or federation"
    assert ties[0] == {"source": "829", "target": "23", "directed": "true", "type": "Is Part Of"}


@needs_raw
def test_moviegalaxies_as_igraph_reads_it():
    grids = raw("graphml", "moviegalaxies.graphml")
    graph = igraph.Graph.Read_GraphML(str(RAW / "moviegalaxies.graphml"))
    actors, ties = records(grids["actors"]), records(grids["ties"])
    assert (len(actors), len(ties)) == (graph.vcount(), graph.ecount()) == (27, 102)
    assert [actor["id"] for actor in actors] == graph.vs["id"]
    assert [int(actor["partition"]) for actor in actors] == graph.vs["partition"]
    ids = graph.vs["id"]
    assert [(tie["source"], tie["target"]) for tie in ties] == [
        (ids[a], ids[b]) for a, b in graph.get_edgelist()
    ]
    assert {tie["directed"] for tie in ties} == {"false"}


@needs_raw
def test_cytoscape_as_networkx_reads_it():
    # igraph refuses this file: nodes and edges have keys of one id.
    grids = raw("graphml", "cytoscape_exptest.graphml")
    graph = nx.read_graphml(RAW / "cytoscape_exptest.graphml")
    actors, ties = records(grids["actors"]), records(grids["ties"])
    assert (len(actors), len(ties)) == (len(graph), graph.number_of_edges()) == (41, 118)
    for actor in actors:
        said = {key: str(value) for key, value in graph.nodes[actor["id"]].items() if str(value)}
        assert said.pop("label", actor["name"]) == actor["name"]
        assert said == {key: value for key, value in actor.items() if key not in ("id", "name")}
    for tie in ties:
        said = {key: str(value) for key, value in graph.edges[tie["source"], tie["target"]].items()}
        assert said.pop("interaction") == tie["kind"]
        assert said.pop("canonicalName") == tie["canonicalName"]
        assert float(said["mr_all"]) == float(tie["mr_all"])
    assert {tie["directed"] for tie in ties} == {"true"}
