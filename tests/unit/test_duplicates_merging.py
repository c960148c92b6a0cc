"""Actors that are one organisation, merged and remembered."""

import pandas as pd
import pytest

from graphlib.duplicates import (
    Conflict,
    Decisions,
    Known,
    Pair,
    apart,
    apply,
    likely_duplicates,
    merged,
    read_alike,
    side_by_side,
    split_words,
    staying,
    undecided,
    with_places,
)
from graphlib.network import Network


@pytest.fixture
def network():
    """Three spellings of the chamber, the works and the town, with ties of all kinds."""
    actors = pd.DataFrame(
        {
            "id": ["c1", "c2", "c3", "w", "t"],
            "name": ["Chamber", "CHAMBER; Ltd", "The Chamber", "Works", "Town"],
            "sector": ["unknown", "public body", "company", "company", "public body"],
            "country": ["FR", "BE", None, "FR", "FR"],
            "region": [None, "Wallonia", None, None, None],
            "themes": ["energy", "water;energy", None, None, None],
            "size": [None, 12.0, 14.0, None, None],
            "secretariat": [False, True, False, False, False],
            "siret": [None, "123", None, None, None],
        }
    )
    ties = pd.DataFrame(
        {
            "source": ["c1", "w", "c2", "c1", "c3", "c2"],
            "target": ["w", "c2", "t", "c2", "t", "t"],
            "kind": ["tie", "tie", "loan", "tie", "loan", "gift"],
            "directed": [False, False, True, False, True, True],
            "since": ["2020-01-01", None, None, None, None, None],
        }
    )
    events = pd.DataFrame({"event_id": ["e", "f"]})
    taken = pd.DataFrame({"actor_id": ["c1", "c2", "w", "c3"], "event_id": ["e", "e", "e", "f"]})
    return Network.build(actors, ties, events, taken)


def test_ties_and_presences_go_to_the_one_that_stays(network):
    result = merged(network, [["c1", "c2", "c3"]])
    ties = result.network.stated_ties
    assert result.network.ids.tolist() == ["c1", "t", "w"]
    assert result.dropped_ties == 1
    rows = ties[["source", "target", "kind"]].apply(tuple, axis=1).tolist()
    # The two loans to the town were equal rows; the tie with a date and the one without are not.
    assert sorted(rows) == [("c1", "t", "gift"), ("c1", "t", "loan"), ("c1", "w", "tie"), ("c1", "w", "tie")]
    assert ties.loc[ties["target"] == "t", "directed"].all()
    taken = result.network.participations[["actor_id", "event_id"]].apply(tuple, axis=1).tolist()
    assert taken == [("c1", "e"), ("c1", "f"), ("w", "e")]


def test_blanks_are_filled_and_what_cannot_stay_is_said(network):
    result = merged(network, [["c1", "c2", "c3"]])
    row = result.network.actors.set_index("id").loc["c1"]
    assert row["name"] == "Chamber"
    assert (row["sector"], row["region"], row["siret"], row["size"]) == (
        "public body",
        "Wallonia",
        "123",
        12.0,
    )
    assert row["themes"] == "energy;water"
    assert row["secretariat"]
    assert row["also_known_as"] == "CHAMBER, Ltd;The Chamber"
    assert row["merged_ids"] == "c2;c3"
    assert result.conflicts == (
        Conflict("c1", "country", "FR", "BE"),
        Conflict("c1", "sector", "public body", "company"),
        Conflict("c1", "size", "12.0", "14.0"),
    )


def test_the_first_of_a_group_stays_and_earlier_merges_are_remembered(network):
    once = merged(network, [["c2", "c1"]]).network
    twice = merged(once, [["c3", "c2"]]).network
    row = twice.actors.set_index("id").loc["c3"]
    assert row["also_known_as"] == "CHAMBER, Ltd;Chamber"
    assert row["merged_ids"] == "c1;c2"


def test_groups_that_share_an_actor_are_one_and_unknown_ids_are_left_out(network):
    result = merged(network, [["c2", "c1"], ["c3", "c2"], ["w", "gone"], ["t"], ["t", "t"]])
    assert result.network.ids.tolist() == ["c3", "t", "w"]
    assert merged(network, []).network is network
    assert merged(network, [["gone", "lost"]]).network is network


@pytest.mark.parametrize(
    ("ticked", "stays"),
    [
        # Kept twice and never given up: before the one that comes first in the alphabet.
        ([("w", "c1"), ("w", "c2"), ("c3", "c2")], "w"),
        # Kept twice but given up once.
        ([("c1", "c2"), ("c1", "c3"), ("w", "c1")], "w"),
        # Each kept once and never given up: the works have two contacts, the third chamber one.
        ([("c3", "c1"), ("w", "c1")], "w"),
        # Everyone given up: the second chamber has most contacts, the town is kept by no tick.
        ([("c1", "c2"), ("c2", "c3"), ("c3", "c1"), ("c1", "t")], "c2"),
        # The same tick twice counts once.
        ([("c3", "c1"), ("c3", "c1"), ("w", "c1")], "w"),
    ],
)
def test_of_several_pairs_the_one_that_the_ticks_keep_stays(network, ticked, stays):
    for order in (ticked, ticked[::-1]):
        goes = staying(network, order)
        assert set(goes.values()) == {stays}
        assert set(goes) == {actor for pair in ticked for actor in pair} - {stays}
        assert stays in merged(network, order).network.ids


def test_pairs_that_share_nobody_are_groups_of_their_own(network):
    assert staying(network, [("c2", "c1"), ("t", "w")]) == {"c1": "c2", "w": "t"}
    assert staying(network, [("c2", "gone"), ("t", "t"), ()]) == {}


def pair(a, b):
    return Pair(Known(*a), Known(*b))


def test_a_later_word_on_a_pair_replaces_the_earlier_one_whichever_came_first():
    one, two = ("a", "Alpha"), ("b", "ALPHA")
    said = Decisions().with_same(pair(one, two)).with_different(pair(two, one))
    assert said == Decisions(different=frozenset({pair(two, one)}))
    assert said.without(pair(one, two)) == Decisions()


def test_decisions_survive_as_plain_json():
    said = Decisions().with_same(pair(("a", "é"), ("b", "E"))).with_different(pair(("a", "é"), ("c", "x")))
    assert Decisions.from_json(said.as_json()) == said
    assert Decisions.from_json(None) == Decisions()


def imported(*rows):
    return Network.build(pd.DataFrame(rows, columns=["id", "name"]))


def test_decisions_hold_for_the_next_import_whatever_its_ids():
    said = Decisions().with_same(pair(("a", "Alpha Works"), ("b", "Alfa Works")))
    again = imported(("1", "ALPHA WORKS"), ("2", "Alfa Works"), ("a", "Quite Another"))
    assert apply(again, said).network.ids.tolist() == ["1", "a"]
    assert apart(again, said) == [*said.same]


def test_an_id_alone_does_not_make_another_organisation_the_same():
    said = Decisions().with_same(pair(("1", "Alpha Works"), ("2", "Alfa Works")))
    other = imported(("1", "Rowing Club"), ("2", "Town Hall"))
    assert apply(other, said).network is other
    renamed = imported(("1", "Alpha-Works Ltd"), ("2", "Alfa Works"))
    assert len(apply(renamed, said).network) == 1


def test_where_several_could_be_meant_nothing_is_merged():
    said = Decisions().with_same(pair(("x", "Alpha"), ("y", "Beta")))
    assert len(apply(imported(("1", "Alpha"), ("2", "Alpha"), ("3", "Beta")), said).network) == 3
    assert len(apply(imported(("x", "Alpha"), ("2", "Alpha"), ("3", "Beta")), said).network) == 2


def test_pairs_that_are_different_are_listed_no_more():
    network = imported(("a", "Alpha Works"), ("b", "ALPHA WORKS"), ("c", "Alpha, Works"))
    found = likely_duplicates(network)
    said = Decisions().with_different(pair(("b", "ALPHA WORKS"), ("a", "Alpha Works")))
    left = undecided(found, network, said)
    assert list(zip(left["id_a"], left["id_b"], strict=True)) == [("a", "c"), ("b", "c")]


def test_two_actors_are_compared_in_all_that_either_says(network):
    rows = side_by_side(network, "c1", "c2").set_index("column")
    assert rows.loc["country"].tolist() == ["FR", "BE", True]
    assert rows.loc["siret"].tolist() == ["", "123", True]
    assert rows.loc["contacts"].tolist() == ["2", "3", True]
    assert rows.loc["events"].tolist() == ["1", "1", False]
    assert rows["differs"].is_monotonic_decreasing
    assert "latitude" not in rows.index
    assert rows.loc["secretariat"].tolist() == ["", "True", True]


def test_the_better_connected_of_a_pair_is_the_one_to_keep(network):
    found = pd.DataFrame({"id_a": ["c1", "c2"], "id_b": ["c2", "t"]})
    rows = with_places(found, network)
    assert rows["keep"].tolist() == ["B", "A"]
    assert rows["place_b"].tolist() == ["Wallonia, BE", "FR"]


def test_sector_words_are_read_alike_and_stay_as_they_came():
    frame = pd.DataFrame({"id": list("abc"), "sector": ["public body", "Publi body", "unknown"]})
    before = Network.build(frame)
    pairs = split_words(before)
    assert pairs[["word_a", "sector_a", "word_b", "sector_b"]].to_numpy().tolist() == [
        ["Publi body", "Publi body", "public body", "public body"]
    ]
    after = read_alike(before, {"Publi body": "public body"}).actors
    assert after["sector"].tolist() == ["public body", "public body", "unknown"]
    assert after["sector_source"].tolist()[:2] == ["public body", "Publi body"]
    assert split_words(read_alike(before, {"Publi body": "public body"})).empty
