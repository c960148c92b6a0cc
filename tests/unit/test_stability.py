"""Rank intervals under missing ties: planted leaders, exact cases, and what a sample does to them."""

import itertools
import math

import pandas as pd
import pytest

from graphlib import stability
from graphlib.errors import CancelledError
from graphlib.generators import planted, random_network
from graphlib.network import Network
from graphlib.stability import rank_intervals


def star_and_pair():
    """A hub h with four others, and a pair apart."""
    frame = pd.DataFrame({"id": list("habcdxy"), "name": [f"Name {name}" for name in "habcdxy"]})
    ties = pd.DataFrame([*(("h", other) for other in "abcd"), ("x", "y")], columns=["source", "target"])
    return Network.build(frame, ties)


def halves_joined_by_one(*, ties=4, seed=1):
    """Two dense halves that nothing but one actor joins, by several ties to each."""
    made = planted(sectors=2, size=25, joined="nothing", tail=0, seed=seed).network
    actors = pd.concat([made.actors[["id", "sector"]], pd.DataFrame({"id": ["joint"], "sector": "sector 1"})])
    joins = [(f"s{half}-{place:03}", "joint") for half in (1, 2) for place in range(1, 5 * ties, 5)]
    joined = pd.concat([made.pairs[["source", "target"]], pd.DataFrame(joins, columns=["source", "target"])])
    return Network.build(actors, joined)


@pytest.mark.parametrize("by_measure", ["betweenness", "dependent_pairs"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_lone_articulation_point_stays_first(by_measure, seed):
    found = rank_intervals(halves_joined_by_one(seed=seed), by_measure=by_measure, missing=0.1, seed=seed)
    first = found.table.iloc[0]
    assert first["id"] == "joint"
    assert (first["rank"], first["low"], first["high"]) == (1, 1, 1)
    assert first["first_share"] >= 0.99
    assert (found.draws, found.sources) == (200, None)


def test_a_rank_that_rests_on_one_tie_is_not_sure():
    found = rank_intervals(halves_joined_by_one(ties=1), by_measure="dependent_pairs", missing=0.3, top=1)
    # Both ties are kept in about half of the draws, 0.7 * 0.7.
    assert found.table["first_share"][0] == pytest.approx(0.49, abs=0.12)
    assert found.table["high"][0] > 1


def test_ranks_of_a_star_whatever_is_left_out():
    # One tie of five is left out each time: the hub keeps at least three.
    found = rank_intervals(star_and_pair(), by_measure="degree", missing=0.2, draws=50)
    assert found.table.columns.tolist() == ["id", "name", "rank", "low", "high", "first_share"]
    assert found.table["id"].tolist() == ["h", "a", "b", "c", "d", "x", "y"]
    assert found.table["rank"].tolist() == [1, 2, 2, 2, 2, 2, 2]
    assert found.table["name"][0] == "Name h"
    assert found.table.loc[0, ["low", "high", "first_share"]].tolist() == [1, 1, 1.0]
    # Whoever loses the only tie falls behind all who keep theirs: behind five where h loses it too.
    assert found.table["low"].tolist()[1:] == [2] * 6
    assert found.table["high"].tolist()[1:] == [7, 7, 7, 7, 6, 6]
    assert (found.missing, found.draws, found.seed) == (0.2, 50, 1)


def test_nothing_missing_leaves_every_rank():
    made = random_network(40, 70, seed=3)
    for by_measure in ("betweenness", "dependent_pairs", "degree"):
        table = rank_intervals(made, by_measure=by_measure, missing=0.0, draws=3).table
        assert (table["low"] == table["rank"]).all()
        assert (table["high"] == table["rank"]).all()
        assert (table["first_share"] == (table["rank"] == 1)).all()
        assert table["rank"].is_monotonic_increasing


def test_everything_missing_makes_all_equal():
    table = rank_intervals(star_and_pair(), by_measure="degree", missing=1.0, draws=2).table
    assert table[["low", "high", "first_share"]].drop_duplicates().to_numpy().tolist() == [[1, 1, 1]]


def test_only_leading_actors_with_a_figure():
    found = rank_intervals(star_and_pair(), draws=5, top=3).table
    assert found["id"].tolist() == ["h"]
    assert rank_intervals(star_and_pair(), draws=5, top=0).table.empty
    nobody = star_and_pair().without(list("habcdxy"))
    assert rank_intervals(nobody, draws=5).table.empty


def test_a_known_figure_is_not_measured_again():
    known = pd.Series({"x": 3.0, "h": 2.0})
    found = rank_intervals(star_and_pair(), by_measure="degree", known=known, draws=5, missing=0.0)
    assert found.table[["id", "rank", "low"]].to_numpy().tolist() == [["x", 1, 2], ["h", 2, 1]]


def test_equal_whatever_the_order_of_rows():
    made = random_network(40, 70, seed=4)
    other = Network.build(
        made.actors.sample(frac=1, random_state=1), made.pairs.sample(frac=1, random_state=2)
    )
    one, two = rank_intervals(made, draws=20), rank_intervals(other, draws=20)
    assert one.table.equals(two.table)
    assert not one.table.equals(rank_intervals(made, draws=20, seed=2).table)


def test_a_sample_says_so_and_still_finds_the_leader(monkeypatch):
    made = halves_joined_by_one(ties=5)
    monkeypatch.setattr(stability, "_WORK", 1)
    monkeypatch.setattr(stability, "_FEWEST_SOURCES", 20)
    found = rank_intervals(made)
    assert found.draws == 30
    assert found.sources == 20
    assert found.table["id"][0] == "joint"
    assert found.table["high"][0] == 1
    assert f"{found.sources} organisations" in found.sureness.text("en")


def test_without_missing_ties_a_sample_changes_no_rank(monkeypatch):
    made = random_network(300, 700, seed=4)
    monkeypatch.setattr(stability, "_WORK", 1)
    found = rank_intervals(made, missing=0.0, draws=2)
    assert found.sources == 64
    assert (found.table["low"] == found.table["rank"]).all()


def test_progress_is_told_and_may_stop_it():
    told = []
    rank_intervals(star_and_pair(), draws=4, progress=lambda share, message: told.append((share, message)))
    assert [share for share, _ in told] == [0.25, 0.5, 0.75, 1.0]
    assert told[0][1].text("en") == "Ranking anew with ties left out"

    def stop(_share, _message):
        raise CancelledError

    with pytest.raises(CancelledError):
        rank_intervals(star_and_pair(), draws=4, progress=stop)


@pytest.mark.parametrize("wrong", [{"missing": 1.2}, {"missing": -0.1}, {"missing": math.nan}, {"draws": 0}])
def test_shares_and_draws_that_do_not_exist(wrong):
    with pytest.raises(ValueError, match="missing is a share"):
        rank_intervals(star_and_pair(), **wrong)


def test_sureness_in_both_languages():
    assert rank_intervals(star_and_pair(), draws=5).sureness.text("en") == (
        "Ranked anew 5 times, each time with 10% of the ties left out at random: the range holds 90 of "
        "100 of the ranks found."
    )
    for draws, language in itertools.product((1, 5), ("en", "fr")):
        assert "{" not in rank_intervals(star_and_pair(), draws=draws).sureness.text(language)
