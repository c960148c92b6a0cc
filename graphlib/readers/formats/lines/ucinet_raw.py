"""UCINET's older plain text: blocks that begin with a line such as ``4 , 10 , 10 ,N,NB``.

The second and third number are the rows and columns of the block, the line before may name it,
the line after holds the labels of the columns. A block is read only where all of this fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graphlib.errors import Problem
from graphlib.readers.formats.lines.text_network import is_number, is_zero, plausible_count, refused, said
from graphlib.readers.formats.lines.ucinet_matrices import Level, Matrices
from graphlib.readers.limits import MAX_ROWS, enumeration, refusal

__all__ = ["is_raw", "parse_raw"]

_HEAD = re.compile(
    r"(?m)^[ \t]*\d+[ \t]*,[ \t]*(\d+)[ \t]*,[ \t]*(\d+)[ \t]*,[ \t]*[A-Z][ \t]*,[ \t]*[A-Z]{2}[ \t]*\r?$"
)


class _Block(NamedTuple):
    """One block: its name, the labels of its columns, its rows of words."""

    name: str
    labels: list[str]
    rows: list[list[str]]


def is_raw(text: str) -> bool:
    """Tell whether a text begins with such a block, after two lines of title at most."""
    match = _HEAD.search(text)
    if match is None or text.count("\n", 0, match.start()) > 2:
        return False
    # A row of a CSV file may look like such a line; then the rows after it do too.
    labels = text[match.end() :].lstrip("\r\n").partition("\n")[0]
    return _HEAD.match(labels) is None and str(labels.count(",") + 1) == match[2]


def parse_raw(text: str, file: str) -> tuple[Matrices, list[Problem]]:
    """Read the blocks: square ones are matrices, those of another width hold attributes.

    Parameters
    ----------
    text, file
        The file's text, and what the user calls it.

    Returns
    -------
    tuple
        The matrices, and what was decided.

    Raises
    ------
    InputError
        If a block is not as long or wide as it says, or there is no square one.
    """
    blocks = _blocks(text, file)
    square = [block for block in blocks if len(block.labels) == len(block.rows)]
    if not square:
        raise refused(file, "raw_no_matrix")
    labels = square[0].labels
    if any(len(block.rows) != len(labels) for block in blocks):
        raise refused(file, "raw_lengths")
    notes = [said(file, "raw_form", count=len(blocks))]
    others = sorted({other for block in square for other in block.labels} - set(labels))
    if others:
        notes.append(said(file, "raw_labels", names=enumeration(others)))
    levels = [Level(block.name, _cells(block, file)) for block in square]
    if sum(len(level.cells) for level in levels) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    tables = [block for block in blocks if block not in square]
    return Matrices(labels, None, levels, _attributes(tables)), notes


def _blocks(text: str, file: str) -> list[_Block]:
    """Cut a text into blocks; a line left over before the next block is that block's name."""
    heads = list(_HEAD.finditer(text))
    name, line = text[: heads[0].start()].strip().rpartition("\n")[2], 1
    blocks = []
    for place, match in enumerate(heads):
        line += text.count("\n", heads[place - 1].start() if place else 0, match.start())
        end = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        rows, columns = (plausible_count(word, text, file) for word in match.groups())
        lines = [row for row in text[match.end() : end].split("\n") if row.strip()]
        labels = [label.strip() for label in lines[0].split(",")] if lines else []
        body = [re.split(r"[\s,]+", row.strip()) for row in lines[1 : rows + 1]]
        after = lines[rows + 1 :]
        is_whole = len(body) == rows and all(len(row) == columns for row in (*body, labels))
        if not is_whole or len(after) > (end < len(text)):
            raise refused(file, "raw_block", line=str(line), rows=rows, columns=columns)
        blocks.append(_Block(name, labels, body))
        name = after[0].strip() if after else ""
    return blocks


def _cells(block: _Block, file: str) -> dict[tuple[int, int], str]:
    """List the cells of a square block that are not nought."""
    for row in block.rows:
        for word in row:
            if not is_number(word):
                raise refused(file, "dl_cell", word=word[:60])
    return {
        (i, j): word for i, row in enumerate(block.rows) for j, word in enumerate(row) if not is_zero(word)
    }


def _attributes(blocks: Sequence[_Block]) -> dict[str, list[str]]:
    """Take the columns of other blocks as attributes; a column that only counts the rows is left out."""
    columns: dict[str, list[str]] = {}
    for block in blocks:
        counted = [str(place) for place in range(1, len(block.rows) + 1)]
        for place, label in enumerate(block.labels):
            cells = [row[place] for row in block.rows]
            if cells != counted:
                columns[_free(label or block.name or "value", columns)] = cells
    return columns


def _free(wanted: str, taken: dict[str, list[str]]) -> str:
    """Find a heading that no other column has."""
    heading, count = wanted, 2
    while heading in taken or heading.casefold() in ("id", "name"):
        heading, count = f"{wanted} ({count})", count + 1
    return heading
