"""Every file that leaves carries hostile names, sectors, kinds, themes, events and ids as plain text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx
import openpyxl
import pandas as pd
import pytest

import graphlib.reports
from graphlib.__main__ import main
from graphlib.drawing.names import plain
from graphlib.introductions import introductions
from graphlib.network import Network
from graphlib.readers import read_files, read_network
from graphlib.reports import report_csv, write_folder
from graphlib.reports.text import readable, xml_text
from graphlib.snapshot import Snapshot, snapshot
from graphlib.storage import open_workspace
from tests import hostile

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
MARKUP = re.compile(rb"<(script|img|u|i)[\s>]", re.IGNORECASE)


@pytest.fixture(scope="module")
def network() -> Network:
    """The network as a reader understands its files."""
    reading = read_files(hostile.FILES)
    assert not reading.problems
    assert reading.network is not None
    return reading.network


@pytest.fixture(scope="module", params=["en", "fr"])
def shown(request: pytest.FixtureRequest, network: Network) -> Snapshot:
    """The same as a committee is shown it."""
    return snapshot(network, introductions(network, top=20), language=request.param, title=hostile.PROGRAMME)


def by_id(network: Network, column: str) -> list[str]:
    """Give a column in the order of the names above."""
    return network.actors.set_index("id").loc[list(hostile.IDS), column].tolist()


def test_a_reader_takes_nothing_but_empty_characters_out(network: Network) -> None:
    assert by_id(network, "name") == [name.replace("\x00", "") for name in hostile.NAMES]
    assert set(network.actors["sector"]) == set(hostile.SECTORS)
    assert set(network.events["name"]) == set(hostile.EVENTS)
    assert network.actors[hostile.COLUMN].notna().all()


def test_a_folder_read_again_is_the_same_network(network: Network, tmp_path: Path) -> None:
    folder = write_folder(network, tmp_path / "out")
    assert sorted(file.name for file in folder.iterdir()) == sorted(hostile.FILES)
    assert read_network(folder).fingerprint == network.fingerprint


def test_a_workbook_read_again_has_the_same_ties(network: Network, tmp_path: Path) -> None:
    again = read_network(graphlib.reports.convert(network, tmp_path / "network.xlsx"))
    assert list(again.actors["sector"]) == list(network.actors["sector"])
    assert again.pairs["kind"].tolist() == network.pairs["kind"].tolist()


def test_the_page_holds_names_as_text_alone(shown: Snapshot) -> None:
    content = shown.bytes("html")
    assert not MARKUP.search(content)
    assert b'href="http' not in content
    assert b'javascript:alert(1)"' not in content
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", content.decode())
    text = re.sub(r"<[^>]*>", "", content.decode())
    for name in (hostile.NAMES[0], hostile.SECTORS[1], hostile.PROGRAMME.split("</script>")[1]):
        assert name in text


def test_the_workbook_holds_text_and_numbers_alone(shown: Snapshot) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shown.bytes("xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    values = {cell.value for cell in cells}
    assert {*hostile.SECTORS, hostile.NAMES[3], hostile.IDS[3], hostile.NAMES[10]} <= values
    assert all(not set(sheet.title) & set("[]:*?/\\") for sheet in book)


def test_networkx_reads_ids_sectors_and_kinds_back(shown: Snapshot) -> None:
    graph = networkx.parse_graphml(shown.bytes("graphml").decode())
    for key, name in zip(hostile.IDS, hostile.NAMES, strict=True):
        # A control character, which XML cannot hold, is written as �.
        assert graph.nodes[key]["name"].replace("\ufffd", "") == xml_text(name)
        assert graph.nodes[key]["themes"] == hostile.THEMES
    assert {*hostile.KINDS} <= {data["kind"] for _, _, data in graph.edges(data=True)}
    assert not MARKUP.search(shown.bytes("graphml"))


def test_json_holds_every_value_as_it_is(shown: Snapshot, network: Network) -> None:
    nodes = {node["id"]: node for node in json.loads(shown.bytes("json"))["nodes"]}
    assert [nodes[key]["name"] for key in hostile.IDS] == by_id(network, "name")
    assert {node["region"] for node in nodes.values()} == {hostile.REGION}


def test_no_table_for_people_holds_a_formula(shown: Snapshot) -> None:
    analysis, plan = shown.analysis, shown.plan
    assert plan is not None
    frames = [
        analysis.actors, analysis.ties, analysis.groups, analysis.mixing, analysis.clusters, analysis.bridges,
        analysis.articulation_points, plan.table, plan.without_introducer, shown.network.actors,
        shown.network.pairs, shown.network.events,
    ]  # fmt: skip
    for frame in frames:
        content = report_csv(frame, language=shown.language).decode("utf-8-sig")
        for row in csv.reader(
            io.StringIO(content, newline=""), delimiter=";" if shown.language == "fr" else ","
        ):
            for cell in row:
                assert not FORMULA.match(cell) or re.fullmatch(r"-[\d.,e\-]+", cell), cell
        assert not CONTROL.search(content)


def test_the_picture_holds_names_as_text_alone(shown: Snapshot) -> None:
    tree = ElementTree.fromstring(shown.picture)  # noqa: S314 - our own text
    drawn = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert drawn <= {"svg", "title", "desc", "defs", "g", "path", "rect", "text", "use"}
    words = " ".join(element.text or "" for element in tree.iter())
    assert all(plain(sector, limit=20).removesuffix("…") in words for sector in hostile.SECTORS)
    assert not re.search("[\u202a-\u202e]", shown.picture)


def test_no_file_is_named_after_the_data(shown: Snapshot) -> None:
    assert re.fullmatch(r"passerelle-2026-\d\d-\d\d-[0-9a-f]{8}-(en|fr)", shown.file_stem)


def test_an_event_too_large_to_make_ties_is_named_as_it_is_written() -> None:
    network = hostile.network(event_cap=2)
    said = [
        reason.message.text() for reasons in introductions(network, top=20).evidence for reason in reasons
    ]
    assert any(f"Both took part in {hostile.EVENTS[1]}" in sentence for sentence in said)
    assert not any("0x" in sentence or "<built-in" in sentence for sentence in said)


def test_the_workspace_gives_back_what_it_was_given(network: Network, tmp_path: Path) -> None:
    workspace = open_workspace(f"sqlite:///{tmp_path / 'workspace.db'}")
    number = workspace.add_network(hostile.PROGRAMME).id
    workspace.store(number, network, sources=("../../actors.csv", "<script>.csv"))
    assert workspace.load(workspace.current(number).id).fingerprint == network.fingerprint
    assert workspace.networks()[0].name == hostile.PROGRAMME


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files in a folder, with a sector and a heading that would colour a terminal."""
    for name, content in hostile.FILES.items():
        (tmp_path / name).write_bytes(content.replace(b"=1+1 $x^2$", b"=1+1 \x1b[31mred\x07"))
    return tmp_path


def test_a_terminal_is_sent_no_control_characters(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    (folder / "ties.csv").write_bytes(b"source,target\r\n\x1b[31mnobody,a\r\n")
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr()
    for text in (said.out, said.err):
        assert text
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_files_for_programs_keep_every_id(folder: Path, tmp_path: Path) -> None:
    assert main(["analyse", str(folder), "--out", str(tmp_path / "out")]) == 0
    actors = pd.read_csv(tmp_path / "out" / "actors.csv", keep_default_na=False)
    assert sorted(actors["id"]) == sorted(hostile.IDS)
    assert readable(actors.set_index("id").loc[hostile.IDS[8], "name"]) == "abcgnp.exe turned"
