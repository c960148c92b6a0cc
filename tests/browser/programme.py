"""A small invented programme with dates, as files that a browser drops to try introductions."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from graphlib.translation import translator

__all__ = ["NAMES", "ORGANISATIONS", "PATIENCE", "PROGRAMME", "files", "still", "store"]

PROGRAMME = "Invented programme"

PATIENCE = 90_000
"""Milliseconds that a machine with much to do may need for what takes long."""

Settled = Callable[[Page], Page]
t = translator("en")

_SECTORS = {"company": "Works", "public": "Office", "community": "Club"}
_WORDS = (
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kapok", "Larch",
    "Maple", "Nettle",
)  # fmt: skip
_FIRST_YEAR, _MONTHS = 2022, 48
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
    month = number * 29 % _MONTHS
    return datetime.date(_FIRST_YEAR + month // 12, month % 12 + 1, 15)


def _csv(name: str, lines: list[str]) -> FilePayload:
    """Write lines as a file."""
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join([*lines, ""]).encode()}


def still(page: Page, settled: Settled) -> None:
    """Wait until what takes long has been computed, and the page stands still with nothing raised on it."""
    settled(page)
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=PATIENCE)
    settled(page)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def store(page: Page, files: list[FilePayload], settled: Settled, *, is_new: bool) -> None:
    """Store files as a new programme, or as a newer version of the one that is open."""
    page.locator('input[type="file"]').set_input_files(files)
    page.get_by_role("button", name=t("importing.to_changes")).click()
    if is_new:
        page.get_by_label(t("data.name")).fill(PROGRAMME)
        page.get_by_role("button", name=t("data.store", count=len(ORGANISATIONS))).click()
    else:
        page.get_by_text(t("data.where_version", name=PROGRAMME), exact=True).click()
        page.get_by_role("button", name=t("importing.store_changes")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(t("overview.question"))
    still(page, settled)
