"""Small sound files of every format that is read, to be broken by the tests."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile

import openpyxl

from graphlib.reports.open_formats import network_bytes
from tests import hostile
from tests.unit.xml_samples import GEXF, GRAPHML, RAW, XGMML

__all__ = ["alone", "raw", "written"]

_LONGEST = 120_000
"""Bytes of a real file above which breaking it again and again would take too long."""

TIES = [
    ["De", "Vers", "Poids", "Depuis", "Type de lien"],
    ["Chambre d'agriculture", "Réseau Énergie", "1,5", "31/03/2026", "finance"],
    ["Réseau Énergie", "Ville du Mans, Métropole", "2", "", "conseille"],
    ["Chambre d'agriculture", "Ville du Mans, Métropole", "1 234,5", "2024", ""],
]

KEEP = """Liste des partenaires;;;
\t;;;
Nom;Secteur;Pays;Site
"Ville ""du"" Mans";commune;FR;https://ville.example
Réseau Énergie;entreprise;FR;
Total;12;;"""

MATRIX = ";A;B;C\nA;;1;\nB;1;;NA\nC; ;2;0\n"

TAGGED = "source,target,since\n#org+name,#org+name,#date\nA,B,2024-01-05\nB,C,2025-02\n"

GML = """Creator "x"
graph [ directed 1
  node [ id 1 label "Chamber &amp; Co" Sector public graphics [ x 1.0 y 2.0 ] ]
  node [ id 2 label Solar place [ city "Le Mans" ] ]
  edge [ source 1 target 2 value 3.5 since "2024" ] ]
"""

NET = """*Network Programme
*Vertices 4
1 "Chamber of  Commerce" 0.1 0.2 0.5 ic Red [1-3,5]
2 "Solar Coop"
3 Council
4 "d"
*Arcs :2 "funds"
1 2 3.5 l "2024"
*Edges
2 3
*Arcslist
3 1 4
*Partition Sector
*Vertices 4
1
2
1
2
*Vector Size
*Vertices 4
1
2
3.5
4
"""

TWO_MODE = '*Vertices 4 2\n1 "A"\n2 "B"\n3 "E1"\n4 "E2"\n*Edges\n1 3\n2 3\n2 4\n*Matrix\n1 0\n1 1\n'

DL = """DL NR=3 NC=2 NM=1
FORMAT = FULLMATRIX DIAGONAL PRESENT
ROW LABELS:
MRSA
B
C
COLUMN LABELS:
E1
E2
DATA:
1 0
1 1
0 1
"""

EDGELIST = "dl n=3 format=edgelist1\nlabels embedded\ndata:\nann bob 2\nbob cat\n"

OLD_TEXT = """has to be converted into DL format
information
 4 , 3 , 3 ,N,NB
A,B,C
0 1 0
1 0 1
0 0 0

money
 4 , 3 , 3 ,N,NB
A,B,C
 0  0  1
 0  0  0
 1  1  0
"""

KUMU = {
    "name": "P",
    "attributes": [{"_id": "attr-1", "name": "Label"}],
    "elements": [
        {"_id": "e1", "attributes": {"label": "Alpha", "element type": "NGO", "tags": ["sea", "coast"]}},
        {"_id": "e2", "attributes": {"label": "Beta", "element type": None}},
    ],
    "connections": [{"_id": "c", "from": "e1", "to": "e2", "direction": "mutual", "attributes": {"x": 1.5}}],
    "loops": [{"_id": "l1", "attributes": {"label": "Growth"}, "connections": ["c"]}],
}

CX = [
    {"numberVerification": [{"longNumber": 281474976710655}]},
    {"nodes": [{"@id": 1, "n": "Alpha"}, {"@id": 2}]},
    {"edges": [{"@id": 9, "s": 1, "t": 2, "i": "funds"}]},
    {"nodeAttributes": [{"po": [1, 2], "n": "type", "v": "NGO"}, {"po": 2, "n": "name", "v": "Beta"}]},
    {"edgeAttributes": [{"po": 9, "n": "since", "v": ["2020", "2021"], "d": "list_of_string"}]},
    {"status": [{"error": "", "success": True}]},
]

CX2 = [
    {"CXVersion": "2.0", "hasFragments": False},
    {"attributeDeclarations": [{"nodes": {"name": {"a": "n"}}, "edges": {"interaction": {"v": "meets"}}}]},
    {"nodes": [{"id": 1, "x": 1.0, "v": {"n": "Alpha"}}, {"id": 2, "v": {"n": "Beta"}}]},
    {"edges": [{"id": 1, "s": 1, "t": 2, "v": {"weight": 2.5}}]},
    {"status": [{"success": True}]},
]

CYJS = {
    "data": {"name": "net"},
    "elements": {
        "nodes": [{"data": {"id": "a", "name": "A"}, "position": {"x": 1}}, {"data": {"id": "b"}}],
        "edges": [{"data": {"id": "e", "source": "a", "target": "b", "interaction": "funds"}}],
    },
}

LINKS = {
    "directed": True,
    "nodes": [{"id": "a", "group": 1}, {"id": "b"}],
    "links": [{"source": "a", "target": "b", "value": 2}],
}

RECORDS = [{"source": "a", "target": "b", "since": "2024"}, {"source": "b", "target": "c", "tags": ["x", 1]}]

FLOWS = (
    "Identifier,Funding Org:Identifier,Funding Org:Name,Recipient Org:Identifier,Recipient Org:Name,"
    'Amount Awarded,Currency,Award Date\n1,GB-1,Fund,GB-2,Group,"1,200.50",GBP,2024-01-05\n'
)

DHNS = {
    "Project_xml": b"<p/>",
    "Workspace_0_xml": b'<workspace name="Old"/>',
    "Workspace_0_Dhns_xml": b"""<Dhns><TreeStructure><Tree><Node id="10" pre="1"/><Node id="20" pre="2"/>
    </Tree></TreeStructure><Edges><ProperEdge id="5" source="2" target="1" directed="true" weight="2.0"/>
    </Edges></Dhns>""",
    "Workspace_0_attributemodel_xml": b"""<attributemodel><table nodetable="true"><column><index>0</index>
    <id>id</id><title>Id</title><type>string</type></column></table></attributemodel>""",
    "Workspace_0_attributerows_xml": b"""<attributerows><noderow for="10"><attvalue index="0">a</attvalue>
    </noderow></attributerows>""",
}

SESSION = {
    "S/networks/1-Root.xgmml": b"""<?xml version="1.0"?><graph id="1" label="Root"
    xmlns:cy="http://www.cytoscape.org" xmlns="http://www.cs.rpi.edu/XGMML"><att><graph id="2" label="All"
    cy:registered="1"><node id="10" label="A"/><node id="11" label="B"/>
    <edge id="20" source="10" target="11" label="x" cy:directed="1"/></graph></att></graph>""",
    "S/session_vizmap.xml": b"<x/>",
    "S/tables/1-Root/SHARED_ATTRS-org.cytoscape.model.CyNode-a.cytable": b'"CyCSV-Version","1"\nSUID,type\n'
    b'"java.lang.Long","java.lang.String"\n\n"t",""\n10,NGO\n11,firm\n',
}


def alone() -> list[tuple[str, bytes]]:
    """Give one sound file of each format and kind, by name."""
    latin = "\n".join(";".join(row) for row in TIES).encode("cp1252")
    return [
        ("liens.csv", latin),
        ("acteurs.csv", KEEP.encode("utf-8-sig")),
        ("x.tsv", "\n".join("\t".join(row) for row in TIES).encode("utf-16")),
        ("matrix.csv", MATRIX.encode()),
        ("fts.csv", TAGGED.encode()),
        ("grants.csv", FLOWS.encode()),
        ("ties.xlsx", workbook()),
        ("x.xls", xls()),
        ("x.xlsb", xlsb()),
        ("x.ods", ods()),
        ("x.gexf", GEXF.encode()),
        ("x.graphml", GRAPHML.encode()),
        ("x.xgmml", XGMML.encode()),
        ("x.gml", GML.encode()),
        ("x.net", NET.encode()),
        ("two.net", TWO_MODE.encode()),
        ("x.dl", DL.encode()),
        ("list.dat", EDGELIST.encode()),
        ("raw.dat", OLD_TEXT.encode()),
        ("kumu.json", json.dumps(KUMU).encode()),
        ("x.cx", json.dumps(CX).encode()),
        ("x.cx2", json.dumps(CX2).encode()),
        ("x.cyjs", json.dumps(CYJS).encode()),
        ("x.js", b'var networks = {"n": ' + json.dumps(CYJS).encode() + b"};"),
        ("links.json", json.dumps(LINKS).encode()),
        ("ties.json", json.dumps(RECORDS).encode()),
        ("ties.jsonl", "\n".join(map(json.dumps, RECORDS)).encode()),
        ("x.gephi", gephi()),
        ("old.gephi", zipped(DHNS)),
        ("x.cys", zipped(SESSION)),
        ("folder.zip", zipped({"ties.csv": TAGGED.encode(), "n/x.net": NET.encode()})),
        ("pair.zip", zipped(dict(zip(("p.##h", "p.##d"), ucinet_pair(), strict=True)))),
        ("ties.csv.gz", gzip.compress(TAGGED.encode(), mtime=0)),
    ]


def written() -> list[tuple[str, bytes]]:
    """Give the same hostile network as we write it in each of our formats."""
    network = hostile.network()
    forms = ("graphml", "gexf", "json", "kumu", "xlsx", "net", "paj")
    return [(f"own.{form}", network_bytes(network, form)) for form in forms]


def raw() -> list[tuple[str, bytes]]:
    """Give the real files of bearable size, where they are on this machine."""
    if not RAW.is_dir():
        return []
    found = [path for path in sorted(RAW.iterdir()) if path.name != "INDEX.md"]
    return [(path.name, path.read_bytes()) for path in found if path.stat().st_size < _LONGEST]


def zipped(members: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack files, always to the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, packing)
    return buffer.getvalue()


def workbook() -> bytes:
    """Write a workbook with a title row, merged cells, a formula and two sheets; parts are not packed."""
    book = openpyxl.Workbook()
    ties, actors = book.active, book.create_sheet("acteurs")
    ties.append(["Export", None, None])
    for row in [["source", "target", "since"], ["a", "b", "2024"], ["b", "c", "=1+1"]]:
        ties.append(row)
    ties.merge_cells("A1:C1")
    for row in [["id", "nom", "secteur"], ["a", "Réseau", "ONG"]]:
        actors.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if "theme" not in name}
    # Unpacked parts let a change reach the cells instead of only a checksum.
    return zipped(members, packing=zipfile.ZIP_STORED)


def ods() -> bytes:
    """Write an OpenDocument sheet with a repeated cell."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    cells = [
        [f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row] for row in TIES
    ]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    far = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}{far}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mark = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mark, "content.xml": content.encode()}, packing=zipfile.ZIP_STORED)


def xls() -> bytes:
    """Write an old Excel workbook ([MS-XLS] in [MS-CFB]) with one sheet of ties."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def label(row: int, column: int, text: str) -> bytes:
        letters = text.encode("utf-16-le")
        return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + letters)

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))

    name = b"ties"
    size = len(begin(5)) + 4 + 8 + len(name) + 4
    bound = record(0x85, struct.pack("<IHBB", size, 0, len(name), 0) + name)
    cells = [label(row, column, text) for row, line in enumerate(TIES) for column, text in enumerate(line)]
    number = record(0x203, struct.pack("<HHHd", 1, 2, 0, 2.5))
    book = begin(5) + bound + record(10, b"") + begin(16) + b"".join(cells) + number + record(10, b"")
    return compound(b"Workbook", book)


def compound(name: bytes, content: bytes) -> bytes:
    """Write a compound file of one stream."""
    sectors = max(8, -(-len(content) // 512))
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    chain = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(title: bytes, kind: int, start: int, size: int, child: int) -> bytes:
        letters = title.decode().encode("utf-16-le") + b"\0\0"
        head = letters.ljust(64, b"\0") + struct.pack("<HBB3I", len(letters), kind, 1, free, free, child)
        return (head + bytes(36) + struct.pack("<IQ", start, size)).ljust(128, b"\0")

    body = content.ljust(sectors * 512, b"\0")
    directory = entry(b"Root Entry", 5, end, 0, 1) + entry(name, 2, 2, len(body), free) + bytes(256)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    return head + table + directory + body


def xlsb() -> bytes:
    """Write a binary Excel workbook ([MS-XLSB]) with one sheet of ties."""

    def record(kind: int, body: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 127 | 128, len(body) >> 7])
        return head + size + body

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    rows = [
        record(0, struct.pack("<IIHHBI", row, 0, 0, 0, 0, 0))
        + b"".join(record(6, struct.pack("<II", at, 0) + wide(cell)) for at, cell in enumerate(line))
        for row, line in enumerate(TIES)
    ]
    area = record(148, struct.pack("<4I", 0, len(TIES) - 1, 0, len(TIES[0]) - 1))
    sheet = record(129) + area + record(145) + b"".join(rows) + record(146) + record(130)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("ties"))
    members = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": relations.encode(),
        "xl/worksheets/sheet1.bin": sheet,
    }
    return zipped(members, packing=zipfile.ZIP_STORED)


def ucinet_pair() -> tuple[bytes, bytes]:
    """Write the two files of a UCINET network of three actors."""
    words = [word.encode("utf-16-le") for word in ("Ann", "Bob", "Cat") * 2]
    head = b"\x05V6404" + struct.pack("<5HBH2I", 20, 1, 1, 1, 3, 7, 2, 3, 3) + b"\x03Net\x01\x01"
    labels = b"".join(struct.pack("<H", len(word)) + word for word in words)
    return head + labels, struct.pack("<9f", 0, 1, 0, 1, 0, 2, 0, 2, 0)


def gephi() -> bytes:
    """Write a Gephi project of two actors and their ties."""
    from tests.unit.test_readers_projects import EDGES, NODES, project, store

    return project(store(NODES, EDGES, columns=("Sector",)))
