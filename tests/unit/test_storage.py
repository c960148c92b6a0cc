"""The contract of a workspace: what both adapters do alike."""

from __future__ import annotations

import threading

import numpy as np
import pandas as pd
import pytest

from graphlib.errors import Problem, StorageError
from graphlib.network import Network
from graphlib.readers import read
from graphlib.storage import open_workspace
from graphlib.storage.contents import pack, unpack
from graphlib.storage.memory import MemoryWorkspace
from graphlib.storage.rules import NAME_LIMIT
from graphlib.storage.sql import SqlWorkspace
from graphlib.translation import Message
from tests.unit.storage_samples import START, Clock, assert_same, network

SNAPSHOT = {
    "title": "Spring committee",
    "language": "fr",
    "audience": "internal",
    "date": "2026-04-14",
    "format": "html",
}
HOSTILE = ["<script>alert(1)</script>", "=cmd|'/c calc'!A0", "../../x", "\u202eمرحبا", "🙂" * 1000]


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


def refused(call, *args, **kwargs):
    """Call what must be refused, and give the key of what the refusal says in both languages."""
    with pytest.raises(StorageError) as caught:
        call(*args, **kwargs)
    assert caught.value.text("en") != caught.value.text("fr")
    return caught.value.what.key


def test_a_new_workspace_is_empty(workspace):
    assert workspace.networks() == workspace.networks(removed=True) == ()
    assert workspace.setting("language") is None


def test_programmes_are_listed_in_the_order_they_were_added(workspace):
    names = ["Zebra", "Alpha", "Mango"]
    for name in names:
        workspace.add_network(name)
    assert [entry.name for entry in workspace.networks()] == names
    first = workspace.networks()[0]
    assert first == workspace.network(first.id)
    assert (first.created - START).total_seconds() == 60
    assert first.current_id is None
    assert not first.is_removed


@pytest.mark.parametrize("name", ["", "  \n ", "\0", "x" * (NAME_LIMIT + 1)])
def test_a_name_that_is_none_or_too_long_is_refused(workspace, name):
    assert refused(workspace.add_network, name) in {"storage.network.unnamed", "storage.network.long"}
    assert workspace.networks() == ()


def test_a_name_is_tidied_and_kept_as_it_was_typed(workspace):
    assert workspace.add_network("  Forum \n 2026 ").name == "Forum 2026"
    for name in HOSTILE[:4]:
        assert workspace.network(workspace.add_network(name).id).name == name
    assert workspace.add_network("half \ud83d\0").name == "half ?"


def test_two_programmes_never_bear_the_same_name(workspace, programme):
    assert refused(workspace.add_network, "FORUM") == "storage.network.taken"
    other = workspace.add_network("Club").id
    assert refused(workspace.rename, other, "forum") == "storage.network.taken"
    assert workspace.network(other).name == "Club"
    assert workspace.rename(programme, "FORUM").name == "FORUM"
    assert workspace.rename(other, "Circle").name == "Circle"
    assert [entry.name for entry in workspace.networks()] == ["FORUM", "Circle"]


def test_removing_takes_off_the_list_and_can_be_undone(workspace, programme):
    version = workspace.store(programme, network())
    assert workspace.remove(programme).is_removed
    assert workspace.networks() == ()
    assert [entry.id for entry in workspace.networks(removed=True)] == [programme]
    assert_same(workspace.load(version.id), network())
    assert refused(workspace.store, programme, network(4)) == "storage.network.removed"
    assert not workspace.restore(programme).is_removed
    assert workspace.current(programme) == version
    assert workspace.networks(removed=True) == ()


def test_restoring_asks_for_a_free_name(workspace, programme):
    workspace.remove(programme)
    taken = workspace.add_network("Forum").id
    assert refused(workspace.restore, programme) == "storage.network.taken"
    assert workspace.network(programme).is_removed
    workspace.rename(taken, "Club")
    assert workspace.restore(programme).name == "Forum"


def test_what_does_not_exist_is_said(workspace, programme):
    assert refused(workspace.network, 99) == "storage.network.missing"
    assert refused(workspace.rename, 99, "x") == "storage.network.missing"
    assert refused(workspace.store, 99, network()) == "storage.network.missing"
    assert refused(workspace.versions, 99) == "storage.network.missing"
    assert refused(workspace.snapshots, 99) == "storage.network.missing"
    assert refused(workspace.version, 99) == "storage.version.missing"
    assert refused(workspace.load, 99) == "storage.version.missing"
    assert refused(workspace.choose, 99) == "storage.version.missing"
    assert refused(workspace.save_snapshot, 99, b"", **SNAPSHOT) == "storage.version.missing"
    assert refused(workspace.snapshot_bytes, 99) == "storage.snapshot.missing"
    assert refused(workspace.current, programme) == "storage.network.empty"


def test_a_network_comes_back_exactly_as_it_was_stored(workspace, programme):
    given = network(5, event_cap=7, names=HOSTILE)
    version = workspace.store(programme, given)
    assert_same(workspace.load(version.id), given)
    assert version.fingerprint == given.fingerprint
    assert (version.actors, version.ties, version.event_cap) == (5, 4, 7)


def test_a_network_without_ties_or_events_comes_back_too(workspace, programme):
    for ids in ([], ["a"], ["a", "b"]):
        given = Network.build(pd.DataFrame({"id": ids}))
        assert_same(workspace.load(workspace.store(programme, given).id), given)


def test_a_version_tells_all_that_was_said_about_it(workspace, programme):
    warning = Problem(
        "actors.csv",
        3,
        "sector",
        "Verein",
        Message("error.row", row="3"),
        Message("error.input.what", count=np.int64(1200)),
    )
    nested = Message("error.unknown.what", kind=Message("error.kind.column"), name="sectr")
    whole = Problem("ties.csv", None, None, None, nested, Message("error.unknown.near", near="sector"))
    version = workspace.store(
        programme,
        network(),
        note="After the forum",
        author="Ada",
        sources=["actors.csv", "../../ties.csv"],
        sector_words={"Verein": "community"},
        warnings=[warning, whole],
    )
    assert version == workspace.version(version.id) == workspace.current(programme)
    assert (version.note, version.author) == ("After the forum", "Ada")
    assert version.sources == ("actors.csv", "../../ties.csv")
    assert version.sector_words == {"Verein": "community"}
    assert version.warnings == (warning, whole)
    assert version.warnings[1].text("fr") == whole.text("fr")
    assert (version.number, version.parent_id, version.network_id) == (1, None, programme)
    assert version.created.utcoffset().total_seconds() == 0
    assert version.created > START


def test_the_remarks_of_a_reading_are_kept_word_for_word(workspace, programme, example, tmp_path):
    for file in example.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("company", "Kegelverein"), encoding="utf-8")
    reading = read(tmp_path)
    assert reading.warnings
    assert_same(workspace.load(workspace.store(programme, reading.network).id), reading.network)
    workspace.store(programme, network(2), warnings=reading.warnings)
    kept = workspace.current(programme).warnings
    for language in ("en", "fr"):
        assert [problem.text(language) for problem in kept] == [
            problem.text(language) for problem in reading.warnings
        ]


def test_a_remark_that_the_catalogue_no_longer_has_is_still_shown(workspace, programme):
    gone = Problem("a.csv", 1, None, None, Message("gone.key", name="x"), Message("error.input.fix"))
    (kept,) = workspace.store(programme, network(), warnings=[gone]).warnings
    (read,) = workspace.current(programme).warnings
    assert kept == read
    assert "gone.key" in read.text("en")


def test_each_version_is_made_from_the_one_before(workspace, programme):
    stored = [workspace.store(programme, network(size)) for size in (2, 3, 4)]
    assert [version.number for version in stored] == [1, 2, 3]
    assert [version.parent_id for version in stored] == [None, stored[0].id, stored[1].id]
    assert workspace.versions(programme) == tuple(reversed(stored))
    assert workspace.network(programme).current_id == stored[2].id
    assert_same(workspace.load(stored[0].id), network(2))


def test_versions_are_numbered_for_each_programme(workspace, programme):
    other = workspace.add_network("Club").id
    workspace.store(programme, network(2))
    assert workspace.store(other, network(2)).number == 1
    assert workspace.store(programme, network(3)).number == 2
    assert len(workspace.versions(other)) == 1


def test_the_same_content_is_not_stored_twice(workspace, programme):
    first = workspace.store(programme, network(2), note="first")
    assert workspace.store(programme, network(2), note="again") == first
    second = workspace.store(programme, network(3))
    workspace.undo(programme)
    assert workspace.store(programme, network(3)) == second
    assert workspace.current(programme) == second
    assert len(workspace.versions(programme)) == 2
    back = workspace.store(programme, network(2))
    assert (back.number, back.parent_id) == (3, second.id)


def test_another_event_cap_is_another_version(workspace, programme):
    first = workspace.store(programme, network(2))
    assert workspace.store(programme, network(2, event_cap=5)).id != first.id


def test_undo_and_redo_walk_the_history(workspace, programme):
    one, two, three = (workspace.store(programme, network(size)) for size in (2, 3, 4))
    assert refused(workspace.redo, programme) == "storage.version.last"
    assert workspace.undo(programme) == two
    assert workspace.undo(programme) == one == workspace.current(programme)
    assert refused(workspace.undo, programme) == "storage.version.first"
    assert workspace.redo(programme) == two
    assert workspace.redo(programme) == three == workspace.current(programme)
    assert workspace.versions(programme) == (three, two, one)


def test_a_version_stored_after_undo_leaves_the_undone_one_in_the_history(workspace, programme):
    one, two = (workspace.store(programme, network(size)) for size in (2, 3))
    workspace.undo(programme)
    three = workspace.store(programme, network(4))
    assert three.parent_id == one.id
    assert workspace.undo(programme) == one
    assert workspace.redo(programme) == three
    assert workspace.choose(two.id) == two == workspace.current(programme)
    assert len(workspace.versions(programme)) == 3


def test_undo_without_any_version_is_refused(workspace, programme):
    assert refused(workspace.undo, programme) == "storage.network.empty"
    assert refused(workspace.redo, programme) == "storage.network.empty"


def test_a_snapshot_is_found_again_with_its_file(workspace, programme):
    version = workspace.store(programme, network())
    first = workspace.save_snapshot(version.id, b"<html>", **SNAPSHOT)
    second = workspace.save_snapshot(version.id, b"<html>", **{**SNAPSHOT, "title": HOSTILE[0]})
    assert workspace.snapshots(programme) == (second, first)
    assert workspace.snapshot_bytes(first.id) == workspace.snapshot_bytes(second.id) == b"<html>"
    assert (first.network_id, first.version_id, first.size) == (programme, version.id, 6)
    assert {name: getattr(first, name) for name in SNAPSHOT} == SNAPSHOT
    assert second.title == HOSTILE[0]
    assert workspace.snapshots(workspace.add_network("Club").id) == ()


def test_settings_keep_what_json_can_say(workspace):
    for value in ({"languages": ["fr", "en"], "cap": 3, "share": 0.5, "is_on": True}, "é🙂", [], None):
        workspace.set_setting("shown", value)
        assert workspace.setting("shown", "default") == value
    assert workspace.setting("other", "default") == "default"
    with pytest.raises(ValueError, match="JSON compliant"):
        workspace.set_setting("shown", float("nan"))
    assert workspace.setting("shown", "default") is None


def test_a_setting_given_out_and_changed_does_not_change_the_one_kept(workspace):
    value = {"a": [1]}
    workspace.set_setting("x", value)
    value["a"].append(2)
    workspace.setting("x")["a"].append(3)
    assert workspace.setting("x") == {"a": [1]}


def test_a_result_belongs_to_content_kind_and_parameters(workspace):
    workspace.keep_result("f", "plan", {"seed": 1, "top": 5}, b"one")
    assert workspace.result("f", "plan", {"top": 5, "seed": 1}) == b"one"
    for other in (("g", "plan", 1), ("f", "map", 1), ("f", "plan", 2)):
        assert workspace.result(other[0], other[1], {"seed": other[2], "top": 5}) is None
    workspace.keep_result("f", "plan", {"seed": 1, "top": 5}, b"two")
    assert workspace.result("f", "plan", {"seed": 1, "top": 5}) == b"two"


def test_a_result_of_another_version_of_the_program_is_computed_anew(workspace, monkeypatch):
    workspace.keep_result("f", "plan", {}, b"old")
    monkeypatch.setattr("graphlib.storage.rules.__version__", "999")
    assert workspace.result("f", "plan", {}) is None


@pytest.mark.parametrize("kind", ["sql", "memory"])
def test_the_oldest_results_are_dropped_when_space_is_short(kind, tmp_path):
    if kind == "sql":
        workspace = SqlWorkspace(str(tmp_path / "w.db"), results_limit=10)
    else:
        workspace = MemoryWorkspace(results_limit=10)
    for name in ("a", "b", "c"):
        workspace.keep_result(name, "x", {}, b"1234")
    assert [workspace.result(name, "x", {}) is not None for name in "abc"] == [False, True, True]
    workspace.keep_result("b", "x", {}, b"4321")
    workspace.keep_result("d", "x", {}, b"1234")
    assert [workspace.result(name, "x", {}) is not None for name in "bcd"] == [True, False, True]
    workspace.keep_result("huge", "x", {}, b"1" * 11)
    assert workspace.result("huge", "x", {}) is None
    workspace.close()


def test_a_change_that_fails_in_the_middle_leaves_all_as_it_was(workspace, programme, clock):
    version = workspace.store(programme, network(2))
    workspace.save_snapshot(version.id, b"old", **SNAPSHOT)
    clock.fails = True
    for change in (
        lambda: workspace.add_network("Club"),
        lambda: workspace.store(programme, network(4)),
        lambda: workspace.save_snapshot(version.id, b"new", **SNAPSHOT),
    ):
        with pytest.raises(RuntimeError, match="in the middle"):
            change()
    assert [entry.name for entry in workspace.networks()] == ["Forum"]
    assert workspace.versions(programme) == (version,)
    assert workspace.current(programme) == version
    assert len(workspace.snapshots(programme)) == 1
    assert_same(workspace.load(version.id), network(2))
    clock.fails = False
    assert workspace.store(programme, network(4)).number == 2


def test_threads_that_store_at_once_do_not_lose_or_mix_anything(workspace, programme):
    errors = []

    def work(place):
        try:
            for size in range(3):
                version = workspace.store(programme, network(2 + place * 3 + size))
                assert len(workspace.load(version.id)) == version.actors
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    stored = workspace.versions(programme)
    assert [version.number for version in stored] == list(range(12, 0, -1))
    assert [version.parent_id for version in stored[:-1]] == [version.id for version in stored[1:]]
    assert sorted(version.actors for version in stored) == list(range(2, 14))


def test_a_table_packs_to_the_same_bytes_and_back():
    frame = network(4).actors
    assert pack(frame) == pack(network(4).actors)
    assert unpack(pack(frame)).equals(frame)
    with pytest.raises(ValueError, match=r"(?i)parquet"):
        unpack(b"no table")
