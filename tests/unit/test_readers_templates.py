"""Templates and the data dictionary."""

import io

import openpyxl
import pytest

from graphlib.errors import UnknownNameError
from graphlib.readers import data_dictionary, read_files, template_csv, template_workbook
from graphlib.readers.shapes import SHAPES
from graphlib.readers.templates import template_archive
from graphlib.schema import TABLES
from graphlib.sectors import CANONICAL, canonical
from graphlib.translation import LANGUAGES, catalogue, translator


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_holds_every_table_and_is_the_same_each_time(language):
    data = template_workbook(language)
    assert data == template_workbook(language)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[1:] == list(TABLES)
    for name, table in TABLES.items():
        assert [cell.value for cell in book[name][1]] == table.names
    assert book["actors"].data_validations.dataValidation


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choices_of_the_template_are_read_as_what_they_say(language):
    say = translator(language)
    assert [canonical(say(f"sectors.{sector}")) for sector in CANONICAL] == list(CANONICAL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_in_workbook_is_read_without_fault(language):
    say = translator(language)
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    book["actors"].append(["007", "Club", say("sectors.community")])
    book["actors"].append(["8", "Works", say("sectors.company")])
    book["ties"].append(["007", "8", None, 2, "2026-03-31", None, say("readers.word.yes")])
    target = io.BytesIO()
    book.save(target)
    network = read_files({"template.xlsx": target.getvalue()}).network
    assert list(network.actors["sector"]) == ["community", "company"]
    assert network.stated_ties["directed"].tolist() == [True]


def test_the_csv_template_has_the_headings_and_nothing_else():
    files = template_csv()
    assert files["ties.csv"].startswith(b"\xef\xbb\xbfsource,target,")
    problems = read_files(files).problems
    assert [problem.what.key for problem in problems] == ["checks.no_actors.what"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_explains_every_column(language):
    text = data_dictionary(language)
    for table in TABLES.values():
        for column in table.columns:
            assert f"| {column.name} | " in text
    assert text.count("\n| ") == sum(len(table.columns) + 2 for table in TABLES.values())


def test_both_languages_have_the_same_keys():
    areas = ("schema.", "readers.", "sectors.")
    keys = [{key for key in catalogue(language) if key.startswith(areas)} for language in ("en", "fr")]
    assert keys[0] == keys[1]


def filled(shape, language):
    """Write over the mark of every example row, as a user would."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language, shape=shape)))
    mark = translator(language)("templates.mark")
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(min_row=2, max_row=9):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(mark):
                    cell.value = cell.value.removeprefix(f"{mark} ")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_template_that_was_not_filled_in_is_said_and_makes_no_network(shape, language):
    for files in (
        {"template.xlsx": template_workbook(language, shape=shape)},
        template_csv(language, shape=shape),
        {"template.zip": template_archive(language, shape=shape)},
    ):
        reading = read_files(files)
        assert reading.network is None
        assert [problem.what.key for problem in reading.problems] == ["templates.untouched.what"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_template_that_was_filled_in_is_read_without_a_worry(shape, language):
    reading = read_files({"mine.xlsx": filled(shape, language)})
    assert [problem.what.key for problem in reading.warnings] == ["readers.sectors_mapped.what"]
    network = reading.network
    assert list(network.ids) == ["1", "2", "3"]
    assert set(network.actors["sector"]) == set(SHAPES[shape].sectors)
    assert len(network.stated_ties) == len(SHAPES[shape].example_ties)
    assert len(network.participations) == (2 if "participations" in SHAPES[shape].columns else 0)
    assert network.stated_ties["since"].eq("2026-03-31").all()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_asks_for_its_own_tables_and_columns_only(shape):
    data = template_workbook("en", shape=shape)
    assert data == template_workbook("en", shape=shape)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[1:] == list(SHAPES[shape].columns)
    for name, columns in SHAPES[shape].columns.items():
        assert [cell.value for cell in book[name][1]] == list(columns)
        assert set(TABLES[name].required) <= set(columns)
        assert set(columns) <= set(TABLES[name].names)
        rows = template_csv("en", shape=shape)[f"{name}.csv"].decode("utf-8-sig").split("\r\n")
        assert rows[0] == ",".join(columns)
        assert all(row.startswith("(example)") for row in rows[1:-1])


def test_the_kinds_of_tie_of_a_shape_are_offered():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook("fr", shape="funding_platform")))
    offers = [rule.formula1 for rule in book["ties"].data_validations.dataValidation if rule.type == "list"]
    assert '"prêt,subvention,prise de participation,garantie,don"' in offers
    assert '"oui,non"' in offers


def test_example_rows_that_were_left_in_are_left_out_and_said():
    files = template_csv("fr", shape="club")
    files["actors.csv"] += b"x,Club,association,,,\r\n"
    files["actors.csv"] += "y,Exemples réunis,entreprise,,,\r\n".encode()
    files["ties.csv"] += b"x,y,,\r\n"
    reading = read_files(files)
    assert list(reading.network.ids) == ["x", "y"]
    said = [problem for problem in reading.warnings if problem.what.key == "templates.examples.what"]
    assert [(problem.file, problem.what.values["count"]) for problem in said] == [
        ("actors.csv", 3),
        ("events.csv", 1),
        ("participations.csv", 2),
        ("ties.csv", 2),
    ]


def test_no_inline_list_of_choices_is_longer_than_excel_allows():
    for shape in SHAPES:
        for language in LANGUAGES:
            book = openpyxl.load_workbook(io.BytesIO(template_workbook(language, shape=shape)))
            for sheet in book.worksheets[1:]:
                for rule in sheet.data_validations.dataValidation:
                    assert len(rule.formula1 or "") <= 257
                    assert len(rule.prompt) <= 255


def test_an_unknown_shape_is_named_with_the_nearest():
    with pytest.raises(UnknownNameError, match="funding_platform"):
        template_workbook("en", shape="funding-platform")


@pytest.mark.parametrize("shape", [None, *SHAPES])
def test_the_french_template_speaks_french_and_explains_every_column(shape):
    book = openpyxl.load_workbook(io.BytesIO(template_workbook("fr", shape=shape)))
    assert book.sheetnames[0] == "Mode d'emploi"
    english = {column.example for table in TABLES.values() for column in table.columns}
    alike = {"FR", "Pays de la Loire", "https://example.org", "A. Example", "a@example.org", "both ends"}
    words = {example for example in english - alike if example and not example[-1].isdigit()}
    said = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert not words & said
    assert not {"unknown", "tie", "yes", "no"} & said
    say = translator("fr")
    for sheet in book.worksheets[1:]:
        for cell in sheet[1]:
            assert cell.comment.text.strip() == say(f"schema.{sheet.title}.{cell.value}")
