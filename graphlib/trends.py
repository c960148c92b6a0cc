"""How figures move from one day to the next."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from graphlib.network import Network
from graphlib.periods import Undated, at, beginnings

__all__ = ["moments", "trend"]

_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Months between two evenly spaced days: whole quarters, half-years, years and decades."""

_STRAY = 20
"""From so many dated rows on the outermost hundredth at each end does not stretch the spacing."""


def moments(network: Network, *, count: int = 12) -> list[str]:
    """Choose evenly spaced days on which to look at the network.

    Parameters
    ----------
    network
        Its ties and participations say when they began.
    count
        Most days wanted.

    Returns
    -------
    list of str
        ISO days in order: the first days of months, quarters, half-years, years or of more years,
        whichever give ``count`` days at most, after the first beginning and before the last; then the
        day of the last beginning itself. Ends play no part: a tie agreed until next year does not
        make next year a day to look at. Among 20 dated rows and more a hundredth at each end may be
        stray and is not spaced out. Empty where nothing is dated.
    """
    begun = beginnings(network)
    if not begun or count < 1:
        return []
    stray = math.ceil(len(begun) / 100) if len(begun) >= _STRAY else 0
    low, high = _month(begun[stray]), _month(begun[-1 - stray])
    last = begun[-1]
    for step in _STEPS:
        starts = [_first_day(month) for month in range(-(-low // step) * step, high + 1, step)]
        inner = [day for day in starts if begun[stray] < day < last]
        if len(inner) < count:
            return [*inner, last]
    return [last]


def trend(
    network: Network,
    figures: Mapping[str, Callable[[Network], float]],
    *,
    days: Sequence[str] | None = None,
    undated: Undated = "keep",
) -> pd.DataFrame:
    """Follow figures from one day to the next.

    On each day the network is taken as it stood then, as `at` gives it, and measured anew.

    Parameters
    ----------
    network
        Read on each of the days as `at` gives it.
    figures
        What to measure, by the name of its column: each takes a network and gives a number.
    days
        ISO days; those of `moments` where they are not given.
    undated
        As in `at`.

    Returns
    -------
    pandas.DataFrame
        One row a day, in order of time: ``day`` (str), ``actors`` and ``ties`` (int64: organisations
        there, and pairs of them joined), then one column a figure (float64; NaN where it does not
        exist on that day). Cost: that of the figures, and of joining the pairs, for each day.

    Raises
    ------
    GraphlibError
        If one of ``days`` is no day.

    Warnings
    --------
    A figure that moves as the network grows has not shown that habits changed. Set it beside what
    chance gives on each day.
    """
    rows = []
    for day in moments(network) if days is None else sorted(set(days)):
        shown = at(network, day, undated=undated)
        told = {name: float(figure(shown)) for name, figure in figures.items()}
        rows.append({"day": day, "actors": len(shown), "ties": len(shown.pairs), **told})
    table = pd.DataFrame(rows, columns=["day", "actors", "ties", *figures])
    dtypes = {"day": "str", "actors": "int64", "ties": "int64", **dict.fromkeys(figures, "float64")}
    return table.astype(dtypes)


def _month(day: str) -> int:
    """Count the months from the year 0 to an ISO day."""
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _first_day(month: int) -> str:
    """Give the first day of a month by its number."""
    return f"{month // 12:04}-{month % 12 + 1:02}-01"
