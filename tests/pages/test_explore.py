"""The page that shows who is connected to whom: search, profile, filters, clicks."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from graphlib.drawing.interactive import Scene
from graphlib.network import Network
from graphlib.storage import open_workspace
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


def drawn(app):
    """Make the scene that the page shows, from what it keeps between two clicks."""
    return json.loads(app.get("bidi_component")[0].proto.json)["scene"]


def test_marks_can_be_coloured_by_group_found(explore):
    choice = explore.radio(key="explore_colour_choice")
    assert choice.value == "sector"
    assert "Companies" in {item["word"] for item in drawn(explore)["legend"]["sectors"]}
    choice.set_value("group").run()
    assert not explore.exception
    told = {item["word"] for item in drawn(explore)["legend"]["sectors"]}
    assert "Companies" not in told
    assert told & set(explore.multiselect(key="explore_clusters:0").options)


def test_the_choice_of_colour_stays_while_another_page_is_open(explore):
    explore.radio(key="explore_colour_choice").set_value("group").run()
    explore.switch_page("pages/silos.py").run()
    explore.switch_page("pages/explore.py").run()
    assert explore.radio(key="explore_colour_choice").value == "group"


@pytest.fixture
def open_network(open_page):
    """Give a way to open the page on a network, after the fixture that names the workspace."""

    def start(network, page="explore"):
        workspace = open_workspace()
        number = workspace.add_network("Programme").id
        workspace.store(number, network)
        return open_page(page, network=str(number))

    return start


def by_chance(actors=60, ties=180):
    """Give a network that holds no groups."""
    ends = np.random.default_rng(4).integers(0, actors, (ties, 2)).astype(str)
    ends = ends[ends[:, 0] != ends[:, 1]]
    table = pd.DataFrame({"id": [str(place) for place in range(actors)]})
    return Network.build(table, pd.DataFrame(ends, columns=["source", "target"]))


def test_groups_that_cannot_be_relied_on_are_called_one_possible_reading(open_network):
    app = open_network(by_chance())
    assert words(app).count("one possible reading") == 1
    app.radio(key="explore_colour_choice").set_value("group").run()
    assert not app.exception
    assert words(app).count("one possible reading") == 2


def test_a_hostile_name_of_a_group_is_one_plain_line_in_the_legend(open_network):
    ids = list("abcdefgh")
    pairs = [(a, b) for part in ("abcd", "efgh") for a in part for b in part if a < b]
    network = Network.build(pd.DataFrame({"id": ids}), pd.DataFrame(pairs, columns=["source", "target"]))
    app = open_network(network, "silos")
    app.session_state["silos_own"] = True
    app.run()
    app.text_input(key="silos_name:c1").set_value('=cmd|"<img src=x onerror=alert(1)>"\u202e**B**').run()
    app.switch_page("pages/explore.py").run()
    app.radio(key="explore_colour_choice").set_value("group").run()
    assert not app.exception
    first = drawn(app)["legend"]["sectors"][0]
    assert first["count"] == "4"
    assert "<img" in first["word"]
    assert "\u202e" not in first["word"]
    assert len(first["word"]) <= 40


@pytest.mark.parametrize("count", [1, 3])
def test_without_ties_there_is_no_group_to_colour_by(open_network, count):
    app = open_network(Network.build(pd.DataFrame({"id": list("abc")[:count]})))
    assert not app.exception
    assert not [radio for radio in app.radio if radio.key == "explore_colour_choice"]


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
