"""Sentences in each language: plural forms, numbers, dates, and values that are only values."""

from __future__ import annotations

import pytest

from graphlib.translation import LANGUAGES, Message, catalogue, translator


def test_numbers_follow_the_language():
    assert translator("en").number(26850) == "26,850"
    assert translator("fr").number(26850) == "26\u202f850"
    assert translator("fr").number(0.38472, 3) == "0,385"
    assert translator("en").number(float("nan")) == "–"


def test_shares_and_days_follow_the_language():
    assert translator("en").percent(0.257) == "26%"
    assert translator("fr").percent(0.257, 1) == "25,7\u202f%"
    assert translator("en").date("2026-03-01") == "1 March 2026"
    assert translator("fr").date("2026-03-01") == "1 mars 2026"
    assert translator("fr").date("no day") == "no day"


def test_plural_forms_follow_the_language():
    # English says "0 ties", French says "0 lien".
    assert translator("en")("app.count.ties", count=0) == "0 ties"
    assert translator("fr")("app.count.ties", count=0) == "0 lien"
    assert translator("fr")("app.count.ties", count=2) == "2 liens"


def test_values_are_never_read_as_templates():
    hostile = "{0.__class__} {name} %s"
    assert Message("bridges.open", name=hostile).text("en") == f"Open {hostile} in the map"


def test_a_message_within_a_message_speaks_the_same_language():
    message = Message("error.unknown.what", kind=Message("error.kind.column"), name="x")
    assert "colonne" in message.text("fr")
    assert str(message) == "There is no column 'x'."


def test_an_unknown_key_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        translator("en")("no.such.key")


def test_a_language_that_is_not_offered_falls_back_to_english():
    assert translator("xx").language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_of_the_catalogue_is_text(language):
    for key, value in catalogue(language).items():
        forms = value.values() if isinstance(value, dict) else [value]
        assert all(isinstance(form, str) for form in forms), key


def test_two_numbers_are_told_apart():
    assert translator("en").change(0.3, 0.4) == ("0.300", "0.400")
    assert translator("fr").change(0.30091, 0.30094) == ("0,300910", "0,300940")
    assert translator("en").change(0.5, 0.5) == ("0.500", "0.500")


def test_a_small_share_keeps_two_figures_that_count():
    assert translator("en").fine_percent(0.0000123) == "0.0012%"
    assert translator("en").fine_percent(0.23) == "23%"
    assert translator("en").fine_percent(0.0) == "0%"
