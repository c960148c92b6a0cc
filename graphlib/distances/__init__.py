"""How far the actors are from one another, counted in ties or measured in lengths."""

from graphlib.distances.adjacency import (
    Adjacency,
    adjacency,
    adjacency_from,
    component_labels,
    component_sizes,
)
from graphlib.distances.lengths import EXACT_UP_TO, LengthSweep, is_sampled, length_sweep, lengths_from
from graphlib.distances.reach import cross_pairs, cross_sector_reach
from graphlib.distances.sweeps import INVERSE, NO_PATH, UNIT, Sweep, distances_from, sweep
from graphlib.sampling import Estimate

__all__ = [
    "EXACT_UP_TO",
    "INVERSE",
    "NO_PATH",
    "UNIT",
    "Adjacency",
    "Estimate",
    "LengthSweep",
    "Sweep",
    "adjacency",
    "adjacency_from",
    "component_labels",
    "component_sizes",
    "cross_pairs",
    "cross_sector_reach",
    "distances_from",
    "is_sampled",
    "length_sweep",
    "lengths_from",
    "sweep",
]
