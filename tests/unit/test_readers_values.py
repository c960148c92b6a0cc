"""Text, numbers, dates and flags as people write them."""

import numpy as np
import pandas as pd
import pytest

from graphlib.readers import read_files
from graphlib.readers.columns import meanings, table_named, table_of
from graphlib.readers.dates import dates
from graphlib.readers.formats.sheets.delimited import read_text
from graphlib.readers.formats.sheets.encoding import decode
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
        (("€ 1 200", "1.234,56 EUR"), ";", [1200, 1234.56]),
        (("$1,200.50", "CHF 1'200.50"), ",", [1200.5, 1200.5]),
        (("1'200.–", "1 200,- €"), ";", [1200, 1200]),
        (("12 %", "7%"), ",", [0.12, 0.07]),
        (("(1 200)", "−5", "5-"), ",", [-1200, -5, -5]),
        (("€ -5", "-€5", "- 5"), ",", [-5, -5, -5]),
        (("3 k€", "1.2 M€"), ",", [3000, 1200000]),
        (("1.234.567", "2"), ",", [1234567, 2]),
    ],
)
def test_numbers(cells, separator, expected):
    read, _ = numbers(column(*cells), separator=separator)
    assert read.tolist() == expected


@pytest.mark.parametrize("cell", ["12 apples", "5 €€", "--5", "1 2", "€", "12-5", "(a)", "%"])
def test_what_is_no_number_stays(cell):
    assert numbers(column(cell, "1"))[0].tolist() == [cell, 1.0]


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
        ("2026-03-31T23:30:00+02:00", "2026-03-31"),
        ("20260331", "2026-03-31"),
        ("46112.75", "2026-03-31"),
        ("31 mars 2026", "2026-03-31"),
        ("1er août 2026", "2026-08-01"),
        ("31. März 2026", "2026-03-31"),
        ("31-Mar-2026", "2026-03-31"),
        ("March 31, 2026", "2026-03-31"),
        ("31 de marzo de 2026", "2026-03-31"),
        ("31 gennaio 2026", "2026-01-31"),
        ("Tuesday, 31 March 2026", "2026-03-31"),
        ("März 2026", "2026-03-01"),
        ("Mar-26", "2026-03-01"),
        ("sept. 2026", "2026-09-01"),
        ("T2 2026", "2026-04-01"),
        ("2026-Q4", "2026-10-01"),
        ("2e trimestre 2026", "2026-04-01"),
        ("2014-2020", "2014-01-01"),
        ("2017-10-06/2018-06-30", "2017-10-06"),
        ("2019-12-01_2022-12-01", "2019-12-01"),
        ("du 01/03/2026 au 05/04/2026", "2026-03-01"),
        ("Dec 2020 – Jan 2021", "2020-12-01"),
        ("31/12/68", "2068-12-31"),
        ("31/12/69", "1969-12-31"),
        ("Covid-19", "Covid-19"),
        ("2020-2014", "2020-2014"),
        ("99999999", "99999999"),
        ("March 32, 2026", "March 32, 2026"),
        ("2026-02-30", "2026-02-30"),
        ("soon", "soon"),
    ],
)
def test_dates(cell, expected):
    assert dates(column(cell)).cells.tolist() == [expected]


def test_ends_are_the_last_day():
    assert dates(column("2024", "2024-02"), is_end=True).cells.tolist() == ["2024-12-31", "2024-02-29"]


def test_ends_of_quarters_months_and_periods_are_the_last_day():
    read = dates(
        column("T1 2026", "febbraio 2024", "2014-2020", "2017-10-06/2018-06", "5 mai 2020"), is_end=True
    )
    assert read.cells.tolist() == ["2026-03-31", "2024-02-29", "2020-12-31", "2018-06-30", "2020-05-05"]
    assert [remark for remark, _, _ in read.remarks] == ["month", "month_name", "quarter", "range_end"]


def test_named_dates_and_periods_are_said():
    ties = "source;target;since\na;b;3 mars 2026\nb;c;2014-2020\nc;d;T1 2026\n"
    said = {p.what.key: p.text("fr") for p in read_files({"ties.csv": ties.encode()}).warnings}
    assert "3 mars 2026 → 2026-03-03" in said["cells_read.date_month_name.what"]
    assert "2014-2020 → 2014-01-01" in said["cells_read.date_range_start.what"]
    assert "T1 2026 → 2026-01-01" in said["cells_read.date_quarter.what"]


def test_a_period_shows_the_order_of_day_and_month():
    cells = column("01/03/2026 - 13/04/2026", "02/03/2026")
    assert dates(cells).cells.tolist() == ["2026-03-01", "2026-03-02"]


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
