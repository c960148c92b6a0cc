"""One introduction looked up: bonds, advice, contacts, effect and occasion, each worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.cards import (
    advice_sentences,
    bond_sentences,
    bonds,
    card,
    distance_sentence,
    effect_sentences,
    likelihood_sentence,
    load_sentence,
    others_sentence,
    reason_line,
    way_sentence,
)
from graphlib.cards.advice import RECENT_DAYS, SMALL_EVENT, advice
from graphlib.cards.bonds import Bond, Proof
from graphlib.distances import cross_sector_reach
from graphlib.introductions import Reason, introductions
from graphlib.network import Network
from graphlib.translation import translator
from tests import hostile

SECTOR = {"c": "company", "p": "public body", "m": "community"}
T = translator("en")


def build(ids, ties, *, events=(), taken=(), event_cap=30):
    """Build a network; the first letter of an id is its sector, ties are rows of named cells."""
    actors = pd.DataFrame({"id": ids, "sector": [SECTOR[name[0]] for name in ids]})
    return Network.build(
        actors,
        pd.DataFrame(ties, columns=["source", "target", "kind", "since", "until", "directed", "confirmed"]),
        pd.DataFrame(events, columns=["event_id", "name", "start"]),
        pd.DataFrame(taken, columns=["actor_id", "event_id", "date"]),
        event_cap=event_cap,
    )


def tie(source, target, *, kind="tie", since=None, until=None, directed=False, confirmed="unknown"):
    """One stated tie."""
    return (source, target, kind, since, until, directed, confirmed)


def proof(**changes):
    """One stated, dated tie that both confirmed, but for ``changes``."""
    return Proof(
        **{"name": "tie", "size": 0, "day": "2026-01-01", "last": "2026-01-01", "sides": "both", **changes}
    )


@pytest.fixture
def fork():
    """c1 and p1 meet through m1 and, more loosely, m2; p2 hangs on p1; the Forum is too large for ties."""
    return build(
        ["c1", "m1", "m2", "p1", "p2"],
        [
            tie("c1", "m1", kind="grant", since="2026-01-10", confirmed="both ends"),
            tie("m1", "p1", kind="board", since="2025-06-01", confirmed="both ends"),
            tie("m1", "p1", kind="lease", since="2025-05-01", confirmed="both ends"),
            tie("c1", "m2", since="2020-01-01"),
            tie("m2", "p1"),
            tie("p1", "p2"),
        ],
        events=[("e1", "Forum", "2026-09-01"), ("e2", "Fair", "2026-08-01"), ("e0", "Past", "2026-02-01")],
        taken=[("c1", "e1", None), ("m1", "e1", None), ("p1", "e1", None)],
        event_cap=2,
    )


def test_a_bond_lists_events_and_ties_the_strongest_first():
    network = build(
        ["c1", "m1", "p1"],
        [
            tie("c1", "m1", kind="follows", since="2026-03-01", directed=True),
            tie("c1", "m1", kind="grant", since="2024-01-01", until="2025-12-31", confirmed="both ends"),
            tie("c1", "m1", kind="member"),
        ],
        events=[("e", "Forum", "2025-05-01")],
        taken=[("c1", "e", "2025-05-02"), ("m1", "e", None), ("p1", "e", None)],
    )
    (bond,) = bonds(network, [("c1", "m1")])
    assert [(item.name, item.sides, item.day, item.last) for item in bond.proofs] == [
        ("grant", "both", "2024-01-01", "2025-12-31"),
        ("Forum", "both", "2025-05-02", "2025-05-02"),
        ("member", "unknown", None, None),
        ("follows", "one", "2026-03-01", "2026-03-01"),
    ]
    assert bond.proofs[1].size == 3
    assert bond.last == "2026-03-01"


def test_ties_that_each_states_to_the_other_are_two_sided():
    rows = [tie("c1", "m1", directed=True), tie("m1", "c1", directed=True)]
    (bond,) = bonds(build(["c1", "m1"], rows), [("m1", "c1")])
    assert [item.sides for item in bond.proofs] == ["both", "both"]


def test_an_event_too_large_to_make_ties_is_no_proof():
    ids = [f"c{number}" for number in range(31)]
    network = build(
        ids, [], events=[("e", "Fair", "2026-01-01")], taken=[(actor, "e", None) for actor in ids]
    )
    assert bonds(network, [("c0", "c1")])[0].proofs == ()


def test_several_roles_at_one_event_are_one_proof_on_its_first_day():
    network = build(
        ["c1", "m1"],
        [],
        events=[("e", "Fair", None)],
        taken=[("c1", "e", "2026-01-03"), ("c1", "e", "2026-01-01"), ("m1", "e", "2026-01-02")],
    )
    (bond,) = bonds(network, [("c1", "m1")])
    assert [item.day for item in bond.proofs] == ["2026-01-02"]
    assert network.pairs["latest"].tolist() == ["2026-01-02"]


DAY = "2026-06-01"


@pytest.mark.parametrize(
    ("proofs", "concern"),
    [
        ([proof()], None),
        ([proof(sides="one")], "one_sided"),
        ([proof(sides="one"), proof(sides="unknown")], None),
        ([proof(day=None, last=None)], "undated"),
        ([proof(last="2024-05-31")], None),
        ([proof(last="2024-05-30")], "old"),
        ([proof(last="2020-01-01"), proof()], None),
        ([proof(size=SMALL_EVENT)], None),
        ([proof(size=SMALL_EVENT + 1)], "weak"),
        ([proof(size=SMALL_EVENT + 1), proof(size=SMALL_EVENT + 1)], None),
    ],
)
def test_a_tie_wants_warming_by_the_rule(proofs, concern):
    assert RECENT_DAYS == 731
    ties = [Bond("m1", "c1", tuple(proofs)), Bond("m1", "p1", (proof(),))]
    found = advice(ties, day=DAY, place=1, cap=3)
    assert found.concerns == (() if concern is None else (("c1", concern),))
    assert found.is_now == (concern is None)


@pytest.mark.parametrize(
    ("place", "cap", "is_full"),
    [(1, 3, False), (2, 3, False), (3, 3, True), (1, 1, False), (2, 2, True), (9, None, False)],
)
def test_the_last_introduction_that_the_cap_allows_waits(place, cap, is_full):
    assert advice([Bond("m1", "c1", (proof(),))], day=DAY, place=place, cap=cap).is_full == is_full


def test_a_card_tells_all_of_one_introduction(fork):
    plan = introductions(fork, weight="none")
    position = plan.table.index[(plan.table["source"] == "c1") & (plan.table["target"] == "p1")][0]
    found = card(fork, plan, int(position), today="2026-07-01")
    assert found.introducer.id == "m1"
    assert found.distance == 2
    assert [item.name for item in found.bonds[1].proofs] == ["board", "lease"]
    assert found.others == ("m2",)
    assert found.others_count == 1
    assert found.day == "2026-07-01"
    assert found.occasion.name == "Forum"
    assert found.occasion.is_introducer_there
    assert found.advice.is_now
    # p1 and p2 come nearer to c1; to p1 c1 does, of c1, m1 and m2.
    assert (found.nearer[0].count, found.nearer[0].of) == (2, 4)
    assert (found.nearer[1].count, found.nearer[1].of) == (1, 3)


def test_the_effect_is_that_of_the_tie_alone(fork):
    plan = introductions(fork, weight="none")
    for position, row in enumerate(plan.table.itertuples()):
        changed = pd.concat(
            [fork.stated_ties, pd.DataFrame({"source": [row.source], "target": [row.target]})],
            ignore_index=True,
        )
        after = cross_sector_reach(
            Network.build(fork.actors, changed, fork.events, fork.participations, event_cap=2)
        ).value
        found = card(fork, plan, position, today="2026-07-01")
        assert found.after == pytest.approx(after, abs=1e-9)


def test_ages_count_from_the_last_day_of_the_data_where_that_is_past(fork):
    plan = introductions(fork, weight="none")
    assert card(fork, plan, 0, today="2030-01-01").day == fork.latest_date == "2026-09-01"


def test_an_event_that_is_over_is_no_occasion(fork):
    plan = introductions(fork, weight="none")
    position = plan.table.index[(plan.table["source"] == "c1") & (plan.table["target"] == "p1")][0]
    assert card(fork, plan, int(position), today="2026-09-01").occasion is not None
    assert card(fork, plan, int(position), today="2026-09-02").occasion is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_is_said(fork, language):
    speak = translator(language)
    plan = introductions(fork, weight="none")
    for position in range(len(plan.table)):
        found = card(fork, plan, position, today="2026-07-01")
        said = [
            distance_sentence(found, speak),
            *effect_sentences(found, speak),
            likelihood_sentence(found.likelihood, speak),
            load_sentence(found, speak),
            way_sentence(found, speak),
            reason_line(found.reasons, speak),
            *advice_sentences(found, speak),
            *(line for heading, lines in bond_sentences(found, speak) for line in (heading, *lines)),
        ]
        assert all(said)
    assert others_sentence(found, speak) is not None


def test_what_both_work_on_tells_more_than_how_many_ties_join_their_sectors():
    reasons = [
        Reason("CROSS_SECTOR", {"group_a": "a", "group_b": "b", "count": 3, "ties": 9}),
        Reason("SHARED_THEME", {"themes": "water", "more": ""}),
    ]
    assert reason_line(reasons, T) == "Both work on water."
    assert reason_line([], T) == ""


def test_hostile_names_stay_text_on_one_line():
    network = hostile.network()
    plan = introductions(network)
    for position in range(len(plan.table)):
        found = card(network, plan, position, today="2026-07-01")
        lines = [line for heading, rest in bond_sentences(found, T) for line in (heading, *rest)]
        lines += [*effect_sentences(found, T), load_sentence(found, T), others_sentence(found, T)]
        assert all("\n" not in line and "\x1b" not in line and "\u202e" not in line for line in lines)
        assert max(map(len, lines)) < 800


@pytest.mark.parametrize("excluded", ["m2", ("m2", "p1")])
def test_a_contact_that_a_rule_leaves_out_is_not_named(fork, excluded):
    plan = introductions(fork, weight="none", exclude=[excluded])
    position = plan.table.index[(plan.table["source"] == "c1") & (plan.table["target"] == "p1")][0]
    found = card(fork, plan, int(position), today="2026-07-01")
    assert found.others == ()
    assert found.others_count == 0
