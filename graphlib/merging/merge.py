"""Three-way merge, row by row and cell by cell, against the version that both sides began from.

What only one side changed is taken from that side [1]_; where both changed the same cells
differently, or one took away what the other changed or relies on, nothing is decided.

References
----------
.. [1] Khanna, S., Kunal, K. and Pierce, B. C. (2007). A formal investigation of diff3. Foundations
   of Software Technology and Theoretical Computer Science, LNCS 4855, 485-496.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from graphlib.errors import GraphlibError
from graphlib.matching import KEYS
from graphlib.merging.conflicts import NETWORK, REFERS, Conflict, Place, conflicts_of, with_owners
from graphlib.merging.rows import BASE, MINE, THEIRS, Rows, aligned
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["Merge", "merge"]

_SIDES = {"mine": MINE, "theirs": THEIRS}


@dataclass(frozen=True, eq=False)
class Merge:
    """Two versions brought together as far as they agree; made by `merge`.

    ``conflicts`` are sorted by table, row and column.
    """

    conflicts: tuple[Conflict, ...]
    _places: Mapping[str, Place]
    _tables: Mapping[str, Rows]
    _caps: tuple[int, int, int]

    def resolved(self, choices: Mapping[str, str]) -> Network:
        """Give the network with every conflict decided.

        Parameters
        ----------
        choices
            ``mine`` or ``theirs`` for the key of each conflict. Where an organisation or event
            that one side took away is kept, its ties and participations come back as the other
            side has them; where it goes, they go.

        Raises
        ------
        GraphlibError
            If a conflict is not decided.
        """
        undecided = sum(choices.get(conflict.key) not in _SIDES for conflict in self.conflicts)
        if undecided:
            raise GraphlibError(
                Message("history.merge.undecided", count=undecided), Message("history.merge.decide")
            )
        tables, cap = dict(self._tables), _agreed(self._caps)
        for key, place in self._places.items():
            side = _SIDES[choices[key]]
            if place.table == NETWORK:
                cap = self._caps[side]
            else:
                tables[place.table] = tables[place.table].decided(place.row, place.unit, side)
        for name, references in REFERS.items():
            tables[name] = tables[name].kept_with([(column, tables[parent]) for column, parent in references])
        return _network({name: rows.frame() for name, rows in tables.items()}, cap)


def merge(base: Network, mine: Network, theirs: Network) -> Merge:
    """Bring two networks together that were both made from a third one.

    Parameters
    ----------
    base
        The network that both began from.
    mine, theirs
        What became of it.

    Returns
    -------
    Merge
        Without conflicts where both changed different things. Rows are the same thing as in
        `graphlib.difference`. Cost: linear in the cells, but for sorting.
    """
    sides = (base, mine, theirs)
    frames = {
        "actors": tuple(side.actors for side in sides),
        "ties": tuple(side.stated_ties for side in sides),
        "events": tuple(side.events for side in sides),
        "participations": tuple(side.participations for side in sides),
    }
    caps = (base.event_cap, mine.event_cap, theirs.event_cap)
    tables, relying = with_owners({name: aligned(name, frames[name]) for name in KEYS})
    found = conflicts_of(tables, relying, caps)
    return Merge(
        tuple(conflict for conflict, _ in found),
        {conflict.key: place for conflict, place in found},
        tables,
        caps,
    )


def _agreed(caps: tuple[int, int, int]) -> int:
    """Give the cap of the side that changed it."""
    return caps[MINE] if caps[THEIRS] == caps[BASE] else caps[THEIRS]


def _network(frames: Mapping[str, pd.DataFrame], cap: int) -> Network:
    """Make the network; events that only one side lists are listed for both."""
    events, taken = frames["events"], frames["participations"]
    if len(events):
        missing = sorted(set(taken["event_id"]) - set(events["event_id"]))
        events = pd.concat([events, pd.DataFrame({"event_id": missing})], ignore_index=True)
    return Network.build(
        frames["actors"], frames["ties"], events if len(events) else None, taken, event_cap=cap
    )
