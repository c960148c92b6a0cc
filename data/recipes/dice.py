"""Chance that falls the same on every Python version, and tables written the same everywhere."""

from __future__ import annotations

import csv
import datetime
import random
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Row = dict[str, str]


class Dice:
    """Draws from one seed, through ``random()`` alone: its stream never changed between versions."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed).random  # noqa: S311 - invented data, no secrets

    def chance(self, probability: float) -> bool:
        """Say yes with this probability."""
        return self._draw() < probability

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self._draw() * (high - low + 1))

    def day(self, first: str, last: str) -> str:
        """Draw a day."""
        start, end = map(datetime.date.fromisoformat, (first, last))
        return (start + datetime.timedelta(self.whole(0, (end - start).days))).isoformat()

    def one(self, items: Sequence[Item]) -> Item:
        """Draw one item."""
        return items[self.whole(0, len(items) - 1)]

    def some(self, items: Iterable[Item], count: int, weight: Callable[[Item], float]) -> list[Item]:
        """Draw different items, each with a probability in proportion to its weight."""
        drawn: list[Item] = []
        left = [(item, weight(item)) for item in items]
        while left and len(drawn) < count:
            point = self._draw() * sum(share for _, share in left)
            for place, (_, share) in enumerate(left):  # noqa: B007 - the place is used below
                point -= share
                if point < 0:
                    break
            drawn.append(left.pop(place)[0])
        return drawn


def slug(name: str) -> str:
    """Make a plain id of a name: ``Ville d'Aurélie`` gives ``ville-d-aurelie``."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain.lower()).split())


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write a table as UTF-8 CSV with plain line ends; the first row names the columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
