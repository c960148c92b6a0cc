"""The ledger as a table, for the page and for spreadsheets."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pandas as pd

from graphlib.ledger.entry import Entry
from graphlib.ledger.rounds import Ledger

__all__ = ["as_table"]


def as_table(ledger: Ledger, zone: datetime.tzinfo = datetime.UTC) -> pd.DataFrame:
    """Write the ledger as a table, one row an entry, by round and rank.

    Parameters
    ----------
    ledger
        Any.
    zone
        The clock by which a moment has a day.

    Returns
    -------
    DataFrame
        All that an `Entry` says, days as ISO text; ``moved`` is the day of the newest move.
    """
    rows = [_line(entry, zone) for entry in ledger.entries]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


_COLUMNS = {
    **dict.fromkeys(("round", "rank"), "int64"),
    **dict.fromkeys(
        ("day", "state", "source_name", "source_sector", "target_name", "target_sector", "introducer_name"),
        "str",
    ),
    **dict.fromkeys(("owner", "due", "notes", "refusal", "words", "moved", "seen_on"), "str"),
    "is_gone": "bool",
    "likelihood": "float64",
    "reach_gain": "float64",
    **dict.fromkeys(("reasons", "source", "target", "introducer"), "str"),
}


def _line(entry: Entry, zone: datetime.tzinfo) -> dict[str, Any]:
    """Write an entry as a row."""
    standing = entry.standing
    said = {name: getattr(entry, name) for name in _COLUMNS if hasattr(entry, name)}
    said |= {name: getattr(standing, name) for name in _COLUMNS if hasattr(standing, name)}
    moved = entry.history[-1].when.astimezone(zone).date().isoformat() if entry.history else entry.day
    said |= {"reasons": ";".join(entry.reasons), "reach_gain": entry.gain, "refusal": standing.reason}
    return {**{name: math.nan if cell is None else cell for name, cell in said.items()}, "moved": moved}
