"""Text tables whose encoding, separator or cells came out of shape."""

import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.errors import InputError
from graphlib.readers.formats.sheets.delimited import read_text
from graphlib.readers.formats.sheets.encoding import decoded
from graphlib.readers.formats.sheets.split_decimals import rejoined

RAW = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "raw"


def grid(data):
    return read_text(data if isinstance(data, bytes) else data.encode(), file="t.csv", name="t")


def said(found):
    return {problem.what.key.split(".")[1]: problem.what.values for problem in found.notes}


def test_lines_in_two_encodings_are_each_read_as_what_they_are():
    data = "id;name\n1;Nîmes\n2;Orléans\n".encode() + "3;Besançon – l’été\n4;Zürich\n".encode("cp1252")
    found = grid(data)
    assert [row[1] for row in found.rows[1:]] == ["Nîmes", "Orléans", "Besançon – l’été", "Zürich"]
    assert said(found)["mixed_encodings"] == {"count": 2, "other": "cp1252"}


def test_a_mark_for_utf_8_does_not_spoil_older_lines_below_it():
    found = grid("\ufeffid;name\n1;Nîmes\n".encode() + "2;Orléans\n".encode("cp1252"))
    assert found.rows == [["id", "name"], ["1", "Nîmes"], ["2", "Orléans"]]
    assert said(found)["mixed_encodings"]["count"] == 1


def test_capitals_before_signs_do_not_make_cp1252_a_mixture():
    text = "id;name\n1;UNIVERSITÉ\u00a0: été\n2;«\u00a0LIBERTÉ’S\n3;Nîmes\n"
    found = grid(text.encode("cp1252"))
    assert found.encoding == "cp1252"
    assert found.rows[1][1] == "UNIVERSITÉ\u00a0: été"


def test_letters_encoded_twice_are_put_right():
    text = "id;name\n1;Département – l’été\n2;Zürich\n"
    found = grid(text.encode().decode("cp1252").encode())
    assert [row[1] for row in found.rows[1:]] == ["Département – l’été", "Zürich"]
    assert said(found) == {"encoded_twice": {"example": "Département"}}


def test_one_letter_that_is_right_proves_that_nothing_was_encoded_twice():
    assert grid("id;name\n1;DÃ©partement\n2;Zürich\n").rows[1][1] == "DÃ©partement"
    assert not decoded("São Paulo; Ã".encode()).is_repaired


def test_marks_between_files_put_together_are_dropped_and_said():
    found = grid("\ufeffid,name\n1,a\n\ufeff2,b\n")
    assert found.rows == [["id", "name"], ["1", "a"], ["2", "b"]]
    assert said(found) == {"inner_marks": {"count": 1}}


@pytest.mark.parametrize("separator", [":", "^", "~"])
def test_rare_separators(separator):
    text = "\n".join(separator.join(row) for row in (["source", "target"], ["a b", "c"], ["d", "e"]))
    assert (grid(text).separator, grid(text).rows[1]) == (separator, ["a b", "c"])


def test_columns_aligned_by_spaces_or_tabs():
    assert grid("name           city\nVille d'Aix    Aix\nRat der Stadt  Bern\n").rows[1:] == [
        ["Ville d'Aix", "Aix"],
        ["Rat der Stadt", "Bern"],
    ]
    assert grid("source target\na b\nb  c\n").separator == " "
    assert grid("source target\na b\nb c\n").rows[2] == ["b", "c"]


def test_one_column_is_not_split():
    assert grid("Full name\nAnne Martin\nPaul Petit\n").rows == [
        ["Full name"],
        ["Anne Martin"],
        ["Paul Petit"],
    ]
    assert grid("notes\nat 10:30\nno time\n").rows[1] == ["at 10:30"]


def test_a_separator_that_excel_declares_may_be_any():
    assert grid("sep=#\na#b\n1#2\n").rows == [["a", "b"], ["1", "2"]]


def test_amounts_cut_at_their_comma_are_joined():
    found = grid("name,amount,year\nA,25 000,00,2019\nB,300,2019\nC,1 200,5,2020\n")
    assert found.rows[1:] == [["A", "25 000,00", "2019"], ["B", "300", "2019"], ["C", "1 200,5", "2020"]]
    assert said(found) == {"split_decimals": {"count": 2, "example": "25 000,00"}}


def test_two_amounts_in_a_row_are_joined_each():
    rows = [["name", "a", "b"], ["A", "1", "50", "2", "25"], ["B", "7", "10", "9", "75"]]
    assert rejoined(rows, 0)[0][1:] == [["A", "1,50", "2,25"], ["B", "7,10", "9,75"]]


@pytest.mark.parametrize(
    "body",
    [
        [["A", "x", "y", "2019"], ["B", "u", "v", "2019"]],
        [["1", "2", "3", "4"], ["5", "6", "7", "8"]],
        [["A", "25 000", "00", "2019"]],
    ],
)
def test_rows_that_are_long_for_another_or_an_unclear_reason_stay_as_they_are(body):
    rows = [["name", "amount", "year"], *body]
    assert rejoined(rows, 0) == (rows, 0, "")


def test_rows_too_long_for_a_comma_in_text_stay_a_fault_beside_mended_ones():
    rows = [["name", "amount", "note"], ["A", "1", "50", "x"], ["B", "2", "75", "y"], ["C", "3", "x", "y"]]
    mended, count, _ = rejoined(rows, 0)
    assert (count, mended[3]) == (2, ["C", "3", "x", "y"])


def test_a_word_for_nothing_among_figures_is_blank_everywhere_but_among_codes():
    found = grid("id,size,state,note\na,12,NA,NA\nb,NA,FR,x\nc,7,DE,y\n")
    assert found.rows[1:] == [["a", "12", "NA", ""], ["b", "", "FR", "x"], ["c", "7", "DE", "y"]]
    assert said(found) == {"blank_markers": {"count": 2, "words": "NA"}}


def test_a_word_for_nothing_in_three_columns_is_blank_in_two_it_is_text():
    three, two = grid("a,b,c\nNULL,x,NULL\ny,NULL,z\n"), grid("a,b,c\nNULL,x,q\ny,NULL,z\n")
    assert three.rows[1:] == [["", "x", ""], ["y", "", "z"]]
    assert two.rows[1] == ["NULL", "x", "q"]


def test_namibia_stays_in_a_column_of_countries():
    assert grid("name,country,size\nBond,NA,NA\nRat,NA,3\n").rows[1] == ["Bond", "NA", ""]


def test_quoted_line_ends_and_excel_marks():
    found = grid('"na\nme","c"\r\n"a_x000D__x000D_b","d\ne"\r\n')
    assert found.rows == [["na\nme", "c"], ["a b", "d\ne"]]


@pytest.mark.skipif(not RAW.exists(), reason="the raw files are not here")
def test_raw_text_tables_lose_no_cell():
    for path in sorted(RAW.glob("*.csv")):
        data = path.read_bytes()
        found = grid(data)
        text = data.decode("cp1252" if found.encoding == "cp1252" else "utf-8-sig")
        text = text.replace("\0", "").replace("\ufeff", "")
        plain = list(csv.reader(io.StringIO(text, newline=""), delimiter=found.separator))
        assert len(found.rows) == len(plain), path.name
        joined = said(found).get("split_decimals", {}).get("count", 0)
        assert sum(map(len, found.rows)) == sum(map(len, plain)) - joined, path.name


@pytest.mark.skipif(not RAW.exists(), reason="the raw files are not here")
def test_the_amounts_of_the_vendee_are_whole():
    found = grid((RAW / "fr_vendee_conventions_2019-03.csv").read_bytes())
    assert said(found)["split_decimals"]["count"] == 27
    amounts = {row[7] for row in found.rows[1:] if len(row) == 14}
    assert "52\u00a0000,00" in amounts


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_table_or_a_refusal(data):
    with contextlib.suppress(InputError):
        assert grid(data).rows


@given(
    st.text(alphabet="a1é,;:^\t \n\"'.-NAÃ©\ufeff\0", max_size=200),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_table_or_a_refusal(text, encoding):
    with contextlib.suppress(InputError):
        assert grid(text.encode(encoding, errors="ignore")).rows
