"""Changing a network by hand: what was typed, kept apart from the tables, and checked as a whole."""

from graphlib.editing.edits import Edits, differing
from graphlib.editing.ids import free_id
from graphlib.editing.result import Edited, edited

__all__ = ["Edited", "Edits", "differing", "edited", "free_id"]
