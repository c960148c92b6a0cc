"""Dates as people write them, read column by column as ``2026-03-31``."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from graphlib.readers.months import named

__all__ = ["Dates", "dates"]

_TIME = r"\d{1,2}[:hH]\d{2}.*"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:(?:T|\s+){_TIME}|Z|[+-]\d{{2}}:\d{{2}})?")
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}})(?:\s+{_TIME})?|(\d{{4}})(\d{{2}})(\d{{2}})"
)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?:,?\s+{_TIME})?")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_SERIAL = re.compile(r"([2-7]\d{4})(?:[.,]\d+)?")
_RANGES = tuple(
    re.compile(rf"(?:du |from |von |dal )?(.*\d.*?){between}(.*\d.*)", re.IGNORECASE)
    for between in (r"\s+(?:-|–|—|to|au|à|bis|al|a)\s+", r"\s*(?:–|—|\.\.|_)\s*", r"\s*/\s*")
)
"""Ways to write a range, those first whose mark cannot stand within a date."""

_YEARS = re.compile(r"(\d{4})\s?[-/]\s?(\d{4})")
_EPOCH = datetime.date(1899, 12, 30)
"""Day zero of Excel's day numbers."""


class Dates(NamedTuple):
    """A column of dates read.

    ``cells`` are ISO text, or the text as it came where it is no date; ``remarks`` name what
    was decided: key of the catalogue, number of different cells, an example of them.
    """

    cells: pd.Series
    remarks: list[tuple[str, int, str]]


class _Way(NamedTuple):
    """How the dates of a column are to be read."""

    month_first: bool
    is_open: bool
    is_end: bool


def dates(cells: pd.Series, *, is_end: bool = False, month_first: bool | None = None) -> Dates:
    """Read a column of dates.

    Read are ISO with or without a time, ``31/03/2026``, ``31.03.2026``, ``31-03-2026``,
    ``2026/03/31``, ``20260331``, months by name in five languages (``31 mars 2026``, ``Mar-26``),
    Excel's day numbers, and years, quarters and months alone, which mean their first day, or their
    last where the column holds ends. Of a range such as ``2014-2020`` the beginning is taken, or
    the end where the column holds ends. Years of two digits are 1969 to 2068. Whether 03/04 is
    March or April is decided by the whole column: by a number above 12 in it, and as day/month
    where there is none.

    Parameters
    ----------
    cells
        Text; blank is missing.
    is_end
        Whether the column says when something ends.
    month_first
        Whether 03/04 is March, where the user said so; otherwise the column decides.
    """
    values = [str(value) for value in cells.dropna().unique()]
    order = _order(values) if month_first is None else (month_first, False)
    way = _Way(*order, is_end)
    read: dict[str, str] = {}
    seen: dict[str, list[str]] = {}
    for value in values:
        day, remark = _day(" ".join(value.split()), way)
        read[value] = day.isoformat() if day else value
        if day and remark:
            seen.setdefault(remark, []).append(value)
    remarks = [
        (remark, len(found), f"{found[0]} → {read[found[0]]}") for remark, found in sorted(seen.items())
    ]
    return Dates(cells.map(read).astype("str"), remarks)


def _order(values: Iterable[str]) -> tuple[bool, bool]:
    """Tell whether the month comes first, and whether nothing in the column shows it."""
    parts = (part for value in values for part in _sides(value))
    found = [match for part in parts if (match := _YEAR_LAST.fullmatch(part))]
    slashed = [match for match in found if match[2] == "/"]
    if any(int(match[1]) > 12 for match in slashed):
        return False, False
    month_first = any(int(match[3]) > 12 for match in slashed)
    return month_first, bool(slashed) and not month_first


def _sides(value: str) -> tuple[str, ...]:
    """Give both sides of a range, or the value itself."""
    if _YEAR_LAST.fullmatch(value):
        return (value,)
    match = _range(value)
    return (match[1], match[2]) if match else (value,)


def _range(value: str) -> re.Match[str] | None:
    """Match a range by the first way of writing one that fits."""
    return next((match for form in (_YEARS, *_RANGES) if (match := form.fullmatch(value))), None)


def _day(value: str, way: _Way) -> tuple[datetime.date | None, str]:
    """Read a date or a range; with it the remark that its form deserves, blank for a full ISO date."""
    day, remark = _single(value, way)
    if day:
        return day, remark
    match = _range(value)
    if not match:
        return None, ""
    # A range must be one: both of its sides dates, in their order.
    start, _ = _single(match[1].strip(), way._replace(is_end=False))
    end, _ = _single(match[2].strip(), way._replace(is_end=True))
    if start is None or end is None or end < start:
        return None, ""
    return (end, "range_end") if way.is_end else (start, "range_start")


def _single(value: str, way: _Way) -> tuple[datetime.date | None, str]:
    """Read one date."""
    if match := _ISO.fullmatch(value):
        return _date(match[1], match[2], match[3]), ""
    if match := _YEAR_FIRST.fullmatch(value):
        return _date(match[1] or match[4], match[2] or match[5], match[3] or match[6]), "year_first"
    if match := _YEAR_LAST.fullmatch(value):
        return _year_last(match, way)
    if match := _MONTH.fullmatch(value):
        month = int(match[2] or match[3])
        return _edge(match[1] or match[4], month, month, is_end=way.is_end), "month"
    if match := _YEAR.fullmatch(value):
        return _edge(match[1], 1, 12, is_end=way.is_end), "year"
    if match := _SERIAL.fullmatch(value):
        return _EPOCH + datetime.timedelta(days=int(match[1])), "serial"
    return _named(value, way)


def _year_last(match: re.Match[str], way: _Way) -> tuple[datetime.date | None, str]:
    """Read a date that ends in its year."""
    if match[2] != "/":
        return _date(_full(match[4]), match[3], match[1]), "day_first"
    day, month = (match[3], match[1]) if way.month_first else (match[1], match[3])
    remark = "month_day" if way.month_first else ("day_month_open" if way.is_open else "day_month")
    return _date(_full(match[4]), month, day), remark


def _named(value: str, way: _Way) -> tuple[datetime.date | None, str]:
    """Read a date that names its month or its quarter."""
    found = named(value)
    if found is None:
        return None, ""
    year = _full(found.year)
    if found.day:
        return _date(year, str(found.month), str(found.day)), "month_name"
    remark = "month" if found.month == found.last else "quarter"
    return _edge(year, found.month, found.last, is_end=way.is_end), remark


def _full(year: str) -> str:
    """Give a year its century."""
    return year if len(year) == 4 else f"{'19' if int(year) > 68 else '20'}{year}"


def _date(year: str, month: str, day: str) -> datetime.date | None:
    """Make a day of the calendar, or nothing."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _edge(year: str, first: int, last: int, *, is_end: bool) -> datetime.date | None:
    """Give the first day of the first month, or the last of the last."""
    if not 1 <= first <= last <= 12 or not 1 <= int(year) <= 9999:
        return None
    month = last if is_end else first
    return datetime.date(int(year), month, calendar.monthrange(int(year), month)[1] if is_end else 1)
