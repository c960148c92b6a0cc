"""The colour and the shape of each sector and of each group found, everywhere the same.

The canonical sectors wear the palette of Okabe and Ito [1]_, which stays distinct for the
colour blind; shape always says the same as colour, so that neither is needed alone.

References
----------
.. [1] Okabe, M. and Ito, K. (2008). Color universal design: how to make figures and
   presentations that are friendly to colorblind people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from graphlib.sectors import UNKNOWN

__all__ = [
    "ACCENT",
    "CROSS_TIE",
    "INK",
    "PAPER",
    "TIE",
    "Style",
    "contrast",
    "numbered",
    "quiet",
    "style",
    "styles",
]

PAPER = "#FFFFFF"
"""Background of everything printed."""
INK = "#23212B"
"""Text."""
TIE = "#B9B7C0"
"""Ties inside a sector."""
CROSS_TIE = "#6E6B7B"
"""Ties across sectors: darker."""
ACCENT = "#5B3A9E"
"""Suggested ties and what is selected."""


@dataclass(frozen=True)
class Style:
    """How a sector or a cluster is drawn.

    Attributes
    ----------
    colour
        Fill, as ``#RRGGBB``.
    shape
        Name of the shape in the interactive view.
    symbol
        The shape as one character, for legends in text.
    path
        SVG path of the shape around the origin, of about the area of a circle of radius 1.
    text
        Colour of text on the fill, the better of ink and paper.
    scale
        Size relative to other marks: below 1 for what is not known.
    """

    colour: str
    shape: str
    symbol: str
    path: str
    text: str
    scale: float = 1.0

    @property
    def key(self) -> str:
        """Name of this look alone: vis-network keeps an old shape where a name comes to mean another."""
        return f"g{self.colour.removeprefix('#')}{self.shape}"


_SYMBOLS = {
    "square": "■",
    "triangle": "▲",
    "dot": "●",
    "diamond": "◆",
    "star": "★",
    "hexagon": "⬢",
    "triangleDown": "▼",
}
_CANONICAL = {
    "company": ("#0072B2", "square"),
    "public body": ("#D55E00", "triangle"),
    "community": ("#009E73", "dot"),
    "research": ("#CC79A7", "diamond"),
    "media": ("#E69F00", "star"),
    "other": ("#56B4E9", "hexagon"),
}
_OWN_COLOURS = ("#882255", "#117733", "#332288", "#999933", "#661100", "#44AA99", "#AA4499", "#6699CC")
_OWN_SHAPES = ("triangleDown", "hexagon", "diamond", "square", "star", "triangle", "dot")
_OWN_STYLES = len(_OWN_COLOURS) * len(_OWN_SHAPES)
_GREY = "#7F7F7F"


def style(sector: str) -> Style:
    """Give the colour and shape of one sector.

    Parameters
    ----------
    sector
        A canonical sector or ``unknown``. A sector of the user's own gets the first of the
        further styles: where there may be several, ask `styles` for all of them at once.
    """
    return styles([sector])[sector]


def styles(sectors: Iterable[str]) -> dict[str, Style]:
    """Give each sector its colour and shape.

    Parameters
    ----------
    sectors
        All sectors of a network. The user's own ones take their styles in the order of their
        names: 56 differ before one repeats.

    Returns
    -------
    dict
        Canonical sectors first in their usual order, then the user's own by name, then
        ``unknown``; only those asked for.
    """
    asked = set(sectors)
    chosen = {name: _made(*look) for name, look in _CANONICAL.items() if name in asked}
    own = sorted(asked - set(_CANONICAL) - {UNKNOWN})
    chosen |= {name: _own(place) for place, name in enumerate(own)}
    if UNKNOWN in asked:
        chosen[UNKNOWN] = quiet("dot")
    return chosen


def numbered(numbers: Iterable[int]) -> list[Style]:
    """Give each colour number its style, none of them a canonical sector's.

    Parameters
    ----------
    numbers
        From 0, at most 56 of them. The same number always has the same style, unless one
        before it in ``numbers`` has that already, 56 further on: then the next that is free.
    """
    taken: dict[int, Style] = {}
    for number in numbers:
        place = number % _OWN_STYLES
        while place in taken:
            place = (place + 1) % _OWN_STYLES
        taken[place] = _own(place)
    return list(taken.values())


def quiet(shape: str) -> Style:
    """Give a small grey style, for what is not known or does not stand for itself.

    Parameters
    ----------
    shape
        Name of its shape.
    """
    return _made(_GREY, shape, scale=0.6)


def contrast(first: str, second: str) -> float:
    """Measure how far two colours stand apart, from 1 to 21, as WCAG 2 defines it.

    Parameters
    ----------
    first, second
        Colours as ``#RRGGBB``, in either order.
    """
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Give the relative luminance of a colour."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _own(place: int) -> Style:
    """Give one of the styles that belong to no canonical sector."""
    return _made(_OWN_COLOURS[place % len(_OWN_COLOURS)], _OWN_SHAPES[place % len(_OWN_SHAPES)])


def _made(colour: str, shape: str, *, scale: float = 1.0) -> Style:
    """Complete a style from its colour and shape."""
    text = max((PAPER, INK), key=lambda ink: contrast(ink, colour))
    return Style(colour, shape, _SYMBOLS[shape], _path(shape), text, scale)


def _path(shape: str) -> str:
    """Draw a shape around the origin as an SVG path."""
    if shape == "dot":
        return "M-1 0A1 1 0 1 0 1 0A1 1 0 1 0 -1 0Z"
    if shape == "square":
        return "M-.89-.89H.89V.89H-.89Z"
    corners = {
        "triangle": [(1.3, angle) for angle in (-90, 30, 150)],
        "triangleDown": [(1.3, angle) for angle in (90, 210, 330)],
        "diamond": [(1.25, angle) for angle in (-90, 0, 90, 180)],
        "hexagon": [(1.1, angle) for angle in range(0, 360, 60)],
        "star": [(1.45 if turn % 2 == 0 else 0.62, turn * 36 - 90) for turn in range(10)],
    }[shape]
    points = (
        f"{radius * math.cos(math.radians(angle)):.2f} {radius * math.sin(math.radians(angle)):.2f}"
        for radius, angle in corners
    )
    return f"M{'L'.join(points)}Z"
