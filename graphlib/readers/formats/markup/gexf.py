"""GEXF 1.0 to 1.3, the format of Gephi: attributes, hierarchy, times and kinds of ties."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graphlib.readers.formats.markup.gexf_times import (
    TIME_ATTRIBUTES,
    Period,
    extent,
    order,
    periods,
    settle_times,
)
from graphlib.readers.formats.markup.xml import parse, root
from graphlib.readers.formats.markup.xml_rows import Row, Rows, Tables
from graphlib.readers.grid import Grid

__all__ = ["read", "recognises"]

_ACTOR_KNOWN = TIME_ATTRIBUTES | {"id", "label", "pid"}

_TIE_KNOWN = TIME_ATTRIBUTES | {"id", "source", "target", "type", "weight", "cardinal", "label", "kind"}

_DRAWING = frozenset({"color", "position", "size", "shape", "thickness", "hexshape"})

_DIRECTED = {
    "directed": True,
    "dir": True,
    "undirected": False,
    "undir": False,
    "mutual": False,
    "double": False,
}
"""Kinds of edges by the words of all versions; a mutual one is a tie without direction."""

_QUOTED = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,|;]*))\s*(?:[,|;]|$)""")


def recognises(data: bytes) -> bool:
    """Tell by the root element whether this is GEXF of any version."""
    found = root(data)
    return found is not None and found.tag.lower() == "gexf"


def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read actors and ties with all their attributes.

    Of values that change over time the last is kept; spells, start, end, timestamps and intervals
    give ``since`` and ``until``; the node above in a hierarchy is the column ``parent``.

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
    handler, document = parse(data, lambda: _Gexf(file), file=file)
    return handler.finished().grids(document, kind="gexf")


@dataclass
class _Element:
    """A node or edge that is being read."""

    rows: Rows
    row: Row
    id: str
    periods: list[Period]
    latest: dict[str, tuple[int, float, str]] = field(default_factory=dict)
    parents: list[str] = field(default_factory=list)


class _Gexf:
    """Takes the elements of one file."""

    def __init__(self, file: str) -> None:
        self._tables = Tables(file)
        self._open: list[_Element] = []
        self._is_directed = False
        self._class = "node"
        self._attribute: tuple[str, str] | None = None
        self._lists: set[tuple[str, str]] = set()
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "graph": self._graph,
            "attributes": self._attributes,
            "attribute": self._attribute_declared,
            "node": self._node,
            "edge": self._edge,
            "attvalue": self._attvalue,
            "spell": self._spell,
            "slice": self._spell,
            "parent": self._parent,
        }

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        start = self._starts.get(tag)
        if start is not None:
            start(attributes)
        elif tag in _DRAWING and self._open:
            self._tables.aside.add("drawing")
        elif tag == "meta":
            self._tables.aside.add("about")

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element."""
        if tag in ("node", "edge") and self._open:
            self._finish(self._open.pop())
        elif tag == "default" and self._attribute is not None:
            kind, key = self._attribute
            rows = self._rows(kind)
            rows.declare(key, "", self._value(kind, key, text))
        elif tag == "attribute":
            self._attribute = None

    def finished(self) -> Tables:
        """Give the tables after the last element."""
        tables = self._tables
        steps = settle_times(tables.actors) + settle_times(tables.ties)
        if steps:
            tables.counts["steps"] = steps
        return tables

    def _rows(self, kind: str) -> Rows:
        """Give the table of a class of elements."""
        return self._tables.ties if kind == "edge" else self._tables.actors

    def _graph(self, attributes: Mapping[str, str]) -> None:
        """Take what holds for the whole network."""
        stated = attributes.get("defaultedgetype", "").strip().lower()
        self._is_directed = _DIRECTED.get(stated, False)

    def _attributes(self, attributes: Mapping[str, str]) -> None:
        """Take the class that the next attributes belong to."""
        self._class = attributes.get("class", "node").strip().lower()

    def _attribute_declared(self, attributes: Mapping[str, str]) -> None:
        """Take the declaration of an attribute."""
        key = _key(self._class, attributes.get("id", ""))
        if attributes.get("type", "").lower().startswith("list"):
            self._lists.add((self._class, key))
        self._attribute = (self._class, key)
        if key.startswith("@"):
            self._rows(self._class).declare(key, attributes.get("title", ""))

    def _node(self, attributes: Mapping[str, str]) -> None:
        """Take the start of a node."""
        rows = self._tables.actors
        row = rows.add()
        above = next((element.id for element in reversed(self._open) if element.rows is rows), "")
        element = _Element(rows, row, attributes.get("id", ""), periods(attributes))
        element.parents += [parent for parent in (attributes.get("pid", ""), above) if parent]
        rows.put(row, "id", element.id)
        rows.put(row, "name", attributes.get("label"))
        rows.keep(row, attributes, known=_ACTOR_KNOWN)
        self._open.append(element)

    def _edge(self, attributes: Mapping[str, str]) -> None:
        """Take the start of an edge."""
        rows = self._tables.ties
        row = rows.add()
        for key in ("id", "source", "target", "label", "kind"):
            rows.put(row, key, attributes.get(key))
        rows.put(row, "weight", attributes.get("weight", attributes.get("cardinal")))
        stated = attributes.get("type", "").strip().lower()
        if stated in ("mutual", "double"):
            self._tables.count("mutual")
        rows.put(row, "directed", "true" if _DIRECTED.get(stated, self._is_directed) else "false")
        if stated not in _DIRECTED:
            rows.put(row, "@type", attributes.get("type"))
        rows.keep(row, attributes, known=_TIE_KNOWN)
        self._open.append(_Element(rows, row, attributes.get("id", ""), periods(attributes)))

    def _attvalue(self, attributes: Mapping[str, str]) -> None:
        """Take a value; of several the last in time is kept."""
        if not self._open:
            return
        element = self._open[-1]
        kind = "edge" if element.rows is self._tables.ties else "node"
        key = _key(kind, attributes.get("for", attributes.get("id", "")))
        moment = max((order(start) for start, _ in periods(attributes)), default=order(None))
        before = element.latest.get(key)
        if element.rows.cell(element.row, key) is not None:
            self._tables.count("earlier_values")
        if before is None or moment >= before:
            element.latest[key] = moment
            element.rows.put(element.row, key, self._value(kind, key, attributes.get("value")))

    def _value(self, kind: str, key: str, text: str | None) -> str | None:
        """Write a value; items of a list are joined by semicolons."""
        return ";".join(_items(text)) if text is not None and (kind, key) in self._lists else text

    def _spell(self, attributes: Mapping[str, str]) -> None:
        """Take one of several periods."""
        if self._open:
            self._open[-1].periods += periods(attributes)

    def _parent(self, attributes: Mapping[str, str]) -> None:
        """Take one of several parents."""
        if self._open and attributes.get("for"):
            self._open[-1].parents.append(attributes["for"])

    def _finish(self, element: _Element) -> None:
        """Write what is known only at the end of a node or edge."""
        if element.parents:
            element.rows.put(element.row, "parent", ";".join(dict.fromkeys(element.parents)))
        if element.periods:
            since, until = extent(element.periods)
            element.rows.put(element.row, "since", since)
            element.rows.put(element.row, "until", until)
        if len(set(element.periods)) > 1:
            self._tables.count("several_periods")


def _key(kind: str, key: str) -> str:
    """Give the column of an attribute; the one called weight of edges is their weight by definition."""
    return "weight" if kind == "edge" and key.strip().lower() == "weight" else f"@{key.strip()}"


def _items(text: str) -> list[str]:
    """Split ``[a, "b, c"]``, ``a|b`` or ``a;b``."""
    inner = text.strip()
    if inner[:1] in "[<(" and inner[-1:] in "]>)":
        inner = inner[1:-1]
    found = []
    place = 0
    while place < len(inner):
        match = _QUOTED.match(inner, place)
        if match is None:
            return [text]
        found.append((match[1] or match[2] or match[3] or "").strip().replace('\\"', '"'))
        place = max(match.end(), place + 1)
    return [item for item in found if item]
