"""A small invented programme with dates, as files that a browser drops to try introductions."""

from __future__ import annotations

import datetime

from playwright.sync_api import FilePayload

__all__ = ["NAMES", "ORGANISATIONS", "PROGRAMME", "files"]

PROGRAMME = "Invented programme"

_SECTORS = {"company": "Works", "public": "Office", "community": "Club"}
_WORDS = (
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kapok", "Larch",
    "Maple", "Nettle",
)  # fmt: skip
_FIRST_YEAR = 2020
_TIES_IN_SECTOR, _TIES_ACROSS = (1, 3), ((0, 1, 2), (1, 2, 5), (2, 0, 4))
"""Steps along the circle of a sector; and from one sector to another, for every fourth organisation."""

ORGANISATIONS = {
    f"{kind.lower()}-{word.lower()}": (f"{word} {kind}", sector)
    for sector, kind in _SECTORS.items()
    for word in _WORDS
}
"""Name and sector of each, by id."""

NAMES = {name: actor for actor, (name, _) in ORGANISATIONS.items()}
"""Id of each, by name."""


def files(*newer: tuple[str, str, datetime.date]) -> list[FilePayload]:
    """Write the programme as two files; a newer version of it has these ties besides."""
    actors = [f"{actor},{name},{sector}" for actor, (name, sector) in ORGANISATIONS.items()]
    ties = [*_ties(), *(f"{source},{target},meeting,{day}" for source, target, day in newer)]
    return [
        _csv("actors.csv", ["id,name,sector", *actors]),
        _csv("ties.csv", ["source,target,kind,since", *ties]),
    ]


def _ties() -> list[str]:
    """List the ties: circles within each sector, and a few across, begun month after month."""
    kinds, size = [kind.lower() for kind in _SECTORS.values()], len(_WORDS)
    pairs = [
        (kind, place, kind, place + step)
        for kind in kinds
        for step in _TIES_IN_SECTOR
        for place in range(size)
    ]
    pairs += [
        (kinds[one], place, kinds[other], place + step)
        for one, other, step in _TIES_ACROSS
        for place in range(0, size, 4)
    ]
    return [
        f"{one}-{_WORDS[first].lower()},{other}-{_WORDS[second % size].lower()},meeting,{_day(number)}"
        for number, (one, first, other, second) in enumerate(pairs)
    ]


def _day(number: int) -> datetime.date:
    """Spread the ties over the months, in no order that the sectors have."""
    month = number * 29 % 72
    return datetime.date(_FIRST_YEAR + month // 12, month % 12 + 1, 15)


def _csv(name: str, lines: list[str]) -> FilePayload:
    """Write lines as a file."""
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join([*lines, ""]).encode()}
