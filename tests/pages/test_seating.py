"""The part of the page that seats guests: events, lists, cards, what cannot be done, hostile names."""

from __future__ import annotations

import re

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graphlib.introductions.seating import seating
from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.storage import open_workspace
from tests.pages.conftest import ROOT, words

HOSTILE = '=cmd|"<img src=x onerror=alert(1)>"\u202e**B**'
EXAMPLE = "example:event_programme"


def page():
    """Show the part as the page does."""
    from pages.parts import messages, session
    from pages.parts.introductions import seating as part

    session.begin()
    with messages.guard():
        part.show(session.network())


@pytest.fixture
def open_part(open_page, monkeypatch):
    """Give a way to open the part on a programme; after the fixture that makes the workspace."""
    monkeypatch.setattr(st, "page_link", lambda *args, **options: None)

    def start(key: str, **address: str) -> AppTest:
        app = AppTest.from_function(page, default_timeout=120)
        for field, value in {"network": key, **address}.items():
            app.query_params[field] = value
        return app.run()

    return start


def stored(network: Network) -> str:
    """Store a programme and give its address."""
    workspace = open_workspace()
    number = workspace.add_network("Programme").id
    workspace.store(number, network)
    return str(number)


def said(app):
    """Give the words as they are read."""
    assert not app.exception
    return words(app).replace("\\", "")


def small(names="abcd", sectors="xyxy", **tables):
    """Build a network of a few, who all know the first."""
    actors = pd.DataFrame({"id": list("abcd"), "name": list(names), "sector": list(sectors)})
    ties = pd.DataFrame({"source": ["a"] * 3, "target": list("bcd")})
    return Network.build(actors, ties, **tables)


def test_an_event_is_seated_and_said_beside_chance(open_part):
    app = open_part(EXAMPLE)
    app.selectbox(key="seating_event").set_value("foire-des-rives-2025").run()
    found = seating(read_network(ROOT / "data" / "event_programme"), event="foire-des-rives-2025")
    told = said(app)
    assert f"Seated so, {found.pairs.seated:.0f} pairs" in told
    assert f"at random it would be {found.pairs.random:.0f}" in told
    assert "Table 7 ·" not in told
    assert "Table 7** ·" in told
    assert "This event is over" in told
    assert found.guests["name"].iloc[0] in told
    assert "200 seatings drawn at random, seed 1" in told


def test_fewer_seats_make_more_tables_shown_ten_at_a_time(open_part):
    app = open_part(EXAMPLE)
    app.selectbox(key="seating_event").set_value("foire-des-rives-2025")
    app.number_input(key="seating_seats").set_value(4).run()
    assert "Table 10** ·" in said(app)
    assert "Table 11** ·" not in said(app)
    app.button(key="seating_more").click().run()
    assert "Table 13** ·" in said(app)


def test_pasted_names_are_matched_and_unknown_ones_told(open_part):
    app = open_part(EXAMPLE)
    app.radio(key="seating_source").set_value("list").run()
    assert "two at least" in said(app)
    text = "GRAND PORT D AURELIE\nDruckhaus Silberfurt\nNobody at all\nCorriere di Montelaur\n" + HOSTILE
    app.text_area(key="seating_guests_pasted").set_value(text).run()
    told = said(app)
    assert "Nobody at all is not among the organisations." in told
    assert "Did you mean Corriere di Montelauro?" in told
    assert "2 guests" in told
    app.multiselect(key="seating_guests_picked").set_value(["rives-magazine"]).run()
    assert "3 guests" in said(app)


def test_an_event_to_come_counts_for_nothing_yet(open_part):
    events = pd.DataFrame({"event_id": ["gala"], "start": ["2999-01-01"]})
    taken = pd.DataFrame({"actor_id": list("bcd"), "event_id": ["gala"] * 3})
    app = open_part(stored(small(events=events, participations=taken)))
    told = said(app)
    assert "Nobody has met at this event yet" in told
    assert "through a" not in told
    assert "mention a, whom both know" in told
    assert "To come: gala" in app.selectbox(key="seating_event").options[0]


def test_without_events_a_list_is_asked_for(open_part):
    app = open_part(stored(small()))
    assert "No event in the data" in said(app)
    app.multiselect(key="seating_guests_picked").set_value(["b", "c", "d"]).run()
    assert "All fit at one table" in said(app)


@pytest.mark.parametrize("sectors", ["xxxx", [None] * 4])
def test_without_two_sectors_it_is_said(open_part, sectors):
    assert "at least two sectors must be known" in said(open_part(stored(small(sectors=sectors))))


def test_hostile_names_are_text(open_part):
    app = open_part(stored(small(names=[HOSTILE, HOSTILE, "<b>c", "_d_"])))
    app.multiselect(key="seating_guests_picked").set_value(list("abcd")).run()
    assert not app.exception
    shown = words(app)
    assert not re.search(r"(?<!\\)<(img|b)", shown)
    assert "\u202e" not in shown


def test_it_speaks_french(open_part):
    assert "au hasard, ce serait" in said(open_part(EXAMPLE, lang="fr"))
