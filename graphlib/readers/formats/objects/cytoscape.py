"""Cytoscape.js and Cytoscape's JSON (.cyjs), also with several networks in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphlib.readers.formats.objects.json_grid import (
    Item,
    Origin,
    as_mapping,
    as_rows,
    grid,
    joined,
    left_aside,
    with_notes,
)
from graphlib.readers.formats.objects.json_shape import shape
from graphlib.readers.formats.objects.json_text import AREA, parsed, refuses_depth, text_of
from graphlib.readers.grid import Grid
from graphlib.readers.limits import refusal

__all__ = ["read", "recognises"]

# Beside the data of an element: how it is drawn, or the state of the program.
_DRAWN = {"position": "positions", "style": "styles", "css": "styles", "classes": "classes"}


def recognises(data: bytes) -> bool:
    """Tell whether this is Cytoscape JSON; looks at the first part only."""
    return shape(data) == "cytoscape"


@refuses_depth
def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read one or several networks of Cytoscape.js or Cytoscape.

    Parameters
    ----------
    data
        The file's bytes, unpacked.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list
        ``actors`` and ``ties``; the interaction is the tie's ``kind``. Where the file holds several
        networks, the column ``network`` names those of each row.

    Raises
    ------
    InputError
        If it is not JSON, holds no elements, or is beyond the limits.
    """
    content = parsed(data, file=file)
    networks = list(_networks(content.value, name))
    actors, said = joined([(title, _actors(rows)) for title, rows in networks], ("id",), file)
    ties, also = joined([(title, _ties(rows)) for title, rows in networks], ("id", "source", "target"), file)
    if not actors and not ties:
        raise refusal(file, "no_network", area=AREA)
    origin = Origin(file, name, "cytoscape", content.encoding)
    drawn = {_DRAWN[part] for _, rows in networks for row in rows for part in row.keys() & _DRAWN.keys()}
    drawn |= {"styles"} if as_mapping(content.value).get("style") else set()
    drawn |= (
        {"selection"}
        if any("selected" in as_mapping(row.get("data")) for _, rows in networks for row in rows)
        else set()
    )
    grids = [
        grid(actors, origin, "actors", first=("id",)),
        grid(ties, origin, "ties", first=("source", "target")),
    ]
    return with_notes(grids, [*content.notes, *said, *also, *left_aside(file, drawing=drawn)])


def _networks(value: object, name: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Give the elements of each network of a file."""
    content = as_mapping(value)
    if "elements" in content:
        yield name, _elements(content["elements"])
        return
    parts = list(content.items()) if content else list(enumerate(as_rows(value), start=1))
    found = [(key, as_mapping(part)) for key, part in parts if "elements" in as_mapping(part)]
    if not found:
        yield name, _elements(value)
    for key, part in found:
        title = as_mapping(part.get("data")).get("name")
        yield text_of(key if content else title or key), _elements(part["elements"])


def _elements(value: object) -> list[Mapping[str, Any]]:
    """List the elements, whether nodes and edges are apart or not."""
    apart = as_mapping(value)
    if not apart:
        return as_rows(value)
    return [{**row, "group": group} for group in ("nodes", "edges") for row in as_rows(apart.get(group))]


def _is_edge(row: Mapping[str, Any]) -> bool:
    """Tell an edge: it says so, or it has two ends."""
    group = row.get("group")
    own = as_mapping(row.get("data"))
    return bool(group == "edges" or (group != "nodes" and "source" in own and "target" in own))


def _actors(rows: list[Mapping[str, Any]]) -> list[Item]:
    """Read the nodes; networkx writes ``value`` beside ``id``, which says the same."""
    actors = []
    for row in rows:
        if not _is_edge(row):
            own = as_mapping(row.get("data"))
            key = own.get("id", own.get("value"))
            is_twice = text_of(own.get("value")) == text_of(key)
            rest = {title: value for title, value in own.items() if title != "value" or not is_twice}
            rest.pop("selected", None)
            actors.append(Item({"id": key}, rest))
    return actors


def _ties(rows: list[Mapping[str, Any]]) -> list[Item]:
    """Read the edges."""
    ties = []
    for row in rows:
        if _is_edge(row):
            own = dict(as_mapping(row.get("data")))
            said = {"source": own.pop("source", None), "target": own.pop("target", None)}
            kind = own.pop("interaction", None)
            own.pop("selected", None)
            ties.append(Item(said if kind is None else {**said, "kind": kind}, own))
    return ties
