"""Node-link JSON, which networkx and D3 read."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from graphlib.reports.open_formats.content import Content
from graphlib.reports.open_formats.markup import has_no_value

__all__ = ["json_bytes", "node_link", "records"]


def node_link(content: Content) -> bytes:
    """Write nodes and edges as node-link JSON.

    Parameters
    ----------
    content
        Where only some edges have a direction the whole has none, and the edges say in their
        attribute ``directed`` which they are.

    Returns
    -------
    bytes
        UTF-8 JSON: ``nodes`` and ``edges`` with the columns as attributes, missing values left
        out, and under ``graph`` the fingerprint.
    """
    edges = content.edges if content.is_mixed else content.edges.drop(columns="directed")
    return json_bytes(
        {
            "directed": content.is_directed,
            "multigraph": content.has_parallel_edges,
            "graph": content.graph,
            "nodes": records(content.nodes),
            "edges": records(edges),
        }
    )


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give each row as a dict without its missing values; a column without any is ``None`` in the first."""
    names = [str(name) for name in frame.columns]
    columns = [frame[name].tolist() for name in frame.columns]
    rows = [
        {name: value for name, value in zip(names, row, strict=True) if not has_no_value(value)}
        for row in zip(*columns, strict=True)
    ]
    for name in names if rows else ():
        if frame[name].isna().all():
            rows[0][name] = None
    return rows


def json_bytes(content: dict[str, Any]) -> bytes:
    """Write JSON as UTF-8, the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8", errors="replace")
