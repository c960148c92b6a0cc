"""Clusters keep their keys, colours and names from one version to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.clusters import (
    ClusterMemory,
    carried_over,
    cluster_name,
    clusters,
    pinned,
    pinned_sets,
    renamed,
)
from graphlib.clusters.succession import Carried
from graphlib.errors import UnknownNameError
from graphlib.network import Network


def cliques(*groups: Sequence[int], names: dict[int, str] | None = None, **columns: object) -> Network:
    """Make a network in which each group's actors all know each other, and nobody else."""
    numbers = sorted({i for group in groups for i in group})
    ids = {i: f"a{i:03d}" for i in numbers}
    ties = pd.DataFrame(
        [(ids[i], ids[j]) for group in groups for i, j in combinations(sorted(group), 2)],
        columns=["source", "target"],
        dtype="str",
    )
    called = [(names or {}).get(i, f"Actor {i}") for i in numbers]
    return Network.build(pd.DataFrame({"id": list(ids.values()), "name": called, **columns}), ties)


def carried(network: Network, memory: ClusterMemory | None = None) -> Carried:
    """Carry the clusters over; with the memory written down and read again."""
    known = memory or ClusterMemory()
    plain = json.loads(json.dumps(known.as_plain()))
    assert ClusterMemory.from_plain(plain) == known
    return carried_over(network, clusters(network, runs=3, pinned=pinned_sets(known)), known)


def keys(result: Carried) -> list[str]:
    """List the keys by cluster."""
    return result.table["key"].tolist()


A, B, C = range(10), range(20, 28), range(40, 46)


def test_at_first_all_clusters_are_new():
    first = carried(cliques(A, B, C))
    assert keys(first) == ["c1", "c2", "c3"]
    assert first.table["colour"].tolist() == [0, 1, 2]
    assert first.table["is_new"].all()
    assert first.table["likeness"].isna().all()
    assert first.table["name"].tolist() == ["Around Actor 0", "Around Actor 20", "Around Actor 40"]
    assert (first.gone, first.merged, first.split) == ((), {}, {})


def test_a_few_changed_ties_change_neither_keys_nor_colours():
    rng = np.random.default_rng(1)
    group = np.repeat([0, 1, 2, 3], [30, 26, 22, 18])
    ids = [f"a{i:03d}" for i in range(len(group))]
    drawn = {
        (i, j)
        for i, j in combinations(range(len(group)), 2)
        if rng.random() < (0.4 if group[i] == group[j] else 0.02)
    }

    def version(pairs: set[tuple[int, int]]) -> Network:
        ties = pd.DataFrame([(ids[i], ids[j]) for i, j in sorted(pairs)], columns=["source", "target"])
        return Network.build(pd.DataFrame({"id": ids}), ties)

    lost = set(sorted(drawn)[::12])
    one = carried(version(drawn))
    two = carried(version((drawn - lost) | {(0, 90), (5, 60), (31, 80)}), one.memory)
    for column in ("key", "colour", "name"):
        before = dict(zip(one.table["key"], one.table[column], strict=True))
        assert dict(zip(two.table["key"], two.table[column], strict=True)) == before
    assert not two.table["is_new"].any()
    assert (two.table["likeness"] > 0.9).all()


def test_clusters_that_change_places_by_size_keep_keys_and_colours():
    first = carried(cliques(A, B))
    then = carried(cliques(range(5), range(20, 29)), first.memory)
    assert keys(then) == ["c2", "c1"]
    assert then.table["colour"].tolist() == [1, 0]


def test_growth_takes_nobodys_name():
    first = carried(cliques(range(4), range(20, 23)))
    then = carried(cliques(range(16), range(20, 36)), first.memory)
    assert keys(then) == ["c1", "c2"]
    assert then.table["likeness"].tolist() == [1, 1]


def test_a_cluster_that_splits_goes_on_in_its_larger_part():
    first = carried(cliques(A, B))
    then = carried(cliques(range(6), range(6, 10), B), first.memory)
    assert keys(then) == ["c2", "c1", "c3"]
    assert [len(known.members) for known in then.memory.clusters] == [8, 6, 4]
    assert then.split == {"c1": ("c3",)}
    assert then.table.set_index("key").loc["c3", "colour"] == 2
    assert (then.gone, then.merged) == ((), {})


def test_a_cluster_in_equal_halves_goes_on_in_the_first():
    then = carried(cliques(range(5), range(5, 10)), carried(cliques(A)).memory)
    assert keys(then) == ["c1", "c2"]
    assert then.table["likeness"].tolist()[0] == 0.5


def test_of_three_equal_parts_none_is_the_heir():
    then = carried(cliques(range(3), range(3, 6), range(6, 9)), carried(cliques(range(9))).memory)
    assert keys(then) == ["c2", "c3", "c4"]
    assert then.split == {"c1": ("c2", "c3", "c4")}
    assert then.gone == ()


def test_clusters_that_merge_go_on_as_the_larger_one():
    first = carried(cliques(A, B, C))
    then = carried(cliques([*A, *B], C), first.memory)
    assert keys(then) == ["c1", "c3"]
    assert then.merged == {"c1": ("c2",)}
    assert then.gone == ()


def test_what_left_is_told_once_and_has_its_name_and_colour_again_when_it_returns():
    first = carried(cliques(A, B, C))
    memory = renamed(first.memory, "c2", "Harbour people")
    without = carried(cliques(A, C), memory)
    assert [known.key for known in without.gone] == ["c2"]
    still = carried(cliques(A, C), without.memory)
    assert still.gone == ()
    back = carried(cliques(A, B, C), still.memory)
    assert keys(back) == ["c1", "c2", "c3"]
    assert back.table["colour"].tolist() == [0, 1, 2]
    assert back.table["name"].tolist()[1] == "Harbour people"


def test_who_returns_to_a_taken_colour_gets_the_next_one_that_is_free():
    first = carried(cliques(A, B, C))
    without = carried(cliques(A, C, range(60, 67)), first.memory)
    assert without.table.set_index("key")["colour"].to_dict() == {"c1": 0, "c4": 1, "c3": 2}
    back = carried(cliques(A, B, C, range(60, 67)), without.memory)
    assert back.table.set_index("key")["colour"].to_dict() == {"c1": 0, "c2": 3, "c4": 1, "c3": 2}


def test_keys_are_never_given_twice():
    memory = carried(cliques(A)).memory
    for start in (100, 200, 300):
        then = carried(cliques(range(start, start + 5)), memory)
        assert then.table["is_new"].all()
        memory = then.memory
    assert keys(then) == ["c4"]
    assert memory.next_key == 5


def test_one_actor_in_common_carries_no_name():
    first = carried(cliques(A))
    then = carried(cliques([0, *range(100, 120)]), first.memory)
    assert then.table["is_new"].all()
    assert then.merged == {"c2": ("c1",)}


def test_a_name_is_one_plain_line_and_stands_in_every_language():
    first = carried(cliques(A, B))
    named = carried(
        cliques(A, B), renamed(first.memory, "c1", "  Solar\n\x00 <b>people</b>\u202e " + "x" * 90)
    )
    given = named.table["given_name"].tolist()[0]
    assert given.startswith("Solar <b>people</b> xxx")
    assert len(given) == 60
    for row in named.table.to_dict("records")[:1]:
        assert cluster_name(row, "fr") == cluster_name(row, "en") == row["name"] == given
    assert cluster_name(named.table.iloc[1], "fr") == "Autour de Actor 20"
    again = carried(cliques(A, B), renamed(named.memory, "c1", " \t"))
    assert again.table["name"].tolist()[0] == "Around Actor 0"
    with pytest.raises(UnknownNameError, match="c9"):
        renamed(first.memory, "c9", "x")


def test_no_cluster_is_called_what_the_user_called_another():
    first = carried(cliques(A, B))
    then = carried(cliques(A, B), renamed(first.memory, "c2", "Around Actor 0"))
    assert then.table["name"].tolist() == ["Around Actor 0 (2)", "Around Actor 0"]


def test_pinned_clusters_stay_whole_until_let_go():
    first = carried(cliques(A, B))
    memory = pinned(first.memory, "c1")
    parted = cliques(range(4), range(4, 10), B)
    kept, free = carried(parted, memory), carried(parted, first.memory)
    assert keys(kept) == ["c1", "c2"]
    assert kept.table["is_pinned"].tolist() == [True, False]
    assert len(free.table) == 3
    released = carried(parted, pinned(kept.memory, "c1", stays=False))
    assert len(released.table) == 3
    with pytest.raises(UnknownNameError):
        pinned(first.memory, "c7")


def test_a_pinned_cluster_goes_on_in_whatever_holds_its_actors_and_its_pin_does_not_grow():
    memory = pinned(carried(cliques(range(4), range(20, 40))).memory, "c2")
    then = carried(cliques([*range(4), *range(20, 40), *range(60, 70)]), memory)
    assert keys(then) == ["c2"]
    assert pinned_sets(then.memory) == (tuple(f"a{i:03d}" for i in range(4)),)
    assert then.merged == {"c2": ("c1",)}


def test_what_a_cluster_is_named_by_stays_while_it_holds():
    hub = [(0, i) for i in range(1, 6)]
    other = [(1, i) for i in (0, 2, 3, 4, 5)]

    def version(pairs: list[tuple[int, int]], *, name: str = "Actor 0") -> Network:
        ids = [f"a{i:03d}" for i in range(6)]
        ties = pd.DataFrame([(ids[i], ids[j]) for i, j in pairs], columns=["source", "target"])
        return Network.build(
            pd.DataFrame({"id": ids, "name": [name, *(f"Actor {i}" for i in range(1, 6))]}), ties
        )

    first = carried(version(hub))
    then = carried(version(other), first.memory)
    assert clusters(version(other)).table["best_connected_name"].tolist() == ["Actor 1"]
    assert then.table["name"].tolist() == ["Around Actor 0"]
    assert carried(version(other, name="Renamed"), first.memory).table["name"].tolist() == ["Around Renamed"]
    gone = Network.build(
        version(other).actors.iloc[1:],
        version(other).stated_ties.query("source != 'a000' and target != 'a000'"),
    )
    assert carried(gone, first.memory).table["name"].tolist() == ["Around Actor 1"]


def test_a_word_that_says_more_takes_the_place_of_the_actor_alone():
    groups = [range(8), range(20, 28), range(40, 48), range(60, 68)]
    first = carried(cliques(*groups))
    sectors = ["research"] * 8 + ["company"] * 24
    then = carried(cliques(*groups, sector=sectors), first.memory)
    assert then.table["name"].tolist()[0] == "Research, around Actor 0"
    again = carried(cliques(*groups, sector=["public body"] * 8 + ["company"] * 24), then.memory)
    assert again.table["name"].tolist()[0] == "Public bodies, around Actor 0"


WHOLE = {"key": "c1", "colour": 1, "pinned": [], "members": [], "label": ["actor", None, "a"]}


@pytest.mark.parametrize(
    "plain",
    [
        *(None, [], 3, "x", {}, {"clusters": 4}, {"clusters": [None, 3, [], {}], "next": "many"}),
        *({"clusters": [{**WHOLE, "colour": colour}]} for colour in (-1, True, "red", 10**9)),
        *({"clusters": [{**WHOLE, "key": key}]} for key in ("<b>", "c0", "c1\n", 4)),
        *({"clusters": [{**WHOLE, "pinned": ids}]} for ids in ([4], "a", None)),
        *(
            {"clusters": [{**WHOLE, "label": label}]}
            for label in (["secret", "x", "a"], ["actor"], ["theme", None, "a"])
        ),
    ],
)
def test_a_damaged_memory_is_no_memory(plain: object) -> None:
    memory = ClusterMemory.from_plain(plain)
    assert memory == ClusterMemory()
    assert keys(carried_over(cliques(A), clusters(cliques(A)), memory)) == ["c1"]


def test_what_the_damaged_ones_are_made_of_is_whole():
    assert [known.key for known in ClusterMemory.from_plain({"clusters": [WHOLE]}).clusters] == ["c1"]


def test_a_memory_keeps_what_is_whole_and_never_gives_its_keys_again():
    plain = carried(cliques(A, B)).memory.as_plain()
    plain["clusters"][0]["members"] = None
    plain["next"] = 1
    memory = ClusterMemory.from_plain(plain)
    assert [known.key for known in memory.clusters] == ["c2"]
    assert keys(carried(cliques(A, B), memory)) == ["c3", "c2"]


def test_of_what_left_only_so_many_are_kept_those_with_a_name_first():
    pairs = [range(2 * i, 2 * i + 2) for i in range(260)]
    first = carried(cliques(*pairs))
    memory = renamed(first.memory, "c260", "The last")
    then = carried(cliques(range(1000, 1005)), memory)
    assert len(then.memory.clusters) == 201
    assert then.memory.clusters[1].name == "The last"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
)
def test_keys_and_colours_are_unique_and_everything_lost_is_told(one: list[int], other: list[int]) -> None:
    def version(groups: list[int]) -> Network:
        sets = [[i for i, group in enumerate(groups) if group == number] for number in range(5)]
        return cliques(*(each for each in sets if each))

    first = carried(version(one))
    then = carried(version(other), first.memory)
    assert then.table["key"].is_unique
    assert then.table["colour"].is_unique
    assert then.table["name"].is_unique
    lost = set(first.table["key"]) - set(then.table["key"])
    said = {known.key for known in then.gone} | {key for names in then.merged.values() for key in names}
    assert lost <= said | set(then.split)
    assert not {known.key for known in then.gone} & set(then.table["key"])
    same = carried(version(other), then.memory)
    assert keys(same) == keys(then)
    assert same.table["colour"].tolist() == then.table["colour"].tolist()
    assert (same.gone, same.merged, same.split) == ((), {}, {})
    back = carried(version(one), same.memory)
    assert back.table.set_index("key")["is_new"].reindex(first.table["key"]).eq(False).all()
