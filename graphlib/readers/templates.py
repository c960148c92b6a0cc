"""Import templates and the data dictionary, made from the schema."""

from __future__ import annotations

import datetime
import io
import math
from typing import Any

import xlsxwriter

from graphlib.schema import TABLES, Column, Table
from graphlib.sectors import CANONICAL
from graphlib.translation import Translator, translator

__all__ = ["data_dictionary", "template_csv", "template_workbook"]

_CREATED = datetime.datetime(2026, 1, 1)
"""Date written into every template, so that equal templates have equal bytes."""

_ROWS = 5000
"""Rows of a template that offer choices."""

_WIDE = 90
"""Characters in the column of meanings."""

_FORMATS = {"text": "@", "list": "@", "date": "yyyy-mm-dd", "flag": "@", "number": "General"}


def template_csv() -> dict[str, bytes]:
    """Make the import template as CSV files: headings only, ready to be filled in.

    Returns
    -------
    dict
        File name to bytes; UTF-8 with the mark by which Excel knows it.
    """
    return {
        f"{table.name}.csv": (",".join(table.names) + "\r\n").encode("utf-8-sig") for table in TABLES.values()
    }


def template_workbook(language: str) -> bytes:
    """Make the import template as an Excel workbook, with choices and instructions.

    Parameters
    ----------
    language
        Language of the instructions and of the choices; headings are the schema's.

    Returns
    -------
    bytes
        The same bytes each time.
    """
    say = translator(language)
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": say("readers.template.title"), "created": _CREATED})
        _instructions(book, say)
        for table in TABLES.values():
            _empty_table(book, table, say)
    return target.getvalue()


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
    default = column.default
    if isinstance(default, bool):
        default = say("readers.word.yes" if default else "readers.word.no")
    elif isinstance(default, float):
        default = say.number(default)
    needed = say("readers.word.yes" if column.is_required else "readers.word.no")
    return [column.name, meaning, holds, needed, default or "", column.example]


def _markdown(cells: list[str]) -> str:
    """Write a row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _instructions(book: Any, say: Translator) -> None:  # noqa: ANN401
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
    for row, step in enumerate(("fill", "least", "ids", "dates", "own"), start=2):
        sheet.write_string(row, 0, say(f"readers.template.{step}"))
    row = 8
    for table in TABLES.values():
        sheet.write_string(row, 0, f"{table.name} – {say(f'schema.{table.name}.title')}", bold)
        sheet.write_row(row + 1, 0, [say(f"readers.dictionary.{head}") for head in _HEADS], bold)
        for place, column in enumerate(table.columns, start=row + 2):
            texts = _described(table, column, say)
            sheet.set_row(place, 15 * math.ceil(len(texts[1]) / _WIDE))
            for position, text in enumerate(texts):
                sheet.write_string(place, position, text, wrapped)
        row += len(table.columns) + 3


def _empty_table(book: Any, table: Table, say: Translator) -> None:  # noqa: ANN401
    """Write one sheet to be filled in, with its headings and choices."""
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    optional = book.add_format({"bold": True, "bottom": 1})
    needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#D6E6F2"})
    for place, column in enumerate(table.columns):
        head = needed if column.is_required else optional
        cells = book.add_format({"num_format": _FORMATS[column.kind]})
        sheet.set_column(place, place, max(12, len(column.name) + 4), cells)
        sheet.write_string(0, place, column.name, head)
        choices = _choices(table, column, say)
        if choices:
            # Another sector may be typed: the choice is an offer, not a rule.
            rule = {"validate": "list", "source": choices, "error_type": "information"}
            sheet.data_validation(1, place, _ROWS, place, rule)


def _choices(table: Table, column: Column, say: Translator) -> list[str]:
    """Give what a column offers to choose from."""
    if column.kind == "flag":
        return [say("readers.word.yes"), say("readers.word.no")]
    if table.name == "actors" and column.name == "sector":
        return [say(f"sectors.{sector}") for sector in CANONICAL]
    return []
