"""Words for sectors."""

import pytest

from graphlib.sectors import CANONICAL, UNKNOWN, canonical


@pytest.mark.parametrize(
    ("word", "sector"),
    [
        ("PRC", "company"),
        ("PUB", "public body"),
        ("HES", "research"),
        ("REC", "research"),
        ("OTH", "community"),
        ("Companies", "company"),
        ("NGO-CSO", "community"),
        ("Policy makers and governmental organizations", "public body"),
        ("Research centers", "research"),
        ("Universities and secondary schools", "research"),
        ("Governments", "public body"),
        ("Private Organizations", "company"),
        ("Multilateral Organizations", "public body"),
        ("Red Cross/Red Crescent Organizations", "community"),
        ("Other", "other"),
        ("public", "public body"),
        ("private", "company"),
        ("Collectivités", "public body"),
        ("Établissements publics", "public body"),
        ("etablissement PUBLIC", "public body"),
        ("Organisme de recherche", "research"),
        ("Unternehmen", "company"),
        ("Behörden", "public body"),
        ("Vereine", "community"),
        ("Imprese", "company"),
        ("Ente pubblico", "public body"),
        ("Asociaciones", "community"),
        ("Médias", "media"),
    ],
)
def test_known_words_in_five_languages_and_codes(word, sector):
    assert canonical(word) == sector


@pytest.mark.parametrize(
    "word", ["Science centres and museums", "Pooled Funds", "Città gemellate", "🎭", "研究"]
)
def test_unknown_words_stay_the_programme_s_own(word):
    assert canonical(word) == word


def test_own_sectors_keep_their_spelling_but_not_stray_spaces():
    assert canonical("  Portal  or\tother ") == "Portal or other"


@pytest.mark.parametrize("word", ["", "  ", "-", "n/a", "Inconnu", "unbekannt"])
def test_blank_and_words_for_unknown_are_unknown(word):
    assert canonical(word) == UNKNOWN


def test_canonical_names_stand_for_themselves():
    assert [canonical(name) for name in CANONICAL] == list(CANONICAL)
