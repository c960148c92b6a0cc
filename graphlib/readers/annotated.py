"""A copy of the user's own tables with every fault marked where it stands."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from graphlib.errors import Problem
from graphlib.readers.choices import Choices
from graphlib.readers.example_rows import fault_headings
from graphlib.readers.grid import Grid
from graphlib.readers.understanding import Understood, understood
from graphlib.translation import Translator, translator

__all__ = ["annotated_copy"]

_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stated as the time of making, so that the same content gives the same bytes."""

_MOST = 10
"""Faults of one cell that its comment tells."""

_WIDEST = 40
"""Width of the widest column, in characters."""

_LIST_WIDTHS = (30, 7, 18, 24, 55, 55)
"""Widths of the columns of the list of faults, in characters."""

_LINE = 15
"""Height of a line, in points."""

_HIGHEST = 400
"""Height of the highest row, in points; Excel allows 409."""

_SEEN = 200
"""Rows by which the width of a column is fitted."""

_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""


def annotated_copy(
    grids: Sequence[Grid],
    problems: Sequence[Problem],
    *,
    choices: Choices | None = None,
    language: str = "en",
) -> bytes:
    """Write the tables as they came into a workbook, faulty cells coloured and explained.

    Parameters
    ----------
    grids
        The tables as they were read.
    problems
        The faults to mark.
    choices
        What the user decided about columns, by which a fault's column is found.
    language
        Language of the explanations.

    Returns
    -------
    bytes
        An Excel workbook: one sheet with all faults, then one a table, as it came but for colours
        and comments, so that it can be mended and read as it is. Cells are text: nothing in them
        runs.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"created": _CREATED})
    t = translator(language)
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "wrong": book.add_format({"bg_color": "#FFE0B2", "bold": True}),
        "row": book.add_format({"bg_color": "#FFF3E0"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top", "align": "left"}),
    }
    _list(book, problems, formats, t)
    names: set[str] = {t("readers.annotated.sheet").casefold()}
    for grid in grids:
        mine = [problem for problem in problems if problem.file == grid.file and problem.row is not None]
        _table(book, grid, mine, choices or Choices(), formats, names, t)
    book.close()
    return buffer.getvalue()


def _list(book: Any, problems: Sequence[Problem], formats: Mapping[str, Any], t: Translator) -> None:  # noqa: ANN401
    """Write the sheet that lists all faults."""
    sheet = book.add_worksheet(t("readers.annotated.sheet"))
    sheet.write_row(0, 0, fault_headings(t), formats["head"])
    for at, problem in enumerate(problems, 1):
        texts = [
            problem.file,
            str(problem.row or ""),
            problem.column or "",
            problem.value or "",
            problem.what.text(t.language),
            problem.fix.text(t.language),
        ]
        for place, text in enumerate(texts):
            if place == _ROW_AT and problem.row is not None:
                sheet.write_number(at, place, problem.row, formats["wrap"])
            else:
                sheet.write_string(at, place, text[:_LONGEST], formats["wrap"])
        sheet.set_row(at, _height(texts, _LIST_WIDTHS))
    for place, width in enumerate(_LIST_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 0)


_ROW_AT = 1
"""Place of the row's number in the list of faults."""


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Give the height that texts need in cells of these widths, in points."""
    lines = (
        sum(max(1, math.ceil(len(line) / (0.85 * width))) for line in text.splitlines() or [""])
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_HIGHEST, _LINE * max(lines))


def _table(
    book: Any,  # noqa: ANN401
    grid: Grid,
    problems: Sequence[Problem],
    choices: Choices,
    formats: Mapping[str, Any],
    names: set[str],
    t: Translator,
) -> None:
    """Write one table as it came, faulty cells marked and explained in comments."""
    sheet = book.add_worksheet(_sheet_name(grid.name, names))
    found = understood(grid, choices)
    said = _marked(found, problems, t)
    whole = {row for row, place in said if place is None}
    for at, row in enumerate(grid.rows):
        usual = formats["row"] if at in whole else None
        width = max(len(row), len(found.head.headings)) if at in whole else len(row)
        for place in range(width):
            cell = row[place] if place < len(row) else ""
            look = formats["wrong"] if (at, place) in said else usual
            if at == found.head.row:
                look = look or formats["head"]
            if cell:
                sheet.write_string(at, place, cell[:_LONGEST], look)
            elif look is not None:
                sheet.write_blank(at, place, None, look)
    for (at, spot), lines in said.items():
        _comment(sheet, at, spot or 0, lines)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(found.head.row + 1, 0)
    _fit(sheet, grid)


def _marked(
    found: Understood, problems: Sequence[Problem], t: Translator
) -> dict[tuple[int, int | None], list[str]]:
    """Give what is said of each cell, by place from 0; where the fault is the whole row's, by ``None``."""
    said: dict[tuple[int, int | None], list[str]] = {}
    for problem in problems:
        places: list[int | None] = [
            place
            for place, (heading, role) in enumerate(zip(found.head.headings, found.roles, strict=True))
            if problem.column and problem.column in (heading, role, role.rpartition(".")[2])
        ]
        text = f"{problem.what.text(t.language)} {problem.fix.text(t.language)}"
        for place in places or [None]:
            said.setdefault((int(problem.row or 1) - 1, place), []).append(text)
    # The first cell bears one comment: its own faults join those of its row.
    for at in [at for at, place in said if place is None and (at, 0) in said]:
        said[at, None] += said[at, 0]
        said[at, 0] = said[at, None]
    return said


def _comment(sheet: Any, at: int, place: int, lines: Sequence[str]) -> None:  # noqa: ANN401
    """Write a comment on a cell; it shows when the cell is pointed at."""
    text = "\n".join(list(dict.fromkeys(lines))[:_MOST])
    options = {"author": "", "visible": False, "width": 320, "height": 20 + _height([text], [45])}
    sheet.write_comment(at, place, text[:_LONGEST], options)


def _fit(sheet: Any, grid: Grid) -> None:  # noqa: ANN401
    """Make each column as wide as its cells need, within bounds."""
    widths: dict[int, int] = {}
    for row in grid.rows[:_SEEN]:
        for place, cell in enumerate(row):
            longest = max(map(len, cell[:_LONGEST].splitlines()), default=0)
            widths[place] = max(widths.get(place, 8), longest + 2)
    for place, width in widths.items():
        sheet.set_column(place, place, min(_WIDEST, width))


def _sheet_name(name: str, taken: set[str]) -> str:
    """Make a sheet's name that Excel accepts and that no other sheet bears."""
    plain = "".join(" " if letter in "[]:*?/\\" or not letter.isprintable() else letter for letter in name)
    base = plain.strip(" '")[:25] or "table"
    unique, count = base, 2
    while unique.casefold() in taken or unique.casefold() == "history":
        unique, count = f"{base} {count}", count + 1
    taken.add(unique.casefold())
    return unique
