"""UCINET: text in its data language (DL), its older plain text, and its pair of binary files.

Format: Borgatti, S. P., Everett, M. G. and Freeman, L. C. (2002). UCINET 6 for Windows: user's
guide. Analytic Technologies.
"""

from __future__ import annotations

import re

from graphlib.errors import InputError
from graphlib.readers.formats.lines.text_network import head, letters, refused
from graphlib.readers.formats.lines.ucinet_binary import is_header, read_pair
from graphlib.readers.formats.lines.ucinet_dl import parse_dl
from graphlib.readers.formats.lines.ucinet_matrices import laid_out
from graphlib.readers.formats.lines.ucinet_raw import is_raw, parse_raw
from graphlib.readers.grid import Grid

__all__ = ["is_header", "read", "read_pair", "recognises", "unpaired"]

_DL = re.compile(
    r"(?i)\s*dl\b[\s,;]*(?:\b(?:n|nr|nc|nm)\b\s*[=,\s]\s*\d|format\b|title\b|labels?\b|data\s*:)"
)


def recognises(data: bytes) -> bool:
    """Tell whether a file is UCINET text, by its beginning."""
    text = head(data)
    return _DL.match(text) is not None or is_raw(text)


def unpaired(file: str) -> InputError:
    """Make the error that refuses a header or data file that came alone."""
    return refused(file, "ucinet_alone")


def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read UCINET text.

    Parameters
    ----------
    data
        The file's bytes.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list of Grid
        Actors and ties, or actors, events and participations.

    Raises
    ------
    InputError
        If the numbers do not fit what the beginning says, the layout is not known, or it is half
        of a pair of binary files.
    """
    if is_header(data):
        raise unpaired(file)
    text, encoding, notes = letters(data, file)
    matrices, remarks = parse_raw(text, file) if is_raw(text[:8192]) else parse_dl(text, file)
    return laid_out(matrices, file=file, encoding=encoding, notes=[*notes, *remarks])
