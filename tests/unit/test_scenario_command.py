"""The command that holds today beside what a list of introductions would make of it."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from graphlib.__main__ import main
from graphlib.scenario import AddedActor, Scenario

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = str(ROOT / "data" / "event_programme")


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    """Give the files of a line of four, two of whom bear the same name."""
    folder = tmp_path_factory.mktemp("line")
    (folder / "actors.csv").write_text(
        "id,name,sector\na,Alpha,company\nb,Twin,community\nc,Twin,company\nd,Delta,community\n", "utf-8"
    )
    (folder / "ties.csv").write_text("source,target\na,b\nb,c\nc,d\n", "utf-8")
    return str(folder)


def run(line: str, folder: Path, content: bytes | str, *more: str) -> int:
    """Run the command on a list of changes."""
    wishes = folder / "wishes.csv"
    wishes.write_bytes(content.encode() if isinstance(content, str) else content)
    return main(["scenario", line, "--introductions", str(wishes), "--out", str(folder / "out"), *more])


def test_what_introduce_writes_keeps_its_promise(tmp_path):
    wishes, out = tmp_path / "introductions.csv", tmp_path / "out"
    assert main(["introduce", EXAMPLE, "--out", str(wishes), "--top", "4"]) == 0
    assert main(["scenario", EXAMPLE, "--introductions", str(wishes), "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {
        "actors.csv",
        "groups.csv",
        "scenario.json",
        "summary.csv",
        "then",
    }
    summary = pd.read_csv(out / "summary.csv", index_col="measure")
    assert list(summary.columns[:3]) == ["today", "then", "change"]
    promised = pd.read_csv(wishes)["reach_gain"].sum()
    reach = summary.loc["cross_sector_reach"]
    assert float(reach["change"]) == pytest.approx(promised, abs=1e-9)
    assert float(reach["then"]) - float(reach["today"]) == pytest.approx(promised, abs=1e-9)
    then = json.loads((out / "then" / "summary.json").read_text("utf-8"))
    assert then["ties"] == int(summary.loc["ties", "today"]) + 4
    assert (out / "then" / "actors.csv").exists()


def test_ties_are_added_and_removed_by_id_and_name(line, tmp_path, capsys):
    assert run(line, tmp_path, "source,target,action\nAlpha,delta,\nb,c,remove\n") == 0
    assert not capsys.readouterr().err
    ties = pd.read_csv(tmp_path / "out" / "then" / "ties.csv")
    assert {tuple(pair) for pair in ties[["source", "target"]].to_numpy()} == {
        ("a", "b"),
        ("a", "d"),
        ("c", "d"),
    }
    groups = pd.read_csv(tmp_path / "out" / "groups.csv").set_index(["group", "measure"])
    assert groups.loc[("company", "actors"), "change"] == 0
    actors = pd.read_csv(tmp_path / "out" / "actors.csv").set_index(["id", "measure"])
    assert actors.loc[("a", "degree"), ["today", "then", "change"]].tolist() == [1, 2, 1]


def test_every_fault_stands_on_its_line_and_nothing_is_written(line, tmp_path, capsys):
    content = "source,target,action\na,Twin,\na,nobody,\na,d,perhaps\na,a,\na,b,\n"
    assert run(line, tmp_path, content) == 1
    told = capsys.readouterr().err.strip().splitlines()
    assert [line.split(":")[0] for line in told] == [
        "wishes.csv, row 2, column target",
        "wishes.csv, row 3",
        "wishes.csv, row 4, column action",
        "wishes.csv, row 5",
    ]
    assert not (tmp_path / "out").exists()


def test_what_is_already_so_is_told_and_does_nothing(line, tmp_path, capsys):
    assert run(line, tmp_path, "source,target,action\na,b,add\na,d,remove\n") == 0
    assert len(capsys.readouterr().err.strip().splitlines()) == 2
    summary = pd.read_csv(tmp_path / "out" / "summary.csv")
    assert summary["change"].fillna(0).eq(0).all()


def test_a_saved_scenario_is_taken_and_written_again(line, tmp_path):
    scenario = Scenario("Two more", added_actors=(AddedActor("e", "Neu", "media", ("a",)),))
    assert run(line, tmp_path, scenario.to_json(), "--seed", "2") == 0
    assert Scenario.from_json((tmp_path / "out" / "scenario.json").read_bytes()) == scenario
    assert "Neu" in (tmp_path / "out" / "then" / "actors.csv").read_text("utf-8")


def test_a_file_that_is_no_list_is_refused(line, tmp_path, capsys):
    assert run(line, tmp_path, "colour,size\nred,2\n") == 1
    assert "colour, size" in capsys.readouterr().err


def test_equal_input_gives_equal_output(line, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert run(line, tmp_path / name, "source,target\na,d\n") == 0
    written = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "out").rglob("*") if path.is_file()}
        for name in ("one", "two")
    ]
    assert written[0] == written[1]
