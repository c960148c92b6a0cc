"""All measures together: the contract's columns, agreement between tables, and equal bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from graphlib.analysis import analyse, brokers
from graphlib.errors import CancelledError, UnknownNameError
from graphlib.network import Network
from tests import contract

# Two triangles of companies and of public bodies, joined by the tie c-d; e hangs on d; z is alone.
ACTORS = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e", "f", "g", "z"],
        "sector": ["company"] * 3 + ["public body"] * 4 + ["community"],
    }
)
TIES = pd.DataFrame(
    {"source": ["a", "a", "b", "c", "d", "d", "f", "d"], "target": ["b", "c", "c", "d", "f", "g", "g", "e"]}
)


@pytest.fixture(scope="module")
def two_triangles():
    return analyse(Network.build(ACTORS, TIES))


def test_tables_have_the_columns_that_other_programs_rely_on(two_triangles):
    assert list(two_triangles.actors.columns)[: len(contract.ACTORS)] == contract.ACTORS
    assert list(two_triangles.ties.columns) == contract.TIES
    assert list(two_triangles.groups.columns)[: len(contract.GROUPS)] == contract.GROUPS
    assert list(two_triangles.mixing.columns)[: len(contract.MIXING)] == contract.MIXING
    assert set(contract.SUMMARY) <= set(two_triangles.summary)


def test_the_hand_worked_case(two_triangles):
    actors, summary = two_triangles.actors.set_index("id"), two_triangles.summary
    assert (summary["actors"], summary["ties"], summary["components"], summary["isolates"]) == (8, 8, 2, 1)
    assert actors.index[actors["is_articulation_point"]].tolist() == ["c", "d"]
    assert actors["parts_if_removed"].to_dict() == dict(
        zip("abcdefgz", [1, 1, 2, 3, 1, 1, 1, 0], strict=True)
    )
    ties = two_triangles.ties
    assert ties.loc[ties["is_bridge"], ["source", "target"]].to_numpy().tolist() == [["c", "d"], ["d", "e"]]
    assert actors["cross_sector_ties"].to_dict() == dict(
        zip("abcdefgz", [0, 0, 1, 1, 0, 0, 0, 0], strict=True)
    )
    assert summary["cross_sector_share"] == pytest.approx(1 / 8)
    # c lies between {a, b} and {d, e, f, g}: eight pairs.
    assert actors["betweenness"]["c"] == pytest.approx(8)


def test_reach_is_the_mean_of_one_over_the_distance_across_sectors(two_triangles):
    distance = {"a": 3, "b": 3, "c": 2}
    to_d = {"a": 2, "b": 2, "c": 1}
    total = sum(1 / to_d[x] for x in "abc") + sum(3 / distance[x] for x in "abc")
    pairs = 3 * 4 + 7
    assert two_triangles.summary["cross_sector_reach"] == pytest.approx(total / pairs, abs=1e-12)


def test_saved_files_are_equal_whatever_the_order_of_rows(tmp_path):
    analyse(Network.build(ACTORS, TIES)).save(tmp_path / "one")
    other = TIES.sample(frac=1, random_state=3).rename(columns={"source": "target", "target": "source"})
    analyse(Network.build(ACTORS.iloc[::-1], other)).save(tmp_path / "two")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_summary_is_plain_json(tmp_path, two_triangles):
    two_triangles.save(tmp_path)
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert summary["state"] in {"fragmented", "divided", "dependent", "woven"}
    assert summary["versions"]["passerelle"]


def test_a_network_without_sectors_or_ties_is_still_described(tmp_path):
    analysis = analyse(Network.build(pd.DataFrame({"id": ["a", "b"]})))
    analysis.save(tmp_path)
    assert np.isnan(analysis.summary["cross_sector_share"])
    assert analysis.summary["components"] == 2


def test_brokers_rank_the_strongest_first():
    table = brokers(Network.build(ACTORS, TIES), top=2)
    assert table["id"].tolist() == ["d", "c"]
    assert table["parts_if_removed"].tolist() == [3, 2]


def test_groups_by_a_column_that_is_not_there():
    with pytest.raises(UnknownNameError):
        analyse(Network.build(ACTORS, TIES), by="colour")


def test_progress_can_stop_the_work():
    def stop(share, message):
        if share > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        analyse(Network.build(ACTORS, TIES), progress=stop)


ANALYSE_SHUFFLED = """
import sys
import pandas as pd
from graphlib.analysis import analyse
from graphlib.network import Network
from graphlib.readers import read_network

network = read_network(sys.argv[1])
tables = [network.actors, network.stated_ties, network.events, network.participations]
if sys.argv[3] == "shuffled":
    tables = [table.sample(frac=1, random_state=7) for table in tables]
    tables = [table[sorted(table.columns, reverse=True)] for table in tables]
network = Network.build(*tables, event_cap=network.event_cap)
analyse(network, directed=True, weight="strength").save(sys.argv[2])
"""


def test_another_process_on_shuffled_rows_writes_the_same_bytes(tmp_path):
    root = Path(__file__).parents[2]
    for name, hash_seed, processors in (("given", "1", ""), ("shuffled", "2", "0")):
        limit = ["taskset", "-c", processors] if processors and shutil.which("taskset") else []
        subprocess.run(
            [
                *limit,
                sys.executable,
                "-c",
                ANALYSE_SHUFFLED,
                "data/event_programme",
                str(tmp_path / name),
                name,
            ],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
            check=True,
        )
    written = sorted(path.name for path in (tmp_path / "given").iterdir())
    assert len(written) > 10
    for name in written:
        assert (tmp_path / "given" / name).read_bytes() == (tmp_path / "shuffled" / name).read_bytes(), name
