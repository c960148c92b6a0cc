"""Bringing two versions together loses nothing of either, whoever is called mine."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from graphlib.difference import difference
from graphlib.merging import merge
from graphlib.network import Network

IDS = ("a", "b", "c", "d")
WORD = st.sampled_from(["x", "y", None])
DAY = st.sampled_from(["2025-01-01", "2025-06-01", None])


@st.composite
def networks(draw):
    """Draw a small network; two of them share ids, kinds and events often."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1))
    actors = [
        {"id": name, "name": draw(WORD), "sector": draw(WORD), "own": draw(st.sampled_from([1.5, 2.0, None]))}
        for name in ids
    ]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    ties = [
        {
            "source": source,
            "target": target,
            "kind": draw(st.sampled_from(["p", "q"])),
            "weight": draw(st.sampled_from([1.0, 2.0])),
            "since": draw(DAY),
            "evidence": draw(WORD),
            "directed": draw(st.booleans()),
        }
        for source, target in draw(st.lists(pairs, max_size=5) if len(ids) > 1 else st.just([]))
    ]
    events = draw(st.lists(st.sampled_from("ef"), unique=True))
    listed = [{"event_id": name, "name": draw(WORD), "start": draw(DAY)} for name in events]
    taken = [
        {
            "actor_id": draw(st.sampled_from(ids)),
            "event_id": draw(st.sampled_from(events)),
            "role": draw(WORD),
        }
        for _ in range(draw(st.integers(0, 4)) if events else 0)
    ]
    has_list = draw(st.booleans())
    return Network.build(
        pd.DataFrame(actors),
        pd.DataFrame(ties) if ties else None,
        pd.DataFrame(listed) if listed and (has_list or not taken) else None,
        pd.DataFrame(taken) if taken else None,
        event_cap=draw(st.sampled_from([5, 30, 40])),
    )


def all_from(merged, side):
    """Decide every conflict for one side."""
    return merged.resolved({conflict.key: side for conflict in merged.conflicts})


@given(networks(), networks())
def test_what_only_one_side_changed_is_taken_whole(base, other):
    for merged in (merge(base, other, base), merge(base, base, other), merge(base, other, other)):
        assert merged.conflicts == ()
        assert merged.resolved({}).fingerprint == other.fingerprint


@given(networks(), networks(), networks())
def test_it_makes_no_difference_who_is_called_mine(base, one, two):
    here, there = merge(base, one, two), merge(base, two, one)
    assert len(here.conflicts) == len(there.conflicts)
    assert {entry.row for entry in here.conflicts} == {entry.row for entry in there.conflicts}
    for side, other in (("mine", "theirs"), ("theirs", "mine")):
        assert all_from(here, side).fingerprint == all_from(there, other).fingerprint


@given(networks(), networks(), networks(), st.randoms(use_true_random=False))
def test_every_way_to_decide_gives_a_network(base, one, two, chance):
    merged = merge(base, one, two)
    keys = [conflict.key for conflict in merged.conflicts]
    assert len(set(keys)) == len(keys)
    found = merged.resolved({key: chance.choice(["mine", "theirs"]) for key in keys})
    assert set(found.ids) <= set(base.ids) | set(one.ids) | set(two.ids)
    assert set(found.ids) >= set(one.ids) & set(two.ids)


@given(networks(), networks())
def test_a_difference_counts_every_row_once_and_backwards_alike(one, two):
    there, back = difference(one, two), difference(two, one)
    for name, counts in there.counts.items():
        frames = [getattr(side, "stated_ties" if name == "ties" else name) for side in (one, two)]
        assert counts.kept + counts.changed + counts.gone == len(frames[0])
        assert counts.kept + counts.changed + counts.added == len(frames[1])
        mirrored = back.counts[name]
        assert (counts.added, counts.gone, counts.changed) == (
            mirrored.gone,
            mirrored.added,
            mirrored.changed,
        )
        table = there.tables[name].table
        assert (table["change"] == "added").sum() == counts.added
        assert (table["change"] == "gone").sum() == counts.gone
    assert bool(there) == (one.fingerprint != two.fingerprint or one.event_cap != two.event_cap)
