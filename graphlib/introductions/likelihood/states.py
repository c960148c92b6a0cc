"""The network as it stood on one day, its candidate pairs, and which of them became ties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.likelihood.past import Ground, Past
from graphlib.introductions.likelihood.paths import SUMS, path_sums, row_bounds, row_counts, row_pairs
from graphlib.randomness import generator

__all__ = ["HORIZON", "Pairs", "State", "among", "blocks", "present", "standing", "wider"]

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]

HORIZON = 365
"""Days within which a tie is to form."""

_BLOCK = 1_000_000
"""Pairs whose sums are held at once."""

_SPARE = 4
"""How many times as many paths as candidates there may be where actors are drawn."""

_NONE = np.empty((0, len(SUMS)), np.float32)


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs of one state, sorted, with the sums of the paths between their ends."""

    first: Places
    second: Places
    sums: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.first)

    def take(self, which: Ints) -> Pairs:
        """Keep some pairs."""
        return Pairs(self.first[which], self.second[which], self.sums[which])


@dataclass(frozen=True, eq=False)
class State:
    """A network on one day.

    Attributes
    ----------
    ground
        What was known before the day.
    pairs
        Candidates: unlinked, of different groups, with a common contact. On large networks those
        of a part of the actors.
    share
        Share of all candidates that ``pairs`` holds; where that is not 1, the share of the actors
        that they were drawn for.
    is_tied
        Whether each pair was tied a year later; empty where that is not known yet.
    later
        All pairs tied a year later and not before, as ``first * actors + second``, sorted.
    """

    ground: Ground
    pairs: Pairs
    share: float
    is_tied: npt.NDArray[np.bool_]
    later: Ints

    @cached_property
    def tied(self) -> Ints:
        """All pairs tied on the day, as ``first * actors + second``, sorted."""
        actors = len(self.ground.codes)
        tails = np.repeat(np.arange(actors), np.diff(self.ground.indptr))
        keys = tails * actors + self.ground.indices
        return keys[self.ground.indices > tails]

    @cached_property
    def means(self) -> Floats:
        """Mean of each sum over the candidates, never nought."""
        sums = self.pairs.sums
        found = sums.mean(axis=0, dtype=np.float64) if len(sums) else np.ones(sums.shape[1])
        return np.maximum(found, 1e-12)

    @cached_property
    def is_here(self) -> npt.NDArray[np.bool_]:
        """Whether each actor had any contact."""
        return np.diff(self.ground.indptr) > 0

    @property
    def positives(self) -> int:
        """Number of pairs that were tied a year later, among those held."""
        return int(self.is_tied.sum())


def standing(past: Past, day: int, *, most: int, seed: int) -> State:
    """Show the network as it stood before a day, with what followed.

    Parameters
    ----------
    past
        Only what began before ``day`` is read for the state, and only what began within
        `HORIZON` days after it for the labels; nothing undated.
    day
        The day, as a whole number.
    most
        Candidates held, about; of more, those of actors drawn at random are.
    seed
        Draws them.
    """
    state = _with_pairs(past.before(day).ground(day), most, seed)
    later = past.before(day + HORIZON).keys()
    later = later[~among(later, state.tied)]
    keys = state.pairs.first.astype(np.int64) * len(past.codes) + state.pairs.second
    return replace(state, is_tied=among(keys, later), later=later)


def among(keys: Ints, known: Ints) -> npt.NDArray[np.bool_]:
    """Tell which keys stand among sorted ones."""
    if not len(known):
        return np.zeros(len(keys), np.bool_)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.asarray(known[place] == keys, np.bool_)


def present(past: Past, day: int, *, most: int, seed: int) -> State:
    """Show the network with all that is known of it, undated rows included; ages count up to ``day``."""
    return _with_pairs(past.ground(day), most, seed)


def _with_pairs(ground: Ground, most: int, seed: int) -> State:
    """List the candidates of a network."""
    rows, counts, share = _drawn_rows(ground, most, seed)
    first, second = row_pairs(ground, rows, counts)
    sums = np.concatenate([_NONE, *(block.sums for block in blocks(ground, first, second))])
    return State(ground, Pairs(first, second, sums), share, np.zeros(0, np.bool_), np.zeros(0, np.int64))


def wider(state: State, most: int, seed: int) -> Iterator[Pairs]:
    """Go through more candidates of a state than it holds, about ``most``, a bounded number at once."""
    if state.share == 1.0:
        yield state.pairs
        return
    rows, counts, _ = _drawn_rows(state.ground, most, seed)
    ends = np.searchsorted(np.cumsum(counts), np.arange(_BLOCK, most, _BLOCK))
    for part in np.split(np.arange(len(rows)), np.unique(ends)):
        yield from blocks(state.ground, *row_pairs(state.ground, rows[part], counts[part]))


def blocks(ground: Ground, first: Places, second: Places) -> Iterator[Pairs]:
    """Add up the paths of pairs, a bounded number at once."""
    for start in range(0, len(first), _BLOCK):
        part = slice(start, start + _BLOCK)
        sums = path_sums(ground, first[part], second[part]).astype(np.float32)
        yield Pairs(first[part], second[part], sums)


def _drawn_rows(ground: Ground, most: int, seed: int) -> tuple[Ints, Ints, float]:
    """Draw actors whose candidates are about ``most``: in order, with their numbers and the actors' share.

    Candidates are counted for as many actors as that may take, since counting all costs as much
    as all else together.
    """
    bounds = row_bounds(ground)
    drawn = generator(seed, "likelihood").permutation(np.flatnonzero(bounds))
    drawn = drawn[: int(np.searchsorted(np.cumsum(bounds[drawn]), _SPARE * most)) + 1]
    rows = np.sort(drawn)
    counts = row_counts(ground, rows)
    if len(rows) == np.count_nonzero(bounds) and counts.sum() <= most:
        return rows, counts, 1.0
    held = counts[np.searchsorted(rows, drawn)]
    kept = np.sort(drawn[: int(np.searchsorted(np.cumsum(held), most)) + 1])
    return kept, counts[np.searchsorted(rows, kept)], len(kept) / np.count_nonzero(bounds)
