"""How a figure stood a year before: the right day, and nothing where dates cannot tell."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.findings import year_earlier
from graphlib.network import Network


def network(days: list[str | None]) -> Network:
    """Tie one hub to as many others as there are days; every second one is of the hub's sector."""
    others = [f"o{number:03d}" for number in range(len(days))]
    sectors = ["company" if number % 2 else "media" for number in range(len(days))]
    actors = pd.DataFrame({"id": ["hub", *others], "sector": ["company", *sectors]})
    return Network.build(actors, pd.DataFrame({"source": "hub", "target": others, "since": days}))


def test_the_share_a_year_before_the_last_beginning():
    found = year_earlier(network(["2023-02-28"] * 30 + [None] * 10 + ["2024-02-28", "2024-02-29"]))
    assert found is not None
    assert (found.day, found.ties) == ("2023-02-28", 40)
    assert found.cross_sector_share == pytest.approx(0.5)


@pytest.mark.parametrize(
    "days",
    [[None] * 50, ["2024-01-01"] * 50, ["2020-01-01"] * 29 + ["2024-01-01"], []],
    ids=["undated", "one day", "too few", "nobody"],
)
def test_nothing_is_said_where_dates_cannot_tell(days):
    assert year_earlier(network(days)) is None
