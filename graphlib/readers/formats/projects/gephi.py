"""Gephi projects (.gephi): every workspace's nodes and edges with their columns and times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphlib.errors import Problem
from graphlib.readers.formats.objects.json_grid import Item, Origin, grid, joined, left_aside, with_notes
from graphlib.readers.formats.objects.json_text import AREA
from graphlib.readers.formats.projects.gephi_legacy import read_legacy
from graphlib.readers.formats.projects.graphstore import Column, Spans, Store, decoded
from graphlib.readers.formats.projects.graphstore_values import iso
from graphlib.readers.formats.projects.packed import members
from graphlib.readers.grid import Grid
from graphlib.readers.limits import refusal

__all__ = ["read_archive", "recognises_archive"]

_WORKSPACE = re.compile(
    r"Workspace_(\d+)_(graphstore_bytes|xml|dhns_xml|attributemodel_xml|attributerows_xml)", re.I
)
_NAME = re.compile(rb"<workspace\b[^>]{0,2000}?\bname=\"([^\"<]{0,200})\"")

_YEARS = range(1000, 3000)
"""Whole numbers that are years; others are steps of a count that only the file's author knows."""


def recognises_archive(names: Sequence[str]) -> bool:
    """Tell by the names of its members whether an archive is a Gephi project."""
    return "Project_xml" in names and any(_WORKSPACE.fullmatch(name) for name in names)


def read_archive(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read a Gephi project.

    Parameters
    ----------
    data
        The project's bytes: a zip archive.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list
        ``actors`` and ``ties``. Gephi's label is the ``name``, an edge's type its ``kind``, the first and
        last moment of a tie ``since`` and ``until`` where times are years or dates, otherwise ``time from``
        and ``time to``; of values that change the last counts, all of them stand in a column "over time".
        Where several workspaces hold a network, ``network`` names those of each row.

    Raises
    ------
    InputError
        If the archive is damaged, holds no network, or holds it in a form that is not known.
    """
    found = members(data, lambda member: bool(_WORKSPACE.fullmatch(member)), file=file)
    parts: dict[int, dict[str, bytes]] = {}
    for member, content in found.items():
        workspace = _WORKSPACE.fullmatch(member)
        if workspace:
            parts.setdefault(int(workspace[1]), {})[workspace[2].lower()] = content
    networks = [_network(number, part, file) for number, part in sorted(parts.items())]
    networks = [network for network in networks if network[1] or network[2]]
    if not networks:
        raise refusal(file, "no_network", area=AREA)
    return _grids(networks, Origin(file, name, "gephi"))


def _grids(networks: Sequence[tuple[str, list[Item], list[Item]]], origin: Origin) -> list[Grid]:
    """Join the workspaces' networks."""
    actors, said = joined([(title, rows) for title, rows, _ in networks], ("id",), origin.file)
    ties, also = joined(
        [(title, rows) for title, _, rows in networks], ("id", "source", "target"), origin.file
    )
    is_numbering = all(str(item.said.get("id") or "0").isdecimal() for item in ties)
    if is_numbering:
        ties = [
            Item({word: value for word, value in item.said.items() if word != "id"}, item.own)
            for item in ties
        ]
    aside = ["positions", "colours", "sizes", "filters"] + (["numbering"] if is_numbering else [])
    notes: list[Problem] = [*said, *also, *left_aside(origin.file, drawing=aside)]
    grids = [
        grid(actors, origin, "actors", first=("id",)),
        grid(ties, origin, "ties", first=("source", "target")),
    ]
    return with_notes(grids, notes)


def _network(number: int, part: dict[str, bytes], file: str) -> tuple[str, list[Item], list[Item]]:
    """Read the network of one workspace: its title, actors and ties."""
    named = _NAME.search(part.get("xml", b"")[:8192])
    title = named[1].decode("utf-8", errors="replace") if named else str(number)
    if "graphstore_bytes" in part:
        try:
            store = decoded(part["graphstore_bytes"])
        except ValueError as error:
            raise refusal(file, "gephi_unreadable", area=AREA) from error
        return title, _actors(store), _ties(store)
    if "dhns_xml" in part:
        actors, ties = read_legacy(part, file=file)
        return title, actors, ties
    return title, [], []


def _actors(store: Store) -> list[Item]:
    """Read the nodes of a graph."""
    are_dates = _are_dates(store, (node.values for node in store.nodes), store.node_columns)
    actors = []
    for node in store.nodes:
        said, own = _values(store, store.node_columns, node.values, are_dates=are_dates)
        label = said.pop("label", None)
        actors.append(Item({"id": node.id, "name": label, **said}, own))
    return actors


def _ties(store: Store) -> list[Item]:
    """Read the edges of a graph."""
    are_dates = _are_dates(store, (edge.values for edge in store.edges), store.edge_columns)
    # Gephi counts kinds from the lowest number that two bytes hold.
    kinds: dict[object, object] = {
        number + 2**15 - 1: kind for number, kind in store.kinds.items() if isinstance(number, int)
    }
    ties = []
    for edge in store.edges:
        said, own = _values(store, store.edge_columns, edge.values, are_dates=are_dates)
        own |= {"Label": said.pop("label")} if said.get("label") else {}
        said.pop("label", None)
        kind = kinds.get(edge.kind)
        weight = said.pop("weight", None)
        ends = {"source": edge.source, "target": edge.target}
        ends |= {"kind": kind} if kind is not None else {}
        ends["weight"] = edge.weight if weight is None else weight
        ties.append(
            Item({**ends, "directed": "yes" if edge.is_directed else "no", **said, "id": edge.id}, own)
        )
    return ties


def _values(
    store: Store, columns: Sequence[Column], values: Sequence[object], *, are_dates: bool
) -> tuple[dict[str, object], dict[str, object]]:
    """Part the values of an element: what Gephi means by them itself, and the user's own."""
    said: dict[str, object] = {}
    own: dict[str, object] = {}
    for column in columns:
        value = values[column.place] if 0 <= column.place < len(values) else None
        if column.key == "timeset":
            said |= _lifetime(value, store.time_format, are_dates=are_dates)
        elif column.key in ("label", "weight"):
            said[column.key] = _latest(value)
        elif column.key != "id":
            own[column.title] = _latest(value)
        if isinstance(value, Spans) and (value.values is not None or len(value.times) > 2):
            own[f"{column.title} over time"] = _told(value, store.time_format)
    return said, own


def _latest(value: object) -> object:
    """Give a value, or the last of one that changes."""
    if isinstance(value, Spans):
        if not value.values:
            return None
        starts = value.times[:: 2 if value.is_interval else 1][: len(value.values)]
        last = max(range(len(starts)), key=lambda place: starts[place], default=None)
        return None if last is None else value.values[last]
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _lifetime(value: object, time_format: str, *, are_dates: bool) -> dict[str, object]:
    """Tell the first and last moment of an element."""
    if not isinstance(value, Spans) or not value.times:
        return {}
    headings = ("since", "until") if are_dates else ("time from", "time to")
    ends = (min(value.times), max(value.times))
    return dict(zip(headings, (iso(end, time_format) for end in ends), strict=True))


def _told(value: Spans, time_format: str) -> str:
    """Write all times, with the value at each, as Gephi does."""
    size = 2 if value.is_interval else 1
    times = [iso(time, time_format) for time in value.times]
    parts = []
    for place in range(0, len(times) - size + 1, size):
        words = times[place : place + size]
        if value.values is not None and place // size < len(value.values):
            words.append(str(value.values[place // size]))
        parts.append(f"[{', '.join(words)}]")
    return "; ".join(parts)


def _are_dates(store: Store, rows: Iterable[Sequence[object]], columns: Sequence[Column]) -> bool:
    """Tell whether times are dates or years, and not steps of some count."""
    if store.time_format != "DOUBLE":
        return True
    place = next((column.place for column in columns if column.key == "timeset"), None)
    spans = (row[place] for row in rows if place is not None and 0 <= place < len(row))
    times = (time for span in spans if isinstance(span, Spans) for time in span.times)
    return all(time in _YEARS for time in times if abs(time) != float("inf"))
