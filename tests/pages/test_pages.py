"""Every page on the example: no error, the question asked and answered, in each language."""

from __future__ import annotations

import pytest

from graphlib.translation import LANGUAGES, translator
from tests.pages.conftest import words

PAGES = [
    "overview",
    "explore",
    "bridges",
    "silos",
    "introductions",
    "scenarios",
    "committee",
    "data",
    "methods",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_runs_on_the_example_in_each_language(open_page, page, language):
    app = open_page(page, lang=language)
    assert not app.exception
    assert not app.error
    assert translator(language)(f"{page}.question") in words(app)


def test_the_example_says_that_it_is_invented(open_page):
    assert "invented example" in words(open_page("overview"))


def test_overview_names_a_state_and_four_figures(open_page):
    app = open_page("overview")
    assert app.header[0].value in {"Fragmented", "Divided", "Dependent", "Woven"}
    assert len(app.metric) == 4


def test_bridges_name_what_depends_on_the_first(open_page):
    assert "contact with" in words(open_page("bridges"))


def test_introductions_show_ten_cards_and_more_on_request(open_page):
    app = open_page("introductions")
    cards = [caption for caption in app.caption if caption.value.startswith("Introduction ")]
    assert len(cards) == 10
    more = next(button for button in app.button if button.label.startswith("Show"))
    more.click().run()
    assert len([caption for caption in app.caption if caption.value.startswith("Introduction ")]) == 20


def test_an_organisation_never_to_be_suggested_is_gone_from_all_cards(open_page):
    app = open_page("introductions")
    first = app.multiselect(key="introductions_never").options
    name = next(option for option in first if option in words(app).replace("\\", ""))
    app.multiselect(key="introductions_never").select(name).run()
    cards = "\n".join(element.value for element in app.markdown).replace("\\", "")
    assert not app.exception
    assert name not in cards


def test_choosing_french_changes_every_word(open_page):
    app = open_page("silos")
    app.sidebar.selectbox[1].select("fr").run()
    assert "Qui reste entre soi" in words(app)
    assert "Who stays" not in words(app)


@pytest.mark.parametrize("example", ["club", "funding_platform", "community_platform", "content_networks"])
@pytest.mark.parametrize("page", ["overview", "bridges", "silos", "introductions"])
def test_the_other_examples_open(open_page, page, example):
    app = open_page(page, network=f"example:{example}")
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("named", ["999", "event_programme"])
def test_an_address_that_names_nothing_opens_the_example(open_page, named):
    app = open_page("overview", network=named, actor="nobody", lang="xx")
    assert not app.exception
    assert "invented example" in words(app)


def test_a_card_that_was_open_is_closed_on_coming_back(open_page):
    app = open_page("introductions")
    next(button for button in app.button if str(button.key).startswith("card:")).click().run()
    assert app.session_state["page:introductions_open"]
    app.switch_page("pages/methods.py").run()
    app.switch_page("pages/introductions.py").run()
    assert not app.session_state["page:introductions_open"]
