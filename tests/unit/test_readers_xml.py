"""XML of unknown origin: encodings, bombs, limits and noise give a network or a clear refusal."""

import codecs
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.errors import InputError
from graphlib.readers.formats.markup import gexf
from tests.unit.xml_samples import GEXF, READERS, SMALL, keys, read, records, refused

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252", "cp1250"]


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_format_is_recognised_and_read_in_any_encoding(kind, encoding):
    text = SMALL[kind].replace("Chambre", "Chambre économique")
    declared = "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-sig")
    text = text.replace('encoding="UTF-8"', "").replace(
        'version="1.0"', f'version="1.0" encoding="{declared}"', 1
    )
    data = text.encode(encoding)
    assert [name for name, module in READERS.items() if module.recognises(data)] == [kind]
    grids = read(kind, data)
    assert records(grids["actors"])[0]["name"] == "Chambre économique"
    assert "encoding" not in keys(grids)


@pytest.mark.parametrize("kind", READERS)
def test_a_wrongly_declared_encoding_is_guessed_and_said(kind):
    data = SMALL[kind].replace("Chambre", "Chambre économique").encode("cp1252")
    grids = read(kind, data)
    assert records(grids["actors"])[0]["name"] == "Chambre économique"
    assert keys(grids)[0] == "encoding"


@pytest.mark.parametrize("kind", READERS)
def test_recognition_sees_through_comments_and_blanks(kind):
    body = SMALL[kind].partition("?>")[2]
    for before in ("\n\n", "<!-- <gexf> <graphml> -->\n", "<?xml-stylesheet href='x'?>", "\ufeff \n"):
        found = [name for name, module in READERS.items() if module.recognises((before + body).encode())]
        assert found == [kind]


@pytest.mark.parametrize(
    "data", [b"", b"<", b"<html><body/></html>", b"a,b\n1,2", b"<!--", b"<?xml", b"\xff\xfe", b"{}"]
)
def test_nothing_else_is_recognised(data):
    assert not [name for name, module in READERS.items() if module.recognises(data)]


def test_blank_lines_before_the_declaration_do_not_matter_but_count():
    assert records(read("gexf", "\n\n" + GEXF)["actors"])
    assert refused("gexf", "\n\n<gexf>\n<graph>\n<oops></graph>").values == {"line": "5"}


def test_an_undeclared_prefix_is_borne():
    node = '<node id="n" a:x="1"><viz:size value="3"/></node>'
    text = f'<?xml version="1.0"?><gexf xmlns:a="u"><graph><nodes>{node}</nodes></graph></gexf>'
    grids = read("gexf", text)
    assert records(grids["actors"]) == [{"id": "n", "name": "n", "x": "1"}]
    assert keys(grids) == ["left_aside"]


def billion_laughs():
    """Give entities that expand to 10^9 letters."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE gexf [<!ENTITY l0 "ha">{lines}]><gexf>&l9;</gexf>'


BOMBS = {
    "billion laughs": billion_laughs(),
    "quadratic": f'<!DOCTYPE gexf [<!ENTITY a "{"x" * 50_000}">]><gexf>{"&a;" * 50_000}</gexf>',
    "external entity": '<!DOCTYPE gexf [<!ENTITY x SYSTEM "file:///etc/passwd">]><gexf>&x;</gexf>',
    "parameter entity": '<!DOCTYPE gexf [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]><gexf/>',
    "default attributes": f'<!DOCTYPE gexf [<!ATTLIST node x CDATA "{"x" * 10_000}">]><gexf/>',
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("kind", READERS)
def test_declarations_are_refused_before_anything_expands(kind, bomb):
    assert refused(kind, BOMBS[bomb]).key == "xml_formats.declarations.what"


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"<a>" * 100_000, "too_deep"),
        (b"<graph><node>" * 50_000, "too_deep"),
        (b"<graph><a xmlns='" + b"u" * 100_000 + b"'><b/></a></graph>", "long_name"),
        (b"<graph><node id='" + b"x" * 40_000 + b"'/></graph>", "long_value"),
        (b"<graph><node id='" + b"x" * 2_000_000 + b"'/></graph>", "long_value"),
        (b"<graph><nodes/></graph>", "no_network"),
        (b"<graph>&eacute;</graph>", "entity"),
        (b"<graph>\n<node id='a\0'/></graph>", "broken"),
        (b"<graph>\n<node id='a' & 'b'/></graph>", "broken"),
        (b"<graph>\n<node>", "cut_off"),
        (b"<graph>\n<node id='", "cut_off"),
        (b"", "cut_off"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(kind, data, key):
    began = time.process_time()
    assert refused(kind, data).key == f"xml_formats.{key}.what"
    assert time.process_time() - began < 2


def test_many_blank_columns_cannot_fill_the_memory(monkeypatch):
    monkeypatch.setattr("graphlib.readers.formats.markup.xml_rows._MAX_CELLS", 1000)
    last = '<attvalue for="c{}" value="1"/>'
    wide = "".join(f'<node id="{n}">{last.format(n)}</node>' for n in range(200))
    assert (
        refused("gexf", f"<gexf><graph><nodes>{wide}</nodes></graph></gexf>").key
        == "xml_formats.too_many_cells.what"
    )


def test_limits_on_rows_columns_elements_and_bytes(monkeypatch):
    nodes = "".join(f'<node id="{n}"/>' for n in range(20))
    text = f"<gexf><graph><nodes>{nodes}</nodes></graph></gexf>"
    for name, value, key in (
        ("xml_rows.MAX_ROWS", 10, "readers.too_many_rows.what"),
        ("xml_rows.MAX_COLUMNS", 1, "readers.too_many_columns.what"),
        ("xml._MAX_ELEMENTS", 10, "xml_formats.too_many_elements.what"),
        ("xml.MAX_BYTES", 10, "readers.too_large.what"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"graphlib.readers.formats.markup.{name}", value)
            assert refused("gexf", text).key == key


def test_memory_stays_near_what_the_rows_need():
    nodes = "".join(f'<node id="{n}"><viz:size value="{n}"/></node>' for n in range(5_000))
    data = f"<gexf xmlns:viz='v'><graph><nodes>{nodes}</nodes></graph></gexf>".encode()
    tracemalloc.start()
    gexf.read(data, file="x", name="x")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25 * len(data)


def outcome(module, data):
    """Read noise: grids or an `InputError`, nothing else."""
    module.recognises(data)
    try:
        grids = module.read(data, file="x", name="x")
    except InputError:
        return
    for grid in grids:
        assert len({len(row) for row in grid.rows}) == 1
        assert all(isinstance(cell, str) for row in grid.rows for cell in row)
        assert all(said.text("en") and said.text("fr") for said in grid.notes)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400), module=st.sampled_from(list(READERS.values())))
def test_noise_is_refused(data, module):
    outcome(module, data)
    outcome(module, b"<gexf>" + data)


PIECES = [
    b"<",
    b">",
    b"</node>",
    b"<node>",
    b"<edge>",
    b"<data>",
    b"</data>",
    b"<att>",
    b"</att>",
    b"\0",
    b"&x;",
]
PIECES += [
    b"<graph>",
    b"</graph>",
    b"<hyperedge/>",
    b"\xff",
    b"\xed\xa0\x80",
    b"'",
    b"<default>9</default>",
    b"NaN",
]
PIECES += [
    b"<attribute/>",
    b"<key/>",
    b"<attvalue/>",
    b"<spell/>",
    b'start="x"',
    b"<graphics>",
    b"inf",
    codecs.BOM_UTF16_LE,
]


@settings(max_examples=250, deadline=None)
@given(
    kind=st.sampled_from(list(READERS)),
    cuts=st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 30), st.sampled_from([b"", *PIECES])), max_size=5
    ),
)
def test_mutated_files_are_read_or_refused(kind, cuts):
    data = SMALL[kind].encode()
    for place, length, piece in cuts:
        data = data[: place % len(data)] + piece + data[place % len(data) + length :] or b"<"
    outcome(READERS[kind], data)


TAGS = [
    "graph",
    "node",
    "edge",
    "nodes",
    "att",
    "data",
    "key",
    "default",
    "attribute",
    "attvalue",
    "hyperedge",
    "desc",
]
NAMES = [
    "id",
    "for",
    "source",
    "target",
    "value",
    "start",
    "end",
    "timestamps",
    "intervals",
    "key",
    "name",
    "type",
    "class",
]
TEXTS = ["", "a", "1", "weight", "edge", "all", "list", "liststring", "nan", "1e999", "<[1, 2]>", "[a, \\'b"]
trees = st.recursive(
    st.just([]),
    lambda inner: st.lists(
        st.tuples(
            st.sampled_from(TAGS),
            st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TEXTS), max_size=4),
            inner,
        ),
        max_size=4,
    ),
    max_leaves=12,
)


def written(tree):
    """Write a tree of elements as XML."""
    parts = []
    for tag, attributes, inner in tree:
        said = "".join(f' {name}="{value.replace("<", "&lt;")}"' for name, value in attributes.items())
        parts.append(f"<{tag}{said}>x{written(inner)}</{tag}>")
    return "".join(parts)


@settings(max_examples=250, deadline=None)
@given(tree=trees, module=st.sampled_from(list(READERS.values())))
def test_sound_xml_of_any_order_is_read_or_refused(tree, module):
    outcome(module, f"<graph>{written(tree)}</graph>".encode())
