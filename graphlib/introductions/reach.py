"""The distances that suggestions are judged by, kept up to date as ties are added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from graphlib.distances import INVERSE, NO_PATH, UNIT, Adjacency, cross_pairs, distances_from
from graphlib.introductions.candidates import Pool
from graphlib.introductions.estimate import pair_estimates
from graphlib.introductions.gain import pair_bounds, pair_gains, reach_sum, relax
from graphlib.introductions.given import discount
from graphlib.kernels.threads import spread
from graphlib.network import Groups
from graphlib.randomness import generator
from graphlib.sampling import stratified_sources

__all__ = ["DISTANCE_BYTES", "Columns", "Reach", "reach_of"]

Bytes: TypeAlias = npt.NDArray[np.uint8]

DISTANCE_BYTES = 800_000_000
"""Memory for distances: all of them up to 28,000 actors, those of sampled sources above."""

_TOLD_APART = 16
"""With more groups than this the bounds do not tell them apart."""

_WORTH_THREADS = 60_000
"""Below this many distances to read one thread is faster than several."""

_Result = TypeVar("_Result")

_ROUNDING = 1.0 + 1e-9
"""Keeps a bound above what it bounds, whatever the rounding of its sum."""


@dataclass(frozen=True)
class Columns:
    """Distances of all actors to some, from which gains are bounded.

    Attributes
    ----------
    codes
        Group of every actor.
    actors
        Positions of the column actors.
    matrix
        uint8, all actors x columns.
    each
        Actors of known group that one column stands for: 1 where none is left out.
    """

    codes: npt.NDArray[np.int32]
    actors: npt.NDArray[np.int64]
    matrix: npt.NDArray[np.uint8]
    each: float

    def estimates(self, pool: Pool) -> npt.NDArray[np.float64]:
        """Estimate the gain of each pair, in units of ``1 / UNIT``."""
        among = self.matrix[self.actors]
        estimates = np.empty(len(pool))

        def fill(piece: slice) -> None:
            pair_estimates(
                pool.first[piece],
                pool.second[piece],
                self.matrix,
                among,
                self.codes[self.actors],
                self.codes,
                self.each,
                INVERSE,
                estimates[piece],
            )

        spread(fill, len(pool))
        return estimates * self.each

    def bounds(self, pool: Pool, apart: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
        """Bound the gain of each pair whose ends are ``apart``, in units of ``1 / UNIT``.

        An estimate where a column stands for several actors.
        """
        groups = int(self.codes.max(initial=-1)) + 1
        bounds = np.empty(len(pool))
        pair_bounds(
            pool.first,
            pool.second,
            apart,
            self.matrix,
            self.codes[self.actors],
            self.codes,
            groups if groups <= _TOLD_APART else 0,
            self.each,
            INVERSE,
            bounds,
        )
        return bounds * _ROUNDING


@dataclass
class Reach:
    """Distances of all actors to the column actors, and of some actors to all.

    Its arrays change in place as ties are added, until `restore`: it never leaves this package.

    Attributes
    ----------
    columns
        With all actors as columns every distance is known, and its matrix serves as ``rows``.
    rows, place
        uint8, ``rows[place[u]]`` holds the distances of ``u`` to all actors.
    """

    near: Adjacency
    groups: Groups
    columns: Columns
    rows: npt.NDArray[np.uint8]
    place: npt.NDArray[np.int64]
    _changes: list[tuple[Bytes, npt.NDArray[np.uint32], Bytes]] = field(default_factory=list, repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether every distance is held."""
        return self.rows is self.columns.matrix

    @property
    def room(self) -> int:
        """Number of actors whose distances to all others there is memory for."""
        return max(1, DISTANCE_BYTES // max(1, len(self.near)))

    @property
    def unit(self) -> float:
        """What one unit of a gain is as a share of the cross-group pairs."""
        return self.columns.each / (UNIT * cross_pairs(self.groups))

    @property
    def base(self) -> float:
        """Reach across groups as things stand."""
        codes, columns = self.groups.codes, self.columns

        def total(piece: slice) -> int:
            return int(reach_sum(columns.matrix[piece], codes[piece], codes[columns.actors], INVERSE))

        return sum(spread(total, len(codes))) * self.unit / 2

    def hold(self, actors: npt.NDArray[np.integer]) -> None:
        """Hold the distances of these actors to all others."""
        if not self.is_whole:
            self.rows = distances_from(self.near, actors)
            self.place = np.full(len(self.near), -1, np.int64)
            self.place[actors] = np.arange(len(actors))

    def apart(self, pool: Pool) -> npt.NDArray[np.uint8]:
        """Give the distance between the ends of each pair, of which one must be held."""
        is_held = self.place[pool.first] >= 0
        held = np.where(is_held, pool.first, pool.second)
        other = np.where(is_held, pool.second, pool.first)
        return np.asarray(self.rows[self.place[held], other], dtype=np.uint8)

    def bounds(self, pool: Pool, apart: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
        """Bound the gain of each pair from all columns, in units of ``1 / UNIT``."""

        def part(piece: slice) -> npt.NDArray[np.float64]:
            return self.columns.bounds(pool.take(piece), apart[piece])

        return np.concatenate(self._shared_out(part, len(pool)))

    def estimates(
        self, pool: Pool, apart: npt.NDArray[np.uint8], columns: Columns
    ) -> npt.NDArray[np.float64]:
        """Estimate the gain of each pair, in units of `unit`, from some columns on both its sides.

        Where no path leads yet the bound by all columns is the gain itself, and is taken instead.
        """
        values = columns.estimates(pool)
        joins = np.flatnonzero(apart == NO_PATH)
        if len(joins):
            values[joins] = self.bounds(pool.take(joins), apart[joins])
        return values / self.columns.each

    def gains(self, pool: Pool) -> npt.NDArray[np.int64]:
        """Give the gain of each pair in units of `unit`; both ends must be held."""
        codes, columns = self.groups.codes, self.columns
        gains = np.empty(len(pool), np.int64)

        def fill(piece: slice) -> None:
            pair_gains(
                pool.first[piece],
                pool.second[piece],
                columns.matrix,
                codes[columns.actors],
                self.rows,
                self.place,
                codes,
                INVERSE,
                gains[piece],
            )

        self._shared_out(fill, len(pool))
        return gains

    def discounts(
        self,
        pool: Pool,
        gains: npt.NDArray[np.int64],
        since: npt.NDArray[np.int64],
        ties: npt.NDArray[np.int64],
        chances: npt.NDArray[np.float64],
    ) -> npt.NDArray[np.float64]:
        """Give by how much each pair's gain shrinks beside ties that come true with a chance each.

        Each pair looks at ``ties`` from its ``since`` on; ``gains`` are those of today, above 0.
        """
        codes, columns = self.groups.codes, self.columns
        factors = np.ones(len(pool))

        def fill(piece: slice) -> None:
            discount(
                pool.first[piece],
                pool.second[piece],
                gains[piece],
                since[piece],
                ties,
                chances,
                columns.matrix,
                codes[columns.actors],
                self.rows,
                self.place,
                codes,
                INVERSE,
                factors[piece],
            )

        self._shared_out(fill, len(pool))
        return factors

    def _shared_out(self, task: Callable[[slice], _Result], pairs: int) -> list[_Result]:
        """Run on all cores what is worth the cost of starting threads."""
        if pairs * len(self.columns.actors) < _WORTH_THREADS:
            return [task(slice(0, pairs))]
        return spread(task, pairs)

    def add(self, first: int, second: int) -> None:
        """Add a tie until `restore`; the ends must be held."""
        to_first, to_second = self.rows[self.place[[first, second]]]
        actors, matrix = self.columns.actors, self.columns.matrix
        self._relax(matrix, (to_first, to_second), (to_first[actors], to_second[actors]))
        if not self.is_whole:
            held = np.flatnonzero(self.place >= 0)
            held = held[np.argsort(self.place[held])]
            self._relax(self.rows, (to_first[held], to_second[held]), (to_first, to_second))

    def restore(self) -> None:
        """Take back every tie added."""
        while self._changes:
            block, places, olds = self._changes.pop()
            block.reshape(-1)[places] = olds

    def _relax(self, block: Bytes, of_rows: tuple[Bytes, Bytes], of_columns: tuple[Bytes, Bytes]) -> None:
        """Shorten the distances of one block, and keep what was there."""
        self._changes.append((block, *relax(block, *of_rows, *of_columns)))

    def thinned(self, samples: int, seed: int) -> Columns:
        """Keep only some columns, spread evenly over the known groups."""
        columns = self.columns
        codes = columns.codes[columns.actors]
        order = np.argsort(codes, kind="stable")
        order = order[codes[order] >= 0]
        count = min(samples, len(order))
        random = generator(seed, f"introductions {samples}").random(count)
        which = np.sort(order[((np.arange(count) + random) * len(order) / max(1, count)).astype(np.int64)])
        each = columns.each * len(order) / max(1, count)
        matrix = np.ascontiguousarray(columns.matrix[:, which])
        return Columns(columns.codes, columns.actors[which], matrix, each)


def reach_of(near: Adjacency, groups: Groups, seed: int) -> Reach:
    """Measure the distances that memory has room for."""
    actors = len(near)
    samples = DISTANCE_BYTES // max(1, actors)
    everyone = np.arange(actors)
    if samples >= actors:
        matrix = distances_from(near, everyone)
        return Reach(near, groups, Columns(groups.codes, everyone, matrix, 1.0), matrix, everyone)
    drawn = stratified_sources(groups.codes, samples, generator(seed, "introductions"), is_known_only=True)
    sources = np.sort(drawn[drawn >= 0])
    matrix = np.ascontiguousarray(distances_from(near, sources).T)
    each = float(groups.sizes.sum()) / len(sources)
    nothing = np.empty((0, actors), np.uint8)
    return Reach(near, groups, Columns(groups.codes, sources, matrix, each), nothing, np.full(actors, -1))
