"""What back-tests found: tables over all cuts, means with intervals, JSON."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from graphlib.backtest.metrics import clustered, interval

__all__ = ["Backtest", "Trial"]


@dataclass(frozen=True)
class Trial:
    """One back-test: suggestions made from what was known before a day, and what followed.

    Attributes
    ----------
    cut
        The day.
    followed
        Days from it to the last beginning in the data.
    is_year_complete
        Whether the data go on for a year: else hits within a year may be missed.
    actors, ties
        Present, and known, before the cut.
    candidates
        Unlinked pairs of different groups with a common contact.
    formed, formed_in_year
        Candidates that became ties, ever and within a year.
    formed_anywhere
        The same ever, of all unlinked pairs of different groups present, near or far.
    basis, positives, is_few_data
        What the likelihood was learned from; see `Likelihood`.
    brier, brier_base
        Mean squared error of the likelihoods over all candidates within a year, and that of one
        likelihood for all, as large as what came true; NaN where the year is not complete.
    areas
        By method: ``auc`` among candidates; ``auc_any`` among pairs of any distance;
        ``auc_matched`` among pairs of the same distance.
    precision, said, sets, suggestions
        As `precision_table`, `said_and_seen` and `set_table` give them.
    """

    cut: str
    followed: int
    is_year_complete: bool
    actors: int
    ties: int
    candidates: int
    formed: int
    formed_in_year: int
    formed_anywhere: int
    basis: str
    positives: int
    is_few_data: bool
    brier: float
    brier_base: float
    areas: pd.DataFrame
    precision: pd.DataFrame
    said: pd.DataFrame
    sets: pd.DataFrame
    suggestions: pd.DataFrame

    @property
    def chance(self) -> float:
        """Share of the candidates that became ties within a year."""
        return self.formed_in_year / self.candidates if self.candidates else math.nan


@dataclass(frozen=True)
class Backtest:
    """Back-tests at one or several days.

    Attributes
    ----------
    trials
        One a day, the earliest first.
    top, cap, by, seed, event_cap, fingerprint
        What was asked for, and of which network.
    rows, undated
        Stated ties and participations, and those left out because they do not say when they began.
    """

    trials: tuple[Trial, ...]
    top: int
    cap: int
    by: str
    seed: int
    event_cap: int
    fingerprint: str
    rows: int
    undated: int

    @property
    def areas(self) -> pd.DataFrame:
        """AUC by ``cut`` and ``method``."""
        return self._joined(lambda trial: trial.areas.rename_axis("method").reset_index())

    @property
    def precision(self) -> pd.DataFrame:
        """Hits among the first pairs by ``cut``, ``method`` and ``k``."""
        return self._joined(lambda trial: trial.precision)

    @property
    def said(self) -> pd.DataFrame:
        """Likelihood said and share seen by ``cut`` and ``k``."""
        return self._joined(lambda trial: trial.said)

    @property
    def sets(self) -> pd.DataFrame:
        """What became of each set by ``cut``, ``set`` and ``k``."""
        return self._joined(lambda trial: trial.sets)

    @property
    def suggestions(self) -> pd.DataFrame:
        """Every suggestion by ``cut``, ``set`` and ``rank``, and when it came true."""
        return self._joined(lambda trial: trial.suggestions)

    @property
    def mean_precision(self) -> pd.DataFrame:
        """Mean precision over the cuts by ``method`` and ``k``, with its 95 % interval.

        ``pairs`` and ``hits`` are sums. The interval is the wider of that which draws whole cuts anew
        and of Wilson's for all pairs.
        """
        frame = self.precision
        frame = frame.assign(share=frame["hits"] / frame["pairs"])
        return self._means(frame, ["method", "k"], ["pairs", "hits", "hits_in_year"], "share", [])

    @property
    def mean_sets(self) -> pd.DataFrame:
        """Mean share of suggestions tied within a year by ``set`` and ``k``, and the mean gains.

        Columns as of `mean_precision`, and the means ``promised``, ``realised``, ``realised_in_year``.
        """
        frame = self.sets
        frame = frame.assign(share=frame["hits_in_year"] / frame["pairs"])
        gains = ["promised", "expected", "realised", "realised_in_year"]
        return self._means(frame, ["set", "k"], ["pairs", "hits", "hits_in_year"], "share", gains)

    def as_json(self) -> dict[str, Any]:
        """Give everything as what JSON can hold; missing values are ``null``."""
        trials = [
            {
                name: _records(value.rename_axis("method").reset_index() if name == "areas" else value)
                if isinstance(value, pd.DataFrame)
                else _plain(value)
                for name, value in vars(trial).items()
            }
            for trial in self.trials
        ]
        rest = {name: value for name, value in vars(self).items() if name != "trials"}
        means = {"mean_precision": _records(self.mean_precision), "mean_sets": _records(self.mean_sets)}
        return {**rest, "cuts": trials, **means}

    def _joined(self, table: Callable[[Trial], pd.DataFrame]) -> pd.DataFrame:
        """Put the tables of the trials below one another, the day in front."""
        frames = []
        for trial in self.trials:
            frame = table(trial)
            day = pd.Series([trial.cut] * len(frame), index=frame.index, dtype="str", name="cut")
            frames.append(pd.concat([day, frame], axis=1))
        return pd.concat(frames, ignore_index=True)

    def _means(
        self, frame: pd.DataFrame, by: list[str], sums: list[str], share: str, means: list[str]
    ) -> pd.DataFrame:
        """Average over the cuts, with an interval for one column."""
        rows = []
        for key, part in frame.groupby(by, sort=False):
            low, high = _interval(part, share, self.seed)
            rows.append(
                {
                    **dict(zip(by, key, strict=True)),
                    "cuts": part["cut"].nunique(),
                    **{name: int(part[name].sum()) for name in sums},
                    share: float(part[share].mean()),
                    "low": low,
                    "high": high,
                    **{name: float(part[name].mean()) for name in means},
                }
            )
        return pd.DataFrame(rows)


def _interval(part: pd.DataFrame, share: str, seed: int) -> tuple[float, float]:
    """Give the wider at each end of two intervals: whole cuts drawn anew, and all pairs as if independent."""
    pairs = int(part["pairs"].sum())
    alike = interval(round(float(part[share].mean()) * pairs) if pairs else 0, pairs)
    drawn = clustered(part[share].tolist(), part["cut"].tolist(), seed=seed)
    return float(np.fmin(alike[0], drawn[0])), float(np.fmax(alike[1], drawn[1]))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give a table as a list of rows."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Give a value as JSON has it."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if value is pd.NA or (isinstance(value, float) and math.isnan(value)) else value
