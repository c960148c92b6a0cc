"""What people decide is written down in any workspace, and never over what they have not seen."""

from __future__ import annotations

import datetime
import gzip
from pathlib import Path

import pytest

from graphlib.errors import OvertakenError, StorageError
from graphlib.storage import Record, open_workspace
from tests.unit.storage_samples import START, Clock, network

OLD = Path(__file__).parent / "data" / "workspace_r0001.db.gz"
"""A workspace as Passerelle wrote it before anything of the kind was kept."""

HOSTILE = ["<script>alert(1)</script>", "=cmd|'/c calc'!A0", "\u202eمرحبا", "'; drop table records; --", ""]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["sql", "memory"])
def workspace(request, tmp_path, clock):
    url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path}/workspace.db"
    opened = open_workspace(url, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def programme(workspace):
    return workspace.add_network("Forum").id


def test_what_is_written_is_found_again(workspace, programme):
    written = workspace.record(
        programme, "move", {"b": {"state": "taken"}, "a": [1, 2.5, True]}, author="Ada"
    )
    when = START + datetime.timedelta(minutes=2)
    assert written == (
        Record(1, programme, "move", "b", {"state": "taken"}, "Ada", when),
        Record(2, programme, "move", "a", [1, 2.5, True], "Ada", when),
    )
    assert workspace.records(programme, "move") == written
    assert workspace.records(programme, "rule") == ()


def test_the_newest_of_each_subject_holds_and_the_history_keeps_the_rest(workspace, programme):
    one, other = workspace.record(programme, "move", {"a": 1, "b": 2})
    (newer,) = workspace.record(programme, "move", {"a": 3})
    assert workspace.records(programme, "move") == (other, newer)
    assert workspace.records(programme, "move", history=True) == (one, other, newer)


def test_what_was_withdrawn_is_left_out_and_may_come_back(workspace, programme):
    workspace.record(programme, "rule", {"a": 1, "b": 2})
    (gone,) = workspace.record(programme, "rule", {"a": None})
    assert gone.value is None
    assert [one.subject for one in workspace.records(programme, "rule")] == ["b"]
    assert len(workspace.records(programme, "rule", history=True)) == 3
    workspace.record(programme, "rule", {"a": 5}, based_on={"a": 0})
    assert [one.value for one in workspace.records(programme, "rule")] == [2, 5]
    (gone,) = workspace.record(programme, "rule", {"a": None})
    assert workspace.record(programme, "rule", {"a": 6}, based_on={"a": gone.id})


def test_programmes_and_kinds_do_not_mix(workspace, programme):
    other = workspace.add_network("Club").id
    workspace.record(programme, "rule", {"a": 1})
    workspace.record(other, "rule", {"a": 2}, based_on={"a": 0})
    workspace.record(programme, "move", {"a": 3}, based_on={"a": 0})
    assert [one.value for one in workspace.records(programme, "rule")] == [1]
    assert [one.value for one in workspace.records(other, "rule")] == [2]


def test_nobody_writes_over_what_they_have_not_seen_and_then_nothing_is_written(workspace, programme):
    (seen,) = workspace.record(programme, "move", {"a": 1})
    (theirs,) = workspace.record(programme, "move", {"a": 2}, author="Eve", based_on={"a": seen.id})
    with pytest.raises(OvertakenError) as caught:
        workspace.record(programme, "move", {"b": 9, "a": 3}, based_on={"b": 0, "a": seen.id})
    assert (caught.value.based_on, caught.value.current) == (seen.id, theirs.id)
    assert "Eve changed this" in caught.value.text("en")
    assert caught.value.text("fr") != caught.value.text("en")
    with pytest.raises(OvertakenError):
        workspace.record(programme, "move", {"a": 3}, based_on={"a": 0})
    assert workspace.records(programme, "move", history=True) == (seen, theirs)
    workspace.record(programme, "move", {"a": 4}, based_on={"a": theirs.id})
    with pytest.raises(OvertakenError) as caught:
        workspace.record(programme, "move", {"a": 5}, based_on={"a": theirs.id})
    assert "Somebody else" in caught.value.text("en")


def test_what_fails_in_the_middle_writes_nothing(workspace, programme, clock):
    clock.fails = True
    with pytest.raises(RuntimeError):
        workspace.record(programme, "move", {"a": 1, "b": 2})
    clock.fails = False
    for wrong in (float("nan"), {1, 2}, object()):
        with pytest.raises((TypeError, ValueError)):
            workspace.record(programme, "move", {"a": 1, "b": wrong})
    assert workspace.records(programme, "move", history=True) == ()
    assert workspace.record(programme, "move", {}) == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_kept_as_they_were_typed(workspace, programme, text):
    workspace.record(programme, "move", {text: {text: [text]}}, author=text, based_on={text: 0})
    (found,) = workspace.records(programme, "move")
    assert (found.subject, found.value, found.author) == (text, {text: [text]}, text)


def test_what_no_database_can_hold_is_taken_out(workspace, programme):
    workspace.record(programme, "move", {"a\0": {"k\0": ["\ud800x\0"]}}, author="E\0ve")
    (found,) = workspace.records(programme, "move")
    assert (found.subject, found.value, found.author) == ("a", {"k": ["?x"]}, "Eve")
    with pytest.raises(OvertakenError):
        workspace.record(programme, "move", {"a\0": 1}, based_on={"a\0": 0})


def test_a_value_given_out_and_changed_does_not_change_the_one_kept(workspace, programme):
    given = {"notes": ["x"]}
    (written,) = workspace.record(programme, "move", {"a": given})
    for value in (given, written.value, workspace.records(programme, "move")[0].value):
        value["notes"].append("y")
    assert workspace.records(programme, "move")[0].value == {"notes": ["x"]}


def test_programmes_that_are_not_there_are_said(workspace, programme):
    for call in (workspace.records, lambda *args: workspace.record(*args, {"a": 1})):
        with pytest.raises(StorageError):
            call(99, "move")
    workspace.record(programme, "move", {"a": 1})
    workspace.remove(programme)
    with pytest.raises(StorageError):
        workspace.record(programme, "move", {"a": 2})
    assert [one.value for one in workspace.records(programme, "move")] == [1]


def test_what_was_written_survives_a_restart_and_is_seen_by_others(tmp_path):
    first, second = (open_workspace(str(tmp_path / "w.db"), clock=Clock()) for _ in range(2))
    programme = first.add_network("Forum").id
    written = first.record(programme, "move", {"a": 1})
    assert second.records(programme, "move") == written
    with pytest.raises(OvertakenError):
        second.record(programme, "move", {"a": 2}, based_on={"a": 0})
    for one in (first, second):
        one.close()
    again = open_workspace(str(tmp_path / "w.db"))
    assert again.records(programme, "move") == written
    again.close()


def test_a_workspace_of_the_first_release_takes_records_too(tmp_path):
    (tmp_path / "old.db").write_bytes(gzip.decompress(OLD.read_bytes()))
    workspace = open_workspace(str(tmp_path / "old.db"), clock=Clock())
    forum = workspace.networks()[0].id
    assert workspace.records(forum, "move") == ()
    (written,) = workspace.record(forum, "move", {"a": {"state": "taken"}})
    assert workspace.records(forum, "move") == (written,)
    assert workspace.store(forum, network(6)).number == 4
    workspace.close()
