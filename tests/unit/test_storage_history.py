"""Versions tell what was done and what it changed; nobody stores over what they have not seen."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from graphlib.difference import Counts
from graphlib.errors import OvertakenError, StorageError
from graphlib.network import Network
from graphlib.storage import open_workspace
from graphlib.storage.connection import Database
from graphlib.translation import Message
from tests.unit.storage_samples import Clock, assert_same, network

OLD = Path(__file__).parent / "data" / "workspace_r0001.db.gz"
"""A workspace as Passerelle wrote it before versions told what was done."""

ACTION = Message(
    "history.action.merged_draft", number=3, action=Message("history.action.copied", name="Club")
)


@pytest.fixture(params=["sql", "memory"])
def workspace(request, tmp_path):
    url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path}/workspace.db"
    opened = open_workspace(url, clock=Clock())
    yield opened
    opened.close()


@pytest.fixture
def programme(workspace):
    return workspace.add_network("Forum").id


def test_a_version_keeps_what_was_done_and_says_it_in_each_language(workspace, programme):
    stored = workspace.store(programme, network(2), action=ACTION)
    found = workspace.version(stored.id)
    assert found.action == stored.action == ACTION
    assert found.action.text("fr") == ACTION.text("fr") != ACTION.text("en")
    assert workspace.store(programme, network(3)).action is None


@pytest.mark.parametrize("action", [Message("gone.key", name="x"), Message("history.action.copied")])
def test_what_a_later_catalogue_says_otherwise_is_still_listed(workspace, programme, action):
    workspace.store(programme, network(2), action=action)
    assert action.key in workspace.versions(programme)[0].action.text("en")


def test_a_version_counts_what_it_changed(workspace, programme):
    first = workspace.store(programme, network(3))
    assert first.changes is None
    second = workspace.store(programme, network(5, names=["X", *(f"Actor a{n}" for n in range(1, 5))]))
    assert second.changes["actors"] == Counts(added=2, gone=0, changed=1, kept=2)
    assert second.changes["ties"] == Counts(2, 0, 0, 2)
    assert second.changes["participations"] == Counts(0, 0, 0, 2)
    assert workspace.version(second.id).changes == second.changes
    workspace.choose(first.id)
    third = workspace.store(programme, network(2))
    assert third.changes["actors"] == Counts(0, 1, 0, 2)


def test_a_damaged_parent_keeps_nobody_from_storing(tmp_path):
    workspace = open_workspace(str(tmp_path / "w.db"))
    programme = workspace.add_network("Forum").id
    workspace.store(programme, network(3))
    connection = sqlite3.connect(tmp_path / "w.db")
    with connection:
        connection.execute("update contents set bytes = x'00'")
    connection.close()
    stored = workspace.store(programme, network(4, event_cap=7, names=list("abcd")))
    assert (stored.number, stored.changes) == (2, None)
    workspace.close()


def test_nobody_stores_over_a_version_they_have_not_seen(workspace, programme):
    seen = workspace.store(programme, network(2))
    theirs = workspace.store(programme, network(3), author="Eve", based_on=seen.id)
    with pytest.raises(OvertakenError) as caught:
        workspace.store(programme, network(4), based_on=seen.id)
    assert (caught.value.based_on, caught.value.current) == (seen.id, theirs.id)
    assert "Eve stored version 2" in caught.value.text("en")
    assert caught.value.text("fr") != caught.value.text("en")
    assert workspace.versions(programme) == (theirs, seen)
    assert workspace.store(programme, network(4), based_on=theirs.id).number == 3


def test_an_undo_meanwhile_counts_as_another_version_too(workspace, programme):
    first, seen = (workspace.store(programme, network(size)) for size in (2, 3))
    workspace.undo(programme)
    with pytest.raises(OvertakenError) as caught:
        workspace.store(programme, network(4), based_on=seen.id)
    assert caught.value.current == first.id
    assert "Somebody else stored version 1" in caught.value.text("en")


def test_what_is_current_already_may_be_stored_again_whatever_was_seen(workspace, programme):
    seen = workspace.store(programme, network(2))
    current = workspace.store(programme, network(3))
    assert workspace.store(programme, network(3), based_on=seen.id) == current
    workspace.undo(programme)
    with pytest.raises(OvertakenError):
        workspace.store(programme, network(3), based_on=current.id)
    assert workspace.current(programme) == seen


def test_the_first_version_needs_none_before_it(workspace, programme):
    assert workspace.store(programme, network(2), based_on=99).number == 1


def test_redo_goes_back_along_the_branch_that_undo_left(workspace, programme):
    one, two, three = (workspace.store(programme, network(size)) for size in (2, 3, 4))
    workspace.choose(two.id)
    four = workspace.store(programme, network(5))
    workspace.choose(three.id)
    assert workspace.undo(programme) == two
    assert workspace.undo(programme) == one
    assert workspace.redo(programme) == two
    assert workspace.redo(programme) == three
    with pytest.raises(StorageError):
        workspace.redo(programme)
    workspace.choose(two.id)
    assert workspace.redo(programme) == four
    assert workspace.versions(programme) == (four, three, two, one)


def test_attendance_at_events_of_which_there_is_no_list_comes_back(workspace, programme):
    given = Network.build(
        pd.DataFrame({"id": ["a", "b"]}),
        participations=pd.DataFrame({"actor_id": ["a", "b"], "event_id": ["e", "e"]}),
    )
    assert_same(workspace.load(workspace.store(programme, given).id), given)


@pytest.fixture
def old(tmp_path):
    """Lay out the workspace of the first release."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def test_a_workspace_of_the_first_release_is_brought_up_to_date_and_loses_nothing(old):
    workspace = open_workspace(str(old), clock=Clock())
    forum = workspace.networks()[0]
    third, second, first = workspace.versions(forum.id)
    assert (forum.name, forum.current_id, forum.last_id) == ("Forum", second.id, None)
    assert [entry.name for entry in workspace.networks(removed=True)] == ["Club"]
    assert (first.note, first.author, first.sources) == ("After the forum", "Ada", ("actors.csv",))
    assert first.sector_words == {"Verein": "community"}
    assert first.warnings[0].place() == "actors.csv, row 3, column sector"
    assert {version.action for version in (first, second, third)} == {None}
    assert {version.changes for version in (first, second, third)} == {None}
    for version, size in ((first, 3), (second, 4), (third, 5)):
        assert_same(workspace.load(version.id), network(size))
    assert workspace.snapshot_bytes(workspace.snapshots(forum.id)[0].id) == b"file"
    assert workspace.setting("language") == "fr"
    assert workspace.redo(forum.id) == third
    stored = workspace.store(forum.id, network(6), action=ACTION)
    assert (stored.number, stored.changes["actors"].added) == (4, 1)
    workspace.close()


def test_a_workspace_of_the_first_release_survives_an_upgrade_that_fails(old, monkeypatch):
    before = old.read_bytes()
    connection = sqlite3.connect(old)
    with connection:
        connection.execute("alter table versions add column changes text")
    connection.close()
    with pytest.raises(StorageError):
        open_workspace(str(old))
    connection = sqlite3.connect(old)
    assert connection.execute("select version_num from alembic_version").fetchall() == [("0001",)]
    assert "action" not in {row[1] for row in connection.execute("pragma table_info(versions)")}
    connection.close()
    old.write_bytes(before)
    for tail in ("-wal", "-shm"):
        Path(f"{old}{tail}").unlink(missing_ok=True)
    Database(str(old)).close()
