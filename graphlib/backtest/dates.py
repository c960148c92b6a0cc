"""The days on which a back-test can be made: enough known before, a whole year after."""

from __future__ import annotations

import datetime

import numpy as np

from graphlib.backtest.past import YEAR, Dated
from graphlib.errors import UndefinedMeasureError
from graphlib.translation import Message

__all__ = ["half_yearly"]

LEAST_BEFORE, LEAST_AFTER = 50, 20
"""Rows with a date that must stand before a cut, and in the year after it."""

_HALVES = ((1, 1), (7, 1))

_MOST = 0.99
"""The data are taken to end when so many of their dates are over: a few lie far ahead by mistake or plan."""


def half_yearly(rows: Dated, *, most: int = 6) -> list[str]:
    """Choose the last days, each 1 January or 1 July, on which a back-test can be made.

    Where none of these lies far enough within the data, the day one year before their end is taken.
    At least 50 rows with a date began before such a day, over a year or more, and 20 in the year
    after it, and the data go on for that year.

    Returns
    -------
    list
        ISO days, at most ``most``, ascending.

    Raises
    ------
    UndefinedMeasureError
        If there is no such day; says why.
    """
    days = rows.days
    if not len(days):
        raise _refused("nothing")
    last = _day(str(days[min(len(days) - 1, int(len(days) * _MOST))]))
    first = _day(str(days[0]))
    year = datetime.timedelta(days=YEAR)
    inside = [
        cut
        for cut in (
            datetime.date(number, *half) for number in range(first.year, last.year + 1) for half in _HALVES
        )
        if first + year <= cut <= last - year
    ] or [cut for cut in (last - year,) if first + year <= cut]
    if not inside:
        raise _refused("short", first=first.isoformat(), last=last.isoformat())
    cuts = []
    for cut in inside:
        before, after = np.searchsorted(days, [cut.isoformat(), (cut + year).isoformat()])
        if before >= LEAST_BEFORE and after - before >= LEAST_AFTER:
            cuts.append(cut.isoformat())
    if not cuts:
        raise _refused("few", count=len(days), before=LEAST_BEFORE, after=LEAST_AFTER)
    return cuts[-most:]


def _day(text: str) -> datetime.date:
    """Read an ISO day."""
    return datetime.date.fromisoformat(text)


def _refused(reason: str, **values: object) -> UndefinedMeasureError:
    """Say why no back-test can be made, and what would help."""
    return UndefinedMeasureError(
        Message(f"backtest.refused.{reason}_what", **values),
        Message(f"backtest.refused.{reason}_fix", **values),
    )
