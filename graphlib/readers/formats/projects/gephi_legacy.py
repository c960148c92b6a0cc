"""Workspaces of Gephi 0.8: the network in XML, its columns and their values in further files."""

from __future__ import annotations

from collections.abc import Mapping

from graphlib.readers.formats.markup.xml import parse
from graphlib.readers.formats.objects.json_grid import Item

__all__ = ["read_legacy"]


def read_legacy(part: Mapping[str, bytes], *, file: str) -> tuple[list[Item], list[Item]]:
    """Read the nodes and edges of an old workspace.

    Parameters
    ----------
    part
        Its files: ``dhns_xml``, and ``attributemodel_xml`` and ``attributerows_xml`` where there are.
    file
        What the user calls the project.

    Returns
    -------
    tuple
        Actors and ties.

    Raises
    ------
    InputError
        If a file is no sound XML.
    """
    network, _ = parse(part["dhns_xml"], _Network, file=file)
    columns, rows = _Columns(), _Rows()
    if "attributemodel_xml" in part:
        columns, _ = parse(part["attributemodel_xml"], _Columns, file=file)
    if "attributerows_xml" in part:
        rows, _ = parse(part["attributerows_xml"], _Rows, file=file)
    actors = []
    for key in network.ids.values():
        said, own = _parted(rows.values.get(("noderow", key), {}), columns.titles.get("nodetable", {}))
        actors.append(Item({"id": said.pop("id", "") or key, "name": said.pop("label", "")}, own))
    # What users see as an id is a column; edges name nodes by their place.
    seen = {place: actor.said["id"] for place, actor in zip(network.ids, actors, strict=True)}
    ties = []
    for edge in network.edges:
        said, own = _parted(
            rows.values.get(("edgerow", edge.get("id", "")), {}), columns.titles.get("edgetable", {})
        )
        ends = {end: seen.get(edge.get(end, ""), edge.get(end, "")) for end in ("source", "target")}
        weight = said.get("weight") or edge.get("weight", "")
        directed = "yes" if edge.get("directed", "").lower() == "true" else "no"
        own |= {"Label": said["label"]} if said.get("label") else {}
        ties.append(Item({**ends, "weight": weight, "directed": directed, "id": edge.get("id", "")}, own))
    return actors, ties


class _Network:
    """Takes the nodes, by their place in the tree, and the edges."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.edges: list[Mapping[str, str]] = []
        self._is_among_edges = False

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if self._is_among_edges:
            self.edges.append(attributes)
        elif tag.lower() == "node":
            self.ids[attributes.get("pre", attributes.get("id", ""))] = attributes.get("id", "")
        self._is_among_edges = self._is_among_edges or tag.lower() == "edges"

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element."""
        self._is_among_edges = self._is_among_edges and tag.lower() != "edges"


class _Columns:
    """Takes the columns of each table: key and title by number."""

    def __init__(self) -> None:
        self.titles: dict[str, dict[str, tuple[str, str]]] = {}
        self._table = ""
        self._column: dict[str, str] = {}

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if tag == "table":
            stated = [
                name for name in ("nodetable", "edgetable") if attributes.get(name, "").lower() == "true"
            ]
            self._table = stated[0] if stated else ""
        elif tag == "column":
            self._column = {}

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element."""
        if tag == "column":
            column = self._column
            title = column.get("title") or column.get("id", "")
            self.titles.setdefault(self._table, {})[column.get("index", "")] = (column.get("id", ""), title)
        self._column[tag] = text.strip()


class _Rows:
    """Takes the values of each row by the number of their column."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], dict[str, str]] = {}
        self._row: dict[str, str] = {}
        self._index = ""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if tag in ("noderow", "edgerow"):
            self._row = self.values.setdefault((tag, attributes.get("for", "")), {})
        elif tag == "attvalue":
            self._index = attributes.get("index", "")

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element."""
        if tag == "attvalue":
            self._row[self._index] = text.strip()


def _parted(
    values: Mapping[str, str], titles: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, str], dict[str, object]]:
    """Part Gephi's own columns from the user's; a column that is not declared keeps its number."""
    said: dict[str, str] = {}
    own: dict[str, object] = {}
    for number, value in values.items():
        key, title = titles.get(number, ("", number))
        if key.lower() in ("id", "label", "weight"):
            said[key.lower()] = value
        else:
            own[title or number] = value
    return said, own
