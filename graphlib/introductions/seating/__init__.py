"""Of those registered for an event, whom to seat together, and whom to introduce to whom there."""

from __future__ import annotations

from graphlib.introductions.seating.chance import RANDOM_SEATINGS, Comparison
from graphlib.introductions.seating.coming import before_event, events_to_seat, registered
from graphlib.introductions.seating.plan import MOST_GUESTS, Seating, seating

__all__ = [
    "MOST_GUESTS",
    "RANDOM_SEATINGS",
    "Comparison",
    "Seating",
    "before_event",
    "events_to_seat",
    "registered",
    "seating",
]
