"""Names from the data, made fit for where they are written: XML, cells, pages."""

from __future__ import annotations

import re

__all__ = ["readable", "without_formulas", "xml_text"]

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STARTS_FORMULA = re.compile(r"^(?=[\t\r\n])|(^|[;,\t\r\n\"])(\s*)(?=[=+\-@＝＋－＠])")


def xml_text(value: object) -> str:
    """Drop what XML forbids: control characters, lone surrogates, non-characters."""
    return _NOT_XML.sub("", str(value))


def readable(value: object) -> str:
    """Drop also the marks that turn the text after them around, so that a name stays within itself.

    Right-to-left writing needs none of them: its letters carry their direction.
    """
    return _TURNS_TEXT.sub("", xml_text(value))


def without_formulas(value: str) -> str:
    """Put an apostrophe before whatever a spreadsheet would run as a formula.

    Not only at the start: where a spreadsheet splits the line at another separator than the one
    it was written with, a cell can begin after any ``;``, comma, tab, quote or line end.
    """
    return _STARTS_FORMULA.sub(r"\1\2'", value)
