"""Whom should we bring together next? One choice of what to look at, and the parts it opens."""

from __future__ import annotations

from pages.parts import messages, period, session, shell
from pages.parts.introductions import board, listing, rules, seating, views, worked

_PARTS = {
    "list": listing.show,
    "board": board.show,
    "rules": rules.show,
    "seating": seating.show,
    "worked": worked.show,
}
"""What shows each of `views.VIEWS`."""


def show() -> None:
    """Show the page."""
    messages.opening("introductions")
    period.note_whole()
    _PARTS[views.asked()](session.network())


shell.page(show)
