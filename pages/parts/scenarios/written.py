"""Figures of today and then as the reader's language writes them."""

from __future__ import annotations

import math

import pandas as pd

from graphlib.translation import Message, Translator
from pages.parts import tables

__all__ = ["actors_table", "figure", "groups_table", "measure_word", "pair_of", "summary_table"]

_SHARES = frozenset(
    {
        "cut_off_by_top_brokers",
        "cross_sector_share",
        "cross_sector_share_expected",
        "inside_share",
        "inside_share_expected",
        "silo_score",
    }
)


def measure_word(measure: str, t: Translator) -> str:
    """Say what is measured."""
    key = f"scenarios.measure.{measure}"
    return t(key) if t.has(key) else tables.header(measure)


def figure(value: object, measure: str, t: Translator, decimals: int | None = None) -> str:
    """Write one figure, whatever it is; a missing one as a dash."""
    if measure == "state" and isinstance(value, str):
        return Message(f"state.{value}.name").text(t.language)
    if isinstance(value, bool):
        return t("app.yes") if value else t("app.no")
    if value is None or isinstance(value, str) or math.isnan(float(str(value))):
        return t.number(math.nan)
    number = float(str(value))
    if measure in _SHARES:
        return t.percent(number, 1 if decimals is None else max(0, decimals - 2))
    return t.number(
        number, 0 if number.is_integer() and not decimals else 3 if decimals is None else decimals
    )


def pair_of(before: object, after: object, measure: str, t: Translator) -> tuple[str, str, str]:
    """Write a figure today, then, and their difference with its sign, with decimals that tell them apart."""
    numbers = [value for value in (before, after) if not isinstance(value, (bool, str)) and value is not None]
    if len(numbers) < 2 or any(math.isnan(float(str(value))) for value in numbers):
        return figure(before, measure, t), figure(after, measure, t), ""
    one, other = float(str(before)), float(str(after))
    change = other - one
    if one.is_integer() and other.is_integer() and measure not in _SHARES:
        decimals = 0
    else:
        # A share is read as hundredths, where one figure that counts is enough.
        counting = 0 if measure in _SHARES else 1
        apart = abs(change)
        decimals = min(8, max(3, counting - math.floor(math.log10(apart)))) if apart > 1e-12 else 3
    sign = "+" if change > 0 else "−" if change < 0 else ""
    told = _difference(abs(change), measure, t, decimals)
    return figure(one, measure, t, decimals), figure(other, measure, t, decimals), f"{sign}{told}"


def _difference(change: float, measure: str, t: Translator, decimals: int) -> str:
    """Write how far two figures are apart; shares are so many points of a hundred apart."""
    if change <= 1e-12:
        return "0"
    if measure in _SHARES:
        return t("scenarios.points", points=t.number(100 * change, max(0, decimals - 2)))
    return figure(change, measure, t, decimals)


def summary_table(summary: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Write the figures about the whole network, with how sure they are."""
    table = _written(summary, t)
    return table.assign(basis=[t(f"scenarios.basis.{basis}") for basis in summary["basis"]])


def groups_table(groups: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Write the figures of each sector."""
    table = _written(groups, t)
    table.insert(0, "group", groups["group"].to_numpy())
    return table


def actors_table(actors: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Write the figures of the organisations that change."""
    table = _written(actors, t)
    table.insert(0, "name", actors["name"].to_numpy())
    table.insert(1, "sector", actors["sector"].to_numpy())
    return table


def _written(frame: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Write the columns that all these tables have."""
    rows = [
        pair_of(before, after, measure, t)
        for measure, before, after in zip(frame["measure"], frame["today"], frame["then"], strict=True)
    ]
    return pd.DataFrame(
        {
            "measure": [measure_word(measure, t) for measure in frame["measure"]],
            "today": [row[0] for row in rows],
            "then": [row[1] for row in rows],
            "change": [row[2] for row in rows],
        }
    )
