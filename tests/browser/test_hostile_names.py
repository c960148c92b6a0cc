"""A programme full of hostile names, walked through page by page: every name is shown, none does anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from graphlib.definitions import MEASURES, definition
from graphlib.drawing.names import plain
from graphlib.translation import LANGUAGES, Translator, translator
from tests import hostile
from tests.browser.conftest import open_page
from tests.browser.server import App, running_app

T = translator("en")
FILES: list[FilePayload] = [
    {"name": name, "mimeType": "text/csv", "buffer": content} for name, content in hostile.FILES.items()
]
NAMES = [plain(name, limit=60) for name in hostile.NAMES]
SAID = {
    "overview": [NAMES[0], hostile.SECTORS[0]],
    "explore": [NAMES[6]],
    "bridges": [NAMES[0]],
    "silos": list(hostile.SECTORS),
    "introductions": [NAMES[0], NAMES[1], NAMES[2], NAMES[6], NAMES[7], NAMES[11], NAMES[12], NAMES[13]],
    "committee": [],
    "data": [],
    "methods": [],
}
"""What each page says outside its tables, which are drawn."""

FAULTS = r"""(formulas) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const markup = all(`[onerror], [onload], [onclick], [href^="javascript:"], [href*="evil.example"], .katex,
    img[src="x"], [aria-label="delete icon"], img[alt="Streamlit logo"],
    [data-testid=stMarkdownContainer] :is(b, i, u, em, del, code, sub, sup)`)
    .filter((element) => element.localName !== "code" || !formulas.includes(element.textContent));
  const words = /^(bold|own|sector|theme|kind|column|role|r|p|m)$/;
  const bold = all("strong").filter((element) => words.test(element.textContent));
  const raised = all("[data-testid=stException]");
  const text = document.body.innerText;
  const read = text.match(/\\|[\u202a-\u202e\u2066-\u2069\u{1f604}]|1\)\) →|1=1 —/gu) ?? [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  return [...[...markup, ...bold, ...raised].map((e) => e.outerHTML), ...read, ...(wide > 0 ? [wide] : [])];
}"""
"""What names made happen: markup, signs rewritten, backslashes left over, turned text, a page too wide."""

FORMULAS = [
    formula
    for said in (definition(measure, language) for measure in MEASURES.values() for language in LANGUAGES)
    for formula in re.findall("``(.+?)``", "\n".join([said.question, *said.text, said.caution]))
]
"""What the definitions of the measures write as code, and nothing else may."""

Settled = Callable[[Page], Page]


@pytest.fixture(scope="module")
def stored(browser: Browser, tmp_path_factory: pytest.TempPathFactory, settled: Settled) -> Iterator[App]:
    """Give an app to which the files were uploaded by hand, under a name as hostile."""
    with running_app(tmp_path_factory.mktemp("hostile")) as app:
        for page in open_page(browser):
            page.goto(f"{app.url}/data")
            page.locator('input[type="file"]').set_input_files(FILES)
            page.get_by_role("button", name=T("importing.to_changes")).click()
            page.get_by_label(T("data.name")).fill(hostile.PROGRAMME)
            assert not page.evaluate(FAULTS, FORMULAS)
            page.get_by_role("button", name=T("data.store", count=16)).click()
            expect(page.get_by_text(T("overview.question"))).to_be_visible()
            settled(page)
        yield app


def said(page: Page) -> str:
    """Give the text of the page without the letter that has no width."""
    return str(page.locator("body").inner_text()).replace("\u2060", "")


def written(text: str) -> re.Pattern[str]:
    """Match a text as it is written, with or without the letter that has no width."""
    return re.compile("\u2060?".join(map(re.escape, text)))


def harmless(page: Page, settled: Settled, *texts: str) -> None:
    """Make sure that the page shows these names as they are written, and does nothing."""
    settled(page)
    for text in texts:
        expect(page.locator("body")).to_contain_text(written(text))
    assert not page.evaluate(FAULTS, FORMULAS), page.url


def go(page: Page, t: Translator, name: str) -> None:
    """Go to a page by the list at the side."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=t(f"{name}.title"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(t(f"{name}.question"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_shows_hostile_names_and_does_nothing(
    stored: App, page: Page, settled: Settled, language: str
) -> None:
    t = translator(language)
    page.goto(f"{stored.url}/?network=1&lang={language}")
    for name, texts in SAID.items():
        go(page, t, name)
        harmless(page, settled, *texts)
        page.set_viewport_size({"width": 390, "height": 844})
        harmless(page, settled)
        page.set_viewport_size({"width": 1440, "height": 900})


def test_the_map_the_search_and_the_profile(
    stored: App, page: Page, settled: Settled, tmp_path: Path
) -> None:
    page.goto(f"{stored.url}/explore?network=1")
    chart = page.get_by_test_id("network-map")
    expect(chart).to_have_attribute("data-ready", "true")
    for actor in (hostile.IDS[0], hostile.IDS[10]):
        place = chart.evaluate("(root, actor) => root.passerelleLocate(actor)", actor)
        page.mouse.click(place["x"], place["y"])
        name = NAMES[hostile.IDS.index(actor)]
        expect(page.locator(".st-key-explore_profile h3")).to_contain_text(name[:20])
        harmless(page, settled)
    place = chart.evaluate("(root, actor) => root.passerelleLocate(actor)", hostile.IDS[2])
    page.mouse.move(place["x"], place["y"])
    expect(chart.locator(".vis-tooltip")).to_contain_text(NAMES[2])

    for words, number in (("onerror", 2), ("evil.example", 14), ("--", 12), ("{n}", 15), ("material", 0)):
        page.get_by_label(T("explore.search.label")).fill(words)
        page.get_by_label(T("explore.search.label")).press("Enter")
        found = page.locator(".stElementContainer[class*=st-key-explore_found]").get_by_role("button")
        found.filter(has_text=written(NAMES[number])).click()
        harmless(page, settled, NAMES[number], hostile.REGION)
    # While a run replaces the profile of one organisation by another's, both stand in the page.
    expect(page.get_by_label(T("explore.profile.go"))).to_have_count(1)
    page.get_by_label(T("explore.profile.go")).click()
    harmless(page, settled, NAMES[1], NAMES[11])
    page.keyboard.press("Escape")

    page.get_by_role("button", name=T("explore.filters")).click()
    for label, option in ((T("explore.kinds"), hostile.KINDS[0]), (T("explore.sectors"), hostile.SECTORS[2])):
        page.get_by_label(label).click()
        page.get_by_role("option", name=option).click()
        expect(page.locator("h4").first).to_contain_text(written(option))
        harmless(page, settled)
    page.keyboard.press("Escape")
    _offline(page, tmp_path / "map.html")


def _offline(page: Page, path: Path) -> None:
    """Save the map and open the file, under the same watch."""
    page.get_by_role("button", name=T("explore.save_map")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=T("explore.save_html")).click()
    assert download.value.suggested_filename == path.name
    download.value.save_as(path)
    page.goto(path.as_uri())
    expect(page.locator("h1")).to_have_text(plain(hostile.PROGRAMME))
    page.wait_for_function("document.querySelector('canvas')")
    assert not page.evaluate("document.querySelectorAll('img, [onerror], script[src]').length")


def test_a_picked_row_a_chart_and_an_introduction(stored: App, page: Page, settled: Settled) -> None:
    page.goto(f"{stored.url}/bridges?network=1")
    table = page.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible()
    settled(page)
    page.get_by_test_id("stVegaLiteChart").first.locator(".mark-rect path").first.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text(NAMES[0])
    harmless(page, settled, NAMES[0])
    # What is computed meanwhile draws the page again when it is done, and may swallow a click.
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=60_000)
    settled(page)
    table.click(position={"x": 18, "y": 52})
    page.get_by_role("button", name=re.compile("^" + T("bridges.open", name=".*"))).click()
    expect(page.locator(".st-key-explore_profile h3")).to_be_visible()
    harmless(page, settled, NAMES[0])

    go(page, T, "introductions")
    page.get_by_label(T("introductions.mine")).click()
    harmless(page, settled, NAMES[8], "W" * 89 + "…")
    page.get_by_role("option", name=NAMES[1]).click()
    harmless(page, settled, NAMES[1], T("introductions.card.and"))
    page.get_by_text(T("introductions.settings")).click()
    page.get_by_label(T("introductions.never"), exact=True).click()
    page.get_by_role("option", name=NAMES[5]).click()
    harmless(page, settled, NAMES[5])


def test_a_snapshot_is_read_issued_and_kept(
    stored: App, page: Page, settled: Settled, tmp_path: Path
) -> None:
    page.goto(f"{stored.url}/committee?network=1")
    title = f"{hostile.NAMES[0]} {hostile.NAMES[1]} {hostile.NAMES[2]}"
    page.get_by_label(T("committee.title_field")).fill(title)
    page.get_by_label(T("committee.title_field")).press("Enter")
    preview = page.frame_locator('iframe[data-testid="stIFrame"]')
    expect(preview.locator("h1")).to_have_text(title)
    assert preview.locator("img, script, a[href^='javascript:']").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name=T("committee.download.html")).click()
    assert re.fullmatch(r"[a-z0-9-]+\.html", download.value.suggested_filename)
    page.get_by_role("button", name=T("committee.issue")).click()
    harmless(page, settled, T("committee.issued", title=title))
    expect(page.get_by_text(T("committee.earlier"))).to_be_visible()

    go(page, T, "data")
    page.locator('input[type="file"]').set_input_files(FILES)
    harmless(page, settled, T("importing.whole", counts="\t").split("\t")[0])
    page.get_by_role("button", name=re.compile(T("importing.to_remarks", count=99).split("99")[0])).click()
    harmless(page, settled, T("importing.no_faults"))
    # The button of the step before may stand there until the run is over.
    on = page.get_by_role("button", name=T("importing.to_changes"))
    expect(on).to_have_count(1)
    on.click()
    harmless(page, settled, T("data.where_version", name=hostile.PROGRAMME))
    for part in ("quality", "duplicates", "edit", "history"):
        page.get_by_test_id("stRadio").get_by_text(T(f"data.part.{part}"), exact=True).click()
        harmless(page, settled)
    page.get_by_test_id("stRadio").get_by_text(T("data.part.import"), exact=True).click()
    for wide in (1440, 390):
        page.set_viewport_size({"width": wide, "height": 900})
        harmless(page, settled)

    saved = tmp_path / "committee.html"
    download.value.save_as(saved)
    page.goto(saved.as_uri())
    for wide in (1440, 390):
        page.set_viewport_size({"width": wide, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert title in said(page)
