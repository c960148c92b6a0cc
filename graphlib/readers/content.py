"""What a column may be by what its cells hold, where its heading does not tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graphlib.sectors import CANONICAL, canonical
from graphlib.translation import country_codes

__all__ = ["role_of"]

_ENOUGH = 5
"""Filled cells below which nothing is guessed."""

_MOST = 0.8
"""Share of the filled cells that must agree."""

_EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[a-z]{2,}", re.IGNORECASE)
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


def role_of(cells: Sequence[str]) -> str | None:
    """Guess which column of the actors these cells are, or ``None``.

    Only what can hardly be anything else is guessed: e-mail addresses, web addresses, known words
    for sectors, and the two-letter codes of countries.

    Parameters
    ----------
    cells
        Some cells of the column; blank ones are not counted.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < _ENOUGH:
        return None
    fitting = (role for role, fits in _SIGNS.items() if sum(map(fits, filled)) >= _MOST * len(filled))
    return next(fitting, None)


def _is_sector(cell: str) -> bool:
    """Tell whether a cell is a known word for a sector."""
    return len(cell) < 40 and canonical(cell) in CANONICAL


def _is_email(cell: str) -> bool:
    """Tell whether a cell is an e-mail address."""
    return _EMAIL.fullmatch(cell) is not None


def _is_url(cell: str) -> bool:
    """Tell whether a cell is a web address."""
    return _URL.fullmatch(cell) is not None


def _is_country(cell: str) -> bool:
    """Tell whether a cell is the code of a country."""
    return cell in country_codes()


_SIGNS: dict[str, Callable[[str], bool]] = {
    "contact_email": _is_email,
    "url": _is_url,
    "sector": _is_sector,
    "country": _is_country,
}
