"""Definitions come from the docstrings, and translations that grew old are not shown."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest

import graphlib
from graphlib import definitions
from graphlib.definitions import CHAPTERS, MEASURES, definition, digest

UNEXPLAINED = {
    "analyse": "puts all measures together and adds none",
    "brokers": "ranks by measures that are explained each by itself",
    "likely_duplicates": "looks for one organisation under two names, on the page Data",
    "members_held_apart": "lists who is in the parts that held_apart counts",
    "nearness": "gives what harmonic gives, and how sure it is",
    "moments": "chooses the days of a trend and measures nothing",
    "snapshot": "prints what was measured",
}
"""Public functions of a network that the page Methods leaves out, and why."""

OUR_OWN = {
    "at",
    "window",
    "dating",
    "trend",
    "cross_sector_share",
    "cross_sector_share_expected",
    "cross_sector_ties",
}
"""Counts and conventions that nobody had to invent: they have no source."""

FRENCH = tomllib.loads(
    (Path(definitions.__file__).parent / "translation" / "definitions" / "fr.toml").read_text(
        encoding="utf-8"
    )
)
FORMULA = re.compile(r"``(.+?)``")


def invented(network: object) -> None:
    """Tell how far a thing goes.

    It is ``a / b`` [1]_, [2]_,
    over *all* pairs, as in `other`.

    A second paragraph.

    Parameters
    ----------
    network
        Not shown.

    Warnings
    --------
    Nothing follows
    from it.

    References
    ----------
    .. [1] First, A. (1999). One
       title.
    .. [2] Second, B. (2001). Another.
    """


def test_a_docstring_is_parted_into_what_a_reader_needs():
    said = definition(invented)
    assert said.question == "Tell how far a thing goes."
    assert said.text == ("It is ``a / b``, over all pairs, as in `other`.", "A second paragraph.")
    assert said.caution == "Nothing follows from it."
    assert said.references == ("First, A. (1999). One title.", "Second, B. (2001). Another.")


def test_a_translation_of_other_words_is_not_shown(monkeypatch):
    words = {"question": "Jusqu'où ?", "text": "C'est ``a / b``.\n\nEt plus.", "caution": "Rien."}
    monkeypatch.setattr(
        definitions, "_translations", lambda _: {"invented": {"of": digest(invented), **words}}
    )
    said = definition(invented, "fr")
    assert (said.question, said.text, said.is_translated) == (
        words["question"],
        ("C'est ``a / b``.", "Et plus."),
        True,
    )
    assert said.references == definition(invented).references
    monkeypatch.setattr(definitions, "_translations", lambda _: {"invented": {"of": "00000000", **words}})
    assert definition(invented, "fr").question == definition(invented).question
    assert not definition(invented, "fr").is_translated


def test_stars_within_a_formula_are_not_taken_for_stress():
    assert definitions._plain("*all* of ``w*_s = d*e`` and *each*") == "all of ``w*_s = d*e`` and each"


def public_measures() -> list[str]:
    """List what the package hands to its users and what takes a network first."""
    functions = [name for name in graphlib.__all__ if inspect.isfunction(getattr(graphlib, name))]
    return [
        name
        for name in functions
        if "network" in list(inspect.signature(getattr(graphlib, name)).parameters)[:1]
    ]


def test_every_public_measure_is_explained_or_left_out_for_a_reason():
    assert set(public_measures()) - set(MEASURES) == set(UNEXPLAINED)


def test_each_measure_is_explained_once():
    explained = [measure for terms in CHAPTERS.values() for all_ in terms.values() for measure in all_]
    assert len(explained) == len(set(explained)) == len(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_says_what_it_tells_and_what_it_does_not(name):
    said = definition(MEASURES[name])
    assert said.question.endswith(".")
    assert said.text
    assert said.caution.endswith(".")
    assert bool(said.references) != (name in OUR_OWN)
    assert not any("_[" in part or "]_" in part for part in (*said.text, said.caution))


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_explained_in_french_as_it_is_today(name):
    english, french = definition(MEASURES[name]), definition(MEASURES[name], "fr")
    assert french.is_translated, (
        f"the English words are new (digest {digest(MEASURES[name])}): translate them again"
    )
    assert len(french.text) == len(english.text)
    assert (french.question, french.caution) != (english.question, english.caution)


@pytest.mark.parametrize("name", MEASURES)
def test_french_keeps_the_formulas_and_the_names(name):
    english, french = definition(MEASURES[name]), definition(MEASURES[name], "fr")
    for ours, theirs in zip((*english.text, english.caution), (*french.text, french.caution), strict=True):
        assert len(FORMULA.findall(theirs)) == len(FORMULA.findall(ours))
        assert sorted(signs(theirs)) == sorted(signs(ours))
        assert sorted(named(theirs)) == sorted(named(ours))


def signs(text: str) -> list[str]:
    """List what is not a word in the formulas of a text: operators, brackets, digits."""
    return [sign for formula in FORMULA.findall(text) for sign in re.findall(r"[-+/^=<>#()\[\]|\d]", formula)]


def named(text: str) -> list[str]:
    """List the names of other measures in a text."""
    return re.findall(r"`([^`]+)`", FORMULA.sub("", text))


@pytest.mark.parametrize("name", MEASURES)
def test_names_in_a_text_are_those_of_explained_measures(name):
    said = definition(MEASURES[name])
    assert {word for text in (said.question, *said.text, said.caution) for word in named(text)} <= set(
        MEASURES
    )


def test_no_translation_is_left_over():
    assert set(FRENCH) == set(MEASURES)


def test_french_has_its_spaces_before_double_punctuation():
    texts = {name: "\n".join(str(part) for part in entry.values()) for name, entry in FRENCH.items()}
    words = {name: FORMULA.sub("x", text) for name, text in texts.items()}
    wrong = {
        name: re.findall(r".{0,12}(?:[^\s][;?!]| [:;?!]|\w:|« | »)(?=\s|$|\w)", text)
        for name, text in words.items()
    }
    assert not {name: found for name, found in wrong.items() if found}
