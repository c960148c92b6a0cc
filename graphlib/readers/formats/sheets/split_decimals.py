"""Amounts such as ``25 000,00`` that a comma-separated file without quotation marks cuts in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

__all__ = ["rejoined"]

_WHOLE = re.compile(r"[+-]?\d[\d\s.\u00a0\u202f]*")
_DECIMALS = re.compile(r"\d{1,2}")

_MOST = 3
"""Cut amounts in a row that are looked for."""

_CANDIDATES = 8
"""Places in a row where a cut may be; more decide nothing."""

_LEAST = 2
"""Rows that must be cut in the same columns: one alone may have a cell too many."""

_SHARE = 0.5
"""Share of the long rows that must be cut in the same columns."""


def rejoined(rows: list[list[str]], heading: int) -> tuple[list[list[str]], int, str]:
    """Join amounts that the separator cut at their decimal comma.

    A row with exactly ``k`` cells more than there are headings is mended where ``k`` pairs of
    neighbours look like an amount and its decimals, in the columns in which most of these rows
    have such pairs, and where no other columns could be meant. Other rows stay as they are.

    Parameters
    ----------
    rows
        Rows of a comma-separated file; not changed.
    heading
        Place of the row of headings.

    Returns
    -------
    tuple
        The rows, how many were mended, and an example of an amount.
    """
    width = len(rows[heading]) if rows else 0
    mended, count, example = list(rows), 0, ""
    for extra in range(1, _MOST + 1):
        places = [at for at in range(heading + 1, len(rows)) if len(rows[at]) == width + extra]
        found = {at: set(_cuts(rows[at], extra)) for at in places}
        chosen = _columns(list(found.values()))
        for at in places if chosen else ():
            if chosen in found[at]:
                mended[at] = _joined(rows[at], chosen)
                count, example = count + 1, example or mended[at][chosen[0]]
    return mended, count, example


def _cuts(row: list[str], extra: int) -> Iterator[tuple[int, ...]]:
    """Give every choice of ``extra`` columns, as the headings count them, that may be cut."""
    pairs = [
        place
        for place, (first, second) in enumerate(pairwise(row))
        if _DECIMALS.fullmatch(second) and _WHOLE.fullmatch(first)
    ]
    if len(pairs) > _CANDIDATES:
        return
    for places in combinations(pairs, extra):
        if all(later - earlier > 1 for earlier, later in pairwise(places)):
            yield tuple(place - before for before, place in enumerate(places))


def _columns(found: list[set[tuple[int, ...]]]) -> tuple[int, ...]:
    """Choose the columns that are cut in most rows; nothing where two choices are as good."""
    counts = Counter(choice for choices in found for choice in choices).most_common(2)
    if not counts or counts[0][1] < max(_LEAST, _SHARE * len(found)):
        return ()
    is_tie = len(counts) > 1 and counts[1][1] == counts[0][1]
    return () if is_tie else counts[0][0]


def _joined(row: list[str], columns: tuple[int, ...]) -> list[str]:
    """Join the cut amounts of a row."""
    cells: list[str] = []
    rest = iter(row)
    for cell in rest:
        cells.append(f"{cell},{next(rest)}" if len(cells) in columns else cell)
    return cells
