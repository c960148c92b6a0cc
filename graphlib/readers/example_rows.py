"""What a template says for itself, its instructions and example rows, is never read as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from graphlib.errors import Problem
from graphlib.readers.grid import Grid
from graphlib.readers.limits import note, refusal
from graphlib.translation import LANGUAGES, translator

__all__ = ["without_examples"]


def without_examples(grids: Sequence[Grid]) -> tuple[list[Grid], list[Problem]]:
    """Take the instructions and the example rows of a template out of what was read.

    A row is an example while one of its first cells begins with the mark of the template, such as
    ``(example)``; whoever writes over that cell makes it a row of the data.

    Returns
    -------
    tuple
        The tables, and a remark for each one that example rows were left out of.

    Raises
    ------
    InputError
        If nothing but headings is left: the template was not filled in.
    """
    kept: list[Grid] = []
    remarks: list[Problem] = []
    of_template: list[Grid] = []
    for grid in grids:
        if _is_instructions(grid):
            of_template.append(grid)
            continue
        rows = [row for row in grid.rows if not _is_example(row)]
        count = len(grid.rows) - len(rows)
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


def _has_data(grid: Grid) -> bool:
    """Tell whether a table has more than its headings."""
    return sum(any(cell.strip() for cell in row) for row in grid.rows) > 1


@lru_cache(maxsize=1)
def _marks() -> tuple[str, ...]:
    """Give the mark of an example row in each language."""
    return tuple(translator(language)("templates.mark").casefold() for language in LANGUAGES)


@lru_cache(maxsize=1)
def _titles() -> frozenset[tuple[str, str]]:
    """Give the name and the title of the instructions in each language."""
    speakers = [translator(language) for language in LANGUAGES]
    return frozenset((say("readers.template.sheet"), say("readers.template.title")) for say in speakers)
