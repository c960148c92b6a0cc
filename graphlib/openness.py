"""Whether ties lead across groups more than before: day by day, or version by version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.homophily import cross_sector_share, cross_sector_share_expected, ei_whole
from graphlib.network import Network
from graphlib.periods import at
from graphlib.randomness import generator
from graphlib.translation import Message
from graphlib.trends import moments

__all__ = ["FEWEST_DAYS", "FEWEST_TIES", "Drift", "Openness", "openness", "openness_by_version"]

FEWEST_TIES = 20
"""A share of fewer ties than this is not spoken of."""

FEWEST_DAYS = 5
"""Ties must have begun on so many days for their order to be told from chance."""

_SHUFFLES = 199
_ORDERS = 999
_COLUMNS = {
    "actors": "int64", "ties": "int64", "share_across": "float64", "share_across_expected": "float64",
    "chance_low": "float64", "chance_high": "float64", "ei_index": "float64", "ei_expected": "float64",
}  # fmt: skip

Progress = Callable[[float, Message], None]


@dataclass(frozen=True)
class Drift:
    """Whether ties that began later lead across groups more often than earlier ones.

    Attributes
    ----------
    slope
        Rise of the share across from the first dated tie to the last, along the straight line that
        fits them best; NaN under `FEWEST_DAYS` days.
    p_value
        Share of orders of the days in which the later ties differ at least as much, either way,
        the observed order counted in; NaN under `FEWEST_DAYS` days.
    ties, undated, days
        Dated and undated ties between actors of known group, and the different days of the dated.
    orders, seed
        Number of orders drawn, and their seed.
    """

    slope: float
    p_value: float
    ties: int
    undated: int
    days: int
    orders: int
    seed: int


@dataclass(frozen=True)
class Openness:
    """The share of ties across groups from one day to the next, and whether it moves beyond its noise."""

    table: pd.DataFrame
    drift: Drift

    @property
    def told(self) -> pd.DataFrame:
        """The days of which there are ties enough to speak."""
        return self.table[self.table["ties"] >= FEWEST_TIES]


def openness(
    network: Network, *, by: str = "sector", seed: int = 1, progress: Progress | None = None
) -> Openness:
    """Ask whether ties lead across groups more than before.

    The share of ties across groups stands beside what groups dealt out at random would give, on each
    of a dozen evenly spaced days at most. Whether it moves is tested on the days on which ties began:
    ``T = sum (c_d - p n_d) x_d`` with ``n_d`` the ties of day d, ``c_d`` those across, p the share
    across of all, and ``x_d`` the middle place of the day's ties among all. The days are put into 999
    orders at random, the ties of a day always together, since those that begin at one event are no
    separate witnesses: ``p = (1 + #{|T*| >= |T|}) / (R + 1)`` [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted; a pair begins with its first tie or shared event.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.
    seed
        Seed of the orders, and of the 199 deals of groups on each day.
    progress
        Told how many days are done.

    Returns
    -------
    Openness
        ``table`` has one row a day: ``day`` (str), ``actors``, ``ties`` (int64, those between actors
        of known group), ``share_across``, ``share_across_expected``, ``chance_low``, ``chance_high``
        (float64, 0 to 1: what 95 of 100 deals of the groups give), ``ei_index``, ``ei_expected``
        (float64, -1 to 1); NaN where there is no such tie. Undated ties count on every day. Cost:
        for each day that of 200 shuffles.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    Where ties have no end, each day holds all that came before: the share moves slowly and late.
    That it rose is not to say that anything that was done made it rise.

    References
    ----------
    .. [1] Good, P. (2005). Permutation, Parametric, and Bootstrap Tests of Hypotheses, 3rd edition.
       Springer.
    """
    say = progress or (lambda share, message: None)
    days, rows = moments(network), []
    for place, day in enumerate(days):
        say(place / len(days), Message("silos.trend.step", day=day))
        rows.append((day, *_beside_chance(at(network, day), by, seed)))
    table = pd.DataFrame(rows, columns=["day", *_COLUMNS]).astype({"day": "str", **_COLUMNS})
    return Openness(table, _drift(network, by, seed))


def openness_by_version(
    versions: Sequence[tuple[int, str, Callable[[], Network]]],
    *,
    by: str = "sector",
    seed: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Ask how the share of ties across groups differs between versions of the data.

    Parameters
    ----------
    versions
        Number, ISO day and a way to load the network of each, in order.
    by, seed, progress
        As in `openness`.

    Returns
    -------
    pandas.DataFrame
        One row a version that has the column: ``version`` (int64), ``day`` (str), then the columns of
        the table of `openness`.

    Warnings
    --------
    Versions differ by what became known as well as by what became of the network: two of them cannot
    tell the one from the other.
    """
    say = progress or (lambda share, message: None)
    rows = []
    for place, (number, day, load) in enumerate(versions):
        say(place / len(versions), Message("silos.trend.version_step", number=number))
        network = load()
        if by in network.actors:
            rows.append((number, day, *_beside_chance(network, by, seed)))
    dtypes = {"version": "int64", "day": "str", **_COLUMNS}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def _beside_chance(network: Network, by: str, seed: int) -> tuple[float, ...]:
    """Give one row of the table."""
    across, expected = cross_sector_share(network, by=by), cross_sector_share_expected(network, by=by)
    whole = ei_whole(network, by=by, permutations=_SHUFFLES, seed=seed)
    return (
        len(network),
        len(_pairs(network, by)),
        across,
        expected,
        across + whole.score_low,
        across + whole.score_high,
        whole.value,
        whole.expected,
    )


def _pairs(network: Network, by: str) -> pd.DataFrame:
    """Give the pairs between actors of known group: ``since``, and whether they are across."""
    u, v = network.groups(by).codes[network.edges].T
    pairs = pd.DataFrame({"since": network.pairs["since"], "is_across": u != v})
    return pairs[(u >= 0) & (v >= 0)]


def _drift(network: Network, by: str, seed: int) -> Drift:
    """Ask whether the days on which ties began are in an order that chance would hardly give."""
    pairs = _pairs(network, by)
    dated = pairs.dropna(subset="since")
    days = dated.groupby("since", sort=True)["is_across"].agg(["size", "sum"])
    size, across = (days[name].to_numpy(np.float64) for name in ("size", "sum"))
    slope, p_value = _trend(size, across, seed) if len(days) >= FEWEST_DAYS else (np.nan, np.nan)
    return Drift(slope, p_value, len(dated), len(pairs) - len(dated), len(days), _ORDERS, seed)


def _trend(size: npt.NDArray[np.float64], across: npt.NDArray[np.float64], seed: int) -> tuple[float, float]:
    """Give the rise along the straight line through the days, and how many orders rise or fall as much."""
    ties = size.sum()
    surplus = across - size * across.sum() / ties
    order = generator(seed, "order of days").permuted(np.tile(np.arange(len(size)), (_ORDERS, 1)), axis=1)
    drawn = (surplus[order] * (size[order].cumsum(axis=1) - size[order] / 2)).sum(axis=1)
    place = size.cumsum() - size / 2
    observed = float((surplus * place).sum())
    # Equal sums may differ by a rounding, according to the order they are added in.
    as_far = np.abs(drawn) >= abs(observed) - 1e-9 * ties**2
    slope = observed * ties / float((size * (place - ties / 2) ** 2).sum())
    return float(slope), float(1 + as_far.sum()) / (_ORDERS + 1)
