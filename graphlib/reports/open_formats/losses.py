"""What a format cannot carry, said before anybody relies on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from graphlib.errors import UnknownNameError
from graphlib.network import Network
from graphlib.readers.limits import enumeration
from graphlib.reports.open_formats import pajek
from graphlib.reports.open_formats.content import Content, stated
from graphlib.reports.open_formats.kumu import RESERVED
from graphlib.reports.open_formats.markup import FORBIDDEN
from graphlib.reports.open_formats.tables import exact_cell, personal_columns, shareable_tables
from graphlib.reports.sheets import CELL_LIMIT, ROW_LIMIT
from graphlib.translation import Message

__all__ = ["FORMATS", "losses"]

FORMATS = ("csv", "xlsx", "graphml", "gexf", "json", "kumu", "net", "paj")
"""Every format that a network is written in: ``csv`` is a folder, ``json`` node-link."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_FAULTS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"}
"""What a workbook shows where a formula failed; a text that says the same is taken for it."""

_PAJEK_TIES = {"source", "target", "kind", "weight", "directed"}


def losses(network: Network, format: str) -> tuple[Message, ...]:  # noqa: A002 - the word users know
    """Tell what of a network is not in a file of this format, or not as it was.

    Parameters
    ----------
    network
        The network to be written.
    format
        One of `FORMATS`.

    Returns
    -------
    tuple of Message
        One sentence a loss. Without any but that personal columns are left out, the file read
        again gives the network that was written.

    Raises
    ------
    UnknownNameError
        If ``format`` is no known format.

    Notes
    -----
    Cost: linear in the cells.
    """
    if format not in FORMATS:
        raise UnknownNameError("error.kind.format", format, FORMATS)
    found = list(_personal(network))
    if format in ("net", "paj"):
        return (*found, *_of_pajek(network, format))
    found += _characters(network, format)
    if format == "xlsx":
        found += _of_workbook(network)
    elif format != "csv":
        content = stated(network, reserved=RESERVED if format == "kumu" else ())
        found += _of_network_format(content, format)
    return tuple(found)


def _personal(network: Network) -> Iterator[Message]:
    """Say that what is about persons stays here."""
    names = personal_columns(network)
    if names:
        yield Message("convert.loss.personal", columns=enumeration(names))


def _texts(network: Network) -> Iterator[str]:
    """Give every cell and heading that may leave, as text."""
    for frame in shareable_tables(network).values():
        yield from map(str, frame.columns)
        for name in frame.columns:
            cells = frame[name].dropna()
            if not pd.api.types.is_numeric_dtype(cells):
                yield from map(str, cells.tolist())


def _characters(network: Network, format: str) -> Iterator[Message]:  # noqa: A002
    """Count the cells with characters that cannot be written."""
    pattern = _SURROGATES if format in ("csv", "json", "kumu") else FORBIDDEN
    count = sum(bool(pattern.search(text)) for text in _texts(network))
    if count:
        yield Message("convert.loss.characters", count=count)


def _of_workbook(network: Network) -> Iterator[Message]:
    """Count what is too long for a workbook."""
    units = (len(text.encode("utf-16-le", errors="replace")) // 2 for text in _texts(network))
    cut = sum(length > CELL_LIMIT for length in units)
    if cut:
        yield Message("convert.loss.cut", count=cut, limit=CELL_LIMIT)
    faults = sum(text in _FAULTS for text in _texts(network))
    if faults:
        yield Message("convert.loss.faults", count=faults)
    tables = shareable_tables(network)
    rounded = sum(float(f"{value:.15G}") != value for frame in tables.values() for value in _numbers(frame))
    if rounded:
        yield Message("convert.loss.rounded", count=rounded)
    for name, frame in tables.items():
        if len(frame) >= ROW_LIMIT:
            yield Message("convert.loss.rows", count=len(frame) - ROW_LIMIT + 1, table=name, limit=ROW_LIMIT)


def _numbers(frame: pd.DataFrame) -> Iterator[float]:
    """Give every number of a table."""
    for name in frame.columns:
        if pd.api.types.is_float_dtype(frame[name]):
            yield from frame[name].dropna().tolist()


def _of_network_format(content: Content, format: str) -> Iterator[Message]:  # noqa: A002
    """Say which columns have other names, and what programs do with ties side by side."""
    for name, new in sorted(content.renamed.items()):
        yield Message("convert.loss.renamed", column=name[:60], name=new[:60])
    if content.is_mixed and format in ("graphml", "json"):
        count = int(content.edges["directed"].sum())
        yield Message("convert.loss.mixed", count=count, all=len(content.edges))
    if format == "gexf":
        count = int(content.edges.duplicated(["source", "target", "kind", "directed"]).sum())
        if count:
            yield Message("convert.loss.gephi_parallel", count=count)


def _of_pajek(network: Network, format: str) -> Iterator[Message]:  # noqa: A002
    """Say how much more than names, ends and weights there was."""
    tables = shareable_tables(network)
    names = list(_beyond(tables["actors"], {"id", "name", "sector" if format == "paj" else "name"}))
    if list(network.actors["id"]) != pajek.labels(network):
        names.insert(0, "id")
    if names:
        yield Message("convert.loss.columns", table="actors", columns=enumeration(names))
    if format == "net" and len(network.stated_ties) and len(network.participations):
        yield Message("convert.loss.participations", count=len(network.participations))
        beyond: dict[str, set[str]] = {"ties": _PAJEK_TIES}
    else:
        beyond = {"ties": _PAJEK_TIES, "events": {"name"}, "participations": {"actor_id", "event_id"}}
    for table, carried in beyond.items():
        lost = list(_beyond(tables[table], carried))
        if lost:
            yield Message("convert.loss.columns", table=table, columns=enumeration(lost))
    labels = pajek.labels(network)
    changed = sum(given != name for given, name in zip(labels, network.actors["name"], strict=True))
    if changed:
        yield Message("convert.loss.labels", count=changed)
    foreign = sum(not label.isascii() for label in labels)
    if foreign and format == "net":
        yield Message("convert.loss.letters", count=foreign)


def _beyond(frame: pd.DataFrame, carried: Iterable[str]) -> Iterator[str]:
    """Name the columns that a format does not carry and that say something."""
    known = set(carried)
    for name in map(str, frame.columns):
        if (
            name not in known
            and {exact_cell(value) for value in frame[name].dropna().tolist()} - _SAYS_NOTHING
        ):
            yield name


_SAYS_NOTHING = {"no", "unknown"}
"""What stands in a column by default."""
