"""The Excel workbook: opens, says the same as the page, runs nothing, and keeps within Excel's limits."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from graphlib.introductions import introductions
from graphlib.network import Network
from graphlib.reports import sheets
from graphlib.reports.sheets import Sheet, workbook_bytes
from graphlib.reports.table import Heading, ReportTable, table_of
from graphlib.reports.workbook import workbook
from graphlib.snapshot import Snapshot, snapshot

HOSTILE = ["<script>alert(1)</script>", "=cmd|'/c calc'!A0", "../../x", "جمعية الطاقة", "🌱", "N" * 4000]


@pytest.fixture(scope="module")
def shown() -> Snapshot:
    """A chain of triangles with hostile names and private contacts."""
    ids = [f"a{place}" for place in range(6)]
    actors = pd.DataFrame(
        {
            "id": ids,
            "name": HOSTILE,
            "sector": ["company", "community", "research"] * 2,
            "contact_name": "Private Person",
            "contact_email": "private@example.org",
        }
    )
    pairs = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5)]
    ties = pd.DataFrame([(ids[u], ids[v]) for u, v in pairs], columns=["source", "target"])
    network = Network.build(actors, ties.assign(since="2026-02-01"))
    return snapshot(network, introductions(network, top=5))


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(book: openpyxl.Workbook, name: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def test_it_has_a_sheet_a_question(shown: Snapshot) -> None:
    assert opened(workbook(shown)).sheetnames == [
        "Summary", "Organisations", "Ties", "Sectors", "Groups found", "Bridges", "Introductions", "Method",
    ]  # fmt: skip


def test_in_french_too(shown: Snapshot) -> None:
    french = snapshot(shown.network, shown.plan, analysis=shown.analysis, language="fr")
    book = opened(workbook(french))
    assert book.sheetnames[0] == "Synthèse"
    assert book["Synthèse"]["A1"].value == "État du réseau"


def test_every_organisation_stands_in_its_row_as_text(shown: Snapshot) -> None:
    rows = cells(opened(workbook(shown)), "Organisations")
    head = rows[3]
    assert head[:3] == ["Id", "Organisation", "Sector"]
    assert [row[1] for row in rows[4:10]] == HOSTILE
    assert [row[head.index("Contacts")] for row in rows[4:10]] == [2, 2, 3, 2, 2, 1]
    assert rows[4][2] == "Companies"


def test_of_very_many_ties_the_strongest_stand_there(
    shown: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stronger = shown.network.stated_ties.assign(weight=[2.0, 9.0, 1.0, 1.0, 5.0, 1.0])
    network = Network.build(shown.network.actors, stronger)
    monkeypatch.setattr(sys.modules["graphlib.reports.workbook"], "_MOST_TIES", 3)
    rows = cells(opened(workbook(snapshot(network))), "Ties")
    assert rows[1][0] == "The 3 strongest of 6 ties stand here; the open formats have all."
    assert [(row[0], row[1]) for row in rows[4:]] == [("a0", "a1"), ("a0", "a2"), ("a3", "a4")]


def test_nothing_is_a_formula_or_a_link(shown: Snapshot) -> None:
    book = opened(workbook(shown))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


def test_headings_stay_and_filter(shown: Snapshot) -> None:
    sheet = opened(workbook(shown))["Ties"]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:K10"
    assert sheet.print_title_rows == "$4:$4"


def test_nothing_personal_leaves_and_the_public_gets_less(shown: Snapshot) -> None:
    public = snapshot(shown.network, shown.plan, analysis=shown.analysis, audience="public")
    book = opened(workbook(public))
    assert book.sheetnames == ["Summary", "Organisations", "Ties", "Sectors", "Groups found", "Method"]
    assert "Holds others on" not in cells(book, "Organisations")[3]
    for made in (shown, public):
        book = opened(workbook(made))
        text = str([cells(book, name) for name in book.sheetnames])
        assert "Private Person" not in text
        assert "private@" not in text


def test_two_runs_give_equal_bytes(shown: Snapshot) -> None:
    again = snapshot(shown.network, introductions(shown.network, top=5))
    assert workbook(again) == workbook(shown)


def test_too_long_a_text_is_cut_and_says_so() -> None:
    table = ReportTable("", "", (Heading("text"),), (("x" * 40_000,), ("🌱" * 20_000,), ("short",)))
    rows = cells(opened(workbook_bytes([Sheet("texts", (table,))])), "texts")
    for row in rows[1:3]:
        text = str(row[0])
        assert text.endswith(" […]")
        assert len(text.encode("utf-16-le")) // 2 <= sheets.CELL_LIMIT
    assert rows[3] == ["short"]


def test_more_rows_than_a_sheet_holds_are_cut_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROW_LIMIT", 8)
    table = ReportTable("Title", "Finding", (Heading("n", "count"),), tuple((n,) for n in range(20)))
    sheet = Sheet("rows", (table,), is_bare=False, note_when_cut="cut here")
    rows = cells(opened(workbook_bytes([sheet])), "rows")
    assert [row[0] for row in rows] == ["Title", "Finding", "cut here", "n", 0, 1, 2, 3]


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    table = ReportTable("", "", (Heading("text"),), (("a\x00b\x1f\ud800c",),))
    assert cells(opened(workbook_bytes([Sheet("x", (table,))])), "x")[1:] == [["abc"]]


def test_missing_values_are_empty_cells() -> None:
    frame = pd.DataFrame({"n": [1.5, None], "t": ["a", None], "i": pd.array([None, 3], dtype="Int64")})
    assert cells(opened(workbook_bytes([Sheet("x", (table_of(frame),))])), "x")[1:] == [
        [1.5, "a", None],
        [None, None, 3],
    ]


def test_saving_picks_the_workbook(shown: Snapshot, tmp_path: Path) -> None:
    import graphlib.reports  # noqa: F401 - enters the formats

    assert opened(shown.save(tmp_path / "committee.xlsx").read_bytes()).sheetnames[0] == "Summary"
