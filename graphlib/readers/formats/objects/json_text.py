"""JSON as partners send it: any encoding, ``var x = {…};`` around it, one value a line."""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from graphlib.errors import InputError, Problem
from graphlib.readers.formats.sheets.encoding import decode
from graphlib.readers.limits import MAX_BYTES, MAX_ROWS, note, refusal

__all__ = ["AREA", "Parsed", "opening", "parsed", "refuses_depth", "text_of"]

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

AREA = "json_formats"
"""Area of the catalogue with the sentences of the JSON formats."""

# What scripts of web pages put before the value: "var x = ", "window.x = ", "callback(".
_BEFORE = re.compile(
    r"\s*(?:export\s+default\s+|(?:export\s+)?(?:(?:var|let|const)\s+)?([A-Za-z_$][\w$.]{0,80})\s*[=(]\s*)"
)
_AFTER = re.compile(r"\s*\)?\s*[;,]?[\s\0]*")
_BLANKS = re.compile(r"[ \t\r\n\0\x1e]*")

# Halves of letters, which no file of text can hold.
_UNFIT = re.compile(r"[\ud800-\udfff]")

_LONG_NUMBER = 17
"""Digits of a whole number that a number of the machine holds in every program; beyond, it stays text."""

_MAX_VALUES = 20_000_000
"""Values of a file."""

_MAX_NESTED = 3_000_000
"""Lists and objects of a file: as many as can be read in bearable time and memory."""

_EXAMPLES = 5
"""Repeated headings that are named in a remark."""


@dataclass(frozen=True)
class Parsed:
    """What a JSON file holds.

    Attributes
    ----------
    value
        The value; a list where there is one value a line, a dict by name where a script names several.
        Numbers beyond what a program holds exactly are text, ``NaN`` and infinite ones ``None``.
    notes
        What was decided while reading.
    encoding
        How the bytes were read.
    """

    value: Any
    notes: tuple[Problem, ...]
    encoding: str


class _Decoder:
    """A decoder that loses nothing silently: it counts what JSON leaves open."""

    def __init__(self) -> None:
        self.repeated: dict[str, int] = {}
        self.unknown = 0
        self._json = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=self._float,
            parse_int=lambda digits: int(digits) if len(digits) <= _LONG_NUMBER else digits,
            parse_constant=self._constant,
        )

    def value_at(self, text: str, start: int) -> tuple[Any, int]:
        """Give the value that starts at a place, and where it ends."""
        value, end = self._json.raw_decode(text, start)
        return value, end

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Make an object; of a repeated heading the last value counts."""
        made = dict(pairs)
        if len(made) < len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen:
                    self.repeated[name] = self.repeated.get(name, 0) + 1
                seen.add(name)
        return made

    def _float(self, digits: str) -> float | str:
        """Read a number; one that no program can hold stays as it is written."""
        value = float(digits)
        return value if math.isfinite(value) else digits

    def _constant(self, _word: str) -> None:
        """Read ``NaN`` and ``Infinity`` as missing."""
        self.unknown += 1


def parsed(data: bytes, *, file: str) -> Parsed:
    """Read a JSON file.

    Parameters
    ----------
    data
        The file's bytes, unpacked.
    file
        What the user calls it.

    Raises
    ------
    InputError
        If it is blank, too large or not JSON: with the line and the column.
    RecursionError
        If it is nested too deeply: `refuses_depth` turns that into a refusal.
    """
    if len(data) > MAX_BYTES:
        raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
    text, encoding, is_guess = decode(data)
    text = text.removeprefix("\ufeff")
    if not text.strip("\0 \t\r\n"):
        raise refusal(file, "blank")
    # What a program makes of a file of nothing but brackets takes twenty times its size.
    if text.count(",") > _MAX_VALUES or text.count("{") + text.count("[") > _MAX_NESTED:
        raise refusal(file, "too_many_cells", area=AREA, limit=_MAX_VALUES)
    decoder = _Decoder()
    try:
        value = _value(text, decoder, file)
    except json.JSONDecodeError as error:
        raise _fault(file, text, error) from error
    notes = [note(file, "encoding", encoding=encoding, example=_example(text))] if is_guess else []
    if "\ufffd" in text:
        notes.append(note(file, "unreadable_letters", count=text.count("\ufffd")))
    if decoder.repeated:
        names = ", ".join(name[:60] for name in list(decoder.repeated)[:_EXAMPLES])
        notes.append(note(file, "repeated", area=AREA, count=sum(decoder.repeated.values()), names=names))
    if decoder.unknown:
        notes.append(note(file, "not_a_number", area=AREA, count=decoder.unknown))
    return Parsed(value, tuple(notes), encoding)


def refuses_depth(read: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """Make a reader refuse a file whose values are nested deeper than a program can follow.

    Parameters
    ----------
    read
        A function with the keyword ``file``, that reads parsed JSON.
    """

    @functools.wraps(read)
    def reading(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
        """Read, or refuse."""
        try:
            return read(*args, **kwargs)
        except RecursionError as error:
            raise refusal(str(kwargs["file"]), "nested", area=AREA) from error

    return reading


def opening(data: bytes, *, most: int) -> str:
    """Give the first characters of a file as text without what a script puts before the value.

    Parameters
    ----------
    data
        Any bytes.
    most
        Bytes looked at.

    Returns
    -------
    str
        Starts with ``{`` or ``[``; empty where the file cannot be JSON.
    """
    head = data[:most]
    is_wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]
    text = decode(head)[0] if is_wide else head.decode("utf-8", errors="replace")
    text = text.removeprefix("\ufeff").lstrip(" \t\r\n\0")
    if not text.startswith(("{", "[")):
        before = _BEFORE.match(text)
        text = text[before.end() :] if before else ""
    return text if text.startswith(("{", "[")) else ""


def text_of(value: object) -> str:
    """Write a value as a cell.

    Lists of plain values are joined by ``;``; anything nested deeper is compact JSON. Nothing is blank.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        # Neither zeros nor halves of letters are printable.
        fit = value if value.isprintable() else _UNFIT.sub("\ufffd", value.replace("\0", ""))
        return fit.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return repr(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return _joined(value)
    return _compact(value) if value else ""


def _joined(items: Sequence[object]) -> str:
    """Join plain values by ``;``; others, and those with ``;`` in them, are compact JSON."""
    if any(isinstance(item, (dict, list)) or ";" in str(item) for item in items):
        return _compact(items)
    return ";".join(text for text in map(text_of, items) if text)


def _compact(value: object) -> str:
    """Write a nested value as JSON without blanks."""
    return _UNFIT.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str))


def _value(text: str, decoder: _Decoder, file: str) -> Any:  # noqa: ANN401
    """Read every value of a text, by name where a script names several."""
    values: list[tuple[str | None, Any]] = []
    place = _end(_BLANKS, text, 0)
    while place < len(text):
        if len(values) > MAX_ROWS:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)
        before = None if text[place] in "{[" else _BEFORE.match(text, place)
        value, place = decoder.value_at(text, before.end() if before else place)
        values.append((before[1] if before else None, value))
        place = _end(_AFTER if before else _BLANKS, text, place)
    if len(values) == 1:
        return values[0][1]
    if all(name for name, _ in values):
        return dict(values)
    return [value for _, value in values]


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Tell where a pattern ends that may be empty."""
    found = pattern.match(text, place)
    return found.end() if found else place


def _fault(file: str, text: str, error: json.JSONDecodeError) -> InputError:
    """Make the error that shows where JSON stops being JSON."""
    line = text[max(error.pos - 30, error.pos - error.colno + 1) :].split("\n", 1)[0]
    key = "cut_short" if not text[error.pos :].strip() else "syntax"
    found = note(
        file,
        key,
        area=AREA,
        row=error.lineno,
        line=str(error.lineno),
        place=str(error.colno),
        shown=line[:60].strip(),
    )
    return InputError([found])


def _example(text: str) -> str:
    """Find a word with a letter beyond ASCII, by which a reader can judge the encoding."""
    found = re.search(r"\w*[^\x00-\x7f\s]\w*", text)
    return found[0][:40] if found else ""
