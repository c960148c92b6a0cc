"""Runs the reader of workbooks in a process of its own, within limits of time and memory."""

from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path

from graphlib.readers.formats.sheets import workbook_child
from graphlib.readers.formats.sheets.workbook_child import SheetText
from graphlib.readers.limits import refusal

__all__ = ["sheets"]

_SECONDS = 60
"""Time after which reading is given up."""

_DAMAGED = 1
"""What Python ends with after an exception: the workbook breaks its format's rules."""


def sheets(data: bytes, *, file: str) -> list[SheetText]:
    """Read the sheets of an ``.xlsx``, ``.xlsb`` or ``.xls`` workbook.

    Takes some 20 ms for the process and about a second for a million cells.

    Parameters
    ----------
    data
        The file's bytes.
    file
        What the user calls it.

    Returns
    -------
    list of tuple
        Of each sheet its title, whether it is hidden, its rows of text and its merged areas.

    Raises
    ------
    InputError
        If it is damaged, has a password, or needs more time or memory than is given.
    """
    # -P keeps the modules beside the program from hiding those of the standard library.
    command = [sys.executable, "-P", str(Path(workbook_child.__file__))]
    try:
        done = subprocess.run(  # noqa: S603 - the program is this package's own, the file only its input
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refusal(file, "too_spread", area="cells_read") from error
    if done.returncode == _DAMAGED:
        raise refusal(file, "damaged")
    if done.returncode:
        raise refusal(file, "too_spread", area="cells_read")
    found: list[SheetText] = marshal.loads(done.stdout)  # noqa: S302 - what the program above wrote
    return found
