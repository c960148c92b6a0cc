"""What plain ranks meant where the past was known: for networks without one."""

from __future__ import annotations

import numpy as np

from graphlib.introductions.likelihood.learning import Curve

__all__ = ["TYPICAL", "TYPICAL_RATE"]

TYPICAL = Curve(np.array([0.0, 1.0, 3.0, 5.0, 7.0, 9.0]), np.array([3e-4, 1e-3, 5e-3, 2e-2, 7e-2, 0.15]))
"""Share of pairs tied within a year, by their score."""

TYPICAL_RATE = 1e-3
"""Share of all candidates tied within a year."""
