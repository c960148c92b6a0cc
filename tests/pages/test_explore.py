"""The page that shows who is connected to whom: search, profile, filters, clicks."""

from __future__ import annotations

import pytest

from graphlib.drawing.interactive import Scene
from pages.parts.map.component import Click, after, payload, read_click
from tests.pages.conftest import words


@pytest.fixture
def explore(open_page):
    """The page on the example."""
    return open_page("explore")


def scene(version="v1"):
    """A scene of one mark."""
    return Scene([{"id": "a0", "actor": "x"}], [], {}, {}, version, 0)


def test_the_first_sentence_counts_what_is_seen(explore):
    assert not explore.exception
    assert "All 125 organisations" in words(explore)


def test_a_search_without_accents_leads_to_a_profile(explore):
    explore.text_input(key="explore_search").set_value("aurelie").run()
    found = [button for button in explore.button if (button.key or "").startswith("explore_found:")]
    assert found
    assert all("Aurélie" in button.label for button in found)
    found[0].click().run()
    assert not explore.exception
    assert explore.subheader[0].value.replace("\\", "") == found[0].label.replace("\\", "")
    assert explore.query_params["actor"]
    assert "contact" in words(explore)


def test_a_search_that_finds_nothing_says_so(explore):
    explore.text_input(key="explore_search").set_value("qqqqq").run()
    assert "No organisation is called so." in words(explore)


def test_a_contact_leads_on_and_the_profile_closes(open_page):
    app = open_page("explore")
    app.text_input(key="explore_search").set_value("port").run()
    next(button for button in app.button if (button.key or "").startswith("explore_found:")).click().run()
    first = app.query_params["actor"]
    go = next(box for box in app.selectbox if (box.key or "").startswith("page:explore_go:"))
    go.select(go.options[0]).run()
    assert app.query_params["actor"] != first
    app.button(key="explore_close").click().run()
    assert not app.subheader


def test_a_filter_says_what_is_left_and_clears(explore):
    explore.multiselect(key="explore_sectors:0").select("company").run()
    assert "Companies" in words(explore)
    assert "of 125 organisations shown" in words(explore)
    explore.button(key="explore_clear").click().run()
    assert not explore.exception
    assert "All 125 organisations" in words(explore)


def test_suggested_introductions_can_be_drawn(explore):
    explore.toggle[0].set_value(True).run()
    assert not explore.exception


def test_a_click_on_an_actor_selects_it():
    assert read_click({"actor": "x"}) == Click(actor="x")
    assert after(Click(actor="x"), selected=None, opened=()) == ("x", ())


def test_a_click_on_the_ground_lets_go():
    assert read_click({"actor": None}) == Click()
    assert after(Click(), selected="x", opened=(1,)) == (None, (1,))


def test_a_click_on_a_cluster_opens_it_first():
    assert after(Click(cluster=2), selected="x", opened=(1, 2)) == ("x", (2, 1))


def test_what_is_no_click_changes_nothing():
    assert read_click(None) is None
    assert read_click("x") is None
    assert read_click({"cluster": True}) == Click()
    assert after(None, selected="x", opened=(3,)) == ("x", (3,))


def test_the_scene_is_sent_only_when_the_browser_lacks_it():
    assert "scene" in payload(scene(), have=None, selected=None, memory="m")
    assert "scene" in payload(scene(), have="v0", selected=None, memory="m")
    assert "scene" not in payload(scene(), have="v1", selected="x", memory="m")
