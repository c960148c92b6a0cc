"""Text, numbers, dates and flags as people write them."""

import numpy as np
import pandas as pd
import pytest

from graphlib.readers import read_files
from graphlib.readers.columns import meanings, table_named, table_of
from graphlib.readers.dates import dates
from graphlib.readers.formats.delimited import read_text
from graphlib.readers.formats.encoding import decode
from graphlib.readers.values import flags, list_separator, lists, numbers
from graphlib.schema import ACTORS, PARTICIPATIONS, TIES


def column(*cells):
    return pd.Series([cell or np.nan for cell in cells], dtype="str")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman"],
)
def test_letters_survive_every_encoding(encoding):
    text = "id,name\n1,Société d'Économie à Nîmes\n2,Gemeinde Zürich\n"
    found, _, _ = decode(text.encode(encoding))
    assert found.lstrip("\ufeff") == text


def test_a_guessed_encoding_is_said_with_an_example():
    reading = read_files({"ties.csv": "source;target\nÉcole;Zürich\n".encode("cp1252")})
    (said,) = [p for p in reading.warnings if "encoding" in p.what.key]
    assert "cp1252" in said.text()
    assert "École" in said.text()


def test_nul_bytes_are_dropped_and_said():
    reading = read_files({"ties.csv": b"source,target\na\0,b\n"})
    assert list(reading.network.ids) == ["a", "b"]
    assert any("nul" in p.what.key for p in reading.warnings)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_even_beside_decimal_commas(separator):
    weight = "1,5" if separator != "," else '"1,5"'
    text = separator.join(["source", "target", "weight"]) + "\n" + separator.join(["a", "b", weight]) + "\n"
    grid = read_text(text.encode(), file="t.csv", name="t")
    assert grid.separator == separator
    assert grid.rows[1] == ["a", "b", "1,5"]


def test_the_separator_that_excel_declares_is_kept_and_its_line_is_no_row():
    grid = read_text(b"sep=;\r\nsource;target\r\na;b\r\n", file="t.csv", name="t")
    assert grid.rows == [["source", "target"], ["a", "b"]]


def test_old_line_ends_and_line_breaks_in_cells():
    assert read_text(b"source,target\ra,b\r", file="t", name="t").rows[1] == ["a", "b"]
    assert read_text(b'source,target\n"a\nb",c\n', file="t", name="t").rows[1] == ["a\nb", "c"]


@pytest.mark.parametrize(
    ("cells", "separator", "expected"),
    [
        (("1.5", "2"), ",", [1.5, 2]),
        (("1,5", "2"), ",", [1.5, 2]),
        (("1,500", "2"), ",", [1500, 2]),
        (("1,500", "2"), ";", [1.5, 2]),
        (("1,500", "2,5"), ",", [1.5, 2.5]),
        (("1.234,5", "1.000"), ";", [1234.5, 1000]),
        (("1,234.5", "1.25"), ",", [1234.5, 1.25]),
        (("12 345", "1\u202f000,5"), ";", [12345, 1000.5]),
        (("1'000", "1e3"), ",", [1000, 1000]),
    ],
)
def test_numbers(cells, separator, expected):
    read, _ = numbers(column(*cells), separator=separator)
    assert read.tolist() == expected


def test_unread_numbers_stay_as_they_came():
    read, _ = numbers(column("nan", "1", "inf", "much", ""))
    assert read.iloc[:4].tolist() == ["nan", 1.0, "inf", "much"]
    assert read.isna().tolist() == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2026-03-31T10:00:00Z", "2026-03-31"),
        ("2026-3-1", "2026-03-01"),
        ("31/03/2026", "2026-03-31"),
        ("31.3.2026", "2026-03-31"),
        ("31-03-26", "2026-03-31"),
        ("2026/03/31", "2026-03-31"),
        ("03/2026", "2026-03-01"),
        ("2026-03", "2026-03-01"),
        ("2026", "2026-01-01"),
        ("46112", "2026-03-31"),
        ("2026-02-30", "2026-02-30"),
        ("soon", "soon"),
    ],
)
def test_dates(cell, expected):
    assert dates(column(cell)).cells.tolist() == [expected]


def test_ends_are_the_last_day():
    assert dates(column("2024", "2024-02"), is_end=True).cells.tolist() == ["2024-12-31", "2024-02-29"]


def test_day_and_month_are_told_apart_by_the_whole_column():
    open_, european, american = (
        column("03/04/2026"),
        column("03/04/2026", "13/04/2026"),
        column("03/04/2026", "04/13/2026"),
    )
    assert dates(open_).cells.tolist() == ["2026-04-03"]
    assert dates(european).cells.tolist() == ["2026-04-03", "2026-04-13"]
    assert dates(american).cells.tolist() == ["2026-03-04", "2026-04-13"]
    remarks = [dates(cells).remarks[0][0] for cells in (open_, european, american)]
    assert remarks == ["day_month_open", "day_month", "month_day"]


def test_flags_of_five_languages():
    words = ("yes", "Oui", "JA", "sí", "1", "x", "✓", "no", "non", "nein", "0", "faux", "")
    assert flags(column(*words)).tolist() == [True] * 7 + [False] * 6
    assert flags(column("perhaps", "yes")).tolist() == ["perhaps", True]


def test_items_of_a_list():
    assert list_separator(column("a, b; c")) == ";"
    assert lists(column("a | b|a", ""), separator="|").fillna("-").tolist() == ["a;b", "-"]


def test_headings_of_five_languages():
    assert set(meanings(["Nom de l'organisation", "Secteur", "PAYS"], ACTORS).values()) == {
        "name",
        "sector",
        "country",
    }
    assert set(meanings(["Von", "Nach", "Stärke"], TIES).values()) == {"source", "target", "weight"}
    assert set(meanings(["Organizzazione", "Evento", "Ruolo"], PARTICIPATIONS).values()) == {
        "actor_id",
        "event_id",
        "role",
    }


def test_a_column_s_own_name_goes_before_its_synonyms():
    assert meanings(["Organisation", "name", "type", "sector"], ACTORS) == {1: "name", 3: "sector"}


def test_tables_are_known_by_name_and_by_headings():
    assert table_named("Événements").name == "events"
    assert table_named("flows") is None
    assert table_of(["source", "target"]).name == "ties"
    assert table_of(["Participant", "Réunion"]).name == "participations"
    assert table_of(["event_id", "name"]).name == "events"
    assert table_of(["Name", "City"]).name == "actors"
    assert table_of(["colour"]) is None
