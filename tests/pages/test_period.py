"""One time or all of it, with the secretariat or without: the same choice on every page."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.network import Network
from graphlib.storage import open_workspace
from tests.pages.conftest import words

PAGES = ("overview", "explore", "bridges", "silos")
EXAMPLE = "example:event_programme"


def said(app):
    """Give the words of a page as they are read."""
    return words(app).replace("\\", "")


def ended(app):
    """Show a page again until nothing is under way on it any more."""
    while any(button.label == "Cancel" for button in app.button):
        app.run()
    return app


@pytest.fixture
def stored(open_page):
    """Give a way to store a network and learn its address; after the fixture that names its workspace."""

    def keep(network: Network) -> str:
        workspace = open_workspace()
        number = workspace.add_network("Programme").id
        workspace.store(number, network)
        return str(number)

    return keep


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_time_that_the_address_asks_for(open_page, page):
    app = open_page(page, network=EXAMPLE, time="2025-06-30")
    assert not app.exception
    assert "You see the network as it stood on 30 June 2025. 118 of 125 organisations are in it." in said(app)
    assert app.radio(key="period_kind").value == "day"
    assert app.select_slider(key="period_first").value == "2025-06-30"


def test_all_of_it_is_shown_at_first_without_a_word(open_page):
    app = open_page("silos", network=EXAMPLE)
    assert app.radio(key="period_kind").value == "whole"
    assert not app.select_slider
    assert "You see" not in said(app)


def test_a_day_is_chosen_kept_on_the_next_page_and_let_go(open_page):
    app = ended(open_page("bridges", network=EXAMPLE))
    before = said(app)
    app.radio(key="period_kind").set_value("day").run()
    assert app.query_params["time"] == "2026-05-19"
    app.select_slider(key="period_first").set_value("2024-07-01").run()
    assert app.query_params["time"] == "2024-07-01"
    assert "59 of 125" in said(app)
    app.switch_page("pages/silos.py").run()
    assert "1 July 2024" in said(app)
    assert app.select_slider(key="period_first").value == "2024-07-01"
    app.radio(key="period_kind").set_value("whole").run()
    app.switch_page("pages/bridges.py").run()
    assert said(ended(app)) == before
    assert "time" not in app.query_params


def test_a_window_has_two_ends(open_page):
    app = open_page("silos", network=EXAMPLE, time="2024-07-01")
    app.radio(key="period_kind").set_value("window").run()
    assert not app.exception
    assert app.select_slider(key="period_first").value == "2024-01-12"
    assert app.select_slider(key="period_last").value == "2024-07-01"
    app.select_slider(key="period_first").set_value("2024-04-01").run()
    app.select_slider(key="period_last").set_value("2024-05-01").run()
    assert app.query_params["time"] == "2024-04-01:2024-05-01"
    assert "between 1 April 2024 and 1 May 2024" in said(app)
    app.select_slider(key="period_first").set_value("2024-06-01").run()
    assert app.query_params["time"] == "2024-06-01:2024-06-01"
    app.radio(key="period_kind").set_value("day").run()
    assert app.query_params["time"] == "2024-06-01"


@pytest.mark.parametrize("time", ["soon", "2024-02-30", "2024-05-01:2024-04-01", "::", "<b>"])
def test_an_address_that_asks_for_no_time_shows_all_of_it(open_page, time):
    app = open_page("silos", network=EXAMPLE, time=time)
    assert not app.exception
    assert not app.error
    assert app.radio(key="period_kind").value == "whole"


def test_a_time_of_which_nothing_is_known_says_so_and_leaves_the_way_back(open_page):
    app = open_page("overview", network=EXAMPLE, time="1990-01-01")
    assert not app.exception
    assert "they reach from 12 January 2024 to 20 May 2026" in said(app)
    assert not app.metric
    app.radio(key="period_kind").set_value("whole").run()
    assert len(app.metric) == 4


def test_the_secretariat_is_left_out_where_it_is_marked(open_page):
    app = open_page("bridges", network=EXAMPLE)
    app.toggle(key="period_staff").set_value(True).run()
    assert "The secretariat is left out" in said(app)
    assert app.query_params["without"] == "secretariat"
    app.switch_page("pages/overview.py").run()
    assert app.toggle(key="period_staff").value is True
    assert "124 of 125" in said(app)


def test_another_programme_is_shown_whole(open_page):
    app = open_page("silos", network=EXAMPLE, time="2024-07-01", without="secretariat")
    app.sidebar.selectbox[0].select("example:club").run()
    assert not app.exception
    assert "You see" not in said(app)
    assert "time" not in app.query_params
    assert "without" not in app.query_params


def test_an_organisation_that_was_not_there_is_said_on_the_map(open_page):
    late = "agence-de-l-eau-des-brumes"
    app = open_page("explore", network=EXAMPLE, time="2024-04-01", actor=late)
    assert not app.exception
    assert "has no tie and no attendance in what is shown" in said(app)


@pytest.mark.parametrize("page", ["introductions", "committee"])
def test_pages_that_show_everything_say_so(open_page, page):
    note = "This page always shows everything"
    assert note in said(open_page(page, network=EXAMPLE, time="2025-06-30"))
    assert note not in said(open_page(page, network=EXAMPLE))


def test_a_network_without_dates_offers_no_time(open_page, stored):
    actors = pd.DataFrame({"id": list("abc"), "sector": ["company", "media", "media"]})
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    app = open_page("silos", network=stored(Network.build(actors, ties)), time="2024-01-01")
    assert not app.exception
    assert "Nothing here has a date" in said(app)
    assert not any(radio.key == "period_kind" for radio in app.radio)


def test_what_has_no_date_is_said_in_french_too(open_page, stored):
    actors = pd.DataFrame({"id": list("abcd"), "sector": ["company", "media", "media", "company"]})
    ties = pd.DataFrame(
        {"source": list("abc"), "target": list("bcd"), "since": ["2024-01-01", "2025-01-01", None]}
    )
    key = stored(Network.build(actors, ties))
    app = open_page("bridges", network=key, time="2024-06-30", lang="fr")
    assert "tel qu'il était le 30 juin 2024" in said(app)
    assert "1 mention de lien sur 3 n'a pas de date et compte toujours" in said(app)


def test_a_date_that_stands_alone_makes_no_slider(open_page, stored):
    actors = pd.DataFrame({"id": list("ab"), "sector": ["company", "media"]})
    ties = pd.DataFrame({"source": ["a"], "target": ["b"], "since": ["2024-01-01"]})
    app = open_page("silos", network=stored(Network.build(actors, ties)))
    assert "Every date here is 1 January 2024" in said(app)
