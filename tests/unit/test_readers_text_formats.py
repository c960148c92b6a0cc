"""Readers of GML, Pajek and UCINET: small files worked out by hand, hostile bytes, real files."""

from __future__ import annotations

import struct
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.errors import InputError
from graphlib.readers import read_files, read_network
from graphlib.readers.formats.lines import gml, pajek, ucinet
from graphlib.reports.open_formats import network_bytes


def tables(grids):
    """Give the rows of each table by its name."""
    return {grid.table: grid.rows for grid in grids}


def remarks(grids):
    """Give the keys of what was said."""
    return [problem.what.key.split(".")[1] for grid in grids for problem in grid.notes]


def reason(error):
    """Give the key of a refusal."""
    return error.value.problems[0].what.key.split(".")[1]


def read_gml(text):
    return gml.read(text.encode(), file="x.gml", name="x")


def read_dl(text):
    return ucinet.read(text.encode(), file="x.dl", name="x")


def read_pajek(**files):
    return pajek.read_files({name.replace("_", "."): text.encode() for name, text in files.items()})


SMALL_GML = """Creator "someone"
# a comment [ with brackets
GRAPH [
  Directed 1
  node [ ID 1 label "Chamber &amp; Co" Sector public graphics [ x 1.0 y 2.0 fill "#FF0000" ] ]
  node
  [
    id 2
    label Solar Coop
    theme "energy"
    theme "mobility"
    place [ city "Le Mans" ]
  ]
  edge [ source 1 target 2 value 3.5 since "2024" ]
]
"""


def test_gml_tables():
    read = tables(read_gml(SMALL_GML))
    assert read["actors"] == [
        ["id", "name", "Sector", "theme", "place.city"],
        ["1", "Chamber & Co", "public", "", ""],
        ["2", "Solar Coop", "", "energy;mobility", "Le Mans"],
    ]
    assert read["ties"] == [
        ["source", "target", "weight", "directed", "since"],
        ["1", "2", "3.5", "yes", "2024"],
    ]


def test_gml_says_what_it_decided():
    grids = read_gml(SMALL_GML)
    assert remarks(grids) == ["gml_value_is_weight", "left_aside"]
    assert grids[0].notes[1].what.values == {"names": "graphics"}


def test_gml_actors_without_id_take_their_label_and_nothing_takes_an_id_twice():
    read = tables(read_gml('graph [ node [ label "a" ] node [ id 3 label "b" ] node [ ] ]'))
    assert [row[0] for row in read["actors"]] == ["id", "a", "3", "3'"]


def test_gml_keeps_a_value_of_ties_that_is_no_number():
    read = tables(read_gml('graph [ node [ id 1 ] edge [ source 1 target 1 value "often" ] ]'))
    assert read["ties"] == [["source", "target", "directed", "value"], ["1", "1", "no", "often"]]


def test_gml_quotation_marks_within_a_string():
    read = tables(read_gml('graph [ node [\n id 1\n label "The "Big" Five"\n kind "a b" ] ]'))
    assert read["actors"][1] == ["1", 'The "Big" Five', "a b"]


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("graph [ node [ id 1 ]", "gml_open_bracket", "1"),
        ("graph [\n node [ id ] ]", "gml_no_value", "2"),
        ("graph [\n\n 12 13 ]", "gml_no_key", "3"),
        ('graph [\n node [ label "Foo\n value 3 ] ]', "gml_open_quote", "2"),
        ("graph [ ] ]", "gml_stray_bracket", "1"),
        ("graph [ a " * 70, "gml_no_key", "1"),
        ("a [ " * 70, "gml_nested", "1"),
        ("graph [ ]\ngraph [ ]", "gml_several", "2"),
    ],
)
def test_gml_faults_name_the_line(text, key, line):
    with pytest.raises(InputError) as error:
        read_gml(text)
    assert reason(error) == key
    assert error.value.problems[0].what.values["line"] == line


NET = """% a comment
*Network Programme
*vertices 4
1 "Chamber of  Commerce" 0.1 0.2 0.5 box ic Red [1-3,5]

2 Solar Coop 0.1 0.2
3 "The "Big" One"
*Arcs :2 "money"
1 2 2.5 l "grant" c Blue
2: 3 1 -1 [1999-2003]
*EDGES :7
2 3
*Arcslist :9 "advice"
4 1 2
"""


def test_pajek_network():
    read = tables(read_pajek(a_net=NET))
    assert read["actors"] == [
        ["id", "name", "time"],
        ["1", "Chamber of Commerce", "1-3,5"],
        ["2", "Solar Coop", ""],
        ["3", 'The "Big" One', ""],
        ["4", "", ""],
    ]
    assert read["ties"] == [
        ["source", "target", "kind", "weight", "since", "until", "directed", "label"],
        ["1", "2", "money", "2.5", "", "", "yes", "grant"],
        ["3", "1", "money", "-1", "1999", "2003", "yes", ""],
        ["2", "3", "7", "", "", "", "no", ""],
        ["4", "1", "advice", "", "", "", "yes", ""],
        ["4", "2", "advice", "", "", "", "yes", ""],
    ]


def test_pajek_says_what_is_left_aside():
    said = read_pajek(a_net=NET)[0].notes[0]
    assert said.what.key == "text_formats.left_aside.what"
    assert said.what.values["names"] == "c, ic, shape, x, y, z"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("0 1 0\n1 0 2\n0 2 0", [["1", "2", "1", "no"], ["2", "3", "2", "no"]]),
        ("0 1 0\n0 0 -2\n0 0 0", [["1", "2", "1", "yes"], ["2", "3", "-2", "yes"]]),
    ],
)
def test_pajek_matrix(cells, expected):
    read = tables(read_pajek(a_net=f"*Vertices 3\n*Matrix\n{cells}\n"))
    assert read["ties"] == [["source", "target", "weight", "directed"], *expected]


def test_pajek_two_sets_of_vertices_become_actors_and_events():
    net = '*Vertices 3 2\n1 "a"\n2 "b"\n3 "meeting"\n*Edges\n3 1 1\n2 3 1\n'
    grids = read_pajek(a_net=net, b_clu="*Vertices 2\n7\n8\n", c_vec="*Vertices 1\n2.5\n")
    assert tables(grids) == {
        "actors": [["id", "name", "b"], ["1", "a", "7"], ["2", "b", "8"]],
        "events": [["event_id", "name", "c"], ["3", "meeting", "2.5"]],
        "participations": [["actor_id", "event_id"], ["1", "3"], ["2", "3"]],
    }


def test_pajek_two_mode_matrix():
    read = tables(read_pajek(a_net="*Vertices 3 2\n*Matrix\n1\n4\n"))
    assert read["participations"] == [["actor_id", "event_id", "weight"], ["1", "3", "1"], ["2", "3", "4"]]


def test_pajek_ties_within_one_set_make_one_kind_of_actor():
    grids = read_pajek(a_net="*Vertices 3 2\n*Edges\n1 2\n1 3\n")
    assert set(tables(grids)) == {"actors", "ties"}
    assert "pajek_not_two_mode" in remarks(grids)


PROJECT = """*Network x.dat : GIVES
*Vertices 2
1 "a"
2 "b"
*Arcs
1 2
*Network x.dat : TAKES
*Vertices 2
1 "a"
2 "b"
*Arcs
2 1
*Vector folder\\size.vec
*Vertices 2
10
20
"""


def test_pajek_networks_on_the_same_vertices_are_kinds_of_ties():
    read = tables(read_pajek(a_paj=PROJECT))
    assert read["actors"] == [["id", "name", "size"], ["1", "a", "10"], ["2", "b", "20"]]
    assert [row[2] for row in read["ties"]] == ["kind", "GIVES", "TAKES"]


def test_pajek_networks_on_different_vertices_are_joined_by_label():
    one, two = '*Vertices 2\n1 "a"\n2 "b"\n*Edges\n1 2\n', '*Vertices 2\n1 "b"\n2 "c"\n*Edges\n1 2\n'
    grids = read_pajek(y2023_net=one, y2024_net=two)
    assert [row[0] for row in tables(grids)["actors"]] == ["id", "a", "b", "c"]
    assert [row[:3] for row in tables(grids)["ties"][1:]] == [["a", "b", "y2023"], ["b", "c", "y2024"]]
    assert "pajek_by_label" in remarks(grids)


def test_pajek_networks_on_different_vertices_without_labels_are_refused():
    with pytest.raises(InputError) as error:
        read_pajek(a_net="*Vertices 2\n*Edges\n1 2\n", b_net="*Vertices 3\n*Edges\n1 2\n")
    assert reason(error) == "pajek_different"


def test_pajek_legend_and_sector():
    clu = "*Vertices 2\n1\n2\n\n1 - GOV\n2 - VOL\n"
    grids = read_pajek(a_paj=PROJECT, own_sectors_clu=clu)
    assert [row[-1] for row in tables(grids)["actors"]] == ["sector", "GOV", "VOL"]
    assert "pajek_sector" in remarks(grids)


def test_pajek_the_same_network_twice_is_read_once():
    net = PROJECT.partition("*Network x.dat : TAKES")[0].partition("\n")[2]
    paj = f"*Network one\n{net}*Vector s\n*Vertices 2\n1.5\n2.5\n"
    grids = read_pajek(a_net=net, b_paj=paj)
    assert len(tables(grids)["ties"]) == 2
    assert remarks(grids) == ["pajek_same_network"]
    assert grids[0].file == "b.paj [actors]"


@pytest.mark.parametrize("alone", ["*Vertices 2\n1\n2\n", "*Vector v\n*Vertices 2\n1.5\n2\n"])
def test_pajek_values_alone_are_refused_with_the_cure(alone):
    assert pajek.recognises(alone.encode())
    with pytest.raises(InputError) as error:
        pajek.read_files({"a.clu": alone.encode()})
    assert reason(error) == "pajek_alone"
    assert ".net or .paj" in str(error.value)


def test_pajek_values_of_another_network_are_left_aside_and_said():
    grids = read_pajek(a_paj=PROJECT, b_clu="*Vertices 3\n1\n2\n3\n")
    assert remarks(grids) == ["pajek_unmatched"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("*Vertices 999999999\n", "too_many_rows"),
        ("*Vertices " + "9" * 5000, "too_many_rows"),
        ("*Vertices 900000\n*Arcs\n1 2\n", "announced"),
        ("*Vertices 2\n5 x\n*Arcs\n", "pajek_vertex"),
        ("*Vertices 2\n*Arcs\n1\n", "pajek_tie"),
        ("*Vertices 2\n*Matrix\n0 1 0\n", "matrix_size"),
        ("*Vertices 2\n*Matrix\n0 1 x 0\n", "pajek_cell"),
        ("*Partition p\n*Vertices 3\n1\n2\n", "pajek_values"),
        ("*Network x\n*Arcs\n1 2\n", "pajek_no_vertices"),
        ("*Vertices 1\n" + "*Arcs\n" * 3000, "pajek_sections"),
        ("*Vertices 9000\n*Matrix\n1\n", "matrix_large"),
    ],
)
def test_pajek_faults(text, key):
    with pytest.raises(InputError) as error:
        read_pajek(a_net=text)
    assert reason(error) == key


EXPECTED_DL = [["a b", "c", "1", "yes"], ["c", "d", "2.5", "yes"]]


@pytest.mark.parametrize(
    "text",
    [
        'dl n=3 format=fullmatrix\nlabels:\n"a b",c,d\ndata:\n0 1 0\n0 0 2.5\n0 0 0\n',
        "DL\nN = 3\nLABELS:\na b\nc\nd\nDATA:\n0,1,0,0,0,2.5,0,0,0",
        "dl n 3, format = fullmatrix diagonal absent\nlabels:\na b\nc\nd\ndata:\n1 0\n0 2.5\n0 0\n",
        'dl n=3 labels embedded\ndata:\n"a b" c d\n"a b" 0 1 0\nc 0 0 2.5\nd 0 0 0\n',
        'DL N=3 FORMAT=EDGELIST1\nLABELS:\n"a b" c d\nDATA:\n1 2\n2 3 2.5\n',
        'dl n=3, format=edgelist1, labels embedded, data:\n"a b" c\nc, d, 2.5\n',
    ],
)
def test_dl_layouts_say_the_same(text):
    read = tables(read_dl(text))
    assert ucinet.recognises(text.encode())
    assert [row[0] for row in read["actors"]] == ["id", "a b", "c", "d"]
    assert read["ties"] == [["source", "target", "weight", "directed"], *EXPECTED_DL]


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3 format=lowerhalf\ndata:\n0\n1 0\n0 2 0\n",
        "dl n=3 format=upperhalf diagonal absent\ndata:\n1 0\n2\n",
        "dl n=3\ndata:\n0 1 0\n1 0 2\n0 2 0\n",
        "dl n=3 format=edgelist1\ndata:\n1 2\n2 1\n2 3 2\n3 2 2\n",
    ],
)
def test_dl_ties_both_ways_are_read_once(text):
    read = tables(read_dl(text))
    assert sorted(sorted(row[:2]) + row[2:] for row in read["ties"][1:]) == [
        ["1", "2", "1", "no"],
        ["2", "3", "2", "no"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "dl nr=2 nc=3\nrow labels:\na,b\ncolumn labels:\nx,y,z\ndata:\n1 0 1\n0 1 0\n",
        "dl nr=2 nc=3 format=edgelist2\nrow labels embedded\ncolumn labels embedded\ndata:\na x\na z\nb y\n",
        "dl nr=2 nc=3 format=nodelist2\nrow labels:\na,b\ncolumn labels:\nx y z\ndata:\n1 1 3\n2 2\n",
    ],
)
def test_dl_two_mode(text):
    read = tables(read_dl(text))
    assert [row[0] for row in read["actors"][1:]] == ["a", "b"]
    assert sorted(row[0] for row in read["events"][1:]) == ["x", "y", "z"]
    assert read["participations"] == [["actor_id", "event_id"], ["a", "x"], ["a", "z"], ["b", "y"]]


def test_dl_several_matrices():
    read = tables(read_dl("dl n=2 nm=2\nlabels:\na b\nlevel labels:\ngives takes\ndata:\n0 1 0 0\n0 0 3 0\n"))
    assert read["ties"][1:] == [["a", "b", "gives", "1", "yes"], ["b", "a", "takes", "3", "yes"]]


@pytest.mark.parametrize(
    "line", ["nodelist1\ndata:\n1 2 3\n3 1\n", "nodelist1b\ndata:\n1 2 2 3\n2 0\n3 1 1\n"]
)
def test_dl_nodelists(line):
    read = tables(read_dl(f"dl n=3 format={line}"))
    assert [row[:2] for row in read["ties"][1:]] == [["1", "2"], ["1", "3"], ["3", "1"]]


def test_dl_missing_cells_are_no_tie_and_a_name_too_many_is_said():
    assert tables(read_dl("dl n=2\ndata:\n0 NA\n1 1e38\n"))["ties"][1:] == [["2", "1", "1", "yes"]]
    assert "dl_count" in remarks(read_dl("dl n=3 format=edgelist1 labels embedded\ndata:\na b\n"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("dl n=99999999\ndata:\n1 2\n", "too_many_rows"),
        ("dl n=900000 format=edgelist1\ndata:\n1 2\n", "announced"),
        ("dl n=9000\ndata:\n1 2\n", "matrix_large"),
        ("dl n=3\ndata:\n1 2\n", "matrix_size"),
        ("dl n=2\ndata:\n1 2 x 0\n", "dl_cell"),
        ("dl n=2\n", "dl_no_data"),
        ("dl n=2 datafile other.txt\n", "dl_elsewhere"),
        ("dl format=fullmatrix data:\n1 2\n", "dl_no_size"),
        ("dl n=2 format=blockmatrix data:\n1 2\n", "dl_format"),
        ("dl n=2 labels:\na b c\ndata:\n1 2 3 4\n", "dl_labels"),
        ("dl n=2 format=edgelist1 data:\n1 7\n", "dl_tie"),
    ],
)
def test_dl_faults(text, key):
    with pytest.raises(InputError) as error:
        read_dl(text)
    assert reason(error) == key


RAW = (
    "gives\n 4 , 2 , 2 ,N,NB\nA,B\n0 1\n1 0\n\x1a\n"
    " 4 , 2 , 3 ,N,LM\nID,SECTOR,SIZE\n1\tGOV\t5\n2\tVOL\t6\n\x1a\n"
)


def test_raw_blocks_that_fit_are_read():
    grids = read_dl(RAW)
    assert tables(grids) == {
        "actors": [["id", "name", "SECTOR", "SIZE"], ["A", "A", "GOV", "5"], ["B", "B", "VOL", "6"]],
        "ties": [["source", "target", "kind", "weight", "directed"], ["A", "B", "gives", "1", "no"]],
    }
    assert ucinet.recognises(RAW.encode())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (RAW.replace("0 1\n", ""), "raw_block"),
        (RAW.partition("\x1a\n")[2], "raw_no_matrix"),
        (RAW.replace("2 , 3", "1 , 3").replace("2\tVOL\t6\n", ""), "raw_lengths"),
    ],
)
def test_raw_blocks_that_do_not_fit_are_refused(text, key):
    with pytest.raises(InputError) as error:
        read_dl(text)
    assert reason(error) == key


def test_a_table_whose_rows_look_like_such_a_block_is_not_taken():
    assert not ucinet.recognises(b"a,b,c,d,e\n1,2,5,M,FR\n2,3,5,F,DE\n")


def header(rows, columns, *, labels=(), code=7, mark=b"V6404"):
    """Make the header of a pair of files with one matrix."""
    size = "<II" if mark != b"DATE:" else "<HH"
    start = b"\x05" + mark + struct.pack("<5HBH", 20, 1, 1, 1, 3, code, 2) + struct.pack(size, columns, rows)
    flags = bytes([bool(labels), bool(labels)])
    words = [word.encode("utf-16-le") for word in labels]
    return start + b"\0" + flags + b"".join(struct.pack("<H", len(word)) + word for word in words)


@pytest.mark.parametrize("mark", [b"V6404", b"DATE:"])
def test_pair_of_binary_files(mark):
    data = struct.pack("<4f", 0, 2.5, 1e38, 0)
    grids = ucinet.read_pair(header(2, 2, labels=["a", "é", "a", "é"], mark=mark), data, file="p", name="p")
    assert tables(grids) == {
        "actors": [["id", "name"], ["a", "a"], ["é", "é"]],
        "ties": [["source", "target", "weight", "directed"], ["a", "é", "2.5", "yes"]],
    }
    assert remarks(grids) == ["no_value"]


def test_pair_with_other_columns_is_two_mode():
    data = struct.pack("<3d", 1, 0, 1)
    read = tables(ucinet.read_pair(header(1, 3, labels="xyza", code=9), data, file="p", name="p"))
    assert read["participations"] == [["actor_id", "event_id"], ["a", "x"], ["a", "z"]]


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        (header(2, 2), b"", "ucinet_alone"),
        (b"", b"1234", "ucinet_alone"),
        (b"nothing", b"1234", "ucinet_header"),
        (header(2, 2)[:20], b"1234", "ucinet_header"),
        (header(2, 2, labels=["a", "b"]), b"1234", "ucinet_header"),
        (header(2, 2), b"1234", "ucinet_size"),
        (header(999_999, 999_999), b"1234", "ucinet_size"),
        (header(2, 2, code=15), b"1234", "ucinet_numbers"),
    ],
)
def test_pairs_that_do_not_fit(first, second, key):
    with pytest.raises(InputError) as error:
        ucinet.read_pair(first, second, file="p", name="p")
    assert reason(error) == key


def test_a_header_read_alone_is_refused_with_the_cure():
    with pytest.raises(InputError, match="both files together"):
        ucinet.read(header(2, 2), file="p", name="p")


@pytest.mark.parametrize("module", [gml, pajek, ucinet])
def test_nothing_else_is_taken_for_these_formats(module):
    for data in (
        b"",
        b"id,name\n1,a\n",
        b"<graphml/>",
        b'{"nodes": []}',
        b"\xff\xfe\x00",
        b"graph { a -- b }",
    ):
        assert not module.recognises(data)


def read_any(data):
    """Give bytes to every reader; only refusals may come."""
    readers = (
        lambda: gml.read(data, file="x", name="x"),
        lambda: pajek.read_files({"x.net": data, "y.clu": b"*Vertices 2\n1\n2\n"}),
        lambda: ucinet.read(data, file="x", name="x"),
        lambda: ucinet.read_pair(data, data, file="x", name="x"),
    )
    for module in (gml, pajek, ucinet):
        module.recognises(data)
    for read in readers:
        found, problems = [], ()
        try:
            found = read()
        except InputError as error:
            problems = error.problems
        assert all({len(row) for row in grid.rows} == {len(grid.rows[0])} for grid in found)
        said = [*problems, *(remark for grid in found for remark in grid.notes)]
        assert all(remark.text(language) for remark in said for language in ("en", "fr"))


SEEDS = [SMALL_GML, NET, PROJECT, RAW, "dl n=2 nm=2 labels:\na b\ndata:\n0 1 0 0\n0 0 3 0\n"]
SEEDS += ["dl nr=2 nc=2 format=edgelist2 row labels embedded data:\na 1\n!\n"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_give_tables_or_refusals(data):
    read_any(data)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([seed.encode() for seed in SEEDS] + [header(2, 2, labels=["a", "b", "a", "b"])]),
    st.lists(st.tuples(st.integers(0, 500), st.binary(max_size=4), st.integers(0, 9)), max_size=6),
)
def test_mutated_files_give_tables_or_refusals(data, changes):
    for place, put, cut in changes:
        spot = place % (len(data) + 1)
        data = data[:spot] + put + data[spot + cut :]
    read_any(data)


@pytest.fixture
def raw(shared_data):
    """Give the bytes of a real file."""
    return lambda name: (shared_data / "raw" / name).read_bytes()


def counted(grids):
    """Count the rows of each table, headings left out."""
    return {name: len(rows) - 1 for name, rows in tables(grids).items()}


def test_political_books(raw):
    data = raw("polbooks.gml")
    grids = gml.read(data, file="polbooks.gml", name="polbooks")
    assert gml.recognises(data)
    assert counted(grids) == {"actors": 105, "ties": 441}
    values = Counter(row[2] for row in tables(grids)["actors"][1:])
    assert values == {word: data.count(f"value {word}\n".encode()) for word in "abc"}


def test_corporate_ownership(raw):
    data = raw("eva_corporate_ownership.net")
    grids = pajek.read_files({"eva.net": data})
    arcs = data.partition(b"*arcs")[2].split(b"\n")[1:]
    assert counted(grids) == {"actors": 8497, "ties": sum(len(line.split()) == 2 for line in arcs)}
    names = dict(row for row in tables(grids)["actors"])
    assert names["2256"] == 'Siskiyou Daily News"Extra" (Yreka, California)'


def test_scottish_firms_and_directors(shared_data):
    with zipfile.ZipFile(shared_data / "raw" / "scotland_interlocks_1904.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    grids = pajek.read_files(files)
    assert counted(grids) == {"actors": 108, "events": 136, "participations": 358}
    assert tables(grids)["actors"][0] == ["id", "name", "Industrial_categories", "Capital"]
    assert tables(grids)["actors"][1] == ["1", "north british railway", "2", "47236"]
    assert "pajek_same_network" in remarks(grids)


def test_search_and_rescue_with_long_names(raw):
    names = ("kansas_sar_emon.net", "kansas_sar_emon_long_names.nam")
    grids = pajek.read_files({name: raw(name) for name in names})
    assert counted(grids) == {"actors": 20, "ties": 148}
    assert tables(grids)["actors"][1] == ["1", "OsageCounty Sheriff's Department", "OSherrif"]


def test_city_bureaucracies(raw):
    names = ("knoke_bureaucracies.paj", "knoke_sectors.clu")
    grids = pajek.read_files({name: raw(name) for name in names})
    read = tables(grids)
    assert counted(grids) == {"actors": 10, "ties": 71}
    assert read["actors"][:2] == [["id", "name", "KnokRat", "sector"], ["1", "COUN", "5.8000000", "GOV"]]
    assert Counter(row[2] for row in read["ties"][1:]) == {"KNOKI": 49, "KNOKM": 22}


def test_city_bureaucracies_as_old_text_say_the_same_as_in_pajek(raw):
    old = tables(ucinet.read(raw("ucinet_knoke_bureaucracies.dat"), file="k.dat", name="k"))
    new = tables(pajek.read_files({"k.paj": raw("knoke_bureaucracies.paj")}))
    names = {row[0]: row[1] for row in new["actors"]}
    kinds = {"KNOKI": "information", "KNOKM": "money"}
    expected = {(names[row[0]], names[row[1]], kinds[row[2]]) for row in new["ties"][1:]}
    assert {tuple(row[:3]) for row in old["ties"][1:]} == expected
    assert old["actors"][1] == ["COUN", "COUN", "GOV", "5.80"]


def test_florentine_families(raw):
    grids = ucinet.read(raw("ucinet_padgett.dat"), file="p.dat", name="p")
    assert counted(grids) == {"actors": 16, "ties": 35}
    # Padgett and Ansell: 20 marriages, 15 business ties.
    assert Counter(row[2] for row in tables(grids)["ties"][1:]) == {"PADGM": 20, "PADGB": 15}


def test_southern_women(raw):
    data = raw("ucinet_davis_2mode.dat")
    ones = data.partition(b"DATA:")[2].split().count(b"1")
    grids = ucinet.read(data, file="d.dat", name="d")
    assert counted(grids) == {"actors": 18, "events": 14, "participations": ones}


def test_edge_list_of_igraphs_tests(raw):
    assert counted(ucinet.read(raw("igraph_input.dl"), file="i.dl", name="i")) == {"actors": 66, "ties": 100}


def test_karate_club_in_binary(raw):
    grids = ucinet.read_pair(raw("ucinettest.##h"), raw("ucinettest.##d"), file="u", name="u")
    assert counted(grids) == {"actors": 34, "ties": 78}
    assert tables(grids)["ties"][1] == ["1", "2", "ZACHE", "1", "no"]


def test_a_label_is_the_kind_of_a_tie_where_no_relation_says_it():
    net = b'*Vertices 2\n1 "A"\n2 "B"\n*Edges\n1 2 1.0 l "mentoring"\n'
    network = read_files({"x.net": net}).network
    assert network.stated_ties["kind"].tolist() == ["mentoring"]


def test_our_own_project_keeps_kinds_sectors_and_attendance():
    network = read_network(Path(__file__).parents[2] / "data" / "club")
    again = read_files({"club.paj": network_bytes(network, "paj")}).network
    assert sorted(again.stated_ties["kind"]) == sorted(network.stated_ties["kind"])
    assert sorted(again.actors["sector"]) == sorted(network.actors["sector"])
    assert len(again.participations) == len(network.participations)
