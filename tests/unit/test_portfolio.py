"""Sets of introductions chosen on networks small enough to work out by hand."""

import numpy as np
import pandas as pd
import pytest

from graphlib.distances import adjacency
from graphlib.errors import CancelledError
from graphlib.introductions.candidates import Pool
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.limits import Limits
from graphlib.introductions.portfolio import portfolio
from graphlib.introductions.reach import reach_of
from graphlib.introductions.rulebook import RuleBook
from graphlib.introductions.rules import compiled
from graphlib.introductions.valuation import CHOICES
from graphlib.network import Network

SECTOR = {"c": "company", "p": "public body", "m": "community"}


def build(ids, ties):
    """Build a network; the first letter of an id is its sector."""
    actors = pd.DataFrame({"id": ids, "sector": [SECTOR[name[0]] for name in ids]})
    return Network.build(actors, pd.DataFrame(ties, columns=["source", "target"]))


def two_villages():
    """Make two stars, of companies around c0 and of public bodies around p0, joined by m0 alone."""
    companies, publics = [f"c{place}" for place in range(5)], [f"p{place}" for place in range(5)]
    ties = [("c0", name) for name in companies[1:]] + [("p0", name) for name in publics[1:]]
    return build([*companies, "m0", *publics], [*ties, ("c0", "m0"), ("m0", "p0")])


def chosen(network, wanted, **given):
    """Choose among some pairs, named with their likelihoods."""
    places = sorted(
        (*sorted(network.ids.get_indexer(np.asarray(pair, dtype=object))), likelihood)
        for pair, likelihood in wanted.items()
    )
    first, second, likelihood = (np.asarray(column) for column in zip(*places, strict=True))
    pool = Pool(first.astype(np.int32), second.astype(np.int32), likelihood.astype(float))
    reach = reach_of(adjacency(network), network.groups(), 1)
    rule = compiled(network, RuleBook(), by="sector")
    settings = {"top": 9, "cap": None, "weight": "likelihood", "require_contact": False} | given
    picks = portfolio(
        reach, pool, Introducers(network, reach.near, rule, None), progress=lambda share: None, **settings
    )
    return [((network.ids[pick.first], network.ids[pick.second]), pick) for pick in picks], reach


RIVALS = {("c0", "p0"): 0.9, ("c0", "p1"): 0.5, ("c1", "m0"): 0.5}


def test_the_three_ways_see_the_second_pick_as_they_say():
    network = two_villages()
    for choice in CHOICES:
        ((_, sure), (_, next_one), *_), _ = chosen(network, RIVALS, choice=choice)
        seen = {
            "one-shot": next_one.alone,
            "certain": next_one.gain,
            "expected": 0.1 * next_one.alone + 0.9 * next_one.gain,
        }
        assert sure.likelihood == 0.9
        assert sure.gain == sure.alone
        assert next_one.expected == pytest.approx(next_one.likelihood * seen[choice])


def test_without_likelihoods_every_earlier_pick_is_taken_as_certain():
    picks, _ = chosen(two_villages(), RIVALS, weight="none", choice="one-shot")
    assert [pick.expected for _, pick in picks] == [pick.gain for _, pick in picks]


def test_distances_are_afterwards_what_they_were():
    network = two_villages()
    for choice in CHOICES:
        _, reach = chosen(network, RIVALS, choice=choice)
        assert np.array_equal(reach.columns.matrix, reach_of(adjacency(network), network.groups(), 1).rows)


def test_distances_are_put_back_when_the_work_is_stopped():
    network = two_villages()
    reach = reach_of(adjacency(network), network.groups(), 1)
    kept = reach.columns.matrix.copy()
    rule = compiled(network, RuleBook(), by="sector")
    pool = Pool(np.asarray([0, 1], np.int32), np.asarray([7, 8], np.int32), np.asarray([0.5, 0.4]))

    def stop(share):
        if share == 1.0:
            raise CancelledError

    with pytest.raises(CancelledError):
        portfolio(
            reach,
            pool,
            Introducers(network, reach.near, rule, None),
            top=2,
            cap=None,
            weight="likelihood",
            require_contact=False,
            choice="certain",
            progress=stop,
        )
    assert np.array_equal(reach.columns.matrix, kept)


def test_our_own_may_stand_in_more_suggestions_than_others():
    wanted = {("c0", f"p{place}"): 0.5 for place in range(5)} | {("c1", "p0"): 0.4, ("c1", "p1"): 0.4}
    cap = np.ones(11, np.int64)
    cap[0] = 4
    picks, _ = chosen(two_villages(), wanted, cap=cap)
    ends = [name for pair, _ in picks for name in pair]
    assert ends.count("c0") == 4
    assert max(ends.count(name) for name in set(ends) - {"c0"}) == 1


def test_a_forced_pair_stands_first_unless_a_cap_forbids_it():
    forced = {"top": 2, "cap": 1, "forced": [2, 1]}
    wanted = {("c0", "p0"): 0.9, ("c1", "p1"): 0.1, ("c1", "p2"): 0.1}
    picks, _ = chosen(two_villages(), wanted, **forced)
    assert [(pair, pick.is_forced) for pair, pick in picks] == [
        (("c1", "p2"), True),
        (("c0", "p0"), False),
    ]


def test_quotas_count_pairs_of_groups_in_either_order():
    codes = np.asarray([0, 1, 2, 0, 1], np.int32)
    pool = Pool(np.asarray([0, 0, 3], np.int32), np.asarray([1, 2, 4], np.int32), np.ones(3))
    for quota in ({(1, 0): 1}, {frozenset((0, 1)): 1}):
        limits = Limits(codes, None, quota)
        assert limits.allow(pool).tolist() == [True, True, True]
        assert limits.count(0, 1)
        assert limits.allow(pool).tolist() == [False, True, False]
    same_for_all = Limits(codes, 2, 1)
    assert same_for_all.count(0, 2)
    assert same_for_all.allow(pool).tolist() == [True, False, True]


def test_nothing_to_choose_from_gives_no_picks():
    network = two_villages()
    reach = reach_of(adjacency(network), network.groups(), 1)
    rule = compiled(network, RuleBook(), by="sector")
    empty = Pool(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    introducers = Introducers(network, reach.near, rule, 3)
    assert (
        portfolio(
            reach,
            empty,
            introducers,
            top=5,
            cap=3,
            weight="none",
            require_contact=True,
            progress=lambda share: None,
        )
        == []
    )
