"""The page on introductions: what is asked, the cards, the card that is open, and those nobody introduces."""

from __future__ import annotations

import os

import pandas as pd
import pytest

from graphlib.network import Network
from graphlib.storage import open_workspace
from graphlib.translation import translator
from tests import hostile
from tests.pages.conftest import words


def buttons(app, start):
    """List the buttons whose label starts with something."""
    return [button for button in app.button if button.label.startswith(start)]


def opened(app):
    """Open the first card."""
    buttons(app, "Open introduction 1")[0].click().run()
    assert not app.exception
    return app


@pytest.fixture
def stored():
    """Store a network and give what the address calls it."""

    def store(network):
        workspace = open_workspace(os.environ["PASSERELLE_DATABASE_URL"])
        return str(workspace.create_network("Programme", network).network_id)

    return store


def test_a_card_opens_with_all_that_speaks_for_it(open_page):
    app = opened(open_page("introductions"))
    shown = words(app)
    for heading in ("Who could introduce them", "Why these two", "What it would change", "What to do"):
        assert heading in shown
    letter = app.text_area[0].value
    assert letter.startswith("An introduction between")
    assert "Dear" in letter


def test_the_letter_is_in_the_language_of_the_reader(open_page):
    app = open_page("introductions", lang="fr")
    buttons(app, "Ouvrir la mise en relation 1")[0].click().run()
    assert not app.exception
    assert app.text_area[0].value.startswith("Une mise en relation entre")


def test_a_message_keeps_what_was_changed(open_page):
    app = opened(open_page("introductions"))
    app.text_area[0].set_value("My own words").run()
    assert app.text_area[0].value == "My own words"
