"""GraphML as yEd, Cytoscape, Gephi, igraph, networkx and others write it, keys wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graphlib.readers.formats.markup.xml import parse, root
from graphlib.readers.formats.markup.xml_rows import Row, Rows, Tables
from graphlib.readers.grid import Grid

__all__ = ["read", "recognises"]

_NODE = frozenset({"id"})

_EDGE = frozenset({"id", "source", "target", "directed"})

_GEPHI_DRAWING = frozenset({"r", "g", "b", "x", "y"})
"""Titles under which Gephi writes colours and positions, with ``size`` and ``z``."""

_GEPHI_FURTHER = frozenset({"z", "size", "fixed"})

_KINDS = ("kind", "type", "relation", "relationship")

_CYTOSCAPE_KIND = "interaction"
"""What Cytoscape calls the kind of a tie."""


def recognises(data: bytes) -> bool:
    """Tell by the root element whether this is GraphML, whatever its extension."""
    found = root(data)
    if found is None:
        return False
    tag = found.tag.lower()
    return tag == "graphml" or (tag == "graph" and "edgedefault" in found.attributes)


def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read actors and ties with all their attributes.

    Keys are found wherever they stand, also inside the graph and after the nodes, and need no
    title; nodes of a nested graph have the column ``parent``.

    Parameters
    ----------
    data
        The file's bytes.
    file, name
        What the user calls the file, and its stem.

    Returns
    -------
    list of Grid
        ``[nodes]`` (actors) and ``[edges]`` (ties), those that have rows.

    Raises
    ------
    InputError
        If it is no sound XML, holds no network or is beyond the limits.
    """
    handler, document = parse(data, lambda: _GraphMl(file), file=file)
    return handler.finished().grids(document, kind="graphml")


@dataclass
class _Element:
    """A node or edge that is being read."""

    rows: Rows
    row: Row
    id: str
    labels: list[str] = field(default_factory=list)


@dataclass
class _Graph:
    """A graph that is being read: its name and whether its edges have directions."""

    name: str
    is_directed: bool


@dataclass
class _Value:
    """A ``data`` element that is being read, with the texts of elements inside it."""

    key: str
    inner: list[str] = field(default_factory=list)
    depth: int = 0


class _GraphMl:
    """Takes the elements of one file."""

    def __init__(self, file: str) -> None:
        self._tables = Tables(file)
        self._open: list[_Element | None] = []
        self._graphs: list[_Graph] = []
        self._count = 0
        self._value: _Value | None = None
        self._key: tuple[str, str] = ("", "")
        self._titles: dict[str, str] = {}
        self._drawn: set[str] = set()
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "key": self._key_declared,
            "graph": self._graph,
            "node": self._node,
            "edge": self._edge,
            "hyperedge": self._hyperedge,
            "port": self._port,
            "locator": self._locator,
            "data": self._data,
        }
        self._ends: dict[str, Callable[[str], None]] = {
            "default": self._default,
            "graph": self._graph_ended,
            "node": self._element_ended,
            "edge": self._element_ended,
            "hyperedge": self._element_ended,
            "port": self._element_ended,
            "data": self._data_ended,
            "desc": self._description,
        }

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if self._value is not None:
            self._value.depth += 1
            if tag == "Arrows" and attributes.get("source") == attributes.get("target") == "none":
                self._no_arrows()
            return
        start = self._starts.get(tag)
        if start is not None:
            start(attributes)

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element."""
        if self._value is not None and self._value.depth:
            self._inside(self._value, tag, text)
            return
        end = self._ends.get(tag)
        if end is not None:
            end(text)

    def finished(self) -> Tables:
        """Give the tables after the last element."""
        tables = self._tables
        if self._drawn:
            tables.aside.add("drawing")
        titles = [key for title in _GEPHI_DRAWING for key in tables.actors.titled(title)]
        if len(titles) >= len(_GEPHI_DRAWING):
            for rows in (tables.actors, tables.ties):
                for key in rows.titled(*_GEPHI_DRAWING, *_GEPHI_FURTHER):
                    rows.drop(key)
            tables.aside.add("drawing")
        for rows in (tables.actors, tables.ties):
            for key, title in self._titles.items():
                rows.title(f"@{key}", title)
        kinds = tables.ties.titled(_CYTOSCAPE_KIND)
        if kinds and not tables.ties.titled(*_KINDS):
            tables.ties.declare(kinds[0], "kind")
        return tables

    def _key_declared(self, attributes: Mapping[str, str]) -> None:
        """Take the declaration of a key; ids may be the same for nodes and edges."""
        key, domain = attributes.get("id", ""), attributes.get("for", "all").strip().lower()
        self._key = (domain, key)
        if "yfiles.type" in attributes:
            self._drawn.add(key)
            return
        title = attributes.get("attr.name", "") or key
        self._titles.setdefault(key, title)
        for rows in self._domain(domain):
            rows.declare(f"@{key}", title)

    def _domain(self, domain: str) -> list[Rows]:
        """Give the tables that a key belongs to."""
        return [
            rows
            for kind, rows in (("node", self._tables.actors), ("edge", self._tables.ties))
            if domain in (kind, "all")
        ]

    def _default(self, text: str) -> None:
        """Take what holds where a node or edge says nothing."""
        domain, key = self._key
        if key not in self._drawn:
            for rows in self._domain(domain):
                rows.declare(f"@{key}", "", text)

    def _graph(self, attributes: Mapping[str, str]) -> None:
        """Take the start of a graph; one inside a node belongs to the network around it."""
        stated = attributes.get("edgedefault", "").strip().lower()
        around = self._graphs[-1] if self._graphs else None
        self._count += around is None
        name = around.name if around else attributes.get("id", "") or f"{self._count}"
        is_directed = stated == "directed" if stated or around is None else around.is_directed
        self._graphs.append(_Graph(name, is_directed))

    def _graph_ended(self, _text: str) -> None:
        """Take the end of a graph."""
        if self._graphs:
            self._graphs.pop()

    def _node(self, attributes: Mapping[str, str]) -> None:
        """Take the start of a node."""
        rows = self._tables.actors
        row = rows.add()
        around = (element for element in reversed(self._open) if element is not None)
        above = next((element.id for element in around if element.rows is rows), None)
        rows.put(row, "id", attributes.get("id", ""))
        rows.put(row, "parent", above)
        rows.put(row, "network", self._graphs[-1].name if self._graphs else None)
        rows.keep(row, attributes, known=_NODE | _layout_names(attributes))
        self._open.append(_Element(rows, row, attributes.get("id", "")))

    def _edge(self, attributes: Mapping[str, str]) -> None:
        """Take the start of an edge; its own direction goes before that of the graph."""
        rows = self._tables.ties
        row = rows.add()
        for key in ("id", "source", "target"):
            rows.put(row, key, attributes.get(key))
        graph = self._graphs[-1] if self._graphs else _Graph("", is_directed=False)
        stated = attributes.get("directed", "").strip().lower()
        is_directed = stated in ("true", "1") if stated else graph.is_directed
        rows.put(row, "directed", "true" if is_directed else "false")
        rows.put(row, "network", graph.name)
        rows.keep(row, attributes, known=_EDGE | _layout_names(attributes))
        self._open.append(_Element(rows, row, ""))

    def _hyperedge(self, _attributes: Mapping[str, str]) -> None:
        """Count an edge of more than two ends; what it says is left aside with it."""
        self._tables.count("hyperedges")
        self._open.append(None)

    def _port(self, _attributes: Mapping[str, str]) -> None:
        """Leave a port's own data aside; the names of ports stand with the edges."""
        self._tables.aside.add("ports")
        self._open.append(None)

    def _locator(self, _attributes: Mapping[str, str]) -> None:
        """Leave a reference to another file aside: nothing is fetched."""
        self._tables.aside.add("elsewhere")

    def _element_ended(self, _text: str) -> None:
        """Write what is known only at the end of a node or edge."""
        element = self._open.pop() if self._open else None
        if element is None or not element.labels:
            return
        labels = list(dict.fromkeys(element.labels))
        own = "name" if element.rows is self._tables.actors else "label"
        element.rows.put(element.row, own, labels[0])
        if labels[1:]:
            element.rows.put(element.row, "further labels", ";".join(labels[1:]))

    def _data(self, attributes: Mapping[str, str]) -> None:
        """Take the start of a value."""
        self._value = _Value(attributes.get("key", ""))

    def _inside(self, value: _Value, tag: str, text: str) -> None:
        """Take the end of an element inside a value: a label of yEd, or text with marks."""
        value.depth -= 1
        element = self._open[-1] if self._open else None
        if tag in ("NodeLabel", "EdgeLabel"):
            if element is not None and text.strip():
                element.labels.append(text.strip())
        elif value.key not in self._drawn and text.strip():
            value.inner.append(text.strip())

    def _data_ended(self, text: str) -> None:
        """Write a value."""
        value, self._value = self._value, None
        if value is None or value.key in self._drawn:
            return
        element = self._open[-1] if self._open else None
        if element is not None:
            element.rows.put(element.row, f"@{value.key}", " ".join([text, *value.inner]))
        elif not self._open:
            self._tables.aside.add("whole")

    def _description(self, text: str) -> None:
        """Keep a description of a node or edge as a further column."""
        element = self._open[-1] if self._open else None
        if element is not None:
            element.rows.put(element.row, "description", text)

    def _no_arrows(self) -> None:
        """Read a line that yEd draws without arrowheads as a tie without direction."""
        element = self._open[-1] if self._open else None
        if element is not None and element.rows.cell(element.row, "directed") == "true":
            element.rows.put(element.row, "directed", "false")
            self._tables.count("no_arrows")


def _layout_names(attributes: Mapping[str, str]) -> set[str]:
    """Name the attributes that only help other programs to read the file."""
    return {name for name in attributes if name.startswith(("yfiles.", "parse."))}
