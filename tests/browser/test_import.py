"""Files as partners send them: dropped, understood, stored, duplicates merged, undone, compared."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

RAW = Path(__file__).resolve().parents[3] / "shared/data/raw"
SUBSIDIES = "fr_subventions_pdl_named_utf8_is_cp1252.csv"
INTERREG = "keep_closed_1420.xlsx"


def _subsidies(folder: Path) -> Path:
    """Write a list of subsidies as French departments publish them, in cp1252 under a name that says utf8."""
    head = "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;idBeneficiaire;montant;nature"
    names = ["Club de plongée", "Comité des fêtes", "Théâtre du Marché", "Société d'élevage"]
    rows = [
        f'"Département de Loire-Atlantique";"22440002800011";"2014";"{name} {place}";NA;"250.0";"aide"'
        for place in ("A", "B", "C", "D", "E")
        for name in names
    ]
    path = folder / SUBSIDIES
    path.write_bytes("\n".join([head, *rows]).encode("cp1252"))
    return path


def _interreg(folder: Path) -> Path:
    """Write a workbook of projects and partners as keep.eu exports it."""
    book = openpyxl.Workbook()
    projects = book.active
    projects.title = "Projects (lead partners)"
    projects.append(["Programme", "Acronym", "Project Name", "Lead Partner", "Project start", "Project end"])
    partners = book.create_sheet("Partners")
    partners.append(["Programme", "Acronym", "Project Partner", "Lead Partner", "Country", "Legal Status"])
    for number in range(12):
        acronym = f"PROJECT{number}"
        projects.append(["Interreg", acronym, f"Project {number}", "Town", "2016/09/04", "2018/12/31"])
        for name in (f"City of Example {number % 5}", f"CITY OF EXAMPLE {number % 5}", f"Union {number}"):
            partners.append(["Interreg", acronym, name, "No", "Germany", "public"])
    path = folder / INTERREG
    book.save(path)
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Give the two real files, or stand-ins of the same form where they are not there."""
    if RAW.exists():
        return str(RAW / SUBSIDIES), str(RAW / INTERREG)
    return str(_subsidies(tmp_path)), str(_interreg(tmp_path))


def _part(page: Page, name: str, settled) -> None:
    page.get_by_test_id("stRadio").get_by_text(name, exact=True).click()
    settled(page)


def _data(page: Page, settled) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Data", exact=True).click()
    expect(page.get_by_role("heading", name="What do we know, and how well?")).to_be_visible()
    settled(page)


def _store(page: Page, file: str, settled) -> int:
    """Drop a file, go through what was understood, and store it as a new programme."""
    page.locator('input[type="file"]').set_input_files([file])
    on = page.get_by_role("button", name="Continue: what will change")
    expect(on).to_be_visible(timeout=60_000)
    settled(page)
    expect(page.get_by_text("nothing is stored yet", exact=False).first).to_be_visible()
    on.click()
    store = page.get_by_role("button", name=re.compile(r"Store [\d,]+ organisations"))
    expect(store).to_be_visible()
    count = int(re.sub(r"\D", "", store.inner_text().split("Store")[1].split("organisations")[0]))
    store.click()
    expect(page.get_by_text("How is our network doing?")).to_be_visible(timeout=60_000)
    settled(page)
    return count


def test_two_real_files_from_drop_to_store_merged_undone_and_compared(fresh_app, page, settled, files):
    subsidies, interreg = files
    with fresh_app() as app:
        page.goto(app.url + "/data")
        settled(page)
        page.locator('input[type="file"]').set_input_files([subsidies])
        expect(page.get_by_text("Read without a fault", exact=False)).to_be_visible(timeout=60_000)
        page.get_by_role("button", name=re.compile(r"Read the \d+ remarks")).click()
        expect(page.get_by_text("cp1252", exact=False).first).to_be_visible()
        expect(
            page.get_by_text("Recognised as a French list of subsidies", exact=False).first
        ).to_be_visible()
        page.get_by_role("button", name="Back").click()
        settled(page)
        page.get_by_role("button", name="Back").click()
        page.get_by_role("button", name="Let these files go").click()
        expect(page.get_by_role("button", name="Let these files go")).to_have_count(0)
        settled(page)
        assert _store(page, subsidies, settled) > 20

        _data(page, settled)
        stored = _store(page, interreg, settled)
        assert stored > 15

        _data(page, settled)
        _part(page, "Duplicates", settled)
        shown = page.get_by_role("heading", level=4).first
        for merged in (1, 2):
            page.get_by_role("button", name="Same organisation: keep A").click()
            expect(shown).to_contain_text(f"{stored - merged:,} organisations")
            settled(page)
        page.get_by_role("button", name="Undo").first.click()
        settled(page)
        expect(shown).to_contain_text(f"{stored - 1:,} organisations")

        _part(page, "History", settled)
        expect(page.get_by_text("Version 3", exact=False).first).to_be_visible()
        expect(page.get_by_text("Compare two versions")).to_be_visible()
        expect(
            page.get_by_text(re.compile(r"1 .*organisations?.* gone|organisations?: .*1 gone", re.I)).first
        ).to_be_visible()
        page.reload()
        settled(page)
        expect(page.get_by_role("heading", level=4).first).to_contain_text(f"{stored - 1:,} organisations")
        page.close()
