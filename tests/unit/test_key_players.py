"""Sets of actors chosen together, by hand and against every other set."""

import itertools
import math

import pandas as pd
import pytest

from graphlib.generators import planted, random_network
from graphlib.key_players import key_players
from graphlib.network import Network


def network(ties, actors):
    frame = pd.DataFrame({"id": list(actors), "name": [f"Name {name}" for name in actors], "sector": "media"})
    return Network.build(frame, pd.DataFrame(map(list, ties), columns=["source", "target"]))


@pytest.fixture
def twins():
    """Two hubs a and b with the same contacts; a third, c, with two of its own; z alone."""
    shared = [hub + other for hub in "ab" for other in "efgh"]
    return network([*shared, "ab", "ei", "ci", "cj", "ck"], "abcefghijkz")


def test_a_set_that_reaches_most_does_not_repeat_itself(twins):
    found = key_players(twins, k=2)
    assert found.table.drop(columns="share").to_dict("list") == {
        "rank": [1, 2],
        "id": ["a", "c"],
        "name": ["Name a", "Name c"],
        "sector": ["media", "media"],
        "gain": [6, 4],
        "total": [6, 10],
        "alone": [6, 4],
    }
    assert found.table["share"].tolist() == pytest.approx([6 / 11, 10 / 11])
    assert found.share == pytest.approx(10 / 11)
    # The two with most contacts are twins: together they reach no more than one of them.
    assert found.by_degree == pytest.approx(6 / 11)
    assert (found.samples, found.goal, found.steps) == (None, "reach", 1)


def test_within_two_ties(twins):
    found = key_players(twins, k=1, steps=2)
    # e has a, b and i as contacts; f, g, h behind a; c behind i; itself.
    assert found.table[["id", "gain"]].to_numpy().tolist() == [["e", 8]]
    every = key_players(twins, k=9, steps=2)
    assert every.table["total"].tolist() == [8, 10, 11]
    assert every.table["id"].tolist()[-1] == "z"


def test_a_set_ends_where_nothing_is_left_to_gain(twins):
    found = key_players(twins, k=99)
    assert found.table["id"].tolist() == ["a", "c", "z"]
    assert found.share == 1.0
    assert key_players(twins, k=0).table.empty
    assert key_players(twins, k=-1).share == 0.0


def test_equals_are_taken_by_betweenness_then_by_id():
    # Two stars of the same size, whose centres are on the way of one pair each.
    stars = network(["am", "an", "xo", "xp"], "amnxop")
    assert key_players(stars, k=1).table["id"].tolist() == ["a"]
    given = pd.Series({"x": 2.0, "a": 1.0})
    assert key_players(stars, k=1, betweenness=given).table["id"].tolist() == ["x"]


def test_a_set_that_holds_most_together():
    # A chain a b c d e f g: without d 3 + 3 pairs stay joined of 21.
    chain = network(["ab", "bc", "cd", "de", "ef", "fg"], "abcdefg")
    found = key_players(chain, k=3, goal="hold")
    assert found.table["id"].tolist() == ["d", "b", "f"]
    assert found.table["gain"].tolist() == [15, 3, 3]
    assert found.table["total"].tolist() == [15, 18, 21]
    # b alone would part a from the other five, and lose its own six pairs.
    assert found.table["alone"].tolist() == [15, 11, 11]
    # Without d: a, b, c from e, f, g. Then a from c, a and c from the other three. Then all four.
    assert found.table["separated"].tolist() == [9, 1 + 2 * 3, 6]
    assert found.share == 1.0


def test_pairs_of_parts_that_were_never_joined_are_not_counted():
    two = network(["ab", "bc", "xy"], "abcxyz")
    found = key_players(two, k=5, goal="hold")
    assert found.table["id"].tolist() == ["b", "x"]
    assert found.table["total"].tolist() == [3, 4]
    assert found.table["separated"].tolist() == [1, 1]


@pytest.mark.parametrize("goal", ["reach", "hold"])
def test_where_there_is_nobody_and_nothing(goal):
    nobody = network([], "a").without(["a"])
    assert key_players(nobody, goal=goal).table.empty
    assert math.isnan(key_players(nobody, goal=goal).share)
    assert key_players(nobody, goal=goal).table["gain"].dtype == "int64"


def test_nobody_holds_what_is_not_joined():
    found = key_players(network([], "ab"), goal="hold")
    assert found.table.empty
    assert math.isnan(found.by_degree)
    assert key_players(network([], "ab"), k=1).table[["id", "gain"]].to_numpy().tolist() == [["a", 1]]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("steps", [1, 2])
def test_greedy_reaches_what_is_promised(seed, steps):
    made = random_network(14, 17, seed=seed)
    far = pd.DataFrame(made.graph.distances())
    near = [set(far.index[far[place] <= steps]) for place in far]
    for k in (1, 2, 3):
        best = max(len(set().union(*sets)) for sets in itertools.combinations(near, k))
        found = key_players(made, k=k, steps=steps).table
        assert found["total"].max() >= (1 - 1 / math.e) * best
        places = made.ids.get_indexer(found["id"])
        assert found["total"].max() == len(set().union(*(near[place] for place in places)))
    assert key_players(made, k=1, steps=steps).table["total"].max() == max(map(len, near))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_lost_is_what_removal_shows(seed):
    made = random_network(14, 15, seed=seed)

    def joined(gone):
        return sum(len(part) * (len(part) - 1) // 2 for part in made.without(gone).graph.components())

    table = key_players(made, k=3, goal="hold").table
    for size in (1, 2, 3):
        gone = table["id"].tolist()[:size]
        assert table["total"][size - 1] == joined([]) - joined(gone)
        left = max(joined([]) - joined([*gone[:-1], other]) for other in set(made.ids) - set(gone[:-1]))
        assert table["total"][size - 1] == left
    best = max(joined([]) - joined(gone) for gone in itertools.combinations(made.ids, 3))
    assert table["total"][2] >= 0.8 * best


def test_planted_joints_are_the_set_that_holds():
    made = planted(sectors=4, size=12, joined="bridge", tail=0, seed=2)
    found = key_players(made.network, k=3, goal="hold")
    assert set(found.table["id"]) <= set(made.articulation_points)
    assert found.share >= found.by_betweenness
    assert found.table["separated"].iloc[0] >= 24 * 23


def test_one_set_whatever_the_order_of_rows():
    made = random_network(60, 120, seed=5)
    other = Network.build(
        made.actors.sample(frac=1, random_state=1), made.pairs.sample(frac=1, random_state=2)
    )
    for goal in ("reach", "hold"):
        assert key_players(made, goal=goal).table.equals(key_players(other, goal=goal).table)


def test_the_comparison_is_a_sentence_in_both_languages(twins):
    # The strongest go-betweens are e and i, the way to c: with a, b and c five of eleven.
    assert key_players(twins, k=2).comparison.text("en") == (
        "Together, these 2 organisations have 91% of all organisations among their contacts, themselves "
        "included; the 2 strongest go-betweens have 45%, the 2 with most contacts 55%."
    )
    for goal, steps, k in itertools.product(("reach", "hold"), (1, 2), (1, 2)):
        for language in ("en", "fr"):
            assert "{" not in key_players(twins, goal=goal, steps=steps, k=k).comparison.text(language)
