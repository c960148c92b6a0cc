"""Kumu projects and blueprints (JSON): elements, connections, maps, loops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphlib.errors import Problem
from graphlib.readers.formats.objects.json_grid import (
    Item,
    Origin,
    as_mapping,
    as_rows,
    grid,
    left_aside,
    with_notes,
)
from graphlib.readers.formats.objects.json_shape import shape
from graphlib.readers.formats.objects.json_text import AREA, parsed, refuses_depth, text_of
from graphlib.readers.grid import Grid
from graphlib.readers.limits import enumeration, note, refusal

__all__ = ["read", "recognises"]

# What Kumu itself means by an attribute; the others keep their titles.
_ELEMENT = {"label": "name", "element type": "type", "type": "type", "tags": "themes"}
_CONNECTION = {"connection type": "kind", "type": "kind"}

# Parts of the file's own records that are no attributes.
_STRUCTURE = ("_id", "id", "from", "to", "direction", "delayed", "reversed", "attributes", "archived")

_DIRECTED = {"directed": "yes", "mutual": "no", "undirected": "no"}


def recognises(data: bytes) -> bool:
    """Tell whether this is a Kumu project or blueprint; looks at the first part only."""
    return shape(data) == "kumu"


@refuses_depth
def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read a Kumu project (backup) or blueprint.

    Parameters
    ----------
    data
        The file's bytes, unpacked.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list
        ``actors`` (one row an element) and ``ties`` (one row a connection). Where there are several
        maps, or elements on none of them, the column ``map`` names the maps of each. A mutual
        connection has ``directed`` "no", and all keep Kumu's word in ``direction`` where any is mutual.

    Raises
    ------
    InputError
        If it is not JSON, has no elements and connections, or is beyond the limits.
    """
    content = parsed(data, file=file)
    project = as_mapping(content.value)
    elements, connections = as_rows(project.get("elements")), as_rows(project.get("connections"))
    if not elements and not connections:
        raise refusal(file, "no_network", area=AREA)
    origin = Origin(file, name, "kumu", content.encoding)
    maps, on_none = _maps(project, elements)
    mutual = any(row.get("direction") == "mutual" for row in connections)
    actors = [_element(row, maps) for row in elements]
    ties = [_connection(row, maps, has_mutual=mutual) for row in connections]
    actors_grid = grid(actors, origin, "actors", first=("id",))
    ties_grid = grid(ties, origin, "ties", first=("source", "target"))
    return with_notes([actors_grid, ties_grid], [*content.notes, *_remarks(project, file, on_none)])


def _element(row: Mapping[str, Any], maps: Mapping[str, list[str]]) -> Item:
    """Read one element."""
    said, own = _meant(_attributes(row), _ELEMENT)
    key = row.get("_id") or row.get("id") or said.get("name")
    more = {"map": maps.get(text_of(key), [])} if maps else {}
    more |= {"archived": row["archived"]} if "archived" in row else {}
    return Item({"id": key, **said, **more}, own)


def _connection(row: Mapping[str, Any], maps: Mapping[str, list[str]], *, has_mutual: bool) -> Item:
    """Read one connection."""
    said, own = _meant(_attributes(row), _CONNECTION)
    direction = text_of(row.get("direction"))
    more: dict[str, object] = {"direction": direction} if has_mutual else {}
    more |= {word: row[word] for word in ("delayed", "reversed", "archived") if row.get(word)}
    if maps:
        more["map"] = maps.get(text_of(row.get("_id") or row.get("id")), [])
    if direction:
        said = {**said, "directed": _DIRECTED.get(direction.lower(), direction)}
    return Item({"source": row.get("from"), "target": row.get("to"), **said, **more}, own)


def _attributes(row: Mapping[str, Any]) -> dict[str, object]:
    """Give the attributes of an element or connection: apart in a project, among the rest in a blueprint."""
    own = {name: value for name, value in row.items() if name not in _STRUCTURE}
    return {**own, **as_mapping(row.get("attributes"))}


def _meant(
    attributes: Mapping[str, object], words: Mapping[str, str]
) -> tuple[dict[str, object], dict[str, object]]:
    """Part the attributes that Kumu gives a meaning from the others."""
    said: dict[str, object] = {}
    own: dict[str, object] = {}
    for title, value in attributes.items():
        meant = words.get(title.lower())
        if meant is None or meant in said:
            own[title] = value
        else:
            said[meant] = value
    return said, own


def _maps(
    project: Mapping[str, Any], elements: list[Mapping[str, Any]]
) -> tuple[dict[str, list[str]], list[str]]:
    """Tell on which maps each element and connection is, and which elements are on none.

    Without need, where one map holds everything, there is nothing to tell.
    """
    maps = as_rows(project.get("maps"))
    on: dict[str, list[str]] = {}
    for number, drawn in enumerate(maps, start=1):
        title = text_of(drawn.get("name")) or str(number)
        for kind in ("element", "connection"):
            for row in as_rows(drawn.get(f"{kind}s")):
                places = on.setdefault(text_of(row.get(kind)), [])
                if title not in places:
                    places.append(title)
    on_none = [
        text_of(as_mapping(row.get("attributes")).get("label", row.get("label")))
        for row in elements
        if text_of(row.get("_id") or row.get("id")) not in on
    ]
    is_needed = len(maps) > 1 or (maps and on_none)
    return (on, on_none) if is_needed else ({}, [])


def _remarks(project: Mapping[str, Any], file: str, on_none: list[str]) -> list[Problem]:
    """Say what the tables do not hold."""
    loops = [text_of(as_mapping(row.get("attributes")).get("label")) for row in as_rows(project.get("loops"))]
    notes = []
    if loops:
        names = enumeration([label for label in loops if label], most=5) or "–"
        notes.append(note(file, "kumu_loops", area=AREA, count=len(loops), names=names))
    if on_none:
        names = enumeration(on_none, most=5)
        notes.append(note(file, "kumu_archived", area=AREA, count=len(on_none), names=names))
    drawn = [key for part, key in (("maps", "positions"), ("perspectives", "styles")) if project.get(part)]
    return notes + left_aside(file, ["presentations"] if project.get("presentations") else [], drawing=drawn)
