"""The bytes in which Gephi 0.9 and later keep a graph.

A graph is a record of records, each with a known number of values; what they mean stands in
GraphStore's ``org.gephi.graph.impl.Serialization``. Layouts up to 0.5 are read; what
cannot be understood is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphlib.readers.formats.projects.graphstore_values import Values

__all__ = ["Column", "Link", "Spans", "Store", "Vertex", "decoded"]

# Records: how many values follow.
_RECORDS = {
    126: 1, 200: 4, 201: 8, 202: 4, 203: 1, 207: 2, 211: 4, 213: 2, 214: 7, 215: 2, 216: 6,
    219: 6, 221: 1, 222: 2, 223: 1, 224: 1, 225: 2, 226: 2, 227: 1, 228: 2, 232: 2,
}  # fmt: skip

_CLASS, _NODE, _EDGE, _TABLE, _CONFIGURATION, _STORE = 126, 200, 201, 204, 205, 206
_INTERVAL_INDEX, _ATTRIBUTES = 220, 218


@dataclass(frozen=True)
class Column:
    """A column of the nodes or edges: its key, its title and its place in their values."""

    key: str
    title: str
    place: int


@dataclass(frozen=True)
class Spans:
    """Times at which something holds, each with its value where the value changes.

    ``times`` are moments, or pairs of beginning and end where ``is_interval``.
    """

    times: tuple[float, ...]
    is_interval: bool
    values: tuple[object, ...] | None = None


@dataclass(frozen=True)
class Vertex:
    """A node: its id and the values of its columns."""

    id: object
    values: list[object]


@dataclass(frozen=True)
class Link:
    """An edge: its ends' ids, its kind's number and weight, and the values of its columns."""

    id: object
    source: object
    target: object
    kind: object
    weight: object
    is_directed: bool
    values: list[object]


@dataclass(frozen=True)
class Store:
    """A graph as Gephi keeps it.

    ``time_format`` is ``DOUBLE``, ``DATE`` or ``DATETIME``; ``about`` are attributes of the whole.
    """

    node_columns: list[Column]
    edge_columns: list[Column]
    nodes: list[Vertex]
    edges: list[Link]
    kinds: Mapping[object, object]
    time_format: str
    about: Mapping[str, object]


@dataclass(frozen=True)
class _Record:
    """A record: what it is, and its values."""

    tag: int
    values: tuple[Any, ...]


class _Reader(Values):
    """Reads the records of a graph."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.version = 0.0
        self.readers |= {
            _TABLE: self._table, _CONFIGURATION: self._configuration, _STORE: self._store,
            _ATTRIBUTES: self._attributes, _INTERVAL_INDEX: self._interval_index,
            212: lambda: _Record(212, (self.text(),)), 217: lambda: _Record(217, (self.text(),)),
        }  # fmt: skip

    def record(self, tag: int) -> object:
        """Read a record with a known number of values."""
        if tag not in _RECORDS:
            return super().record(tag)
        return _plain(_Record(tag, tuple(self.value() for _ in range(_RECORDS[tag]))))

    def _attributes(self) -> dict[str, object]:
        """Read the attributes of the whole."""
        return {str(self.value()): self.value() for _ in range(self.count(self.value()))}

    def _interval_index(self) -> None:
        """Step over an index, which derives from the rest."""
        self.value(), self.value()
        for _ in range(self.count(self.value())):
            self.value(), self.value()
        self.value(), self.value()

    def _configuration(self) -> None:
        """Step over the settings; 0.5 added one."""
        for _ in range(6 if self.version >= 0.5 else 5):
            self.value()

    def _table(self) -> list[Column]:
        """Read the columns of the nodes or edges."""
        self.value()
        columns = []
        for _ in range(self.count(self.value())):
            key = self.value()
            if key is not None:
                title, _, place, *_ = (self.value() for _ in range(8))
                columns.append(Column(str(key), str(title or key), int(place)))
        self.value()
        return columns

    def _store(self) -> Store:
        """Read the graph, as far as its last edge; what follows are filtered views."""
        head = [self.value() for _ in range(10)]
        things = [self.value() for _ in range(self.count(self.value()))]
        return _graph(head, things)


def decoded(data: bytes) -> Store:
    """Read a graph from Gephi's bytes.

    Parameters
    ----------
    data
        ``Workspace_1_graphstore_bytes`` of a project.

    Raises
    ------
    ValueError
        If the bytes are damaged, or of a layout that is not known.
    """
    reader = _Reader(data)
    try:
        if data[:1] != bytes([_CONFIGURATION]):
            reader.version = float(reader.value())
        reader.value()
        store = reader.value()
    except (struct.error, IndexError, TypeError, AttributeError, KeyError, OverflowError) as error:
        raise ValueError("damaged, or of an unknown layout") from error
    if not isinstance(store, Store):
        raise ValueError("no graph")
    return store


def _plain(record: _Record) -> object:
    """Turn records that are values into such; the others stay."""
    if record.tag == _CLASS:
        return record.values[0]
    if record.tag not in (223, 224, 225, 226):
        return record
    times, *values = record.values
    return Spans(
        tuple(map(float, times)),
        is_interval=record.tag in (224, 226),
        values=tuple(values[0]) if values else None,
    )


def _link(values: tuple[Any, ...], nodes: Mapping[object, Vertex]) -> Link:
    """Make an edge; its ends are told by their places in the store."""
    key, source, target, kind, weight, is_directed, own, _ = values
    return Link(key, nodes[source].id, nodes[target].id, kind, weight, bool(is_directed), own)


def _graph(head: list[Any], things: list[object]) -> Store:
    """Put a graph together, and check that its parts are what they should be."""
    records = [thing for thing in things if isinstance(thing, _Record)]
    nodes = {row.values[1]: Vertex(row.values[0], row.values[2]) for row in records if row.tag == _NODE}
    edges = [_link(row.values, nodes) for row in records if row.tag == _EDGE]
    columns = [column for table in (head[3], head[4]) for column in table]
    is_sound = (
        len(nodes) + len(edges) == len(things)
        and all(isinstance(node.values, list) for node in nodes.values())
        and all(isinstance(edge.values, list) for edge in edges)
        and all(isinstance(column, Column) for column in columns)
        and isinstance(head[7], dict)
    )
    if not is_sound:
        raise ValueError("not all read are nodes and edges")
    kinds = dict(zip(head[2].values[1], head[2].values[2], strict=False))
    return Store(head[3], head[4], list(nodes.values()), edges, kinds, str(head[8].values[0]), head[7])
