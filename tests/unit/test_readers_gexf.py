"""GEXF of every version: hand-worked files, and real ones beside networkx."""

import contextlib
import time
from collections import Counter

import networkx as nx
import pytest

from graphlib.errors import InputError
from tests.unit.xml_samples import GEXF, RAW, keys, needs_raw, raw, read, records


def test_gexf_gives_actors_with_defaults_lists_and_parents():
    actors = records(read("gexf", GEXF)["actors"])
    assert actors == [
        {"id": "a", "name": "Chambre", "pays": "FR", "tags": "a;b"},
        {"id": "b", "name": "b", "pays": "BE", "tags": "x;y"},
        {"id": "c", "name": "Inner", "parent": "b", "pays": "FR"},
        {"id": "d", "name": "Pid", "parent": "a", "pays": "FR"},
    ]


def test_gexf_gives_ties_with_direction_dates_and_attributes():
    grids = read("gexf", GEXF)
    ends = [("a", "b"), ("b", "c"), ("c", "d")]
    ties = records(grids["ties"])
    assert [(tie.pop("source"), tie.pop("target")) for tie in ties] == ends
    assert ties == [
        {"weight": "2.5", "directed": "false", "since": "2024-01-05", "until": "2025-02-01"},
        {
            "directed": "false",
            "label": "funds",
            "proof": "report",
            "since": "2020-01-01",
            "until": "2021-06-01",
        },
        {"directed": "true"},
    ]
    assert sorted(keys(grids)) == ["left_aside", "mutual", "several_periods"]
    said = grids["actors"].notes[-1].what.text("en")
    assert "colours" in said
    assert "numbering" in said
    assert grids["ties"].notes == ()


def dynamic(edges):
    """Make a small GEXF 1.3 of edges in their own words."""
    declared = '<attribute id="weight" title="Weight" type="double"/>'
    return (
        '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph>'
        f'<attributes class="edge" mode="dynamic">{declared}</attributes>'
        f"<nodes/><edges>{edges}</edges></graph></gexf>"
    )


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ('start="2001" end="2003.0"', "2001", "2003"),
        ('startopen="2001"', "2001", None),
        ('timestamp="2004"', "2004", "2004"),
        ('timestamps="&lt;[2005, 2003]&gt;"', "2003", "2005"),
        ('intervals="&lt;[2001, 2003]; [2005, 2006]&gt;"', "2001", "2006"),
        ('intervals="&lt;[2001, Infinity]&gt;"', "2001", None),
        ('start="-Infinity" end="2003"', None, "2003"),
        ('start="2009-03-01T10:00:00.000+01:00"', "2009-03-01T10:00:00.000+01:00", None),
        ('start="2009-03-01Z"', "2009-03-01", None),
        ('datefrom="2009-03-01" dateto="2010-01-01"', "2009-03-01", "2010-01-01"),
    ],
)
def test_gexf_times_of_every_version(words, since, until):
    (tie,) = records(read("gexf", dynamic(f'<edge source="a" target="b" {words}/>'))["ties"])
    assert (tie.get("since"), tie.get("until")) == (since, until)


@pytest.mark.parametrize("words", ['start="2001" end="2003"', 'timestamp="2003"'])
def test_gexf_an_open_period_leaves_the_end_open(words):
    edge = f'<edge source="a" target="b"><spells><spell {words}/><spell start="2005"/></spells></edge>'
    assert "until" not in records(read("gexf", dynamic(edge))["ties"])[0]


@pytest.mark.parametrize(
    "text", ["[" * 300_000, "[ " * 150_000, "[" + " " * 300_000, "1," * 150_000, "1" * 300_000]
)
@pytest.mark.parametrize("name", ["intervals", "timestamps", "start"])
def test_gexf_times_without_end_take_bearable_time(name, text):
    began = time.process_time()
    with contextlib.suppress(InputError):
        read("gexf", dynamic(f'<edge source="a" target="b" {name}="{text}"/>'))
    assert time.process_time() - began < 2


def test_gexf_times_that_are_no_dates_are_kept_under_other_names():
    grids = read("gexf", dynamic('<edge source="a" target="b" start="1" end="2.5"/>'))
    assert records(grids["ties"]) == [
        {"source": "a", "target": "b", "time from": "1", "time to": "2.5", "directed": "false"}
    ]
    assert keys(grids) == ["steps"]


def test_gexf_keeps_the_last_value_in_time_whatever_the_order():
    moments = (("7", "2005"), ("1", "999"))
    values = "".join(f'<attvalue for="weight" value="{v}" timestamp="{t}"/>' for v, t in moments)
    grids = read("gexf", dynamic(f'<edge source="a" target="b"><attvalues>{values}</attvalues></edge>'))
    assert records(grids["ties"])[0]["weight"] == "7"
    assert keys(grids) == ["earlier_values"]


def test_gexf_kind_and_unknown_attributes_become_columns():
    (tie,) = records(
        read("gexf", dynamic('<edge source="a" target="b" kind="funds" id="x y" extra="1"/>'))["ties"]
    )
    assert tie == {
        "source": "a",
        "target": "b",
        "kind": "funds",
        "directed": "false",
        "id": "x y",
        "extra": "1",
    }


def test_gexf_of_the_first_version_and_without_namespace():
    text = (
        '<gexf><graph defaultedgetype="dir"><attributes class="node" type="static">'
        '<attribute id="0" title="t"/></attributes>'
        '<nodes><node id="a"><attvalues><attvalue id="0" value="v"/></attvalues>'
        '<slices><slice start="2001"/></slices><parents><parent for="p"/><parent for="q"/></parents>'
        "</node></nodes>"
        '<edges><edge source="a" target="a" type="double" cardinal="3"/></edges></graph></gexf>'
    )
    grids = read("gexf", text)
    assert records(grids["actors"]) == [{"id": "a", "name": "a", "parent": "p;q", "t": "v", "since": "2001"}]
    assert records(grids["ties"]) == [{"source": "a", "target": "a", "weight": "3", "directed": "false"}]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("[a, b]", "a;b"),
        ('["a, b", c]', "a, b;c"),
        ("a;b", "a;b"),
        ("[]", ""),
        ("['x']", "x"),
        ("a", "a"),
        ("a,,b|", "a;b"),
    ],
)
def test_gexf_lists(text, items):
    declared = '<attributes class="node"><attribute id="0" title="t" type="liststring"/></attributes>'
    value = text.replace('"', "&quot;")
    node = f'<node id="a"><attvalue for="0" value="{value}"/></node>'
    text = f"<gexf><graph>{declared}<nodes>{node}</nodes></graph></gexf>"
    assert records(read("gexf", text)["actors"])[0].get("t", "") == items


def test_gexf_attributes_of_one_title_stay_apart_and_a_repeated_name_goes():
    declared = "".join(f'<attribute id="{n}" title="{t}"/>' for n, t in enumerate(["label", "t", "t"]))
    values = "".join(f'<attvalue for="{n}" value="{v}"/>' for n, v in enumerate(["A", "1", "2"]))
    attributes = f'<attributes class="node">{declared}</attributes>'
    text = f'<gexf><graph>{attributes}<nodes><node id="a" label="A">{values}</node></nodes></graph></gexf>'
    assert read("gexf", text)["actors"].rows == [["id", "name", "t", "t"], ["a", "A", "1", "2"]]
    other = text.replace('value="A"', 'value="B"')
    assert read("gexf", other)["actors"].rows == [
        ["id", "name", "label", "t", "t"],
        ["a", "A", "B", "1", "2"],
    ]


def test_gexf_written_by_networkx_comes_back():
    graph = nx.Graph()
    graph.add_node(1, label="Chambre", pays="FR")
    graph.add_edge(1, 2, weight=2.0)
    grids = read("gexf", "\n".join(nx.generate_gexf(graph)))
    assert records(grids["actors"]) == [
        {"id": "1", "name": "Chambre", "pays": "FR"},
        {"id": "2", "name": "2"},
    ]
    assert records(grids["ties"]) == [{"source": "1", "target": "2", "weight": "2.0", "directed": "false"}]


@needs_raw
def test_eurosis_as_networkx_reads_it():
    grids = raw("gexf", "eurosis.gexf")
    graph = nx.read_gexf(RAW / "eurosis.gexf", version="1.1draft")
    actors, ties = records(grids["actors"]), records(grids["ties"])
    assert (len(actors), len(ties)) == (1285, 7524)
    assert {actor["id"] for actor in actors} == set(graph)
    for actor in actors:
        said = graph.nodes[actor["id"]]
        assert {key: str(value).strip() for key, value in said.items() if key != "label"} == {
            key: value for key, value in actor.items() if key not in ("id", "name")
        }
        assert actor["name"] == said["label"].strip()
    pairs = {frozenset((tie["source"], tie["target"])) for tie in ties}
    assert pairs == {frozenset(pair) for pair in graph.edges()}


@needs_raw
def test_les_miserables_of_gexf_1_3():
    grids = raw("gexf", "les_miserables.gexf")
    assert [len(grid.rows) - 1 for grid in grids.values()] == [77, 254]
    known = nx.les_miserables_graph()
    names = {actor["id"]: actor["name"] for actor in records(grids["actors"])}
    found = sorted(float(tie.get("weight", "1")) for tie in records(grids["ties"]))
    assert found == sorted(float(weight) for _, _, weight in known.edges(data="weight"))
    degree = Counter(names[tie[end]] for tie in records(grids["ties"]) for end in ("source", "target"))
    assert degree["Valjean"] == known.degree["Valjean"]


@needs_raw
def test_dynamic_weights_of_gephi():
    grids = raw("gexf", "gexf_dynamic_edge_weight.gexf")
    assert records(grids["ties"]) == [{"source": "0", "target": "1", "weight": "2", "directed": "true"}]
    assert keys(grids) == ["earlier_values", "left_aside"]
