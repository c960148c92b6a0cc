"""The command line as other programs call it: files, columns, exit status, faults on stderr."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from graphlib.__main__ import main
from tests import contract

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = str(ROOT / "data" / "event_programme")


@pytest.fixture
def faulty(tmp_path):
    (tmp_path / "actors.csv").write_text("id,name,sector\na,A,company\nb,B,community\n", "utf-8")
    (tmp_path / "ties.csv").write_text("source,target,weight\na,bb,1\na,b,-2\n", "utf-8")
    return tmp_path


def test_analyse_writes_every_table(tmp_path):
    assert main(["analyse", EXAMPLE, "--out", str(tmp_path)]) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names >= {"actors.csv", "ties.csv", "groups.csv", "mixing.csv", "clusters.csv", "summary.json"}
    assert names >= {"articulation_points.csv", "bridges.csv", "controversy.csv", "key_players_hold.csv"}


def test_direction_and_strength_are_read_where_asked(tmp_path):
    actors = pd.DataFrame({"id": list("abcd"), "sector": ["company", "media", "company", "media"]})
    ties = pd.DataFrame(
        {
            "source": list("abdc"),
            "target": list("bcad"),
            "weight": [1.0, 2.0, 4.0, 8.0],
            "directed": [True] * 4,
        }
    )
    (tmp_path / "in").mkdir()
    actors.to_csv(tmp_path / "in" / "actors.csv", index=False)
    ties.to_csv(tmp_path / "in" / "ties.csv", index=False)
    found = {}
    for name, options in {"plain": [], "way": ["--directed"], "strong": ["--weight", "strength"]}.items():
        assert main(["analyse", str(tmp_path / "in"), "--out", str(tmp_path / name), *options]) == 0
        found[name] = pd.read_csv(tmp_path / name / "actors.csv", index_col="id")
        told = json.loads((tmp_path / name / "summary.json").read_text(encoding="utf-8"))
        assert (told["directed"], told["weight"]) == (
            name == "way",
            "strength" if name == "strong" else "none",
        )
    # A ring of four: each lies between its neighbours half the time; one way round, between three pairs.
    assert found["plain"]["betweenness"].tolist() == [0.5] * 4
    assert found["way"]["betweenness"].tolist() == [3.0] * 4
    # The longest tie a-b (length 1) is longer than the way around b-c-d-a (0.5 + 0.125 + 0.25).
    assert found["strong"]["betweenness"].tolist() == [0.0, 0.0, 2.0, 2.0]


def test_introduce_writes_the_contract(tmp_path):
    out = tmp_path / "introductions.csv"
    assert main(["introduce", EXAMPLE, "--out", str(out), "--top", "7", "--cap", "2"]) == 0
    table = pd.read_csv(out, keep_default_na=False)
    assert list(table.columns) == contract.INTRODUCTIONS
    assert table["rank"].tolist() == list(range(1, 8))
    used = pd.concat([table["source"], table["target"], table["introducer"]])
    assert pd.concat([table["source"], table["target"]]).value_counts().max() <= 2
    assert table["introducer"].value_counts().max() <= 2
    assert used.ne("").all()


def test_nobody_excluded_is_ever_suggested(tmp_path):
    first = tmp_path / "first.csv"
    main(["introduce", EXAMPLE, "--out", str(first), "--top", "5"])
    top = pd.read_csv(first)
    never = tmp_path / "never.csv"
    pair = f"{top['source'].iloc[1]},{top['target'].iloc[1]}"
    never.write_text(f"{top['source'].iloc[0]}\n{pair}\n", "utf-8")
    second = tmp_path / "second.csv"
    main(["introduce", EXAMPLE, "--out", str(second), "--top", "5", "--exclude", str(never)])
    table = pd.read_csv(second)
    assert top["source"].iloc[0] not in set(table[["source", "target", "introducer"]].to_numpy().ravel())
    assert pair not in set(table["source"] + "," + table["target"])


def test_a_list_of_rules_is_kept_to_until_its_last_day(tmp_path):
    first, second, later = (tmp_path / f"{name}.csv" for name in ("first", "second", "later"))
    command = ["introduce", EXAMPLE, "--top", "5", "--out"]
    main([*command, str(first)])
    top = pd.read_csv(first)
    rules = tmp_path / "rules.csv"
    rules.write_text(f"rule;actor_name;until\nnever;{top['source_name'].iloc[0]};2026-06-30\n", "utf-8")
    assert main([*command, str(second), "--exclude", str(rules), "--rules-on", "2026-06-30"]) == 0
    assert top["source"].iloc[0] not in pd.read_csv(second)[["source", "target", "introducer"]].to_numpy()
    assert main([*command, str(later), "--exclude", str(rules), "--rules-on", "2026-07-01"]) == 0
    assert later.read_bytes() == first.read_bytes()


def test_a_snapshot_keeps_to_a_list_of_rules(tmp_path):
    out, rules = tmp_path / "committee.html", tmp_path / "rules.csv"
    rules.write_text("rule,column\ncompetitors,country\n", "utf-8")
    assert main(["snapshot", EXAMPLE, "--out", str(out), "--exclude", str(rules)]) == 0
    assert "1 rule holds: 1 column that tells competitors." in out.read_text("utf-8")


def test_faults_of_a_list_of_rules_are_told_and_nothing_is_written(tmp_path, capsys):
    rules, out = tmp_path / "rules.csv", tmp_path / "out.csv"
    rules.write_text("rule,actor,column\nnever,nobody at all,\nin_common,,tongue\n", "utf-8")
    assert main(["introduce", EXAMPLE, "--out", str(out), "--exclude", str(rules)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == [
        "rules.csv, row 2, column actor",
        "rules.csv, row 3, column column",
    ]
    assert not out.exists()


def test_a_rule_holds_until_a_day_that_exists(tmp_path):
    with pytest.raises(SystemExit) as caught:
        main(["introduce", EXAMPLE, "--out", str(tmp_path / "out.csv"), "--rules-on", "soon"])
    assert caught.value.code == 2


@pytest.mark.parametrize("ending", ["html", "xlsx", "graphml", "json"])
def test_snapshot_writes_each_format(tmp_path, ending):
    out = tmp_path / f"committee.{ending}"
    assert main(["snapshot", EXAMPLE, "--out", str(out), "--lang", "fr"]) == 0
    assert out.stat().st_size > 1000


def test_convert_and_read_again_is_the_same_network(tmp_path, capsys):
    out = tmp_path / "again"
    assert main(["convert", EXAMPLE, str(out)]) == 0
    assert main(["check", EXAMPLE, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["check", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["fingerprint"] == first["fingerprint"]


def test_check_tells_counts_and_sectors(capsys):
    assert main(["check", EXAMPLE]) == 0
    assert "organisations" in capsys.readouterr().out


def test_backtest_tells_what_became_of_suggestions(capsys):
    assert main(["backtest", EXAMPLE, "--cut", "2025-07-01", "--cut", "2025-01-01", "--top", "5"]) == 0
    out = capsys.readouterr().out
    assert "Nobody was introduced in these data" in out
    assert out.index("2025-01-01:") < out.index("2025-07-01:")
    assert "  adamic_adar" in out


def test_backtest_writes_json(capsys):
    command = ["backtest", EXAMPLE, "--cut", "2025-07-01", "--top", "5", "--cap", "2", "--json"]
    assert main(command) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"top", "cap", "by", "seed", "event_cap", "fingerprint", "cuts", "mean_sets"} <= set(told)
    assert (told["top"], told["cap"]) == (5, 2)
    (cut,) = told["cuts"]
    assert {"cut", "candidates", "formed", "areas", "precision", "said", "sets", "suggestions"} <= set(cut)
    assert {row["k"] for row in cut["sets"]} == {5, 20}
    assert {"auc", "auc_any", "auc_matched"} <= set(cut["areas"][0])
    assert {"hits", "hits_in_year", "promised", "realised"} <= set(cut["sets"][0])


@pytest.mark.parametrize(
    ("cut", "why"), [("2001-01-01", "nobody could have been suggested"), ("2031-01-01", "nothing to compare")]
)
def test_backtest_says_why_a_day_cannot_be_tried(capsys, cut, why):
    assert main(["backtest", EXAMPLE, "--cut", cut]) == 1
    assert why in capsys.readouterr().err


def test_faults_stand_on_stderr_one_a_line_and_nothing_is_written(faulty, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["analyse", str(faulty), "--out", str(out)]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert {line.split(":")[0] for line in lines} == {
        "ties.csv, row 2, column target",
        "ties.csv, row 3, column weight",
    }
    assert len(lines) == 2
    assert not out.exists()


def test_a_path_that_is_not_there_is_said(capsys):
    assert main(["check", "no/such/place"]) == 1
    assert "no/such/place" in capsys.readouterr().err


def test_an_unknown_format_is_said(tmp_path, capsys):
    assert main(["snapshot", EXAMPLE, "--out", str(tmp_path / "x.doc")]) == 1
    assert ".doc" in capsys.readouterr().err


def summary(folder: Path) -> dict[str, object]:
    """Read what a run says of the whole network."""
    told: dict[str, object] = json.loads((folder / "summary.json").read_text("utf-8"))
    return told


@pytest.fixture
def dated(tmp_path):
    folder = tmp_path / "dated"
    folder.mkdir()
    (folder / "actors.csv").write_text(
        "id,sector,secretariat\na,company,no\nb,community,no\nc,company,yes\nd,community,no\n", "utf-8"
    )
    (folder / "ties.csv").write_text(
        "source,target,since,until\na,b,2024-01-01,2024-12-31\nb,c,2025-01-01,\nc,d,,\n", "utf-8"
    )
    return str(folder)


@pytest.mark.parametrize(
    ("choice", "actors", "ties", "said"),
    [
        ([], 4, 3, {}),
        (["--at", "2024-06-30"], 4, 2, {"period": "2024-06-30"}),
        (["--at", "2023-06-30"], 2, 1, {"period": "2023-06-30"}),
        (["--window", "2024-12-31:2025-01-01"], 4, 3, {"period": "2024-12-31:2025-01-01"}),
        (["--without-secretariat"], 3, 1, {"without_secretariat": True}),
        (
            ["--at", "2025-06-30", "--without-secretariat"],
            2,
            0,
            {"period": "2025-06-30", "without_secretariat": True},
        ),
    ],
)
def test_analyse_looks_at_the_network_that_is_asked_for(dated, tmp_path, choice, actors, ties, said):
    assert main(["analyse", dated, "--out", str(tmp_path / "out"), *choice]) == 0
    told = summary(tmp_path / "out")
    assert (told["actors"], told["ties"]) == (actors, ties)
    assert {key: told[key] for key in ("period", "without_secretariat") if key in told} == said


def test_what_has_no_date_is_told(dated, tmp_path, capsys):
    main(["analyse", dated, "--out", str(tmp_path / "out"), "--at", "2024-06-30"])
    assert capsys.readouterr().err.splitlines() == [
        "You see the network as it stood on 30 June 2024.",
        "1 of 3 tie records has no date and is always counted.",
    ]


def test_it_is_told_where_nobody_is_marked_as_secretariat(faulty, tmp_path, capsys):
    (faulty / "ties.csv").write_text("source,target\na,b\n", "utf-8")
    assert main(["analyse", str(faulty), "--out", str(tmp_path / "out"), "--without-secretariat"]) == 0
    assert "No organisation is marked as secretariat" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("choice", "cure"),
    [
        (["--at", "30/06/2024"], "Write it as 2026-03-31."),
        (["--at", "2024-02-30"], "Write it as 2026-03-31."),
        (["--window", "2024-01-01:soon"], "Write it as 2026-03-31."),
        (["--window", "2024-01-02:2024-01-01"], "Give the earlier day first."),
    ],
)
def test_a_day_that_is_none_ends_with_one_and_the_cure(dated, tmp_path, capsys, choice, cure):
    assert main(["analyse", dated, "--out", str(tmp_path / "out"), *choice]) == 1
    assert cure in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "usage",
    [
        ["introduce", EXAMPLE],
        ["analyse", EXAMPLE, "--out", "x", "--at", "2024-01-01", "--window", "2024-01-01:2024-12-31"],
        ["analyse", EXAMPLE, "--out", "x", "--at", "2024-01-01:2024-12-31"],
        ["analyse", EXAMPLE, "--out", "x", "--window", "2024-01-01"],
        ["analyse", EXAMPLE, "--out", "x", "--window", "2024-01-01:2024-06-30:2024-12-31"],
    ],
)
def test_wrong_usage_ends_with_two(usage):
    with pytest.raises(SystemExit) as ended:
        main(usage)
    assert ended.value.code == 2


def test_progress_is_silent_where_nobody_looks(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "graphlib", "analyse", EXAMPLE, "--out", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")
