"""The tables of a network as one workbook that is read like a folder."""

from __future__ import annotations

from graphlib.network import Network
from graphlib.reports.open_formats.tables import shareable_tables
from graphlib.reports.sheets import Sheet, workbook_bytes
from graphlib.reports.table import table_of

__all__ = ["bare_workbook"]


def bare_workbook(network: Network) -> bytes:
    """Write the tables of the network as one Excel workbook that is read like a folder.

    Returns
    -------
    bytes
        A sheet a table, named as the schema names it. Cells are text or numbers, never formulas.
        Personal columns are left out.
    """
    shared = shareable_tables(network).items()
    return workbook_bytes(
        [Sheet(name, (table_of(frame),)) for name, frame in shared if name == "actors" or len(frame)]
    )
