"""The data of UCINET's data language: whole and half matrices, lists of ties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from graphlib.errors import Problem
from graphlib.readers.formats.lines.text_network import MAX_CELLS, is_number, is_zero, refused, said
from graphlib.readers.formats.lines.ucinet_matrices import Level, Matrices
from graphlib.readers.limits import MAX_ROWS, refusal

__all__ = ["Declared", "full_matrix", "half_matrix", "linked_list"]

_WORD = re.compile(r""""[^"\n]*"|'[^'\n]*'(?=[\s,]|\Z)|[^\s,]+""")

_MOST_LEVELS = 1000
"""Matrices of a file."""

_NO_VALUE = 1e37
"""From here on a number means that there is none: UCINET writes 1e38."""

_MISSING = frozenset({".", "na", "n/a"})
"""Words that say that a cell has no value."""


@dataclass(frozen=True)
class Declared:
    """What the beginning says: layout, sizes (``None`` if unsaid), labels (blank list if unsaid)."""

    form: str
    rows: int | None
    columns: int | None
    is_two_mode: bool
    levels: int
    row_labels: list[str]
    column_labels: list[str]
    level_labels: list[str]
    has_row_labels: bool
    has_column_labels: bool

    def level(self, place: int) -> str:
        """Give the name of a matrix; several without names are counted."""
        if place < len(self.level_labels):
            return self.level_labels[place]
        return str(place + 1) if self.levels > 1 else ""


def full_matrix(declared: Declared, data: str, file: str, *, first: int) -> Matrices:
    """Read whole matrices, with or without diagonal, with or without labels among the numbers.

    Raises
    ------
    InputError
        If there are not as many numbers as the sizes ask for, or a word is no number.
    """
    rows, columns = _sizes(declared, file)
    beside = (columns if declared.has_column_labels else 0) + (rows if declared.has_row_labels else 0)
    whole = declared.levels * (rows * columns + beside)
    words = _words(data, whole)
    is_hollow = rows == columns and len(words) == whole - declared.levels * rows
    if len(words) != whole and not is_hollow:
        raise refused(file, "matrix_size", line=str(first), rows=rows, columns=columns, found=len(words))
    source = iter(words)
    row_labels, column_labels = declared.row_labels, declared.column_labels
    levels = []
    for place in range(declared.levels):
        if declared.has_column_labels:
            column_labels = [_bare(word) for word in islice(source, columns)]
        cells: dict[tuple[int, int], str] = {}
        embedded = []
        for i in range(rows):
            if declared.has_row_labels:
                embedded.append(_bare(next(source)))
            spots = [(i, j) for j in range(columns) if not is_hollow or i != j]
            _fill(cells, zip(spots, islice(source, len(spots)), strict=True), file)
        row_labels = embedded or row_labels
        levels.append(Level(declared.level(place), cells))
    return _matrices(declared, row_labels or [""] * rows, column_labels or [""] * columns, levels)


def half_matrix(declared: Declared, data: str, file: str, *, first: int) -> Matrices:
    """Read upper or lower halves of matrices, with or without diagonal.

    Raises
    ------
    InputError
        If there are not as many numbers as the size asks for, or a word is no number.
    """
    size, columns = _sizes(declared, file)
    if size != columns or declared.has_row_labels or declared.has_column_labels:
        raise refused(file, "dl_format", name=declared.form)
    words = _words(data, declared.levels * size * (size + 1) // 2)
    found = {declared.levels * size * (size + step) // 2: step for step in (1, -1)}
    if len(words) not in found:
        raise refused(file, "matrix_size", line=str(first), rows=size, columns=size, found=len(words))
    gap = 0 if found[len(words)] == 1 else 1
    source = iter(words)
    levels = []
    for place in range(declared.levels):
        cells: dict[tuple[int, int], str] = {}
        for i in range(size):
            line = range(i + gap, size) if declared.form == "upperhalf" else range(i + 1 - gap)
            _fill(cells, zip([(i, j) for j in line], islice(source, len(line)), strict=True), file)
        levels.append(Level(declared.level(place), cells, is_half=True))
    return _matrices(declared, declared.row_labels or [""] * size, [], levels)


def linked_list(declared: Declared, data: str, file: str, *, first: int) -> tuple[Matrices, list[Problem]]:
    """Read lists of ties, one a line (``edgelist``) or all of one row a line (``nodelist``).

    A line with an exclamation mark begins the next matrix. Ends are labels where labels are
    embedded or known, otherwise numbers.

    Raises
    ------
    InputError
        If an end is not among the labels or numbers, or a line has no second end: it says which.
    """
    is_two_mode = declared.form.endswith("2") or (declared.is_two_mode and declared.rows != declared.columns)
    rows = _Ends(declared.row_labels, declared.rows, is_open=declared.has_row_labels)
    columns = rows
    if is_two_mode:
        columns = _Ends(declared.column_labels, declared.columns, is_open=declared.has_column_labels)
    levels: list[dict[tuple[int, int], str]] = [{}]
    count = 0
    for number, line in enumerate(data.split("\n"), start=first):
        words = [_bare(word) for word in _words(line, MAX_ROWS + 1)]
        if words == ["!"]:
            levels.append({})
        elif words:
            spots = _spots(declared.form, words, rows, columns)
            if spots is None:
                raise refused(file, "dl_tie", line=str(number), word=line.strip()[:60])
            count += len(spots)
            _fill(levels[-1], spots, file)
        if count > MAX_ROWS or len(levels) > _MOST_LEVELS:
            raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    named = [Level(declared.level(place), cells) for place, cells in enumerate(levels)]
    notes = [*rows.notes(file), *(columns.notes(file) if is_two_mode else [])]
    return Matrices(rows.labels(), columns.labels() if is_two_mode else None, named), notes


class _Ends:
    """The ends that ties may have: labels in order, or numbers up to a size."""

    def __init__(self, labels: Sequence[str], size: int | None, *, is_open: bool) -> None:
        self._given = list(labels)
        self._places = {label.casefold(): place for place, label in enumerate(labels)}
        self._size, self._is_open = size, is_open and not labels
        self._largest = -1

    def place(self, word: str) -> int | None:
        """Give the place of an end, or ``None`` if there is no such end."""
        key = word.casefold()
        if self._is_open:
            if key not in self._places:
                self._places[key] = len(self._given)
                self._given.append(word)
            return self._places[key]
        if key in self._places:
            return self._places[key]
        if not word.isdecimal() or len(word) > 7 or not 1 <= int(word) <= (self._size or MAX_ROWS):
            return None
        self._largest = max(self._largest, int(word) - 1)
        return int(word) - 1

    def labels(self) -> list[str]:
        """Give the labels of all ends, blank where there are none."""
        if self._is_open:
            return self._given
        return self._given or [""] * (self._size or self._largest + 1)

    def notes(self, file: str) -> list[Problem]:
        """Say where the labels that were met are not as many as announced."""
        if not self._is_open or self._size in (None, len(self._given)):
            return []
        return [said(file, "dl_count", count=self._size, found=len(self._given))]


def _spots(
    form: str, words: list[str], rows: _Ends, columns: _Ends
) -> list[tuple[tuple[int, int], str]] | None:
    """Read the ties of one line: place in the matrix and value; ``None`` if it cannot be."""
    if form.startswith("edgelist"):
        value = words[2] if len(words) == 3 else "1"
        ends = words[1:2] if len(words) in (2, 3) and _is_value(value) else []
    else:
        value, ends = "1", words[2:] if form == "nodelist1b" else words[1:]
        if form == "nodelist1b" and words[1:2] != [str(len(ends))]:
            return None
    row = rows.place(words[0])
    spots = [columns.place(end) for end in ends]
    if row is None or None in spots or (form.startswith("edgelist") and not spots):
        return None
    return [((row, spot), value) for spot in spots if spot is not None]


def _sizes(declared: Declared, file: str) -> tuple[int, int]:
    """Give the sizes of a matrix.

    Raises
    ------
    InputError
        If they are not said, or the matrix is larger than can be read.
    """
    if not declared.rows or not declared.columns:
        raise refused(file, "dl_no_size")
    if declared.rows * declared.columns * declared.levels > MAX_CELLS:
        raise refused(file, "matrix_large", rows=declared.rows, columns=declared.columns, limit=MAX_CELLS)
    return declared.rows, declared.columns


def _words(data: str, wanted: int) -> list[str]:
    """Give the words of the data, at most a few more than are wanted."""
    return [match[0] for match in islice(_WORD.finditer(data), wanted + 1)]


def _bare(word: str) -> str:
    """Take quotation marks off a word."""
    return word[1:-1].strip() if len(word) > 1 and word[0] in "\"'" and word[-1] == word[0] else word


def _is_value(word: str) -> bool:
    """Tell whether a word can stand in a cell."""
    return is_number(word) or word.casefold() in _MISSING


def _fill(cells: dict[tuple[int, int], str], found: Iterable[tuple[tuple[int, int], str]], file: str) -> None:
    """Add the cells that hold a number other than nought.

    Raises
    ------
    InputError
        If a word is no number.
    """
    for spot, word in found:
        if not _is_value(word):
            raise refused(file, "dl_cell", word=word[:60])
        if word.casefold() not in _MISSING and not is_zero(word) and abs(float(word)) < _NO_VALUE:
            cells[spot] = word
    if len(cells) > MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)


def _matrices(
    declared: Declared, rows: Sequence[str], columns: Sequence[str], levels: Sequence[Level]
) -> Matrices:
    """Decide whether columns are the rows once more."""
    is_same = len(rows) == len(columns) and (list(rows) == list(columns) or not all(columns))
    is_square = not declared.is_two_mode or is_same
    if is_square:
        return Matrices(rows if any(rows) else columns or rows, None, levels)
    return Matrices(rows, columns, levels)
