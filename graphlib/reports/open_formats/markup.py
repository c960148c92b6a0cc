"""Text and values for XML: what it cannot hold is shown as such, what it can comes back exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

__all__ = ["FORBIDDEN", "attribute", "element_text", "has_no_value", "held", "ids", "plain_value", "type_of"]

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""

_REPLACED = "\ufffd"


def held(value: object) -> str:
    """Replace what XML cannot hold by the sign for a character that is not known."""
    return FORBIDDEN.sub(_REPLACED, str(value))


def attribute(value: object) -> str:
    """Quote a value as an attribute; line ends and tabs in it survive."""
    return quoteattr(held(value))


def element_text(value: object) -> str:
    """Escape a value as the text of an element."""
    return escape(held(value), {"\r": "&#13;"})


def ids(keys: Iterable[str]) -> dict[str, str]:
    """Give each key an id that XML can hold; two that would become one stay apart."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name = held(key) or "_"
        while name in taken:
            name += "_"
        taken.add(name)
        given[key] = name
    return given


def has_no_value(value: object) -> bool:
    """Tell whether a cell is missing."""
    return value is None or value is pd.NA or value != value


def plain_value(value: object) -> str:
    """Write a flag, a number or a text."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else str(value)


def type_of(cells: pd.Series) -> str:
    """Name the type that all values of a column have: boolean, long, double or string."""
    found = {type(value) for value in cells.tolist() if not has_no_value(value)}
    if found == {bool}:
        return "boolean"
    if found == {int}:
        return "long"
    return "double" if found and found <= {int, float} else "string"
