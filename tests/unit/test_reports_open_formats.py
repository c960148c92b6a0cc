"""The open formats: read back by other programs, hostile names as plain text, equal bytes twice."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import igraph
import networkx
import openpyxl
import pandas as pd
import pytest

from graphlib.errors import SnapshotError, UnknownNameError
from graphlib.network import Network
from graphlib.reports.open_formats import (
    FORMATS,
    bare_workbook,
    convert,
    format_of,
    losses,
    map_bytes,
    network_bytes,
    report_csv,
    write_folder,
)
from tests.unit import open_format_samples as samples
from tests.unit.open_format_samples import HOSTILE, with_signs, without_controls


@pytest.fixture(name="network")
def hostile() -> Network:
    return samples.network()


@pytest.fixture(name="flows")
def directed() -> Network:
    return samples.flows()


@pytest.fixture(name="mixed")
def both() -> Network:
    return samples.mixed()


def test_networkx_reads_the_graphml(network: Network, tmp_path: Path) -> None:
    graph = networkx.read_graphml(convert(network, tmp_path / "network.graphml"))
    assert [graph.nodes[key]["name"] for key in network.ids] == with_signs(HOSTILE)
    assert graph.number_of_nodes() == 8 + 1
    assert graph.number_of_edges() == 8 + 2
    assert graph.nodes["event:e"]["table"] == "events"
    assert graph.nodes["event:e"]["start"] == "2026-01-15"
    assert graph.edges["a0", "event:e"] == {
        "table": "participations", "kind": "participation", "weight": 1.0, "date": "2026-01-15",
    }  # fmt: skip
    assert graph.edges["a0", "a1"]["weight"] == 2.0
    assert graph.nodes["a0"]["secretariat"] is True
    assert graph.nodes["a0"]["size"] == 1.5
    assert "size" not in graph.nodes["a2"]


def test_igraph_reads_the_graphml(network: Network, tmp_path: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(convert(network, tmp_path / "network.graphml")))
    assert graph.vs["name"][:8] == with_signs(HOSTILE)
    assert graph.vs["id"][8] == "event:e"
    assert graph.vs["sector"][:2] == ["company", "community"]
    assert not graph.is_directed()
    assert graph.ecount() == 8 + 2
    assert graph.es["weight"] == [2.0] * 8 + [1.0] * 2


def test_parallel_ties_stay_apart_in_graphml(mixed: Network) -> None:
    graph = networkx.parse_graphml(network_bytes(mixed, "graphml").decode())
    assert isinstance(graph, networkx.MultiGraph)
    ties = sorted((data["kind"], data["weight"], data["directed"]) for *_, data in graph.edges(data=True))
    assert ties == [("gift", 1.0, False), ("gift", 2.0, False), ("loan", 0.5, True)]


def test_the_map_joins_pairs(network: Network, flows: Network) -> None:
    graph = networkx.parse_graphml(map_bytes(network, "graphml").decode())
    assert graph.number_of_edges() == len(network.pairs) == 9
    assert graph.edges["a0", "a3"]["kind"] == "shared event"
    directed = networkx.parse_graphml(map_bytes(flows, "graphml").decode())
    assert sorted(directed.edges) == [("b", "p"), ("z", "p")]
    assert directed.edges["z", "p"]["weight"] == 2.0
    assert directed.edges["z", "p"]["kind"] == "gift;loan"


def test_flows_keep_their_direction(flows: Network) -> None:
    graph = networkx.parse_graphml(network_bytes(flows, "graphml").decode())
    assert sorted(graph.edges(keys=False)) == [("b", "p"), ("z", "p"), ("z", "p")]
    assert graph.is_directed()


def test_ids_that_xml_cannot_hold_stay_apart() -> None:
    ids = ["a\ufffd", "a\x01", "a\n\t<"]
    network = Network.build(pd.DataFrame({"id": ids, "name": ["one", "two", "three"]}))
    graph = networkx.parse_graphml(network_bytes(network, "graphml").decode())
    assert sorted(data["name"] for _, data in graph.nodes(data=True)) == ["one", "three", "two"]


def test_networkx_reads_the_json(network: Network) -> None:
    graph = networkx.node_link_graph(json.loads(network_bytes(network, "json")), edges="edges")
    assert [graph.nodes[key]["name"] for key in network.ids] == HOSTILE
    assert graph.graph["fingerprint"] == network.fingerprint
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (9, 10)


def test_parallel_ties_stay_apart_in_json(mixed: Network) -> None:
    content = json.loads(network_bytes(mixed, "json"))
    assert content["multigraph"] is True
    assert [edge["directed"] for edge in content["edges"]] == [False, False, True]
    assert networkx.node_link_graph(content, edges="edges").number_of_edges() == 3


def test_measures_join_on_the_actor(network: Network) -> None:
    measures = pd.DataFrame({"id": list(network.ids[::-1]), "name": "other", "cluster": range(8)})
    nodes = json.loads(map_bytes(network, "json", measures=measures))["nodes"]
    assert [(node["id"], node["name"], node["cluster"]) for node in nodes[:2]] == [
        ("a0", HOSTILE[0], 7),
        ("a1", HOSTILE[1], 6),
    ]


def test_only_known_columns_when_asked(network: Network) -> None:
    assert b"own_column" in map_bytes(network, "json")
    assert b"own_column" not in map_bytes(network, "json", only_known=True)


def test_a_folder_is_exact(network: Network, tmp_path: Path) -> None:
    folder = write_folder(network, tmp_path / "out")
    with (folder / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == HOSTILE
    assert [row["size"] for row in rows[:3]] == ["1.5", "20", ""]
    assert rows[0]["own_column"] == "=1+1"
    again = Network.build(
        pd.DataFrame(rows)
        .replace("", None)
        .assign(
            size=lambda frame: frame["size"].astype(float),
            secretariat=lambda frame: frame["secretariat"] == "yes",
        ),
        pd.read_csv(folder / "ties.csv").assign(directed=False),
        pd.read_csv(folder / "events.csv"),
        pd.read_csv(folder / "participations.csv"),
    )
    personal = network.actors.drop(columns=["contact_name", "contact_email"])
    same = Network.build(personal, network.stated_ties, network.events, network.participations)
    assert again.fingerprint == same.fingerprint


def test_a_folder_holds_only_tables_with_rows(flows: Network, tmp_path: Path) -> None:
    assert sorted(file.name for file in write_folder(flows, tmp_path / "x").iterdir()) == [
        "actors.csv",
        "ties.csv",
    ]


def test_a_workbook_holds_text_and_numbers_only(network: Network) -> None:
    book = openpyxl.load_workbook(io.BytesIO(bare_workbook(network)))
    assert book.sheetnames == ["actors", "ties", "events", "participations"]
    rows = list(book["actors"].iter_rows())
    assert [cell.value for cell in rows[0]][:3] == ["id", "name", "sector"]
    assert [row[1].value for row in rows[1:]] == without_controls(HOSTILE)
    assert not any(cell.data_type == "f" for row in rows for cell in row)


@pytest.mark.parametrize("format_", FORMATS[1:])
def test_bytes_are_equal_twice_and_hold_nothing_personal(network: Network, format_: str) -> None:
    content = network_bytes(network, format_)
    assert content == network_bytes(network, format_)
    assert b"private" not in content.lower()
    assert "contact_name, contact_email" in losses(network, format_)[0].text("en")


def test_a_second_address_is_personal_too() -> None:
    actors = pd.DataFrame({"id": ["a"], "contact_email": ["x"], "E-mail": ["private@example.org"]})
    network = Network.build(actors)
    assert b"private" not in network_bytes(network, "json")
    assert "E-mail" in losses(network, "json")[0].text("en")


def test_a_folder_holds_nothing_personal(network: Network, tmp_path: Path) -> None:
    for file in write_folder(network, tmp_path).iterdir():
        assert b"private" not in file.read_bytes().lower()


def test_a_report_csv_runs_nothing() -> None:
    frame = pd.DataFrame(
        {"=name": ["=1+1", "+33", "@x", "\t=x", "a;=b", 'a";-b', "plain-text", None], "n": -1.5}
    )
    text = report_csv(frame).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["'=name", "n"]
    assert [row[0] for row in rows[1:]] == [
        "'=1+1", "'+33", "'@x", "'\t'=x", "a;'=b", "a\";'-b", "plain-text", "",
    ]  # fmt: skip
    assert {row[1] for row in rows[1:]} == {"-1.5"}


def test_a_french_report_csv_opens_in_a_french_spreadsheet() -> None:
    frame = pd.DataFrame({"nom": ["Été"], "part": [0.25]})
    assert report_csv(frame, language="fr") == "\ufeffnom;part\r\nÉté;0,25\r\n".encode()


def test_repeated_column_names_are_no_trouble() -> None:
    frame = pd.DataFrame([["=a", "=b"]], columns=["x", "x"])
    assert report_csv(frame).endswith(b"'=a,'=b\r\n")


def test_the_ending_tells_the_format() -> None:
    names = ["a/b", "x.xlsx", "x.GraphML", "x.gexf", "x.json", "x.kumu.json", "x.net", "x.paj"]
    assert tuple(map(format_of, names)) == FORMATS
    with pytest.raises(UnknownNameError, match="docx"):
        format_of("x.docx")


def test_nothing_is_lost_where_nothing_is_said(flows: Network) -> None:
    for format_ in FORMATS[:6]:
        assert losses(flows, format_) == ()
    with pytest.raises(UnknownNameError, match="docx"):
        losses(flows, "docx")


def test_what_pajek_loses_is_said(mixed: Network, network: Network) -> None:
    said = [loss.text("en") for loss in losses(mixed, "net")]
    assert said[:2] == [
        "Not in this file, because Pajek has no place for it: id, sector (table actors).",
        "Not in this file, because Pajek has no place for it: since, until, note (table ties).",
    ]
    assert said[2].startswith("2 names are written differently")
    assert len(said) == 3
    assert not any("sector" in loss.text("en") for loss in losses(mixed, "paj"))
    assert any("2 names have letters beyond a to z" in loss.text("en") for loss in losses(network, "net"))
    assert not any("letters" in loss.text("en") for loss in losses(network, "paj"))
    assert any("2 participations are left out" in loss.text("en") for loss in losses(network, "net"))
    assert not any("participations are" in loss.text("en") for loss in losses(network, "paj"))


def test_other_losses_are_said(mixed: Network, network: Network) -> None:
    assert "One of 3 ties has a direction" in losses(mixed, "graphml")[0].text("en")
    assert losses(mixed, "gexf") == ()
    twice = pd.DataFrame({"source": "a", "target": "b", "since": ["2024-01-01", "2025-01-01"]})
    pair = Network.build(pd.DataFrame({"id": ["a", "b"]}), twice)
    assert "Gephi shows the two as one" in losses(pair, "gexf")[0].text("en")
    assert any("One text held characters" in loss.text("en") for loss in losses(network, "gexf"))
    assert len(losses(network, "csv")) == 1
    long = Network.build(
        pd.DataFrame({"id": ["a"], "name": ["x" * 40_000], "size": [0.1 + 0.2], "x": ["#N/A"]})
    )
    said = [loss.text("en").partition(" is ")[0] for loss in losses(long, "xlsx")]
    assert said == [
        "One text",
        "One text reads like the fault of a formula (such as #N/A): from a workbook it",
        "One number",
    ]


def test_a_column_that_would_be_taken_for_another_is_safe(tmp_path: Path) -> None:
    network = Network.build(pd.DataFrame({"id": ["a"], "Type": ["x"]}))
    folder = write_folder(network, tmp_path)
    assert (folder / "actors.csv").read_text() == "id,name,sector,secretariat,Type\na,a,,no,x\n"


def test_an_unknown_ending_names_the_known_ones(network: Network, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="graphml"):
        convert(network, tmp_path / "network.docx")


def test_a_place_that_cannot_be_written_says_so(network: Network, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(SnapshotError, match="cannot be written"):
        convert(network, tmp_path / "file" / "network.json")
    assert (tmp_path / "file").read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
