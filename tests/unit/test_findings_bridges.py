"""What is said of those who hold the network together, on networks small enough to count by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.analysis import Analysis, analyse
from graphlib.findings import (
    bridges_sentence,
    go_between_sentence,
    go_betweens,
    leaving,
    leaving_beside,
    leaving_sentence,
    local_bridges_sentence,
    part_sentences,
    rank_sentence,
    ties_sentence,
    without_us,
    without_us_sentence,
    worst_tie_sentence,
)
from graphlib.network import Network
from graphlib.stability import RankIntervals
from graphlib.translation import translator

EN, FR = translator("en"), translator("fr")

SECTORS = {"a": "research", "x": "company", "b": "community", "y": "media"}


def network(ties: str, *, staff: str = "", names: dict[str, str] | None = None) -> Network:
    """Build a network from ties such as ``a1-a2``; the first letter of an id gives its sector."""
    pairs = [tuple(tie.split("-")) for tie in ties.split()]
    ids = sorted({end for pair in pairs for end in pair})
    actors = pd.DataFrame(
        {
            "id": ids,
            "name": [(names or {}).get(one, one.upper()) for one in ids],
            "sector": [SECTORS.get(one[0], "") for one in ids],
            "secretariat": [one == staff for one in ids],
        }
    )
    return Network.build(actors, pd.DataFrame(pairs, columns=["source", "target"]))


CORE = " ".join(f"a{i}-a{j}" for i in range(1, 6) for j in range(i + 1, 6))
PLANTED = f"{CORE} a1-x x-b1 b1-b2 b2-b3 b1-b3 a2-y"
"""Five who know each other; behind a1 stands x, behind x the three b; y knows a2 alone."""


@pytest.fixture(scope="module")
def planted() -> Analysis:
    return analyse(network(PLANTED))


@pytest.fixture(scope="module")
def path() -> Analysis:
    """Four in a row: the two in the middle do the same."""
    return analyse(network("p1-p2 p2-p3 p3-p4"))


@pytest.fixture(scope="module")
def clique() -> Analysis:
    return analyse(network(CORE))


def test_the_first_is_named_with_those_who_are_cut_off(planted):
    assert bridges_sentence(planted, EN) == (
        "4 organisations each hold others to the network: without A1, 4 organisations lose contact with"
        " the rest (around B1, mostly communities)."
    )


def test_those_cut_off_one_by_one_are_told_by_their_group():
    star = analyse(network("x-b1 x-b2 x-b3"))
    assert bridges_sentence(star, EN) == (
        "One organisation holds the network together: without X, 2 organisations lose contact with the"
        " rest (all communities)."
    )


def test_others_who_do_as_much_are_counted_and_nothing_is_said_of_unknown_groups(path):
    assert bridges_sentence(path, EN) == (
        "2 organisations each hold others to the network: without P2, one organisation loses contact"
        " with the rest; as many without one other."
    )
    assert bridges_sentence(path, FR).endswith("perd le contact avec le reste\u202f; autant sans une autre.")


def test_a_network_that_nobody_splits_says_so(clique):
    assert "no single point of failure" in bridges_sentence(clique, EN)
    assert ties_sentence(clique, EN) == "No tie is the only link between two parts of the network."
    assert worst_tie_sentence(clique, EN) == ""
    assert go_between_sentence(clique, EN) == "No organisation lies between two others."


def test_the_parts_are_named_by_their_best_connected_and_their_group(planted):
    assert part_sentences(planted, "x", EN) == [
        "6 organisations around A1, mostly research",
        "3 organisations around B1, all communities",
    ]


def test_half_is_not_most_and_those_left_alone_are_counted(planted):
    assert part_sentences(planted, "a2", EN) == [
        "8 organisations around A1",
        "1 organisation left alone",
    ]
    assert part_sentences(planted, "y", EN) == []


def test_the_worst_tie_is_named_with_what_rests_on_it(planted):
    assert ties_sentence(planted, EN) == "3 ties are each the only link between two parts of the network."
    assert worst_tie_sentence(planted, EN) == (
        "Most rests on the one between A1 and X: without it, 4 organisations lose contact with the rest"
        " (around B1, mostly communities)."
    )


def test_ties_to_one_organisation_each_are_told_together():
    star = analyse(network("x-b1 x-b2 x-b3"))
    assert worst_tie_sentence(star, EN) == "Each of them leads to one organisation that has no other contact."


def test_ties_without_a_common_contact_are_counted(planted, clique):
    assert local_bridges_sentence(planted, EN).startswith("3 ties in all (19% of 16) join two")
    assert local_bridges_sentence(clique, EN).startswith("0 ties in all (0% of 10) join two")
    assert local_bridges_sentence(analyse(Network.build(pd.DataFrame({"id": ["a"]}))), EN) == ""


def test_names_in_sentences_are_one_short_line():
    long = analyse(network("x-b1 x-b2", names={"x": "N" * 4000 + "\nend"}))
    for sentence in (bridges_sentence(long, EN), go_between_sentence(long, EN)):
        assert "N" * 89 + "…" in sentence
        assert "\n" not in sentence


def test_go_betweens_share_the_rank_where_they_do_as_much(path):
    table = go_betweens(path)
    assert table[["rank", "id"]].to_numpy().tolist() == [["1=", "p2"], ["1=", "p3"]]
    assert table["route_share"].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert go_between_sentence(path, EN) == (
        "P2 and one other each lie on the shortest path between 67% of all pairs of organisations."
    )


def test_the_range_of_a_rank_stands_beside_it_where_it_is_known(planted):
    known = RankIntervals(
        pd.DataFrame({"id": ["x", "a1"], "name": ["X", "A1"], "rank": [2, 1], "low": [2, 1], "high": [2, 3]}),
        "betweenness",
        0.1,
        200,
        None,
        1,
    )
    table = go_betweens(planted, known)
    assert table["id"].tolist() == ["a1", "x", "b1", "a2"]
    assert table["rank_range"].fillna("").tolist() == ["1–3", "2", "", ""]
    assert rank_sentence(known, EN) == (
        "Were 10% of the ties missing, it would still be number 2 in at least 90 of 100 cases."
    )


def test_the_sentence_on_ranks_names_the_range_and_is_silent_where_nobody_is_ranked():
    columns = ["id", "name", "rank", "low", "high"]
    known = RankIntervals(
        pd.DataFrame([["p2", "P2", 1, 1, 4]], columns=columns), "betweenness", 0.1, 9, None, 1
    )
    assert "between number 1 and number 4 in 90 of 100 cases" in rank_sentence(known, EN)
    nobody = RankIntervals(pd.DataFrame(columns=columns), "betweenness", 0.1, 9, None, 1)
    assert rank_sentence(nobody, EN) == ""


def test_what_stays_together_is_counted_among_those_who_remain(planted):
    found = leaving(planted)
    table = found.table
    assert table["gone"].tolist() == [0, 1, 2, 3]
    assert table["go_between"].fillna("").tolist() == ["", "A1", "X", "B1"]
    assert table["by_go_betweens"].tolist() == pytest.approx([1, 5 / 9, 5 / 8, 5 / 7])
    assert table["holder"].fillna("").tolist() == ["", "A1", "A2", "B1"]
    assert table["by_holders"].tolist() == pytest.approx([1, 5 / 9, 4 / 8, 3 / 7])
    assert (found.orders, found.seed) == (100, 1)
    assert table["at_random"].iloc[0] == 1
    assert (table["at_random_low"] <= table["at_random"]).all()
    assert (table["at_random"] <= table["at_random_high"]).all()


def test_what_follows_when_they_leave_is_said_beside_chance(planted):
    found = leaving(planted)
    random = EN.percent(float(found.table["at_random"].iloc[3]))
    assert leaving_sentence(found, EN) == (
        "If the 3 strongest go-betweens leave, 71% of the others stay together; if any 3 organisations"
        f" leave at random, {random}."
    )
    beside = leaving_beside(found, EN)
    assert beside.startswith("Today 100% of all organisations are connected. If the 3 who together hold most")
    assert "43% of the others stay together" in beside


def test_nobody_leaves_where_nobody_stands_between_others(clique):
    found = leaving(clique)
    assert found.table["gone"].tolist() == [0]
    assert leaving_sentence(found, EN) == ""
    assert leaving_beside(found, EN) == ""


def test_a_tenth_of_many_leave_and_never_more_than_twenty():
    ring = [f"{place}-{(place + 1) % 60}" for place in range(60)]
    assert len(leaving(analyse(network(" ".join(ring)))).table) == 1 + 6


def test_the_network_without_us_stands_beside_todays():
    today = analyse(network(PLANTED, staff="a1"))
    rest = analyse(today.network.without(["a1"]))
    assert without_us_sentence(today, rest, EN) == (
        "Without the secretariat, 56% of the others stay connected (today 100%), in 2 parts."
    )
    table = without_us(today, rest, EN).set_index("figure")
    assert table.loc["Organisations"].tolist() == ["10", "9"]
    assert table.loc["Connected with most others"].tolist() == ["100.0%", "55.6%"]
    assert table.loc["Separate parts"].tolist() == ["1", "2"]


def test_a_secretariat_that_nobody_needs_is_told_so():
    today = analyse(network(CORE, staff="a1"))
    rest = analyse(today.network.without(["a1"]))
    assert without_us_sentence(today, rest, EN) == (
        "Without the secretariat as many of the others stay connected: 100%."
    )
    assert "–" in without_us(today, rest, EN).set_index("figure").loc["Nearness of other sectors"].tolist()
