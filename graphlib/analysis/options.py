"""How the measures of one analysis read the network."""

from __future__ import annotations

from dataclasses import dataclass

from graphlib.ties import Weight

__all__ = ["Options"]


@dataclass(frozen=True)
class Options:
    """What every measure of an analysis is told.

    Attributes
    ----------
    by
        Column of ``network.actors`` whose groups count as sectors.
    directed
        Whether measures that can read the direction of ties do.
    weight
        Whether measures that can read the strength of ties do.
    seed
        Seed of every random step.
    """

    by: str = "sector"
    directed: bool = False
    weight: Weight = "none"
    seed: int = 1
