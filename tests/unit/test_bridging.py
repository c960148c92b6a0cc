"""What falls apart without an actor or a tie, by hand."""

import pandas as pd
import pytest

from graphlib import bridging
from graphlib.errors import UnknownNameError
from graphlib.generators import planted, random_network
from graphlib.network import Network


def network(ties, actors="abcdefgh"):
    frame = pd.DataFrame({"id": list(actors), "name": [f"Name {name}" for name in actors], "sector": "media"})
    return Network.build(frame, pd.DataFrame(map(list, ties), columns=["source", "target"]))


@pytest.fixture
def tree():
    """Triangle a b c; d, and e with f behind it, hang on c; g with h apart."""
    return network(["ab", "bc", "ac", "cd", "ce", "ef", "gh"])


def test_articulation_points_say_what_hangs_on_them(tree):
    found = bridging.articulation_points(tree)
    assert found.to_dict("list") == {
        "id": ["c", "e"],
        "name": ["Name c", "Name e"],
        "sector": ["media", "media"],
        "parts_if_removed": [3, 2],
        "cut_off": [3, 1],
        "part_sizes": ["2;2;1", "4;1"],
        "dependent_pairs": [8, 4],
    }


def test_pairs_that_depend_on_each_actor(tree):
    # Without c: {a, b}, {e, f} and {d}: 2 * 2 + 2 * 1 + 2 * 1 pairs; without e: {f} and the four others.
    found = bridging.dependent_pairs(tree)
    assert found.to_dict() == {"a": 0, "b": 0, "c": 8, "d": 0, "e": 4, "f": 0, "g": 0, "h": 0}
    assert (found.name, found.dtype) == ("dependent_pairs", "int64")


def sectors_of_the_tree(labels):
    """Give the tree's ties with a sector for each of its actors."""
    actors = pd.DataFrame({"id": list("abcdefgh"), "sector": labels})
    ties = pd.DataFrame(map(list, ["ab", "bc", "ac", "cd", "ce", "ef", "gh"]), columns=["source", "target"])
    return Network.build(actors, ties)


def test_parts_held_apart_are_named():
    labels = ["research", "company", "media", None, "unknown", "media", "media", "media"]
    found = bridging.held_apart(sectors_of_the_tree(labels))
    assert found["id"].tolist() == ["c", "c", "c", "e", "e"]
    assert found["part"].tolist() == [1, 2, 3, 1, 2]
    assert found["actors"].tolist() == [2, 2, 1, 4, 1]
    # a and b have two ties each, as e has: the first by id stands for its part; e has more ties than f.
    assert found["best_connected"].tolist() == ["a", "e", "d", "c", "f"]
    # As many of the one as of the other: the first by name. Nobody's sector is known in the part of d.
    assert found["main_sector"].fillna("?").tolist() == ["company", "media", "?", "company", "media"]
    assert found["main_sector_actors"].tolist() == [1, 1, 0, 1, 1]
    assert found["main_sector"].dtype == "str"


def test_parts_held_apart_by_another_column():
    found = bridging.held_apart(sectors_of_the_tree("media"), by="name")
    assert found["main_sector"].tolist() == ["a", "e", "d", "a", "f"]
    with pytest.raises(UnknownNameError, match="'sectr'"):
        bridging.held_apart(sectors_of_the_tree("media"), by="sectr")


def test_members_of_the_parts_held_apart(tree):
    found = bridging.members_held_apart(tree, "c")
    assert found.to_dict() == {"a": 1, "b": 1, "c": 0, "d": 3, "e": 2, "f": 2, "g": 0, "h": 0}
    # The largest part need not be the one the search began in, nor the others hang below.
    assert bridging.members_held_apart(tree, "e").tolist() == [1, 1, 1, 1, 0, 2, 0, 0]
    assert bridging.members_held_apart(tree, "b").tolist() == [1, 0, 1, 1, 1, 1, 0, 0]
    assert bridging.members_held_apart(network(["ab"], "abc"), "c").tolist() == [0, 0, 0]
    with pytest.raises(UnknownNameError, match="'zz'"):
        bridging.members_held_apart(tree, "zz")


def test_parts_if_removed_for_everybody(tree):
    found = bridging.parts_if_removed(tree)
    assert found.to_dict() == {"a": 1, "b": 1, "c": 3, "d": 1, "e": 2, "f": 1, "g": 1, "h": 1}
    assert found.name == "parts_if_removed"


def test_an_isolate_leaves_no_part_behind():
    assert bridging.parts_if_removed(network(["ab"], "abc")).tolist() == [1, 1, 0]


def test_bridges_say_what_they_hold_apart(tree):
    found = bridging.bridges(tree)
    ties = found["source"] + found["target"]
    assert ties.tolist() == ["ce", "cd", "ef", "gh"]
    assert found["smaller_side"].tolist() == [2, 1, 1, 1]
    assert found["larger_side"].tolist() == [4, 5, 5, 1]
    assert found["source_name"].tolist() == ["Name c", "Name c", "Name e", "Name g"]
    assert found["target_name"].tolist() == ["Name e", "Name d", "Name f", "Name h"]
    assert found["dependent_pairs"].tolist() == [8, 5, 5, 1]


def test_both_sides_of_a_bridge_are_named():
    labels = ["research", "company", "company", None, "unknown", "media", "media", "media"]
    found = bridging.bridges(sectors_of_the_tree(labels))
    assert (found["source"] + found["target"]).tolist() == ["ce", "cd", "ef", "gh"]
    assert found["smaller_end"].tolist() == ["e", "d", "f", "g"]
    assert found["smaller_best_connected"].tolist() == ["e", "d", "f", "g"]
    assert found["larger_best_connected"].tolist() == ["c", "c", "c", "h"]
    assert found["larger_best_connected_name"].tolist() == ["c", "c", "c", "h"]
    assert found["smaller_main_sector"].fillna("?").tolist() == ["media", "?", "media", "media"]
    assert found["larger_main_sector"].tolist() == ["company", "company", "company", "media"]
    assert found["smaller_main_sector_actors"].tolist() == [1, 0, 1, 1]
    assert found["larger_main_sector_actors"].tolist() == [2, 2, 2, 1]


def test_local_bridges_join_actors_without_shared_contact():
    # A square a b c d is made of local bridges; a chord turns all but the tail into triangles.
    square = network(["ab", "bc", "cd", "ad"], "abcd")
    assert bridging.local_bridges(square).tolist() == [True] * 4
    chord = network(["ab", "bc", "cd", "ad", "ac", "de"], "abcde")
    assert bridging.local_bridges(chord).tolist() == [False] * 5 + [True]


@pytest.mark.parametrize("joined", ["ties", "bridge", "nothing"])
def test_planted_weak_points_are_found(joined):
    made = planted(sectors=4, size=9, joined=joined, seed=5)
    points, ties = bridging.articulation_points(made.network), bridging.bridges(made.network)
    assert tuple(sorted(points["id"])) == made.articulation_points
    assert tuple(sorted(zip(ties["source"], ties["target"], strict=True))) == made.bridges


def test_a_planted_bridge_holds_halves_apart():
    made = planted(sectors=2, size=10, joined="bridge", tail=0)
    first = bridging.bridges(made.network).iloc[0]
    assert (first["source"], first["target"]) == ("s1-010", "s2-001")
    assert (first["smaller_side"], first["larger_side"]) == (10, 10)
    points = bridging.articulation_points(made.network).set_index("id")
    assert points.loc["s1-010", "part_sizes"] == "10;9"
    assert points.loc["s1-010", "dependent_pairs"] == 90
    assert first["dependent_pairs"] == 100
    assert (first["smaller_main_sector"], first["smaller_main_sector_actors"]) == ("sector 1", 10)
    parts = bridging.held_apart(made.network).query("id == 's1-010'")
    assert parts["main_sector"].tolist() == ["sector 2", "sector 1"]
    members = bridging.members_held_apart(made.network, "s1-010")
    assert set(members.index[members == 2]) == {f"s1-{place:03}" for place in range(1, 10)}


def test_robustness_follows_the_largest_part(tree):
    assert bridging.robustness(tree, ["c", "a", "g"]).tolist() == [6, 2, 2, 2]
    assert bridging.robustness(tree, ["e", "e", "c"]).tolist() == [6, 4, 4, 2]
    assert bridging.robustness(tree, list("abcdefgh")).tolist() == [6, 5, 4, 2, 2, 2, 2, 1, 0]
    assert bridging.robustness(tree, []).tolist() == [6]


def test_robustness_of_an_unknown_actor(tree):
    with pytest.raises(UnknownNameError, match="'zz'"):
        bridging.robustness(tree, ["a", "zz"])


def test_robustness_at_random_lies_between_all_orders():
    # A star of c with four others: what is left depends on whether c is among those gone.
    star = network(["ac", "bc", "cd", "ce"], "abcde")
    found = bridging.robustness_at_random(star, steps=2, orders=400, seed=3)
    assert found["gone"].tolist() == [0, 1, 2]
    assert found["mean"].tolist()[0] == 5
    # One in five orders begins with c, which leaves 1; all others leave 4.
    assert found["mean"][1] == pytest.approx(0.8 * 4 + 0.2, abs=0.2)
    assert found["mean"][2] == pytest.approx(0.6 * 3 + 0.4, abs=0.2)
    assert found["low"].tolist() == [5, 1, 1]
    assert found["high"].tolist() == [5, 4, 3]
    assert found[["orders", "seed"]].drop_duplicates().to_numpy().tolist() == [[400, 3]]


def test_robustness_at_random_ends_with_nobody(tree):
    found = bridging.robustness_at_random(tree, steps=99, orders=7)
    assert len(found) == 9
    assert found["mean"].tolist()[-2:] == [1, 0]
    again = bridging.robustness_at_random(tree, steps=99, orders=7)
    assert again.equals(found)
    assert bridging.robustness_at_random(tree.without(list("abcdefgh")), steps=3)["mean"].tolist() == [0]


def test_nothing_to_find():
    for empty in (network([], "a"), network([], "a").without(["a"]), network(["ab", "bc", "ac"], "abc")):
        assert bridging.bridges(empty).empty
        assert bridging.bridges(empty)["larger_main_sector"].dtype == "str"
        assert bridging.held_apart(empty).empty
        assert bridging.dependent_pairs(empty).sum() == 0
        points = bridging.articulation_points(empty)
        assert points.empty
        assert points["cut_off"].dtype == "int64"
        assert points["part_sizes"].dtype == "str"
    assert bridging.robustness(network([], "a").without(["a"]), []).tolist() == [0]


def test_a_long_chain_needs_no_recursion():
    ids = [f"{place:06}" for place in range(30_000)]
    chain = Network.build(pd.DataFrame({"id": ids}), pd.DataFrame({"source": ids[:-1], "target": ids[1:]}))
    points = bridging.articulation_points(chain)
    assert len(points) == 29_998
    assert points["cut_off"].iloc[0] == 14_999


def test_many_islands_cost_no_more_than_one_part():
    found = bridging.parts_if_removed(random_network(50_000, 100, seed=1))
    assert (found == 0).sum() > 49_000
