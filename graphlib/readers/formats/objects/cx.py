"""CX, the Cytoscape exchange format of NDEx: version 1 (aspects, in pieces) and version 2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

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
from graphlib.readers.limits import note, refusal

__all__ = ["read", "recognises"]

_READ = ("nodes", "edges", "nodeAttributes", "edgeAttributes", "attributeDeclarations", "subNetworks")

# Bookkeeping of the format: nothing a reader of the network would miss.
_BOOKKEEPING = ("numberVerification", "metaData", "status", "CXVersion", "hasFragments", "cyTableColumn")

_Aspects = Mapping[str, list[Mapping[str, Any]]]


def recognises(data: bytes) -> bool:
    """Tell whether this is CX or CX2; looks at the first part only."""
    return shape(data) in ("cx", "cx2")


@refuses_depth
def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read a CX or CX2 network.

    Parameters
    ----------
    data
        The file's bytes, unpacked.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list
        ``actors`` and ``ties``. The interaction is the tie's ``kind``; in CX2 short names are written
        out and declared values filled in. CX does not say whether ties have directions.

    Raises
    ------
    InputError
        If it is not JSON, holds no network, or is beyond the limits.
    """
    content = parsed(data, file=file)
    pieces = as_rows(content.value)
    aspects = _aspects(pieces)
    if not aspects.get("nodes") and not aspects.get("edges"):
        raise refusal(file, "no_network", area=AREA)
    is_second = any("CXVersion" in piece for piece in pieces)
    actors, ties = _second(aspects) if is_second else _first(aspects)
    origin = Origin(file, name, "cx2" if is_second else "cx", content.encoding)
    status = [as_mapping(row) for row in aspects.get("status", [])]
    notes = list(content.notes)
    if any(row.get("success") is False for row in status):
        notes.append(note(file, "cx_incomplete", area=AREA))
    notes += left_aside(file, (aspect for aspect in aspects if aspect not in (*_READ, *_BOOKKEEPING)))
    grids = [
        grid(actors, origin, "actors", first=("id",)),
        grid(ties, origin, "ties", first=("source", "target")),
    ]
    return with_notes(grids, notes)


def _aspects(pieces: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Gather the pieces of each aspect, which may come in any order and number."""
    aspects: dict[str, list[Mapping[str, Any]]] = {}
    for piece in pieces:
        for aspect, rows in piece.items():
            aspects.setdefault(aspect, []).extend(as_rows(rows))
    return aspects


def _first(aspects: _Aspects) -> tuple[list[Item], list[Item]]:
    """Read the actors and ties of version 1."""
    of_nodes = _attributes(aspects.get("nodeAttributes", []))
    of_edges = _attributes(aspects.get("edgeAttributes", []))
    actors = []
    for row in aspects.get("nodes", []):
        own = of_nodes.get(text_of(row.get("@id")), {})
        said = {"id": row.get("@id"), "name": row.get("n", own.get("name"))}
        actors.append(Item(said | ({"represents": row["r"]} if "r" in row else {}), own))
    ties = []
    for row in aspects.get("edges", []):
        own = of_edges.get(text_of(row.get("@id")), {})
        ends = {"source": row.get("s"), "target": row.get("t")}
        ties.append(Item(ends | _kind(row.get("i"), own), _without_interaction(own, row.get("i"))))
    return actors, ties


def _attributes(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, object]]:
    """Give the attributes of each node or edge; one of a part of the network is titled with the part."""
    found: dict[str, dict[str, object]] = {}
    for row in rows:
        title, value, owners = text_of(row.get("n")) or "?", row.get("v"), row.get("po")
        for owner in owners if isinstance(owners, list) else [owners]:
            own = found.setdefault(text_of(owner), {})
            is_other = title in own and own[title] != value
            own[f"{title} [{text_of(row.get('s'))}]" if is_other else title] = value
    return found


def _second(aspects: _Aspects) -> tuple[list[Item], list[Item]]:
    """Read the actors and ties of version 2."""
    declared: dict[str, dict[str, Any]] = {"nodes": {}, "edges": {}}
    for row in aspects.get("attributeDeclarations", []):
        for kind, known in declared.items():
            known.update(as_mapping(row.get(kind)))
    actors = []
    for row in aspects.get("nodes", []):
        own = _full(row, declared["nodes"])
        actors.append(Item({"id": row.get("id"), "name": own.get("name")}, own))
    ties = []
    for row in aspects.get("edges", []):
        own = _full(row, declared["edges"])
        ends = {"source": row.get("s"), "target": row.get("t")}
        ties.append(Item(ends | _kind(None, own), _without_interaction(own, None)))
    return actors, ties


def _full(row: Mapping[str, Any], declared: Mapping[str, Any]) -> dict[str, object]:
    """Write out short names, and fill in the values that count where none is given."""
    values = dict(as_mapping(row.get("v")))
    full: dict[str, object] = {}
    for title, meaning in declared.items():
        known = as_mapping(meaning)
        short = text_of(known.get("a"))
        value = values.pop(title, None)
        if short:
            value = values.pop(short, value)
        full[title] = known.get("v") if value is None else value
    return full | values


def _kind(interaction: object, own: Mapping[str, object]) -> dict[str, object]:
    """Tell a tie's kind: the format's own word, else the attribute that Cytoscape keeps it in."""
    word = interaction if interaction is not None else own.get("interaction")
    return {} if word is None else {"kind": word}


def _without_interaction(own: Mapping[str, object], interaction: object) -> dict[str, object]:
    """Leave out the attribute that only repeats the kind."""
    return {
        title: value
        for title, value in own.items()
        if title != "interaction" or (interaction is not None and value != interaction)
    }
