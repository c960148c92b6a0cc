"""Figures from one day to the next, and the days on which to look."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.trends import moments, trend

ACTORS = pd.DataFrame({"id": list("abcd"), "sector": ["company", "company", "media", "media"]})


def begun(*days: str | None) -> Network:
    """Give a network with one tie begun on each of these days."""
    ties = pd.DataFrame({"source": "a", "target": "b", "since": pd.Series(days, dtype="str")})
    return Network.build(ACTORS, ties.assign(kind=[f"kind {place}" for place in range(len(days))]))


def across(network: Network) -> float:
    """Give the share of pairs joined whose ends are of two sectors."""
    sector = network.actors.set_index("id")["sector"]
    pairs = network.pairs
    return float((pairs["source"].map(sector) != pairs["target"].map(sector)).mean())


@pytest.mark.parametrize(
    ("network", "count", "days"),
    [
        (begun("2024-01-15", "2024-03-20"), 12, ["2024-02-01", "2024-03-01", "2024-03-20"]),
        (begun("2024-01-15", "2024-03-20"), 2, ["2024-03-20"]),
        (begun("2023-11-02", "2024-08-05"), 4, ["2024-01-01", "2024-04-01", "2024-07-01", "2024-08-05"]),
        (begun("2023-05-02", "2024-08-05"), 4, ["2023-07-01", "2024-01-01", "2024-07-01", "2024-08-05"]),
        (begun("2019-05-02", "2021-08-05"), 3, ["2020-01-01", "2021-01-01", "2021-08-05"]),
        (begun("1995-01-01", "2021-08-05"), 4, ["2000-01-01", "2010-01-01", "2020-01-01", "2021-08-05"]),
        (begun("2024-01-01"), 12, ["2024-01-01"]),
        (begun("2024-01-01", "2024-01-01"), 12, ["2024-01-01"]),
        (begun("0001-01-01", "9999-12-31"), 2, ["9999-12-31"]),
        (begun(None), 12, []),
        (begun(), 12, []),
        (begun("2024-01-01"), 0, []),
    ],
)  # fmt: skip
def test_days_are_evenly_spaced_and_end_with_the_last_beginning(network, count, days):
    assert moments(network, count=count) == days


def test_a_stray_date_does_not_stretch_the_spacing():
    network = begun("1900-01-01", *[f"2024-{month:02}-05" for month in range(1, 13)] * 2)
    assert moments(network) == [*(f"2024-{month:02}-01" for month in range(2, 13)), "2024-12-05"]


def test_an_end_makes_no_day_to_look_at():
    ties = pd.DataFrame({"source": ["a"], "target": ["b"], "since": ["2024-01-15"], "until": ["2030-01-01"]})
    assert moments(Network.build(ACTORS, ties)) == ["2024-01-15"]


def test_a_figure_is_measured_on_each_day():
    ties = pd.DataFrame(
        [
            ("a", "b", "2020-01-01", None),
            ("a", "c", "2021-01-01", None),
            ("a", "d", "2022-01-01", "2022-12-31"),
            ("c", "d", None, None),
        ],
        columns=["source", "target", "since", "until"],
    )
    network = Network.build(ACTORS, ties)
    days = ["2022-06-01", "2020-06-01", "2021-06-01", "2023-06-01"]
    followed = trend(network, {"across": across}, days=days)
    assert followed["day"].tolist() == sorted(days)
    assert followed["ties"].tolist() == [2, 3, 4, 3]
    assert followed["actors"].tolist() == [4, 4, 4, 4]
    assert followed["across"].tolist() == [0, 1 / 3, 1 / 2, 1 / 3]
    dated = trend(network, {}, days=days, undated="drop")
    assert dated["ties"].tolist() == [1, 2, 3, 2]
    assert dated["actors"].tolist() == [2, 3, 4, 3]


def test_days_that_are_not_given_are_the_moments():
    network = begun("2024-01-15", "2024-03-20")
    assert trend(network, {"n": len})["day"].tolist() == moments(network)


def test_without_any_day_there_is_no_row_but_every_column():
    followed = trend(begun(None), {"across": across})
    assert len(followed) == 0
    assert list(followed.columns) == ["day", "actors", "ties", "across"]


def test_a_day_that_is_none_is_refused():
    with pytest.raises(GraphlibError, match="2026-03-31"):
        trend(begun("2024-01-15"), {}, days=["soon"])
