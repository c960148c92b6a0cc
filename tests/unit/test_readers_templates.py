"""Templates and the data dictionary."""

import io

import openpyxl
import pytest

from graphlib.readers import data_dictionary, read_files, template_csv, template_workbook
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
