"""Where the names on a still map stand: the important ones first, none upon another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphlib.drawing.names import width

__all__ = ["Label", "Placed", "placed"]

_SIZE = 12
_CELL = 64

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name that wants to stand beside its mark, which lies at x, y with a radius."""

    text: str
    x: float
    y: float
    radius: float
    is_strong: bool = False


@dataclass(frozen=True)
class Placed:
    """A name and where it stands: x and y of its baseline, anchored at its start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str
    is_strong: bool


def placed(wanted: Sequence[Label], *, width: int, height: int) -> list[Placed]:
    """Place names beside their marks, in their order, leaving out what would overlap.

    Parameters
    ----------
    wanted
        The most important first. Each tries right, left, below and above its mark.
    width, height
        Of the picture, in pixels; names stay inside it.

    Returns
    -------
    list of Placed
        The names that found a place.
    """
    space = _Space()
    for owner, label in enumerate(wanted):
        reach = min(label.radius, 10.0) * 0.7
        space.take((label.x - reach, label.y - reach, label.x + reach, label.y + reach), owner)
    found = []
    for owner, label in enumerate(wanted):
        for place, box in _places(label):
            inside = box[0] >= 4 and box[1] >= 4 and box[2] <= width - 4 and box[3] <= height - 4
            if label.text and inside and space.is_free(box, owner):
                space.take(box, owner)
                found.append(place)
                break
    return found


def _places(label: Label) -> Iterator[tuple[Placed, Box]]:
    """List where a name may stand, the best place first, each with the box it fills."""
    long, gap = _SIZE * width(label.text), label.radius + 4
    for x, y, anchor in (
        (label.x + gap, label.y + 4, "start"),
        (label.x - gap, label.y + 4, "end"),
        (label.x, label.y + gap + _SIZE - 2, "middle"),
        (label.x, label.y - gap, "middle"),
    ):
        left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        box = (left - 2, y - _SIZE, left + long + 2, y + 4)
        yield Placed(label.text, x, y, anchor, label.is_strong), box


class _Space:
    """The boxes taken so far, found by the cells they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, int]]] = {}

    def take(self, box: Box, owner: int) -> None:
        """Fill a box on behalf of a label."""
        for cell in self._touched(box):
            self._cells.setdefault(cell, []).append((box, owner))

    def is_free(self, box: Box, owner: int) -> bool:
        """Tell whether no box of another label overlaps."""
        return not any(
            other != owner and box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3]
            for cell in self._touched(box)
            for b, other in self._cells.get(cell, ())
        )

    @staticmethod
    def _touched(box: Box) -> list[tuple[int, int]]:
        """List the cells that a box touches."""
        columns = range(int(box[0] // _CELL), int(box[2] // _CELL) + 1)
        rows = range(int(box[1] // _CELL), int(box[3] // _CELL) + 1)
        return [(column, row) for column in columns for row in rows]
