"""Times of GEXF: when a tie or an actor was there, and which of several values is the last."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from graphlib.readers.formats.markup.xml_rows import Rows

__all__ = ["TIME_ATTRIBUTES", "Period", "extent", "order", "periods", "settle_times"]

TIME_ATTRIBUTES = frozenset(
    ["start", "end", "startopen", "endopen", "datefrom", "dateto", "timestamp", "timestamps", "intervals"]
)
"""Attributes that say a time, in any version."""

Period = tuple[str | None, str | None]
"""First and last moment; ``None`` is open."""

_MARKS = re.compile(r"[\[\]()<>,;]")
"""What stands around and between the moments of a list."""

_ZONE = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)")

_YEARS = range(1000, 3000)
"""Whole numbers that are years; others are steps of a count that only the file's author knows."""


def periods(attributes: Mapping[str, str]) -> list[Period]:
    """List the periods that one element states in its attributes, in any version of the format.

    Parameters
    ----------
    attributes
        Read are ``start`` and ``end`` (also ``startopen``, ``endopen``, ``datefrom``, ``dateto``),
        ``timestamp``, ``timestamps="<[2001, 2002]>"`` and ``intervals="<[2001, 2003]>"``.
    """
    if TIME_ATTRIBUTES.isdisjoint(attributes):
        return []
    found: list[Period] = []
    start = _first(attributes, "start", "startopen", "datefrom")
    end = _first(attributes, "end", "endopen", "dateto")
    if start or end:
        found.append((start, end))
    moments = [attributes.get("timestamp", ""), *_listed(attributes.get("timestamps", ""))]
    found += [(moment, moment) for text in moments if (moment := _moment(text))]
    bounds = [_moment(text) for text in _listed(attributes.get("intervals", ""))]
    return found + list(zip(bounds[::2], bounds[1::2], strict=False))


def extent(found: Iterable[Period]) -> Period:
    """Give the first start and the last end; open where any period is."""
    starts, ends = zip(*found, strict=True)
    first = None if None in starts else min(starts, key=order)
    return first, None if None in ends else max(ends, key=order)


def order(moment: str | None) -> tuple[int, float, str]:
    """Give the key by which moments sort: none, then numbers, then dates."""
    if moment is None:
        return 0, 0.0, ""
    number = _number(moment)
    return (1, number, "") if number is not None else (2, 0.0, moment)


def settle_times(rows: Rows) -> int:
    """Write years as years; where times only count steps, head them so that nobody takes them for dates.

    Returns
    -------
    int
        How many different times are steps.
    """
    moments = {moment for key in ("since", "until") for moment in rows.column(key)}
    numbers = {moment: _number(moment) for moment in moments}
    known = [number for number in numbers.values() if number is not None]
    if not known:
        return 0
    if len(known) < len(moments) or not all(number in _YEARS for number in known):
        rows.declare("since", "time from")
        rows.declare("until", "time to")
        return len(moments)
    for row in rows.rows:
        for key in ("since", "until"):
            number = numbers.get(rows.cell(row, key) or "")
            rows.put(row, key, None if number is None else str(int(number)))
    return 0


def _listed(text: str) -> list[str]:
    """Split ``<[2001, 2003]; [2005, 2006]>`` into its moments."""
    return [part for part in _MARKS.split(text) if part.strip()]


def _first(attributes: Mapping[str, str], *names: str) -> str | None:
    """Give the first of several attributes that says a moment."""
    return next((moment for name in names if (moment := _moment(attributes.get(name, "")))), None)


def _moment(text: str) -> str | None:
    """Read one moment; infinity is open, and a day needs no time zone."""
    plain = text.strip().strip("\"'")
    number = _number(plain)
    if not plain or (number is not None and not math.isfinite(number)):
        return None
    zone = _ZONE.fullmatch(plain)
    return zone[1] if zone else plain


def _number(text: str) -> float | None:
    """Read a number, or nothing."""
    try:
        return float(text)
    except ValueError:
        return None
