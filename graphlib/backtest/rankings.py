"""How high each score ranks the pairs that became ties: all candidates, block by block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.backtest.heuristics import LIKELIHOOD, Heuristics
from graphlib.backtest.metrics import Tally, interval
from graphlib.backtest.past import YEAR, Past
from graphlib.distances import Adjacency
from graphlib.introductions.candidates import blocks, candidates
from graphlib.introductions.rules import Rules

__all__ = ["Ranking", "precision_table", "ranking", "said_and_seen"]

_PIECE = 500_000
"""Pairs scored at once: what bounds memory."""

_APART = 2
"""Distance of two actors who share a contact."""


@dataclass
class Ranking:
    """Every candidate of a past by every score.

    Attributes
    ----------
    tallies
        The best candidates by each score, and its AUC.
    candidates
        Number of candidate pairs.
    formed, formed_in_year
        How many of them became ties, ever and within a year of the cut.
    said, said_squared, said_of_formed
        Sum of the likelihoods; of their squares; and over the pairs tied within a year.
    """

    tallies: dict[str, Tally] = field(default_factory=dict)
    candidates: int = 0
    formed: int = 0
    formed_in_year: int = 0
    said: float = 0.0
    said_squared: float = 0.0
    said_of_formed: float = 0.0

    @property
    def base_rate(self) -> float:
        """Share of the candidates that became ties: the precision of chance."""
        return self.formed / self.candidates if self.candidates else np.nan

    @property
    def brier(self) -> float:
        """Mean squared difference of the likelihood from what came true within a year."""
        missed = self.said_squared - 2 * self.said_of_formed + self.formed_in_year
        return missed / self.candidates if self.candidates else np.nan

    @property
    def brier_base(self) -> float:
        """The same for one likelihood for all, as large as the share that came true."""
        share = self.formed_in_year / self.candidates if self.candidates else np.nan
        return share * (1.0 - share)

    def add(
        self,
        scores: dict[str, npt.NDArray[np.float64]],
        keys: npt.NDArray[np.int64],
        days: npt.NDArray[np.int64],
        keep: int,
    ) -> None:
        """Count the candidates of one block."""
        is_tied, in_year = days >= 0, (days >= 0) & (days < YEAR)
        said = scores[LIKELIHOOD]
        self.candidates += len(keys)
        self.formed += int(is_tied.sum())
        self.formed_in_year += int(in_year.sum())
        self.said += float(said.sum())
        self.said_squared += float(said @ said)
        self.said_of_formed += float(said[in_year].sum())
        for name, values in scores.items():
            self.tallies.setdefault(name, Tally(keep)).add(values, keys, is_tied)


def ranking(
    past: Past,
    near: Adjacency,
    rule: Rules,
    heuristics: Heuristics,
    *,
    keep: int,
    progress: Callable[[float], None],
) -> Ranking:
    """Score all unlinked pairs of different groups that share a contact.

    Memory is that of one block of pairs; cost O(candidates) for each score.
    """
    found = Ranking()
    nobody = np.zeros(len(near), bool)
    cuts = list(blocks(near, nobody))
    for number, rows in enumerate(cuts):
        pool = candidates(near, rule, rows, open_to_all=nobody)
        for start in range(0, len(pool), _PIECE):
            first, second = pool.first[start : start + _PIECE], pool.second[start : start + _PIECE]
            scores = heuristics.scores(first, second, np.full(len(first), _APART, np.uint8))
            keys = first.astype(np.int64) * len(near) + second
            found.add(scores, keys, past.days_of(first, second), keep)
        progress((number + 1) / len(cuts))
    return found


def precision_table(past: Past, found: Ranking, ranks: tuple[int, ...]) -> pd.DataFrame:
    """Count the hits among the first pairs by each score.

    Returns
    -------
    pandas.DataFrame
        One row a method and k: ``method`` (str), ``k``, ``pairs`` (fewer than ``k`` where there are
        no more candidates), ``hits`` and ``hits_in_year`` (int64), ``precision``, ``low`` and
        ``high`` (float64, 95 %, of the hits ever).
    """
    rows = []
    for method, tally in found.tallies.items():
        days = past.days_of(*np.divmod(tally.keys, len(past.network)))
        for k in ranks:
            hits, pairs = int((days[:k] >= 0).sum()), len(days[:k])
            in_year = int(((days[:k] >= 0) & (days[:k] < YEAR)).sum())
            low, high = interval(hits, pairs)
            rows.append((method, k, pairs, hits, in_year, hits / pairs if pairs else np.nan, low, high))
    columns = ["method", "k", "pairs", "hits", "hits_in_year", "precision", "low", "high"]
    return pd.DataFrame(rows, columns=columns).astype({"method": "str"})


def said_and_seen(past: Past, found: Ranking, ranks: tuple[int, ...]) -> pd.DataFrame:
    """Set the mean likelihood of the first pairs beside the share that came true within a year.

    Returns
    -------
    pandas.DataFrame
        One row a k: ``k``, ``pairs`` (int64), ``said``, ``seen``, ``low`` and ``high`` (float64, 95 %
        of what was seen). No row where the data end within the year.
    """
    tally = found.tallies.get(LIKELIHOOD)
    rows = []
    if tally is not None and past.is_year_complete:
        days = past.days_of(*np.divmod(tally.keys, len(past.network)))
        in_year = (days >= 0) & (days < YEAR)
        for k in ranks:
            hits, pairs = int(in_year[:k].sum()), len(in_year[:k])
            rows.append((k, pairs, float(tally.scores[:k].mean()), hits / pairs, *interval(hits, pairs)))
    return pd.DataFrame(rows, columns=["k", "pairs", "said", "seen", "low", "high"]).astype(
        {"k": "int64", "pairs": "int64"}
    )
