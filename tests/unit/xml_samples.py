"""Small files of the three XML formats, and how tests read them."""

import time
from pathlib import Path

import pytest

from graphlib.errors import InputError
from graphlib.readers.formats.markup import gexf, graphml, xgmml

RAW = Path(__file__).resolve().parents[3] / "shared" / "data" / "raw"
needs_raw = pytest.mark.skipif(not RAW.exists(), reason="the shared data sets are not here")
READERS = {"gexf": gexf, "graphml": graphml, "xgmml": xgmml}

GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
 <meta><creator>Somebody</creator></meta>
 <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
  <attributes class="node"><attribute id="0" title="pays" type="string"><default>FR</default></attribute>
   <attribute id="1" title="tags" type="liststring"><options>[a|b|c]</options></attribute></attributes>
  <attributes class="edge"><attribute id="0" title="proof" type="string"/></attributes>
  <nodes>
   <node id="a" label="Chambre"><attvalues><attvalue for="1" value="[a, b]"/></attvalues>
    <viz:position x="1" y="2" z="0"/></node>
   <node id="b"><attvalues><attvalue for="0" value="BE"/><attvalue for="1" value="x|y"/></attvalues>
    <nodes><node id="c" label="Inner"/></nodes></node>
   <node id="d" label="Pid" pid="a"/>
  </nodes>
  <edges>
   <edge id="0" source="a" target="b" weight="2.5" type="undirected" start="2024-01-05" end="2025-02-01"/>
   <edge id="1" source="b" target="c" label="funds" type="mutual">
    <attvalues><attvalue for="0" value="report"/></attvalues>
    <spells><spell start="2021-05-01" end="2021-06-01"/>
     <spell start="2020-01-01" end="2020-12-31"/></spells></edge>
   <edge id="2" source="c" target="d"/>
  </edges>
 </graph>
</gexf>"""

GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="d0" for="node" attr.name="name" attr.type="string"/>
 <graph id="G" edgedefault="undirected">
  <node id="n0"><data key="d0">Chambre</data><data key="d1">public</data></node>
  <node id="n1"><graph edgedefault="directed">
   <node id="n1::n0"><data key="d0">Inner</data></node></graph></node>
  <edge source="n0" target="n1" directed="true"><data key="w">3</data><data key="d9">said</data></edge>
  <edge id="e1" source="n1" target="n1::n0"/>
  <hyperedge><endpoint node="n0"/><endpoint node="n1"/><data key="w">9</data></hyperedge>
  <key id="d1" for="node" attr.name="Actor type" attr.type="string"><default>unknown kind</default></key>
  <key id="w" for="all" attr.name="weight" attr.type="double"><default>1</default></key>
  <key id="d9" for="edge"/>
 </graph>
</graphml>"""

XGMML = """<?xml version="1.0"?>
<!DOCTYPE graph SYSTEM "http://www.cs.rpi.edu/~puninj/XGMML/xgmml.dtd">
<graph label="Net" directed="1" xmlns="http://www.cs.rpi.edu/XGMML" xmlns:cy="http://www.cytoscape.org"
  xmlns:xlink="http://www.w3.org/1999/xlink">
 <att name="documentVersion" value="1.1"/>
 <node id="1" label="Chambre"><att name="name" value="Chambre"/><att name="pays" value="FR" type="string"/>
  <att name="tags" type="list"><att name="tags" value="a"/><att value="b"/></att>
  <graphics x="1" y="2"><att name="hidden" value="x"/></graphics></node>
 <node id="2" label="Group"><att><graph><node xlink:href="#1"/>
  <node id="3" label="Inner"/></graph></att></node>
 <edge source="1" target="2" label="Chambre (pp) Group" weight="4" cy:directed="0">
  <att name="interaction" value="pp"/></edge>
 <edge source="2" target="3"/>
</graph>"""

SMALL = {"gexf": GEXF, "graphml": GRAPHML, "xgmml": XGMML}


def read(kind, text, file="x"):
    """Read a text or bytes as a format; grids by their table."""
    data = text if isinstance(text, bytes) else text.encode()
    return {grid.table: grid for grid in READERS[kind].read(data, file=file, name="x")}


def records(grid):
    """Give the rows of a grid as dicts, without blank cells."""
    headings, *rows = grid.rows
    assert all(len(row) == len(headings) for row in rows)
    return [{h: cell for h, cell in zip(headings, row, strict=True) if cell} for row in rows]


def keys(grids):
    """List the keys of all notes."""
    return [note.what.key.split(".")[1] for grid in grids.values() for note in grid.notes]


def refused(kind, data):
    """Give the key of the sentence that refuses these bytes."""
    with pytest.raises(InputError) as caught:
        READERS[kind].read(data if isinstance(data, bytes) else data.encode(), file="x", name="x")
    return caught.value.problems[0].what


def raw(kind, name):
    """Read a real file; the time may not exceed two seconds."""
    data = (RAW / name).read_bytes()
    assert [other for other, module in READERS.items() if module.recognises(data)] == [kind]
    began = time.process_time()
    grids = read(kind, data, file=name)
    assert time.process_time() - began < 2
    return grids
