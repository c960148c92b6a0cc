"""Excel workbooks."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from graphlib.readers import read_files


def workbook(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def keys(problems):
    return [problem.what.key.split(".")[1] for problem in problems]


def test_sheets_of_any_case_and_language_are_tables():
    data = workbook(
        {
            "Mitglieder": [
                ["Kennung", "Bezeichnung", "Sektor"],
                [12, "Werk", "Unternehmen"],
                ["007", "Rat", "Behörde"],
            ],
            "BEZIEHUNGEN": [["Von", "Nach", "Gewicht", "Seit"], [12, "007", 1.5, datetime.date(2026, 3, 31)]],
            "Notizen": [["frei"]],
        }
    )
    reading = read_files({"programm.xlsx": data})
    assert reading.problems == ()
    assert list(reading.network.ids) == ["007", "12"]
    assert list(reading.network.actors["sector"]) == ["public body", "company"]
    tie = reading.network.stated_ties.iloc[0]
    assert (tie["weight"], tie["since"]) == (1.5, "2026-03-31")
    assert "ignored_sheet" in keys(reading.warnings)


def test_a_single_sheet_of_ties_is_enough():
    reading = read_files({"export.xlsx": workbook({"Sheet1": [["source", "target"], ["a", "b"]]})})
    assert len(reading.network) == 2
    assert reading.files[0].file == "export.xlsx [Sheet1]"
    assert reading.files[0].format == "xlsx"


def test_faults_name_the_sheet_and_its_row():
    data = workbook({"ties": [["source", "target", "weight"], [], ["a", "b", "much"]]})
    (problem,) = read_files({"x.xlsx": data}).problems
    assert (problem.file, problem.row, problem.column) == ("x.xlsx [ties]", 3, "weight")


def test_cells_in_which_excel_shows_an_error_are_blank():
    data = workbook({"actors": [["id", "name"], ["a", "#N/A"]]})
    reading = read_files({"x.xlsx": data})
    assert list(reading.network.actors["name"]) == ["a"]
    assert "formula_errors" in keys(reading.warnings)


def test_formulas_without_a_stored_value_are_said():
    reading = read_files({"x.xlsx": workbook({"actors": [["id", "name"], ["a", "=1+1"], ["b", "B"]]})})
    (said,) = [p for p in reading.warnings if "unsaved" in p.what.key]
    assert "One formula" in said.text()


def test_flags_come_as_true_and_false():
    data = workbook({"actors": [["id", "secretariat"], ["a", True], ["b", False], ["c", None]]})
    assert read_files({"x.xlsx": data}).network.actors["secretariat"].tolist() == [True, False, False]


def test_blank_workbooks_are_refused():
    assert keys(read_files({"x.xlsx": workbook({"actors": []})}).problems) == ["blank"]


def repacked(data, name, content):
    """Put another part into a workbook."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return target.getvalue()


@pytest.fixture(scope="module")
def sound():
    return workbook({"ties": [["source", "target"], ["a", "b"]]})


def test_a_bomb_is_refused_before_it_is_opened(sound):
    bomb = repacked(sound, "xl/media/huge.bin", b"\0" * (201 * 2**20))
    assert len(bomb) < 2**20
    assert keys(read_files({"x.xlsx": bomb}).problems) == ["too_large"]


def test_parts_that_declare_entities_are_refused(sound):
    evil = repacked(
        sound, "xl/sharedStrings.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst/>'
    )
    assert keys(read_files({"x.xlsx": evil}).problems) == ["damaged"]


def test_broken_parts_are_refused(sound):
    assert keys(read_files({"x.xlsx": repacked(sound, "xl/workbook.xml", b"<workbook")}).problems) == [
        "damaged"
    ]
    assert keys(read_files({"x.xlsx": sound[:-200]}).problems) == ["damaged"]


def test_too_many_columns_are_refused():
    wide = workbook({"ties": [["source", "target", *(f"c{i}" for i in range(600))], ["a", "b"]]})
    assert keys(read_files({"x.xlsx": wide}).problems) == ["too_many_columns"]
