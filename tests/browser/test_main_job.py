"""The main job as a strategist does it, from files in hand to a snapshot kept and found again."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

SLICE = Path(__file__).resolve().parents[3] / "shared/data/cordis-slices/fr-be-lu-ch-SC3-SC4-named"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Give the 692 real organisations, or the example's files where they are not there."""
    folder = SLICE if SLICE.exists() else Path(__file__).resolve().parents[2] / "data/event_programme"
    return [str(path) for path in sorted(folder.glob("*.csv"))]


def _first_actor(files: list[str]) -> tuple[str, str]:
    """Give id and name of the organisation with the most participations: a large mark to click."""
    folder = Path(files[0]).parent
    taken = pd.read_csv(folder / "participations.csv", dtype=str)["actor_id"]
    actors = pd.read_csv(folder / "actors.csv", dtype=str, keep_default_na=False).set_index("id")["name"]
    actor = str(taken.value_counts().sort_index().idxmax())
    return actor, " ".join(actors[actor].split())


def _go(page: Page, title: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()


def test_from_files_to_a_snapshot_found_again(fresh_app, page, settled, files, tmp_path):
    with fresh_app() as app:
        page.goto(app.url)
        expect(page.get_by_text("invented example")).to_be_visible()
        page.get_by_role("link", name="Use my own files").click()
        page.locator('input[type="file"]').set_input_files(files)
        page.get_by_role("button", name="Continue: what will change").click()
        store = page.get_by_role("button", name=re.compile(r"Store \d+ organisations"))
        store.click()
        count = re.search(r"\d+", store.inner_text()) if store.count() else None

        expect(page.get_by_text("How is our network doing?")).to_be_visible()
        settled(page)
        expect(page.get_by_test_id("stMetric")).to_have_count(4)
        assert count is None or count[0] in page.get_by_test_id("stMetric").first.inner_text()

        _go(page, "Explore")
        settled(page)
        chart = page.get_by_test_id("network-map")
        expect(chart).to_have_attribute("data-ready", "true")
        actor, name = _first_actor(files)
        place = chart.evaluate("(root, actor) => root.passerelleLocate(actor)", actor)
        page.mouse.click(place["x"], place["y"])
        expect(page.locator(".st-key-explore_profile h3")).to_contain_text(name[:40])
        expect(page).to_have_url(re.compile(rf"[?&]actor={actor}\b"))

        _go(page, "Introductions")
        settled(page)
        expect(page.get_by_text("Introduction 1", exact=True)).to_be_visible()
        page.get_by_role("button", name="Open introduction 1", exact=True).click()
        page.get_by_role("button", name=re.compile("on the map$")).first.click()
        expect(page.get_by_text("Who is connected to whom?")).to_be_visible()

        _go(page, "Committee")
        settled(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download for the committee (HTML)").click()
        saved = tmp_path / "committee.html"
        download.value.save_as(saved)
        assert "<html" in saved.read_text("utf-8")
        # The page may be drawn anew after a download; a click that falls into it is lost.
        page.wait_for_timeout(3_000)
        settled(page)
        page.get_by_role("button", name="Issue and keep this snapshot").click()
        expect(page.get_by_role("button", name="Download", exact=True)).to_be_visible()

        page.reload()
        settled(page)
        again = page.get_by_role("button", name="Download", exact=True)
        expect(again).to_be_visible()
        with page.expect_download() as download:
            again.click()
        kept = tmp_path / "kept.html"
        download.value.save_as(kept)
        assert kept.read_bytes() == saved.read_bytes()
        page.close()
