"""Cytoscape sessions (.cys): every network of the session with the columns of its tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphlib.readers.formats.markup import xgmml
from graphlib.readers.formats.markup.xml import parse
from graphlib.readers.formats.objects.json_grid import Item, Origin, grid, joined, left_aside, with_notes
from graphlib.readers.formats.objects.json_text import AREA
from graphlib.readers.formats.projects.packed import members
from graphlib.readers.formats.sheets.encoding import decode
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_CELL, refusal

__all__ = ["read_archive", "recognises_archive"]

_NETWORK = re.compile(r"[^/]+/networks/[^/]+\.xgmml")
_TABLE = re.compile(
    r"[^/]+/tables/(\d+)-[^/]*/(LOCAL_ATTRS|SHARED_ATTRS)-org\.cytoscape\.model\.(CyNode|CyEdge)-[^/]*\.cytable"
)
_OLD = re.compile(r"(?:[^/]+/)?cysession\.xml")
_OLD_NETWORK = re.compile(r"(?:[^/]+/)?[^/]+\.xgmml")

_STATE = ("SUID", "selected")
"""Columns that number rows or keep the state of the program."""

_Values = dict[str, dict[str, str]]


def recognises_archive(names: Sequence[str]) -> bool:
    """Tell by the names of its members whether an archive is a Cytoscape session."""
    return any(_NETWORK.fullmatch(name) or _OLD.fullmatch(name) for name in names)


def read_archive(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read a Cytoscape session.

    Parameters
    ----------
    data
        The session's bytes: a zip archive.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list
        ``actors`` and ``ties``; a tie's ``kind`` is its interaction. Where several networks have rows,
        the column ``network`` names those of each row. Sessions of Cytoscape 2 give the grids of each of
        their networks.

    Raises
    ------
    InputError
        If the archive is damaged, or a file in it cannot be read, or there is no network.
    """
    found = members(data, _is_wanted, file=file)
    if any(_OLD.fullmatch(member) for member in found):
        return _old(found, file, name)
    tables = _tables(found, file)
    networks: dict[str, _Network] = {}
    for member, content in found.items():
        if _NETWORK.fullmatch(member):
            session, _ = parse(content, _Session, file=file)
            networks |= {key: network for key, network in session.networks.items() if network.nodes}
    if not networks:
        raise refusal(file, "no_network", area=AREA)
    origin = Origin(file, name, "cys", "utf-8")
    actors, said = joined(
        [(network.name, list(_actors(network, key, tables))) for key, network in networks.items()],
        ("id",),
        file,
    )
    ties, also = joined(
        [(network.name, list(_ties(network, key, tables))) for key, network in networks.items()],
        ("id", "source", "target"),
        file,
    )
    ties = [Item({word: value for word, value in tie.said.items() if word != "id"}, tie.own) for tie in ties]
    grids = [
        grid(actors, origin, "actors", first=("id",)),
        grid(ties, origin, "ties", first=("source", "target")),
    ]
    notes = [*said, *also, *left_aside(file, drawing=("positions", "styles", "selection", "numbering"))]
    return with_notes(grids, notes)


def _is_wanted(member: str) -> bool:
    """Tell whether a member of a session holds networks or their columns."""
    return any(known.fullmatch(member) for known in (_NETWORK, _TABLE, _OLD)) or (
        bool(_OLD_NETWORK.fullmatch(member)) and "/views/" not in member
    )


def _old(found: Mapping[str, bytes], file: str, name: str) -> list[Grid]:
    """Read the networks of a session of Cytoscape 2, which hold their columns themselves."""
    grids: list[Grid] = []
    for member, content in found.items():
        if member.endswith(".xgmml"):
            title = member.rpartition("/")[2].removesuffix(".xgmml")
            grids += xgmml.read(content, file=f"{file} [{title}]", name=title or name)
    if not grids:
        raise refusal(file, "no_network", area=AREA)
    return grids


@dataclass
class _Network:
    """One network of a session: its nodes' and edges' ids; what is known of each edge is shared."""

    name: str
    nodes: dict[str, str] = field(default_factory=dict)
    edges: dict[str, Mapping[str, str]] = field(default_factory=dict)


class _Session:
    """Takes the networks of a collection; a later one refers to the nodes of a former."""

    def __init__(self) -> None:
        self.networks: dict[str, _Network] = {}
        self._open: list[_Network] = []
        self._labels: dict[str, str] = {}
        self._edges: dict[str, Mapping[str, str]] = {}
        self._nodes_open = 0

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if tag == "graph":
            # What stands inside a node are the members of a group, in the same network.
            key = attributes.get("id", "")
            made = _Network(attributes.get("label", "") or key)
            self._open.append(self._open[-1] if self._nodes_open and self._open else made)
            self.networks.setdefault(key, self._open[-1])
        elif tag == "node":
            self._nodes_open += 1
            key = attributes.get("id") or attributes.get("href", "").removeprefix("#")
            label = self._labels.setdefault(key, attributes.get("label", ""))
            if self._open:
                self._open[-1].nodes[key] = label
        elif tag == "edge" and self._open:
            key = attributes.get("id") or attributes.get("href", "").removeprefix("#")
            self._open[-1].edges[key] = self._edges.setdefault(key, attributes)

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element."""
        if tag == "graph":
            self._open.pop()
        elif tag == "node":
            self._nodes_open -= 1


def _actors(network: _Network, key: str, tables: Mapping[tuple[str, str], _Values]) -> Iterator[Item]:
    """Read the nodes of a network with their columns."""
    for node, label in network.nodes.items():
        own = _columns(tables, key, "CyNode", node)
        yield Item({"id": node, "name": own.get("name") or label}, own)


def _ties(network: _Network, key: str, tables: Mapping[tuple[str, str], _Values]) -> Iterator[Item]:
    """Read the edges of a network with their columns."""
    for edge, attributes in network.edges.items():
        own = _columns(tables, key, "CyEdge", edge)
        kind = own.pop("interaction", "")
        said: dict[str, object] = {end: attributes.get(end, "") for end in ("source", "target")}
        said |= {"kind": kind} if kind else {}
        stated = attributes.get("directed", "")
        said |= {"directed": "yes" if stated in ("1", "true") else "no"} if stated else {}
        yield Item({**said, "id": edge}, own or {"name": attributes.get("label", "")})


def _columns(tables: Mapping[tuple[str, str], _Values], network: str, kind: str, row: str) -> dict[str, str]:
    """Give the columns of a row: the network's own, then those shared by the collection."""
    own = tables.get((network, kind), {}).get(row, {})
    return {**tables.get(("", kind), {}).get(row, {}), **own}


def _tables(found: Mapping[str, bytes], file: str) -> dict[tuple[str, str], _Values]:
    """Read the tables of a session: by network, and under a blank name those that networks share."""
    tables: dict[tuple[str, str], _Values] = {}
    for member, content in found.items():
        said = _TABLE.fullmatch(member)
        if said:
            network = said[1] if said[2] == "LOCAL_ATTRS" else ""
            values = tables.setdefault((network, said[3]), {})
            for key, row in _rows(content, file):
                values.setdefault(key, {}).update(row)
    return tables


def _rows(content: bytes, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rows of one table: five lines tell what it is, then each row has its number."""
    text, _, _ = decode(content)
    records = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [next(records, []) for _ in range(5)]
        titles, types = head[1], head[2]
        is_list = [kind.startswith("java.util.List") for kind in types] + [False] * len(titles)
        for record in records:
            row = dict(zip(titles, map(_cell, record, is_list), strict=False))
            yield row.get("SUID", ""), {title: cell for title, cell in row.items() if title not in _STATE}
    except csv.Error as error:
        raise refusal(file, "long_cell", limit=MAX_CELL) from error


def _cell(text: str, is_list: bool) -> str:  # noqa: FBT001
    """Write a cell; the items of a list stand on lines of their own."""
    return ";".join(item for item in text.splitlines() if item) if is_list else text
