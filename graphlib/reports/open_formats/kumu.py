"""The JSON blueprint of Kumu [1]_: elements and connections.

References
----------
.. [1] Kumu documentation, "JSON / Blueprints". https://docs.kumu.io/guides/import/blueprints
"""

from __future__ import annotations

from typing import Any

from graphlib.reports.open_formats.content import Content
from graphlib.reports.open_formats.node_link import json_bytes, records

__all__ = ["RESERVED", "kumu"]

_ELEMENT = {"id": "id", "name": "label", "sector": "type", "themes": "tags"}
_CONNECTION = {
    "source": "from",
    "target": "to",
    "directed": "direction",
    "kind": "type",
    "weight": "strength",
}

RESERVED = frozenset({*_ELEMENT.values(), *_CONNECTION.values()})
"""Fields that mean something to Kumu; it does not tell upper from lower case."""


def kumu(content: Content) -> bytes:
    """Write nodes and edges as a blueprint that Kumu's import takes.

    Returns
    -------
    bytes
        UTF-8 JSON: each element with its ``id``, its name as ``label``, its sector as ``type``
        and its themes as ``tags``; each connection ``from`` and ``to`` ids, with ``direction``,
        its kind as ``type`` and its weight as ``strength``; all other columns as fields.
    """
    return json_bytes(
        {
            "elements": [_fields(row, _ELEMENT) for row in records(content.nodes)],
            "connections": [_fields(row, _CONNECTION) for row in records(content.edges)],
        }
    )


def _fields(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Name the fields as Kumu does, those it knows first."""
    known = {field: _value(field, row[name]) for name, field in names.items() if name in row}
    return known | {name: value for name, value in row.items() if name not in names}


def _value(field: str, value: object) -> object:
    """Write what Kumu writes in other ways than a table."""
    if field == "direction":
        return "directed" if value else "undirected"
    if field == "tags" and isinstance(value, str):
        return [item for item in value.split(";") if item]
    return value
