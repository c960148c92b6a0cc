"""Faults in tables."""

import time

import numpy as np
import pandas as pd

from graphlib.checks import LISTED, faults
from graphlib.translation import catalogue

ACTORS = pd.DataFrame({"id": ["chamber", "solar"], "name": ["Chamber", "Solar"]})


def kinds(problems):
    return [problem.what.key.split(".")[1] for problem in problems]


def test_sound_tables_have_no_fault():
    ties = pd.DataFrame(
        {"source": ["chamber"], "target": ["solar"], "since": ["2026-02-28"], "weight": [2.0]}
    )
    assert faults(ACTORS, ties) == []


def test_every_fault_is_found_at_once_with_its_place():
    actors = pd.DataFrame({"id": ["a", "b", "a", np.nan]})
    ties = pd.DataFrame(
        {
            "source": ["a", "a", "b"],
            "target": ["b", "a", "zzz"],
            "weight": ["heavy", "0", "1"],
            "since": ["2026-02-30", "2026-01-02", "31/12/2025"],
            "until": [np.nan, "2026-01-01", np.nan],
        }
    )
    found = faults(actors, ties, files={"ties": "links.csv"})
    places = {(p.what.key.split(".")[1], p.file, p.row, p.column, p.value) for p in found}
    assert places == {
        ("repeated_id", "actors", 4, "id", "a"),
        ("missing_id", "actors", 5, "id", None),
        ("bad_number", "links.csv", 2, "weight", "heavy"),
        ("bad_weight", "links.csv", 3, "weight", "0"),
        ("bad_date", "links.csv", 2, "since", "2026-02-30"),
        ("bad_date", "links.csv", 4, "since", "31/12/2025"),
        ("self_tie", "links.csv", 3, "target", "a"),
        ("unknown_actor", "links.csv", 4, "target", "zzz"),
        ("backwards", "links.csv", 3, "until", "2026-01-01"),
    }


def test_an_index_named_row_numbers_the_rows():
    ties = pd.DataFrame({"source": ["solar"], "target": ["chambre"]}, index=pd.Index([17], name="row"))
    (problem,) = faults(ACTORS, ties)
    assert problem.row == 17
    assert "Did you mean 'chamber'?" in problem.text("en")
    assert "Vouliez-vous dire « chamber »" in problem.text("fr")


def test_a_misspelt_column_is_named_with_the_right_one():
    ties = pd.DataFrame({"source": ["chamber"], "targt": ["solar"]})
    (problem,) = faults(ACTORS, ties)
    assert "'targt'" in problem.text()
    assert "'target'" in problem.text()


def test_events_are_looked_up_only_where_they_are_given():
    taken = pd.DataFrame({"actor_id": ["chamber"], "event_id": ["forum"]})
    events = pd.DataFrame({"event_id": ["fair"], "start": ["2026-01-02"], "end": ["2026-01-01"]})
    assert faults(ACTORS, None, None, taken) == []
    assert kinds(faults(ACTORS, None, events, taken)) == ["backwards", "unknown_event"]


def test_text_is_no_flag_and_infinity_no_weight():
    ties = pd.DataFrame(
        {
            "source": ["chamber"] * 2,
            "target": ["solar"] * 2,
            "directed": [True, "no"],
            "weight": [np.inf, 1.0],
        }
    )
    assert sorted(kinds(faults(ACTORS, ties))) == ["bad_flag", "bad_number"]


def test_a_file_without_any_actor_is_a_fault_but_a_table_is_not():
    nobody = pd.DataFrame({"id": []})
    assert kinds(faults(nobody, files={"actors": "actors.csv"})) == ["no_actors"]
    assert faults(nobody) == []


def test_many_equal_faults_are_counted_and_look_ups_bounded():
    ids = [f"organisation-{i}" for i in range(20_000)]
    ties = pd.DataFrame({"source": ids, "target": [f"{i}-missing" for i in ids]})
    begin = time.perf_counter()
    found = faults(pd.DataFrame({"id": ids}), ties)
    assert time.perf_counter() - begin < 10
    more = [problem for problem in found if "more" in problem.what.key]
    assert sum(int(problem.what.values["count"]) for problem in more) + len(found) - len(more) == 20_000  # noqa: PD011
    assert len(found) <= 2 * (LISTED + 1)


def test_every_fault_is_said_in_both_languages():
    assert {key for key in catalogue("en") if key.startswith("checks.")} == {
        key for key in catalogue("fr") if key.startswith("checks.")
    }
