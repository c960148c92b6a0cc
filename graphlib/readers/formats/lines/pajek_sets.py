"""Joining Pajek's files: which partition, vector and list of names belongs to which network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphlib.errors import Problem
from graphlib.readers.formats.lines.pajek_text import PajekFile, Values, Vertices
from graphlib.readers.formats.lines.text_network import refused, said
from graphlib.readers.limits import MAX_COLUMNS, enumeration, refusal

__all__ = ["VertexSet", "joined"]

_ENDING = re.compile(r"(?i)\.(?:clu|vec|per|net|nam|paj)$")
_SECTOR = re.compile(r"(?i)sector|secteur|sektor|settor")
_IN_NAME = re.compile(r"(.+?)\s*\((\d+ [^,()]+(?:,\s*\d+ [^,()]+)*)\)")
_TWO_MODE = re.compile(r"(?i)\b(?:2|two)[-\s]?mode")
_TAKEN = ("id", "name", "label", "time", "event_id")


@dataclass
class VertexSet:
    """Vertices that one or more networks are drawn on, with what other files say of them.

    ``columns`` maps a heading to cells by the number of the vertex; ``first_mode`` counts the
    vertices that are actors where the others are events.
    """

    networks: list[Vertices]
    first_mode: int | None = None
    names: dict[int, str] = field(default_factory=dict)
    columns: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Number of vertices."""
        return self.networks[0].count

    @property
    def labels(self) -> dict[int, str]:
        """Label of each vertex that has one, as its network gives it."""
        return self.networks[0].labels

    def first_of(self, count: int) -> int | None:
        """Give the first vertex that a list of so many values is about, or ``None``."""
        if count == self.count:
            return 1
        if self.first_mode is None:
            return None
        sizes = {self.count - self.first_mode: self.first_mode + 1, self.first_mode: 1}
        return sizes.get(count)


def joined(files: Sequence[PajekFile]) -> tuple[list[VertexSet], list[Problem]]:
    """Join what belongs together.

    Networks with the same vertices are one set; a network that stands in two files is read once.
    Lists of names, partitions and vectors go to the network of their own file, otherwise to the
    only one with as many vertices.

    Parameters
    ----------
    files
        Contents of the files, in order.

    Returns
    -------
    tuple
        The sets, and what was decided.

    Raises
    ------
    InputError
        If there is no network, but only values or names.
    """
    lists = [vertices for file in files for vertices in file.vertices]
    values = [value for file in files for value in file.values]
    if len(values) > MAX_COLUMNS:
        raise refusal(values[0].file, "too_many_columns", limit=MAX_COLUMNS, count=len(values))
    networks = [vertices for vertices in lists if vertices.has_ties] or lists
    if not networks:
        raise refused(values[0].file, "pajek_alone", count=values[0].count)
    richness = {v.file: len(file.vertices) + len(file.values) for file in files for v in file.vertices}
    networks, notes = _once(networks, richness)
    sets = _sets(networks)
    notes += [remark for known in sets for remark in _modes(known, values)]
    for names in lists:
        if not any(names is network for network in networks) and not names.has_ties:
            notes += _name(names, sets)
    for value in _different(values):
        notes += _attach(value, sets)
    return sets, notes


def _once(networks: Sequence[Vertices], richness: dict[str, int]) -> tuple[list[Vertices], list[Problem]]:
    """Keep of networks that are the same the one whose file tells most."""
    kept: dict[tuple[object, ...], Vertices] = {}
    notes = []
    for network in sorted(networks, key=lambda network: -richness[network.file]):
        signature = (network.count, tuple(sorted(network.labels.items())), tuple(sorted(network.ties)))
        same = kept.setdefault(signature, network)
        # Twice in one file may be meant: two relations can agree.
        if same is not network and same.file != network.file:
            notes.append(said(network.file, "pajek_same_network", other=same.file[:60]))
        elif same is not network:
            kept[(*signature, id(network))] = network
    chosen = {id(network) for network in kept.values()}
    return [network for network in networks if id(network) in chosen], notes


def _sets(networks: Sequence[Vertices]) -> list[VertexSet]:
    """Group networks by their vertices; one without labels goes with another of its size."""
    sets: dict[tuple[object, ...], VertexSet] = {}
    for network in sorted(networks, key=lambda network: not network.labels):
        key = (network.count, *sorted(network.labels.items()))
        alike = []
        if not network.labels and key not in sets:
            alike = [known for known in sets.values() if known.count == network.count]
        known = alike[0] if len(alike) == 1 else sets.setdefault(key, VertexSet([]))
        known.networks.append(network)
    return list(sets.values())


def _modes(known: VertexSet, values: list[Values]) -> list[Problem]:
    """Find whether the vertices are actors and events; a partition that says only that is used up."""
    stated = {network.first_mode for network in known.networks}
    first = stated.pop() if len(stated) == 1 else None
    parting = None
    if first is None and any(_TWO_MODE.search(network.name) for network in known.networks):
        parting = next((value for value in values if value.count == known.count and _border(value)), None)
        first = _border(parting) if parting else None
    if first is None:
        return []
    file = known.networks[0].file
    if not all(_joins(tie.source, tie.target, first) for network in known.networks for tie in network.ties):
        return [said(file, "pajek_not_two_mode")]
    if parting is not None:
        values[:] = [value for value in values if value is not parting]
    known.first_mode = first
    return [said(file, "two_mode", first=first, second=known.count - first)]


def _border(value: Values) -> int | None:
    """Give the size of the first of two runs of equal values, or ``None`` if it is no such partition."""
    runs = [place for place in range(1, len(value.values)) if value.values[place] != value.values[place - 1]]
    return runs[0] if value.kind == "partition" and len(runs) == 1 else None


def _joins(source: str, target: str, first: int) -> bool:
    """Tell whether a tie joins the two sets of vertices."""
    ends = sorted(int(end) if end.isdecimal() and len(end) < 10 else 0 for end in (source, target))
    return 0 < ends[0] <= first < ends[1]


def _name(names: Vertices, sets: Sequence[VertexSet]) -> list[Problem]:
    """Take a list of labels as the names of the only network with so many vertices."""
    fitting = [known for known in sets if known.count == names.count]
    if len(fitting) != 1:
        return [_unmatched(names.file, names.name, names.count)]
    fitting[0].names |= {number: label for number, label in names.labels.items() if label}
    return [said(names.file, "pajek_names", other=fitting[0].networks[0].file[:60])]


def _unmatched(file: str, name: str, count: int) -> Problem:
    """Say that no network, or more than one, has so many vertices."""
    return said(file, "pajek_unmatched", name=name[:60], count=count)


def _different(values: Sequence[Values]) -> list[Values]:
    """Keep of partitions and vectors with equal values one: with a legend, if any has."""
    kept: dict[tuple[object, ...], Values] = {}
    for value in sorted(values, key=lambda value: not value.legend):
        kept.setdefault((value.kind, tuple(value.values)), value)
    chosen = {id(value) for value in kept.values()}
    return [value for value in values if id(value) in chosen]


def _attach(value: Values, sets: Sequence[VertexSet]) -> list[Problem]:
    """Add a partition or vector to the vertices it is about, as a column."""
    fitting = [known for known in sets if known.first_of(value.count) is not None]
    own = [known for known in fitting if any(network.file == value.file for network in known.networks)]
    fitting = own if len(own) == 1 else fitting
    # Values of all vertices go before values of the actors of a two-mode network.
    whole = [known for known in fitting if known.count == value.count]
    fitting = whole if len(whole) == 1 else fitting
    if value.kind == "permutation":
        return [said(value.file, "left_aside", names=enumeration([_stem(value.name)]))]
    if len(fitting) != 1:
        return [_unmatched(value.file, value.name, value.count)]
    known = fitting[0]
    name, legend = _legend(_stem(value.name), value.legend)
    is_sector = value.kind == "partition" and "sector" not in known.columns and _SECTOR.search(name)
    heading, count = "sector" if is_sector else name, 2
    while heading in known.columns or heading.casefold() in _TAKEN:
        heading, count = f"{name} ({count})", count + 1
    start = known.first_of(value.count) or 1
    words = (legend.get(cell, cell) for cell in value.values)
    known.columns[heading] = dict(enumerate(words, start=start))
    return [said(value.file, "pajek_sector", name=name[:60])] if is_sector else []


def _legend(name: str, legend: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """Take the words for values out of a partition's name, such as ``Sectors (1 public, 2 private)``."""
    match = _IN_NAME.fullmatch(name)
    if legend or match is None:
        return name, legend
    pairs = (part.strip().partition(" ") for part in match[2].split(","))
    return match[1], {number: word for number, _, word in pairs}


def _stem(name: str) -> str:
    """Take folders and ending off the name of a partition or vector."""
    return _ENDING.sub("", re.split(r"[\\/]", name)[-1]).strip() or "value"
