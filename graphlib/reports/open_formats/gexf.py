"""GEXF 1.3 [1]_, which Gephi writes and reads.

References
----------
.. [1] GEXF Working Group (2022). GEXF 1.3 Primer, and its schema. https://gexf.net
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from graphlib.drawing.palette import Style, styles
from graphlib.reports.open_formats.content import Content
from graphlib.reports.open_formats.markup import attribute, has_no_value, ids, plain_value, type_of

__all__ = ["gexf"]

_NAMESPACE = "http://gexf.net/1.3"
_SHAPES = {"square": "square", "triangle": "triangle", "triangleDown": "triangle", "diamond": "diamond"}
"""Shapes that the schema knows beside the disc."""

_SIZE = 10
_ENDS = ["source", "target", "directed"]
_PLACES = {"weight": "weight", "kind": "kind", "since": "start", "until": "end"}
"""Columns of edges that the format has a place for, with the name of the place."""


def gexf(content: Content) -> bytes:
    """Write nodes and edges as GEXF 1.3.

    Parameters
    ----------
    content
        Every edge says whether it has a direction. The days ``since`` and ``until`` of an edge
        are its ``start`` and ``end``; the kind of a tie is its ``kind``, by which Gephi keeps
        parallel ties apart.

    Returns
    -------
    bytes
        UTF-8 XML: name as label, all other columns as typed attributes under their own names,
        colour and shape by sector.
    """
    nodes, edges = content.nodes, content.edges
    keys, node_values = _columns(nodes.drop(columns=["id", "name"], errors="ignore"), "node")
    edge_keys, edge_values = _columns(edges.drop(columns=[*_ENDS, *_PLACES], errors="ignore"), "edge")
    is_dated = any(edges[name].notna().any() for name in ("since", "until") if name in edges)
    default = "directed" if content.is_directed else "undirected"
    dated = (
        ' mode="dynamic" timeformat="date" timerepresentation="interval"' if is_dated else ' mode="static"'
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gexf xmlns="{_NAMESPACE}" xmlns:viz="{_NAMESPACE}/viz" version="1.3">',
        "<meta><creator>Passerelle</creator></meta>",
        f'<graph defaultedgetype="{default}" idtype="string"{dated}>',
        *_declared("node", keys),
        *_declared("edge", edge_keys),
        f'<nodes count="{len(nodes)}">',
        *_nodes(nodes, node_values),
        "</nodes>",
        f'<edges count="{len(edges)}">',
        *_edges(edges, ids(nodes["id"]), edge_values),
        "</edges>",
        "</graph>",
        "</gexf>",
        "",
    ]
    return "\n".join(lines).encode()


def _columns(frame: pd.DataFrame, kind: str) -> tuple[list[str], list[str]]:
    """Declare the columns as attributes, and write the values of each row."""
    keys, rows = [], [""] * len(frame)
    for place, name in enumerate(frame.columns):
        key = f"{kind[0]}{place}"
        keys.append(f'<attribute id="{key}" title={attribute(name)} type="{type_of(frame[name])}"/>')
        for row, value in enumerate(frame[name].tolist()):
            if not has_no_value(value):
                rows[row] += f'<attvalue for="{key}" value={attribute(plain_value(value))}/>'
    return keys, [f"<attvalues>{values}</attvalues>" if values else "" for values in rows]


def _declared(kind: str, keys: list[str]) -> list[str]:
    """Wrap the declared attributes of nodes or edges; none need no wrap."""
    return [f'<attributes class="{kind}" mode="static">', *keys, "</attributes>"] if keys else []


def _nodes(nodes: pd.DataFrame, values: Iterable[str]) -> Iterable[str]:
    """Write the nodes, those of actors in the colour and shape of their sector."""
    names = ids(nodes["id"])
    cells = nodes["sector"].tolist() if "sector" in nodes else [None] * len(nodes)
    sectors = [None if has_no_value(cell) else str(cell) for cell in cells]
    looks = {name: _look(style) for name, style in styles(name for name in sectors if name).items()}
    labels = nodes["name"].tolist() if "name" in nodes else [None] * len(nodes)
    for key, label, sector, said in zip(nodes["id"], labels, sectors, values, strict=True):
        named = "" if has_no_value(label) else f" label={attribute(label)}"
        yield f"<node id={attribute(names[key])}{named}>{said}{looks.get(sector or '', '')}</node>"


def _look(style: Style) -> str:
    """Write the colour, size and shape of a sector."""
    red, green, blue = (int(style.colour[start : start + 2], 16) for start in (1, 3, 5))
    shape = _SHAPES.get(style.shape, "disc")
    return (
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{_SIZE * style.scale:g}"/>'
        f'<viz:shape value="{shape}"/>'
    )


def _edges(edges: pd.DataFrame, names: dict[str, str], values: Iterable[str]) -> Iterable[str]:
    """Write the edges with direction, weight, kind and days."""
    for row, said in zip(edges.to_dict("records"), values, strict=True):
        yield f"<edge {' '.join(_places(row, names))}>{said}</edge>"


def _places(row: dict[Any, Any], names: dict[str, str]) -> Iterable[str]:
    """Write what the format has a place for."""
    yield f"source={attribute(names[row['source']])} target={attribute(names[row['target']])}"
    yield f'type="{"directed" if row["directed"] else "undirected"}"'
    for column, place in _PLACES.items():
        if column in row and not has_no_value(row[column]):
            yield f"{place}={attribute(plain_value(row[column]))}"
