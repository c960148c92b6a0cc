"""Who sits where: sizes, worth against hand and brute force, constraints, hosts, introducers, words."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from graphlib.distances import cross_sector_reach
from graphlib.errors import CancelledError, UndefinedMeasureError, UnknownNameError
from graphlib.introductions.rulebook import Must, Never, RuleBook
from graphlib.introductions.seating import (
    before_event,
    events_to_seat,
    registered,
    seating,
)
from graphlib.introductions.seating.advice import hosts
from graphlib.introductions.seating.chance import compared
from graphlib.introductions.seating.naming import guests_named
from graphlib.introductions.seating.search import best_tables, goal_of, table_sizes, value
from graphlib.introductions.seating.wording import seating_sentences, through_whom
from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.reports.place_list import place_list
from graphlib.translation import translator
from tests.architecture.source import ROOT

SILENT = lambda share: None  # noqa: E731 - a progress that tells nobody


def network(sectors, ties, participations=(), events=None, **columns):
    """Build a network of letters."""
    actors = pd.DataFrame({"id": list(sectors), "sector": list(sectors.values())}).assign(**columns)
    frame = pd.DataFrame([{"source": tie[0], "target": tie[1]} for tie in ties], columns=["source", "target"])
    taken = pd.DataFrame(list(participations), columns=["actor_id", "event_id"])
    return Network.build(actors, frame, events, taken)


STARS = network(
    dict(zip("abcdefgh", ["x", "y", "x", "y", "x", "y", "z", "z"], strict=True)),
    ["ag", "bg", "cg", "dg", "eh", "fh", "gh"],
)


def planted(size=40):
    """Give a network of four sectors with three ties in ten inside them and one in twenty across."""
    random = np.random.default_rng(3)
    ids = [f"{place:02d}" for place in range(size)]
    ties = [
        (one, other)
        for one, other in itertools.combinations(ids, 2)
        if random.random() < (0.3 if int(one) % 4 == int(other) % 4 else 0.05)
    ]
    return network({name: "wxyz"[int(name) % 4] for name in ids}, ties)


@pytest.mark.parametrize(
    ("guests", "seats", "tables", "sizes"),
    [(8, 8, None, [8]), (9, 8, None, [5, 4]), (17, 8, None, [6, 6, 5]), (9, 8, 4, [3, 2, 2, 2])],
)
def test_tables_are_as_few_as_the_seats_allow_and_of_even_size(guests, seats, tables, sizes):
    assert table_sizes(guests, seats, tables).tolist() == sizes


def square(size, pairs):
    """Write pairs as a matrix."""
    matrix = np.zeros((size, size))
    for first, second, worth in pairs:
        matrix[first, second] = matrix[second, first] = worth
    return matrix


def test_four_guests_at_two_tables_sit_by_the_better_two_pairs():
    worth = square(4, [(0, 1, 3.0), (0, 2, 2.0), (1, 3, 2.0), (2, 3, 0.5)])
    sizes = table_sizes(4, 2)
    table = best_tables(goal_of(worth, worth < 0, sizes), sizes, seed=1, progress=SILENT)
    assert table[0] == table[2]
    assert table[1] == table[3]


def test_the_search_leaves_no_exchange_that_helps_and_is_repeatable():
    random = np.random.default_rng(5)
    worth = np.triu(random.random((45, 45)), 1)
    worth += worth.T
    sizes = table_sizes(45, 7)
    goal = goal_of(worth, worth > 0.97, sizes)
    table = best_tables(goal, sizes, seed=2, progress=SILENT)
    assert (best_tables(goal, sizes, seed=2, progress=SILENT) == table).all()
    reached = value(goal.worth, table)
    for one, other in itertools.combinations(range(45), 2):
        exchanged = table.copy()
        exchanged[[one, other]] = table[[other, one]]
        assert value(goal.worth, exchanged) <= reached
    assert np.bincount(table).tolist() == sizes.tolist()


def test_keeping_apart_comes_before_any_worth():
    worth = square(4, [(0, 1, 100.0), (2, 3, 100.0)])
    sizes = table_sizes(4, 2)
    table = best_tables(goal_of(worth, square(4, [(0, 1, 1)]) > 0, sizes), sizes, seed=1, progress=SILENT)
    assert table[0] != table[1]


def test_the_worth_of_a_pair_is_likelihood_times_the_gain_that_the_tie_alone_brings():
    given = planted()
    found = seating(given, guests=given.ids[:16], seats=4)
    assert len(found.introductions)
    today = cross_sector_reach(given).value
    for _, row in found.introductions.head(5).iterrows():
        tie = pd.DataFrame([{"source": row["source"], "target": row["target"]}])
        more = Network.build(given.actors, pd.concat([given.stated_ties, tie], ignore_index=True))
        assert cross_sector_reach(more).value - today == pytest.approx(row["gain_alone"], abs=1e-12)
    assert found.worth.seated >= (found.introductions["likelihood"] * found.introductions["gain_alone"]).sum()


def test_pairs_to_introduce_do_not_know_each_other_and_are_of_different_sectors():
    given = planted()
    found = seating(given, guests=given.ids, seats=6)
    tied = {frozenset(pair) for pair in given.pairs[["source", "target"]].itertuples(index=False)}
    for frame in (found.introductions, found.look_out):
        assert not [row for row in frame.itertuples() if {row.source, row.target} in tied]
        assert (frame["source_sector"] != frame["target_sector"]).all()
    assert (found.introductions["source_table"] == found.introductions["target_table"]).all()
    assert (found.look_out["source_table"] != found.look_out["target_table"]).all()
    ends = pd.concat([found.look_out["source"], found.look_out["target"]])
    assert ends.value_counts().max() <= 2
    assert len(found.look_out) <= 20


def test_a_seating_beats_chance_and_the_list_and_is_repeatable():
    given = planted()
    found = seating(given, guests=given.ids, seats=6)
    again = seating(given, guests=list(given.ids), seats=6)
    assert found.guests.equals(again.guests)
    assert found.worth == again.worth
    assert found.worth.seated > max(found.worth.high, found.worth.listed)
    assert found.worth.low <= found.worth.random <= found.worth.high
    assert sorted(found.guests["actor"]) == sorted(given.ids)
    assert found.guests.groupby("table").size().tolist() == table_sizes(len(given), 6).tolist()


def test_chance_and_the_list_by_hand():
    values = square(4, [(0, 1, 6.0)])
    found = compared(values, np.array([0, 0, 1, 1]), np.array([0, 2, 1, 3]), seed=1)
    assert (found.seated, found.listed) == (6.0, 0.0)
    assert found.random == pytest.approx(2.0, abs=0.6)


def test_never_and_competitors_share_no_table_and_a_table_is_added_where_it_takes_one():
    given = planted(20)
    ids = list(given.ids)
    book = RuleBook.of(Never(pair) for pair in itertools.combinations(ids[:3], 2))
    found = seating(given, guests=ids[:8], seats=4, rules=book)
    place = found.guests.set_index("actor")["table"]
    assert place[ids[:3]].nunique() == 3
    assert (found.tables, found.added_tables) == (3, 1)
    owner = pd.Series(["one"] * 2 + ["two"] * 2 + [None] * 16, index=ids)
    rivals = given.labelled("owner", owner)
    place = seating(rivals, guests=ids[:8], rules=RuleBook(competitors=("owner",)), seats=4).guests
    assert place.assign(owner=place["actor"].map(owner)).dropna().duplicated(["table", "owner"]).sum() == 0


def test_a_language_in_common_is_no_condition_for_sharing_a_table_but_for_an_introduction():
    given = planted(20)
    tongue = pd.Series(["fr"] * 10 + ["de"] * 10, index=given.ids)
    spoken = given.labelled("tongue", tongue)
    found = seating(spoken, guests=spoken.ids, seats=20, rules=RuleBook(in_common=("tongue",)))
    assert found.tables == 1
    assert (tongue[found.introductions["source"]].to_numpy() == tongue[found.introductions["target"]]).all()


def test_it_is_said_when_nobody_can_be_kept_apart():
    given = planted(20)
    ids = list(given.ids[:12])
    book = RuleBook.of(Never(pair) for pair in itertools.combinations(ids, 2))
    with pytest.raises(UndefinedMeasureError, match="66 pairs must not share a table"):
        seating(given, guests=ids, seats=6, rules=book)


def test_a_pair_to_consider_shares_a_table():
    given = planted()
    found = seating(given, guests=given.ids, seats=4)
    apart = found.look_out.iloc[-1]
    book = RuleBook.of([Must((apart["source"], apart["target"]))])
    place = seating(given, guests=given.ids, seats=4, rules=book).guests.set_index("actor")["table"]
    assert place[apart["source"]] == place[apart["target"]]


def test_the_host_knows_most_at_the_table_and_a_table_of_strangers_has_none():
    known = np.zeros((5, 5), bool)
    for first, second in [(0, 1), (1, 2), (0, 4)]:
        known[first, second] = known[second, first] = True
    table, nobody = np.array([0, 0, 0, 1, 1]), np.zeros(5, bool)
    assert [known for known, _ in hosts(known, nobody, table)] == [1, 2, 1, 0, 0]
    assert [host for _, host in hosts(known, nobody, table)] == [False, True, False, False, False]
    staff = np.arange(5) == 4
    assert [host for _, host in hosts(known, staff, table)] == [False, True, False, False, True]


def test_somebody_at_the_table_introduces_before_anybody_else():
    found = seating(STARS, guests=["a", "b", "g"], seats=3)
    row = found.introductions.iloc[0]
    assert (row["source"], row["target"], row["introducer"], row["introducer_table"]) == ("a", "b", "g", 1)
    assert through_whom(row).text() == "through g, who sits here too"
    assert found.guests.iloc[0]["actor"] == "g"
    away = seating(STARS, guests=["a", "b"], seats=2).introductions.iloc[0]
    assert pd.isna(away["introducer_table"])
    assert through_whom(away).text() == "mention g, whom both know"


def test_the_secretariat_sits_and_introduces_but_is_never_introduced():
    staff = STARS.actors.assign(secretariat=lambda frame: frame["id"] == "g")
    found = seating(Network.build(staff, STARS.stated_ties), guests="abgh", seats=4)
    assert "g" in set(found.guests["actor"])
    assert "g" not in {*found.introductions["source"], *found.introductions["target"]}
    assert "g" in set(found.introductions["introducer"])


EVENTS = pd.DataFrame(
    {"event_id": ["e1", "e2", "e3", "e0"], "start": ["2026-01-10", "2026-03-10", "2026-02-10", None]}
)
TAKEN = [
    ("a", "e1"),
    ("b", "e1"),
    ("c", "e2"),
    ("d", "e2"),
    ("a", "e3"),
    ("d", "e3"),
    ("b", "e3"),
    ("h", "e0"),
]
DATED = network(dict.fromkeys("abcdefgh", "x") | {"d": "y", "h": "y"}, ["ag", "bg"], TAKEN, EVENTS)


def test_what_is_still_to_come_makes_no_ties_before_the_event():
    known = before_event(DATED, "e3")
    assert set(known.participations["event_id"]) == {"e1", "e0"}
    assert len(known) == len(DATED)
    assert set(before_event(DATED, "e0").participations["event_id"]) == {"e1", "e2", "e3"}
    found = seating(DATED, event="e3", seats=3)
    assert {frozenset(pair) for pair in found.introductions[["source", "target"]].to_numpy()} == {
        frozenset("ad"),
        frozenset("bd"),
    }


def test_events_to_come_stand_first_then_the_latest():
    listed = events_to_seat(DATED, "2026-02-01")
    assert listed["event_id"].tolist() == ["e3", "e2", "e1"]
    assert listed["is_coming"].tolist() == [True, True, False]
    assert listed["registered"].tolist() == [3, 2, 2]
    assert registered(DATED, "e3") == ["a", "b", "d"]


def test_names_are_found_whatever_their_capitals_and_unknown_and_shared_ones_told():
    given = network(dict.fromkeys("abcd", "x"), [], name=["Port d'Aurélie", "Amis", "AMIS!", "Musée"])
    found = guests_named(given, "PORT D AURELIE\nMusé; amis\r\n\r\nd\nMusé")
    assert found.ids == ("a", "d")
    assert found.unknown == (("Musé", "Musée"),)
    assert found.shared == ("amis",)


def test_what_cannot_be_seated_is_said():
    with pytest.raises(UnknownNameError):
        seating(STARS, guests=["a", "nobody"])
    with pytest.raises(UnknownNameError):
        seating(STARS, event="nothing")
    with pytest.raises(UndefinedMeasureError, match="one guest only"):
        seating(STARS, guests=["a"])
    with pytest.raises(UndefinedMeasureError, match="1 seats"):
        seating(STARS, guests="ab", seats=1)
    with pytest.raises(UndefinedMeasureError):
        seating(network(dict.fromkeys("ab", "x"), ["ab"]), guests="ab")


def test_guests_who_all_know_each_other_are_seated_and_nothing_is_promised():
    found = seating(STARS, guests=["g", "h"])
    assert found.introductions.empty
    assert seating_sentences(found, translator("en")) == [translator("en")("seating.finding.none")]


def test_it_can_be_stopped():
    def stop(share, message):
        raise CancelledError

    with pytest.raises(CancelledError):
        seating(STARS, guests="abc", progress=stop)


def test_the_place_list_holds_every_guest_once_by_name_and_hostile_names_as_text():
    names = ["=cmd\r\nTable 9", "\u202eevil", *"cdefgh"]
    given = Network.build(STARS.actors.assign(name=names), STARS.stated_ties)
    text = place_list(seating(given, guests="abcg", seats=2), "Gala\r\n", translator("en")).decode(
        "utf-8-sig"
    )
    lines = text.split("\r\n")
    assert lines[:2] == ["Gala", "===="]
    assert sum("=cmd Table 9" in line for line in lines[:8]) == 1
    assert "\u202e" not in text
    assert "\nTable 9" not in text


def test_the_sentence_gives_pairs_beside_chance():
    figures = SimpleNamespace(seated=4.0, random=2.0, low=1.0, high=3.0, listed=1.6)
    said = seating_sentences(SimpleNamespace(pairs=figures, worth=figures, tables=2), translator("en"))
    assert "4 pairs" in said[0]
    assert "at random it would be 2 (1 to 3)" in said[0]
    assert "2.0 times what tables drawn at random give, and 2.5 times" in said[1]


def test_the_example_is_seated_at_its_fair():
    given = read_network(ROOT / "data" / "event_programme")
    found = seating(given, event="foire-des-rives-2025")
    assert len(found.guests) == 52
    assert found.worth.seated > found.worth.high
