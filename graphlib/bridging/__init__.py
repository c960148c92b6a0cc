"""Who and what holds the network together, and what falls apart without them."""

from __future__ import annotations

from graphlib.bridging.attrition import robustness, robustness_at_random
from graphlib.bridging.points import (
    articulation_points,
    dependent_pairs,
    held_apart,
    members_held_apart,
    parts_if_removed,
)
from graphlib.bridging.single_ties import bridges, local_bridges

__all__ = [
    "articulation_points",
    "bridges",
    "dependent_pairs",
    "held_apart",
    "local_bridges",
    "members_held_apart",
    "parts_if_removed",
    "robustness",
    "robustness_at_random",
]
