"""Whom to introduce to whom: unlinked actors of different groups, through a contact they share."""

from __future__ import annotations

from graphlib.introductions.plan import Plan, Progress
from graphlib.introductions.reasons import CODES, Reason
from graphlib.introductions.suggesting import introductions

__all__ = ["CODES", "Plan", "Progress", "Reason", "introductions"]
