"""The workspace in a database: restarts, crashes, several processes, damage and refusals."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from graphlib.errors import StorageError
from graphlib.storage import open_workspace
from graphlib.storage.tables import metadata
from tests.unit.storage_samples import Clock, assert_same, network

ROOT = Path(__file__).parents[2]
BEGIN = "import os, sys, time\nfrom graphlib.storage import open_workspace\n"
BEGIN += "from tests.unit.storage_samples import network\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "some folder" / "workspace.db"


@pytest.fixture
def workspace(path):
    opened = open_workspace(f"sqlite:///{path}", clock=Clock())
    yield opened
    opened.close()


def process(code, *arguments):
    """Start another process on the workspace."""
    script = BEGIN + textwrap.dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def rows(path, statement, *values):
    """Change or read the file behind the workspace's back."""
    connection = sqlite3.connect(path)
    with connection:
        found = connection.execute(statement, values).fetchall()
    connection.close()
    return found


def refusal(call, *args):
    """Call what must be refused, and give what it says."""
    with pytest.raises(StorageError) as caught:
        call(*args)
    return caught.value


def test_a_restart_loses_nothing(path):
    first = open_workspace(str(path), clock=Clock())
    programme = first.add_network("Forum").id
    version = first.store(programme, network(4), note="n")
    first.store(programme, network(5))
    first.undo(programme)
    snapshot = first.save_snapshot(
        version.id, b"file", title="t", language="en", audience="public", date="2026-04-14", format="html"
    )
    first.set_setting("language", "fr")
    first.keep_result("f", "x", {}, b"r")
    first.close()
    second = open_workspace(f"sqlite:///{path}")
    assert second.current(programme) == version
    assert_same(second.load(version.id), network(4))
    assert second.snapshots(programme) == (snapshot,)
    assert second.snapshot_bytes(snapshot.id) == b"file"
    assert second.setting("language") == "fr"
    assert second.result("f", "x", {}) == b"r"
    assert len(second.versions(programme)) == 2
    second.close()


def test_the_environment_says_where_the_workspace_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PASSERELLE_DATABASE_URL", str(tmp_path / "here.db"))
    open_workspace().close()
    monkeypatch.delenv("PASSERELLE_DATABASE_URL")
    open_workspace().close()
    assert sorted(str(found.relative_to(tmp_path)) for found in tmp_path.rglob("*.db")) == [
        "here.db",
        "var/workspace.db",
    ]


def test_sqlite_is_set_up_for_several_threads_and_processes(workspace):
    with workspace._database.reading() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert values == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 30_000}


def test_the_migrations_make_the_tables_that_the_program_expects(workspace):
    with workspace._database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_same_content_stands_in_the_file_once(workspace, path):
    for name in ("Forum", "Club"):
        workspace.store(workspace.add_network(name).id, network(3))
    assert rows(path, "select count(*) from versions") == [(2,)]
    assert rows(path, "select count(*) from contents") == [(4,)]
    workspace.store(1, network(3, event_cap=9))
    assert rows(path, "select count(*) from contents") == [(4,)]


def test_reading_goes_on_while_another_writes(workspace, path):
    version = workspace.store(workspace.add_network("Forum").id, network(3))
    other = open_workspace(str(path))
    with workspace._database.writing():
        assert_same(other.load(version.id), network(3))
        assert other.versions(1) == (version,)
    other.close()


def test_a_writer_that_waits_too_long_is_told_so(workspace, path, monkeypatch):
    monkeypatch.setattr("graphlib.storage.connection.BUSY_SECONDS", 0.05)
    other = open_workspace(str(path))
    with workspace._database.writing():
        error = refusal(other.add_network, "Club")
    assert error.what.key == "storage.database.busy"
    assert other.add_network("Club").name == "Club"
    other.close()


@pytest.mark.parametrize(
    "change",
    [
        "update contents set bytes = x'00' where size = (select max(size) from contents)",
        "update contents set bytes = substr(bytes, 1, 100)",
        "delete from contents where size = (select max(size) from contents)",
        "update versions set event_cap = 5",
        "update versions set fingerprint = 'f'",
        "update versions set actors_sha256 = participations_sha256",
    ],
)
def test_a_damaged_version_is_never_shown(workspace, path, change):
    version = workspace.store(workspace.add_network("Forum").id, network(3))
    rows(path, change)
    error = refusal(workspace.load, version.id)
    assert error.what.key == "storage.version.damaged"
    assert str(version.id) in error.text("fr")


def test_a_damaged_snapshot_is_never_shown_and_a_damaged_result_is_forgotten(workspace, path):
    version = workspace.store(workspace.add_network("Forum").id, network(3))
    snapshot = workspace.save_snapshot(
        version.id, b"file", title="t", language="en", audience="public", date="2026-04-14", format="html"
    )
    workspace.keep_result("f", "x", {}, b"file")
    rows(path, "update contents set bytes = cast('other' as blob) where size = 4")
    rows(path, "update results set bytes = cast('other' as blob)")
    assert refusal(workspace.snapshot_bytes, snapshot.id).what.key == "storage.snapshot.damaged"
    assert workspace.result("f", "x", {}) is None


def test_a_workspace_of_a_newer_program_is_left_alone(workspace, path):
    workspace.add_network("Forum")
    workspace.close()
    rows(path, "update alembic_version set version_num = '9999'")
    before = path.read_bytes()
    error = refusal(open_workspace, str(path))
    assert error.what.key == "storage.database.newer"
    assert "newer version" in error.text("en")
    assert "plus récente" in error.text("fr")
    assert path.read_bytes() == before


def test_a_file_that_is_no_workspace_is_left_alone(tmp_path):
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear committee, " * 500)
    assert refusal(open_workspace, str(path)).what.key == "storage.database.damaged"
    assert path.read_bytes() == b"Dear committee, " * 500


def test_a_migration_that_fails_leaves_nothing_behind(path):
    path.parent.mkdir()
    rows(path, "create table settings (mine text)")
    assert refusal(open_workspace, str(path)).what.key == "storage.database.failed"
    assert rows(path, "select name from sqlite_master where type = 'table'") == [("settings",)]


def test_a_place_that_cannot_be_reached_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file" / "w.db", tmp_path):
        assert refusal(open_workspace, str(place)).what.key == "storage.database.unreachable"


@pytest.mark.parametrize(
    "url", ["nonsense://ada:secret@host/db", "://x", "postgresql://ada:secret@localhost:1/db"]
)
def test_an_address_that_leads_nowhere_is_refused_without_its_password(url):
    error = refusal(open_workspace, url)
    assert error.what.key.startswith("storage.database.")
    assert "secret" not in error.text("en") + error.text("fr")


def test_a_full_disk_leaves_the_old_version_whole(workspace, path):
    programme = workspace.add_network("Forum").id
    version = workspace.store(programme, network(2))
    pages = rows(path, "pragma page_count")[0][0]
    workspace._database._engine.dispose()
    limit = [pages + 1]
    sa.event.listen(
        workspace._database._engine,
        "connect",
        lambda connection, _record: connection.execute(f"PRAGMA max_page_count = {limit[0]}"),
    )
    error = refusal(workspace.store, programme, network(3000))
    assert error.what.key == "storage.database.full"
    assert workspace.versions(programme) == (version,)
    assert_same(workspace.load(workspace.current(programme).id), network(2))
    limit[0] = 2**30
    workspace._database._engine.dispose()
    assert workspace.store(programme, network(3000)).number == 2


def test_a_process_killed_in_the_middle_of_storing_leaves_the_old_version_whole(workspace, path):
    programme = workspace.add_network("Forum").id
    version = workspace.store(programme, network(2))
    killed = process(
        """
        def stop():
            print("in the middle", flush=True)
            time.sleep(60)
        open_workspace(sys.argv[1], clock=stop).store(int(sys.argv[2]), network(500))
        """,
        path,
        programme,
    )
    assert killed.stdout.readline() == "in the middle\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert rows(path, "pragma integrity_check") == [("ok",)]
    assert workspace.versions(programme) == (version,)
    assert_same(workspace.load(workspace.current(programme).id), network(2))
    assert rows(path, "select count(*) from contents") == [(4,)]
    assert workspace.store(programme, network(3)).number == 2


def test_several_processes_open_a_new_workspace_and_store_at_once(path):
    started = [
        process(
            """
            place = int(sys.argv[2])
            workspace = open_workspace(sys.argv[1])
            programme = workspace.add_network(f"Programme {place}").id
            for size in range(3):
                workspace.store(programme, network(2 + size))
            """,
            path,
            place,
        )
        for place in range(2)
    ]
    for one in started:
        one.communicate(timeout=120)
    assert [one.returncode for one in started] == [0] * 2
    workspace = open_workspace(str(path))
    assert sorted(entry.name for entry in workspace.networks()) == [
        f"Programme {place}" for place in range(2)
    ]
    for entry in workspace.networks():
        assert [version.number for version in workspace.versions(entry.id)] == [3, 2, 1]
        assert_same(workspace.load(workspace.current(entry.id).id), network(4))
    workspace.close()
