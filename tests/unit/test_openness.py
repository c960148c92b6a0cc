"""Whether ties lead across groups more than before, on small networks worked by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from graphlib.errors import UnknownNameError
from graphlib.findings import drift_note, openness_sentence, versions_sentence
from graphlib.network import Network
from graphlib.openness import FEWEST_DAYS, openness, openness_by_version
from graphlib.translation import translator

EN = translator("en")


def grown(kinds: str, *, per_day: int = 2, since: bool = True) -> Network:
    """Tie pairs of new actors day by day: ``i`` inside a sector, ``a`` across two."""
    actors, ties = [], []
    for day, kind in enumerate(kinds):
        for pair in range(per_day):
            one, other = f"x{day:02}{pair}", f"y{day:02}{pair}"
            actors += [(one, "media"), (other, "media" if kind == "i" else "research")]
            ties.append((one, other, f"20{10 + day:02}-01-01" if since else None))
    return Network.build(
        pd.DataFrame(actors, columns=["id", "sector"]),
        pd.DataFrame(ties, columns=["source", "target", "since"]),
    )


def test_the_share_stands_day_by_day_beside_chance() -> None:
    table = openness(grown("iiaa", per_day=15)).table
    assert table["day"].iloc[[0, 3, -1]].tolist() == ["2010-04-01", "2011-01-01", "2013-01-01"]
    table = table.set_index("day").loc[["2011-01-01", "2012-01-01", "2013-01-01"]]
    assert table["ties"].tolist() == [30, 45, 60]
    assert table["share_across"].tolist() == pytest.approx([0, 15 / 45, 30 / 60])
    # 90 actors on the day before the last, 15 of them of research.
    assert table["share_across_expected"].iloc[1] == pytest.approx(1 - (75 * 74 + 15 * 14) / (90 * 89))
    assert (table["chance_low"] <= table["share_across_expected"]).all()
    assert (table["share_across_expected"] <= table["chance_high"]).all()
    assert table["ei_index"].tolist() == pytest.approx([-1, -1 / 3, 0])


def test_later_ties_that_cross_are_a_rise_and_the_other_way_round_a_fall() -> None:
    rise, fall = openness(grown("iiiiaaaa", per_day=6)), openness(grown("aaaaiiii", per_day=6))
    assert rise.drift.slope == pytest.approx(-fall.drift.slope)
    assert rise.drift.slope > 0
    # Of the 70 ways to place four days out of eight two are as clear: 2 in 70.
    assert rise.drift.p_value == pytest.approx(2 / 70, abs=0.02)
    assert "rose from 0% to 50%" in openness_sentence(rise, "sector", EN)
    assert "fell from 100% to 50%" in openness_sentence(fall, "sector", EN)


def test_a_share_that_does_not_move_is_no_trend() -> None:
    steady = openness(grown("iaiaiaia", per_day=6))
    assert steady.drift.p_value > 0.2
    assert openness_sentence(steady, "sector", EN).startswith("No trend beyond its noise")


def test_ties_of_one_day_are_one_witness() -> None:
    # A hundred ties begun on two days tell nothing of a trend, however clear.
    few = openness(grown("ia", per_day=50))
    assert few.drift.days == 2 < FEWEST_DAYS
    assert math.isnan(few.drift.p_value)
    assert math.isnan(few.drift.slope)
    assert openness_sentence(few, "sector", EN) == "Too few dated ties to tell whether this changes."
    assert "p =" not in drift_note(few, EN)


def test_chance_calls_a_trend_in_about_one_of_twenty_networks() -> None:
    kinds = ["iaaiaiai", "aiiaaiia", "iiaaiaai", "aaiiaiia", "aiaiiaai", "iaiaaiia"]
    assert sum(openness(grown(kind, per_day=4)).drift.p_value <= 0.05 for kind in kinds) <= 1


def test_undated_ties_are_counted_and_said() -> None:
    dated, undated = grown("iaiaia", per_day=4), grown("ii", since=False)
    actors = pd.concat([dated.actors, undated.actors.assign(id="z" + undated.actors["id"])])
    ties = pd.concat(
        [
            dated.stated_ties,
            undated.stated_ties.assign(
                source="z" + undated.stated_ties["source"], target="z" + undated.stated_ties["target"]
            ),
        ]
    )
    found = openness(Network.build(actors[["id", "sector"]], ties[["source", "target", "since"]]))
    assert (found.drift.ties, found.drift.undated) == (24, 4)
    assert "4 of 28 ties have no date" in drift_note(found, EN)


@pytest.mark.parametrize("actors", [0, 1, 3])
def test_a_network_without_ties_has_no_trend(actors: int) -> None:
    network = Network.build(pd.DataFrame({"id": [f"n{i}" for i in range(actors)]}, dtype="str"))
    found = openness(network)
    assert found.table.empty
    assert (found.drift.ties, found.drift.days) == (0, 0)
    assert openness_sentence(found, "sector", EN) == "Too few dated ties to tell whether this changes."


def test_the_order_of_rows_and_the_seed_decide_nothing_else() -> None:
    network = grown("iiaiaaia", per_day=4)
    turned = Network.build(
        network.actors[::-1][["id", "sector"]], network.stated_ties[::-1][["source", "target", "since"]]
    )
    pd.testing.assert_frame_equal(openness(network).table, openness(turned).table)
    assert openness(network).drift == openness(turned).drift
    assert openness(network, seed=2).drift.seed == 2


def test_versions_stand_beside_one_another_without_a_verdict() -> None:
    told: list[float] = []
    table = openness_by_version(
        [
            (1, "2025-01-01", lambda: grown("ii", per_day=10)),
            (2, "2026-01-01", lambda: grown("iiaa", per_day=10)),
        ],
        progress=lambda share, _message: told.append(share),
    )
    assert table["version"].tolist() == [1, 2]
    assert table["share_across"].tolist() == [0, 0.5]
    assert told == [0, 0.5]
    said = versions_sentence(table, "sector", EN)
    assert "went from 0% to 50%" in said
    assert "What became known may explain it" in said


def test_versions_that_lack_the_column_are_left_out() -> None:
    named = grown("ia", per_day=10).labelled("guild", pd.Series(dtype="str"))
    table = openness_by_version(
        [(1, "2025-01-01", lambda: grown("ii")), (2, "2026-01-01", lambda: named)], by="guild"
    )
    assert table["version"].tolist() == [2]
    assert versions_sentence(table, "guild", EN).startswith("Too few ties")


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        openness(grown("ia"), by="sectr")
