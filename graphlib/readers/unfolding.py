"""What formats of nodes and edges have no place for, taken out of the columns that carry it.

They have no place for events: the exports of this program put them among the nodes, and
participations among the edges, and mark each row in the column ``table``. And some of them have a
direction for all ties or for none: the column ``directed`` then says it of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphlib.readers.grid import Grid
from graphlib.schema import TABLES

__all__ = ["unfolded"]

_MARK = "table"
_NODES, _EDGES = ("actors", "events"), ("ties", "participations")
_OF_PARTICIPATIONS = {"kind", "weight", "directed", "strength", "since", "until"}
"""What formats say of every edge, and nobody of a participation."""

_YES, _NO = {"true", "yes"}, {"false", "no"}


def unfolded(grids: Sequence[Grid]) -> list[Grid]:
    """Take events and participations out of the actors and ties of one file.

    Parameters
    ----------
    grids
        What one file of a network format was read as.

    Returns
    -------
    list of Grid
        The same, with the direction of each tie, where no column ``table`` marks every row;
        otherwise ``actors``, ``ties``, ``events`` and ``participations``, those that have rows.
    """
    grids = [_with_directions(grid) for grid in grids]
    filled = [grid for grid in grids if len(grid.rows) > 1]
    nodes = next((grid for grid in filled if _is_marked(grid, _NODES)), None)
    edges = next((grid for grid in filled if _is_marked(grid, _EDGES)), None)
    if len(filled) > 2 or nodes is None or (edges is None and len(filled) > 1):
        return grids
    actors, events = (_rows_of(nodes, table) for table in _NODES)
    if "id" not in events.rows[0] or "event_id" not in events.rows[0]:
        return grids
    keys = dict(zip(_column(events, "id"), _column(events, "event_id"), strict=True))
    parts = [actors, _without(_named(events), {"id"})]
    if edges is not None:
        ties, taken = (_rows_of(edges, table) for table in _EDGES)
        parts += [ties, _participations(taken, keys)]
    return [_with_known_columns(part) for part in parts if len(part.rows) > 1 or part is actors]


def _with_directions(grid: Grid) -> Grid:
    """Take the direction of each tie from the file's own column where the format says none of all."""
    head = grid.rows[0] if grid.rows else []
    if grid.table != _EDGES[0] or head.count("directed") != 2:
        return grid
    first, second = (place for place, heading in enumerate(head) if heading == "directed")
    said = {row[second] for row in grid.rows[1:]}
    if {row[first] for row in grid.rows[1:]} - _NO or said - _NO - _YES - {""}:
        return grid
    rows = [[*row[:first], row[second] or row[first], *row[first + 1 :]] for row in grid.rows]
    return replace(grid, rows=[[cell for place, cell in enumerate(row) if place != second] for row in rows])


def _is_marked(grid: Grid, tables: Sequence[str]) -> bool:
    """Tell whether every row of a grid says which of these tables it is of."""
    if grid.table != tables[0] or grid.rows[0].count(_MARK) != 1:
        return False
    return set(_column(grid, _MARK)) <= set(tables)


def _column(grid: Grid, heading: str) -> list[str]:
    """List the cells under a heading."""
    place = grid.rows[0].index(heading)
    return [row[place] for row in grid.rows[1:]]


def _rows_of(grid: Grid, table: str) -> Grid:
    """Keep the rows of one table, and the columns in which it has anything; notes stay with the first."""
    head, mark = grid.rows[0], grid.rows[0].index(_MARK)
    body = [row for row in grid.rows[1:] if row[mark] == table]
    kept = [place for place in range(len(head)) if place != mark and any(row[place] for row in body)]
    if not body:
        kept = [place for place in range(len(head)) if place != mark]
    rows = [[row[place] for place in kept] for row in (head, *body)]
    notes = grid.notes if table in (_NODES[0], _EDGES[0]) else ()
    return replace(grid, file=_titled(grid.file, table), name=table, rows=rows, table=table, notes=notes)


def _titled(file: str, table: str) -> str:
    """Call a part by the file's name and the table's."""
    return f"{file.split(' [')[0]} [{table}]"


def _without(grid: Grid, headings: set[str]) -> Grid:
    """Leave columns out."""
    kept = [place for place, heading in enumerate(grid.rows[0]) if heading not in headings]
    return replace(grid, rows=[[row[place] for place in kept] for row in grid.rows])


def _named(grid: Grid) -> Grid:
    """Leave the name of an event blank where a reader put the id of its node, for want of a name."""
    if "name" not in grid.rows[0]:
        return grid
    name, key = grid.rows[0].index("name"), grid.rows[0].index("id")
    body = (
        [*row[:name], "" if row[name] == row[key] else row[name], *row[name + 1 :]] for row in grid.rows[1:]
    )
    return replace(grid, rows=[grid.rows[0], *body])


def _participations(grid: Grid, keys: dict[str, str]) -> Grid:
    """Name the ends of edges as the table does, events by their own ids."""
    bare = _without(grid, _OF_PARTICIPATIONS)
    names = {"source": "actor_id", "target": "event_id"}
    head = [names.get(heading, heading) for heading in bare.rows[0]]
    if "event_id" not in head:
        return replace(bare, rows=[head])
    place = head.index("event_id")
    body = [[*row[:place], keys.get(row[place], row[place]), *row[place + 1 :]] for row in bare.rows[1:]]
    return replace(bare, rows=[head, *body])


def _with_known_columns(grid: Grid) -> Grid:
    """Add the columns of events and participations that are blank, so that no other is taken for them."""
    if grid.table not in (_NODES[1], _EDGES[1]):
        return grid
    missing = [name for name in TABLES[grid.table].names if name not in grid.rows[0]]
    return replace(
        grid, rows=[[*grid.rows[0], *missing], *([*row, *[""] * len(missing)] for row in grid.rows[1:])]
    )
