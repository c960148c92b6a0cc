"""What colours, shapes, lines and sizes mean, for the interactive view and for the still picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt

from graphlib.drawing.colouring import Colouring
from graphlib.drawing.marks import Marks
from graphlib.drawing.names import sector_word, width
from graphlib.drawing.palette import ACCENT, CROSS_TIE, TIE, Style
from graphlib.translation import Translator

__all__ = ["Strip", "entries", "radii", "strip"]

_ROW = 24
_LINES = {"in": "map.tie.inside", "x": "map.tie.across", "s": "map.tie.suggested", "b": "map.tie.bundle"}
_SCALE = (1.0, 0.25, 0.0625)


@dataclass(frozen=True)
class Strip:
    """The legend of a still picture: its markup and its height in pixels."""

    markup: str
    height: int


def radii(values: npt.NDArray[np.float64], largest: float) -> npt.NDArray[np.float64]:
    """Turn a measure into radii: area as the measure, within bounds, smaller where many are shown.

    Parameters
    ----------
    values
        The measure of each mark; negative ones count as 0.
    largest
        The largest value of the whole network, so that a filter does not change sizes.
    """
    top = float(np.clip(820 / np.sqrt(max(1, len(values))), 20, 44))
    return top * (0.24 + 0.76 * np.sqrt(np.maximum(values, 0.0) / (largest or 1.0)))


def entries(
    drawn: Marks,
    colouring: Colouring,
    values: npt.NDArray[np.float64],
    *,
    size_by: str,
    kinds: Collection[str],
    say: Translator,
) -> dict[str, Any]:
    """Give the legend of the interactive view, with the count of what is shown.

    Parameters
    ----------
    drawn
        The marks.
    colouring
        What colour and shape say.
    values
        Measure of each actor, in network order.
    size_by
        Name of the measure.
    kinds
        Classes of lines that are drawn.
    say
        Speaks the reader's language.
    """
    shown = {*drawn.actors.tolist(), *np.flatnonzero(drawn.cluster_of >= 0).tolist()}
    counts = Counter(colouring.labels[place] for place in shown)
    largest = float(values.max(initial=0.0))
    sizes = radii(np.array(_SCALE) * largest, largest)
    decimals = 0 if largest >= 16 else 2
    rings = say("map.size.groups" if colouring.is_by_group else "map.size.clusters")
    return {
        "sectors": [
            {
                "word": colouring.words[label],
                "colour": look.colour,
                "path": look.path,
                "count": say.number(counts[label]),
            }
            for label, look in colouring.looks.items()
            if counts[label]
        ],
        "lines": [{"k": kind, "word": say(key)} for kind, key in _LINES.items() if kind in kinds],
        "size": say(f"map.size.{size_by}") if len(drawn.actors) else "",
        "scale": [
            {"radius": round(float(size / sizes[0]), 3), "word": say.number(largest * part, decimals)}
            for size, part in zip(sizes, _SCALE, strict=True)
        ],
        "clusters": rings if drawn.is_condensed else "",
    }


def strip(
    say: Translator,
    looks: Mapping[str, Style],
    counts: Mapping[str, int],
    *,
    notes: Sequence[str],
    width: int,
    has_suggestions: bool,
) -> Strip:
    """Write the legend of a still picture, in as many rows as it needs.

    Parameters
    ----------
    say
        Speaks the reader's language.
    looks, counts
        Style and number of actors of each sector.
    notes
        Further sentences.
    width
        Of the picture.
    has_suggestions
        Whether dashed lines are explained.
    """
    items = [
        (
            f'<g transform="translate(8 -4)scale({6 * look.scale:.1f})">{_mark(look)}</g>',
            f"{sector_word(name, say)} ({say.number(counts[name])})",
        )
        for name, look in looks.items()
    ]
    items += [(_stroke(TIE, ""), say("map.tie.inside")), (_stroke(CROSS_TIE, ""), say("map.tie.across"))]
    if has_suggestions:
        items.append((_stroke(ACCENT, "5 3"), say("map.tie.suggested")))
    return _flowed([*items, *(("", note) for note in notes)], width)


def _mark(look: Style) -> str:
    """Draw the shape of a sector."""
    return f'<path d="{look.path}" fill="{look.colour}"/>'


def _flowed(items: Sequence[tuple[str, str]], wide: int) -> Strip:
    """Set marks and words in rows."""
    parts, x, row = [], 24.0, 1
    for mark, text in items:
        offset = 24 if mark else 0
        taken = offset + 12 * width(text) + 22
        if x + taken > wide - 16 and x > 24:
            x, row = 24.0, row + 1
        parts.append(
            f'<g transform="translate({x:.0f} {row * _ROW - 4})">{mark}'
            f'<text x="{offset}">{escape(text, quote=True)}</text></g>'
        )
        x += taken
    return Strip("".join(parts), row * _ROW + 12)


def _stroke(colour: str, dashes: str) -> str:
    """Draw a line of the legend."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M0 -4H18" stroke="{colour}" stroke-width="2"{dashed}/>'
