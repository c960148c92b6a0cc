"""Editing by hand: typed cells to whole tables, whole tables to a network or its faults."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from graphlib.editing import Edits, differing, edited
from graphlib.network import Network
from graphlib.readers import read_network

FILES = {"actors": "Organisations", "ties": "Ties", "events": "Events", "participations": "Attendance"}


@pytest.fixture
def network() -> Network:
    actors = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "name": ["Works", "  Town  hall", "Club"],
            "sector": ["company", "public body", "Gilde"],
            "themes": ["x; y", None, None],
        }
    )
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "since": ["2025-01-01", None]})
    events = pd.DataFrame({"event_id": ["e"], "name": ["Forum"]})
    taken = pd.DataFrame({"actor_id": ["a", "c"], "event_id": ["e", "e"]})
    return Network.build(actors, ties, events, taken)


def typed(changed=None, added=(), deleted=()):
    """Tell what an editor of tables tells."""
    return {"edited_rows": changed or {}, "added_rows": list(added), "deleted_rows": list(deleted)}


def keys(result):
    return [problem.what.key for problem in result.problems]


def test_nothing_edited_is_the_same_network(network):
    assert edited(network).network.fingerprint == network.fingerprint
    again = edited(
        network,
        actors=network.actors,
        ties=network.stated_ties,
        events=network.events,
        participations=network.participations,
    )
    assert again.network.fingerprint == network.fingerprint
    assert not any(count.is_any for count in again.counts.values())


def test_the_example_is_the_same_after_editing_nothing():
    example = read_network(Path(__file__).parents[2] / "data" / "content_networks")
    assert edited(example, actors=example.actors).network.fingerprint == example.fingerprint


def test_a_changed_cell_changes_only_that(network):
    edits = Edits().with_typed(typed({0: {"name": " New  Works ", "themes": "z; x;z"}}), [0, 1, 2], 3)
    result = edited(network, actors=edits.applied(network.actors))
    actors = result.network.actors
    assert actors["name"].tolist() == ["New Works", "  Town  hall", "Club"]
    assert actors["themes"].tolist()[0] == "z;x"
    counts = result.counts["actors"]
    assert (counts.changed, counts.added, counts.gone, counts.kept) == (1, 0, 0, 2)


def test_a_cell_that_was_emptied_is_blank(network):
    edits = Edits().with_typed(typed({0: {"since": None}}), [0, 1], 2)
    assert edited(network, ties=edits.applied(network.stated_ties)).network.stated_ties["since"].isna().all()


def test_a_sector_typed_is_read_as_the_import_reads_it_and_what_was_there_stays(network):
    edits = Edits().with_typed(typed({0: {"sector": "association"}}), [0, 1, 2], 3)
    sectors = edited(network, actors=edits.applied(network.actors)).network.actors["sector"]
    assert sectors.tolist() == ["community", "public body", "Gilde"]


def test_new_rows_take_ids_from_their_names_each_another(network):
    added = [{"name": "Ville d'Aurélie"}, {"name": "ville d aurelie"}, {}, {"name": "東京"}, {"name": "A"}]
    edits = Edits().with_typed(typed(added=added), [0, 1, 2], 3)
    result = edited(network, actors=edits.applied(network.actors))
    assert sorted(set(result.network.ids) - {"a", "b", "c"}) == [
        "a-2",
        "ville-d-aurelie",
        "ville-d-aurelie-2",
        "東京",
    ]
    assert result.counts["actors"].added == 4


def test_a_new_row_with_a_sector_alone_is_a_fault_and_not_lost(network):
    edits = Edits().with_typed(typed(added=[{"sector": "media"}]), [0, 1, 2], 3)
    result = edited(network, actors=edits.applied(network.actors), files=FILES)
    assert keys(result) == ["checks.missing_id.what"]
    assert (result.problems[0].file, result.problems[0].row) == ("Organisations", 5)


def test_renaming_an_id_renames_it_in_ties_and_attendance(network):
    edits = Edits().with_typed(typed({0: {"id": "works"}, 2: {"id": "a"}}), [0, 1, 2], 3)
    result = edited(network, actors=edits.applied(network.actors))
    pairs = set(zip(result.network.stated_ties["source"], result.network.stated_ties["target"], strict=True))
    assert pairs == {("b", "works"), ("a", "b")}
    assert set(result.network.participations["actor_id"]) == {"works", "a"}
    assert not result.counts["ties"].is_any
    assert result.counts["actors"].changed == 2


def test_two_ids_can_be_exchanged(network):
    edits = Edits().with_typed(typed({0: {"id": "b"}, 1: {"id": "a"}}), [0, 1, 2], 3)
    after = edited(network, actors=edits.applied(network.actors)).network
    assert set(zip(after.stated_ties["source"], after.stated_ties["target"], strict=True)) == {
        ("a", "b"),
        ("a", "c"),
    }


def test_renaming_an_event_renames_it_in_attendance(network):
    edits = Edits().with_typed(typed({0: {"event_id": "forum"}}), [0], 1)
    after = edited(network, events=edits.applied(network.events)).network
    assert set(after.participations["event_id"]) == {"forum"}


def test_deleting_an_actor_with_ties_is_a_fault_unless_they_go_too(network):
    edits = Edits().with_typed(typed(deleted=[0]), [0, 1, 2], 3)
    frame = edits.applied(network.actors)
    result = edited(network, actors=frame, files=FILES)
    assert result.network is None
    assert keys(result) == ["editing.actors_gone.what"]
    assert (
        "'Works' was deleted, but is still named in 1 tie record and 1 attendance."
        in result.problems[0].text()
    )
    said = result.problems[0].text("fr")
    assert "figure encore dans 1 mention de lien et 1 présence." in said
    assert [name for name, count in result.counts.items() if count.gone] == ["actors"]
    after = edited(network, actors=frame, with_their_rows=True)
    assert after.problems == ()
    assert after.network.fingerprint == network.without(["a"]).fingerprint
    gone = {name: count.gone for name, count in after.counts.items()}
    assert gone == {"actors": 1, "ties": 1, "events": 0, "participations": 1}


def test_deleting_an_event_that_was_attended_is_a_fault_unless_attendance_goes_too(network):
    frame = Edits().with_typed(typed(deleted=[0]), [0], 1).applied(network.events)
    assert keys(edited(network, events=frame)) == ["editing.events_gone.what"]
    after = edited(network, events=frame, with_their_rows=True)
    assert after.network.participations.empty


def test_an_actor_deleted_with_its_ties_in_the_same_go_is_no_fault(network):
    actors = network.actors.drop(index=1)
    ties = network.stated_ties.iloc[:0]
    assert len(edited(network, actors=actors, ties=ties).network) == 2


def test_the_checks_of_the_import_hold(network):
    added = [{"source": "a", "target": "zz"}, {"source": "c", "target": "c"}]
    edits = Edits().with_typed(typed({0: {"weight": -1.0, "since": "2025-02-30"}}, added), [0, 1], 2)
    result = edited(network, ties=edits.applied(network.stated_ties), files=FILES)
    assert sorted(keys(result)) == [
        "checks.bad_date.what",
        "checks.bad_weight.what",
        "checks.self_tie.what",
        "checks.unknown_actor.what",
    ]
    rows = {problem.what.key: problem.row for problem in result.problems}
    assert rows["checks.bad_weight.what"] == 2
    assert rows["checks.unknown_actor.what"] == 4


def test_repeated_ids_are_a_fault(network):
    edits = Edits().with_typed(typed(added=[{"id": "a", "name": "Again"}]), [0, 1, 2], 3)
    assert keys(edited(network, actors=edits.applied(network.actors))) == ["checks.repeated_id.what"]


def test_a_new_tie_takes_the_defaults(network):
    edits = Edits().with_typed(typed(added=[{"source": "a", "target": "c"}]), [0, 1], 2)
    after = edited(network, ties=edits.applied(network.stated_ties)).network
    new = after.stated_ties[after.stated_ties["target"] == "c"].iloc[0]
    assert (new["kind"], new["weight"], bool(new["directed"])) == ("tie", 1.0, False)


def test_typing_goes_on_over_several_views(network):
    edits = Edits().with_typed(typed({1: {"name": "Bees"}}, [{"name": "Fourth"}]), [1, 2], 3)
    assert edits.applied(network.actors)["name"].tolist() == ["Works", "  Town  hall", "Bees", "Fourth"]
    # The next view shows the added row and is typed into too.
    edits = edits.with_typed(typed({1: {"sector": "media"}}, [{"name": "Fifth"}], [0]), [2, 3], 3)
    assert edits.changed == {}
    assert edits.added == {3: {"name": "Fourth", "sector": "media"}, 4: {"name": "Fifth"}}
    assert edits.gone == {2}
    frame = edits.applied(network.actors)
    assert list(frame.index) == [0, 1, 3, 4]
    edits = edits.with_typed(typed(deleted=[0]), [3, 4], 3)
    assert list(edits.added) == [4]
    assert not edits.is_empty
    assert Edits().is_empty


def test_an_own_column_typed_into_is_kept(network):
    edits = Edits().with_typed(typed({0: {"colour": "red"}}), [0, 1, 2], 3)
    actors = edited(network, actors=edits.applied(network.actors)).network.actors
    assert actors["colour"].iloc[0] == "red"
    assert actors["colour"].iloc[1:].isna().all()


def test_two_blank_cells_do_not_differ():
    before = pd.DataFrame({"a": [1.0, None, 3.0], "b": ["x", None, None]})
    after = pd.DataFrame({"a": [1.0, None], "b": ["x", "y"]})
    assert differing(before, after).tolist() == [1]


def test_hostile_names_are_only_text(network):
    name = "<script>{x}</script>\n=1+1"
    edits = Edits().with_typed(typed(added=[{"name": name}]), [0, 1, 2], 3)
    after = edited(network, actors=edits.applied(network.actors)).network
    assert "<script>{x}</script> =1+1" in after.actors["name"].tolist()
