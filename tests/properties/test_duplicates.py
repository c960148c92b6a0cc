"""Whatever is merged, in whatever order: the same network, and no tie between two organisations lost."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from graphlib.duplicates import likely_duplicates, merged
from graphlib.network import Network

IDS = list("abcdefgh")
NAMES = st.lists(
    st.sampled_from(["Alpha", "ALPHA", "Alpha Ltd", "Beta Works", "Beta-Works", "Gamma"]),
    min_size=8,
    max_size=8,
)
TIES = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.booleans()), max_size=14)
GROUPS = st.lists(st.lists(st.sampled_from(IDS), min_size=1, max_size=4), max_size=4)


def network(names, ties, presences=()):
    rows = [(a, b, is_directed) for a, b, is_directed in ties if a != b]
    return Network.build(
        pd.DataFrame({"id": IDS, "name": names, "country": [None, "FR", "BE", None, "FR", None, "DE", None]}),
        pd.DataFrame(rows, columns=["source", "target", "directed"]),
        pd.DataFrame({"event_id": ["e", "f"]}),
        pd.DataFrame(presences, columns=["actor_id", "event_id"]),
    )


def ends(found, groups):
    """Say for each actor the set of all that are one with it."""
    sets = {actor: {actor} for actor in IDS}
    for group in groups:
        joined = set().union(*(sets[actor] for actor in group))
        for actor in joined:
            sets[actor] = joined
    return {actor: next(iter(joined & set(found.network.ids))) for actor, joined in sets.items()}


@given(NAMES, TIES, GROUPS, st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order_of_groups_and_rows(names, ties, groups, random):
    first = merged(network(names, ties), groups)
    random.shuffle(ties)
    random.shuffle(groups)
    second = merged(network(names, ties), groups)
    assert first.network.fingerprint == second.network.fingerprint
    assert (first.dropped_ties, first.conflicts) == (second.dropped_ties, second.conflicts)


@given(NAMES, TIES, GROUPS, st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from("ef")), max_size=8))
def test_every_tie_between_two_organisations_and_every_presence_is_kept(names, ties, groups, presences):
    before = network(names, ties, presences)
    after = merged(before, groups)
    stands = ends(after, groups)

    def pairs(rows, ids):
        both = {frozenset((ids[row.source], ids[row.target])) for row in rows.itertuples()}
        return {pair for pair in both if len(pair) == 2}

    same = dict(zip(IDS, IDS, strict=True))
    assert pairs(after.network.stated_ties, same) == pairs(before.stated_ties, stands)
    inside = sum(stands[row.source] == stands[row.target] for row in before.stated_ties.itertuples())
    assert after.dropped_ties == inside
    taken = {(row.actor_id, row.event_id) for row in after.network.participations.itertuples()}
    assert taken == {(stands[row.actor_id], row.event_id) for row in before.participations.itertuples()}


@given(NAMES, TIES)
def test_merged_pairs_are_listed_no_more(names, ties):
    before = network(names, ties)
    found = likely_duplicates(before, limit=None)
    after = merged(before, list(zip(found["id_a"], found["id_b"], strict=True))).network
    left = likely_duplicates(after, limit=None)
    listed = set(zip(left["id_a"], left["id_b"], strict=True))
    assert not listed & set(zip(found["id_a"], found["id_b"], strict=True))


@given(NAMES, st.permutations(range(8)))
def test_the_list_does_not_depend_on_the_order_of_rows(names, order):
    frame = network(names, []).actors
    shuffled = Network.build(frame.iloc[list(order)].reset_index(drop=True))
    pd.testing.assert_frame_equal(likely_duplicates(Network.build(frame)), likely_duplicates(shuffled))
