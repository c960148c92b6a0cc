"""Has this worked before? Suggestions made from an earlier state, and what became of them."""

from __future__ import annotations

from graphlib.backtest.dates import half_yearly
from graphlib.backtest.past import Dated, dated
from graphlib.backtest.report import Backtest, Trial
from graphlib.backtest.sets import DEFAULT, SETS
from graphlib.backtest.trying import RANKS, backtest

__all__ = ["DEFAULT", "RANKS", "SETS", "Backtest", "Dated", "Trial", "backtest", "dated", "half_yearly"]
