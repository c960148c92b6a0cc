"""What is asked of the introductions: short enough for the address, so that a reload finds it again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from pages.parts import session

__all__ = ["Wishes", "change", "wishes"]

_DEFAULT_CAP, _MOST_CAP = 3, 20
TOPS = (10, 20, 50, 100)


@dataclass(frozen=True)
class Wishes:
    """What is asked, and which of what was found is shown.

    Attributes
    ----------
    top, cap
        How many introductions, and how many at most for anyone.
    aim
        ``sectors``, ``column``, ``groups``, ``toward`` or ``ours``.
    column, toward
        The column whose groups are to come nearer; the sector to be led into.
    ours, never
        Ids of those for whom, and of those left out.
    only_introduced
        Whether somebody must be able to introduce the two.
    mine, joined
        Ids and pairs of sectors that the list shown is narrowed to.
    """

    top: int = 50
    cap: int = _DEFAULT_CAP
    aim: str = "sectors"
    column: str = ""
    toward: str = ""
    ours: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    only_introduced: bool = True
    mine: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What differs from the defaults, as text for the address."""
        changed = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }
        return urlencode({name: _written(value) for name, value in changed.items()}, doseq=True)

    @classmethod
    def read(cls, text: str) -> Wishes:
        """Read what `text` wrote; what makes no sense is left at its default."""
        said = parse_qs(text)
        known: dict[str, Any] = {}
        for field in fields(cls):
            if field.name in said:
                known[field.name] = _read(said[field.name], field.default)
        found = cls(**known)
        return replace(
            found,
            top=found.top if found.top in TOPS else cls.top,
            cap=min(max(found.cap, 1), _MOST_CAP),
        )

    def known(self, ids: Collection[str]) -> Wishes:
        """Leave out organisations that the network does not have."""
        return replace(
            self,
            ours=tuple(actor for actor in self.ours if actor in ids),
            never=tuple(actor for actor in self.never if actor in ids),
        )


def wishes() -> Wishes:
    """Give what is asked, as the address says it."""
    return Wishes.read(session.wishes() or "")


def change(field: str, key: str) -> None:
    """Take over what a widget now says about one field."""
    value = session.widget(key)
    if isinstance(value, list):
        value = tuple(value)
    changed: dict[str, Any] = {field: value}
    session.wish(replace(wishes(), **changed).text or None)


def _written(value: object) -> object:
    """Write one value: lists as they are, others as text."""
    return value if isinstance(value, tuple) else int(value) if isinstance(value, bool) else value


def _read(said: list[str], default: object) -> object:
    """Read one value as its default's kind."""
    if isinstance(default, tuple):
        return tuple(said)
    if isinstance(default, bool):
        return said[0] == "1"
    if isinstance(default, int):
        return int(said[0]) if said[0].isdecimal() and len(said[0]) < 5 else default
    return said[0]
