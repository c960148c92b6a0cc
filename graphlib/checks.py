"""What makes tables a network, checked all at once.

A placeholder until the readers' checks stand: ids.
"""

from __future__ import annotations

import pandas as pd

from graphlib.errors import Problem

__all__ = ["faults"]


def faults(
    actors: pd.DataFrame,
    ties: pd.DataFrame | None,
    events: pd.DataFrame | None,
    participations: pd.DataFrame | None,
) -> list[Problem]:
    """Find every fault."""
    return []
