"""Pajek: networks (``.net``, ``.paj``) with partitions, vectors and names in files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from graphlib.errors import Problem
from graphlib.readers.formats.lines.pajek_lines import Tie
from graphlib.readers.formats.lines.pajek_sets import VertexSet, joined
from graphlib.readers.formats.lines.pajek_text import Vertices, parse
from graphlib.readers.formats.lines.text_network import grids, head, letters, refused, said
from graphlib.readers.grid import Grid
from graphlib.readers.limits import enumeration

__all__ = ["read_files", "recognises"]

_START = re.compile(
    r"(?i)\s*(?:%[^\n]*\s+)*\*\s*(?:network|vertices|vertex|partition|vector|permutation)\b(?!\w)"
)

_YEARS = re.compile(r"((?:1[5-9]|2[01])\d\d)(?:-((?:1[5-9]|2[01])\d\d|\*))?")

Row = dict[str, str]


def recognises(data: bytes) -> bool:
    """Tell whether a file is one of Pajek's, by its first section."""
    return _START.match(head(data)) is not None


def read_files(files: Mapping[str, bytes]) -> list[Grid]:
    """Read Pajek's files together.

    Partitions and vectors become columns of the network with as many vertices, lists of names its
    names; a network that stands in two files is read once. Vertices keep their number as id,
    except where networks with different vertices come together: then equal labels are one actor.
    Networks with two sets of vertices become actors, events and participations. Time and memory
    grow with the length of the files.

    Parameters
    ----------
    files
        What the user calls each file, and its bytes.

    Returns
    -------
    list of Grid
        Actors and ties, or actors, events and participations.

    Raises
    ------
    InputError
        If a line cannot be read, or a partition, vector or list of names comes without a network.
    """
    notes: list[Problem] = []
    encodings, parsed = {}, []
    for file in sorted(files):
        text, encodings[file], said_of_letters = letters(files[file], file)
        parsed.append(parse(text, file=file, name=_stem(file)))
        notes += said_of_letters
    sets, decided = joined(parsed)
    notes += decided
    first = sets[0].networks[0].file
    left = sorted({name for file in parsed for name in file.left})
    if left:
        notes.append(said(first, "left_aside", names=enumeration(left)))
    if len(sets) > 1:
        notes.append(said(first, "pajek_by_label", count=len(sets)))
    tables = _tables(sets)
    return grids(tables, file=first, form="pajek", encoding=encodings[first], notes=notes)


def _stem(file: str) -> str:
    """Give a file's name without folders and ending."""
    name = re.split(r"[\\/]", file)[-1]
    return name.rpartition(".")[0] or name


def _tables(sets: Sequence[VertexSet]) -> dict[str, list[Row]]:
    """Lay the sets of vertices and their networks out as rows of the tables."""
    actors: dict[str, Row] = {}
    events: dict[str, Row] = {}
    ties: list[Row] = []
    participations: list[Row] = []
    titles: dict[int, str] = {}
    for is_two_mode in (False, True):
        titles |= _titles(
            [one for known in sets if bool(known.first_mode) is is_two_mode for one in known.networks]
        )
    for known in sets:
        ids = _ids(known) if len(sets) > 1 else {}
        for number in range(1, known.count + 1):
            row, id_ = _vertex(known, number), ids.get(str(number), str(number))
            if number <= (known.first_mode or known.count):
                actors[id_] = {"id": id_, **actors.get(id_, {}), **row}
            else:
                events[id_] = {"event_id": id_, **events.get(id_, {}), **row}
        rows = participations if known.first_mode else ties
        rows += _relations(known, ids, titles)
    return {
        "actors": list(actors.values()),
        "events": list(events.values()),
        "ties": ties,
        "participations": _counted(participations),
    }


def _relations(known: VertexSet, ids: Mapping[str, str], titles: Mapping[int, str]) -> Iterator[Row]:
    """Give the ties, or the participations, of the networks of one set of vertices."""
    for network in known.networks:
        for tie in network.ties:
            kind = _kind(network, tie, titles.get(id(network), ""))
            yield _participation(tie, kind, ids) if known.first_mode else _tie(tie, kind, ids)


def _ids(known: VertexSet) -> dict[str, str]:
    """Take labels as ids.

    Raises
    ------
    InputError
        If a vertex has none, or two have the same.
    """
    network = known.networks[0]
    labels = {str(number): label for number, label in known.labels.items() if label}
    if len(labels) < known.count or len(set(labels.values())) < known.count:
        raise refused(network.file, "pajek_different")
    return labels


def _vertex(known: VertexSet, number: int) -> Row:
    """Give the cells that are filled for one vertex, its id left out."""
    label, name = known.labels.get(number, ""), known.names.get(number, "")
    row = {"name": name or label, "label": label if name else ""}
    row |= {heading: cells.get(number, "") for heading, cells in known.columns.items()}
    row["time"] = next((net.times[number] for net in known.networks if number in net.times), "")
    return {heading: cell for heading, cell in row.items() if cell}


def _titles(networks: Sequence[Vertices]) -> dict[int, str]:
    """Tell several networks apart by their names, without the words that all begin with."""
    if len(networks) < 2:
        return {}
    names = [re.split(r"[\\/]", network.name)[-1].strip() for network in networks]
    pairs = zip(min(names), max(names), strict=False)
    same = "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    common = re.sub(r"\w*\Z", "", same)
    return {id(network): name[len(common) :] for network, name in zip(networks, names, strict=True)}


def _kind(network: Vertices, tie: Tie, title: str) -> str:
    """Name the kind of a tie: by its network and its relation, as far as there are several."""
    relation = network.relations.get(tie.relation, "") or (
        tie.relation if len({*network.relations, tie.relation}) > 1 else ""
    )
    return ": ".join(part for part in (title, relation) if part)


def _tie(tie: Tie, kind: str, ids: Mapping[str, str]) -> Row:
    """Lay one tie out; times that are years say since and until when it was."""
    years = _YEARS.fullmatch(tie.time)
    return {
        "source": ids.get(tie.source, tie.source),
        "target": ids.get(tie.target, tie.target),
        "kind": kind or tie.label,
        "weight": tie.weight,
        "since": years[1] if years else "",
        "until": (years[2] or years[1]).replace("*", "") if years else "",
        "directed": "yes" if tie.is_directed else "no",
        "label": tie.label if kind else "",
        "time": "" if years else tie.time,
    }


def _participation(tie: Tie, kind: str, ids: Mapping[str, str]) -> Row:
    """Lay one participation out, whichever end is written first."""
    actor, event = sorted((tie.source, tie.target), key=int)
    return {
        "actor_id": ids.get(actor, actor),
        "event_id": ids.get(event, event),
        "kind": kind,
        "weight": tie.weight,
        "label": tie.label,
        "time": tie.time,
    }


def _counted(participations: list[Row]) -> list[Row]:
    """Leave the weights of participations out where all are one."""
    if any(row["weight"] not in ("", "1") for row in participations):
        return participations
    return [{**row, "weight": ""} for row in participations]
