"""The page on introductions: what is asked, the cards, the card that is open, and those nobody introduces."""

from __future__ import annotations

import re
import time
from urllib.parse import parse_qs

import pandas as pd
import pytest

from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.storage import open_workspace
from graphlib.translation import translator
from pages.parts.introductions.views import VIEWS
from pages.parts.introductions.wishes import Wishes
from tests import hostile
from tests.pages.conftest import ROOT, words


def ended(app):
    """Show the page again until nothing is under way on it any more."""
    while any(button.label in {"Cancel", "Annuler"} for button in app.button):
        time.sleep(0.2)
        app.run()
    return app


@pytest.fixture
def introductions(open_page):
    """Give a way to open the page with what the address says, once the introductions are there."""
    return lambda **address: ended(open_page("introductions", **address))


def buttons(app, start):
    """List the buttons whose label starts with something."""
    return [button for button in app.button if button.label.startswith(start)]


def opened(app):
    """Open the first card."""
    ended(buttons(app, "Open introduction 1")[0].click().run())
    assert not app.exception
    return app


@pytest.fixture
def stored(open_page):
    """Give a way to store a network and learn its address; after the fixture that names its workspace."""

    def keep(network):
        workspace = open_workspace()
        number = workspace.add_network("Programme").id
        workspace.store(number, network)
        return str(number)

    return keep


def test_a_card_opens_with_all_that_speaks_for_it(introductions):
    app = opened(introductions())
    shown = words(app)
    for heading in ("Who could introduce them", "Why these two", "What it would change", "What to do"):
        assert heading in shown
    letter = app.text_area[0].value
    assert letter.startswith("An introduction between")
    assert "Dear" in letter


def test_the_letter_is_in_the_language_of_the_reader(introductions):
    app = introductions(lang="fr")
    ended(buttons(app, "Ouvrir la mise en relation 1")[0].click().run())
    assert not app.exception
    assert app.text_area[0].value.startswith("Une mise en relation entre")


def test_a_message_keeps_what_was_changed(introductions):
    app = opened(introductions())
    ended(app.text_area[0].set_value("My own words").run())
    assert app.text_area[0].value == "My own words"


def test_a_closed_card_is_not_there(introductions):
    assert not introductions().text_area


@pytest.mark.parametrize("aim", ["sectors", "column", "groups", "toward", "ours"])
def test_every_aim_gives_a_list(introductions, aim):
    app = introductions(ask=f"aim={aim}")
    assert not app.exception
    assert not app.error
    assert len(buttons(app, "Open introduction")) == 10
    assert not opened(app).error


def test_an_aim_is_chosen_and_kept_in_the_address(introductions):
    app = introductions()
    ended(app.selectbox(key="introductions_aim").select("toward").run())
    ended(app.selectbox(key="introductions_toward").select("media").run())
    assert not app.exception
    assert "the nearness of all others to Media" in words(app)
    assert set(parse_qs("".join(app.query_params["ask"]))) == {"aim", "toward"}


def test_our_own_organisations_stand_in_every_introduction(introductions):
    app = introductions(ask="aim=ours")
    assert "Name your organisations" in words(app)
    names = app.multiselect(key="introductions_ours").options[:1]
    ended(app.multiselect(key="introductions_ours").select(names[0]).run())
    assert not app.exception
    assert "your organisations" in words(app)
    table = app.dataframe[0].value
    assert ((table["source_name"] == names[0]) | (table["target_name"] == names[0])).all()


def test_fewer_and_for_each_at_most_one(introductions):
    app = introductions(ask="top=10&cap=1")
    table = app.dataframe[0].value
    assert len(table) == 10
    assert pd.concat([table["source_name"], table["target_name"]]).is_unique
    assert table["introducer_name"].is_unique


def test_the_list_is_narrowed_to_a_pair_of_sectors(introductions):
    app = introductions()
    pair = app.multiselect(key="introductions_sectors").options[0]
    ended(app.multiselect(key="introductions_sectors").select(pair).run())
    assert not app.exception
    table = app.dataframe[0].value
    joined = {
        " – ".join(sorted(ends)) for ends in zip(table["source_sector"], table["target_sector"], strict=True)
    }
    assert len(joined) == 1
    assert pair.endswith(f"({len(table)})")


def test_what_the_address_asks_in_vain_is_passed_over(introductions):
    app = introductions(ask="top=7&cap=x&aim=none&toward=zz&ours=nobody&mine=no&joined=z", view="zz")
    assert not app.exception
    assert not app.error
    assert len(buttons(app, "Open introduction")) == 10


@pytest.mark.parametrize("view", VIEWS[1:])
def test_every_other_view_is_one_choice_away_and_kept_in_the_address(introductions, view):
    app = introductions(view=view)
    assert not app.exception
    assert not app.error
    assert not buttons(app, "Open introduction")
    assert "".join(app.query_params["view"]) == view


def test_pairs_without_introducer_say_who_meets_whom_first(introductions):
    shown = words(introductions()).replace("\\", "")
    assert "No introducer yet" in shown
    assert "Somebody in between comes first:" in shown


ODD = {
    "empty": {"id": [], "sector": []},
    "one": {"id": ["a"], "sector": ["company"]},
    "one sector": {"id": ["a", "b"], "sector": ["company", "company"]},
    "no sectors": {"id": ["a", "b"], "sector": ["unknown", "unknown"]},
    "no ties": {"id": ["a", "b"], "sector": ["company", "media"]},
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_networks_have_their_page(introductions, stored, kind):
    app = introductions(network=stored(Network.build(pd.DataFrame(ODD[kind], dtype="str"))))
    assert not app.exception
    assert not app.error
    assert translator("en")("introductions.question") in words(app)


def test_hostile_names_are_shown_as_they_are_written(introductions, stored):
    app = introductions(network=stored(hostile.network()))
    assert not app.exception
    app = opened(app)
    assert not [element for element in app.markdown if re.search(r"(?<!\\)<", element.value)]


@pytest.fixture
def example(stored):
    """Store the example as a programme of its own, whose introductions can be taken up."""
    return stored(read_network(ROOT / "data" / "event_programme"))


def test_an_introduction_is_taken_marked_and_found_on_the_board(introductions, example):
    app = opened(introductions(network=example))
    ended(app.button(key="answer_take").click().run())
    assert not app.exception
    assert "This introduction: taken." in words(app).replace("\\", "")
    assert "Introduction 1 · **taken**" in [caption.value for caption in app.caption]
    assert not [button for button in app.button if button.key == "answer_take"]
    ended(app.button(key="answer_board").click().run())
    assert not app.exception
    assert "".join(app.query_params["view"]) == "board"


@pytest.mark.parametrize(("answer", "word"), [("not_now", "not now"), ("linked", "already linked")])
def test_an_introduction_is_answered_otherwise(introductions, example, answer, word):
    app = opened(introductions(network=example))
    ended(app.button(key=f"answer_{answer}").click().run())
    assert not app.exception
    assert f": {word}." in words(app).replace("\\", "")


def test_what_is_wrong_with_an_introduction_is_said(introductions, example):
    app = opened(introductions(network=example))
    ended(app.radio(key="answer_reason").set_value("competitors").run())
    ended(app.button(key="answer_wrong").click().run())
    assert not app.exception
    assert ": wrong." in words(app).replace("\\", "")


def test_of_an_example_nothing_is_taken_up(introductions):
    app = opened(introductions())
    assert "invented example: store your own" in words(app)
    assert not [button for button in app.button if button.key == "answer_take"]


def test_what_is_asked_is_read_from_the_address_as_it_was_written():
    asked = Wishes(top=20, cap=5, aim="ours", ours=("a&b", "c=d"), only_introduced=False, joined=("x\ty",))
    assert Wishes.read(asked.text) == asked
    assert Wishes().text == ""
    assert Wishes.read("top=999&cap=0&only_introduced=maybe").cap == 1
    assert Wishes.read("top=999").top == 50
