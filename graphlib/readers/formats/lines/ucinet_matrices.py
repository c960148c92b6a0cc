"""UCINET's data model: one or several matrices over the same rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphlib.errors import Problem
from graphlib.readers.formats.lines.text_network import grids, said
from graphlib.readers.grid import Grid

__all__ = ["Level", "Matrices", "laid_out"]

Cells = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Level:
    """One matrix: its name and its cells that are not nought, by row and column from 0.

    ``is_half`` says that the other half of the matrix is the same and was not written.
    """

    name: str
    cells: Cells
    is_half: bool = False


@dataclass(frozen=True)
class Matrices:
    """Matrices over the same rows and columns; ``columns`` is ``None`` where they are the rows.

    Labels that are not given are blank. ``attributes`` maps a heading to a cell for each row.
    """

    rows: Sequence[str]
    columns: Sequence[str] | None
    levels: Sequence[Level]
    attributes: dict[str, list[str]] = field(default_factory=dict)


def laid_out(
    matrices: Matrices, *, file: str, encoding: str | None, notes: Sequence[Problem] = ()
) -> list[Grid]:
    """Lay matrices out as tables.

    Square matrices become actors and ties, one row of ties for each cell that is not nought; a
    matrix that is the same both ways gives each tie once, without direction. Matrices with
    different rows and columns become actors, events and participations.

    Parameters
    ----------
    matrices
        What was read.
    file, encoding, notes
        What the user calls the file, how its letters were read, and what was decided.

    Returns
    -------
    list of Grid
        Actors and ties, or actors, events and participations.

    Raises
    ------
    InputError
        If there is no actor, or more than the limits allow.
    """
    remarks = list(notes)
    ids, names = _named(matrices.rows)
    extra = [
        {heading: cells[place] for heading, cells in matrices.attributes.items()} for place in range(len(ids))
    ]
    actors = [{"id": i, "name": n, **more} for i, n, more in zip(ids, names, extra, strict=True)]
    if matrices.columns is None:
        tables = {"actors": actors, "ties": _ties(matrices, ids, file, remarks)}
        return grids(tables, file=file, form="ucinet", encoding=encoding, notes=remarks)
    keys, titles = _named(matrices.columns)
    remarks.append(said(file, "two_mode", first=len(ids), second=len(keys)))
    tables = {
        "actors": actors,
        "events": [{"event_id": key, "name": title} for key, title in zip(keys, titles, strict=True)],
        "participations": _participations(matrices, ids, keys),
    }
    return grids(tables, file=file, form="ucinet", encoding=encoding, notes=remarks)


def _named(labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take labels as ids where each is there and none comes twice; else places in the file."""
    tidy = [" ".join(label.split()) for label in labels]
    if all(tidy) and len(set(tidy)) == len(tidy):
        return tidy, tidy
    return [str(place) for place in range(1, len(tidy) + 1)], tidy


def _ties(matrices: Matrices, ids: Sequence[str], file: str, remarks: list[Problem]) -> list[dict[str, str]]:
    """Turn cells into ties, and say which matrices are the same both ways."""
    ties = []
    for level in matrices.levels:
        mutual = level.is_half or all(level.cells.get((j, i)) == cell for (i, j), cell in level.cells.items())
        directed = "no" if mutual else "yes"
        for (i, j), cell in level.cells.items():
            if level.is_half or not mutual or i <= j:
                tie = {"source": ids[i], "target": ids[j], "kind": level.name, "weight": cell}
                ties.append({**tie, "directed": directed})
        if mutual and not level.is_half and level.cells:
            remarks.append(said(file, "same_both_ways", name=level.name[:60] or "–"))
    return ties


def _participations(matrices: Matrices, ids: Sequence[str], keys: Sequence[str]) -> list[dict[str, str]]:
    """Turn cells into participations; weights are left out where all are one."""
    found = [(i, j, level.name, cell) for level in matrices.levels for (i, j), cell in level.cells.items()]
    is_weighted = any(cell not in ("1", "1.0") for *_, cell in found)
    return [
        {"actor_id": ids[i], "event_id": keys[j], "kind": name, "weight": cell if is_weighted else ""}
        for i, j, name, cell in found
    ]
