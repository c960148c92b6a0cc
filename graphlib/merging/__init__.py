"""Two people changed the same network: bring both versions together, and ask where they disagree."""

from __future__ import annotations

from graphlib.merging.conflicts import Conflict
from graphlib.merging.merge import Merge, merge

__all__ = ["Conflict", "Merge", "merge"]
