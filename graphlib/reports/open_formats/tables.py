"""The tables of a network as far as they may leave: personal columns never do."""

from __future__ import annotations

import pandas as pd

from graphlib.network import Network
from graphlib.readers.columns import meanings
from graphlib.schema import TABLES, Table
from graphlib.sectors import UNKNOWN

__all__ = ["exact_cell", "personal_columns", "shareable_tables"]


def shareable_tables(network: Network, *, only_known: bool = False) -> dict[str, pd.DataFrame]:
    """Give the tables without personal columns and without those that hold nothing.

    Parameters
    ----------
    network
        Its stated ties are given; those that derive from participation derive again.
    only_known
        Leave out columns of the user's own: the schema does not know what they hold.

    Returns
    -------
    dict
        Table name to frame. Read again, these cells give the same network.
    """
    return {
        name: _readable_again(frame[_columns(frame, TABLES[name], only_known=only_known)], TABLES[name])
        for name, frame in _frames(network).items()
    }


def personal_columns(network: Network) -> list[str]:
    """Name the columns with values that are left out because they are about persons."""
    return [
        str(name)
        for table, frame in _frames(network).items()
        for name in frame.columns
        if _is_personal(str(name), TABLES[table]) and frame[name].notna().any()
    ]


def exact_cell(value: object) -> str:
    """Write one value so that it reads back the same; a missing one is empty."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "" if value != value else repr(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)


def _frames(network: Network) -> dict[str, pd.DataFrame]:
    """Give all four tables by name."""
    return {
        "actors": network.actors,
        "ties": network.stated_ties,
        "events": network.events,
        "participations": network.participations,
    }


def _columns(frame: pd.DataFrame, table: Table, *, only_known: bool) -> list[str]:
    """Name the columns of a table that may leave."""
    kept = [
        name
        for name in map(str, frame.columns)
        if not _is_personal(name, table)
        and (name in table.required or frame[name].notna().any())
        and (name in table.names or not only_known)
    ]
    # A reader would take the column "Type" for the sector where no column is called "sector".
    taken = {meant for place, meant in meanings(kept, table).items() if kept[place] != meant}
    return [name for name in map(str, frame.columns) if name in kept or name in taken]


def _is_personal(name: str, table: Table) -> bool:
    """Tell whether a column holds personal data, by its name or by what its name means."""
    meant = meanings([name.removesuffix(" (2)").removesuffix(" (3)")], table).get(0, name)
    column = table.column(name) or table.column(meant)
    return column is not None and column.is_personal


def _readable_again(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Write cells so that reading makes of them what they are."""
    made = frame.copy(deep=False)
    for column in table.columns:
        if column.kind == "list" and column.name in made:
            made[column.name] = _as_list(made[column.name])
    if "sector" in made:
        # A sector that nobody stated is a blank cell; "unknown" would be a word of the data.
        source = made["sector_source"] if "sector_source" in made else pd.Series(pd.NA, index=made.index)
        made["sector"] = made["sector"].where(~((made["sector"] == UNKNOWN) & source.isna()))
        if made["sector"].isna().all() and not _is_needed(made, "sector", table):
            made = made.drop(columns="sector")
    return made


def _is_needed(frame: pd.DataFrame, name: str, table: Table) -> bool:
    """Tell whether another column would be taken for this one if it were not there."""
    others = [str(other) for other in frame.columns if other != name]
    return name in meanings(others, table).values()


def _as_list(cells: pd.Series) -> pd.Series:
    """Show that items are parted by ``;`` where none is, so that a comma within one parts nothing."""
    if cells.isna().all() or cells.str.contains(";", regex=False).any():
        return cells
    parted = [
        f"{cell};" if isinstance(cell, str) and ("," in cell or "|" in cell) else cell for cell in cells
    ]
    return pd.Series(parted, index=cells.index, dtype="str")
