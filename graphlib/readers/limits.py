"""What is too large to be read, and the way a file is refused."""

from __future__ import annotations

from graphlib.errors import InputError, Problem
from graphlib.translation import Message

__all__ = [
    "MAX_BYTES",
    "MAX_CELL",
    "MAX_COLUMNS",
    "MAX_FILES",
    "MAX_ROWS",
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


def note(
    file: str,
    key: str,
    /,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    **values: object,
) -> Problem:
    """Make a remark or fault of reading; its sentences stand under ``readers.<key>``."""
    what, fix = (Message(f"readers.{key}.{part}", **values) for part in ("what", "fix"))
    return Problem(file, row, column, value, what, fix)


def refusal(file: str, key: str, /, **values: object) -> InputError:
    """Make the error that refuses a whole file."""
    return InputError([note(file, key, **values)])  # type: ignore[arg-type]
