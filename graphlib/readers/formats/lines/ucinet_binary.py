"""UCINET's own pair of files: a header (``.##h``) and the numbers (``.##d``).

The layout is nowhere published; it is read as in the R scripts of C. Steglich (2015) that UCINET's
pages point to: a mark (``DATE:`` or ``V6404`` and later), date, kind of labels, kind of numbers,
number of dimensions, sizes (columns first), title, which dimensions have labels, the labels.
"""

from __future__ import annotations

import math
import re
import struct

import numpy as np

from graphlib.readers.formats.lines.text_network import refused, said
from graphlib.readers.formats.lines.ucinet_matrices import Level, Matrices, laid_out
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_ROWS, refusal

__all__ = ["is_header", "read_pair"]

_MARK = re.compile(rb"\x05(DATE:|V\d{4})")

_DTYPES = {1: "<u1", 2: "<u1", 3: "<i1", 4: "<u2", 5: "<i2", 6: "<i4", 7: "<f4", 9: "<f8", 17: "<i4"}
"""Kinds of numbers by their code in the header; others cannot be told apart without UCINET."""

_WIDE_LABELS = 3
"""Code of labels that are written in two bytes a letter."""

_MISSING = 1e37
"""From here on a number means that there is none: UCINET writes 1e38."""


def is_header(data: bytes) -> bool:
    """Tell whether a file is the header of such a pair."""
    return _MARK.match(data[:6]) is not None


def read_pair(header: bytes, data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read a header and its numbers.

    Parameters
    ----------
    header, data
        Bytes of the ``.##h`` and the ``.##d`` file.
    file, name
        What the user calls the pair, and its name without ending.

    Returns
    -------
    list of Grid
        Actors and ties, or actors, events and participations.

    Raises
    ------
    InputError
        If one of them is missing, the header cannot be read, or the numbers do not fit it.
    """
    if not header or not data:
        raise refused(file, "ucinet_alone")
    if not is_header(header):
        raise refused(file, "ucinet_header")
    try:
        code, sizes, labels = _header(header)
    except (struct.error, ValueError) as error:
        raise refused(file, "ucinet_header") from error
    if code not in _DTYPES:
        raise refused(file, "ucinet_numbers", code=str(code))
    kind = np.dtype(_DTYPES[code])
    columns, rows, levels = sizes
    if math.prod(sizes) * kind.itemsize != len(data):
        raise refused(
            file, "ucinet_size", rows=rows, columns=columns, levels=levels, size=len(data) // kind.itemsize
        )
    if max(sizes) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    numbers = np.frombuffer(data, dtype=kind).astype("float64").reshape(levels, rows, columns)
    missing = ~(np.abs(numbers) < _MISSING)
    numbers = np.where(missing, 0.0, numbers)
    notes = [said(file, "no_value", count=int(missing.sum()))] if missing.any() else []
    if np.count_nonzero(numbers) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    digits = 7 if kind == np.dtype("<f4") else 15
    matrices = [Level(labels[2][place], _cells(matrix, digits)) for place, matrix in enumerate(numbers)]
    is_square = rows == columns and (labels[0] == labels[1] or not any(labels[0]) or not any(labels[1]))
    names = labels[1] if any(labels[1]) or not is_square else labels[0]
    return laid_out(
        Matrices(names, None if is_square else labels[0], matrices), file=file, encoding=None, notes=notes
    )


def _header(header: bytes) -> tuple[int, tuple[int, int, int], list[list[str]]]:
    """Read code of the numbers, sizes (columns, rows, levels) and labels of each."""
    size = "<H" if header[1:6] == b"DATE:" else "<I"
    (label_kind, code, dimensions), place = struct.unpack_from("<HBH", header, 14), 19
    if dimensions not in (2, 3):
        raise ValueError("neither one matrix nor a stack of them")
    sizes: list[int] = []
    for _ in range(dimensions):
        sizes += struct.unpack_from(size, header, place)
        place += struct.calcsize(size)
    place += 1 + header[place] if place < len(header) else 1
    flags = struct.unpack_from(f"<{dimensions}B", header, place)
    place += dimensions
    sizes += [1] * (3 - dimensions)
    if min(sizes) < 1 or max(sizes) > MAX_ROWS:
        raise ValueError("no size of a matrix")
    labels = []
    for count, is_labelled in zip(sizes, [*flags, 0], strict=False):
        if is_labelled:
            found, place = _labels(header, place, count, is_wide=label_kind == _WIDE_LABELS)
        else:
            found = [""] * count
        labels.append(found)
    return code, (sizes[0], sizes[1], sizes[2]), labels


def _labels(header: bytes, place: int, count: int, *, is_wide: bool) -> tuple[list[str], int]:
    """Read the labels of one dimension, each with its length before it."""
    found = []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", header, place)
        letters = header[place + 2 : place + 2 + length]
        if len(letters) < length:
            raise ValueError("the header ends within a label")
        found.append(letters.decode("utf-16-le" if is_wide else "cp1252", errors="replace").strip("\0 "))
        place += 2 + length
    return found, place


def _cells(matrix: np.ndarray, digits: int) -> dict[tuple[int, int], str]:
    """List the cells of a matrix that are not nought."""
    rows, columns = np.nonzero(matrix)
    values = matrix[rows, columns]
    return {
        (int(i), int(j)): f"{value:.{digits}g}" for i, j, value in zip(rows, columns, values, strict=True)
    }
