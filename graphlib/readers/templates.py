"""Import templates and the data dictionary, made from the schema."""

from __future__ import annotations

import csv
import datetime
import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from graphlib.errors import UnknownNameError
from graphlib.readers.shapes import SHAPES, Shape
from graphlib.schema import TABLES, Column, Table
from graphlib.sectors import CANONICAL
from graphlib.translation import Translator, translator

__all__ = ["data_dictionary", "template_archive", "template_csv", "template_workbook"]

_CREATED = datetime.datetime(2026, 1, 1)
"""Date written into every template, so that equal templates have equal bytes."""

_ROWS = 5000
"""Rows of a template that offer choices."""

_WIDE = 90
"""Characters in the column of meanings."""

_FORMATS = {"text": "@", "list": "@", "date": "yyyy-mm-dd", "flag": "@", "number": "General"}


_MOST_HELP = 250
"""Characters that Excel shows beside a cell; it refuses more than 255."""

Layout = Sequence[tuple[Table, Sequence[Column]]]


def template_csv(language: str = "en", *, shape: str | None = None) -> dict[str, bytes]:
    """Make the import template as CSV files, ready to be filled in.

    Parameters
    ----------
    language
        Language of the example rows.
    shape
        Shape of programme, a key of `graphlib.readers.shapes.SHAPES`: only its tables and columns,
        with example rows to be written over. Without it all tables and columns, headings only.

    Returns
    -------
    dict
        File name to bytes; UTF-8 with the mark by which Excel knows it.

    Raises
    ------
    UnknownNameError
        If there is no such shape.
    """
    say, chosen = translator(language), _shape(shape)
    files = {}
    for table, columns in _layout(chosen):
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in chosen.examples(table, say) if chosen else ():
            writer.writerow([row.get(column.name, "") for column in columns])
        files[f"{table.name}.csv"] = target.getvalue().encode("utf-8-sig")
    return files


def template_archive(language: str = "en", *, shape: str | None = None) -> bytes:
    """Make the CSV files of `template_csv` as one ZIP archive, which can be read back as it is.

    Parameters
    ----------
    language, shape
        As in `template_csv`.

    Returns
    -------
    bytes
        The same bytes each time.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in template_csv(language, shape=shape).items():
            # Packed without compression: that differs from one machine to another.
            archive.writestr(zipfile.ZipInfo(name, _CREATED.timetuple()[:6]), data)
    return target.getvalue()


def template_workbook(language: str, *, shape: str | None = None) -> bytes:
    """Make the import template as an Excel workbook, with choices and instructions.

    Parameters
    ----------
    language
        Language of the instructions, of the choices and of the example rows; headings are the
        schema's.
    shape
        Shape of programme, a key of `graphlib.readers.shapes.SHAPES`: only its tables and columns,
        with example rows to be written over. Without it all tables and columns, headings only.

    Returns
    -------
    bytes
        The same bytes each time.

    Raises
    ------
    UnknownNameError
        If there is no such shape.
    """
    say, chosen = translator(language), _shape(shape)
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": say("readers.template.title"), "created": _CREATED})
        _instructions(book, say, chosen)
        for table, columns in _layout(chosen):
            sheet = _empty_table(book, table, columns, say, chosen)
            if chosen is not None:
                _examples(book, sheet, columns, chosen.examples(table, say))
    return target.getvalue()


def _shape(code: str | None) -> Shape | None:
    """Find a shape.

    Raises
    ------
    UnknownNameError
        If there is no such shape.
    """
    if code is None:
        return None
    if code not in SHAPES:
        raise UnknownNameError("templates.kind_of_name", code, list(SHAPES))
    return SHAPES[code]


def _layout(shape: Shape | None) -> Layout:
    """Give the tables and columns of a template."""
    return shape.tables if shape else tuple((table, table.columns) for table in TABLES.values())


def data_dictionary(language: str) -> str:
    """Write the data dictionary: every table and column with what it holds.

    Parameters
    ----------
    language
        Language of the explanations.

    Returns
    -------
    str
        Markdown.
    """
    say = translator(language)
    parts = [f"# {say('readers.dictionary.title')}", say("readers.dictionary.intro")]
    for table in TABLES.values():
        parts.append(f"## {say(f'schema.{table.name}.title')} (`{table.name}`)")
        heads = [say(f"readers.dictionary.{head}") for head in _HEADS]
        lines = [_markdown(heads), _markdown(["---"] * len(heads))]
        lines += [_markdown(_described(table, column, say)) for column in table.columns]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


_HEADS = ("column", "meaning", "holds", "needed", "default", "example")


def _described(table: Table, column: Column, say: Translator) -> list[str]:
    """Describe one column in the order of `_HEADS`."""
    meaning = say(f"schema.{table.name}.{column.key}")
    if column.is_personal:
        meaning = f"{meaning} {say('readers.dictionary.personal')}"
    holds = say(f"readers.kind.{column.kind}")
    needed = say("readers.word.yes" if column.is_required else "readers.word.no")
    return [column.name, meaning, holds, needed, _default(column, say), _example(table, column, say)]


def _default(column: Column, say: Translator) -> str:
    """Say what stands in a blank cell of a column."""
    default = column.default
    if isinstance(default, bool):
        return say("readers.word.yes" if default else "readers.word.no")
    if isinstance(default, float):
        return say.number(default)
    return say(f"readers.default.{default}") if default else ""


def _example(table: Table, column: Column, say: Translator) -> str:
    """Give an example of a cell, in words of the language where it has any."""
    if column.kind == "flag":
        return say("readers.word.no")
    if (table.name, column.name) in _IN_WORDS:
        return say(f"readers.example.{table.name}_{column.name}")
    return column.example


_IN_WORDS = frozenset(
    (table, column)
    for table, columns in {
        "actors": ("id", "name", "sector", "sector_source", "themes"),
        "ties": ("source", "target", "kind", "evidence"),
        "events": ("name", "theme"),
        "participations": ("actor_id", "role"),
    }.items()
    for column in columns
)
"""Columns whose example is in the words of a language."""


def _markdown(cells: list[str]) -> str:
    """Write a row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _instructions(book: Any, say: Translator, shape: Shape | None) -> None:  # noqa: ANN401
    """Write the sheet that explains the others."""
    sheet = book.add_worksheet(say("readers.template.sheet"))
    bold = book.add_format({"bold": True, "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 16})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, _WIDE)
    sheet.set_column(2, 2, 44)
    sheet.set_column(3, 4, 12)
    sheet.set_column(5, 5, 24)
    sheet.write_string(0, 0, say("readers.template.title"), title)
    steps = [say(f"readers.template.{step}") for step in ("fill", "least", "ids", "dates", "own")]
    if shape is not None:
        sheet.write_string(1, 0, say(f"templates.{shape.code}.title"), bold)
        steps += [say("templates.examples_step"), say(f"templates.{shape.code}.how")]
    for row, step in enumerate(steps, start=2):
        sheet.write_string(row, 0, step)
    row = len(steps) + 3
    for table, columns in _layout(shape):
        sheet.write_string(row, 0, f"{table.name} – {say(f'schema.{table.name}.title')}", bold)
        sheet.write_row(row + 1, 0, [say(f"readers.dictionary.{head}") for head in _HEADS], bold)
        for place, column in enumerate(columns, start=row + 2):
            texts = _described(table, column, say)
            sheet.set_row(place, 15 * math.ceil(len(texts[1]) / _WIDE))
            for position, text in enumerate(texts):
                sheet.write_string(place, position, text, wrapped)
        row += len(columns) + 3


def _empty_table(
    book: Any,  # noqa: ANN401
    table: Table,
    columns: Sequence[Column],
    say: Translator,
    shape: Shape | None,
) -> Any:  # noqa: ANN401
    """Write one sheet to be filled in, with its headings and choices."""
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    optional = book.add_format({"bold": True, "bottom": 1})
    needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#D6E6F2"})
    for place, column in enumerate(columns):
        head = needed if column.is_required else optional
        cells = book.add_format({"num_format": _FORMATS[column.kind]})
        width = 34 if column.name == "name" else max(14, len(column.name) + 4)
        sheet.set_column(place, place, width, cells)
        sheet.write_string(0, place, column.name, head)
        sheet.write_comment(0, place, say(f"schema.{table.name}.{column.key}"), {"author": ""})
        sheet.data_validation(1, place, _ROWS, place, _rule(table, column, say, shape))
    return sheet


def _rule(table: Table, column: Column, say: Translator, shape: Shape | None) -> dict[str, Any]:
    """Say what Excel offers and explains in the cells of a column."""
    help_text = say(f"schema.{table.name}.{column.key}")
    rule: dict[str, Any] = {"validate": "any", "input_title": column.name}
    rule["input_message"] = help_text if len(help_text) <= _MOST_HELP else help_text[: _MOST_HELP - 1] + "…"
    choices = _choices(table, column, say, shape)
    if choices:
        # Another word may be typed: the choice is an offer, not a rule.
        rule |= {"validate": "list", "source": choices, "error_type": "information"}
    return rule


def _examples(
    book: Any,  # noqa: ANN401
    sheet: Any,  # noqa: ANN401
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, str]],
) -> None:
    """Write the example rows, so that nobody takes them for data."""
    look = {"italic": True, "font_color": "#666666", "bg_color": "#F3F3F3"}
    for place, row in enumerate(rows, start=1):
        for position, column in enumerate(columns):
            cells = book.add_format({**look, "num_format": _FORMATS[column.kind]})
            text = row.get(column.name, "")
            if column.kind == "number" and text:
                sheet.write_number(place, position, float(text), cells)
            else:
                sheet.write_string(place, position, text, cells)


def _choices(table: Table, column: Column, say: Translator, shape: Shape | None) -> list[str]:
    """Give what a column offers to choose from."""
    if column.kind == "flag":
        return [say("readers.word.yes"), say("readers.word.no")]
    if table.name == "actors" and column.name == "sector":
        return [say(f"sectors.{sector}") for sector in CANONICAL]
    if shape is not None and (table.name, column.name) == ("ties", "kind"):
        return [say(f"templates.kind.{kind}") for kind in shape.kinds]
    if shape is not None and column.name == "role":
        return [say(f"templates.role.{role}") for role in shape.roles]
    return []
