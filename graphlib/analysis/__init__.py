"""All measures of a network, composed into the tables that pages, exports and programs read."""

from __future__ import annotations

from graphlib.analysis.grouping import Grouping, grouping
from graphlib.analysis.measures import Analysis, Progress, analyse
from graphlib.analysis.tables import brokers

__all__ = ["Analysis", "Grouping", "Progress", "analyse", "brokers", "grouping"]
