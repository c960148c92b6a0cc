"""Silos: whether ties stay inside the groups that the data give, and how far beyond chance."""

from __future__ import annotations

from graphlib.homophily.chance import SILO_P_VALUE
from graphlib.homophily.coleman import coleman
from graphlib.homophily.controversy import FEWEST_WALKERS, controversy
from graphlib.homophily.ei import EiWhole, ei_index, ei_whole, silos
from graphlib.homophily.known import MOST_GROUPS
from graphlib.homophily.matrix import assortativity, mixing, modularity, rewirings
from graphlib.homophily.shares import cross_sector_share, cross_sector_share_expected, freeman_segregation

__all__ = [
    "FEWEST_WALKERS",
    "MOST_GROUPS",
    "SILO_P_VALUE",
    "EiWhole",
    "assortativity",
    "coleman",
    "controversy",
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
