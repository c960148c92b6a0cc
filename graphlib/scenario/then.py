"""Every measure today and then, side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from graphlib.analysis import Analysis

__all__ = ["ACTOR_MEASURES", "GROUP_MEASURES", "TodayAndThen", "compared", "largest_silo", "today_and_then"]

_ABOUT = frozenset({"fingerprint", "by", "directed", "weight", "event_cap", "seed", "versions"})
"""What the summary says of the run, not of the network."""

_ANEW = frozenset(
    {"clusters", "cluster_agreement", "cluster_modularity", "cluster_resolution", "clusters_reliable"}
)
_DRAWN = frozenset({"ei_p_value", "silos", "state"})

GROUP_MEASURES = (
    "actors", "internal", "external", "ei_index", "ei_expected", "inside_share", "inside_share_expected",
    "silo_score", "is_silo",
)  # fmt: skip
ACTOR_MEASURES = (
    "degree", "cross_sector_ties", "betweenness", "harmonic", "constraint", "effective_size",
    "dependent_pairs", "parts_if_removed",
)  # fmt: skip

_ROUNDING = 1e-9
"""A change below this share of a figure is that of the last digits, not of the network."""


@dataclass(frozen=True)
class TodayAndThen:
    """Every measure of a network today and of the one that a scenario makes.

    Attributes
    ----------
    summary
        One row a figure about the whole network: ``measure`` (str), ``today``, ``then`` (object:
        numbers, truths, and the word of ``state``; missing where it does not exist), ``change``
        (float64, then less today; NaN for words), ``basis`` (str: ``exact``; ``sampled``, where it
        is estimated from sampled sources; ``random``, where it rests on shuffles or draws; ``anew``,
        where groups were found anew), ``doubt`` (float64, half width of the 95 % interval of the
        change where it is sampled, else 0).
    groups
        One row for each group and measure: ``group``, ``measure``, ``today``, ``then``, ``change``;
        groups by name. A group that is not there has no figures.
    actors
        One row for each actor and measure that changes: ``id``, ``name``, ``sector``, ``measure``,
        ``today``, ``then``, ``change``, ``moved`` (float64, the change as a share of the measure's
        spread today). Who changes most in any measure comes first; who leaves has no figure then,
        who joins none today.
    """

    summary: pd.DataFrame
    groups: pd.DataFrame
    actors: pd.DataFrame


def today_and_then(before: Analysis, after: Analysis) -> TodayAndThen:
    """Hold every measure of today beside what it would be then.

    Both must be read alike: same column of groups, direction, strength and seed.

    Parameters
    ----------
    before, after
        The measures of the network today, and of the one that a scenario makes.

    Returns
    -------
    TodayAndThen
        Three tables. Cost: linear in the actors.

    Warnings
    --------
    A change smaller than its ``doubt`` may be that of the sample. Groups are found anew in the
    changed network: that their number differs need not come of the scenario.
    """
    return TodayAndThen(_summary(before, after), _groups(before, after), _actors(before, after))


def compared(today: Analysis, scenarios: Sequence[Analysis]) -> pd.DataFrame:
    """Set several scenarios side by side.

    Parameters
    ----------
    today
        The measures of the network as it is.
    scenarios
        Those of the networks that the scenarios make, all read like ``today``.

    Returns
    -------
    pandas.DataFrame
        One row a figure about the whole network: ``measure``, ``basis`` (as in `today_and_then`,
        the least sure of all), ``today``, then one column a scenario in the order given: ``then_1``,
        ``then_2`` and so on.
    """
    measures = [name for name in _measures(today.summary) if all(name in each.summary for each in scenarios)]
    every = [today.summary, *(each.summary for each in scenarios)]
    columns: dict[str, Any] = {
        "measure": measures,
        "basis": [_least_sure([_basis(name, each) for each in every]) for name in measures],
        "today": _column(today.summary, measures),
    }
    for number, each in enumerate(scenarios, start=1):
        columns[f"then_{number}"] = _column(each.summary, measures)
    return pd.DataFrame(columns)


def largest_silo(analysis: Analysis) -> tuple[str, float] | None:
    """Give the group that keeps to itself most beyond chance, and by how much; ``None`` without a silo."""
    silos = analysis.groups[analysis.groups["is_silo"]]
    if silos.empty:
        return None
    first = silos.sort_values(["silo_score", "group"], ascending=[False, True]).iloc[0]
    return str(first["group"]), float(first["silo_score"])


def _measures(summary: Mapping[str, Any]) -> list[str]:
    """List the figures about the network, in the order of the summary."""
    return [name for name in summary if name not in _ABOUT and not name.endswith(("_error", "_samples"))]


def _column(summary: Mapping[str, Any], measures: Sequence[str]) -> pd.Series:
    """Give figures as they are."""
    return pd.Series([summary[name] for name in measures], dtype=object)


def _summary(before: Analysis, after: Analysis) -> pd.DataFrame:
    """Compare the figures about the whole network."""
    old, new = before.summary, after.summary
    measures = _measures(old)
    return pd.DataFrame(
        {
            "measure": measures,
            "today": _column(old, measures),
            "then": _column(new, measures),
            "change": [_change(old[name], new[name]) for name in measures],
            "basis": [_least_sure([_basis(name, old), _basis(name, new)]) for name in measures],
            "doubt": [math.hypot(_error(name, old), _error(name, new)) for name in measures],
        }
    )


def _change(before: object, after: object) -> float:
    """Subtract figures; words and truths have no difference."""
    numbers = (int, float, np.integer, np.floating)
    if isinstance(before, (bool, str)) or not isinstance(before, numbers) or not isinstance(after, numbers):
        return math.nan
    return float(after) - float(before)


def _basis(measure: str, summary: Mapping[str, Any]) -> str:
    """Say what a figure rests on."""
    if measure in _ANEW:
        return "anew"
    if measure in _DRAWN:
        return "random"
    # Who the strongest go-betweens are rests on betweenness.
    counted = "betweenness" if measure == "cut_off_by_top_brokers" else measure
    return "exact" if summary.get(f"{counted}_samples") is None else "sampled"


def _least_sure(bases: Sequence[str]) -> str:
    """Take the doubt of any for that of all."""
    return next((basis for basis in bases if basis != "exact"), "exact")


def _error(measure: str, summary: Mapping[str, Any]) -> float:
    """Give the half width of a figure's interval."""
    error = summary.get(f"{measure}_error")
    return 0.0 if error is None or math.isnan(error) else float(error)


def _groups(before: Analysis, after: Analysis) -> pd.DataFrame:
    """Compare the figures of each group."""
    long = [
        analysis.groups[["group", *GROUP_MEASURES]].melt("group", var_name="measure", value_name=when)
        for analysis, when in ((before, "today"), (after, "then"))
    ]
    both = long[0].merge(long[1], on=["group", "measure"], how="outer")
    order = {name: place for place, name in enumerate(GROUP_MEASURES)}
    both = both.assign(
        change=[_change(old, new) for old, new in zip(both["today"], both["then"], strict=True)],
        place=both["measure"].map(order),
    )
    return both.sort_values(["group", "place"], ignore_index=True).drop(columns="place")


def _actors(before: Analysis, after: Analysis) -> pd.DataFrame:
    """Compare the figures of each actor, and keep what changes."""
    old, new = (analysis.actors.set_index("id") for analysis in (before, after))
    ids = old.index.union(new.index)
    about = new[["name", "sector"]].reindex(ids).fillna(old[["name", "sector"]].reindex(ids))
    parts = [_changed(old[name], new[name], name, ids) for name in ACTOR_MEASURES]
    found = pd.concat(parts, ignore_index=True)
    found = found.assign(
        name=found["id"].map(about["name"]),
        sector=found["id"].map(about["sector"]),
        most=found.groupby("id")["moved"].transform("max"),
    )
    ranked = found.sort_values(["most", "id", "place"], ascending=[False, True, True], ignore_index=True)
    return ranked[["id", "name", "sector", "measure", "today", "then", "change", "moved"]]


def _changed(old: pd.Series, new: pd.Series, measure: str, ids: pd.Index) -> pd.DataFrame:
    """List the actors whose figure changes in one measure."""
    today, then = (cells.astype("float64").reindex(ids) for cells in (old, new))
    spread = float(old.max() - old.min()) if len(old) else 0.0
    change = then - today
    is_other = (change.abs() > _ROUNDING * (1 + today.abs())) | (today.isna() != then.isna())
    # Who joins or leaves changes by all that it has or had.
    moved = change.abs().fillna(today.abs()).fillna(then.abs()) / (spread if spread > 0 else 1.0)
    table = pd.DataFrame(
        {
            "id": ids,
            "measure": measure,
            "place": ACTOR_MEASURES.index(measure),
            "today": today.to_numpy(),
            "then": then.to_numpy(),
            "change": change.to_numpy(),
            "moved": moved.to_numpy(),
        }
    )
    return table[is_other.to_numpy()]
