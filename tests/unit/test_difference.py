"""What changed from one network to another, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.difference import Counts, changes_sentence, difference
from graphlib.network import Network
from graphlib.translation import translator

ACTORS = pd.DataFrame({"id": ["a", "b", "c"], "name": ["Chamber", None, "Club"], "size": [1.5, None, 3.0]})
TIES = pd.DataFrame(
    {
        "source": ["a", "a", "b"],
        "target": ["b", "b", "c"],
        "kind": ["partner", "partner", "member"],
        "since": ["2020-01-01", "2022-01-01", None],
        "weight": [1.0, 2.0, 1.0],
    }
)
EVENTS = pd.DataFrame({"event_id": ["e"], "name": ["Forum"]})
TAKEN = pd.DataFrame({"actor_id": ["a", "a", "b"], "event_id": "e", "role": ["host", "guest", None]})


def build(actors=ACTORS, ties=TIES, events=EVENTS, taken=TAKEN, **options):
    """Make a network."""
    return Network.build(actors, ties, events, taken, **options)


def rows(changes):
    """Give a list of changes as plain rows."""
    return [tuple(row) for row in changes.table.to_numpy(object).tolist()]


def test_the_same_network_differs_in_nothing_whatever_the_order_of_rows():
    found = difference(build(), build(ACTORS[::-1], TIES[::-1], EVENTS, TAKEN[::-1]))
    assert not found
    assert found.counts["ties"] == Counts(0, 0, 0, 3)
    assert all(changes.table.empty for changes in found.tables.values())


def test_new_gone_and_changed_actors_are_listed_with_their_cells():
    after = pd.DataFrame(
        {"id": ["d", "c", "a"], "name": ["New", "Club", "Chamber of X"], "size": [None, None, 1.5]}
    )
    found = difference(build(), build(after, None, EVENTS, None)).actors
    assert found.counts == Counts(added=1, gone=1, changed=2, kept=0)
    assert found.table.columns.tolist() == ["change", "id", "name", "column", "before", "after"]
    assert rows(found) == [
        ("gone", "b", "b", None, None, None),
        ("changed", "a", "Chamber of X", "name", "Chamber", "Chamber of X"),
        ("changed", "c", "Club", "size", 3.0, None),
        ("added", "d", "New", None, None, None),
    ]


def test_a_column_that_only_one_has_is_a_change_of_each_filled_cell():
    found = difference(build(), build(ACTORS.assign(note=["x", None, None]))).actors
    assert rows(found) == [("changed", "a", "Chamber", "note", None, "x")]
    assert not difference(build(), build(ACTORS.assign(note=None)))


def test_parallel_ties_are_told_apart_by_their_date():
    ties = TIES.assign(weight=[1.0, 5.0, 1.0])
    found = difference(build(), build(ties=ties)).ties
    assert found.counts == Counts(0, 0, 1, 2)
    assert rows(found) == [("changed", "a", "b", "partner", "Chamber – b", "weight", 2.0, 5.0)]
    fewer = difference(build(), build(ties=TIES[1:])).ties
    assert fewer.counts == Counts(0, 1, 0, 2)


def test_a_single_tie_keeps_its_identity_when_its_date_changes():
    ties = TIES.assign(since=["2020-01-01", "2022-01-01", "2024-01-01"])
    found = difference(build(), build(ties=ties)).ties
    assert rows(found) == [("changed", "b", "c", "member", "b – Club", "since", None, "2024-01-01")]


def test_another_kind_is_another_tie():
    ties = TIES.assign(kind=["partner", "partner", "funds"])
    assert difference(build(), build(ties=ties)).ties.counts == Counts(1, 1, 0, 2)


def test_events_and_participations_are_named():
    found = difference(build(), build(taken=TAKEN[1:].assign(role=["speaker", None])))
    assert found.participations.counts == Counts(added=0, gone=1, changed=1, kept=1)
    assert [row[:4] for row in rows(found.participations)] == [
        ("gone", "a", "e", "Chamber – Forum"),
        ("changed", "a", "e", "Chamber – Forum"),
    ]
    renamed = difference(build(), build(events=EVENTS.assign(name="Spring"))).events
    assert rows(renamed) == [("changed", "e", "Spring", "name", "Forum", "Spring")]


def test_the_cap_alone_makes_a_difference():
    found = difference(build(), build(event_cap=5))
    assert found
    assert found.event_cap == (30, 5)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "1 organisation new, 2 changed; 1,200 tie records gone"),
        ("fr", "1 organisation nouvelle, 2 modifiées\u202f; 1\u202f200 mentions de liens disparues"),
    ],
)
def test_counts_are_said_in_one_sentence(language, expected):
    counts = {"actors": Counts(1, 0, 2, 9), "ties": Counts(0, 1200, 0, 3), "events": Counts(0, 0, 0, 1)}
    assert changes_sentence(counts, translator(language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "1 organisation gone; 381 ties became 364; 25 tie records gone; 1 attendance gone"),
        (
            "fr",
            (
                "1 organisation disparue\u202f; les liens passent de 381 à 364\u202f; "
                "25 mentions de liens disparues\u202f; 1 présence disparue"
            ),
        ),
    ],
)
def test_pairs_and_records_of_ties_are_told_apart(language, expected):
    gone = {"actors": 1, "ties": 25, "events": 0, "participations": 1}
    counts = {table: Counts(0, count, 0, 9) for table, count in gone.items()}
    assert changes_sentence(counts, translator(language), pairs=(381, 364)) == expected
    assert "381" not in changes_sentence(counts, translator(language), pairs=(381, 381))


def test_no_change_is_said_too():
    assert changes_sentence(difference(build(), build()).counts, translator("en")) == "nothing changed"
