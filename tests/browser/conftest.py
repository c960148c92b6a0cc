"""A running app and a real browser, which fails a test on any error or any request to elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Route, expect, sync_playwright

from tests.browser import chromium
from tests.browser.server import App, running_app

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
LOCAL = {"127.0.0.1", "localhost", ""}
SECONDS_TO_SETTLE = 60
PROBED = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit's browser side asks for these below a page's address before it finds the server's root."""

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that ``-m 'not browser'`` leaves them out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Give the app that all browser tests share."""
    with running_app(tmp_path_factory.mktemp("app")) as running:
        yield running


@pytest.fixture
def fresh_app(tmp_path: Path) -> Callable[[], AbstractContextManager[App]]:
    """Give a way to start, and start again, an app whose workspace no other test touches."""
    return lambda: running_app(tmp_path)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Chromium; its absence is a failure, never a reason to skip."""
    program = chromium.find()
    if program is None:
        pytest.fail(chromium.MISSING)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield launched
        launched.close()


class Watch:
    """Keeps what a page must not do: log errors, raise, open a dialog, or ask anybody but this machine."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("dialog", self._interrupted)
        page.route("**/*", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        if message.type == "error" and not address.endswith(PROBED):
            self.faults.append(f"console: {message.text} ({address})")

    def _interrupted(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and (parts.hostname or "") not in LOCAL:
            self.faults.append(f"request to elsewhere: {route.request.url}")
            route.abort()
        else:
            route.continue_()


def open_page(
    browser: Browser, *, width: int = 1440, height: int = 900, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Page]:
    """Open a page of this size, and judge at its end what it did."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        accept_downloads=True,
        locale="en-GB",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    watch = Watch(page)
    yield page
    context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page as wide as a desk screen."""
    yield from open_page(browser)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Give a page as wide as a telephone."""
    yield from open_page(browser, width=390, height=844)


@pytest.fixture(scope="session")
def settled() -> Callable[[Page], Page]:
    """Give a wait until Streamlit has finished the script run that is under way."""

    def wait(page: Page) -> Page:
        done = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        done.wait_for(state="attached", timeout=SECONDS_TO_SETTLE * 1000)
        return page

    return wait
