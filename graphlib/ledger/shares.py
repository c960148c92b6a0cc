"""Shares of few cases with their intervals, and the difference of two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Difference", "Share"]

_Z = 1.959963984540054
"""Quantile of the normal distribution that leaves 2.5 % on either side."""


@dataclass(frozen=True)
class Share:
    """So many cases of all.

    Attributes
    ----------
    hits, cases
        Number of cases that count, and of all; of weighted cases as many as would say as much.

    Notes
    -----
    The interval of 95 % is Wilson's [1]_: unlike the one of textbooks it holds for few cases and
    for none or all of them.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22, 209-212.
    """

    hits: float
    cases: float

    @classmethod
    def weighted(cls, hits: Sequence[bool], weights: Sequence[float]) -> Share:
        """Make the share of cases that do not all weigh the same, by their effective number [1]_.

        Parameters
        ----------
        hits
            Whether each case counts.
        weights
            What it weighs, above 0.

        References
        ----------
        .. [1] Kish, L. (1965). Survey Sampling. Wiley, section 11.7: the square of the sum of the
           weights, over the sum of their squares.
        """
        total = math.fsum(weights)
        if not total:
            return cls(0, 0)
        cases = total**2 / math.fsum(weight**2 for weight in weights)
        counted = math.fsum(weight for hit, weight in zip(hits, weights, strict=True) if hit)
        return cls(cases * counted / total, cases)

    @property
    def value(self) -> float:
        """The share, NaN of no cases."""
        return self.hits / self.cases if self.cases else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share behind the cases lies with 95 % confidence; NaN of no cases."""
        if not self.cases:
            return math.nan, math.nan
        n, p = self.cases, self.value
        centre = p + _Z**2 / (2 * n)
        spread = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        scale = 1 + _Z**2 / n
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


@dataclass(frozen=True)
class Difference:
    """How much larger one share is than another one, of other cases.

    Notes
    -----
    The interval of 95 % is Newcombe's hybrid score interval (his method 10) [1]_.

    References
    ----------
    .. [1] Newcombe, R. G. (1998). Interval estimation for the difference between independent
       proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890.
    """

    one: Share
    other: Share

    @property
    def value(self) -> float:
        """The difference, NaN where either is of no cases."""
        return self.one.value - self.other.value

    @property
    def interval(self) -> tuple[float, float]:
        """Where the difference lies with 95 % confidence; NaN where either is of no cases."""
        (low, high), (other_low, other_high) = self.one.interval, self.other.interval
        below = math.hypot(self.one.value - low, other_high - self.other.value)
        above = math.hypot(high - self.one.value, self.other.value - other_low)
        return self.value - below, self.value + above
