"""JSON that is a table: a list of objects, one a line, or lists under names."""

from __future__ import annotations

from graphlib.readers.formats.objects.json_grid import (
    Item,
    Origin,
    as_mapping,
    as_rows,
    grid,
    left_aside,
    with_notes,
)
from graphlib.readers.formats.objects.json_shape import shape
from graphlib.readers.formats.objects.json_text import AREA, parsed, refuses_depth
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_FILES, refusal

__all__ = ["read", "recognises"]


def recognises(data: bytes) -> bool:
    """Tell whether this is a list of objects and no network format; looks at the first part only."""
    return shape(data) == "records"


@refuses_depth
def read(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read lists of objects as tables.

    Parameters
    ----------
    data
        The file's bytes, unpacked: a list of objects, one object a line, or an object with such lists.
    file, name
        What the user calls it, and its name without ending.

    Returns
    -------
    list
        One grid a list, a row an object; headings tell which table it is. Values nested deeper than a
        list of plain ones are compact JSON.

    Raises
    ------
    InputError
        If it is not JSON, holds no list of objects, or is beyond the limits.
    """
    content = parsed(data, file=file)
    lists = {str(part): as_rows(value) for part, value in as_mapping(content.value).items()}
    found = {part: rows for part, rows in lists.items() if rows}
    aside = [str(part) for part in as_mapping(content.value) if part not in found]
    if not found and as_mapping(content.value):
        found, aside = {"": [as_mapping(content.value)]}, []
    elif not found:
        found = {"": as_rows(content.value)}
    if not any(found.values()):
        raise refusal(file, "no_table", area=AREA)
    if len(found) > MAX_FILES:
        raise refusal(file, "too_many_files", limit=MAX_FILES)
    grids = []
    for part, rows in found.items():
        title = f"{file} [{part[:60]}]" if part else file
        origin = Origin(title, part or name, "json", content.encoding)
        grids.append(grid([Item({}, row) for row in rows], origin, None))
    return with_notes(grids, [*content.notes, *left_aside(file, aside)])
