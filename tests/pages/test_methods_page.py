"""The page that says how figures are computed: all of it, in both languages, and what a search finds."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from graphlib.definitions import CHAPTERS, MEASURES, definition
from graphlib.exactness import thresholds
from graphlib.translation import translator
from tests.pages.conftest import words

TERMS = [term for terms in CHAPTERS.values() for term in terms]


def seen(app: AppTest) -> list[str]:
    """List the titles of the entries that are shown."""
    return [heading.value for heading in app.subheader]


def titles(*terms: str, language: str = "en") -> list[str]:
    """Give the titles of entries."""
    return [translator(language)(f"methods.{term}.title") for term in terms]


def bare(text: str) -> str:
    """Leave out the backslashes that Markdown needs."""
    return text.replace("\\", "")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_is_there_with_what_not_to_conclude(open_page, language):
    app = open_page("methods", lang=language)
    t, said = translator(language), bare(words(app))
    assert not app.exception
    assert seen(app) == titles(*TERMS, language=language)
    for term in TERMS:
        assert f"**{t('methods.beware')}** {t(f'methods.{term}.beware')}" in said
        assert t(f"methods.{term}.text", **thresholds()) in said
    for name in MEASURES:
        assert f"**{t(f'methods.name.{name}')}**" in said
        assert all(reference in said for reference in definition(MEASURES[name]).references)
    assert t("methods.english") not in said


def test_what_not_to_conclude_is_not_folded_away(open_page):
    app = open_page("methods")
    folded = {id(part) for expander in app.expander for part in expander.markdown}
    beware = translator("en")("methods.beware")
    shown = [
        part for part in app.markdown if id(part) not in folded and part.value.startswith(f"**{beware}**")
    ]
    assert len(app.expander) == sum(
        bool(measures) for terms in CHAPTERS.values() for measures in terms.values()
    )
    assert len(shown) >= len(TERMS)


def test_formulas_are_code_and_names_lead_to_their_entries(open_page):
    said = words(open_page("methods"))
    assert "`(E - I) / (E + I)`" in said
    assert "as in [“Assortativity”](#assortativity)" in said
    links = set(re.findall(r"\]\(#([\w-]+)\)", said))
    assert links <= set(TERMS) | {f"chapter-{chapter}" for chapter in [*CHAPTERS, "exactness"]}
    assert "``" not in said


def test_anchors_differ_and_stay_what_other_pages_link_to(open_page):
    app = open_page("methods")
    anchors = [heading.anchor for heading in (*app.header, *app.subheader)]
    assert len(anchors) == len(set(anchors))
    old = {"tie", "sector", "articulation_point", "bridge", "betweenness", "harmonic", "constraint", "roles"}
    assert old | {"reach", "ei_index", "mixing", "clusters", "participation", "introduction", "state"} <= set(
        anchors
    )


@pytest.mark.parametrize(
    ("language", "wanted", "terms"),
    [
        ("en", "walker", ["controversy"]),
        ("en", "  Gould and FERNANDEZ ", ["roles"]),
        ("en", "within_cluster_z", ["participation"]),
        ("fr", "modularite des secteurs", ["assortativity"]),
        ("fr", "marcheur", ["controversy"]),
    ],
)
def test_a_search_finds_plain_words_and_definitions(open_page, language, wanted, terms):
    app = open_page("methods", lang=language)
    app.text_input(key="methods_search").set_value(wanted).run()
    assert seen(app) == titles(*terms, language=language)


def test_a_definition_that_alone_has_the_word_is_opened(open_page):
    app = open_page("methods")
    assert not any(expander.proto.expanded for expander in app.expander)
    app.text_input(key="methods_search").set_value("walker").run()
    assert [expander.proto.expanded for expander in app.expander] == [True]
    app.text_input(key="methods_search").set_value("Coleman").run()
    assert [expander.proto.expanded for expander in app.expander] == [False]


@pytest.mark.parametrize(
    "wanted", ["zebra", "<script>alert(1)</script>", "`:material/home:`[x](http://x)", "$$"]
)
def test_a_search_in_vain_says_so_and_runs_nothing(open_page, wanted):
    app = open_page("methods")
    app.text_input(key="methods_search").set_value(wanted).run()
    assert not app.exception
    assert not seen(app)
    assert app.info[-1].value.startswith("Nothing here speaks of")
    assert wanted not in app.info[-1].value or wanted == "zebra"


def test_thresholds_come_from_the_code(open_page):
    said = bare(words(open_page("methods")))
    assert "Up to 5,000 organisations it is exact" in said
    assert "999 times" in said
    assert "estimated from 4,096 of them" not in said
    assert "from the paths to 4,096 of them" in said


def test_the_table_says_what_is_exact_here(open_page):
    app = open_page("methods")
    table = app.table[0].value
    assert list(table.columns) == ["Figures", "In general", "In this network"]
    assert len(table) == 10
    assert set(table["In this network"].iloc[:5]) == {"Exact"}
    said = words(app)
    assert "Fingerprint of the data" in said
    assert "numba" in said
