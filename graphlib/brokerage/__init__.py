"""Brokers: who stands between others, and between which groups."""

from __future__ import annotations

from graphlib.brokerage.cartography import participation, within_cluster_z
from graphlib.brokerage.chance import brokerage_by_chance
from graphlib.brokerage.roles import brokerage_roles, cross_sector_ties
from graphlib.brokerage.structural_holes import constraint, effective_size, efficiency, hierarchy

__all__ = [
    "brokerage_by_chance",
    "brokerage_roles",
    "constraint",
    "cross_sector_ties",
    "effective_size",
    "efficiency",
    "hierarchy",
    "participation",
    "within_cluster_z",
]
