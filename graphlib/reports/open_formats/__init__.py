"""The network itself in formats that other programs read, and what each of them cannot carry.

Columns that the schema calls personal are in none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from graphlib.errors import UnknownNameError
from graphlib.files import write_file
from graphlib.network import Network
from graphlib.reports.open_formats import pajek
from graphlib.reports.open_formats.content import Content, joined, stated
from graphlib.reports.open_formats.folder import report_csv, write_folder
from graphlib.reports.open_formats.gexf import gexf as _gexf
from graphlib.reports.open_formats.graphml import graphml as _graphml
from graphlib.reports.open_formats.kumu import RESERVED
from graphlib.reports.open_formats.kumu import kumu as _kumu
from graphlib.reports.open_formats.losses import FORMATS, losses
from graphlib.reports.open_formats.node_link import node_link as _node_link
from graphlib.reports.open_formats.spreadsheet import bare_workbook

__all__ = [
    "FORMATS",
    "bare_workbook",
    "convert",
    "format_of",
    "losses",
    "map_bytes",
    "network_bytes",
    "report_csv",
    "write_folder",
]

_NETWORK_FORMATS: dict[str, Callable[[Content], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _node_link,
}
_ENDINGS = {
    ".kumu.json": "kumu",
    ".json": "json",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".net": "net",
    ".paj": "paj",
    ".xlsx": "xlsx",
}
"""Format of a file by its ending, the longest first; no ending makes a folder of CSV files."""


def network_bytes(network: Network, format: str) -> bytes:  # noqa: A002 - the word users know
    """Write the network as it was stated, in one file.

    Parameters
    ----------
    network
        Every stated tie is written, parallel ones too, and so are events and participations:
        read again, the file gives the same network as far as `losses` says nothing else. In
        ``graphml``, ``gexf``, ``json`` and ``kumu`` events stand among the actors, participations
        among the ties, and the attribute ``table`` tells them apart.
    format
        One of `FORMATS` but ``csv``, which is a folder.

    Raises
    ------
    UnknownNameError
        If ``format`` is no format of one file.
    """
    if format in _NETWORK_FORMATS:
        return _NETWORK_FORMATS[format](stated(network))
    if format == "kumu":
        return _kumu(stated(network, reserved=RESERVED))
    others = {"xlsx": bare_workbook, "net": pajek.net, "paj": pajek.paj}
    if format not in others:
        raise UnknownNameError("error.kind.format", format, [*_NETWORK_FORMATS, "kumu", *others])
    return others[format](network)


def map_bytes(
    network: Network,
    format: str,  # noqa: A002 - the word users know
    *,
    measures: pd.DataFrame | None = None,
    only_known: bool = False,
) -> bytes:
    """Write the map that people look at: one tie for each joined pair, with measures.

    Parameters
    ----------
    network
        Stated ties and shared events of a pair merge into one tie, weights summed; directed when
        every tie has a direction.
    format
        ``graphml``, ``gexf`` or ``json``.
    measures
        Further attributes of the actors: a table with their ``id``, such as `Analysis.actors`.
    only_known
        Leave out columns of the user's own: the schema does not know what they hold.

    Raises
    ------
    UnknownNameError
        If ``format`` is none of these.
    """
    if format not in _NETWORK_FORMATS:
        raise UnknownNameError("error.kind.format", format, list(_NETWORK_FORMATS))
    return _NETWORK_FORMATS[format](joined(network, measures=measures, only_known=only_known))


def format_of(path: str | Path) -> str:
    """Tell which format a path asks for, by its ending.

    Raises
    ------
    UnknownNameError
        If the ending is of no known format.
    """
    name = Path(path).name.lower()
    for ending, format_ in _ENDINGS.items():
        if name.endswith(ending):
            return format_
    if Path(path).suffix:
        known = sorted(ending.removeprefix(".") for ending in _ENDINGS)
        raise UnknownNameError("error.kind.format", Path(path).suffix.removeprefix("."), known)
    return "csv"


def convert(network: Network, path: str | Path) -> Path:
    """Write the network in the format that the ending of ``path`` names.

    Parameters
    ----------
    network
        Written without personal columns; `losses` says what else is not in the file.
    path
        Ends in ``.xlsx``, ``.graphml``, ``.gexf``, ``.json``, ``.kumu.json``, ``.net`` or
        ``.paj``; without an ending it names a folder of CSV files.

    Raises
    ------
    UnknownNameError
        If the ending is of no known format.
    SnapshotError
        If the place cannot be written to.
    """
    wanted = format_of(path)
    if wanted == "csv":
        return write_folder(network, path)
    return write_file(path, network_bytes(network, wanted))
