"""Whom a list of names means."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from graphlib.duplicates.names import letters
from graphlib.errors import closest
from graphlib.network import Network

__all__ = ["Named", "guests_named"]

_BETWEEN = re.compile(r"[\r\n;\t\u2028\u2029]+")

_GUESSED = 20
"""Unknown names for which the nearest known one is looked for: that takes its time."""


@dataclass(frozen=True)
class Named:
    """Whom a list of names means.

    Attributes
    ----------
    ids
        Actors that were found, in the order of the list, each once.
    unknown
        Names that no actor bears, each with the nearest that one bears, ``None`` where none is near.
    shared
        Names that several actors bear: none of them was taken.
    """

    ids: tuple[str, ...]
    unknown: tuple[tuple[str, str | None], ...]
    shared: tuple[str, ...]


def guests_named(network: Network, text: str) -> Named:
    """Find the actors that a list means: one name or id on a line, or between semicolons.

    Capitals, accents, spaces and punctuation do not matter. Cost: linear in the actors, and in
    the actors again for each of the first 20 names that are unknown.
    """
    actors = network.actors
    bearers: dict[str, set[str]] = defaultdict(set)
    for actor, name in zip(actors["id"], actors["name"], strict=True):
        bearers[letters(name)].add(actor)
    ids, known = {*actors["id"]}, list(actors["name"])
    found: dict[str, None] = {}
    unknown: dict[str, str | None] = {}
    shared: dict[str, None] = {}
    for name in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        meant = {name} if name in ids else bearers.get(letters(name), set())
        if len(meant) == 1:
            found.update(dict.fromkeys(meant))
        elif meant:
            shared[name] = None
        elif name not in unknown:
            unknown[name] = closest(name, known) if len(unknown) < _GUESSED else None
    return Named(tuple(found), tuple(unknown.items()), tuple(shared))
