"""The network itself in formats that other programs read: GraphML, JSON, CSV, a bare workbook.

Two kinds of CSV are written here, and they differ on purpose. `write_folder` is for programs: it
keeps each value exactly, so that reading the folder again gives the same network. `report_csv` is
for people, who open it in a spreadsheet: cells that a spreadsheet would run as formulas get an
apostrophe, so they are not what they were. Columns that the schema calls personal are in neither.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from graphlib.errors import UnknownNameError
from graphlib.files import write_file
from graphlib.network import Network
from graphlib.reports.sheets import Sheet, workbook_bytes
from graphlib.reports.table import table_of
from graphlib.reports.text import without_formulas, xml_text
from graphlib.schema import TABLES

__all__ = ["ENDINGS", "bare_workbook", "convert", "graphml", "node_link", "report_csv", "write_folder"]

_TYPES = {"b": "boolean", "i": "long", "f": "double"}


def report_csv(frame: pd.DataFrame, *, language: str = "en") -> bytes:
    """Write a table for a spreadsheet: nothing in it runs as a formula.

    Parameters
    ----------
    frame
        Any table; its index is left out.
    language
        ``en`` writes commas between cells and a decimal point, ``fr`` semicolons and a decimal
        comma, as a spreadsheet of that language opens without asking.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, by which a spreadsheet knows the encoding.
    """
    separator, decimal = (";", ",") if language == "fr" else (",", ".")
    safe = frame.rename(columns=lambda name: without_formulas(xml_text(name)))
    for place in range(frame.shape[1]):
        cells = frame.iloc[:, place]
        if not pd.api.types.is_numeric_dtype(cells):
            safe.isetitem(place, cells.map(_as_report_cell))
    text = safe.to_csv(index=False, sep=separator, decimal=decimal, lineterminator="\r\n")
    return b"\xef\xbb\xbf" + str(text).encode()


def _as_report_cell(value: object) -> object:
    """Make a text cell harmless, and leave what is no text as it is."""
    return without_formulas(xml_text(value)) if isinstance(value, str) else value


def _shareable_tables(network: Network, *, only_known: bool = False) -> dict[str, pd.DataFrame]:
    """Give the tables without personal and without empty columns, or only with the schema's own."""
    frames = {
        "actors": network.actors,
        "ties": network.stated_ties,
        "events": network.events,
        "participations": network.participations,
    }
    return {name: frame[_shareable_columns(frame, name, only_known)] for name, frame in frames.items()}


def _shareable_columns(frame: pd.DataFrame, name: str, only_known: bool) -> list[str]:  # noqa: FBT001
    """Name the columns of a table that may leave."""
    table = TABLES[name]
    personal = {column.name for column in table.columns if column.is_personal}
    return [
        column
        for column in frame.columns
        if column not in personal
        and (column in table.required or frame[column].notna().any())
        and (column in table.names or not only_known)
    ]


def write_folder(network: Network, directory: str | Path) -> Path:
    """Write the network as CSV files that give the same network when they are read again.

    Parameters
    ----------
    network
        Stated ties are written; those that derive from participation derive again.
    directory
        Made if it is not there. Files of these names in it are replaced.

    Returns
    -------
    Path
        The folder, with ``actors.csv`` and, where they have rows, ``ties.csv``, ``events.csv`` and
        ``participations.csv``: UTF-8, commas, exact values. Personal columns are left out.

    Raises
    ------
    SnapshotError
        If the place cannot be written to.
    """
    folder = Path(directory)
    for name, frame in _shareable_tables(network).items():
        if name == "actors" or len(frame):
            write_file(folder / f"{name}.csv", _exact_csv(frame))
    return folder


def _exact_csv(frame: pd.DataFrame) -> bytes:
    """Write a table as it is: every text cell quoted where it must be, numbers in full."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(frame.columns)
    cells = [[_exact_cell(value) for value in frame[name].tolist()] for name in frame.columns]
    writer.writerows(zip(*cells, strict=True))
    return buffer.getvalue().encode("utf-8", errors="replace")


def _exact_cell(value: object) -> str:
    """Write one value so that it reads back the same; a missing one is empty."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "" if value != value else repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _joined(network: Network) -> tuple[pd.DataFrame, bool]:
    """Give one row a tie and whether they have directions: only where every one has."""
    pairs = network.pairs
    if not (len(pairs) and pairs["is_directed"].all()):
        return pairs.drop(columns="is_directed"), False
    rows = network.stated_ties[["source", "target", "kind", "weight", "since"]]
    merged = rows.groupby(["source", "target"], as_index=False).agg(
        kind=("kind", lambda kinds: ";".join(sorted(set(kinds)))),
        weight=("weight", "sum"),
        since=("since", lambda days: days.dropna().min()),
    )
    return merged, True


def graphml(network: Network, *, measures: pd.DataFrame | None = None, only_known: bool = False) -> bytes:
    """Write the network as GraphML, which Gephi, yEd, networkx and igraph read.

    Parameters
    ----------
    network
        One tie a joined pair, weights summed; directed when every tie has a direction.
    measures
        Further attributes of the actors: a table with their ``id``, such as `Analysis.actors`.
    only_known
        Leave out columns of the user's own: the schema does not know what they hold.

    Returns
    -------
    bytes
        UTF-8 XML. Attributes carry the names of the columns. Characters that XML cannot hold are
        left out of names; personal columns too.
    """
    actors = _attributes(network, measures, only_known=only_known)
    ties, is_directed = _joined(network)
    ids = _xml_ids(actors["id"])
    keys, actor_data = _graphml_columns(actors.drop(columns="id"), "node")
    tie_keys, tie_data = _graphml_columns(ties.drop(columns=["source", "target"]), "edge")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        *tie_keys,
        f'<graph id="G" edgedefault="{"directed" if is_directed else "undirected"}">',
    ]
    lines += [
        f"<node id={quoteattr(ids[key])}>{data}</node>"
        for key, data in zip(actors["id"], actor_data, strict=True)
    ]
    ends = zip(ties["source"], ties["target"], tie_data, strict=True)
    lines += [
        f"<edge source={quoteattr(ids[source])} target={quoteattr(ids[target])}>{data}</edge>"
        for source, target, data in ends
    ]
    return "\n".join([*lines, "</graph>", "</graphml>", ""]).encode()


def _attributes(network: Network, measures: pd.DataFrame | None, *, only_known: bool) -> pd.DataFrame:
    """Give what may leave about each actor, with its measures."""
    actors = _shareable_tables(network, only_known=only_known)["actors"]
    if measures is None:
        return actors
    return actors.merge(measures[["id", *measures.columns.difference(actors.columns, sort=False)]], on="id")


def _xml_ids(ids: pd.Series) -> dict[str, str]:
    """Give each actor an id that XML can hold; two that would become one stay apart."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for key in ids:
        name = xml_text(key) or "_"
        while name in taken:
            name += "_"
        taken.add(name)
        given[key] = name
    return given


def _graphml_columns(frame: pd.DataFrame, kind: str) -> tuple[list[str], list[str]]:
    """Declare the columns as attributes, and write the cells of each row."""
    keys, rows = [], [""] * len(frame)
    for place, name in enumerate(frame.columns):
        key = f"{kind[0]}{place}"
        cells = frame[name]
        dtype = _TYPES.get(cells.dtype.kind, "string")
        label = quoteattr(xml_text(name))
        keys.append(f'<key id="{key}" for="{kind}" attr.name={label} attr.type="{dtype}"/>')
        for row, value in enumerate(cells.tolist()):
            if not pd.isna(value):
                rows[row] += f'<data key="{key}">{_graphml_cell(value)}</data>'
    return keys, rows


def _graphml_cell(value: object) -> str:
    """Write one value of an attribute."""
    if isinstance(value, bool):
        return str(value).lower()
    return escape(xml_text(value), {"\r": "&#13;"})


def node_link(network: Network, *, measures: pd.DataFrame | None = None, only_known: bool = False) -> bytes:
    """Write the network as node-link JSON, which networkx and d3 read.

    Parameters
    ----------
    network
        One tie a joined pair, weights summed; directed when every tie has a direction.
    measures
        Further attributes of the actors: a table with their ``id``, such as `Analysis.actors`.
    only_known
        Leave out columns of the user's own: the schema does not know what they hold.

    Returns
    -------
    bytes
        UTF-8 JSON: ``nodes`` and ``edges`` with the columns as attributes, missing values left
        out, and under ``graph`` the fingerprint. Personal columns are left out.
    """
    ties, is_directed = _joined(network)
    content = {
        "directed": is_directed,
        "multigraph": False,
        "graph": {"fingerprint": network.fingerprint, "event_cap": network.event_cap},
        "nodes": _records(_attributes(network, measures, only_known=only_known)),
        "edges": _records(ties),
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8", errors="replace")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give each row as a dict without its missing values."""
    names = [str(name) for name in frame.columns]
    columns = [frame[name].tolist() for name in frame.columns]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value == value}
        for row in zip(*columns, strict=True)
    ]


def bare_workbook(network: Network) -> bytes:
    """Write the tables of the network as one Excel workbook that is read like a folder.

    Returns
    -------
    bytes
        A sheet a table, named as the schema names it. Cells are text or numbers, never formulas.
        Personal columns are left out.
    """
    shared = _shareable_tables(network).items()
    return workbook_bytes(
        [Sheet(name, (table_of(frame),)) for name, frame in shared if name == "actors" or len(frame)]
    )


ENDINGS = {"graphml": graphml, "json": node_link, "xlsx": bare_workbook}
"""What `convert` writes a file of each ending with; no ending makes a folder of CSV files."""


def convert(network: Network, path: str | Path) -> Path:
    """Write the network in the format that the ending of ``path`` names.

    Parameters
    ----------
    network
        Written without personal columns.
    path
        Ends in ``.graphml``, ``.json`` or ``.xlsx``; without an ending it names a folder.

    Raises
    ------
    UnknownNameError
        If the ending is of no known format.
    SnapshotError
        If the place cannot be written to.
    """
    target = Path(path)
    ending = target.suffix.lower().removeprefix(".")
    if not ending:
        return write_folder(network, target)
    if ending not in ENDINGS:
        raise UnknownNameError("error.kind.format", ending, sorted(ENDINGS))
    return write_file(target, ENDINGS[ending](network))
