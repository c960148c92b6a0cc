"""A seating as tables: who sits where, and whom to introduce to whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.introductions.seating.advice import hosts, introducer
from graphlib.introductions.seating.party import Party

__all__ = ["GUESTS", "PAIRS", "guest_table", "pair_table"]

GUESTS = {
    "table": "int64",
    "actor": "str",
    "name": "str",
    "sector": "str",
    "is_host": "bool",
    "knows_here": "int64",
}
"""Columns of `Seating.guests` and their dtypes."""

_ENDS = {f"{end}{part}": "str" for end in ("source", "target") for part in ("", "_name", "_sector")}

PAIRS = {
    "source_table": "int64",
    "target_table": "int64",
    **_ENDS,
    "introducer": "str",
    "introducer_name": "str",
    "introducer_table": "Int64",
    "shared_contacts": "int64",
    "likelihood": "float64",
    "gain_alone": "float64",
}
"""Columns of `Seating.introductions` and `Seating.look_out`, and their dtypes."""


def guest_table(party: Party, table: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Write the guests by table, the host first, then by name."""
    actors = party.network.actors.iloc[party.guests]
    is_staff = actors["secretariat"].to_numpy(bool)
    count, is_host = zip(*hosts(party.linked, is_staff, table), strict=True)
    frame = pd.DataFrame(
        {
            "table": table + 1,
            "actor": actors["id"].to_numpy(),
            "name": actors["name"].to_numpy(),
            "sector": actors[party.by].astype("str").to_numpy(),
            "is_host": is_host,
            "knows_here": count,
        }
    ).astype(GUESTS)
    order = ["table", "is_host", "name", "actor"]
    return frame.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def pair_table(party: Party, table: npt.NDArray[np.int64], pairs: list[int]) -> pd.DataFrame:
    """Write pairs as a table."""
    places = np.full(len(party.network), -1)
    places[party.guests] = table
    first, second = (party.guests[ends[pairs]] for ends in (party.worths.first, party.worths.second))
    by_whom = [
        introducer(party.network, party.rule.may_introduce, places, *ends)
        for ends in zip(first.tolist(), second.tolist(), strict=True)
    ]
    names = party.network.actors["name"]
    columns: dict[str, Any] = {
        "source_table": places[first] + 1,
        "target_table": places[second] + 1,
        "introducer": [np.nan if one.actor is None else party.network.ids[one.actor] for one in by_whom],
        "introducer_name": [np.nan if one.actor is None else names.iloc[one.actor] for one in by_whom],
        "introducer_table": [pd.NA if one.table is None else one.table + 1 for one in by_whom],
        "shared_contacts": [one.contacts for one in by_whom],
        "likelihood": party.worths.likelihood[pairs],
        "gain_alone": party.worths.gain[pairs],
    }
    for end, ends in (("source", first), ("target", second)):
        rows = party.network.actors.iloc[ends]
        columns |= {end: rows["id"].to_numpy(), f"{end}_name": rows["name"].to_numpy()}
        columns[f"{end}_sector"] = rows[party.by].astype("str").to_numpy()
    return pd.DataFrame(columns).astype(PAIRS)[list(PAIRS)]
