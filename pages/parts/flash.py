"""What was just done, kept until it is no longer so, with the way back."""

from __future__ import annotations

from dataclasses import dataclass

from graphlib.translation import Message
from pages.parts import messages, session

__all__ = ["ICONS", "Flash", "offer", "say", "shown"]

ICONS = {"undo": "undo", "redo": "redo", "go": "history", "remove": "undo", "restore": "restore"}
"""The sign on the button of each way."""


@dataclass(frozen=True)
class Flash:
    """What was just done, shown while ``version`` of ``programme`` is open, none being an example's.

    ``way`` is what the button beside it does, if there is one: ``undo``, ``redo`` and ``go`` lead to
    the version whose id is ``back``, ``remove`` takes the programme off the list and opens the one
    whose key is ``back``, ``restore`` puts the programme whose number is ``back`` on the list again.
    """

    text: Message
    programme: str
    version: int | None
    way: str
    back: str


def say(text: Message, way: str = "", back: str = "") -> None:
    """Keep what is to be said about what was just done."""
    session.keep("flash", Flash(text, *_place(), way, back))


def shown() -> Flash | None:
    """Give what was just done, if it is still so."""
    kept: Flash | None = session.state("flash", None)
    return kept if kept is not None and (kept.programme, kept.version) == _place() else None


def offer(flash: Flash) -> tuple[str, str | None]:
    """Name the button beside what was done, and say more where its name does not say all."""
    t = session.translator()
    if flash.way == "go":
        return t("history.timeline.go", number=session.workspace().version(int(flash.back)).number), None
    if flash.way == "restore":
        return t("history.programme.restore"), None
    if flash.way == "remove":
        return t("history.undo"), messages.escaped(t("history.programme.remove_how", name=session.name()))
    return t(f"history.{flash.way}"), None


def _place() -> tuple[str, int | None]:
    """Say which programme is open, and which of its versions."""
    key = session.network_key()
    return key, None if session.is_example() else session.workspace().current(int(key)).id
