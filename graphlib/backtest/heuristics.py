"""The plain scores that a learned likelihood must beat."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array, diags_array

from graphlib.backtest.metrics import scattered
from graphlib.backtest.past import Past
from graphlib.distances import Adjacency, distances_from
from graphlib.introductions.candidates import Pool
from graphlib.introductions.reach import Columns
from graphlib.randomness import generator
from graphlib.sampling import stratified_sources

__all__ = ["LIKELIHOOD", "Heuristics", "Positions", "Scorer"]

Shares = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int32]

LIKELIHOOD = "likelihood"
"""What Passerelle itself says: stands among the heuristics in every table."""

_PATHS = (
    "common_neighbours",
    "adamic_adar",
    "resource_allocation",
    "katz",
    "degree_product",
    "activity_product",
)
"""Heuristics that the scorer gives with its features [1]_.

References
----------
.. [1] Liben-Nowell, D. and Kleinberg, J. (2007). The link-prediction problem for social networks.
   Journal of the American Society for Information Science and Technology 58, 1019-1031.
"""

_SOURCES = 256
"""Actors by whose distances the value of every pair is estimated."""


class Scorer(Protocol):
    """What gives the likelihood of pairs, ``first`` ascending, and what it was worked out from."""

    def __call__(self, first: Positions, second: Positions) -> Shares:
        """Give the chance that each pair is tied within a year."""

    def features(self, first: Positions, second: Positions) -> dict[str, Shares]:
        """Give the features of each pair by name."""


class Heuristics:
    """Scores of pairs of a past: the likelihood, and every plain heuristic that its data allow."""

    def __init__(self, past: Past, near: Adjacency, scorer: Scorer, codes: Positions, *, seed: int) -> None:
        self._scorer = scorer
        self._actors = len(past.network)
        self._country = _numbered(past.network.actors["country"])
        self._themes = _themes(past)
        self._value = _value_columns(near, codes, seed)

    def scores(self, first: Positions, second: Positions, apart: npt.NDArray[np.uint8]) -> dict[str, Shares]:
        """Score pairs, ``first`` ascending, whose ends are ``apart``: the higher the sooner; at least 0.

        ``value`` is the gain of reach estimated from some actors, not from all.
        """
        features = self._scorer.features(first, second)
        keys = first.astype(np.int64) * self._actors + second
        found: dict[str, Shares] = {
            LIKELIHOOD: self._scorer(first, second),
            "random": scattered(keys).astype(np.float64) / 2.0**64,
            **{name: features[name] for name in _PATHS},
            "value": self._value.bounds(Pool(first, second, np.zeros(len(first))), apart),
        }
        if (self._country >= 0).any():
            same = self._country[first] == self._country[second]
            found["same_country"] = (same & (self._country[first] >= 0)).astype(np.float64)
        if self._themes is not None:
            shared = self._themes[first] * self._themes[second]
            found["theme_cosine"] = np.maximum(np.asarray(shared.sum(axis=1), dtype=np.float64), 0.0)
        return found


def _numbered(words: pd.Series) -> npt.NDArray[np.int64]:
    """Give each word a number, -1 where there is none."""
    return np.asarray(pd.factorize(words)[0], dtype=np.int64)


def _themes(past: Past) -> csr_array | None:
    """Give each actor's themes as a row of length 1, from the events that it came to before the cut."""
    network = past.network
    theme = network.events.set_index("event_id")["theme"].dropna().astype("str")
    theme = theme.str.split(";").explode().str.strip()
    theme = theme[theme != ""]
    rows = network.participations[["actor_id", "event_id"]].drop_duplicates()
    came = rows.join(theme.rename("theme"), on="event_id", how="inner")
    if came.empty:
        return None
    who = network.ids.get_indexer(pd.Index(came["actor_id"]))
    what, names = pd.factorize(came["theme"])
    counts = csr_array((np.ones(len(who)), (who, what)), shape=(len(network), len(names)))
    length = np.sqrt(np.asarray(counts.power(2).sum(axis=1)).ravel())
    return csr_array(diags_array(1.0 / np.maximum(length, 1.0)) @ counts)


def _value_columns(near: Adjacency, codes: Positions, seed: int) -> Columns:
    """Measure the distances to the actors by which the value of a pair is estimated."""
    count = min(_SOURCES, int((codes >= 0).sum()))
    drawn = stratified_sources(codes, count, generator(seed, "backtest value"), is_known_only=True)
    sources = np.sort(drawn[drawn >= 0]).astype(np.int64)
    matrix = np.ascontiguousarray(distances_from(near, sources).T)
    return Columns(codes, sources, matrix, float((codes >= 0).sum()) / max(1, len(sources)))
