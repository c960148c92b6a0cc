"""The app opens in a real browser, and the watch that every browser test relies on watches."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch, open_page
from tests.browser.server import App


def test_the_app_opens_with_a_heading_and_no_error(
    page: Page, app: App, settled: Callable[[Page], Page]
) -> None:
    page.goto(app.url)
    settled(page)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.title()


def test_the_app_fits_a_telephone(phone: Page, app: App, settled: Callable[[Page], Page]) -> None:
    phone.goto(app.url)
    settled(phone)
    expect(phone.get_by_role("heading", level=1).first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_bookmark_opens_its_page_on_a_server_that_has_just_started(
    page: Page, fresh_app: Callable[[], AbstractContextManager[App]], settled: Callable[[Page], Page]
) -> None:
    with fresh_app() as app:
        page.goto(f"{app.url}/silos")
        settled(page)
        expect(page.get_by_test_id("stSidebarNav").get_by_role("link")).to_have_count(9)
        expect(
            page.get_by_test_id("stSidebarNav").get_by_role("link", name="Overview", exact=True)
        ).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert page.url == f"{app.url}/silos"
        page.close()


def test_a_request_to_elsewhere_is_a_fault(browser: Browser, app: App) -> None:
    page = browser.new_page()
    watch = Watch(page)
    page.goto(app.url)
    page.evaluate("fetch('http://elsewhere.example/x').catch(() => 0)")
    assert any("elsewhere.example" in fault for fault in watch.faults)
    page.close()


def test_an_error_on_the_console_fails_the_test(browser: Browser, app: App) -> None:
    pages = open_page(browser)
    page = next(pages)
    page.goto(app.url)
    page.evaluate("console.error('planted')")
    with pytest.raises(AssertionError, match="planted"):
        next(pages)


def test_going_back_leads_to_the_page_before(page: Page, app: App, settled: Callable[[Page], Page]) -> None:
    page.goto(f"{app.url}/?network=example:club")
    settled(page)
    links = page.get_by_test_id("stSidebarNav")
    for title, question in (("Silos", "Who stays among"), ("Bridges", "Who holds us")):
        links.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=question)).to_be_visible()
        settled(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Who stays among")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="How is our network doing")).to_be_visible()
    expect(page.get_by_text("Club with chapters")).to_be_visible()


def test_an_address_that_names_a_missing_programme_says_so(
    page: Page, app: App, settled: Callable[[Page], Page]
) -> None:
    page.goto(f"{app.url}/?network=999")
    settled(page)
    expect(page.get_by_text("This address names a programme that is not here")).to_be_visible()
