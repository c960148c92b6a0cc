"""Killed processes, full disks and two writers at once, for real: the last whole version is there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from graphlib.storage import open_workspace
from tests.unit.storage_samples import network

ROOT = Path(__file__).parents[2]
BEGIN = """
import os, resource, signal, sys, time
import sqlalchemy as sa
from graphlib.errors import OvertakenError, StorageError
from graphlib.storage import open_workspace
from tests.unit.storage_samples import large, network
"""
LARGE = 8000
"""Actors of the network that is stored when the process dies: enough to take several moments."""


@pytest.fixture
def path(tmp_path):
    """A workspace with one programme of one version, closed again."""
    workspace = open_workspace(str(tmp_path / "workspace.db"))
    workspace.store(workspace.add_network("Forum").id, network(2))
    workspace.close()
    return tmp_path / "workspace.db"


def process(code, *arguments):
    """Start another process on the workspace."""
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN + textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def integrity(path):
    """Ask the database whether its file is whole."""
    connection = sqlite3.connect(path)
    found = connection.execute("pragma integrity_check").fetchone()[0]
    connection.close()
    return found


def assert_whole(path, sizes):
    """Open the workspace, check every version against its fingerprint, and store once more."""
    assert integrity(path) == "ok"
    workspace = open_workspace(str(path))
    stored = workspace.versions(1)
    assert [version.number for version in stored] == list(range(len(stored), 0, -1))
    assert len(stored) in sizes
    for version in stored:
        assert workspace.load(version.id).fingerprint == version.fingerprint
    assert workspace.current(1) == stored[0]
    last = len(stored)
    assert workspace.store(1, network(7, event_cap=last + 2)).number == last + 1
    workspace.close()
    return stored


STATEMENTS = """
turns = int(sys.argv[2])
workspace = open_workspace(sys.argv[1])
seen = []
def die(*_):
    seen.append(1)
    if len(seen) == turns:
        os.kill(os.getpid(), signal.SIGKILL)
def die_at_commit(*_):
    if turns == 0:
        os.kill(os.getpid(), signal.SIGKILL)
sa.event.listen(sa.Engine, "before_cursor_execute", die)
sa.event.listen(sa.Engine, "commit", die_at_commit)
workspace.store(1, network(40))
"""


@pytest.mark.parametrize("statement", [4, 13, 0], ids=lambda turn: f"before-{turn or 'commit'}")
def test_a_process_killed_before_any_statement_of_a_store_leaves_the_version_before(path, statement):
    killed = process(STATEMENTS, path, statement)
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    (version,) = assert_whole(path, {1})
    assert version.fingerprint == network(2).fingerprint


def test_a_process_killed_at_any_moment_of_a_large_store_leaves_only_whole_versions(path):
    for seconds in (0.0, 0.03, 0.11):
        killed = process(
            """
            workspace = open_workspace(sys.argv[1])
            sizes = [large(int(sys.argv[2]) + step) for step in range(2)]
            print("ready", flush=True)
            for step in range(10_000):
                workspace.store(1, sizes[step % 2])
            """,
            path,
            LARGE,
        )
        assert killed.stdout.readline() == "ready\n"
        time.sleep(seconds)
        killed.kill()
        killed.communicate(timeout=60)
        assert killed.returncode == -signal.SIGKILL
        assert_whole(path, range(1, 10_000))


def test_a_disk_that_fills_in_the_middle_leaves_the_version_before_and_stores_again_later(path):
    limited = process(
        """
        workspace = open_workspace(sys.argv[1])
        grown = large(int(sys.argv[2]))
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        # Past this size the system refuses every write, as a full disk does.
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, most))
        try:
            workspace.store(1, grown)
        except StorageError as error:
            print(error.what.key, flush=True)
            print(len(workspace.load(workspace.current(1).id)), flush=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        print(workspace.store(1, grown).number, flush=True)
        """,
        path,
        LARGE,
    )
    said = limited.communicate(timeout=120)[0].split()
    assert said[0] in {"storage.database.full", "storage.database.unreachable"}
    assert said[1:] == ["2", "2"]
    assert limited.returncode == 0
    assert_whole(path, {2})


def test_of_two_processes_that_store_from_the_same_version_one_is_told(path):
    code = """
        workspace = open_workspace(sys.argv[1])
        seen = workspace.current(1).id
        print("ready", flush=True)
        sys.stdin.readline()
        try:
            print(workspace.store(1, network(int(sys.argv[2])), based_on=seen).number)
        except OvertakenError as error:
            print("overtaken", error.current)
        """
    started = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN + textwrap.dedent(code), str(path), str(size)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for size in (300, 301)
    ]
    for one in started:
        assert one.stdout.readline() == "ready\n"
    for one in started:
        one.stdin.write("go\n")
        one.stdin.flush()
    said = sorted(one.communicate(timeout=120)[0].strip() for one in started)
    assert said == ["2", "overtaken 2"]
    assert_whole(path, {2})
