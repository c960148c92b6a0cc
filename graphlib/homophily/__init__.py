"""Silos: whether ties stay inside the groups that the data give, and how far beyond chance."""

from __future__ import annotations

from graphlib.homophily.ei import SILO_P_VALUE, EiWhole, ei_index, ei_whole, silos
from graphlib.homophily.matrix import MOST_GROUPS, assortativity, mixing, modularity, rewirings
from graphlib.homophily.shares import cross_sector_share, cross_sector_share_expected, freeman_segregation

__all__ = [
    "MOST_GROUPS",
    "SILO_P_VALUE",
    "EiWhole",
    "assortativity",
    "cross_sector_share",
    "cross_sector_share_expected",
    "ei_index",
    "ei_whole",
    "freeman_segregation",
    "mixing",
    "modularity",
    "rewirings",
    "silos",
]
