"""XGMML, the format of Cytoscape's networks: nodes, edges and nested ``att`` elements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graphlib.readers.formats.markup.xml import parse, root
from graphlib.readers.formats.markup.xml_rows import Row, Rows, Tables
from graphlib.readers.grid import Grid

__all__ = ["read", "recognises"]

_NODE = frozenset({"id", "label", "href", "nodeId", "registered"})

_EDGE = frozenset({"id", "label", "source", "target", "weight", "directed", "href", "edgeId"})

_KIND = "interaction"
"""What Cytoscape calls the kind of a tie."""

_LISTS = frozenset({"list", "map", "complex"})


def recognises(data: bytes) -> bool:
    """Tell by the root element, its namespace or its document type whether this is XGMML."""
    found = root(data)
    if found is None or found.tag.lower() not in ("graph", "xgmml"):
        return False
    said = (found.prolog + found.attributes).lower()
    is_other = "xmlns=" in found.attributes or "edgedefault" in said
    return found.tag.lower() == "xgmml" or "xgmml" in said or "cytoscape" in said or not is_other


def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read actors and ties with all their attributes, those of nested networks included.

    Items of a list attribute are joined by semicolons; nodes of a group have the column ``parent``.

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
    handler, document = parse(data, lambda: _Xgmml(file), file=file)
    return handler.finished().grids(document, kind="xgmml")


@dataclass
class _Element:
    """A node or edge that is being read; without a row where it only refers to another."""

    tag: str
    rows: Rows
    row: Row | None
    id: str


@dataclass
class _Graph:
    """A graph that is being read."""

    name: str
    is_directed: bool


@dataclass
class _Attribute:
    """An ``att`` element that is being read, with the items inside it."""

    name: str
    value: str | None
    is_list: bool
    items: list[str] = field(default_factory=list)

    def text(self, inside: str) -> str | None:
        """Give its value as one text: the items, the value, or what stands in it."""
        if self.items or self.is_list:
            return ";".join(self.items)
        return self.value if self.value is not None else inside.strip() or None


class _Xgmml:
    """Takes the elements of one file."""

    def __init__(self, file: str) -> None:
        self._tables = Tables(file)
        self._open: list[_Element | _Graph | _Attribute] = []
        self._drawing = 0
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "graph": self._graph,
            "node": self._node,
            "edge": self._edge,
            "att": self._att,
        }

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if tag == "graphics":
            self._drawing += 1
            self._tables.aside.add("drawing")
        start = self._starts.get(tag)
        if start is not None and not self._drawing:
            start(attributes)

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element."""
        if tag == "graphics":
            self._drawing -= 1
        elif tag in self._starts and not self._drawing:
            ended = self._open.pop()
            if isinstance(ended, _Attribute):
                self._att_ended(ended, text)

    def finished(self) -> Tables:
        """Give the tables after the last element."""
        ties = self._tables.ties
        kinds = ties.titled(_KIND)
        if kinds and not ties.titled("kind"):
            ties.declare(kinds[0], "kind")
        return self._tables

    def _graph(self, attributes: Mapping[str, str]) -> None:
        """Take the start of a network, which may stand in an attribute of another or of a node."""
        around = self._around()
        stated = attributes.get("directed", "").strip().lower()
        is_directed = stated in ("1", "true") if stated else around is not None and around.is_directed
        name = attributes.get("label", "") or attributes.get("id", "")
        # The members of a group belong to the network that the group stands in.
        self._open.append(_Graph(around.name if around and self._above() else name, is_directed))

    def _around(self) -> _Graph | None:
        """Give the network around the current place."""
        return next((frame for frame in reversed(self._open) if isinstance(frame, _Graph)), None)

    def _above(self) -> str | None:
        """Give the id of the node around the current place."""
        nodes = (frame for frame in reversed(self._open) if isinstance(frame, _Element))
        return next((frame.id for frame in nodes if frame.tag == "node"), None)

    def _node(self, attributes: Mapping[str, str]) -> None:
        """Take the start of a node, or of a reference to one."""
        rows = self._tables.actors
        if "href" in attributes and "id" not in attributes:
            self._open.append(_Element("node", rows, None, attributes["href"].removeprefix("#")))
            return
        row = rows.add()
        around = self._around()
        rows.put(row, "id", attributes.get("id", attributes.get("name", "")))
        rows.put(row, "name", attributes.get("label"))
        rows.put(row, "parent", self._above())
        rows.put(row, "network", around.name if around else None)
        rows.keep(row, attributes, known=_NODE)
        self._open.append(_Element("node", rows, row, attributes.get("id", "")))

    def _edge(self, attributes: Mapping[str, str]) -> None:
        """Take the start of an edge, or of a reference to one."""
        rows = self._tables.ties
        if "href" in attributes and "source" not in attributes:
            self._open.append(_Element("edge", rows, None, ""))
            return
        row = rows.add()
        around = self._around()
        for key in ("id", "source", "target", "label", "weight"):
            rows.put(row, key, attributes.get(key))
        stated = attributes.get("directed", "").strip().lower()
        is_directed = stated in ("1", "true") if stated else around is not None and around.is_directed
        rows.put(row, "directed", "true" if is_directed else "false")
        rows.put(row, "network", around.name if around else None)
        rows.keep(row, attributes, known=_EDGE)
        self._open.append(_Element("edge", rows, row, ""))

    def _att(self, attributes: Mapping[str, str]) -> None:
        """Take the start of an attribute."""
        name = attributes.get("name", "") or attributes.get("label", "")
        is_list = attributes.get("type", "").strip().lower() in _LISTS
        self._open.append(_Attribute(name, attributes.get("value"), is_list))

    def _att_ended(self, ended: _Attribute, inside: str) -> None:
        """Write an attribute where it belongs: a list, a node or an edge."""
        text = ended.text(inside)
        owner = self._open[-1] if self._open else None
        if text is None or owner is None:
            return
        if isinstance(owner, _Attribute):
            is_named = ended.name and ended.name != owner.name
            owner.items.append(f"{ended.name}={text}" if is_named else text)
        elif isinstance(owner, _Element):
            if owner.row is not None:
                owner.rows.put(owner.row, f"@{ended.name or 'att'}", text)
        else:
            self._tables.aside.add("whole")
