"""A copy of the user's own tables with every fault marked where it stands."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from graphlib.errors import Problem
from graphlib.readers.choices import Choices
from graphlib.readers.grid import Grid
from graphlib.readers.understanding import understood
from graphlib.translation import Translator, translator

__all__ = ["annotated_copy"]

_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stated as the time of making, so that the same content gives the same bytes."""

_MOST = 50
"""Faults of one row that are written beside it."""


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
        An Excel workbook: one sheet with all faults, then one a table, with the column "What to
        mend" added at the right. Cells are text: nothing in them runs.
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
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
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
    heads = [t(f"readers.annotated.{name}") for name in ("file", "row", "column", "value", "what", "fix")]
    sheet.write_row(0, 0, heads, formats["head"])
    for at, problem in enumerate(problems, 1):
        sheet.write_string(at, 0, problem.file)
        if problem.row is not None:
            sheet.write_number(at, 1, problem.row)
        sheet.write_string(at, 2, problem.column or "")
        sheet.write_string(at, 3, (problem.value or "")[:_LONGEST])
        sheet.write_string(at, 4, problem.what.text(t.language)[:_LONGEST], formats["wrap"])
        sheet.write_string(at, 5, problem.fix.text(t.language)[:_LONGEST], formats["wrap"])
    sheet.set_column(0, 0, 30)
    sheet.set_column(4, 5, 60)
    sheet.freeze_panes(1, 0)


_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""


def _table(
    book: Any,  # noqa: ANN401
    grid: Grid,
    problems: Sequence[Problem],
    choices: Choices,
    formats: Mapping[str, Any],
    names: set[str],
    t: Translator,
) -> None:
    """Write one table as it came, faulty cells marked."""
    sheet = book.add_worksheet(_sheet_name(grid.name, names))
    found = understood(grid, choices)
    rows: dict[int, list[Problem]] = {}
    for problem in problems:
        rows.setdefault(int(problem.row or 0), []).append(problem)
    marked = {
        (row, place)
        for row, faults in rows.items()
        for fault in faults
        for place, (heading, role) in enumerate(zip(found.head.headings, found.roles, strict=True))
        if fault.column and fault.column in (heading, role, role.rpartition(".")[2])
    }
    width = max((len(row) for row in grid.rows), default=0)
    for at, row in enumerate(grid.rows):
        for place, cell in enumerate(row):
            if cell or (at + 1, place) in marked:
                sheet.write_string(
                    at, place, cell[:_LONGEST], formats["wrong"] if (at + 1, place) in marked else None
                )
        if at + 1 in rows:
            said = "\n".join(
                f"{fault.what.text(t.language)} {fault.fix.text(t.language)}"
                for fault in rows[at + 1][:_MOST]
            )
            sheet.write_string(at, width, said[:_LONGEST], formats["wrap"])
    sheet.write_string(found.head.row, width, t("readers.annotated.mend"), formats["head"])
    sheet.set_column(width, width, 60)


def _sheet_name(name: str, taken: set[str]) -> str:
    """Make a sheet's name that Excel accepts and that no other sheet bears."""
    plain = "".join(" " if letter in "[]:*?/\\" or not letter.isprintable() else letter for letter in name)
    base = plain.strip(" '")[:25] or "table"
    unique, count = base, 2
    while unique.casefold() in taken or unique.casefold() == "history":
        unique, count = f"{base} {count}", count + 1
    taken.add(unique.casefold())
    return unique
