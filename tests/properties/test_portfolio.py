"""What every choice of introductions must keep to, whichever way it is made."""

import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

from graphlib.distances import adjacency
from graphlib.introductions import introductions
from graphlib.introductions.candidates import Pool, blocks, candidates, joined
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.portfolio import portfolio
from graphlib.introductions.reach import reach_of
from graphlib.introductions.rulebook import RuleBook
from graphlib.introductions.rules import compiled
from graphlib.introductions.valuation import CHOICES
from graphlib.network import Network

SECTORS = ("company", "public body", "community", "unknown")
few = settings(max_examples=40, deadline=None)
choices = st.sampled_from(CHOICES)


@st.composite
def networks(draw):
    """Draw a network of at least two known sectors."""
    sectors = [*SECTORS[:2], *draw(st.lists(st.sampled_from(SECTORS), min_size=4, max_size=14))]
    ids = [f"a{place:02}" for place in range(len(sectors))]
    pairs = list(itertools.combinations(ids, 2))
    ties = draw(st.lists(st.sampled_from(pairs), min_size=4, max_size=2 * len(ids), unique=True))
    return Network.build(
        pd.DataFrame({"id": ids, "sector": sectors}), pd.DataFrame(ties, columns=["source", "target"])
    )


def pool_and_reach(network, book, seed, *, without_contact):
    """List all candidates under a book of rules, each with a likelihood drawn at random."""
    near = adjacency(network)
    rule = compiled(network, book, by="sector")
    everyone = np.full(len(network), without_contact)
    pool = joined(candidates(near, rule, rows, open_to_all=everyone) for rows in blocks(near, everyone))
    likelihood = np.random.default_rng(seed).uniform(0.01, 0.9, len(pool))
    return Pool(pool.first, pool.second, likelihood), reach_of(near, network.groups(), 1), rule


def chosen(network, *, choice, cap=None, quota=None, forced=(), seed=0, book=None, weight="likelihood"):
    """Choose up to eight introductions, with or without a common contact."""
    book = RuleBook() if book is None else book
    pool, reach, rule = pool_and_reach(network, book, seed, without_contact=True)
    forced = [place for place in forced if place < len(pool)]
    picks = portfolio(
        reach,
        pool,
        Introducers(network, reach.near, rule, None),
        top=8,
        cap=cap,
        weight=weight,
        require_contact=False,
        choice=choice,
        quota=quota,
        forced=forced,
        progress=lambda share: None,
    )
    return picks, pool, reach, forced


def reached(network, pairs):
    """Measure the reach across sectors with some ties added, by another program's shortest paths."""
    edges = np.asarray([*network.edges.tolist(), *pairs])
    ties = csr_array((np.ones(len(edges)), edges.T), shape=(len(network),) * 2)
    distances = shortest_path(ties, directed=False, unweighted=True)
    codes = network.groups().codes
    cross = (codes[:, None] >= 0) & (codes[None, :] >= 0) & (codes[:, None] != codes[None, :])
    return float((1.0 / distances[cross]).mean())


@few
@given(networks(), choices, st.lists(st.integers(0, 3), min_size=20, max_size=20), st.integers(0, 2))
def test_caps_of_each_actor_and_quotas_of_groups_are_never_broken(network, choice, caps, most):
    cap = np.asarray(caps[: len(network)])
    codes = network.groups().codes
    quota = {(1, 0): most}
    picks, *_ = chosen(network, choice=choice, cap=cap, quota=quota, forced=[0, 1, 2, 3])
    load = Counter(end for pick in picks for end in (pick.first, pick.second))
    assert all(count <= cap[actor] for actor, count in load.items())
    joins = Counter(frozenset((int(codes[pick.first]), int(codes[pick.second]))) for pick in picks)
    assert joins[frozenset((0, 1))] <= most
    assert len({(pick.first, pick.second) for pick in picks}) == len(picks)


@few
@given(networks(), choices)
def test_forbidden_pairs_and_actors_are_never_chosen(network, choice):
    barred, *pair = network.ids[:3]
    picks, *_ = chosen(network, choice=choice, book=RuleBook.excluding([barred, tuple(pair)]))
    assert all({pick.first, pick.second} != {1, 2} and 0 not in (pick.first, pick.second) for pick in picks)


@few
@given(networks(), choices, st.lists(st.integers(0, 30), max_size=3, unique=True))
def test_pairs_asked_for_come_first_in_their_order(network, choice, forced):
    picks, pool, _, asked = chosen(network, choice=choice, forced=forced)
    first = [(int(pool.first[place]), int(pool.second[place])) for place in asked]
    assert [(pick.first, pick.second) for pick in picks[: len(first)]] == first
    assert [pick.is_forced for pick in picks] == [place < len(first) for place in range(len(picks))]


@few
@given(networks(), choices, st.sampled_from(["likelihood", "none"]), st.integers(0, 5))
def test_every_promise_is_what_the_changed_network_shows(network, choice, weight, seed):
    picks, _, reach, _ = chosen(network, choice=choice, weight=weight, seed=seed)
    today = reached(network, [])
    before = today
    for place, pick in enumerate(picks, 1):
        pairs = [(other.first, other.second) for other in picks[:place]]
        after = reached(network, pairs)
        assert pick.gain * reach.unit == pytest.approx(after - before, abs=1e-9)
        assert pick.alone * reach.unit == pytest.approx(reached(network, pairs[-1:]) - today, abs=1e-9)
        before = after


@few
@given(networks(), choices, st.integers(0, 5))
def test_what_the_choice_went_by_follows_from_gains_on_changed_networks(network, choice, seed):
    picks, _, reach, _ = chosen(network, choice=choice, seed=seed)
    today = reached(network, [])
    for place, pick in enumerate(picks):
        ends, worth = (pick.first, pick.second), float(pick.alone)
        for other in picks[:place]:
            beside = [(other.first, other.second)]
            gain = (reached(network, [*beside, ends]) - reached(network, beside)) / reach.unit
            worth *= 1.0 - other.likelihood * (1.0 - gain / pick.alone)
        expected = {"expected": worth, "one-shot": pick.alone, "certain": pick.gain}[choice]
        assert pick.expected == pytest.approx(pick.likelihood * expected, rel=1e-6)
    assert reach.base == pytest.approx(today, abs=1e-12)


@few
@given(networks(), choices, st.integers(0, 5))
def test_the_first_pick_is_the_pair_of_the_highest_worth(network, choice, seed):
    picks, pool, reach, _ = chosen(network, choice=choice, seed=seed)
    assume(len(pool))
    assert picks[0].expected == pytest.approx(float(np.max(pool.likelihood * reach.gains(pool))))


@few
@given(networks(), choices, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_choice(network, choice, random):
    actors, ties = network.actors, network.stated_ties
    places = list(range(len(actors))), list(range(len(ties)))
    random.shuffle(places[0])
    random.shuffle(places[1])
    shuffled = Network.build(actors.iloc[places[0]], ties.iloc[places[1]])
    one, other = (introductions(each, choice=choice, quota=2, top=6) for each in (network, shuffled))
    pd.testing.assert_frame_equal(one.table, other.table, check_exact=True)
