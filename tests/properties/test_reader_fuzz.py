"""Whatever bytes are dropped, reading gives a network or says why not: soon, and in little memory.

About 500 cases in the default profile and 10,000 in the nightly one.
"""

from __future__ import annotations

import faulthandler
import functools
import gzip
import io
import os
import time
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.readers import Reading, read_files
from graphlib.readers.report import as_json, as_text
from tests.memory import within
from tests.properties.reader_seeds import alone, raw, written, zipped

SECONDS = 20
"""Time that a case may take on a machine that does other things too; the mean is some 40 ms."""

MEGABYTES = 300
"""Memory that a case may take above what it began with."""

TIMES = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 1
NAMES = [
    "ties.csv",
    "actors.xlsx",
    "x.gexf",
    "x.gml",
    "x.net",
    "x.json",
    "x.zip",
    "x.ods",
    "x.xls",
    "x.cys",
    "?",
]

HOSTILE = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b", b"PK\x03\x04", b"\xed\xa0\x80", b"\x85", b"\r",
    b"\x1e", b'"', b"'", b'""', b";;;", b",,", b"\t\t", b"\n\n\n", b"<", b">", b"&a;", b"&#0;", b"&#xD800;",
    b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[", b"<!--",
    b"<?xml version='1.0' encoding='utf-7'?>", b"{", b"}", b"[" * 300, b'{"a":' * 300, b"\\ud800",
    b"\\u0000", b"null", b"NaN", b"-Infinity", b"1e999", b"9" * 25, b"9" * 5000, b"-1", b"0", b"1e308",
    b"0.1.2", b"1,2,3", b"0000-00-00", b"9999-12-31", b"31/02/2024", b"99999-01-01",
    b"*Vertices 2000000000\n", b"*Vertices -1\n", b"*Arcs\n", b"*Matrix\n", b"DL N=999999999\n",
    b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"%s{name}{0}", b"=1+1", b"@SUM(1)", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"_x000D_", b"__proto__", b"../../x", b"x" * 33_000, b"a;b|c/d,e\xc3\xa9", b"\xe9",
    b"source", b"id", b"#org", b"Total", b"total;12;", b"table", b"actors", b"directed", b"NA", b"(", b"*",
    b"/*", b"//", b"#", b"%", b"\\",
)  # fmt: skip
"""Pieces that mean something to one format or another, or are at the edge of what a program holds."""

SEEDS = (*alone(), *written(), *raw())

TEXT = st.lists(
    st.one_of(
        st.sampled_from(
            [",", ";", "\t", "|", "\n", "\r\n", '"', " ", "source", "target", "id", "name", "date"]
        ),
        st.sampled_from(
            ["1", "1,5", "2024", "31/03/2026", "é", "\ufeff", "<", "{", "[", ":", "}", "]", ">", "*"]
        ),
        st.text(max_size=6),
    ),
    max_size=80,
).map("".join)


@st.composite
def edits(draw: st.DrawFn, data: bytes, *, most: int = 6) -> bytes:
    """Break bytes: flip, cut, put in, leave out, repeat, move."""
    for _ in range(draw(st.integers(1, most))):
        place = draw(st.integers(0, len(data)))
        end = min(len(data), place + draw(st.sampled_from([1, 2, 7, 40, 300, 4000])))
        how = draw(st.sampled_from(["flip", "cut", "put", "put", "leave out", "repeat", "move", "swap"]))
        if how == "flip" and place < len(data):
            data = data[:place] + bytes([data[place] ^ 1 << draw(st.integers(0, 7))]) + data[place + 1 :]
        elif how == "cut":
            data = data[:place]
        elif how == "put":
            data = data[:place] + draw(st.sampled_from(HOSTILE)) + data[place:]
        elif how == "leave out":
            data = data[:place] + data[end:]
        elif how == "repeat":
            data = data[:place] + data[place:end] * draw(st.sampled_from([2, 3, 50])) + data[end:]
        elif how == "move":
            to = draw(st.integers(0, len(data)))
            data = data[:to] + data[place:end] + data[to:]
        else:
            other = draw(st.sampled_from(SEEDS))[1]
            start = draw(st.integers(0, len(other)))
            data = data[:place] + other[start : start + end - place] + data[end:]
    return data


@functools.cache
def members(data: bytes) -> dict[str, bytes]:
    """Give the parts of an archive, or none."""
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """Break a sound file; of an archive mostly one of its parts, packed again with a true checksum."""
    name, data = draw(st.sampled_from(SEEDS))
    parts = members(data)
    if parts and draw(st.integers(0, 4)):
        part = draw(st.sampled_from(sorted(parts)))
        changed = parts | {part: draw(edits(parts[part]))}
        if not draw(st.integers(0, 9)):
            del changed[draw(st.sampled_from(sorted(parts)))]
        return name, zipped(changed, packing=zipfile.ZIP_STORED)
    if data.startswith(b"\x1f\x8b") and draw(st.booleans()):
        return name, gzip.compress(draw(edits(gzip.decompress(data))), mtime=0)
    return name if draw(st.booleans()) else draw(st.sampled_from(NAMES)), draw(edits(data))


def watched(files: dict[str, bytes]) -> Reading:
    """Read within the time and the memory that are allowed."""
    began = time.perf_counter()
    # Nothing else ends a loop in compiled code; the trace says where it was.
    faulthandler.dump_traceback_later(6 * SECONDS, exit=True)
    try:
        with within(MEGABYTES):
            reading = read_files(files)
    finally:
        faulthandler.cancel_dump_traceback_later()
    assert time.perf_counter() - began < SECONDS
    return reading


def holds(files: dict[str, bytes]) -> None:
    """Check what is true of every reading."""
    reading = watched(files)
    assert (reading.network is None) == bool(reading.problems)
    for problem in (*reading.problems, *reading.warnings):
        for language in ("en", "fr"):
            said = problem.text(language)
            assert problem.what.text(language).strip()
            assert problem.fix.text(language).strip()
            assert len(said.splitlines()) == 1
            assert "\0" not in said
    assert as_text(reading) or not reading.files
    assert as_json(reading)["is_network"] == (reading.network is not None)
    for grid in reading.grids:
        assert all(isinstance(cell, str) for row in grid.rows for cell in row)


@settings(max_examples=70 * TIMES)
@given(st.binary(max_size=600), st.sampled_from(NAMES))
def test_random_bytes(data: bytes, name: str) -> None:
    holds({name: data})


@settings(max_examples=90 * TIMES)
@given(TEXT, st.sampled_from(["utf-8", "utf-16", "cp1252"]), st.sampled_from(NAMES))
def test_random_text(text: str, encoding: str, name: str) -> None:
    holds({name: text.encode(encoding, errors="ignore")})


@settings(max_examples=300 * TIMES)
@given(broken())
def test_broken_files(file: tuple[str, bytes]) -> None:
    holds(dict([file]))


@settings(max_examples=40 * TIMES)
@given(broken(), st.one_of(broken(), st.sampled_from(SEEDS)))
def test_broken_files_together(one: tuple[str, bytes], other: tuple[str, bytes]) -> None:
    holds(dict([one, other]))
