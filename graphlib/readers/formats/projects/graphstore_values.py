"""The values from which Gephi's GraphStore makes its bytes: numbers, texts, lists.

Every value starts with a byte that tells what follows: a small number itself, a text, a list.
Numbers of unknown size come in groups of seven bits, the lowest first, the eighth bit telling that
there is more.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

__all__ = ["Values", "iso"]

_DEEPEST = 60
"""Depth of values in values; Gephi itself goes to eight."""

_FIXED: dict[int, object] = {0: None, 2: True, 3: False, 57: -(2**31), 30: -(2**63), 101: ""}
_FIXED |= {tag: tag - 5 for tag in range(4, 14)} | {tag: tag - 18 for tag in range(17, 27)}
_FIXED |= {tag: tag - 32 for tag in (31, 32, 33)} | {tag: tag - 37 for tag in (36, 37, 38)}
_FIXED |= {tag: float(tag - 42) for tag in (41, 42, 43)} | {tag: float(tag - 48) for tag in (47, 48, 49)}

# Numbers of a known size, big end first.
_NUMBERS = {14: "B", 29: "B", 34: "B", 35: "h", 39: "b", 44: "B", 45: "h", 46: "f", 50: "B", 51: "h", 52: "d"}
_FLOATS = (44, 45, 50, 51)

# Lists of numbers of a known size, after their length.
_LISTS = {53: "d", 56: "f", 58: "h", 59: "?", 61: "B", 62: "h", 63: "i", 65: "B", 66: "h", 67: "i", 68: "q"}


class Values:
    """Reads values one after another.

    Parameters
    ----------
    data
        The bytes. Reading raises `ValueError` where they make no sense, and `IndexError` or
        `struct.error` where they end too early. Time and memory are linear in the bytes.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0
        self._depth = 0
        self.readers: dict[int, Callable[[], object]] = {
            15: lambda: -self.packed(), 16: self.packed, 27: lambda: -self.packed(), 28: self.packed,
            40: lambda: chr(self.number("H")), 54: self._decimal, 55: self._large, 60: self._bytes,
            64: self._packed_list, 69: self._packed_list, 70: self._letters, 71: self._binary,
            73: lambda: [self.value() for _ in range(self.length())],
            74: lambda: [self.text() for _ in range(self.length())],
            103: self.text, 127: self._moment, 229: self._collection, 230: self._collection, 231: self._map,
        }  # fmt: skip

    def value(self) -> Any:  # noqa: ANN401
        """Read the next value."""
        tag = self.byte()
        if tag in _FIXED:
            return _FIXED[tag]
        if tag in _NUMBERS:
            number = self.number(_NUMBERS[tag])
            return float(number) if tag in _FLOATS else number
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("values in values, too deep")
        try:
            return self._nested(tag)
        finally:
            self._depth -= 1

    def _nested(self, tag: int) -> object:
        """Read a value that has parts."""
        if tag in self.readers:
            return self.readers[tag]()
        if tag in _LISTS:
            return self._numbers(_LISTS[tag], self.length())
        return self.record(tag)

    def record(self, tag: int) -> object:
        """Read what is no plain value; here nothing is known of it."""
        raise ValueError(f"unknown mark {tag} at {self.place}")

    def number(self, kind: str) -> Any:  # noqa: ANN401
        """Read a number of a known size."""
        (found,) = struct.unpack_from(f">{kind}", self.data, self.place)
        self.place += struct.calcsize(kind)
        return found

    def byte(self) -> int:
        """Read a byte."""
        self.place += 1
        return self.data[self.place - 1]

    def packed(self) -> int:
        """Read a number in groups of seven bits."""
        found = 0
        for shift in range(0, 64, 7):
            byte = self.byte()
            found |= (byte & 0x7F) << shift
            if byte < 0x80:
                return found
        raise ValueError("a number without end")

    def length(self) -> int:
        """Read the length of what follows; each part takes a byte at least."""
        found = self.packed()
        if found > len(self.data) - self.place:
            raise ValueError("longer than the file")
        return found

    def text(self) -> str:
        """Read a text: its length, then its letters as numbers."""
        length = self.length()
        letters = self.data[self.place : self.place + length]
        if letters.isascii():
            self.place += length
            return letters.decode("ascii")
        units = [self.packed() & 0xFFFF for _ in range(length)]
        return struct.pack(f"<{length}H", *units).decode("utf-16-le", errors="replace")

    def _numbers(self, kind: str, length: int) -> list[Any]:
        """Read numbers of a known size."""
        size = struct.calcsize(kind) * length
        if size > len(self.data) - self.place:
            raise ValueError("longer than the file")
        found = struct.unpack_from(f">{length}{kind}", self.data, self.place)
        self.place += size
        return list(found)

    def _bytes(self) -> list[int]:
        """Read a short list of small numbers."""
        return self._numbers("B", self.byte())

    def _packed_list(self) -> list[int]:
        """Read a list of numbers in groups of seven bits."""
        return [self.packed() for _ in range(self.length())]

    def _letters(self) -> list[str]:
        """Read a list of letters."""
        return [chr(unit) for unit in self._numbers("H", self.length())]

    def _binary(self) -> bytes:
        """Read bytes."""
        length = self.length()
        self.place += length
        return self.data[self.place - length : self.place]

    def _large(self) -> int | str:
        """Read a number of any length; beyond reason it is no number."""
        digits = self._binary()
        return int.from_bytes(digits, "big", signed=True) if len(digits) <= 64 else ""

    def _decimal(self) -> object:
        """Read a decimal number, as text that loses nothing."""
        unscaled, scale = self._large(), self.packed()
        sign, digits = ("-", str(unscaled)[1:]) if str(unscaled).startswith("-") else ("", str(unscaled))
        if not scale or scale > 60:
            return unscaled
        digits = digits.rjust(scale + 1, "0")
        return f"{sign}{digits[:-scale]}.{digits[-scale:]}"

    def _moment(self) -> str:
        """Read a date, given in thousandths of a second since 1970."""
        return iso(self.number("q"), "DATETIME")

    def _collection(self) -> object:
        """Read a list or set: its length and values, or a list of numbers at once."""
        length = self.value()
        return [self.value() for _ in range(self.count(length))] if isinstance(length, int) else length

    def _map(self) -> dict[str, object]:
        """Read values by name."""
        names = self.value()
        if isinstance(names, int):
            return {str(self.value()): self.value() for _ in range(self.count(names))}
        return {str(name): value for name, value in zip(names, self.value(), strict=False)}

    def count(self, count: object) -> int:
        """Check a number of values that follow."""
        if not isinstance(count, int) or not 0 <= count <= len(self.data) - self.place:
            raise ValueError("longer than the file")
        return count


def iso(time: float, time_format: str) -> str:
    """Write a time: a number as it is, a date in ISO; an open end is blank."""
    if time != time or time in (float("inf"), float("-inf")):
        return ""
    if time_format == "DOUBLE":
        return str(int(time)) if float(time).is_integer() and abs(time) < 1e15 else repr(time)
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=time)
    except OverflowError:
        return repr(time)
    is_day = time_format == "DATE" or (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.strftime("%Y-%m-%d" if is_day else "%Y-%m-%dT%H:%M:%S")
