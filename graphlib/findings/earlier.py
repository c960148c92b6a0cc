"""How a figure stood a year before the last thing that the data date."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from graphlib.homophily import cross_sector_share
from graphlib.network import Network
from graphlib.periods import at, beginnings

__all__ = ["YearEarlier", "year_earlier"]

_FEWEST = 30
"""Pairs that must be tied a year earlier, lest a share of them says little."""


@dataclass(frozen=True)
class YearEarlier:
    """The network a year earlier: the day, its joined pairs, and the share of them across groups."""

    day: str
    ties: int
    cross_sector_share: float


def year_earlier(network: Network, *, by: str = "sector") -> YearEarlier | None:
    """Look at the network as it stood a year before the last tie or participation began.

    What has no date counts on both days.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group.

    Returns
    -------
    YearEarlier or None
        ``None`` where nothing is dated, where nothing began in that year, or where fewer than 30
        pairs were tied. Cost: that of building the earlier network.
    """
    days = beginnings(network)
    if not days:
        return None
    last = datetime.date.fromisoformat(days[-1])
    day = last.replace(year=last.year - 1, day=min(last.day, 28)).isoformat() if last.year > 1 else ""
    earlier = at(network, day) if day and day >= days[0] else None
    if earlier is None or earlier is network or len(earlier.pairs) < _FEWEST:
        return None
    share = cross_sector_share(earlier, by=by)
    return None if math.isnan(share) else YearEarlier(day, len(earlier.pairs), share)
