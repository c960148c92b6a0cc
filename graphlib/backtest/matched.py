"""Whether a score tells more than distance: pairs that became ties beside others as far apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.backtest.heuristics import Heuristics, Positions
from graphlib.backtest.metrics import auc
from graphlib.backtest.past import Past
from graphlib.distances import Adjacency, distances_from
from graphlib.randomness import generator

__all__ = ["matched"]

_SOURCES = 1_024
_DRAWS = 600_000
_FORMED = 10_000
"""Pairs that became ties looked at, where there are more."""

_ANY = 50_000
_AT_EACH = 10_000
"""Other pairs looked at: of any distance, and at each distance."""

Bytes = npt.NDArray[np.uint8]


def matched(
    past: Past, near: Adjacency, codes: Positions, heuristics: Heuristics, *, seed: int
) -> pd.DataFrame:
    """Compare all pairs that became ties, whatever their distance, with others drawn at random.

    Most ties form between actors two steps apart, and any score knows them from far ones: the AUC
    matched by distance compares a pair only with those of today's same distance [1]_.

    Returns
    -------
    pandas.DataFrame
        By method: ``auc_any``, beside unlinked pairs of different groups of any distance, and
        ``auc_matched``; NaN where nothing formed. Sampled from at most 10,000 that formed and as
        many others at each distance.

    References
    ----------
    .. [1] Lichtenwalter, R. N., Lussier, J. T. and Chawla, N. V. (2010). New perspectives and methods
       in link prediction. KDD 2010, 243-252. Negatives drawn at each geodesic distance.
    """
    random = generator(seed, "backtest matched")
    first, second, apart = _formed(past, near, random)
    count = len(first)
    others = _others(past, near, codes, np.unique(apart), random)
    first, second = np.concatenate([first, others[0]]), np.concatenate([second, others[1]])
    apart, is_hit = np.concatenate([apart, others[2]]), np.arange(len(first)) < count
    is_any = np.concatenate([np.ones(count, bool), others[3]])
    order = np.lexsort((second, first))
    first, second, apart = first[order], second[order], apart[order]
    is_hit, is_any = is_hit[order], is_any[order]
    scores = heuristics.scores(first, second, apart)
    rows = {
        name: (auc(values[is_any], is_hit[is_any]), _by_distance(values, is_hit, apart))
        for name, values in scores.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["auc_any", "auc_matched"])


def _formed(past: Past, near: Adjacency, random: np.random.Generator) -> tuple[Positions, Positions, Bytes]:
    """Give pairs that became ties, with their distance before."""
    chosen = np.arange(len(past.first))
    if len(chosen) > _FORMED:
        chosen = np.sort(random.choice(chosen, _FORMED, replace=False))
    first, second = past.first[chosen], past.second[chosen]
    apart = np.empty(len(chosen), np.uint8)
    sources, place = np.unique(first, return_inverse=True)
    for start in range(0, len(sources), _SOURCES):
        rows = distances_from(near, sources[start : start + _SOURCES])
        inside = np.flatnonzero((place >= start) & (place < start + _SOURCES))
        apart[inside] = rows[place[inside] - start, second[inside]]
    return first, second, apart


def _others(
    past: Past, near: Adjacency, codes: Positions, wanted: Bytes, random: np.random.Generator
) -> tuple[Positions, Positions, Bytes, npt.NDArray[np.bool_]]:
    """Draw pairs that did not become ties, with their distance, and whether they were drawn at any."""
    eligible = np.flatnonzero(codes >= 0).astype(np.int32)
    sources = np.sort(random.permutation(eligible)[:_SOURCES])
    row, column = random.integers(0, len(sources), _DRAWS), random.integers(0, len(eligible), _DRAWS)
    left, right = sources[row], eligible[column]
    distance = distances_from(near, sources)[row, right]
    first, second = np.minimum(left, right), np.maximum(left, right)
    is_open = (codes[left] != codes[right]) & (distance > 1) & (past.days_of(first, second) < 0)
    first, second, distance = first[is_open], second[is_open], distance[is_open]
    is_any = np.arange(len(first)) < _ANY
    kept = is_any.copy()
    for apart in wanted.tolist():
        kept[np.flatnonzero(distance == apart)[:_AT_EACH]] = True
    return first[kept], second[kept], distance[kept], is_any[kept]


def _by_distance(scores: npt.NDArray[np.floating], is_hit: npt.NDArray[np.bool_], apart: Bytes) -> float:
    """Average the AUC within each distance, each counted by its number of hits."""
    total, counted = 0.0, 0
    for distance in np.unique(apart[is_hit]).tolist():
        here = apart == distance
        within, hits = auc(scores[here], is_hit[here]), int(is_hit[here].sum())
        if within == within:
            total, counted = total + within * hits, counted + hits
    return total / counted if counted else np.nan
