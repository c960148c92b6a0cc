"""Errors say what happened, where, and what to do."""

from __future__ import annotations

from graphlib.errors import InputError, Problem, UnknownNameError, closest
from graphlib.translation import Message

PROBLEM = Problem("ties.csv", 7, "weight", "x", Message("data.drop"), Message("data.drop_help"))


def test_a_problem_says_its_place_in_the_language():
    assert PROBLEM.place() == "ties.csv, row 7, column weight"
    assert PROBLEM.place("fr") == "ties.csv, ligne 7, colonne weight"


def test_a_problem_about_a_whole_file_names_only_the_file():
    assert Problem("a.csv", None, None, None, PROBLEM.what, PROBLEM.fix).place() == "a.csv"


def test_an_input_error_lists_every_problem():
    text = str(InputError([PROBLEM, PROBLEM]))
    assert text.startswith("The data have 2 faults.")
    assert text.count("ties.csv, row 7") == 2


def test_an_unknown_name_without_neighbour_lists_what_is_known():
    error = UnknownNameError("error.kind.column", "zzz", ["country", "region"])
    assert str(error) == "There is no column 'zzz'. Known are: country, region."


def test_closest_finds_near_names_only():
    assert closest("sectr", ["sector", "country"]) == "sector"
    assert closest("q", ["sector"]) is None


def test_a_problem_is_one_line_whatever_the_data_hold():
    told = Problem(
        "a\nb.csv", 1, "c\x85d", None, Message("error.unknown.near", near="x\x1e\0\u2028y"), PROBLEM.fix
    )
    assert len(told.text().splitlines()) == 1
    assert "x y" in told.text()
    assert "\0" not in told.text()
