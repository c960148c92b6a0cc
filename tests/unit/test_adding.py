"""What a new file says, put on top of a network."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.adding import added, recognised
from graphlib.network import Network


def network(actors, ties=(), **more):
    """Make a network of rows."""
    frame = pd.DataFrame(ties, columns=["source", "target"])
    return Network.build(pd.DataFrame(actors), frame, **more)


BASE = network(
    [
        {"id": "a", "name": "Works", "sector": "company", "country": "FR", "size": 5.0},
        {"id": "b", "name": "Club", "sector": "community", "country": None, "size": None},
    ],
    [("a", "b")],
)


def test_filled_cells_go_before_and_blank_ones_leave_what_is_there():
    more = network([{"id": "a", "name": "Works Ltd", "sector": "unknown", "country": None, "size": 6.0}])
    row = added(BASE, more).actors.set_index("id").loc["a"]
    assert row[["name", "sector", "country", "size"]].tolist() == ["Works Ltd", "company", "FR", 6.0]


def test_a_name_used_as_id_means_the_organisation_of_that_name():
    more = network([{"id": "club"}, {"id": "New"}], [("club", "New")])
    whole = added(BASE, more)
    assert list(whole.ids) == ["New", "a", "b"]
    assert whole.actors.set_index("id").loc["b", "name"] == "Club"
    assert whole.stated_ties[["source", "target"]].to_numpy().tolist() == [["New", "b"], ["a", "b"]]


def test_a_newer_list_by_name_speaks_of_the_organisations_that_are_there():
    newer = recognised(BASE, network([{"id": "CLUB"}, {"id": "New"}], [("CLUB", "New")]))
    assert newer.actors[["id", "name"]].to_numpy().tolist() == [["New", "New"], ["b", "Club"]]
    assert newer.stated_ties[["source", "target"]].to_numpy().tolist() == [["New", "b"]]
    assert recognised(BASE, BASE).fingerprint == BASE.fingerprint


def test_the_same_again_changes_nothing():
    assert added(BASE, BASE).fingerprint == BASE.fingerprint


def test_attendance_is_added_to_the_event_of_that_id():
    def at(event, *ids):
        rows = pd.DataFrame({"actor_id": ids, "event_id": event, "role": "guest"})
        return network(
            [{"id": one} for one in ids], participations=rows, events=pd.DataFrame({"event_id": [event]})
        )

    whole = added(at("e", "a", "b"), at("e", "b", "c"))
    assert len(whole.participations) == 3
    assert len(whole.events) == 1
    assert len(whole.pairs) == 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), max_size=6))
def test_nothing_that_was_there_goes(ties):
    more = network([{"id": one} for one in "abcdwxyz"], ties)
    whole = added(BASE, more)
    assert set(BASE.ids) | set(more.ids) == set(whole.ids)
    pairs = {tuple(pair) for pair in whole.stated_ties[["source", "target"]].to_numpy().tolist()}
    assert {tuple(sorted(pair)) for pair in [*ties, ("a", "b")]} <= pairs
