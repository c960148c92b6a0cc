"""One network in plain arrays in a folder, so that every engine, whatever its language, times the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Inputs:
    """A network as engines take it.

    ``ties`` has one row a tied pair, the smaller position first, sorted; ``is_turned`` tells which
    of them lead from the second to the first where direction counts; ``sources`` are the actors
    that sampled measures start from, empty where they are exact.
    """

    actors: int
    ties: Ints
    strength: Floats
    is_turned: Ints
    sector: Ints
    sources: Ints

    @cached_property
    def length(self) -> Floats:
        """Length of each tie: 1 / strength."""
        return 1 / self.strength

    @property
    def runs(self) -> int:
        """How often clusters are sought where one run is not enough: as `graphlib.clusters` has it."""
        return 8 if self.actors > 10_000 else 20

    @cached_property
    def arcs(self) -> Ints:
        """The ties with the end first from which they lead."""
        return np.where(self.is_turned[:, None] > 0, self.ties[:, ::-1], self.ties)

    @cached_property
    def rows(self) -> dict[tuple[int, int], int]:
        """Row of each pair of ends, given in either order."""
        pairs = [(int(u), int(v)) for u, v in self.ties]
        return {pair: row for row, (u, v) in enumerate(pairs) for pair in ((u, v), (v, u))}

    def save(self, folder: Path) -> None:
        """Write the arrays, each as its bytes in the machine's order, and the number of actors."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "actors.json").write_text(json.dumps(self.actors), encoding="utf-8")
        for name in ("ties", "is_turned", "sector", "sources"):
            getattr(self, name).astype(np.int32).tofile(folder / f"{name}.i32")
        self.strength.astype(np.float64).tofile(folder / "strength.f64")

    @classmethod
    def read(cls, folder: Path) -> Inputs:
        """Read what `save` wrote."""
        actors = json.loads((folder / "actors.json").read_text(encoding="utf-8"))
        ties, is_turned, sector, sources = (
            np.fromfile(folder / f"{name}.i32", np.int32)
            for name in ("ties", "is_turned", "sector", "sources")
        )
        strength = np.fromfile(folder / "strength.f64", np.float64)
        return cls(actors, ties.reshape(-1, 2), strength, is_turned, sector, sources)
