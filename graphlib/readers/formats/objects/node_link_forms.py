"""The forms in which JSON holds nodes and links, brought to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from graphlib.readers.formats.objects.json_grid import as_mapping, as_rows
from graphlib.readers.formats.objects.json_text import text_of
from graphlib.readers.limits import MAX_ROWS

__all__ = ["Form", "graphs_of"]

_OWN_EXPORT = {"fingerprint", "event_cap"}
"""What our own export says of the network."""

# What networkx says of a graph, and what says nothing of the network.
_FRAME = frozenset({"nodes", "links", "edges", "directed", "multigraph", "graph", "graphs", "adjacency"}) | {
    "children", "options", "attributes", "type", "label", "id", "metadata", "name", "hyperedges"
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One graph: its nodes and links as rows, and what holds for all of them.

    ``is_directed`` is ``None`` where the file does not say; ``is_drawn`` where nodes have places.
    """

    name: str
    nodes: Sequence[Mapping[str, Any]]
    links: Sequence[Mapping[str, Any]]
    is_directed: bool | None
    is_drawn: bool
    aside: frozenset[str] = frozenset()


def graphs_of(value: object, name: str) -> list[Form]:
    """Give every graph of a parsed file.

    Parameters
    ----------
    value
        What the file holds.
    name
        The name of a graph that has none.

    Returns
    -------
    list
        Empty where there is none.
    """
    content = as_mapping(value)
    inner = as_mapping(content.get("graph"))
    if "graphs" in content:
        graphs = as_rows(content["graphs"])
        return [
            _form(graph, text_of(graph.get("label") or graph.get("id")) or str(place))
            for place, graph in enumerate(graphs, start=1)
        ]
    if not ({"nodes", "links", "edges"} & content.keys()) and {"nodes", "edges", "hyperedges"} & inner.keys():
        return [_form(inner, name)]
    if isinstance(content.get("adjacency"), list):
        return [_adjacency(content, name)]
    if isinstance(content.get("children"), list):
        return [_tree(content, name)]
    return [_form(content, name)] if {"nodes", "links", "edges"} & content.keys() else []


def _form(content: Mapping[str, Any], name: str) -> Form:
    """Read nodes and links that stand side by side."""
    nodes = _nodes(content.get("nodes"))
    word = "links" if isinstance(content.get("links"), list) else "edges"
    links = _links(content.get(word))
    is_own = as_mapping(content.get("graph")).keys() >= _OWN_EXPORT
    is_drawn = not is_own and _is_drawn(nodes)
    return Form(name, nodes, links, _is_directed(content), is_drawn, _aside(content))


def _links(value: object) -> list[Mapping[str, Any]]:
    """List the links: objects, or bare pairs of names."""
    rows = value if isinstance(value, list) else []
    pairs = ({"source": row[0], "target": row[1]} if _is_pair(row) else row for row in rows)
    return [_flat(row) for row in pairs if isinstance(row, dict)]


def _is_pair(row: object) -> bool:
    """Tell whether a link is a bare pair."""
    return isinstance(row, list) and len(row) == 2


def _nodes(value: object) -> list[Mapping[str, Any]]:
    """List the nodes, or one more than can be: objects, bare names, objects by name (JSON Graph Format)."""
    most = MAX_ROWS + 1
    if isinstance(value, dict):
        return [{"id": key, **_flat(_as_node(node))} for key, node in islice(value.items(), most)]
    if not isinstance(value, list):
        return []
    return [_flat(_as_node(node)) for node in islice(value, most) if node is not None]


def _as_node(node: object) -> Mapping[str, Any]:
    """Take a bare name as a node."""
    return node if isinstance(node, dict) else {} if node is None else {"id": node}


def _flat(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Lift what JSON Graph Format holds in ``metadata``; a column that is there stays."""
    more = row.get("metadata")
    if not isinstance(more, dict):
        return row
    rest = {word: value for word, value in row.items() if word != "metadata"}
    return rest | {(f"metadata {word}" if word in rest else word): value for word, value in more.items()}


def _is_directed(content: Mapping[str, Any]) -> bool | None:
    """Tell whether ties have directions, where the file says it for all."""
    said = content.get("directed", as_mapping(content.get("options")).get("type"))
    if isinstance(said, bool):
        return said
    return {"directed": True, "undirected": False}.get(text_of(said))


def _is_drawn(nodes: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether nodes have places on a drawing."""
    inner = ({**node, **as_mapping(node.get("attributes"))} for node in nodes)
    return any(
        isinstance(node.get("x"), int | float) and isinstance(node.get("y"), int | float) for node in inner
    )


def _aside(content: Mapping[str, Any]) -> frozenset[str]:
    """Name what a file says beside its nodes and links."""
    about = as_mapping(content.get("graph")) or as_mapping(content.get("attributes"))
    named = {str(word) for word in (content.keys() - _FRAME) | (about.keys() - _OWN_EXPORT)}
    return frozenset(named | ({"hyperedges"} if content.get("hyperedges") else set()))


def _adjacency(content: Mapping[str, Any], name: str) -> Form:
    """Read what networkx writes as adjacency: a list of neighbours for each node."""
    nodes = _nodes(content.get("nodes"))
    is_directed = content.get("directed") is True
    links: list[Mapping[str, Any]] = []
    open_ends: dict[str, int] = {}
    for node, neighbours in zip(nodes, content["adjacency"], strict=False):
        for neighbour in as_rows(neighbours):
            link = {word: value for word, value in neighbour.items() if word != "id"}
            link |= {"source": node.get("id"), "target": neighbour.get("id")}
            # Without directions both ends list a tie; it is one.
            back = repr((text_of(link["target"]), text_of(link["source"]), text_of(link.get("key"))))
            there = repr((text_of(link["source"]), text_of(link["target"]), text_of(link.get("key"))))
            if not is_directed and open_ends.get(back) and back != there:
                open_ends[back] -= 1
                continue
            open_ends[there] = open_ends.get(there, 0) + 1
            links.append(link)
    return Form(name, nodes, links, is_directed, _is_drawn(nodes), _aside(content))


def _tree(content: Mapping[str, Any], name: str) -> Form:
    """Read a tree of objects with ``children``: a tie from each to its children."""
    nodes: list[Mapping[str, Any]] = []
    links: list[Mapping[str, Any]] = []
    taken: set[str] = set()
    waiting: list[tuple[Mapping[str, Any], str]] = [(content, "")]
    while waiting:
        branch, above = waiting.pop()
        title = text_of(branch.get("id", branch.get("name"))) or "?"
        key = title if "id" in branch or title not in taken else f"{above} / {title}"
        number = 2
        while key in taken and "id" not in branch:
            key, number = f"{above} / {title} ({number})", number + 1
        taken.add(key)
        rest = {word: value for word, value in branch.items() if word != "children"}
        nodes.append({**rest, "id": key})
        if above:
            links.append({"source": above, "target": key})
        waiting.extend((child, key) for child in reversed(as_rows(branch.get("children"))))
    return Form(name, nodes, links, is_directed=True, is_drawn=_is_drawn(nodes))
