"""Two versions of one network brought together, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.errors import GraphlibError
from graphlib.merging import merge
from graphlib.network import Network

ACTORS = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "name": ["A", "B", "C"],
        "latitude": [1.0, 2.0, 3.0],
        "longitude": [1.0, 2.0, 3.0],
    }
)
TIES = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "since": ["2020-01-01", None]})
EVENTS = pd.DataFrame({"event_id": ["e", "f"], "name": ["Forum", "Fair"]})
TAKEN = pd.DataFrame({"actor_id": ["a", "b"], "event_id": ["e", "e"]})


def build(actors=ACTORS, ties=TIES, events=EVENTS, taken=TAKEN, **options):
    """Make a network."""
    return Network.build(actors, ties, events, taken, **options)


def changed(frame, row, **cells):
    """Change cells of one row."""
    frame = frame.copy()
    for name, value in cells.items():
        frame.loc[row, name] = value
    return frame


def without(actor):
    """Make the network without an actor, its ties and its participations."""
    return build().without([actor])


def decided(merged, side):
    """Decide all for one side."""
    return merged.resolved({conflict.key: side for conflict in merged.conflicts})


def names(network):
    """Give the names by id."""
    return dict(network.actors[["id", "name"]].to_numpy())


BASE = build()


def test_different_cells_of_one_row_come_together():
    mine, theirs = build(changed(ACTORS, 0, name="A!")), build(changed(ACTORS, 0, sector="company"))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    row = merged.resolved({}).actors.iloc[0]
    assert (row["name"], row["sector"]) == ("A!", "company")


def test_the_same_cell_changed_twice_is_asked_for_and_nothing_is_given_before():
    merged = merge(BASE, build(changed(ACTORS, 0, name="M")), build(changed(ACTORS, 0, name="T")))
    (conflict,) = merged.conflicts
    assert (conflict.table, conflict.row, conflict.name, conflict.columns) == (
        "actors",
        ("a",),
        "M",
        ("name",),
    )
    assert (conflict.kind, conflict.base, conflict.mine, conflict.theirs) == (
        "changed",
        ("A",),
        ("M",),
        ("T",),
    )
    for choices in ({}, {conflict.key: "both"}, {"other": "mine"}):
        with pytest.raises(GraphlibError) as caught:
            merged.resolved(choices)
        assert "1 point is not decided" in caught.value.text("en")
    assert names(decided(merged, "mine"))["a"] == "M"
    assert names(decided(merged, "theirs"))["a"] == "T"


def test_the_same_change_on_both_sides_is_no_conflict():
    both = build(changed(ACTORS, 0, name="X"))
    assert merge(BASE, both, both).resolved({}).fingerprint == both.fingerprint


def test_halves_of_what_belongs_together_are_never_mixed():
    merged = merge(BASE, build(changed(ACTORS, 0, latitude=5.0)), build(changed(ACTORS, 0, longitude=6.0)))
    (conflict,) = merged.conflicts
    assert conflict.columns == ("latitude", "longitude")
    row = decided(merged, "theirs").actors.iloc[0]
    assert (row["latitude"], row["longitude"]) == (1.0, 6.0)


def test_dates_that_would_run_backwards_are_asked_for():
    dated = build(ties=TIES.assign(until="2026-01-01"))
    mine = build(ties=changed(TIES.assign(until="2026-01-01"), 0, until="2020-02-01"))
    theirs = build(ties=changed(TIES.assign(until="2026-01-01"), 0, since="2021-01-01"))
    (conflict,) = merge(dated, mine, theirs).conflicts
    assert conflict.columns == ("since", "until")
    assert conflict.name == "A – B"


def test_an_actor_gone_here_and_untouched_there_goes_with_its_ties():
    merged = merge(BASE, without("c"), build(changed(ACTORS, 0, name="A!")))
    assert merged.conflicts == ()
    found = merged.resolved({})
    assert names(found) == {"a": "A!", "b": "B"}
    assert len(found.stated_ties) == 1


@pytest.mark.parametrize(("side", "other"), [("mine", "theirs"), ("theirs", "mine")])
def test_an_actor_gone_here_and_changed_there_is_asked_for(side, other):
    gone, kept = without("c"), build(changed(ACTORS, 2, name="C!"))
    merged = merge(BASE, gone, kept) if side == "mine" else merge(BASE, kept, gone)
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.columns, conflict.base) == ("gone", ("name",), ("C",))
    assert getattr(conflict, side) is None
    assert getattr(conflict, other) == ("C!",)
    assert decided(merged, side).fingerprint == gone.fingerprint
    assert decided(merged, other).fingerprint == kept.fingerprint


def test_a_tie_added_to_an_actor_that_went_brings_both_or_none():
    more = pd.concat([TIES, pd.DataFrame({"source": ["a"], "target": ["c"]})])
    kept = build(ties=more)
    merged = merge(BASE, without("c"), kept)
    (conflict,) = merged.conflicts
    assert (conflict.table, conflict.kind, conflict.name, conflict.dependents) == ("actors", "gone", "C", 1)
    assert conflict.columns == ()
    assert decided(merged, "mine").fingerprint == without("c").fingerprint
    assert decided(merged, "theirs").fingerprint == kept.fingerprint


def test_attendance_at_an_event_that_went_brings_both_or_none():
    fewer, more = EVENTS[:1], pd.concat([TAKEN, pd.DataFrame({"actor_id": ["c"], "event_id": ["f"]})])
    merged = merge(BASE, build(events=fewer), build(taken=more))
    (conflict,) = merged.conflicts
    assert (conflict.table, conflict.name, conflict.dependents) == ("events", "Fair", 1)
    assert len(decided(merged, "mine").participations) == 2
    assert decided(merged, "theirs").fingerprint == build(taken=more).fingerprint


def test_a_list_of_events_taken_away_takes_no_attendance_with_it():
    unlisted = build(events=None)
    assert merge(BASE, unlisted, BASE).resolved({}).fingerprint == unlisted.fingerprint
    new = pd.concat([EVENTS, pd.DataFrame({"event_id": ["g"], "name": ["Gala"]})])
    found = merge(BASE, unlisted, build(events=new)).resolved({})
    assert found.events["event_id"].tolist() == ["e", "g"]
    assert len(found.participations) == 2


def test_two_ties_of_one_actor_that_went_are_one_question():
    more = pd.concat([TIES, pd.DataFrame({"source": ["a", "b"], "target": ["c", "c"], "kind": ["x", "y"]})])
    more = more.assign(weight=[1.0, 7.0, 1.0, 1.0])
    merged = merge(BASE, without("c"), build(ties=more))
    (conflict,) = merged.conflicts
    assert conflict.dependents == 3
    assert len(decided(merged, "theirs").stated_ties) == 4


def test_a_tie_gone_here_and_changed_there_is_asked_for():
    merged = merge(BASE, build(ties=TIES[:1]), build(ties=TIES.assign(weight=[1.0, 4.0])))
    (conflict,) = merged.conflicts
    assert (conflict.table, conflict.row, conflict.kind) == ("ties", ("b", "c", "tie"), "gone")
    assert (conflict.columns, conflict.mine, conflict.theirs) == (("weight",), None, (4.0,))
    assert len(decided(merged, "mine").stated_ties) == 1
    assert decided(merged, "theirs").stated_ties["weight"].tolist() == [1.0, 4.0]


def test_the_same_id_added_twice_with_different_cells_is_asked_for_cell_by_cell():
    mine = build(pd.concat([ACTORS, pd.DataFrame({"id": ["n"], "name": ["N"], "country": ["FR"]})]))
    theirs = build(pd.concat([ACTORS, pd.DataFrame({"id": ["n"], "name": ["N2"], "region": ["West"]})]))
    merged = merge(BASE, mine, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.base, conflict.mine, conflict.theirs) == ("added", None, ("N",), ("N2",))
    row = decided(merged, "theirs").actors.set_index("id").loc["n"]
    assert (row["name"], row["country"], row["region"]) == ("N2", "FR", "West")


def test_own_columns_of_both_sides_stay_with_their_kind():
    mine = build(ACTORS.assign(score=[1.5, None, 2.5]))
    theirs = build(ACTORS.assign(note=["x", None, None]))
    found = merge(BASE, mine, theirs).resolved({}).actors
    assert found["score"].dtype == "float64"
    assert found["note"].tolist()[0] == "x"


def test_the_cap_changed_twice_is_asked_for():
    merged = merge(BASE, build(event_cap=5), build(event_cap=9))
    (conflict,) = merged.conflicts
    assert (conflict.table, conflict.mine, conflict.theirs) == ("network", (5,), (9,))
    assert decided(merged, "theirs").event_cap == 9
    assert merge(BASE, build(event_cap=5), BASE).resolved({}).event_cap == 5


def test_parallel_ties_that_both_changed_are_separate_questions():
    ties = pd.DataFrame({"source": "a", "target": "b", "since": ["2020-01-01", "2021-01-01"]})
    base = build(ties=ties)
    merged = merge(base, build(ties=ties.assign(weight=2.0)), build(ties=ties.assign(weight=3.0)))
    assert len({conflict.key for conflict in merged.conflicts}) == 2
    assert set(decided(merged, "mine").stated_ties["weight"]) == {2.0}
