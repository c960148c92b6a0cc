"""Every page for everybody: judged by axe on a desk and a telephone, in light and dark; used by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FileChooser, FilePayload, Locator, Page, expect
from playwright.sync_api import TimeoutError as TimedOut

from graphlib.translation import translator
from tests.browser import programme
from tests.browser.conftest import open_page
from tests.browser.programme import still
from tests.browser.server import App

PAGES = (
    "overview",
    "explore",
    "bridges",
    "silos",
    "introductions",
    "scenarios",
    "committee",
    "data",
    "methods",
)
EXAMPLE = "network=example:event_programme"
ACTOR = "tramways-de-valbrume"
TALL = 5000
"""Pixels of a window in which nothing is scrolled out of sight: axe judges colours only of what is seen."""

Settled = Callable[[Page], Page]
t = translator("en")


def go(page: Page, name: str, settled: Settled) -> None:
    """Go to a page by the list at the side, and wait until it stands still."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=t(f"{name}.title"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(t(f"{name}.question"))
    settled(page)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    if name == "explore":
        expect(page.get_by_test_id("network-map")).to_have_attribute("data-ready", "true")


def faults(page: Page) -> list[str]:
    """List what axe calls serious or critical, with the place."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


def judged(page: Page, width: int) -> list[str]:
    """Judge a page at a width, where it also must not be wider than its window."""
    page.set_viewport_size({"width": width, "height": TALL})
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*faults(page), *([f"{page.url}: {wide} px too wide at {width}"] if wide > 0 else [])]


@pytest.fixture
def dark(browser: Browser) -> Iterator[Page]:
    """Give a page of somebody who prefers dark colours."""
    yield from open_page(browser, scheme="dark")


def test_no_page_has_a_serious_fault_at_any_width(page: Page, app: App, settled: Settled) -> None:
    page.goto(f"{app.url}/?{EXAMPLE}&actor={ACTOR}")
    found = []
    for name in PAGES:
        go(page, name, settled)
        found += [*judged(page, 1440), *judged(page, 390)]
        page.set_viewport_size({"width": 1440, "height": 900})
    assert not found, "\n".join(found)


def test_every_page_is_drawn_in_dark_without_a_serious_fault(dark: Page, app: App, settled: Settled) -> None:
    dark.goto(f"{app.url}/?{EXAMPLE}&actor={ACTOR}")
    found = []
    for name in PAGES:
        go(dark, name, settled)
        if name == "introductions":
            dark.get_by_role("button", name=t("introductions.settings")).click()
            expect(dark.get_by_label(t("introductions.never"), exact=True)).to_be_visible()
        found += judged(dark, 1440)
        dark.keyboard.press("Escape")
    background = dark.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert background == "rgb(23, 22, 28)"
    assert not found, "\n".join(found)


MESSY: FilePayload = {
    "name": "who with whom.csv",
    "mimeType": "text/csv",
    "buffer": b"source,target,weight,type of tie\na,b,1,x\nb,c,-2,y\nc,,3,z\n",
}
"""A file with faults, which leads through every step of the import."""


def part(page: Page, name: str, settled: Settled) -> None:
    """Go to a part of the page Data."""
    page.get_by_test_id("stRadio").get_by_text(t(f"data.part.{name}"), exact=True).click()
    settled(page)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_no_part_of_the_data_and_no_step_of_the_import_has_a_serious_fault(
    page: Page, fresh_app: Callable[[], AbstractContextManager[App]], settled: Settled
) -> None:
    with fresh_app() as own:
        page.goto(f"{own.url}/data?{EXAMPLE}")
        settled(page)
        found = []
        for name in ("quality", "duplicates", "edit", "history", "export", "import"):
            part(page, name, settled)
            found += [*judged(page, 1440), *judged(page, 390)]
            page.set_viewport_size({"width": 1440, "height": 900})
        page.locator('input[type="file"]').set_input_files([MESSY])
        on = page.get_by_role("button", name=t("importing.to_faults"))
        expect(on).to_be_visible()
        found += [*judged(page, 1440), *judged(page, 390)]
        on.click()
        expect(page.get_by_role("button", name=t("importing.apply"))).to_be_visible()
        settled(page)
        found += [*judged(page, 1440), *judged(page, 390)]
        page.set_viewport_size({"width": 1440, "height": 900})
        for left in (1, 0):
            page.get_by_role("button", name=t("importing.skip_rows")).first.click()
            expect(page.get_by_role("button", name=t("importing.skip_rows"))).to_have_count(left)
        page.get_by_role("button", name=t("importing.to_changes")).click()
        store = page.get_by_role("button", name=t("data.store", count=2))
        expect(store).to_be_visible()
        found += [*judged(page, 1440), *judged(page, 390)]
        page.set_viewport_size({"width": 1440, "height": 900})
        store.click()
        expect(page.get_by_text(t("overview.question"))).to_be_visible()
        go(page, "data", settled)
        for name in ("duplicates", "edit", "history"):
            part(page, name, settled)
            found += [*judged(page, 1440), *judged(page, 390)]
            page.set_viewport_size({"width": 1440, "height": 900})
        page.close()
    assert not found, "\n".join(found)


def view(page: Page, name: str, settled: Settled) -> None:
    """Choose what to look at on the page of introductions, and wait until it stands there."""
    views = page.get_by_role("radiogroup", name=t("introductions.view.label"))
    views.get_by_text(t(f"introductions.view.{name}"), exact=True).click()
    still(page, settled)


def at_both_widths(page: Page) -> list[str]:
    """Judge a page on a desk and a telephone, and leave it on the desk."""
    found = [*judged(page, 1440), *judged(page, 390)]
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


def test_no_side_of_the_introductions_and_no_scenario_has_a_serious_fault(
    page: Page, fresh_app: Callable[[], AbstractContextManager[App]], settled: Settled
) -> None:
    page.set_default_timeout(60_000)
    with fresh_app() as own:
        page.goto(f"{own.url}/introductions?{EXAMPLE}")
        still(page, settled)
        view(page, "board", settled)
        found = at_both_widths(page)
        page.get_by_role("button", name=t("history.example.copy")).click()
        expect(page.get_by_text(t("ledger.no_round"))).to_be_visible()
        found += [*_opened_card(page, settled), *_board(page, settled), *_rules(page, settled)]
        found += [*_unfolded(page, "seating", settled), *_scenario(page, settled)]
        go(page, "data", settled)
        programme.store(page, programme.files(), settled, is_new=True)
        go(page, "introductions", settled)
        found += _unfolded(page, "worked", settled)
        expect(page.get_by_role("heading", name=t("backtest.ways.title"), exact=True)).to_be_visible()
        page.close()
    assert not found, "\n".join(found)


def _opened_card(page: Page, settled: Settled) -> list[str]:
    """Judge the list with a card open, before and after it is taken."""
    view(page, "list", settled)
    page.get_by_role("button", name=t("introductions.card.read", rank=1), exact=True).click()
    take = page.get_by_role("dialog").get_by_role("button", name=t("introductions.answer.take"))
    expect(take).to_be_visible()
    still(page, settled)
    found = at_both_widths(page)
    take.click()
    expect(take).to_have_count(0)
    still(page, settled)
    found += at_both_widths(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    return found


def _board(page: Page, settled: Settled) -> list[str]:
    """Judge the board, an entry of it open, and the same as a table."""
    view(page, "board", settled)
    found = at_both_widths(page)
    page.locator("[class*='st-key-ledger_open']").get_by_role("button").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    still(page, settled)
    found += at_both_widths(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("stRadio").get_by_text(t("ledger.field.table"), exact=True).click()
    still(page, settled)
    return [*found, *at_both_widths(page)]


def _rules(page: Page, settled: Settled) -> list[str]:
    """Judge the rules with one that holds."""
    view(page, "rules", settled)
    found = at_both_widths(page)
    page.get_by_label(t("rules.add.actor"), exact=True).click()
    page.keyboard.type("Tramways")
    page.get_by_role("option", name="Tramways de Valbrume", exact=True).click()
    page.get_by_role("button", name=t("rules.add.button"), exact=True).click()
    expect(page.get_by_text(t("rules.added", count=1), exact=True)).to_be_visible()
    still(page, settled)
    return [*found, *at_both_widths(page)]


def _unfolded(page: Page, name: str, settled: Settled) -> list[str]:
    """Judge a view with all that it folds away."""
    view(page, name, settled)
    for more in page.get_by_test_id("stMain").locator("summary").all():
        more.click()
    still(page, settled)
    return at_both_widths(page)


def _scenario(page: Page, settled: Settled) -> list[str]:
    """Judge a scenario with changes, before and after their effect is shown."""
    go(page, "scenarios", settled)
    tick = page.get_by_role("button", name=re.compile("^" + t("scenarios.tick_all", count=10)))
    expect(tick).to_be_visible()
    tick.click()
    still(page, settled)
    found = at_both_widths(page)
    page.get_by_role("button", name=t("scenarios.show"), exact=True).click()
    expect(page.get_by_role("heading", name=t("scenarios.beside"), exact=True)).to_be_visible()
    still(page, settled)
    return [*found, *at_both_widths(page)]


def chooser_of(page: Page, upload: Locator) -> FileChooser:
    """Press Enter on the button until the system's window for files opens: a redraw may swallow a key."""
    for _ in range(4):
        try:
            with page.expect_file_chooser(timeout=5000) as chooser:
                upload.press("Enter")
        except TimedOut:
            continue
        return chooser.value
    raise AssertionError("no window for files opened")


def test_a_file_is_imported_by_keyboard_alone(
    page: Page, fresh_app: Callable[[], AbstractContextManager[App]], settled: Settled
) -> None:
    with fresh_app() as own:
        page.goto(f"{own.url}/data?{EXAMPLE}")
        settled(page)
        upload = page.get_by_test_id("stFileUploaderDropzone").get_by_role("button").last
        tab_to(page, upload, most=25)
        asked = chooser_of(page, upload)
        asked.set_files([{**MESSY, "buffer": b"source,target\na,b\nb,c\n"}])
        on = page.get_by_role("button", name=t("importing.to_changes"))
        expect(on).to_be_visible()
        settled(page)
        tab_to(page, on, most=40)
        page.keyboard.press("Enter")
        store = page.get_by_role("button", name=t("data.store", count=3))
        expect(store).to_be_visible()
        settled(page)
        tab_to(page, store, most=40)
        page.keyboard.press("Enter")
        expect(page.get_by_text(t("overview.question"))).to_be_visible()
        page.close()


def test_the_committees_file_has_no_serious_fault(page: Page, app: App, tmp_path: Path) -> None:
    page.goto(f"{app.url}/committee?{EXAMPLE}")
    with page.expect_download() as download:
        page.get_by_role("button", name=t("committee.download.html")).click()
    saved = tmp_path / "committee.html"
    download.value.save_as(saved)
    page.goto(saved.as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found = [*judged(page, 1440), *judged(page, 390)]
    assert not found, "\n".join(found)


def tab_to(page: Page, target: Locator, *, most: int) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element.getRootNode().activeElement === element"):
            return
    raise AssertionError(f"{target} is not reached within {most} presses of Tab")


def test_the_search_is_reached_and_used_by_keyboard(page: Page, app: App, settled: Settled) -> None:
    page.goto(f"{app.url}/explore?{EXAMPLE}")
    settled(page)
    tab_to(page, page.get_by_label(t("explore.search.label")), most=20)
    page.keyboard.type("tramways")
    page.keyboard.press("Enter")
    found = page.get_by_role("button", name="Tramways de Valbrume", exact=True)
    expect(found).to_be_visible()
    settled(page)
    tab_to(page, found, most=5)
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-explore_profile h3")).to_have_text("Tramways de Valbrume")
    assert f"actor={ACTOR}" in page.url


def test_the_map_is_focused_moved_and_zoomed_by_keyboard(page: Page, app: App, settled: Settled) -> None:
    page.goto(f"{app.url}/explore?{EXAMPLE}")
    chart = page.get_by_test_id("network-map")
    expect(chart).to_have_attribute("data-ready", "true")
    settled(page)
    canvas = chart.locator(".canvas")
    page.get_by_label(t("explore.search.label")).focus()
    tab_to(page, canvas, most=8)
    assert canvas.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
    assert "125" in (canvas.get_attribute("aria-label") or "")

    def places() -> list[dict[str, float]]:
        find = "(root, actors) => actors.map((actor) => root.passerelleLocate(actor))"
        found: list[dict[str, float]] = chart.evaluate(find, [ACTOR, "eoliennes-de-valbrume"])
        return found

    def spread() -> float:
        one, two = places()
        return abs(one["x"] - two["x"]) + abs(one["y"] - two["y"])

    before, wide = places()[0], spread()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    moved = places()[0]
    assert before["x"] - moved["x"] == pytest.approx(80, abs=1)
    assert before["y"] - moved["y"] == pytest.approx(80, abs=1)
    assert spread() == pytest.approx(wide, rel=0.01)
    page.keyboard.press("+")
    assert spread() == pytest.approx(1.25 * wide, rel=0.01)
    page.keyboard.press("0")
    assert places()[0] == pytest.approx(before, abs=1)
