"""What was typed into one table, kept by the rows' labels until it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["Edits", "differing"]

Cells = Mapping[str, object]


@dataclass(frozen=True)
class Edits:
    """Changes to one table, not yet made.

    A label is the row's place in the network's own table; rows that were added have the labels
    after its last. Nothing here knows what the cells mean: `graphlib.editing.edited` checks them.

    Attributes
    ----------
    changed, added
        Label to the cells that were typed, by column.
    gone
        Labels of the rows that were deleted.
    """

    changed: Mapping[int, Cells] = field(default_factory=dict)
    added: Mapping[int, Cells] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.changed or self.added or self.gone)

    def with_typed(self, typed: Mapping[str, Any], labels: Sequence[int], first: int) -> Edits:
        """Take in what was typed into a view of the table.

        Parameters
        ----------
        typed
            ``edited_rows`` (position in the view to cells), ``added_rows`` (cells of each) and
            ``deleted_rows`` (positions), as an editor of tables tells it.
        labels
            Label of each row of the view.
        first
            First label that is free for new rows: the number of rows of the network's table.
        """
        changed, added = dict(self.changed), dict(self.added)
        for place, cells in sorted((int(place), cells) for place, cells in typed["edited_rows"].items()):
            rows = added if labels[place] in added else changed
            rows[labels[place]] = {**rows.get(labels[place], {}), **cells}
        label = max([first - 1, *added]) + 1
        for cells in typed["added_rows"]:
            added[label] = dict(cells)
            label += 1
        gone = {labels[int(place)] for place in typed["deleted_rows"]}
        return Edits(
            {label: cells for label, cells in changed.items() if label not in gone},
            {label: cells for label, cells in added.items() if label not in gone},
            self.gone | frozenset(label for label in gone if label < first),
        )

    def applied(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give the table as it would be, its index the labels; ``frame`` is the network's own.

        Columns that were typed into become columns of plain objects.
        """
        after = frame.drop(index=list(self.gone))
        touched = {name for cells in [*self.changed.values(), *self.added.values()] for name in cells}
        for name in sorted(touched):
            cells = after[name].astype(object) if name in after else pd.Series(np.nan, after.index, object)
            rows = {label: row[name] for label, row in self.changed.items() if name in row}
            typed = pd.Series(list(rows.values()), index=list(rows), dtype=object)
            # A cell that was emptied is blank too.
            cells[typed.index] = typed.where(typed.notna(), np.nan)
            after[name] = cells
        if self.added:
            new = pd.DataFrame(list(self.added.values()), index=list(self.added), dtype=object)
            columns = [*after.columns, *(name for name in new.columns if name not in after)]
            parts = [part.reindex(columns=columns).astype(object) for part in (after, new)]
            after = pd.concat(parts)
        return after


def differing(before: pd.DataFrame, after: pd.DataFrame) -> pd.Index:
    """Give the labels that both tables have and whose cells differ; two blank cells do not."""
    labels = before.index.intersection(after.index)
    differs = np.zeros(len(labels), bool)
    for name in dict.fromkeys([*before.columns, *after.columns]):
        if name in before and name in after and before[name].equals(after[name]):
            continue
        old, new = (_column(frame, str(name), labels) for frame in (before, after))
        differs |= ~((old == new) | (pd.isna(old) & pd.isna(new)))
    return labels[differs]


def _column(frame: pd.DataFrame, name: str, labels: pd.Index) -> Any:  # noqa: ANN401
    """Give a column's cells at these labels; a column that is not there is blank."""
    if name not in frame:
        return np.full(len(labels), np.nan, object)
    return frame[name].loc[labels].to_numpy(object)
