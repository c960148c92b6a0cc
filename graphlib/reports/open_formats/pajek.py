"""Pajek's network and project files [1]_.

References
----------
.. [1] Mrvar, A. and Batagelj, V. (2018). Pajek and PajekXXL: Programs for analysis and
   visualization of very large networks. Reference manual.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from graphlib.network import Network

__all__ = ["label", "labels", "net", "paj"]

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"\\]')
_LONGEST = 200
_BOM = b"\xef\xbb\xbf"


def net(network: Network) -> bytes:
    """Write the network as a Pajek network file, which igraph and networkx read too.

    Returns
    -------
    bytes
        UTF-8: the actors with their names, the stated ties that have a direction under
        ``*Arcs`` and those that have none under ``*Edges``, each with its weight and, where there
        are several kinds, with its kind as label. It has no byte order mark, which igraph does not
        read. A network of participations alone is two-mode:
        the actors, then the events.
    """
    if len(network.stated_ties) or not len(network.participations):
        return _joined([*_vertices(labels(network)), *_plain_lines(network)])
    return _joined(_two_mode(network))


def paj(network: Network) -> bytes:
    """Write the network as a Pajek project: ties by kind as relations, sectors as a partition.

    Returns
    -------
    bytes
        UTF-8 with the mark by which Pajek knows it: a network of the stated ties, where there are
        any; a two-mode network of the participations, where there are any; and the sectors of the
        actors as a partition, its classes numbered in the order in which they stand in its title,
        0 for unknown.
    """
    lines: list[str] = []
    if len(network.stated_ties) or not len(network.participations):
        lines += ["*Network Ties", *_vertices(labels(network)), *_relations(network), ""]
    if len(network.participations):
        lines += ["*Network Participations", *_two_mode(network), ""]
    return _BOM + _joined([*lines, *_partition(network)])


def label(text: str) -> str:
    """Make a name safe between quotation marks: Pajek knows no escape for them.

    Quotation marks become apostrophes, backslashes slashes, everything that ends a line or is
    invisible a space.
    """
    swapped = _UNSAFE.sub(lambda found: {'"': "'", "\\": "/"}.get(found[0], " "), text)
    return " ".join(swapped.split())[:_LONGEST]


def labels(network: Network) -> list[str]:
    """Give each actor a label of its own: its name, with its id where another bears the same."""
    actors = network.actors
    return _unique(list(zip(actors["id"], actors["name"], strict=True)))


def _unique(named: Sequence[tuple[str, str]]) -> list[str]:
    """Make labels that differ, since other programs take them for ids."""
    made = [label(name) or label(key) or "-" for key, name in named]
    often = {text for text, count in Counter(made).items() if count > 1}
    taken: set[str] = set()
    chosen = []
    for (key, _), text in zip(named, made, strict=True):
        base = f"{text} ({label(key)})" if text in often else text
        unique, count = base, 2
        while unique in taken:
            unique, count = f"{base} ({count})", count + 1
        taken.add(unique)
        chosen.append(unique)
    return chosen


def _vertices(names: Sequence[str], first: int | None = None) -> list[str]:
    """List the vertices; ``first`` is how many are of the first of two modes."""
    head = f"*Vertices {len(names)}" + ("" if first is None else f" {first}")
    return [head, *(f'{place} "{name}"' for place, name in enumerate(names, 1))]


def _numbered(network: Network, ties: pd.DataFrame) -> list[tuple[int, int, float]]:
    """Give the ends of ties as numbers of vertices, with the weight."""
    source = (network.ids.get_indexer(pd.Index(ties["source"])) + 1).tolist()
    target = (network.ids.get_indexer(pd.Index(ties["target"])) + 1).tolist()
    return list(zip(source, target, ties["weight"].tolist(), strict=True))


def _plain_lines(network: Network) -> Iterable[str]:
    """List arcs, then edges, with their kinds as labels: relations are not read by other programs."""
    ties = network.stated_ties
    has_kinds = len(set(ties["kind"])) > 1
    for head, rows in (("*Arcs", ties[ties["directed"]]), ("*Edges", ties[~ties["directed"]])):
        if len(rows):
            yield head
        for (source, target, weight), kind in zip(_numbered(network, rows), rows["kind"], strict=True):
            yield f"{source} {target} {weight!r}" + (f' l "{label(kind)}"' if has_kinds else "")


def _relations(network: Network) -> Iterable[str]:
    """List the ties of each kind as one relation."""
    ties = network.stated_ties
    for number, (kind, rows) in enumerate(ties.groupby("kind", sort=True), 1):
        for head, those in (("*Arcs", rows[rows["directed"]]), ("*Edges", rows[~rows["directed"]])):
            if len(those):
                yield f'{head} :{number} "{label(str(kind))}"'
            for source, target, weight in _numbered(network, those):
                yield f"{source} {target} {weight!r}"


def _two_mode(network: Network) -> list[str]:
    """List actors and events, and who took part in what."""
    events, taken = network.events, network.participations
    known = dict(zip(events["event_id"], events["name"].fillna(events["event_id"]), strict=True))
    known |= {event: event for event in sorted(set(taken["event_id"]) - set(known))}
    actors = list(zip(network.actors["id"], network.actors["name"], strict=True))
    names = _unique([*actors, *known.items()])
    places = {event: len(actors) + place for place, event in enumerate(known, 1)}
    pairs = taken[["actor_id", "event_id"]].drop_duplicates()
    source = (network.ids.get_indexer(pd.Index(pairs["actor_id"])) + 1).tolist()
    target = [places[event] for event in pairs["event_id"]]
    lines = [f"{actor} {event} 1" for actor, event in zip(source, target, strict=True)]
    return [*_vertices(names, len(actors)), "*Edges", *lines]


def _partition(network: Network) -> list[str]:
    """List the sector of each actor as a number."""
    groups = network.groups("sector")
    legend = ", ".join(f"{number} {label(name)}" for number, name in enumerate(groups.names, 1))
    title = f"*Partition Sectors ({legend})" if legend else "*Partition Sectors"
    return [title, f"*Vertices {len(network)}", *(str(int(code) + 1) for code in groups.codes)]


def _joined(lines: Iterable[str]) -> bytes:
    """Write lines as Pajek does, under the line ends of Windows that it expects."""
    return ("\r\n".join(lines) + "\r\n").encode("utf-8", errors="replace")
