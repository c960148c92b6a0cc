"""What a workbook of ours says for itself is never read as data: instructions, examples, lists of faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from graphlib.errors import Problem
from graphlib.readers.grid import Grid
from graphlib.readers.limits import note, refusal
from graphlib.translation import LANGUAGES, Translator, translator

__all__ = ["fault_headings", "without_examples"]

_FAULT_HEADINGS = ("file", "row", "column", "value", "what", "fix")
"""What the list of faults in an annotated copy tells of each, as the catalogue calls it."""


def fault_headings(say: Translator) -> tuple[str, ...]:
    """Give the headings of the list of faults in an annotated copy, by which it is known again."""
    return tuple(say(f"readers.annotated.{name}") for name in _FAULT_HEADINGS)


def without_examples(grids: Sequence[Grid]) -> tuple[list[Grid], list[Problem]]:
    """Take the instructions and example rows of a template, and lists of faults, out of what was read.

    A row is an example while one of its first cells begins with the mark of the template, such as
    ``(example)``; whoever writes over that cell makes it a row of the data.

    Returns
    -------
    tuple
        The tables, and a remark for each one that example rows were left out of.

    Raises
    ------
    InputError
        If nothing but headings is left: the template was not filled in; or nothing at all.
    """
    kept: list[Grid] = []
    remarks: list[Problem] = []
    of_template: list[Grid] = []
    tables = [grid for grid in grids if not _is_fault_list(grid)]
    if grids and not tables:
        raise refusal(grids[0].file, "no_table")
    for grid in tables:
        if _is_instructions(grid):
            of_template.append(grid)
            continue
        # Left blank, not out: the rows below keep their numbers.
        rows = [[""] * len(row) if _is_example(row) else row for row in grid.rows]
        count = sum(map(_is_example, grid.rows))
        if count:
            of_template.append(grid)
            remarks.append(note(grid.file, "examples", area="templates", count=count))
        kept.append(replace(grid, rows=rows) if count else grid)
    if of_template and not any(_has_data(grid) for grid in kept):
        raise refusal((kept or of_template)[0].file, "untouched", area="templates")
    return kept, remarks


def _is_example(row: Sequence[str]) -> bool:
    """Tell an example row: one of its first cells, which hold ids, begins with the mark."""
    return any(cell.strip().casefold().startswith(_marks()) for cell in row[:2])


def _is_instructions(grid: Grid) -> bool:
    """Tell the sheet of instructions: it bears their name, and begins with their title."""
    first = next((cell for row in grid.rows[:1] for cell in row[:1]), "")
    return (grid.name.strip(), first.strip()) in _titles()


def _is_fault_list(grid: Grid) -> bool:
    """Tell the list of faults in an annotated copy by its headings."""
    first = tuple(cell.strip() for row in grid.rows[:1] for cell in row if cell.strip())
    return first in _fault_lists()


def _has_data(grid: Grid) -> bool:
    """Tell whether a table has more than its headings."""
    return sum(any(cell.strip() for cell in row) for row in grid.rows) > 1


@lru_cache(maxsize=1)
def _marks() -> tuple[str, ...]:
    """Give the mark of an example row in each language."""
    return tuple(translator(language)("templates.mark").casefold() for language in LANGUAGES)


@lru_cache(maxsize=1)
def _fault_lists() -> frozenset[tuple[str, ...]]:
    """Give the headings of a list of faults in each language."""
    return frozenset(fault_headings(translator(language)) for language in LANGUAGES)


@lru_cache(maxsize=1)
def _titles() -> frozenset[tuple[str, str]]:
    """Give the name and the title of the instructions in each language."""
    speakers = [translator(language) for language in LANGUAGES]
    return frozenset((say("readers.template.sheet"), say("readers.template.title")) for say in speakers)
