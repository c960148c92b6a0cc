"""What is too large to be read, and the way a file is refused."""

from __future__ import annotations

from collections.abc import Sequence

from graphlib.errors import InputError, Problem
from graphlib.translation import Message

__all__ = [
    "MAX_BYTES",
    "MAX_CELL",
    "MAX_COLUMNS",
    "MAX_FILES",
    "MAX_ROWS",
    "enumeration",
    "note",
    "refusal",
]

MAX_BYTES = 200 * 2**20
"""Bytes of a file, and of what it unpacks to."""

MAX_ROWS = 1_000_000
"""Rows of a table; Excel's own limit is near."""

MAX_COLUMNS = 500
"""Columns of a table."""

MAX_CELL = 32_767
"""Characters of a cell, as in Excel."""

MAX_FILES = 200
"""Files looked at in a folder or an archive."""

_SHOWN = 60
"""Characters of a name that are shown in a remark."""


def note(
    file: str,
    key: str,
    /,
    *,
    area: str = "readers",
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    **values: object,
) -> Problem:
    """Make a remark or fault of reading; its sentences stand under ``<area>.<key>``."""
    what, fix = (Message(f"{area}.{key}.{part}", **values) for part in ("what", "fix"))
    return Problem(file, row, column, value, what, fix)


def refusal(file: str, key: str, /, *, area: str = "readers", **values: object) -> InputError:
    """Make the error that refuses a whole file."""
    return InputError([note(file, key, area=area, **values)])  # type: ignore[arg-type]


def enumeration(items: Sequence[str], *, most: int = 12) -> str:
    """List the first items, each cut to a bearable length; a mark shows that there are more."""
    shown = [item if len(item) <= _SHOWN else item[: _SHOWN - 1] + "…" for item in items[:most]]
    return ", ".join(shown) + (", …" if len(items) > most else "")
