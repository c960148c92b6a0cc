"""The syntax of Pajek's files: sections that begin with a star.

Format: Mrvar, A. and Batagelj, V. Pajek and Pajek-XXL: reference manual, University of Ljubljana.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from graphlib.readers.formats.lines.pajek_lines import Tie, ties_of_line, vertex_of_line
from graphlib.readers.formats.lines.text_network import (
    MAX_CELLS,
    is_number,
    is_zero,
    plausible_count,
    refused,
)
from graphlib.readers.limits import MAX_ROWS, refusal

__all__ = ["PajekFile", "Values", "Vertices", "parse"]

_SECTION = re.compile(r"\*\s*([A-Za-z]+)\s*(.*)")
_COUNTS = re.compile(r"\D*(\d+)(?:\s+(\d+))?")
_RELATION = re.compile(r"""\s*:?\s*(\d+)?\s*(?:"([^"]*)"|'([^']*)')?""")
_LEGEND = re.compile(r"%?\s*(-?\d+)\s*(?:[-–=:)]|\.(?=\s))\s*(\S.*)")
_CELL = re.compile(r"[^\s,]+")

_MOST_SECTIONS = 2000
"""Sections of a file."""

_TIES = frozenset({"arcs", "edges", "arcslist", "edgeslist", "matrix"})
_VALUES = frozenset({"partition", "vector", "permutation"})


@dataclass
class Vertices:
    """A numbered list of vertices and, in a network, the ties between them."""

    name: str
    file: str
    count: int
    first_mode: int | None = None
    labels: dict[int, str] = field(default_factory=dict)
    times: dict[int, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    has_ties: bool = False


@dataclass
class Values:
    """One value for each vertex: a partition, a vector or a permutation, with its legend."""

    kind: str
    name: str
    file: str
    count: int
    values: list[str] = field(default_factory=list)
    legend: dict[str, str] = field(default_factory=dict)


@dataclass
class PajekFile:
    """What stands in one file, in order, and the names of what no column can hold."""

    vertices: list[Vertices] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)
    left: set[str] = field(default_factory=set)


class _Section(NamedTuple):
    """One section: its word in small letters, what follows on its line, its lines with numbers."""

    word: str
    rest: str
    line: int
    lines: list[tuple[int, str]]
    comments: list[str]


def parse(text: str, *, file: str, name: str) -> PajekFile:
    """Read the sections of a file.

    Parameters
    ----------
    text
        The file's text.
    file, name
        What the user calls it; the name stands for that of an unnamed network.

    Returns
    -------
    PajekFile
        Networks, lists of labels, partitions and vectors.

    Raises
    ------
    InputError
        If a line cannot be read: it says which.
    """
    found = PajekFile()
    title, kind = name, ""
    sections = list(islice(_sections(text), _MOST_SECTIONS + 1))
    if len(sections) > _MOST_SECTIONS:
        raise refused(file, "pajek_sections", limit=_MOST_SECTIONS)
    following = [section.word for section in sections[1:]]
    for section, after in zip(sections, [*following, ""], strict=False):
        if section.word in ("network", *_VALUES):
            title, kind = section.rest.strip() or name, section.word
        elif section.word in ("vertices", "vertex"):
            kind = "network" if after in _TIES else kind
            _vertices(section, found, text, file, title, kind)
            title, kind = name, ""
        elif section.word in _TIES:
            _ties(section, found, file)
        else:
            found.left.add(f"*{section.word.capitalize()}")
    if not found.vertices and not found.values:
        raise refused(file, "pajek_no_vertices")
    return found


def _sections(text: str) -> Iterator[_Section]:
    """Cut a text into sections; blank lines and comments are left out of their lines."""
    current = _Section("", "", 0, [], [])
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        match = _SECTION.fullmatch(bare) if bare.startswith("*") else None
        if match:
            if current.word:
                yield current
            current = _Section(match[1].casefold(), match[2], number, [], [])
        elif bare.startswith("%"):
            current.comments.append(bare)
        elif bare:
            current.lines.append((number, bare))
    if current.word:
        yield current


def _vertices(section: _Section, found: PajekFile, text: str, file: str, title: str, kind: str) -> None:
    """Read a list of vertices: of a network, or of the values of a partition or vector."""
    match = _COUNTS.match(section.rest)
    count = plausible_count(match[1], text, file) if match else len(section.lines)
    lines = section.lines
    is_plain = bool(lines) and all(len(line.split()) == 1 and is_number(line) for _, line in lines[:count])
    if kind in _VALUES or (kind != "network" and is_plain and len(lines) >= count):
        found.values.append(_values(section, file, title, kind, count))
        return
    vertices = Vertices(title, file, count)
    if match and match[2] and len(match[2]) < 8 and 0 < int(match[2]) < count:
        vertices.first_mode = int(match[2])
    for number, line in lines:
        vertex = vertex_of_line(line)
        if vertex is None or not 1 <= vertex.number <= count:
            raise refused(file, "pajek_vertex", line=str(number), word=line[:60], count=count)
        vertices.labels[vertex.number] = vertex.label
        vertices.times.update({vertex.number: vertex.time} if vertex.time else {})
        found.left |= vertex.left
    found.vertices.append(vertices)


def _values(section: _Section, file: str, title: str, kind: str, count: int) -> Values:
    """Read one value for each vertex, and the legend that may follow or stand in comments."""
    lines = section.lines
    if len(lines) < count:
        raise refused(file, "pajek_values", line=str(section.line), count=count, found=len(lines))
    values = [line.split()[0] for _, line in lines[:count]]
    whole = all(re.fullmatch(r"-?\d+", value) for value in values)
    read = Values(kind or ("partition" if whole else "vector"), title, file, count)
    read.values = ["" if value.split(".")[0] == "999999998" else value for value in values]
    for _, line in lines[count:]:
        match = _LEGEND.fullmatch(line)
        if match is None or not whole:
            raise refused(file, "pajek_values", line=str(section.line), count=count, found=len(lines))
        read.legend[match[1]] = match[2].strip().strip('"')
    commented = [match for line in section.comments if (match := _LEGEND.fullmatch(line))]
    if not read.legend and {match[1] for match in commented} >= set(read.values):
        read.legend = {match[1]: match[2].strip() for match in commented}
    return read


def _ties(section: _Section, found: PajekFile, file: str) -> None:
    """Read a section of ties into the network before it."""
    if not found.vertices:
        raise refused(file, "pajek_no_vertices")
    network = found.vertices[-1]
    network.has_ties = True
    relation = _RELATION.match(section.rest)
    number, name = (relation[1] or "", relation[2] or relation[3] or "") if relation else ("", "")
    if number:
        network.relations[number] = name.strip() or network.relations.get(number, "")
    if section.word == "matrix":
        _matrix(section, network, file, number)
    else:
        directed, is_list = section.word.startswith("arcs"), section.word.endswith("list")
        _listed(
            section, found, file, lambda line: ties_of_line(line, number, directed=directed, is_list=is_list)
        )
    if len(network.ties) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)


def _listed(
    section: _Section, found: PajekFile, file: str, read: Callable[[str], tuple[list[Tie], set[str]] | None]
) -> None:
    """Read lines of ties."""
    for number, line in section.lines:
        if line.count(" ") > MAX_ROWS:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)
        ties = read(line)
        if ties is None:
            raise refused(file, "pajek_tie", line=str(number), word=line[:60])
        found.vertices[-1].ties += ties[0]
        found.left |= ties[1]
        if len(found.vertices[-1].ties) > MAX_ROWS:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)


def _matrix(section: _Section, network: Vertices, file: str, relation: str) -> None:
    """Read a matrix; one that is the same both ways gives ties without direction."""
    first = network.first_mode
    rows, columns = (first, network.count - first) if first else (network.count, network.count)
    if rows * columns > MAX_CELLS:
        raise refused(file, "matrix_large", rows=rows, columns=columns, limit=MAX_CELLS)
    cells: dict[tuple[int, int], str] = {}
    place = 0
    for number, line in section.lines:
        # One more than there is room for shows that there are too many.
        for match in islice(_CELL.finditer(line), rows * columns - place + 1):
            word = match[0]
            if not is_number(word):
                raise refused(file, "pajek_cell", line=str(number), word=word[:60])
            if place < rows * columns and not is_zero(word):
                cells[place // columns + 1, place % columns + 1] = word
            place += 1
    if place != rows * columns:
        raise refused(file, "matrix_size", line=str(section.line), rows=rows, columns=columns, found=place)
    network.ties += _of_matrix(cells, first, relation)


def _of_matrix(cells: dict[tuple[int, int], str], first: int | None, relation: str) -> Iterator[Tie]:
    """Turn the cells of a matrix that are not nought into ties."""
    both_ways = first is None and all(cells.get((j, i)) == value for (i, j), value in cells.items())
    for (i, j), value in cells.items():
        if not both_ways or i <= j:
            target = j + (first or 0)
            yield Tie(str(i), str(target), value, relation, not both_ways and first is None, "", "")
