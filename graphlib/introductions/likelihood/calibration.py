"""Whether what is said comes true: the level of probabilities, and their check on a year not learned from."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["MOST", "Check", "check", "level", "unchecked", "wilson"]

Floats: TypeAlias = npt.NDArray[np.float64]

MOST = 0.95
"""No pair is said to be likelier than this."""

_LEVEL = 0.5
_TOPS = (50, 200, 1_000, 10_000)
_COLUMNS = {
    "top": "int64",
    "said": "float64",
    "seen": "float64",
    "low": "float64",
    "high": "float64",
    "pairs": "int64",
}


@dataclass(frozen=True, eq=False)
class Check:
    """What was said of a past year, beside what was seen.

    Attributes
    ----------
    reliability
        One row for the likeliest 50, the next to 200, to 1,000, to 10,000 and the rest: ``top``,
        the last rank of the row; ``said`` and ``seen``, mean probability and share tied; ``low``
        and ``high``, the 95 % interval of the share by Wilson; ``pairs``.
    brier, brier_base
        Mean squared error of the probabilities [1]_, and of the overall rate said of every pair;
        NaN where there is no year to check on.

    References
    ----------
    .. [1] Brier, G. W. (1950). Verification of forecasts expressed in terms of probability.
       Monthly Weather Review 78, 1-3.
    """

    reliability: pd.DataFrame
    brier: float = math.nan
    brier_base: float = math.nan


def level(expected: float, last_year: float) -> float:
    """Correct the level of probabilities that were learned when the network was smaller.

    Candidates grow with the square of the actors, new ties do not. The factor is the geometric
    mean of "as often as then", 1, and "as many as in the last year".
    """
    return min(1.0, last_year / max(expected, 1e-9)) ** _LEVEL if last_year > 0 else 1.0


def check(said: Floats, is_tied: npt.NDArray[np.bool_]) -> Check:
    """Compare probabilities with what came; cost n log n."""
    order = np.argsort(-said, kind="stable")
    cuts = [0, *(top for top in _TOPS if top < len(said)), len(said)]
    rows = []
    for start, stop in itertools.pairwise(cuts):
        part = order[start:stop]
        low, high = wilson(int(is_tied[part].sum()), len(part))
        rows.append((stop, said[part].mean(), is_tied[part].mean(), low, high, len(part)))
    base = is_tied.mean() if len(said) else math.nan
    return Check(
        pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        float(np.mean((said - is_tied) ** 2)),
        float(base * (1.0 - base)),
    )


def unchecked() -> Check:
    """Stand for a check that could not be made."""
    return Check(pd.DataFrame(columns=list(_COLUMNS)).astype(_COLUMNS))


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Give the 95 % interval of a share [1]_.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22, 209-212.
    """
    z = 1.959964
    share = hits / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials**2)) / (1 + z * z / trials)
    return max(0.0, middle - half), min(1.0, middle + half)
