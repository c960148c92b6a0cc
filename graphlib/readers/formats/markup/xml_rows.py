"""Actors and ties in the making: what an XML format says of each, to rows of cells."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from graphlib.errors import Problem
from graphlib.readers.formats.markup.xml import AREA, Document
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, note, refusal
from graphlib.translation import Message

__all__ = ["ACTOR_COLUMNS", "NAMES", "TIE_COLUMNS", "Row", "Rows", "Tables"]

Row = list[str | None]
"""Cells of one actor or tie; ``None`` where the file says nothing."""

ACTOR_COLUMNS = ("id", "name", "parent", "network")
"""Columns of actors that the formats define themselves."""

TIE_COLUMNS = ("source", "target", "kind", "weight", "since", "until", "directed", "label", "id", "network")
"""Columns of ties that the formats define themselves."""

NAMES = ("name", "label")
"""Headings of attributes that may hold an actor's name, the better first."""

_MAX_CELLS = 40_000_000
"""Cells of a table; blank ones take memory too."""

_SAME_TITLE = 5
"""Attributes of one title that are compared with each other."""

_NUMBERING = re.compile(r"(?:[A-Za-z_]{0,8}\d+::)*[A-Za-z_]{0,8}[-:#]?\d+")


class Rows:
    """One table: columns appear as they are mentioned.

    A column is known by its key: the reader's own columns by their heading, those of the file by
    ``@`` and the file's key, so that two attributes of one title stay apart.
    """

    def __init__(self, file: str, headings: Sequence[str], *, needed: int) -> None:
        self.rows: list[Row] = []
        self._file = file
        self._own = len(headings)
        self._needed = needed
        self._places = {heading: place for place, heading in enumerate(headings)}
        self._headings = list(headings)
        self._defaults: dict[int, str] = {}
        self._declared: set[int] = set()
        self._filled: set[int] = set()
        self._cells = 0

    def add(self) -> Row:
        """Begin a row."""
        if len(self.rows) >= MAX_ROWS:
            raise refusal(self._file, "too_many_rows", limit=MAX_ROWS)
        row: Row = []
        self.rows.append(row)
        return row

    def put(self, row: Row, key: str, value: str | None) -> None:
        """Fill a cell; ``None`` leaves it as it is."""
        if value is None:
            return
        if len(value) > MAX_CELL:
            raise refusal(self._file, "long_value", area=AREA, limit=MAX_CELL)
        place = self._place(key)
        missing = place + 1 - len(row)
        if missing > 0:
            self._cells += missing
            if self._cells > _MAX_CELLS:
                raise refusal(self._file, "too_many_cells", area=AREA, limit=_MAX_CELLS)
            row.extend([None] * missing)
        row[place] = value.strip()
        if row[place]:
            self._filled.add(place)

    def keep(self, row: Row, attributes: Mapping[str, str], *, known: Container[str]) -> None:
        """Keep attributes that the format does not define as further columns."""
        for name, value in attributes.items():
            if name not in known:
                self.put(row, f"@{name}", value)

    def cell(self, row: Row, key: str) -> str | None:
        """Look a cell up; ``None`` where nothing is said."""
        place = self._places.get(key)
        return None if place is None or place >= len(row) else row[place]

    def column(self, key: str) -> list[str]:
        """List what is said in a column, row by row, leaving out the rows that say nothing."""
        return [cell for row in self.rows if (cell := self.cell(row, key))]

    def declare(self, key: str, heading: str, default: str | None = None) -> None:
        """Give a column its heading and the value of rows that say nothing."""
        if max(len(heading), len(default or "")) > MAX_CELL:
            raise refusal(self._file, "long_value", area=AREA, limit=MAX_CELL)
        place = self._place(key)
        self._declared.add(place)
        self._headings[place] = heading.strip() or self._headings[place]
        if default is not None:
            self._defaults[place] = default.strip()

    def title(self, key: str, heading: str) -> None:
        """Give a column the heading of another table's attribute of that key, unless it has its own."""
        place = self._places.get(key)
        if place is not None and place not in self._declared:
            self._headings[place] = heading.strip()[:MAX_CELL] or self._headings[place]

    def drop(self, key: str) -> None:
        """Empty a column."""
        place = self._places[key]
        self._defaults.pop(place, None)
        self._filled.discard(place)
        for row in self.rows:
            if place < len(row):
                row[place] = None

    def titled(self, *titles: str) -> list[str]:
        """Find the file's own columns with one of these headings, in the order of the titles."""
        headed: dict[str, list[str]] = {}
        for key in list(self._places)[self._own :]:
            headed.setdefault(self._headings[self._places[key]].casefold(), []).append(key)
        return [key for title in titles for key in headed.get(title, [])[:_SAME_TITLE]]

    def absorb(self, key: str, titles: Sequence[str]) -> None:
        """Empty the file's columns of these headings that say what column ``key`` says already."""
        for other in self.titled(*titles):
            pairs = ((self.cell(row, other), self.cell(row, key)) for row in self.rows)
            if self._places[other] not in self._defaults and all(
                not said or said == own for said, own in pairs
            ):
                self.drop(other)

    def table(self) -> list[list[str]]:
        """Give headings and rows, all of one length, without columns in which nothing stands."""
        width = len(self._headings)
        kept = [
            place
            for place in range(width)
            if place < self._needed or place in self._filled or self._default(place)
        ]
        if len(kept) > MAX_COLUMNS:
            raise refusal(self._file, "too_many_columns", limit=MAX_COLUMNS, count=len(kept))
        if len(self.rows) * len(kept) > _MAX_CELLS:
            raise refusal(self._file, "too_many_cells", area=AREA, limit=_MAX_CELLS)
        table = [[self._headings[place] for place in kept]]
        for row in self.rows:
            padded = row + [None] * (width - len(row))
            table.append(
                [cell if (cell := padded[place]) is not None else self._default(place) for place in kept]
            )
        return table

    def _place(self, key: str) -> int:
        """Find a column's place; a new key makes a column headed by itself."""
        place = self._places.get(key)
        if place is None:
            # Twice as many as are allowed in the end: some may turn out to be empty.
            if len(self._headings) >= 2 * MAX_COLUMNS:
                raise refusal(
                    self._file, "too_many_columns", limit=MAX_COLUMNS, count=len(self._headings) + 1
                )
            place = self._places[key] = len(self._headings)
            self._headings.append(key.removeprefix("@").strip()[:MAX_CELL])
        return place

    def _default(self, place: int) -> str:
        """Give what stands where a row says nothing."""
        return self._defaults.get(place, "")


@dataclass
class Tables:
    """Both tables of one file in the making, with what has to be said about them.

    ``aside`` names, by key of the catalogue, what the file holds and a network cannot; ``counts``
    are remarks with their number.
    """

    file: str
    actors: Rows = field(init=False)
    ties: Rows = field(init=False)
    aside: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.actors = Rows(self.file, ACTOR_COLUMNS, needed=2)
        self.ties = Rows(self.file, TIE_COLUMNS, needed=2)

    def count(self, remark: str) -> None:
        """Count one more case of a remark."""
        self.counts[remark] = self.counts.get(remark, 0) + 1

    def name_actors(self) -> None:
        """Name actors by their label, else by an attribute that says name or label, else by their id."""
        keys = self.actors.titled(*NAMES)
        for row in self.actors.rows:
            said = (self.actors.cell(row, key) for key in ("name", *keys, "id"))
            self.actors.put(row, "name", next((cell for cell in said if cell), None))
        self.actors.absorb("name", NAMES)
        self.actors.absorb("id", ("id",))

    def grids(self, document: Document, *, kind: str) -> list[Grid]:
        """Finish both tables; what was decided is said with the first.

        Raises
        ------
        InputError
            If there are neither actors nor ties, or too many.
        """
        if not (self.actors.rows or self.ties.rows):
            raise refusal(self.file, "no_network", area=AREA)
        self.name_actors()
        self._settle_networks()
        self._settle_ties()
        notes = (*document.notes, *self._notes())
        grids = []
        for sheet, table, rows in (("nodes", "actors", self.actors), ("edges", "ties", self.ties)):
            if rows.rows:
                title = f"{self.file} [{sheet}]"
                cells = rows.table()
                grids.append(Grid(title, sheet, kind, document.encoding, None, cells, notes, table))
                notes = ()
        return grids

    def _settle_networks(self) -> None:
        """Tell which network a row belongs to only where the file holds several."""
        networks = {*self.actors.column("network"), *self.ties.column("network")}
        if len(networks) > 1:
            self.counts["networks"] = len(networks)
        else:
            self.actors.drop("network")
            self.ties.drop("network")

    def _settle_ties(self) -> None:
        """Leave ids that only number the ties aside, and what is said twice."""
        ids = self.ties.column("id")
        if ids and all(_NUMBERING.fullmatch(text) for text in ids):
            self.ties.drop("id")
            self.aside.add("numbering")
        for key in ("kind", "weight", "label"):
            self.ties.absorb(key, (key,))

    def _notes(self) -> list[Problem]:
        """Say what was counted and what was left aside."""
        notes = [
            note(self.file, remark, area=AREA, count=count) for remark, count in sorted(self.counts.items())
        ]
        if self.aside:
            notes.append(note(self.file, "left_aside", area=AREA, things=_listed(sorted(self.aside))))
        return notes


def _listed(keys: Sequence[str]) -> Message:
    """Join the names of things, in whatever language they will be said."""
    first = Message(f"xml_formats.aside.{keys[0]}")
    return Message("xml_formats.list", first=first, rest=_listed(keys[1:])) if len(keys) > 1 else first
