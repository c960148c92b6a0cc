"""Introductions as a partner manager follows them: read, taken, met, seen in newer data; rules that hold."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from graphlib.translation import translator
from tests.browser import programme
from tests.browser.programme import PATIENCE, still, store
from tests.browser.server import App

Settled = Callable[[Page], Page]
t = translator("en")

ENDS = ("source", "target", "introducer")


@dataclass(frozen=True)
class Read:
    """What a card said."""

    names: tuple[str, str]
    introducer: str

    @property
    def pair(self) -> str:
        """The two as the board calls them."""
        return t("ledger.pair", source=self.names[0], target=self.names[1])


@pytest.fixture
def patient(page: Page) -> Iterator[Page]:
    """Give a page that waits longer than others: introductions are computed anew several times."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield page
    expect.set_options(timeout=20_000)


def go(page: Page, name: str, settled: Settled) -> None:
    """Go to a page by the list at the side."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=t(f"{name}.title"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(t(f"{name}.question"))
    still(page, settled)


def look(page: Page, view: str, settled: Settled) -> None:
    """Choose what to look at on the page of introductions."""
    views = page.get_by_role("radiogroup", name=t("introductions.view.label"))
    views.get_by_text(t(f"introductions.view.{view}"), exact=True).click()
    still(page, settled)


def read_card(page: Page, rank: int) -> Read:
    """Open a card and read who it is about; it says what it changes and how likely it is."""
    page.get_by_role("button", name=t("introductions.card.read", rank=rank), exact=True).click()
    card = page.get_by_role("dialog")
    said = re.compile(t("introductions.card.introducer", name="(.+)"))
    expect(card.get_by_text(said).first).to_be_visible()
    expect(card.get_by_text(re.compile(r"If it happens and nothing else does: .* \d.* → \d"))).to_be_visible()
    expect(card.get_by_text(re.compile(r"A tie within a year is .+: about .*\d.*%"))).to_be_visible()
    names = card.get_by_role("strong").all_inner_texts()[:2]
    found = said.search(card.get_by_text(said).first.inner_text())
    assert found is not None
    assert {*names, found[1]} <= {*programme.NAMES}
    assert len({*names, found[1]}) == 3
    return Read((names[0], names[1]), found[1])


def entry(page: Page, read: Read) -> Locator:
    """Give the entry of an introduction on the board, whose button has its name."""
    button = page.get_by_role("button", name=read.pair, exact=True)
    return page.get_by_test_id("stVerticalBlock").filter(has=button).last


def column(page: Page, name: str, count: int) -> Locator:
    """Give the heading of a column of the board, which says how many stand in it."""
    return page.get_by_text(f"{t(f'ledger.column.{name}')} ({count})", exact=True)


def move(page: Page, to: str, read: Read, settled: Settled) -> None:
    """Move the entry that is open, and see that it was."""
    page.get_by_role("dialog").get_by_role("button", name=t(f"ledger.move.{to}"), exact=True).click()
    state = t(f"ledger.state.{to}")
    said = t("ledger.done.moved", source=read.names[0], target=read.names[1], state=state)
    expect(page.get_by_role("dialog").get_by_text(said, exact=True)).to_be_visible()
    expect(page.get_by_text(said, exact=True)).to_have_count(1)
    still(page, settled)


def table(page: Page, place: int) -> list[dict[str, str]]:
    """Read one of the page's tables from the file that the button beneath it gives."""
    # The table itself has a button of that name, which asks the system where to save.
    below = page.get_by_test_id("stDownloadButton").get_by_role("button", name=t("app.download.csv"))
    with page.expect_download() as download:
        below.nth(place).click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def listed(page: Page) -> list[dict[str, str]]:
    """Read the file that the list offers beneath its table."""
    page.get_by_text(re.compile(r"^The (\d+ )?introductions? as a table$")).click()
    return table(page, 0)


def named(rows: list[dict[str, str]]) -> set[str]:
    """Name all who stand in a list, as one of two or as introducer."""
    return {row[f"{end}_name"] for row in rows for end in ENDS}


def in_snapshot(page: Page, settled: Settled) -> str:
    """Read what the committee's file says of introductions."""
    go(page, "committee", settled)
    with page.expect_download() as download:
        page.get_by_role("button", name=t("committee.download.html")).click()
    text = Path(download.value.path()).read_text("utf-8")
    found = re.search(r'<section[^>]*aria-labelledby="introductions">.*?</section>', text, re.DOTALL)
    assert found is not None
    return found[0]


def all_cards(page: Page, settled: Settled) -> str:
    """Read all that the list says in cards and sentences."""
    more = page.get_by_role("button", name=re.compile(r"^Show \d+ more$"))
    while more.count():
        more.first.click()
        still(page, settled)
    return str(page.get_by_test_id("stMain").inner_text())


def test_an_introduction_is_taken_met_and_seen_and_a_rule_holds_everywhere(
    fresh_app: Callable[[], AbstractContextManager[App]], patient: Page, settled: Settled
) -> None:
    page = patient
    with fresh_app() as app:
        page.goto(f"{app.url}/data")
        store(page, programme.files(), settled, is_new=True)
        read = _taken(page, settled)
        _met(page, read, settled)
        _seen(page, read, settled)
        _ruled(page, settled)
        page.close()


def _taken(page: Page, settled: Settled) -> Read:
    """Read the first card, and take it."""
    go(page, "introductions", settled)
    read = read_card(page, 1)
    card = page.get_by_role("dialog")
    card.get_by_role("button", name=t("introductions.answer.take"), exact=True).click()
    state = t("ledger.state.taken")
    said = t("ledger.done.moved", source=read.names[0], target=read.names[1], state=state)
    expect(card.get_by_text(said, exact=True)).to_be_visible()
    expect(card.get_by_role("button", name=t("introductions.answer.take"))).to_have_count(0)
    return read


def _met(page: Page, read: Read, settled: Settled) -> None:
    """Follow what was taken on the board: asked, then met."""
    page.get_by_role("dialog").get_by_role("button", name=t("introductions.answer.board")).click()
    expect(page.get_by_role("dialog").get_by_role("heading", name=read.pair)).to_be_visible()
    expect(column(page, "taken", 1)).to_be_visible()
    move(page, "asked", read, settled)
    expect(column(page, "asked", 1)).to_be_visible()
    move(page, "met", read, settled)
    undo = page.get_by_role("dialog").get_by_role("button", name=t("history.undo"), exact=True)
    undo.click()
    expect(column(page, "asked", 1)).to_be_visible()
    expect(undo).to_have_count(0)
    still(page, settled)
    move(page, "met", read, settled)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    entry(page, read).get_by_role("button", name=read.pair, exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("heading", name=read.pair)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(column(page, "met", 1)).to_be_visible()
    expect(column(page, "seen", 0)).to_be_visible()


def _seen(page: Page, read: Read, settled: Settled) -> None:
    """Store newer data in which the two are tied: the board says so, and its report counts it."""
    go(page, "data", settled)
    one, other = (programme.NAMES[name] for name in read.names)
    today = datetime.datetime.now(datetime.UTC).date()
    store(page, programme.files((one, other, today)), settled, is_new=False)
    go(page, "introductions", settled)
    look(page, "board", settled)
    news = t("ledger.news.named", what=t("ledger.news.seen", count=1), pairs=read.pair)
    expect(page.get_by_text(news, exact=True)).to_be_visible()
    expect(column(page, "seen", 1)).to_be_visible()
    expect(column(page, "met", 0)).to_be_visible()
    expect(entry(page, read)).to_contain_text(t("ledger.seen_on", day=today.isoformat()))
    (row,) = table(page, -1)
    assert (row["taken"], row["met"], row["seen"], row["declined"]) == ("1", "1", "1", "0")
    counts = {"taken": 1, "met": 1, "seen": 1, "declined": 0}
    said = t("ledger.report.overall", count=int(row["suggested"]), **counts)
    expect(page.get_by_text(said, exact=True)).to_be_visible()
    look(page, "list", settled)
    assert set(read.names) not in [{row["source_name"], row["target_name"]} for row in listed(page)]


def _ruled(page: Page, settled: Settled) -> None:
    """Never suggest the first of the list: page, table, snapshot and scenario keep to that."""
    never = read_card(page, 1).names[0]
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert never in in_snapshot(page, settled)
    go(page, "introductions", settled)
    look(page, "rules", settled)
    page.get_by_label(t("rules.add.actor"), exact=True).click()
    page.keyboard.type(never)
    page.get_by_role("option", name=never, exact=True).click()
    page.get_by_role("button", name=t("rules.add.button"), exact=True).click()
    expect(page.get_by_text(t("rules.added", count=1), exact=True)).to_be_visible()
    expect(page.get_by_text(t("rules.says.never_one", name=never), exact=True)).to_be_visible()
    still(page, settled)
    look(page, "list", settled)
    _holds(page, never, settled)
    assert never not in in_snapshot(page, settled)
    go(page, "scenarios", settled)
    expect(page.get_by_role("checkbox").first).to_be_attached()
    expect(page.get_by_test_id("stMain")).not_to_contain_text(never)
    page.reload()
    go(page, "introductions", settled)
    look(page, "rules", settled)
    expect(page.get_by_text(t("rules.says.never_one", name=never), exact=True)).to_be_visible()
    look(page, "list", settled)
    _holds(page, never, settled)


def _holds(page: Page, never: str, settled: Settled) -> None:
    """See that an organisation stands neither in the list, nor in its file."""
    rows = listed(page)
    assert len(rows) > 20
    assert named(rows) <= {*programme.NAMES} - {never}
    assert never not in all_cards(page, settled)
