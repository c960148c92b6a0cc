"""Numbers, flags and lists as people write them, read column by column."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from graphlib.sectors import plain

__all__ = ["flags", "list_separator", "lists", "numbers"]

_YES = "yes y true 1 x oui o vrai ja j wahr si s vero verdadero ✓ ✔"
_NO = "no n false 0 non faux nein falsch falso"
_FLAGS = {**dict.fromkeys(_YES.split(), True), **dict.fromkeys(_NO.split(), False)}

_GROUPED_BY_COMMA = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_GROUPED_BY_POINT = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_GROUPED_TWICE = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}")
"""Two points cannot be decimal."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_UNITS = r"€|\$|£|¥|%|‰|k€|M€|EUR|euros?|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|Fr\.|kr\.?|zł|Kč|Ft"
_BEFORE = re.compile(rf"(?:{_UNITS})\s*(?=[+-]?[\d.,])", re.IGNORECASE)
_AFTER = re.compile(rf"(?<=[\d.,–—-])\s*(?:{_UNITS})", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,](?:-{1,2}|–|—)")
"""How ``1 200.–`` ends."""
_BRACKETED = re.compile(r"\(\s*([^()-]*\d[^()]*?)\s*\)|(\d.*\d|\d)\s?-")
"""How accounts write what is below zero: ``(1 200)`` and ``1 200-``."""
_FACTORS = {"%": 0.01, "‰": 0.001, "k€": 1e3, "m€": 1e6}


def numbers(cells: pd.Series, *, separator: str | None = None) -> tuple[pd.Series, str | None]:
    """Read a column of numbers.

    Spaces and apostrophes between thousands are dropped, and so are signs and codes of currencies;
    ``12 %`` is 0.12, as in a workbook, ``3 k€`` is 3000, and ``(5)`` is -5. A comma is the decimal
    mark where any cell shows it (``2,5``); where all could be thousands (``1,500``) it is so in a
    file separated by semicolons, as the countries that write it this way do.

    Returns
    -------
    tuple
        The column, float64 where every cell could be read, otherwise with the unread cells as
        they came; and an example of a cell that had to be interpreted (``2,5 → 2.5``), or ``None``.
    """
    values = [str(value) for value in cells.dropna().unique()]
    bare = {value: _bare(value) for value in values}
    is_comma = _has_decimal_comma([text for text, _ in bare.values()], separator)
    read: dict[str, float] = {}
    example = None
    for value in values:
        digits, factor = bare[value]
        text = _pointed(digits, is_comma=is_comma)
        if _NUMBER.fullmatch(text) and np.isfinite(float(text)):
            read[value] = _scaled(float(text), factor)
            if text != value and example is None:
                example = f"{value} → {read[value]:g}"
    if len(read) == len(values):
        return cells.map(read).astype("float64"), example
    return cells.astype(object).map(lambda cell: read.get(cell, cell)), example


def _bare(value: str) -> tuple[str, float]:
    """Give the digits and marks of a number without its unit, and the factor that the unit means."""
    text = value.strip().replace("−", "-")
    below = _BRACKETED.fullmatch(text)
    sign, text = ("-", below[1] or below[2]) if below else _signed(text)
    before, after = _BEFORE.match(text), _AFTER.search(text)
    unit = (before or after or [""])[0].strip().casefold()
    if before:
        inner, text = _signed(text[before.end() :])
        sign = sign or inner
    elif after and after.end() == len(text):
        text = text[: after.start()]
    ending = _NO_CENTS.search(text)
    if ending and ending.end() == len(text):
        text = text[: ending.start()]
    return sign + _SPACE_IN_NUMBER.sub("", text), _FACTORS.get(unit, 1.0)


def _signed(text: str) -> tuple[str, str]:
    """Part a number from its sign; a plus is none."""
    if text[:1] in ("+", "-") and text[1:2] not in ("+", "-"):
        return text[0].replace("+", ""), text[1:].lstrip()
    return "", text


def _scaled(number: float, factor: float) -> float:
    """Multiply without the noise of binary fractions: 7 % is 0.07."""
    return number if factor == 1 else float(f"{number * factor:.15g}")


def flags(cells: pd.Series) -> pd.Series:
    """Read a column of yes and no in five languages, blank as no; others stay as they came."""
    read: dict[object, object] = {}
    for value in cells.dropna().unique():
        word = plain(str(value)) or str(value).strip()
        read[value] = _FLAGS.get(word, value)
    kept = cells.astype(object).map(lambda cell: read.get(cell, False))
    return kept.astype("bool") if all(isinstance(value, bool) for value in read.values()) else kept


def list_separator(cells: pd.Series) -> str:
    """Tell what parts the items of a column: ``;``, else ``|``, else ``,`` where a cell holds it."""
    for separator in (";", "|", ","):
        if cells.str.contains(separator, regex=False).any():
            return separator
    return ";"


def lists(cells: pd.Series, *, separator: str) -> pd.Series:
    """Read a column of several items a cell as items joined by ``;``, each once."""
    read = {value: _joined(str(value), separator) for value in cells.dropna().unique()}
    return cells.map(read).astype("str")


def _joined(value: str, separator: str) -> str:
    """Join the items of a cell by ``;``, without spaces around and without repetition."""
    items = (" ".join(item.split()) for item in value.split(separator))
    return ";".join(dict.fromkeys(item for item in items if item))


def _has_decimal_comma(values: list[str], separator: str | None) -> bool:
    """Tell whether a column writes decimals after a comma."""
    with_comma = [value for value in values if "," in value]
    if not with_comma:
        return False
    # 1.234,5 shows it, 1,234.5 shows the contrary, 2,5 shows it, 1,500 shows nothing.
    if any(value.rfind(",") > value.rfind(".") >= 0 for value in with_comma):
        return True
    if any("." in value for value in with_comma):
        return False
    return separator == ";" or any(not _GROUPED_BY_COMMA.fullmatch(value) for value in with_comma)


def _pointed(value: str, *, is_comma: bool) -> str:
    """Write a number with a decimal point and no marks between thousands."""
    if is_comma:
        if _GROUPED_BY_POINT.fullmatch(value):
            value = value.replace(".", "")
        return value.replace(",", ".")
    if _GROUPED_TWICE.fullmatch(value):
        return value.replace(".", "")
    return value.replace(",", "") if _GROUPED_BY_COMMA.fullmatch(value) else value
