from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import igraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphlib.errors import InputError
from graphlib.readers.formats.projects import cytoscape_session, gephi, packed
from graphlib.readers.formats.projects.graphstore import Spans, decoded
from graphlib.readers.formats.projects.graphstore_values import Values, iso
from graphlib.readers.grid import Grid

RAW = Path(__file__).parents[3] / "shared/data/raw"

# A small writer of Gephi's bytes, after the description in its sources.


def pack(number: int) -> bytes:
    """Write a number in groups of seven bits."""
    out = b""
    while number > 0x7F:
        out, number = out + bytes([number & 0x7F | 0x80]), number >> 7
    return out + bytes([number])


def text(word: str) -> bytes:
    """Write the letters of a text."""
    units = struct.unpack(f"<{len(word.encode('utf-16-le')) // 2}H", word.encode("utf-16-le"))
    return pack(len(units)) + b"".join(pack(unit) for unit in units)


def value(item: object) -> bytes:
    """Write a value."""
    if item is None:
        return b"\0"
    if isinstance(item, bytes):
        return item
    if isinstance(item, bool):
        return b"\x02" if item else b"\x03"
    if isinstance(item, int):
        return bytes([15]) + pack(-item) if item < 0 else bytes([16]) + pack(item)
    if isinstance(item, float):
        return bytes([52]) + struct.pack(">d", item)
    if isinstance(item, str):
        return bytes([103]) + text(item)
    return bytes([73]) + pack(len(item)) + b"".join(map(value, item))


def record(tag: int, *items: object) -> bytes:
    """Write a record."""
    return bytes([tag]) + b"".join(map(value, items))


def doubles(*numbers: float) -> bytes:
    """Write a list of numbers."""
    return bytes([53]) + pack(len(numbers)) + struct.pack(f">{len(numbers)}d", *numbers)


def shorts(*numbers: int) -> bytes:
    """Write a list of small numbers."""
    return bytes([58]) + pack(len(numbers)) + struct.pack(f">{len(numbers)}h", *numbers)


def named(word: str) -> bytes:
    """Write the name of a class."""
    return record(126, word)


def table(kind: str, *columns: tuple[str, str]) -> bytes:
    """Write a table of columns; ``None`` stands where one was removed."""
    body = b""
    for place, (key, title) in enumerate(columns):
        origin = record(203, "DATA")
        body += b"".join(
            map(value, (key, title, origin, place, named("java.lang.String"), None, True, False, None))
        )
    return bytes([204]) + value(named(kind)) + value(len(columns) + 1) + body + value(None) + shorts()


def store(
    nodes: list[tuple[str, list[object]]],
    edges: list[tuple[str, int, int, int, bool, list[object]]],
    *,
    columns: tuple[str, ...] = (),
    edge_columns: tuple[str, ...] = (),
    time_format: str = "DOUBLE",
    version: float | None = 0.5,
) -> bytes:
    """Write a graph as Gephi does."""
    classes = [named("java.lang.String")] * 4
    representation = bytes([212]) + text("INTERVAL")
    configuration = record(205, *classes, representation, *([True] if version == 0.5 else []))
    own = [("id", "Id"), ("label", "Label"), ("timeset", "Interval")]
    index = bytes([220]) + b"".join(map(value, (named("N"), 0, 0, shorts(), shorts())))
    rows = [record(200, key, place, [key, *values], None) for place, (key, values) in enumerate(nodes)]
    rows += [
        record(201, key, start, end, kind, 1.0, directed, [key, *values], None)
        for key, start, end, kind, directed, values in edges
    ]
    graph = record(
        206,
        record(211, True, True, True, True),
        record(213, 1, 1),
        record(202, 2, shorts(-32767, -32766), [None, "funds"], shorts()),
        table("Node", *own, *((word, word) for word in columns)),
        table("Edge", *own, ("weight", "Weight"), *((word, word) for word in edge_columns)),
        record(222, index, index),
        record(207, 0, 0),
        bytes([218]) + value(0),
        record(221, time_format),
        record(227, "UTC"),
        len(rows),
        *rows,
    )
    return (b"" if version is None else bytes([46]) + struct.pack(">f", version)) + configuration + graph


def zipped(members: dict[str, bytes]) -> bytes:
    """Pack files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def project(*graphs: bytes) -> bytes:
    """Pack graphs as a Gephi project, a workspace each."""
    members = {"Project_xml": b"<projectFile/>"}
    for number, graph in enumerate(graphs, start=1):
        members[f"Workspace_{number}_xml"] = f'<workspace id="{number}" name="W{number}"/>'.encode()
        members[f"Workspace_{number}_graphstore_bytes"] = graph
    return zipped(members)


def read(data: bytes, module: object = gephi) -> list[Grid]:
    """Read a packed project."""
    return module.read_archive(data, file="f", name="f")


def raw(name: str) -> bytes:
    """Give a real file, or skip."""
    if not (RAW / name).exists():
        pytest.skip("the real files are not on this machine (../shared/data/raw)")
    return (RAW / name).read_bytes()


NODES = [("n0", ["Alpha", None, "NGO"]), ("n1", ["Bêta 🌊", None, 3.0])]
EDGES = [("0", 0, 1, 1, True, [None, None, 2.5]), ("1", 1, 0, 0, False, ["note", None, None])]


# Gephi


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x04", -1), (b"\x0d", 8), (b"\x0e\xff", 255), (b"\x0f\x81\x01", -129), (b"\x10\xac\x02", 300),
        (b"\x39", -(2**31)), (b"\x11", -1), (b"\x1a", 8), (b"\x1f", -1), (b"\x23\xff\xfe", -2),
        (b"\x27\x80", -128), (b"\x29", -1.0), (b"\x2d\x01\x00", 256.0), (b"\x2e\x3f\x00\x00\x00", 0.5),
        (b"\x31", 1.0), (b"\x65", ""),
        (b"\x67\x02ab", "ab"), (b"\x67\x01\xe9\x01", "é"), (b"\x28\x00\xe9", "é"),
        (b"\x3c\x02\x01\x02", [1, 2]),
        (b"\x36\x01\x7b\x02", "1.23"), (b"\x37\x02\xff\x00", -256), (b"\x7f" + bytes(8), "1970-01-01"),
        (b"\x49\x02\x02\x00", [True, None]), (b"\xe5\x05\x05", []), (b"\xe7\x06\x67\x01k\x06", {"k": 1}),
    ],
)  # fmt: skip
def test_each_kind_of_value_is_read(data: bytes, expected: object) -> None:
    reader = Values(data.replace(b"\xe5\x05\x05", b"\xe5\x05"))
    assert reader.value() == expected
    assert reader.place == len(reader.data)


@pytest.mark.parametrize("version", [0.5, 0.4, None])
def test_a_project_is_read(version: float | None) -> None:
    actors, ties = read(project(store(NODES, EDGES, columns=("Sector",), version=version)))
    assert actors.rows == [["id", "name", "Sector"], ["n0", "Alpha", "NGO"], ["n1", "Bêta 🌊", "3"]]
    assert ties.rows == [
        ["source", "target", "kind", "weight", "directed", "Label"],
        ["n0", "n1", "funds", "2.5", "yes", ""],
        ["n1", "n0", "", "1", "no", "note"],
    ]
    assert (actors.table, ties.table, actors.format) == ("actors", "ties", "gephi")
    assert "positions" in actors.notes[0].what.text("en")


def test_times_that_are_years_or_dates_are_since_and_until() -> None:
    years = record(224, doubles(2019, 2020, 2021, float("inf")))
    edges = [("0", 0, 1, 0, False, [None, years, None])]
    _, ties = read(project(store(NODES, edges)))
    assert ties.rows == [
        ["source", "target", "weight", "directed", "since", "until", "Interval over time"],
        ["n0", "n1", "1", "no", "2019", "", "[2019, 2020]; [2021, ]"],
    ]
    day = 86_400_000.0
    dates = record(223, doubles(day * 365, day * 366))
    _, ties = read(project(store(NODES, [("0", 0, 1, 0, False, [None, dates, None])], time_format="DATE")))
    assert ties.rows[0][4:] == ["since", "until"]
    assert ties.rows[1][4:] == ["1971-01-01", "1971-01-02"]


def test_times_that_are_steps_are_not_taken_for_dates() -> None:
    steps = record(224, doubles(1, 2))
    actors, _ = read(project(store([("n", ["A", steps])], [])))
    assert actors.rows == [["id", "name", "time from", "time to"], ["n", "A", "1", "2"]]


def test_of_values_that_change_the_last_counts_and_all_are_kept() -> None:
    weights = record(226, doubles(2020, 2021, 2018, 2019), doubles(7, 3))
    _, ties = read(project(store(NODES, [("0", 0, 1, 0, True, [None, None, weights])])))
    assert ties.rows == [
        ["source", "target", "weight", "directed", "Weight over time"],
        ["n0", "n1", "7", "yes", "[2020, 2021, 7.0]; [2018, 2019, 3.0]"],
    ]


def test_several_workspaces_are_joined() -> None:
    first, second = store(NODES, EDGES, columns=("Sector",)), store(NODES[:1], [], columns=("Sector",))
    actors, ties = read(project(first, second, store([], [])))
    assert actors.rows[0] == ["id", "name", "network", "Sector"]
    assert [row[2] for row in actors.rows[1:]] == ["W1;W2", "W1"]
    assert {row[ties.rows[0].index("network")] for row in ties.rows[1:]} == {"W1"}


def test_an_old_project_is_read() -> None:
    members = {
        "Project_xml": b"<p/>",
        "Workspace_0_xml": b'<workspace name="Old"/>',
        "Workspace_0_Dhns_xml": b"""<Dhns><TreeStructure><Tree>
            <Node id="10" pre="1"/><Node id="20" pre="2"/></Tree></TreeStructure>
            <Edges><ProperEdge id="5" source="2" target="1" directed="true" weight="2.0"/></Edges></Dhns>""",
        "Workspace_0_attributemodel_xml": b"""<attributemodel><table nodetable="true">
            <column><index>0</index><id>id</id><title>Id</title><type>string</type></column>
            <column><index>1</index><id>label</id><title>Label</title></column>
            <column><index>2</index><id>k</id><title>Sector</title></column></table>
            <table edgetable="true"><column><index>0</index><id>why</id><title>Why</title></column></table>
            </attributemodel>""",
        "Workspace_0_attributerows_xml": b"""<attributerows>
            <noderow for="10"><attvalue index="0">a</attvalue><attvalue index="1">Alpha</attvalue></noderow>
            <noderow for="20"><attvalue index="0">b</attvalue><attvalue index="2">NGO</attvalue></noderow>
            <edgerow for="5"><attvalue index="0">grant</attvalue></edgerow></attributerows>""",
    }
    assert gephi.recognises_archive(list(members))
    actors, ties = read(zipped(members))
    assert actors.rows == [["id", "name", "Sector"], ["a", "Alpha", ""], ["b", "", "NGO"]]
    assert ties.rows == [["source", "target", "weight", "directed", "Why"], ["b", "a", "2.0", "yes", "grant"]]


@pytest.mark.parametrize("cut", [1, 5, 60, 200, 700])
def test_a_damaged_project_is_refused_with_the_way_out(cut: int) -> None:
    whole = store(NODES, EDGES, columns=("Sector",))
    with pytest.raises(InputError) as raised:
        read(project(whole[:-cut]))
    assert "File > Export > Graph file > GEXF" in raised.value.problems[0].fix.text("en")


def test_lengths_that_are_not_true_cost_nothing() -> None:
    for lie in (b"\x49\xff\xff\xff\xff\x07", b"\x67\xff\xff\xff\xff\x07", b"\x35\xff\xff\xff\xff\x07"):
        with pytest.raises(ValueError, match="longer than the file"):
            Values(lie + bytes(100)).value()
    with pytest.raises(ValueError, match="too deep"):
        Values(b"\x49\x01" * 10_000).value()
    with pytest.raises(ValueError, match="unknown layout"):
        decoded(bytes(10))
    with pytest.raises(ValueError, match="no graph"):
        decoded(bytes([46]) + struct.pack(">f", 0.5) + bytes(10))


def test_moments_are_written_as_people_write_them() -> None:
    assert iso(2020.0, "DOUBLE") == "2020"
    assert iso(float("-inf"), "DATE") == ""
    assert iso(1_000.0, "DATETIME") == "1970-01-01T00:00:01"
    assert iso(1e300, "DATE") == "1e+300"
    assert Spans((1.0,), is_interval=False).values is None


def test_a_real_project_gives_the_centralities_that_gephi_computed() -> None:
    data = raw("local_associations.gephi")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert gephi.recognises_archive(archive.namelist())
        assert not cytoscape_session.recognises_archive(archive.namelist())
    actors, ties = read(data)
    assert (len(actors.rows) - 1, len(ties.rows) - 1) == (903, 3423)
    head, *rows = actors.rows
    place = {row[0]: number for number, row in enumerate(rows)}
    graph = igraph.Graph([(place[row[0]], place[row[1]]) for row in ties.rows[1:]])
    closeness = [float(row[head.index("Closeness Centrality")]) for row in rows]
    assert closeness == pytest.approx(graph.closeness())
    pairs = 902 * 901 / 2
    betweenness = [float(row[head.index("Betweenness Centrality")]) * pairs for row in rows]
    assert betweenness == pytest.approx(graph.betweenness())


# Cytoscape sessions

NETWORK = b"""<?xml version="1.0"?><graph id="1" label="Root" xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:cy="http://www.cytoscape.org" xmlns="http://www.cs.rpi.edu/XGMML">
  <att><graph id="2" label="All" cy:registered="1"><node id="10" label="Alpha"/><node id="11" label="Beta"/>
    <edge id="20" source="10" target="11" label="x" cy:directed="1"/></graph></att>
  <att><graph id="3" label="Part" cy:registered="1"><node xlink:href="#10"/><node id="12" label="Gamma"/>
    <edge xlink:href="#20"/></graph></att></graph>"""


def cytable(*rows: str) -> bytes:
    """Write a table of a session."""
    types = ",".join('"java.util.List&lt;String&gt;"' for _ in rows[0].split(","))
    return "\n".join(
        ['"CyCSV-Version","1"', rows[0], types.replace("&lt;", "<"), "", '"t",""', *rows[1:]]
    ).encode()


def session(**more: bytes) -> bytes:
    """Pack a session."""
    model = "org.cytoscape.model"
    tables = {
        f"1-Root/SHARED_ATTRS-{model}.CyNode-a.cytable": cytable(
            "SUID,shared name,type", "10,Alpha,NGO", "11,Beta,firm"
        ),
        f"2-All/LOCAL_ATTRS-{model}.CyNode-b.cytable": cytable(
            "SUID,name,selected,words", '10,Alpha & Co,false,"a\rb"', "11,Beta,true,"
        ),
        f"2-All/LOCAL_ATTRS-{model}.CyEdge-c.cytable": cytable("SUID,name,interaction", "20,x,funds"),
        f"2-All/HIDDEN-{model}.CyNode-d.cytable": b"\xff",
    }
    members = {f"S/tables/{name}": content for name, content in tables.items()}
    return zipped({"S/networks/1-Root.xgmml": NETWORK, "S/session_vizmap.xml": b"<x/>", **members, **more})


def test_a_session_joins_its_networks_and_tables() -> None:
    actors, ties = read(session(), cytoscape_session)
    assert actors.rows == [
        ["id", "name", "network", "shared name", "type", "words"],
        ["10", "Alpha & Co", "All;Part", "Alpha", "NGO", "a;b"],
        ["11", "Beta", "All", "Beta", "firm", ""],
        ["12", "Gamma", "Part", "", "", ""],
    ]
    assert ties.rows == [
        ["source", "target", "kind", "directed", "network", "name"],
        ["10", "11", "funds", "yes", "All;Part", "x"],
    ]


def test_an_old_session_is_read() -> None:
    nodes = b'<node id="1" label="A"/><node id="2" label="B"/>'
    network = b'<graph label="N">' + nodes + b'<edge source="1" target="2"/></graph>'
    members = {"S/cysession.xml": b"<cysession/>", "S/N.xgmml": network}
    assert cytoscape_session.recognises_archive(list(members))
    actors, ties = read(zipped(members), cytoscape_session)
    assert (len(actors.rows), len(ties.rows)) == (3, 2)


def test_a_real_session_is_read() -> None:
    actors, ties = read(raw("cytoscape_session.cys"), cytoscape_session)
    assert (len(actors.rows) - 1, len(ties.rows) - 1) == (569, 2127)
    assert {"name", "Column 2", "Degree"} <= set(actors.rows[0])
    degree = actors.rows[0].index("Degree")
    ends = [end for row in ties.rows[1:] for end in row[:2]]
    assert all(int(row[degree]) == ends.count(row[0]) for row in actors.rows[1:60])


# Archives


@pytest.mark.parametrize("module", [gephi, cytoscape_session])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        zipped({}),
        zipped({"Project_xml": b""}),
        zipped({"S/networks/1.xgmml": b"<graph/>"}),
    ],
)
def test_archives_without_a_network_are_refused(module: object, data: bytes) -> None:
    with pytest.raises(InputError):
        read(data, module)


def test_what_unpacks_to_too_much_is_refused_whatever_size_it_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_BYTES", 3 * 2**20)
    data = bytearray(zipped({"a": bytes(2 * 2**20), "b": bytes(2 * 2**20)}))
    with pytest.raises(InputError, match="larger than 3 MB"):
        packed.members(bytes(data), lambda _: True, file="f")
    assert packed.members(bytes(data), lambda name: name == "a", file="f")["a"] == bytes(2 * 2**20)
    crc = struct.pack("<I", zlib.crc32(bytes(2 * 2**20)))
    assert data.count(crc) == 4
    for place in (place for place in range(len(data)) if data.startswith(crc, place)):
        data[place + 8 : place + 12] = struct.pack("<I", 10)
    with pytest.raises(InputError):
        packed.members(bytes(data), lambda _: True, file="f")


WHOLE = store(NODES, EDGES, columns=("Sector",))
CHANGE = st.tuples(st.integers(0, 10_000), st.binary(max_size=4), st.integers(0, 5))


def read_or_refused(data: bytes, module: object) -> None:
    """Read, and check that whatever is given are whole tables of text."""
    try:
        grids = read(data, module)
    except InputError as error:
        grids = []
        said = [problem.what.text("fr") for problem in error.problems]
    else:
        said = [problem.what.text("fr") for grid in grids for problem in grid.notes]
    assert all(said)
    assert all(len({len(row) for row in grid.rows}) == 1 for grid in grids)
    assert all(isinstance(cell, str) for grid in grids for row in grid.rows for cell in row)


@given(changes=st.lists(CHANGE, min_size=1, max_size=4))
def test_any_mutated_graph_is_read_or_refused(changes: list[tuple[int, bytes, int]]) -> None:
    data = WHOLE
    for place, bits, length in changes:
        start = place % len(data)
        data = data[:start] + bits + data[start + length :]
    read_or_refused(project(data), gephi)


@given(change=CHANGE)
@pytest.mark.parametrize(("module", "whole"), [(gephi, project(WHOLE)), (cytoscape_session, session())])
def test_any_mutated_archive_is_read_or_refused(
    module: object, whole: bytes, change: tuple[int, bytes, int]
) -> None:
    place, bits, length = change
    start = place % len(whole)
    read_or_refused(whole[:start] + bits + whole[start + length :], module)
