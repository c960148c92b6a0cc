"""GraphML [1]_, which Gephi, yEd, Cytoscape, networkx and igraph read.

References
----------
.. [1] Brandes, U., Eiglsperger, M., Herman, I., Himsolt, M. and Marshall, M. S. (2002). GraphML
   progress report. Graph Drawing 2001, LNCS 2265, 501-512.
"""

from __future__ import annotations

import pandas as pd

from graphlib.reports.open_formats.content import Content
from graphlib.reports.open_formats.markup import (
    attribute,
    element_text,
    has_no_value,
    ids,
    plain_value,
    type_of,
)

__all__ = ["graphml"]


def graphml(content: Content) -> bytes:
    """Write nodes and edges as GraphML.

    Parameters
    ----------
    content
        Where every edge has a direction the graph is directed; where only some have, it is not,
        since hardly a program reads both kinds at once, and the edges say in their attribute
        ``directed`` which they are.

    Returns
    -------
    bytes
        UTF-8 XML. Attributes carry the names of the columns, with their types.
    """
    nodes, edges = content.nodes, content.edges
    further = edges.drop(columns=["source", "target", *([] if content.is_mixed else ["directed"])])
    keys, node_data = _columns(nodes.drop(columns="id"), "node")
    edge_keys, edge_data = _columns(further, "edge")
    names = ids(nodes["id"])
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        *edge_keys,
        f'<graph id="G" edgedefault="{"directed" if content.is_directed else "undirected"}">',
    ]
    lines += [
        f"<node id={attribute(names[key])}>{data}</node>"
        for key, data in zip(nodes["id"], node_data, strict=True)
    ]
    lines += [
        f"<edge source={attribute(names[source])} target={attribute(names[target])}>{data}</edge>"
        for source, target, data in zip(edges["source"], edges["target"], edge_data, strict=True)
    ]
    return "\n".join([*lines, "</graph>", "</graphml>", ""]).encode()


def _columns(frame: pd.DataFrame, kind: str) -> tuple[list[str], list[str]]:
    """Declare the columns as attributes, and write the cells of each row."""
    keys, rows = [], [""] * len(frame)
    for place, name in enumerate(frame.columns):
        key = f"{kind[0]}{place}"
        label, dtype = attribute(name), type_of(frame[name])
        keys.append(f'<key id="{key}" for="{kind}" attr.name={label} attr.type="{dtype}"/>')
        for row, value in enumerate(frame[name].tolist()):
            if not has_no_value(value):
                rows[row] += f'<data key="{key}">{element_text(plain_value(value))}</data>'
    return keys, rows
