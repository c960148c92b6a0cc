"""Files made to do harm are refused with a reason, soon and in little memory; nothing is run or fetched."""

from __future__ import annotations

import contextlib
import gzip
import io
import socket
import time
import zipfile

import pytest
import xlsxwriter

from graphlib.readers import Reading, read_files
from tests.memory import within
from tests.unit.bombs import MB, SHEET, archive, bomb, gzipped, part, repeated, xlsx
from tests.unit.test_readers_workbook import cell, opendocument, row

SECONDS = 20
"""Computing time of a case; a quiet machine needs a fifth of it at the most."""

MEGABYTES = 600

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that opens a socket."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file made reading open a connection")

    monkeypatch.setattr(socket, "socket", refuse)


def read(name: str, data: bytes) -> Reading:
    """Read within the limits of time and memory."""
    began = time.process_time()
    with within(MEGABYTES):
        reading = read_files({name: data})
    assert time.process_time() - began < SECONDS
    return reading


def said(reading: Reading) -> str:
    """Give all reasons in one text."""
    return "\n".join(problem.text("en") for problem in reading.problems)


def zeros(megabytes: int) -> bytes:
    """Zip a table of nothing but zeros, of any size."""
    return archive([bomb("ties.csv", repeated(b"\0", megabytes))])


def nested(levels: int) -> bytes:
    """Zip eight archives in each of eight archives, and so on, around a table of two gigabytes."""
    inner = zeros(2048)
    for _ in range(levels):
        inner = archive([part(f"{place}.zip", inner) for place in range(8)])
    return inner


ROWS = repeated(b"a,b\n", 2048, b"source,target\n")
CELLS = repeated(b"<row><c><v>0</v></c></row>", 190, HEAD, TAIL)
TOO_LARGE = "larger than 200 MB"
DAMAGED = "damaged or protected"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.zip", zeros(2048), TOO_LARGE),
        ("x.zip", archive([bomb("ties.csv", ROWS)]), TOO_LARGE),
        ("x.zip", archive([bomb(f"t{place}.csv", ROWS) for place in range(5)]), TOO_LARGE),
        ("x.zip", archive([bomb("ties.csv", ROWS, states=1000)]), DAMAGED),
        ("x.zip", nested(4), "an archive within an archive"),
        ("ties.csv.gz", gzipped(ROWS), TOO_LARGE),
        ("ties.csv.gz", gzip.compress(gzipped(ROWS)), "an archive within an archive"),
        ("x.zip", archive([part("ties.csv.gz", gzipped(ROWS))]), TOO_LARGE),
        ("x.xlsx", xlsx(bomb(SHEET, repeated(b"0", 2048, HEAD))), TOO_LARGE),
        ("x.xlsx", xlsx(bomb(SHEET, repeated(b"0", 2048, HEAD), states=10 * MB)), DAMAGED),
        ("x.xlsx", xlsx(bomb(SHEET, CELLS)), "times as large as it is"),
        ("x.ods", archive([bomb("content.xml", repeated(b" ", 2048, b"<a>"))]), TOO_LARGE),
        ("x.gephi", archive([part("Project_xml", b"<p/>"), bomb("Workspace_1_xml", ROWS)]), TOO_LARGE),
        ("x.cys", archive([part("S/cysession.xml", b"<c/>"), bomb("S/N.xgmml", ROWS)]), TOO_LARGE),
    ],
)
def test_what_unpacks_without_end_is_refused(name: str, data: bytes, reason: str) -> None:
    assert len(data) < 12 * MB
    assert reason in said(read(name, data))


def test_repeated_rows_and_columns_are_refused() -> None:
    assert "more than 1,000,000 rows" in said(read("x.ods", opendocument(row(cell("a"), times=2**31))))
    wide = opendocument(row(cell("a", number_columns_repeated=2**31)))
    assert "at most 500" in said(read("x.ods", wide))
    both = row(cell("a", number_columns_repeated=400), times=900_000)
    assert "spread over too many cells" in said(read("x.ods", opendocument(both)))


def entities(kind: str) -> tuple[str, str]:
    """Give a declaration of entities, and what would expand them."""
    lines = "".join(f'<!ENTITY l{place} "{f"&l{place - 1};" * 10}">' for place in range(1, 10))
    declared = {
        "billion laughs": f'<!ENTITY l0 "ha">{lines}',
        "quadratic": f'<!ENTITY a "{"x" * 50_000}">',
        "external": '<!ENTITY x SYSTEM "file:///etc/passwd">',
        "fetched": '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
    }
    used = {"billion laughs": "&l9;", "quadratic": "&a;" * 50_000}
    return f'<?xml version="1.0"?><!DOCTYPE r [{declared[kind]}]>', used.get(kind, "&x;")


KINDS = ["billion laughs", "quadratic", "external", "fetched"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.gexf", '<gexf><graph><nodes><node id="a" label="{}"/></nodes></graph></gexf>'),
        ("x.graphml", '<graphml><graph><node id="a"><data key="k">{}</data></node></graph></graphml>'),
    ],
)
def test_entities_of_xml_are_refused(kind: str, name: str, text: str) -> None:
    declared, used = entities(kind)
    assert "declares its own abbreviations" in said(read(name, (declared + text.format(used)).encode()))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", SHEET, "xl/workbook.xml", "content.xml"])
@pytest.mark.parametrize("before", ["", f"<!-- {'x' * 5000} -->"])
def test_entities_in_parts_of_a_workbook_are_refused(kind: str, name: str, before: str) -> None:
    declared, used = entities(kind)
    text = (declared.replace("?>", f"?>{before}") + f"<sst><si><t>{used}</t></si></sst>").encode()
    mark = part("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    data = archive([mark, part(name, text)]) if name == "content.xml" else xlsx(part(name, text))
    told = said(read("x.xlsx", data))
    assert DAMAGED in told or "is blank" in told
    assert "root:" not in told


DEEP = b"[" * 1_000_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (DEEP, "format is not read"),
        (b'{"nodes": ' * 1_000_000, "format is not read"),
        (b'{"nodes": [{"id": "a", "x": ' + DEEP + b"]" * 1_000_000 + b'}], "links": []}', "so deeply"),
        (b'[{"id": "a", "x": ' + DEEP, "so deeply"),
        (b'{"nodes": [' + b"[]," * 60 * MB + b'1], "links": []}', "more than 20,000,000 cells"),
        (b'{"nodes": [' + b"1," * 4 * MB + b'1], "links": []}', "more than 1,000,000 rows"),
        (b'{"elements": [{"_id": "a", "attributes": {"label": ' + DEEP, "so deeply"),
    ],
)
def test_json_nested_a_million_deep_or_of_endless_lists_is_refused(data: bytes, reason: str) -> None:
    assert reason in said(read("x.json", data))


@pytest.mark.parametrize(
    ("name", "head", "piece", "megabytes", "reason"),
    [
        ("ties.csv", b"source,target\n", b"x", 300, TOO_LARGE),
        ("ties.csv", b"source,target\n", b"x", 50, "A cell is longer than 32,767 characters"),
        ("ties.csv", b'source,target\n"', b"x", 50, "A cell is longer than 32,767 characters"),
        ("ties.csv", b'source,target\n"', b"x\n", 50, "A cell is longer than 32,767 characters"),
        ("ties.csv", b"", b"a;,\t|", 40, "columns; at most 500"),
        ("ties.csv", b"", b'"', 40, "A cell is longer than 32,767 characters"),
        ("ties.csv", b"", b'",', 40, "columns; at most 500"),
        ("ties.csv", b"", b'"\n', 40, "more than 1,000,000 rows"),
        ("ties.csv", b"source,target\n", b'""",', 40, "columns; at most 500"),
        ("ties.csv", b"source,target\n", b"a,b\n", 50, "more than 1,000,000 rows"),
        ("ties.csv", b"source,target\n", b"," * 399 + b"\n", 48, "more than 40,000,000 cells"),
        ("ties.csv", b"", b"\0", 60, "is blank"),
        ("ties.csv", b"", b"\n", 50, "is blank"),
        ("x.net", b"*Vertices 5\n*Arcslist\n", b"1 2 3 4 5 ", 40, "more than 1,000,000 rows"),
        ("x.net", b"*Vertices 3\n*Matrix\n", b"1 ", 40, "3 rows and 3 columns"),
        ("x.dl", b"DL N=3 FORMAT=EDGELIST1\nDATA:\n", b"1 2 ", 40, "is no tie"),
        ("x.dl", b"DL N=3 FORMAT=NODELIST1\nDATA:\n", b"1 2 ", 40, "more than 1,000,000 rows"),
        ("x.dl", b"DL N=3 FORMAT=FULLMATRIX\nDATA:\n", b"1 ", 40, "3 rows and 3 columns"),
        ("x.gml", b"graph [ ", b"a 1 ", 40, "holds more than 100,000 values"),
        ("x.gml", b"graph [ ", b"a 1\n", 40, "holds more than 50,000 values"),
        ("x.gml", b'graph [ node [ id 1 label "', b"x", 40, "a quotation mark is opened"),
    ],
)
def test_endless_lines_and_cells_are_refused(
    name: str, head: bytes, piece: bytes, megabytes: int, reason: str
) -> None:
    data = head + piece * (megabytes * MB // len(piece))
    assert reason in said(read(name, data))


def test_as_many_columns_as_no_spreadsheet_has_are_refused() -> None:
    headings = b",".join(b"c%d" % place for place in range(2**20))
    assert "1,048,576 columns; at most 500" in said(read("ties.csv", headings + b"\na,b\n"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.net", b"*Vertices 2000000000\n*Edges\n1 2000000000\n", "more than 1,000,000 rows"),
        ("x.net", b"*Vertices 999999\n*Edges\n1 999999\n", "announces 999,999 entries"),
        ("x.dl", b"DL N=2000000000 FORMAT=EDGELIST1\nDATA:\n1 2\n", "more than 1,000,000 rows"),
        ("x.dl", b"DL N=100000 FORMAT=FULLMATRIX\nDATA:\n1 2\n", "announces 100,000 entries"),
        ("x.gml", b"graph [ " + b"a [ " * 1_000_000, "too many brackets"),
        ("x.gexf", b"<gexf>" + b"<a>" * 1_000_000, "200 levels"),
        ("ties.csv", bytes(range(256)) * 400, "not a table"),
    ],
)
def test_sizes_that_are_only_stated_and_what_is_no_text(name: str, data: bytes, reason: str) -> None:
    assert reason in said(read(name, data))


def test_of_formulas_macros_and_links_only_the_last_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("ties")
        for place, cells in enumerate([("source", "target", "evidence"), ("a", "b"), ("b", "c")]):
            sheet.write_row(place, 0, cells)
        sheet.write_formula("C2", '=WEBSERVICE("http://127.0.0.1:9/x")', None, "seen")
        sheet.write_formula("C3", "='http://127.0.0.1:9/[x.xlsx]S'!A1", None, "kept")
        sheet.write_url("D2", "http://127.0.0.1:9/")
    with zipfile.ZipFile(buffer, "a") as made:
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0Auto_Open")
        made.writestr("xl/externalLinks/externalLink1.xml", '<externalLink Target="http://127.0.0.1:9/x"/>')
    ties = read("x.xlsm", buffer.getvalue()).network.stated_ties
    assert list(ties["evidence"]) == ["seen", "kept"]


def test_a_test_here_would_notice_a_connection() -> None:
    with contextlib.closing(io.BytesIO()), pytest.raises(AssertionError, match="open a connection"):
        socket.create_connection(("127.0.0.1", 9))
