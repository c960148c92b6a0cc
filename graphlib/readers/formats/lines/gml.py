"""GML (Graph Modelling Language), also where strings stand without quotation marks.

Format: Himsolt, M. (1997). GML: a portable graph file format. University of Passau.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphlib.errors import Problem
from graphlib.readers.formats.lines.gml_text import Block, parse
from graphlib.readers.formats.lines.text_network import grids, head, is_number, letters, refused, said
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_ROWS, enumeration, refusal

__all__ = ["read", "recognises"]

_START = re.compile(r"(?i)(?:\A|[\s\]])(?:graph|node)\s*\[")

_DRAWING = frozenset({"graphics", "labelgraphics", "edgeanchor", "port", "viz"})
"""Blocks that say only how a thing is drawn."""

_ABOUT = frozenset({"creator", "version", "directed", "multigraph", "node_default", "edge_default"})
"""Keys of the file and the network that say nothing of its actors."""

_LIST_MARK = "_networkx_list_start"
"""What networkx writes before the single item of a list."""


def recognises(data: bytes) -> bool:
    """Tell whether a file is GML, by its first few thousand bytes."""
    text = re.sub(r"(?m)^[ \t]*#.*$", "", head(data)).lstrip()
    return text[:1].isalpha() and _START.search(text) is not None


def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read a GML file.

    Every key of an actor or a tie becomes a column; keys of blocks within are joined by a dot,
    several values of one key by semicolons. ``value`` of a tie is its weight where all values are
    numbers and no ``weight`` is given. Time and memory grow with the file's length.

    Parameters
    ----------
    data
        The file's bytes.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list of Grid
        Actors and ties.

    Raises
    ------
    InputError
        If a bracket or quotation mark is not closed, or nothing is in it.
    """
    text, encoding, notes = letters(data, file)
    whole = parse(text, file)
    networks = whole.all("graph") or [whole]
    if len(networks) > 1:
        raise refused(file, "gml_several", count=len(networks), line=str(networks[1].line))
    network, left = networks[0], _Left()
    given = network.all("node"), network.all("edge")
    if max(map(len, given)) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    actors, ties = (_rows(blocks, left) for blocks in given)
    left.add(*(key for key, _ in network.values if key.casefold() not in _ABOUT))
    left.add(*(key for key, _ in network.blocks if key.casefold() not in {"node", "edge", *_ABOUT}))
    remarks = [*notes, *_identified(actors, file), *_weighted(ties, file)]
    directed = network.first("directed")
    rows = {"actors": [_actor(row) for row in actors], "ties": [_tie(row, directed) for row in ties]}
    return grids(rows, file=file, form="gml", encoding=encoding, notes=[*remarks, *left.notes(file)])


class _Left:
    """Names of what no column can hold."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def add(self, *names: str) -> None:
        """Remember names, each once."""
        self._names.update(dict.fromkeys(names))

    def notes(self, file: str) -> list[Problem]:
        """Say what is left aside, if anything."""
        return [said(file, "left_aside", names=enumeration(sorted(self._names)))] if self._names else []


def _rows(blocks: Iterable[Block], left: _Left) -> list[dict[str, str]]:
    """Turn blocks into rows; a key is spelt as it first is, whatever its case."""
    spellings: dict[str, str] = {}
    return [_flat(block, left, spellings) for block in blocks]


def _flat(block: Block, left: _Left, spellings: dict[str, str]) -> dict[str, str]:
    """Turn a block into one row."""
    row: dict[str, list[str]] = {}
    waiting = [("", block)]
    while waiting:
        prefix, current = waiting.pop()
        for key, value in current.values:
            heading = spellings.setdefault((prefix + key).casefold(), prefix + key)
            if value != _LIST_MARK:
                row.setdefault(heading, []).append(" ".join(value.split()))
        for key, inner in current.blocks:
            if key.casefold() in _DRAWING:
                left.add(key)
            else:
                waiting.append((f"{prefix}{key}.", inner))
    return {heading: ";".join(filter(None, cells)) for heading, cells in row.items()}


def _take(row: dict[str, str], key: str) -> str:
    """Take a cell out of a row, whatever the case of its key."""
    found = next((heading for heading in row if heading.casefold() == key), None)
    return row.pop(found) if found is not None else ""


def _identified(actors: Iterable[dict[str, str]], file: str) -> list[Problem]:
    """Give actors without an id one: their label, or their place in the file."""
    without = 0
    rows = list(actors)
    taken = {row["id"] for row in rows if row.setdefault("id", _take(row, "id"))}
    for place, row in enumerate(rows, start=1):
        if not row["id"]:
            without += 1
            label = next((cell for heading, cell in row.items() if heading.casefold() == "label"), "")
            row["id"] = label if label and label not in taken else _free(str(place), taken)
            taken.add(row["id"])
    return [said(file, "gml_no_ids", count=without)] if without else []


def _free(wanted: str, taken: set[str]) -> str:
    """Find an id that no other has."""
    while wanted in taken:
        wanted += "'"
    return wanted


def _weighted(ties: list[dict[str, str]], file: str) -> list[Problem]:
    """Take ``value`` as the weight where that is what it can be."""
    headings = {heading.casefold(): heading for row in ties for heading in row}
    value = headings.get("value")
    if value is None or "weight" in headings:
        return []
    if not all(is_number(row[value]) for row in ties if row.get(value)):
        return []
    for row in ties:
        row["weight"] = row.pop(value, "")
    return [said(file, "gml_value_is_weight")]


def _actor(row: dict[str, str]) -> dict[str, str]:
    """Order an actor's cells: its id, its label as its name unless it has a name too, the rest."""
    named = any(heading.casefold() == "name" for heading in row)
    actor = {"id": row.pop("id")}
    label = _take(row, "label")
    return actor | {"label" if named else "name": label} | row


def _tie(row: dict[str, str], directed: str | None) -> dict[str, str]:
    """Order a tie's cells: its ends, its weight, whether it has a direction, the rest."""
    tie = {"source": _take(row, "source"), "target": _take(row, "target"), "weight": _take(row, "weight")}
    own = _take(row, "directed")
    return tie | {"directed": "yes" if (own or directed) in ("1", "true") else "no"} | row
