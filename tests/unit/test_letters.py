"""The message that asks for an introduction: polite, in both languages, and only what the data show."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from graphlib.cards import Occasion, card, letter
from graphlib.introductions import introductions
from graphlib.network import Network
from graphlib.translation import translator
from tests import hostile

EN, FR = translator("en"), translator("fr")


@pytest.fixture
def found():
    """Works and Council meet through Chamber, whose contact is known; both work on water."""
    actors = pd.DataFrame(
        {
            "id": ["a", "b", "m"],
            "name": ["Works", "Council", "Chamber"],
            "sector": ["company", "public body", "community"],
            "themes": ["water;energy", "water", None],
            "contact_name": [None, None, "A. Example"],
        }
    )
    ties = pd.DataFrame(
        {
            "source": ["a", "m"],
            "target": ["m", "b"],
            "kind": ["grant", "board"],
            "since": ["2026-01-02", None],
        }
    )
    network = Network.build(actors, ties)
    return card(network, introductions(network), 0, today="2026-02-01")


def test_it_names_all_three_why_and_what_is_proposed(found):
    text = letter(found, EN).text
    assert text.startswith("An introduction between Works and Council?\n\nDear A. Example,\n\n")
    assert "Would Chamber be willing to introduce Works and Council" in text
    assert "through “grant” (2 January 2026), to the second through “board”." in text
    assert "- Both work on water." in text
    assert "short e-mail" in text


def test_it_is_written_in_french_too(found):
    text = letter(found, FR).text
    assert "Bonjour A. Example," in text
    assert "« grant » (2 janvier 2026)".replace(" grant ", "\u00a0grant\u00a0") in text
    assert "Dear" not in text


def test_nobody_in_particular_is_addressed_where_no_person_is_known(found):
    nameless = replace(found, introducer=replace(found.introducer, contact=None))
    assert "Dear Sir or Madam," in letter(nameless, EN).body
    assert "Madame, Monsieur," in letter(nameless, FR).body


def test_a_common_event_is_proposed_by_name_and_day(found):
    there = replace(found, occasion=Occasion("Forum", "2026-09-01", is_introducer_there=False))
    assert "Forum (1 September 2026)" in letter(there, EN).body
    assert "e-mail" not in letter(there, EN).body


def test_without_introducer_it_goes_to_the_first_of_the_two(found):
    alone = replace(found, introducer=None, bonds=(), advice=None)
    body = letter(alone, EN).body
    assert "May we put you in contact with Council?" in body
    assert "Chamber" not in body
    assert "Dear Sir or Madam," in body


def test_what_is_no_business_of_the_reader_is_left_out(found):
    assert {"CROSS_SECTOR", "SHARED_CONTACT"} <= {reason.code for reason in found.reasons}
    body = letter(found, EN).body
    assert "out of" not in body
    assert "alone" not in body


def test_hostile_names_are_plain_text_of_bounded_length():
    network = hostile.network()
    plan = introductions(network)
    for position in range(len(plan.table)):
        text = letter(card(network, plan, position, today="2026-02-01"), EN).text
        assert not {"\x00", "\x07", "\x1b", "\u202e", "\u2066"} & set(text)
        assert len(text) < 3000
        assert text.split("\n")[1] == ""
