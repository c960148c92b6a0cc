"""CSV in two kinds: exact for programs, harmless for people.

They differ on purpose. `write_folder` keeps each value exactly, so that reading the folder again
gives the same network. `report_csv` is for people, who open it in a spreadsheet: cells that a
spreadsheet would run as formulas get an apostrophe, so they are not what they were.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from graphlib.files import write_file
from graphlib.network import Network
from graphlib.reports.open_formats.tables import exact_cell, shareable_tables
from graphlib.reports.text import without_formulas, xml_text

__all__ = ["report_csv", "write_folder"]


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
    for name, frame in shareable_tables(network).items():
        if name == "actors" or len(frame):
            write_file(folder / f"{name}.csv", _exact_csv(frame))
    return folder


def _as_report_cell(value: object) -> object:
    """Make a text cell harmless, and leave what is no text as it is."""
    return without_formulas(xml_text(value)) if isinstance(value, str) else value


def _exact_csv(frame: pd.DataFrame) -> bytes:
    """Write a table as it is: every text cell quoted where it must be, numbers in full."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(frame.columns)
    cells = [[exact_cell(value) for value in frame[name].tolist()] for name in frame.columns]
    writer.writerows(zip(*cells, strict=True))
    return buffer.getvalue().encode("utf-8", errors="replace")
