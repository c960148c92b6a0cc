"""Names from the data, made fit to stand on a map.

A name may hold anything: markup, control characters, direction overrides, thousands of
letters. Here it becomes one line of plain text; whoever writes it into a file still escapes it.
"""

from __future__ import annotations

import unicodedata

from graphlib.translation import Translator

__all__ = ["LONGEST", "cluster_name", "plain", "sector_word", "short", "width"]

LONGEST = 40
"""Letters of a label; the full name stands in the tooltip and in the table."""

_TOOLTIP = 200


def plain(text: str, *, limit: int = _TOOLTIP) -> str:
    """Make one line of text without control, direction or private characters.

    Parameters
    ----------
    text
        Any text.
    limit
        Longer text is cut, with an ellipsis as its last letter.
    """
    head = " ".join(text[: 4 * limit].split())
    kept = "".join(letter for letter in head if unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"})
    kept = "".join(letter for letter in kept if not _is_override(letter)).strip()
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def short(text: str, *, limit: int = LONGEST) -> str:
    """Make a label: plain text of at most ``limit`` letters."""
    return plain(text, limit=limit)


def width(text: str) -> float:
    """Estimate how wide text runs, in units of its size."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def sector_word(sector: str, say: Translator) -> str:
    """Say a canonical sector in the reader's language; another word stays as it came."""
    key = f"sectors.{sector}"
    return say(key) if say.has(key) else plain(sector)


def cluster_name(number: int, names: dict[int, str], say: Translator) -> str:
    """Name a cluster: as it was named, else by its number; 0 and below are those of no group."""
    if number <= 0:
        return say("map.rest")
    return short(names[number]) if number in names else say("map.group", number=str(number))


def _is_override(letter: str) -> bool:
    """Tell whether a letter turns the direction of what follows."""
    return letter in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
