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
    bare_workbook,
    convert,
    graphml,
    node_link,
    report_csv,
    write_folder,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|'/c calc'!A0",
    "../../x",
    "جمعية الطاقة",
    "🌱 Réseau",
    "N" * 4000,
    "bell\x07 and null\x00 inside",
    '"quoted", & comma; semicolon',
]


@pytest.fixture
def network() -> Network:
    """A ring of actors with hostile names, a private contact, and one event."""
    ids = [f"a{place}" for place in range(len(HOSTILE))]
    actors = pd.DataFrame(
        {
            "id": ids,
            "name": HOSTILE,
            "sector": ["company", "community"] * 4,
            "size": [1.5, 20, None, None, 3, 4, 5, 6],
            "secretariat": [True] + [False] * 7,
            "contact_name": ["Private Person"] + [None] * 7,
            "contact_email": ["private@example.org"] + [None] * 7,
            "own_column": ["=1+1"] + [None] * 7,
        }
    )
    ties = pd.DataFrame({"source": ids, "target": [*ids[1:], ids[0]], "weight": [2.0] * 8})
    events = pd.DataFrame({"event_id": ["e"], "name": ["Forum"], "start": ["2026-01-15"]})
    taken = pd.DataFrame({"actor_id": ["a0", "a3"], "event_id": ["e", "e"], "date": ["2026-01-15"] * 2})
    return Network.build(actors, ties, events, taken)


@pytest.fixture
def flows() -> Network:
    """Money from backers to a project: every tie has a direction."""
    ties = pd.DataFrame(
        {
            "source": ["z", "b", "z"],
            "target": ["p", "p", "p"],
            "kind": ["loan", "gift", "gift"],
            "directed": True,
        }
    )
    return Network.build(pd.DataFrame({"id": ["p", "b", "z"]}), ties)


def without_controls(names: list[str]) -> list[str]:
    return [name.replace("\x07", "").replace("\x00", "") for name in names]


def test_networkx_reads_the_graphml(network: Network, tmp_path: Path) -> None:
    graph = networkx.read_graphml(convert(network, tmp_path / "network.graphml"))
    assert [graph.nodes[key]["name"] for key in network.ids] == without_controls(HOSTILE)
    assert graph.number_of_edges() == len(network.pairs) == 9
    assert graph.edges["a0", "a3"]["kind"] == "shared event"
    assert graph.edges["a0", "a3"]["weight"] == 1.0
    assert graph.nodes["a0"]["secretariat"] is True
    assert graph.nodes["a0"]["size"] == 1.5
    assert "size" not in graph.nodes["a2"]


def test_igraph_reads_the_graphml(network: Network, tmp_path: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(convert(network, tmp_path / "network.graphml")))
    assert graph.vs["name"] == without_controls(HOSTILE)
    assert not graph.is_directed()
    assert graph.ecount() == 9


def test_flows_keep_their_direction(flows: Network) -> None:
    graph = networkx.parse_graphml(graphml(flows).decode())
    assert sorted(graph.edges) == [("b", "p"), ("z", "p")]
    assert graph.edges["z", "p"]["weight"] == 2.0
    assert graph.edges["z", "p"]["kind"] == "gift;loan"


def test_ids_that_xml_cannot_hold_stay_apart() -> None:
    network = Network.build(pd.DataFrame({"id": ["a", "a\x01", "a\n\t<"], "name": ["one", "two", "three"]}))
    graph = networkx.parse_graphml(graphml(network).decode())
    assert sorted(data["name"] for _, data in graph.nodes(data=True)) == ["one", "three", "two"]


def test_networkx_reads_the_json(network: Network) -> None:
    graph = networkx.node_link_graph(json.loads(node_link(network)))
    assert [graph.nodes[key]["name"] for key in network.ids] == HOSTILE
    assert graph.graph["fingerprint"] == network.fingerprint
    assert graph.number_of_edges() == 9


def test_measures_join_on_the_actor(network: Network) -> None:
    measures = pd.DataFrame({"id": list(network.ids[::-1]), "name": "other", "cluster": range(8)})
    nodes = json.loads(node_link(network, measures=measures))["nodes"]
    assert [(node["id"], node["name"], node["cluster"]) for node in nodes[:2]] == [
        ("a0", HOSTILE[0], 7),
        ("a1", HOSTILE[1], 6),
    ]


def test_only_known_columns_when_asked(network: Network) -> None:
    assert b"own_column" in node_link(network)
    assert b"own_column" not in node_link(network, only_known=True)


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


@pytest.mark.parametrize("write", [graphml, node_link, bare_workbook])
def test_bytes_are_equal_twice_and_hold_nothing_personal(network: Network, write: object) -> None:
    assert callable(write)
    content = write(network)
    assert content == write(network)
    assert b"private" not in content.lower()


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


def test_an_unknown_ending_names_the_known_ones(network: Network, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="graphml"):
        convert(network, tmp_path / "network.docx")


def test_a_place_that_cannot_be_written_says_so(network: Network, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(SnapshotError, match="cannot be written"):
        convert(network, tmp_path / "file" / "network.json")
    assert (tmp_path / "file").read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
