"""Who stands where: number of ties, nearness to all others, and paths that pass through."""

from graphlib.centrality.closeness import Nearness, harmonic, nearness
from graphlib.centrality.degrees import Direction, degree, strength
from graphlib.centrality.paths import Betweenness, betweenness

__all__ = [
    "Betweenness",
    "Direction",
    "Nearness",
    "betweenness",
    "degree",
    "harmonic",
    "nearness",
    "strength",
]
