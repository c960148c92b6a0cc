"""Both workspaces do the same whatever is asked of them; any network comes back as it was."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.storage import open_workspace
from tests.unit.storage_samples import Clock, assert_same, network

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ID = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
FEW = st.integers(1, 3)
STEPS = st.one_of(
    st.tuples(st.just("add_network"), st.sampled_from(["Forum", "Club", "forum", " ", "x"])),
    st.tuples(st.just("rename"), FEW, st.sampled_from(["Forum", "Club", "Circle"])),
    st.tuples(st.sampled_from(["remove", "restore", "undo", "redo", "current", "versions"]), FEW),
    st.tuples(st.just("store"), FEW, st.sampled_from([network(2), network(3), network(3, event_cap=5)])),
    st.tuples(
        st.just("store_seen"), FEW, st.sampled_from([network(2), network(4), network(3)]), st.integers(1, 6)
    ),
    st.tuples(st.sampled_from(["choose", "version"]), st.integers(1, 6)),
    st.tuples(st.just("set_setting"), st.sampled_from("ab"), st.integers()),
    st.tuples(st.just("setting"), st.sampled_from("abc")),
)


def outcome(workspace, step):
    """Do one step, and give what came of it, or the error it was refused with."""
    try:
        if step[0] == "store_seen":
            return workspace.store(step[1], step[2], based_on=step[3])
        return getattr(workspace, step[0])(*step[1:])
    except GraphlibError as error:
        return error.text("en")


@given(st.lists(STEPS, max_size=25))
def test_both_workspaces_do_the_same(steps):
    with tempfile.TemporaryDirectory() as folder:
        sql = open_workspace(str(Path(folder) / "w.db"), clock=Clock())
        memory = open_workspace("memory:", clock=Clock())
        for step in steps:
            one, other = outcome(sql, step), outcome(memory, step)
            assert _timeless(one) == _timeless(other), step
        assert list(map(_timeless, sql.networks())) == list(map(_timeless, memory.networks()))
        sql.close()


def _timeless(found):
    """Give an outcome without the moment it bears."""
    if isinstance(found, tuple):
        return [_timeless(entry) for entry in found]
    return {**asdict(found), "created": None} if hasattr(found, "created") else found


@given(
    st.dictionaries(ID, st.tuples(TEXT, TEXT, st.floats(allow_nan=False, allow_infinity=False)), max_size=6)
)
def test_any_network_comes_back_as_it_was(actors):
    given_network = Network.build(
        pd.DataFrame(
            {
                "id": pd.Series(list(actors), dtype="str"),
                "name": pd.Series([name for name, _, _ in actors.values()], dtype="str"),
                "note": pd.Series([note for _, note, _ in actors.values()], dtype="str"),
                "score": pd.Series([score for _, _, score in actors.values()], dtype="float64"),
            }
        )
    )
    workspace = open_workspace("memory:")
    version = workspace.store(workspace.add_network("x").id, given_network)
    assert_same(workspace.load(version.id), given_network)
