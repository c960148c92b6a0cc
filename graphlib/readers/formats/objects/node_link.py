"""Nodes and links in JSON: networkx, D3, Sigma, graphology, vis, JSON Graph Format, and our own export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphlib.readers.formats.objects.json_grid import (
    Item,
    Origin,
    as_mapping,
    grid,
    joined,
    left_aside,
    with_notes,
)
from graphlib.readers.formats.objects.json_shape import shape
from graphlib.readers.formats.objects.json_text import AREA, parsed, refuses_depth, text_of
from graphlib.readers.formats.objects.node_link_forms import Form, graphs_of
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_ROWS, refusal

__all__ = ["read", "recognises"]

_KEYS = ("id", "key", "name", "label")
"""What a node is known by, the first that the nodes have."""

_ENDS = (("source", "target"), ("from", "to"))

# How a drawing program places and paints a node; only where a node has a place of its own.
_PLACED = (
    "x",
    "y",
    "z",
    "vx",
    "vy",
    "vz",
    "fx",
    "fy",
    "index",
    "color",
    "hidden",
    "fixed",
    "viz",
    "px",
    "py",
)
_PAINTED = ("color", "hidden", "arrows", "smooth", "index")
_MEASURED = ("size", "width")
"""What may be a measure of the tie, though it is drawn."""


def recognises(data: bytes) -> bool:
    """Tell whether this is nodes and links in JSON; looks at the first part only."""
    return shape(data) == "node_link"


@refuses_depth
def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read nodes and links.

    Parameters
    ----------
    data
        The file's bytes, unpacked.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list
        ``actors`` and ``ties``. A node is known by its ``id``, ``key``, ``name`` or ``label``; links may
        name it or give its position in the list. D3's ``value`` of a link is its ``weight``; where nodes
        have places, their drawn size is in ``drawn size``, for it is not the organisation's. Where the
        file holds several graphs, the column ``network`` names those of each row.

    Raises
    ------
    InputError
        If it is not JSON, holds no nodes and links, or is beyond the limits.
    """
    content = parsed(data, file=file)
    aside: set[str] = set()
    named: set[str] = set()
    actors, ties = [], []
    for form in graphs_of(content.value, name):
        if max(len(form.nodes), len(form.links)) > MAX_ROWS:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)
        names = _names(form.nodes)
        rows = [_actor(row, key, form, aside) for row, key in zip(form.nodes, names, strict=True)]
        actors.append((form.name, rows))
        ties.append((form.name, _ties(form, names, aside)))
        named |= form.aside
    if not any(rows for _, rows in (*actors, *ties)):
        raise refusal(file, "no_network", area=AREA)
    all_actors, said = joined(actors, ("id",), file)
    all_ties, also = joined(ties, ("source", "target", "kind", "id", "key"), file)
    origin = Origin(file, name, "node_link", content.encoding)
    grids = [
        grid(all_actors, origin, "actors", first=("id",)),
        grid(all_ties, origin, "ties", first=("source", "target")),
    ]
    return with_notes(grids, [*content.notes, *said, *also, *left_aside(file, named, drawing=aside)])


def _names(nodes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Tell what each node is known by: the first word that all have, each once; else its position."""
    for word in _KEYS:
        names = [text_of(node.get(word)) for node in nodes]
        is_told = word in ("id", "key") or len(set(names)) == len(names)
        if all(names) and is_told:
            return names
    return [text_of(node.get("id")) or str(place) for place, node in enumerate(nodes)]


def _actor(row: Mapping[str, Any], name: str, form: Form, aside: set[str]) -> Item:
    """Read a node; what its attributes hold counts as its own."""
    own = {**row, **as_mapping(row.get("attributes"))}
    if isinstance(row.get("attributes"), dict):
        own.pop("attributes")
    for word in ("id", "key"):
        if text_of(own.get(word)) == name:
            own.pop(word)
    if form.is_drawn:
        aside.add("positions")
        if "color" in own:
            aside.add("colours")
        drawn = {"drawn size": own.pop("size")} if "size" in own else {}
        own = {word: value for word, value in own.items() if word not in _PLACED} | drawn
    return Item({"id": name}, own)


def _ties(form: Form, names: Sequence[str], aside: set[str]) -> list[Item]:
    """Read the links of a graph."""
    words = next((ends for ends in _ENDS if any(ends[0] in link for link in form.links)), _ENDS[0])
    ends = [(_end(link.get(words[0])), _end(link.get(words[1]))) for link in form.links]
    is_position = _are_positions([end for pair in ends for end in pair], names)
    ties = []
    for link, pair in zip(form.links, ends, strict=True):
        known = [names[end] if is_position and isinstance(end, int) else text_of(end) for end in pair]
        ties.append(_tie(link, words, known, form, aside))
    return ties


def _tie(
    link: Mapping[str, Any], words: tuple[str, str], ends: Sequence[str], form: Form, aside: set[str]
) -> Item:
    """Read one link."""
    own = {word: value for word, value in link.items() if word not in (*words, "attributes")}
    inner = link.get("attributes")
    own |= inner if isinstance(inner, dict) else {} if inner is None else {"attributes": inner}
    said: dict[str, object] = {"source": ends[0], "target": ends[1]}
    if "relation" in own and "kind" not in own:
        said["kind"] = own.pop("relation")
    if isinstance(own.get("value"), int | float) and "weight" not in own:
        said["weight"] = own.pop("value")
    is_directed = form.is_directed
    if isinstance(own.get("undirected"), bool):
        is_directed = not own.pop("undirected")
    if isinstance(own.get("directed"), bool):
        is_directed = own.pop("directed")
    if is_directed is not None:
        said["directed"] = "yes" if is_directed else "no"
    if form.is_drawn:
        painted = [word for word in _PAINTED if word in own]
        aside |= {"styles"} if painted else set()
        own = {
            f"drawn {word}" if word in _MEASURED else word: value
            for word, value in own.items()
            if word not in painted
        }
    return Item(said, own)


def _end(value: object) -> object:
    """Give what a link says of an end; D3 puts the whole node there once it has drawn it."""
    if not isinstance(value, dict):
        return value
    return next((value[word] for word in _KEYS if value.get(word) is not None), value.get("index"))


def _are_positions(ends: Sequence[object], names: Sequence[str]) -> bool:
    """Tell whether links give positions in the list of nodes: whole numbers that are not all names."""
    numbers = [end for end in ends if isinstance(end, int) and not isinstance(end, bool)]
    if not numbers or len(numbers) < len(ends):
        return False
    known = set(names)
    return all(0 <= end < len(names) for end in numbers) and not all(str(end) in known for end in numbers)
