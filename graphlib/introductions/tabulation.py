"""The tables of a plan: the suggestions, those like them that were not made, and those without introducer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.distances import NO_PATH
from graphlib.introductions.candidates import Pool
from graphlib.introductions.far import FarPair
from graphlib.introductions.portfolio import Pick
from graphlib.introductions.reasons import Reason
from graphlib.network import Network

__all__ = ["COLUMNS", "COMPARABLE_COLUMNS", "FAR_COLUMNS", "comparable_table", "far_table", "suggestions"]

_ENDS = {f"{end}{part}": "str" for end in ("source", "target") for part in ("", "_name", "_sector")}

COLUMNS = {
    "rank": "int64",
    **_ENDS,
    "introducer": "str",
    "introducer_name": "str",
    "distance": "Int64",
    "reach_gain": "float64",
    "cumulative_reach": "float64",
    "likelihood": "float64",
    "reasons": "str",
    "gain_alone": "float64",
    "expected_gain": "float64",
    "is_asked_for": "bool",
}
"""Columns of `Plan.table` and their dtypes."""

FAR_COLUMNS = {**_ENDS, "distance": "Int64", "reach_gain": "float64", "chain": "str", "chain_ids": "str"}
"""Columns of `Plan.without_introducer` and their dtypes."""

COMPARABLE_COLUMNS = {"rank": "int64", "source": "str", "target": "str", "likelihood": "float64"}
"""Columns of `Plan.comparable` and their dtypes."""


def suggestions(
    network: Network,
    by: str,
    picks: Sequence[Pick],
    reasons: Sequence[tuple[Reason, ...]],
    *,
    base: float,
    unit: float,
) -> pd.DataFrame:
    """Write the suggestions as a table, in the order in which they were chosen."""
    names = network.actors["name"]
    gains = np.asarray([pick.gain for pick in picks], dtype=np.int64)
    introducers = [pick.introducer for pick in picks]
    columns = {
        "rank": np.arange(1, len(picks) + 1),
        **_ends(network, by, picks),
        "introducer": [np.nan if place is None else network.ids[place] for place in introducers],
        "introducer_name": [np.nan if place is None else names.iloc[place] for place in introducers],
        "distance": [pd.NA if pick.apart == NO_PATH else pick.apart for pick in picks],
        "reach_gain": gains * unit,
        "cumulative_reach": base + np.cumsum(gains) * unit,
        "likelihood": [pick.likelihood for pick in picks],
        "reasons": [";".join(reason.code for reason in row) for row in reasons],
        "gain_alone": np.asarray([pick.alone for pick in picks], dtype=np.float64) * unit,
        "expected_gain": np.asarray([pick.expected for pick in picks], dtype=np.float64) * unit,
        "is_asked_for": [pick.is_forced for pick in picks],
    }
    return pd.DataFrame(columns).astype(COLUMNS)[list(COLUMNS)]


def far_table(network: Network, by: str, pairs: Sequence[FarPair], unit: float) -> pd.DataFrame:
    """Write the pairs without an introducer as a table."""
    names = network.actors["name"].to_numpy()
    columns = {
        **_ends(network, by, pairs),
        "distance": [pd.NA if pair.apart == NO_PATH else pair.apart for pair in pairs],
        "reach_gain": [pair.gain * unit for pair in pairs],
        "chain": [" > ".join(names[list(pair.chain)]) for pair in pairs],
        "chain_ids": [" > ".join(network.ids[list(pair.chain)]) for pair in pairs],
    }
    return pd.DataFrame(columns).astype(FAR_COLUMNS)[list(FAR_COLUMNS)]


def comparable_table(network: Network, pool: Pool, places: Sequence[npt.NDArray[np.integer]]) -> pd.DataFrame:
    """Write, for each suggestion, the pairs of the pool at its ``places``."""
    ranks = np.repeat(np.arange(1, len(places) + 1), [len(part) for part in places])
    chosen = pool.take(np.concatenate([np.empty(0, np.int64), *places]))
    columns = {
        "rank": ranks,
        "source": network.ids[chosen.first],
        "target": network.ids[chosen.second],
        "likelihood": chosen.likelihood,
    }
    return pd.DataFrame(columns).astype(COMPARABLE_COLUMNS)


def _ends(network: Network, by: str, pairs: Sequence[Pick] | Sequence[FarPair]) -> dict[str, Any]:
    """Give the columns that name the two ends."""
    columns: dict[str, Any] = {}
    for end, places in (("source", [pair.first for pair in pairs]), ("target", [p.second for p in pairs])):
        rows = network.actors.iloc[places]
        columns |= {
            end: rows["id"].to_numpy(),
            f"{end}_name": rows["name"].to_numpy(),
            f"{end}_sector": rows[by].to_numpy(),
        }
    return columns
