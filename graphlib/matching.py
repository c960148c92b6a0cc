"""Which rows of two tables are the same thing, and which of their cells differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["KEYS", "Codes", "cell_codes", "columns_of", "matched"]

Positions = npt.NDArray[np.int64]
Codes = dict[str, tuple[Positions, ...]]
"""For each column, its cells in each table as numbers: equal cells bear equal numbers, blanks -1."""

KEYS: dict[str, tuple[str, ...]] = {
    "actors": ("id",),
    "ties": ("source", "target", "kind"),
    "events": ("event_id",),
    "participations": ("actor_id", "event_id"),
}
"""The columns by which a row of each table of a network is known."""

_NARROWER: dict[str, tuple[tuple[str, ...], ...]] = {
    "ties": (("since", "evidence"), ("since",), ("evidence",)),
    "participations": (("role", "date"), ("role",), ("date",)),
}
"""Further columns that tell rows of one key apart, the surest first."""


def columns_of(frames: Sequence[pd.DataFrame]) -> list[str]:
    """List the columns of several tables: those of the first in their order, then those only others have."""
    return list(dict.fromkeys(str(name) for frame in frames for name in frame.columns))


def cell_codes(frames: Sequence[pd.DataFrame]) -> Codes:
    """Give equal cells equal numbers, column by column, over several tables.

    A table without the column counts as blank there. Cost: linear in the cells.
    """
    ends = np.cumsum([len(frame) for frame in frames])[:-1]
    codes: Codes = {}
    for name in columns_of(frames):
        cells = [
            frame[name].to_numpy(object) if name in frame else np.full(len(frame), None, dtype=object)
            for frame in frames
        ]
        numbers = pd.factorize(np.concatenate(cells))[0].astype(np.int64)
        codes[name] = tuple(np.split(numbers, ends))
    return codes


def matched(
    codes: Mapping[str, Sequence[Positions]], table: str, one: int = 0, other: int = 1
) -> tuple[Positions, Positions]:
    """Find the rows of two tables that are the same thing.

    Rows are the same when their key is, see `KEYS`. Where several rows of a table share a key, as
    parallel ties do, those that are alike in every cell come together first, then those alike in
    what tells parallel rows apart, then the others in their order.

    Parameters
    ----------
    codes
        Cells of the tables, of `cell_codes`.
    table
        Name of the table in the schema.
    one, other
        Which of the numbered tables are compared.

    Returns
    -------
    tuple of numpy.ndarray
        Positions in the one and in the other table, sorted by the first; each stands once at most.
        Cost: linear in the rows, but for sorting.
    """
    sides = {name: (numbers[one], numbers[other]) for name, numbers in codes.items()}
    key = KEYS[table]
    finer = [tuple(sides), *((*key, *further) for further in _NARROWER[table])] if table in _NARROWER else []
    rows = tuple(np.arange(len(numbers), dtype=np.int64) for numbers in sides[key[0]])
    found: list[tuple[Positions, Positions]] = []
    for names in [*finer, key]:
        pairs = _equal(
            [tuple(numbers[rows[side]] for side, numbers in enumerate(sides[name])) for name in names]
        )
        found.append((rows[0][pairs[0]], rows[1][pairs[1]]))
        rows = (np.delete(rows[0], pairs[0]), np.delete(rows[1], pairs[1]))
    first, second = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    order = np.argsort(first, kind="stable")
    return first[order], second[order]


def _equal(columns: Sequence[tuple[Positions, ...]]) -> tuple[Positions, Positions]:
    """Pair the rows of two tables that are equal in these columns; repeated ones in their order."""
    length = len(columns[0][0])
    whole = np.zeros(length + len(columns[0][1]), dtype=np.int64)
    for sides in columns:
        cells = np.concatenate(sides) + 1
        whole = pd.factorize(whole * (int(cells.max(initial=0)) + 1) + cells)[0].astype(np.int64)
    frames = [pd.DataFrame({"key": part}) for part in np.split(whole, [length])]
    for frame in frames:
        frame["turn"] = frame.groupby("key").cumcount()
        frame["row"] = np.arange(len(frame), dtype=np.int64)
    pairs = frames[0].merge(frames[1], on=["key", "turn"], suffixes=("", "_other"))
    return pairs["row"].to_numpy(np.int64), pairs["row_other"].to_numpy(np.int64)
