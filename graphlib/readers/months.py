"""Names of months and quarters in English, French, German, Italian and Spanish."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graphlib.sectors import plain

__all__ = ["Named", "named"]

_NAMES = (
    "january jan janvier janv januar jaenner janner gennaio gen enero ene",
    "february feb fevrier fevr fev februar febbraio febrero",
    "march mar mars marz maerz mrz marzo",
    "april apr avril avr aprile abril abr",
    "may mai maggio mag mayo",
    "june jun juin juni giugno giu junio",
    "july jul juillet juil juli luglio lug julio",
    "august aug aout aou agosto ago",
    "september sep sept septembre settembre set septiembre setiembre",
    "october oct octobre oktober okt ottobre ott octubre",
    "november nov novembre noviembre",
    "december dec decembre dezember dez dicembre dic diciembre",
)
_MONTHS = {word: month for month, words in enumerate(_NAMES, 1) for word in words.split()}

_WEEKDAYS = r"(?:[^\W\d_]{2,12}[.,]?\s+)?"
_DAY_FIRST = re.compile(
    _WEEKDAYS
    + r"(\d{1,2})(?:er|st|nd|rd|th|[.º°])?[\s-]*(?:de\s+)?([^\W\d_]+)[.,]?[\s,-]*(?:de\s+)?(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(_WEEKDAYS + r"([^\W\d_]+)[.]?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_ONLY = re.compile(r"([^\W\d_]+)[.,]?(?:\s+|[-/'’]+)(?:de\s+)?(\d{4}|\d{2})")
_QUARTER = re.compile(r"(?:[TQ]\s?([1-4])[\s/-]*(\d{4})|(\d{4})[\s/-]*[TQ]\s?([1-4]))", re.IGNORECASE)
_LONG_QUARTER = re.compile(
    r"([1-4])(?:er|re|e|ème|st|nd|rd|th|[.º°])?\s*(?:trimestre|trim\.?|quarter|quartal)\s*(?:de\s+)?(\d{4})",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A date that names its month or its quarter; ``day`` is 0 where it has none.

    ``last`` is the last month meant, other than ``month`` for a quarter only.
    """

    year: str
    month: int
    last: int
    day: int


def named(value: str) -> Named | None:
    """Read ``3 mars 2026``, ``March 3, 2026``, ``Mar-26``, ``März 2026``, ``T1 2026``; else nothing."""
    if match := _QUARTER.fullmatch(value) or _LONG_QUARTER.fullmatch(value):
        first, second, *swapped = match.groups()
        quarter, year = (first, second) if first else (swapped[1], swapped[0])
        return Named(year, 3 * int(quarter) - 2, 3 * int(quarter), 0)
    if match := _DAY_FIRST.fullmatch(value):
        return _with_month(match[3], match[2], match[1])
    if match := _MONTH_FIRST.fullmatch(value):
        return _with_month(match[3], match[1], match[2])
    if match := _MONTH_ONLY.fullmatch(value):
        return _with_month(match[2], match[1], "0")
    return None


def _with_month(year: str, word: str, day: str) -> Named | None:
    """Read a date whose month is this word."""
    month = _month(word)
    return Named(year, month, month, int(day)) if month else None


@lru_cache(maxsize=256)
def _month(word: str) -> int:
    """Give the number of the month that a word names, 0 where it names none."""
    return _MONTHS.get(plain(word), 0)
