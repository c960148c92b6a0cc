"""The state in one word, decided in its order at its thresholds."""

from __future__ import annotations

import pytest

from graphlib.state import state, state_help, state_name, state_reason
from graphlib.translation import LANGUAGES

FINE = {
    "largest_share": 1.0,
    "p_value": 0.5,
    "cross_share": 0.6,
    "cross_share_expected": 0.6,
    "cut_off_share": 0.0,
}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "woven"),
        ({"largest_share": 0.69}, "fragmented"),
        ({"largest_share": 0.70}, "woven"),
        ({"p_value": 0.05, "cross_share": 0.44}, "divided"),
        ({"p_value": 0.06, "cross_share": 0.44}, "woven"),
        ({"p_value": 0.01, "cross_share": 0.45}, "woven"),
        ({"cut_off_share": 0.11}, "dependent"),
        ({"cut_off_share": 0.10}, "woven"),
        ({"largest_share": 0.5, "p_value": 0.01, "cross_share": 0.1, "cut_off_share": 0.5}, "fragmented"),
        ({"p_value": 0.01, "cross_share": 0.1, "cut_off_share": 0.5}, "divided"),
        ({"p_value": float("nan"), "cross_share": float("nan")}, "woven"),
    ],
)
def test_state(changes, word):
    assert state(**{**FINE, **changes}) == word


@pytest.mark.parametrize("word", ["fragmented", "divided", "dependent", "woven"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_has_its_sentences(word, language):
    summary = {
        "state": word,
        "actors": 10,
        "largest_component": 8,
        "components": 3,
        "cross_sector_share": 0.2,
        "cross_sector_share_expected": 0.5,
        "cut_off_by_top_brokers": 0.3,
        "silos": 0,
    }
    for sentence in (state_name(summary), state_reason(summary), state_help(summary)):
        assert sentence.text(language)


def test_without_sectors_the_sentence_does_not_speak_of_them():
    summary = {
        "state": "woven",
        "actors": 10,
        "largest_component": 10,
        "components": 1,
        "cross_sector_share": float("nan"),
        "cross_sector_share_expected": float("nan"),
        "cut_off_by_top_brokers": 0.0,
        "silos": 0,
    }
    assert "silos cannot be judged" in state_reason(summary).text("en")
    assert state_name(summary).text("en") == "Connected"
    assert "Add a sector" in state_help(summary).text("en")


def test_a_woven_network_in_which_sectors_lean_inwards_is_told_so():
    summary = {"state": "woven", "cross_sector_share": 0.5, "silos": 3}
    assert state_help(summary).text("en").startswith("Yet 3 sectors lean inwards")
