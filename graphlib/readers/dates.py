"""Dates as people write them, read column by column as ``2026-03-31``."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

__all__ = ["Dates", "dates"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[/.](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
_EPOCH = datetime.date(1899, 12, 30)
"""Day zero of Excel's day numbers."""


class Dates(NamedTuple):
    """A column of dates read.

    ``cells`` are ISO text, or the text as it came where it is no date; ``remarks`` name what
    was decided: key of the catalogue, number of different cells, an example of them.
    """

    cells: pd.Series
    remarks: list[tuple[str, int, str]]


def dates(cells: pd.Series, *, is_end: bool = False) -> Dates:
    """Read a column of dates.

    Read are ISO, ``31/03/2026``, ``31.03.2026``, ``31-03-2026``, ``2026/03/31``, Excel's day
    numbers, and months and years alone, which mean their first day, or their last where the
    column holds ends. Whether 03/04 is March or April is decided by the whole column: by a number
    above 12 in it, and as day/month where there is none.

    Parameters
    ----------
    cells
        Text; blank is missing.
    is_end
        Whether the column says when something ends.
    """
    values = [str(value) for value in cells.dropna().unique()]
    month_first, is_open = _order(values)
    read: dict[str, str] = {}
    seen: dict[str, list[str]] = {}
    for value in values:
        day, remark = _day(value, month_first=month_first, is_end=is_end)
        read[value] = day.isoformat() if day else value
        if day and remark == "day_month":
            remark = "month_day" if month_first else ("day_month_open" if is_open else "day_month")
        if day and remark:
            seen.setdefault(remark, []).append(value)
    remarks = [
        (remark, len(found), f"{found[0]} → {read[found[0]]}") for remark, found in sorted(seen.items())
    ]
    return Dates(cells.map(read).astype("str"), remarks)


def _order(values: Iterable[str]) -> tuple[bool, bool]:
    """Tell whether the month comes first, and whether nothing in the column shows it."""
    found = [match for value in values if (match := _YEAR_LAST.fullmatch(value))]
    slashed = [match for match in found if match[2] == "/"]
    if any(int(match[1]) > 12 for match in slashed):
        return False, False
    month_first = any(int(match[3]) > 12 for match in slashed)
    return month_first, bool(slashed) and not month_first


def _day(value: str, *, month_first: bool, is_end: bool) -> tuple[datetime.date | None, str]:
    """Read one date; with it the remark that its form deserves, blank for a full ISO date."""
    if match := _ISO.fullmatch(value) or _YEAR_FIRST.fullmatch(value):
        return _date(match[1], match[2], match[3]), "" if value[4] == "-" else "year_first"
    if match := _YEAR_LAST.fullmatch(value):
        day, month = (match[3], match[1]) if month_first and match[2] == "/" else (match[1], match[3])
        year = match[4] if len(match[4]) == 4 else f"{'19' if int(match[4]) > 68 else '20'}{match[4]}"
        return _date(year, month, day), "day_month" if match[2] == "/" else "day_first"
    if match := _MONTH.fullmatch(value):
        return _edge(match[1] or match[4], match[2] or match[3], is_end=is_end), "month"
    if match := _YEAR.fullmatch(value):
        return _edge(match[1], "12" if is_end else "1", is_end=is_end), "year"
    if match := _SERIAL.fullmatch(value):
        return _EPOCH + datetime.timedelta(days=int(match[1])), "serial"
    return None, ""


def _date(year: str, month: str, day: str) -> datetime.date | None:
    """Make a day of the calendar, or nothing."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _edge(year: str, month: str, *, is_end: bool) -> datetime.date | None:
    """Give the first or last day of a month."""
    if not 1 <= int(month) <= 12 or not 1 <= int(year) <= 9999:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    return datetime.date(int(year), int(month), last if is_end else 1)
