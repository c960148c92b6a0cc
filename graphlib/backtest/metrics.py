"""How well scores tell the pairs that became ties from the others."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graphlib.introductions.likelihood.calibration import wilson
from graphlib.randomness import generator

__all__ = ["Tally", "auc", "clustered", "interval", "scattered"]

Shares = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.int64]

_SHIFT = 11
"""Bits of a score's single-precision form that the count of millions of pairs forgets."""

_BINS = 1 << (31 - _SHIFT)

_DRAWS = 2_000


def interval(hits: int, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share by Wilson; NaN where nothing was counted."""
    return wilson(hits, count) if count else (math.nan, math.nan)


def auc(scores: Shares, is_hit: Mask, weights: Shares | None = None) -> float:
    """Give the chance that a pair that became a tie scores above one that did not; equals count half.

    NaN where there is none of either. ``weights`` says how many pairs each stands for.
    """
    weight = np.ones(len(scores)) if weights is None else weights
    _, place = np.unique(scores, return_inverse=True)
    levels = int(place.max(initial=-1)) + 1
    hits: Shares = np.bincount(place, weight * is_hit, minlength=levels).astype(np.float64)
    misses: Shares = np.bincount(place, weight * ~is_hit, minlength=levels).astype(np.float64)
    return _above(hits, misses)


def _above(hits: Shares, misses: Shares) -> float:
    """Give the AUC from the number of hits and misses at each level, the lowest first."""
    pairs = float(hits.sum()) * float(misses.sum())
    if not pairs:
        return math.nan
    below = np.cumsum(misses) - misses
    return float(hits @ (below + misses / 2)) / pairs


def clustered(values: Sequence[float], clusters: Sequence[str], *, seed: int) -> tuple[float, float]:
    """Give the 95 % interval of a mean whose values come in clusters: whole clusters drawn anew.

    NaN where there are fewer than two clusters: nothing can be said then. Missing values are left out.
    """
    given = [(value, name) for value, name in zip(values, clusters, strict=True) if not math.isnan(value)]
    names = sorted({name for _, name in given})
    if len(names) < 2:
        return math.nan, math.nan
    sums = np.array([sum(value for value, of in given if of == name) for name in names])
    counts = np.array([sum(of == name for _, of in given) for name in names])
    drawn = generator(seed, "backtest interval").integers(0, len(names), (_DRAWS, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


class Tally:
    """Scores of any number of pairs, block by block: the best of them, and their AUC.

    The best ``keep`` pairs are kept, equal scores in an order that has to do neither with names nor
    with what is measured. All scores are counted by their single-precision form cut to 13 bits of
    mantissa, so that the AUC takes scores within 0.02 % of each other for equal. Scores are at least 0.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._counts = np.zeros(_BINS, np.int64)
        self._hits: list[Shares] = []
        self.scores: Shares = np.empty(0)
        self.keys: Keys = np.empty(0, np.int64)

    def add(self, scores: npt.NDArray[np.floating], keys: Keys, is_hit: Mask) -> None:
        """Count the pairs of one block, whose ``keys`` say which they are."""
        self._counts += np.bincount(_bins(scores), minlength=_BINS)
        self._hits.append(scores[is_hit].astype(np.float64))
        if len(self.scores) == self._keep:
            promising = scores >= self.scores.min()
            scores, keys = scores[promising], keys[promising]
        joined = np.concatenate([self.scores, scores]), np.concatenate([self.keys, keys])
        best = _best(*joined, self._keep)
        self.scores, self.keys = joined[0][best], joined[1][best]

    @property
    def pairs(self) -> int:
        """How many pairs were counted."""
        return int(self._counts.sum())

    @property
    def auc(self) -> float:
        """The chance that a pair that became a tie scores above one that did not."""
        found = np.concatenate([*self._hits, np.empty(0)])
        hits = np.bincount(_bins(found), minlength=_BINS)
        held = np.flatnonzero(self._counts)
        return _above(hits[held].astype(np.float64), (self._counts - hits)[held].astype(np.float64))


def _bins(scores: npt.NDArray[np.floating]) -> Keys:
    """Give scores whole numbers; a higher score never has a lower one."""
    return np.asarray(scores.astype(np.float32).view(np.uint32) >> _SHIFT, dtype=np.int64)


def _best(scores: Shares, keys: Keys, count: int) -> npt.NDArray[np.int64]:
    """Give the places of the highest scores in order."""
    if len(scores) > count:
        kept = np.flatnonzero(scores >= np.partition(scores, len(scores) - count)[len(scores) - count])
    else:
        kept = np.arange(len(scores))
    order = np.lexsort((scattered(keys[kept]), -scores[kept]))
    return kept[order[:count]]


def scattered(keys: Keys) -> npt.NDArray[np.uint64]:
    """Turn keys into numbers that look drawn at random [1]_, always the same.

    References
    ----------
    .. [1] Steele, G. L., Lea, D. and Flood, C. H. (2014). Fast splittable pseudorandom number
       generators. OOPSLA 2014, 453-472.
    """
    mixed = keys.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), dtype=np.uint64)
